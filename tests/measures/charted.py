"""Every kind of chart once."""

from datetime import date

from lineofsight.measures.charts import counts, run, staying, teams
from lineofsight.measures.charts.counts import Count
from lineofsight.measures.charts.run import Agreed, Event, Month, Run
from lineofsight.measures.charts.staying import Line
from lineofsight.measures.cohort import curve
from lineofsight.measures.funnel import Funnel, Part, Parts, funnel_of
from lineofsight.measures.trends import Anew, trend_of
from lineofsight.sight.counting import months_until

MONTHS = months_until(date(2026, 5, 1), how_many=24)
SHARES = [(30, 50), (33, 50)] * 6 + [(43, 50), (46, 50)] * 6
ROWS = [(month, n, of) for month, (n, of) in zip(MONTHS, SHARES, strict=True)]
SECRET = [*ROWS[:9], (MONTHS[9], None, 0), *ROWS[10:]]
EVENTS = (
    Event(date(2025, 6, 3), "new checklist <3.2>"),
    Event(date(2025, 6, 20), "edition 2"),
    Event(date(2019, 1, 1), "before all this"),
)
GROUPS = Parts("group", "all children", "As listed.", are_rounded=True)
AGREED = Agreed(0.84)
SPANS = [(month, True) for month in range(3, 36, 3)] + [(30, True)] + [(36, False)] * 31


def a_run(rows=ROWS, *, anew=(), events=EVENTS, agreed=AGREED, id="r"):
    trend = trend_of(rows, anew=anew)
    return run.chart(
        Run(tuple(Month(*row) for row in rows), trend, "Share", trend.words, events, agreed),
        id="r",
        question="Changed?",
    )


def all_charts():
    stays = Line("Began 2023", curve(SPANS))
    names = [("North and the very long name of it", 48, 71), ("South", 20, 60), ("East", 66, 90)]
    return {
        "run": a_run(),
        "rebased": a_run(anew=[Anew(MONTHS[12], "counted otherwise")], id="r2"),
        "secret": a_run(SECRET, id="r3"),
        "teams": teams.chart(funnel_of([Part(*one) for one in names]), id="t", question="Same?", title="Teams"),
        "one cohort": staying.chart([stays], id="s", question="Who stays?", title="Stay"),
        "three cohorts": staying.chart(
            [stays, Line("Began 2024", curve(SPANS[5:])), Line("Began 2025", curve([(12, False)] * 20))],
            id="m", question="Who stays?", title="Stay",
        ),
        "groups": teams.chart(
            Funnel((Part("Girls", 75, 95), Part("Boys", 115, 130)), 191, 224, GROUPS),
            id="g", question="Same?", title="Groups",
        ),
        "counts": counts.chart(
            [
                Count("Voice of the child", 18, 24, "18 of 24 (75%)", "likely 55% to 88%"),
                Count("A very long name of an area that stands in two lines", 0, 24, "0 of 24 (0%)"),
                Count("Asked of few", 3, 3, "3 of 3"),
            ],
            id="q", question="Which?", title="Areas", sentence="The lowest is told.", head=("Area", "Good"),
        ),
    }  # fmt: skip


CHARTS = all_charts()
