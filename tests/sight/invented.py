"""Invented standards of every shape and with every word, and a calendar that knows few years."""

from datetime import date

from lineofsight.library.standard import Standard
from lineofsight.sight.history import WorkingDays

ALONE = frozenset({"home", "order", "care"})
DAYS_OFF = frozenset({date(2024, 3, 29), date(2024, 4, 1), date(2024, 5, 6), date(2024, 12, 25), date(2024, 12, 26)})
CALENDARS = {"few-years": WorkingDays("few-years", date(2023, 1, 1), date(2025, 12, 31), DAYS_OFF)}
HEAD = {
    "source": ["line-of-sight"],
    "basis": "local",
    "scope": "national",
    "checked": False,
    "owner": "agency analyst",
    "review_by": "2030-01-01",
    "family": "invented",
    "order": 1,
    "duty": "Something",
    "for_whom": "somebody",
    "counting": "The day itself is nought.",
    "changed_by": ["something else"],
}
WEEK = {"within": 7, "counted_in": "days", "words": "a week"}
SIX_WEEKS = {"within": 42, "counted_in": "days", "words": "six weeks"}
THREE_MONTHS = {"within": 3, "counted_in": "months", "words": "three months"}
TEN_WORKING_DAYS = {"within": 10, "counted_in": "working days", "words": "ten working days"}


def standard(id: str, *, start: str = "2010-01-01", to: str | None = None, version: int = 1, **shape) -> Standard:
    """A standard with everything that a test does not care about."""
    dates = {"from": start, "version": version} | ({"to": to} if to else {})
    return Standard.model_validate({**HEAD, "id": id, "title": id, "calendar": "few-years", **dates, **shape})


IN_HOME = {"span": "home"}
VISIT = {"event": "visit"}

STANDARDS = (
    standard(
        "visit-home",
        chain={
            "met_by": VISIT,
            "counted_from": ["home"],
            "counted_anew": {"span": "order", "codes": ["C2"]},
            "holds": [{"span": "home", "codes": ["A", "B"]}, {"span": "care"}],
            "limits": [
                {**WEEK, "number": 1},
                {
                    **WEEK,
                    "until_first": {"event": "review"},
                    "held_by": 60,
                    "since": "order",
                    "when": [{"span": "order", "codes": ["C1"]}],
                },
                {**SIX_WEEKS, "for_months": 3},
                {**THREE_MONTHS, "when": [{"span": "lasting", "codes": ["yes"]}]},
                SIX_WEEKS,
            ],
            "tightened_by": "own",
        },
    ),
    standard(
        "visit-order",
        start="2023-06-01",
        to="2024-02-28",
        chain={
            "met_by": {"event": "visit", "codes": ["x"]},
            "counted_from": ["home", "order"],
            "holds": [IN_HOME, {"span": "order", "but_not": ["C2"]}],
            "limits": [{**WEEK, "number": 1}, SIX_WEEKS],
        },
    ),
    standard(
        "visit-order",
        start="2024-03-01",
        version=2,
        chain={
            "met_by": {"event": "visit", "codes": ["x"]},
            "counted_from": ["home", "order"],
            "counted_back": {"event": "talk", "at_most": 20},
            "holds": [IN_HOME, {"span": "order", "but_not": ["C2"]}],
            "limits": [{**WEEK, "number": 2}, {**WEEK, "within": 28}],
        },
    ),
    standard(
        "review",
        chain={
            "met_by": {"event": "review"},
            "counted_back": {"event": "talk", "at_most": 10},
            "holds": [
                {"span": "care"},
                {"span": "order", "needed": True},
                {"span": "lasting", "codes": ["no"], "absent": True},
            ],
            "limits": [
                {**TEN_WORKING_DAYS, "within": 20, "number": 1},
                {
                    **THREE_MONTHS,
                    "number": 2,
                    "unsure": {"within": 4, "counted_in": "months", "because": "two editions"},
                },
                {
                    **THREE_MONTHS,
                    "within": 6,
                    "unsure": {"within": 150, "counted_in": "working days", "because": "two"},
                },
            ],
        },
    ),
    standard(
        "health",
        chain={
            "met_by": {"event": "check"},
            "holds": [{"span": "care", "until_age": 6}],
            "limits": [
                {
                    **THREE_MONTHS,
                    "within": 2,
                    "turning": 5,
                    "unsure": {"within": 4, "counted_in": "months", "because": "two"},
                },
                {**THREE_MONTHS, "within": 2, "younger_than": 5},
                {**THREE_MONTHS, "when": [{"span": "order", "codes": ["C1", "C2"]}]},
                {**TEN_WORKING_DAYS, "within": 30, "when": [{"span": "home", "codes": ["A"], "absent": True}]},
            ],
        },
    ),
    standard(
        "meeting-after",
        after={
            "event": {"event": "talk"},
            "met_by": {"event": "meeting"},
            "answered_once": True,
            "holds": [{"span": "care", "absent": True}],
            "limits": [
                {**TEN_WORKING_DAYS, "when": [{"span": "order", "codes": ["C1"]}]},
                {**TEN_WORKING_DAYS, "within": 15, "unsure": {"within": 25, "counted_in": "days", "because": "two"}},
            ],
            "unless": [{"event": "ended", "codes": ["x"]}],
            "unless_in_time": [{"event": "ended", "but_not": ["x"]}, {"event": "review"}],
            "counts_first_day": True,
            "lengthened_by": "own",
        },
    ),
    standard(
        "told-after",
        start="2023-01-01",
        to="2024-01-31",
        after={
            "start_of": {"span": "home", "but_not": ["B"]},
            "met_by": {"event": "visit", "but_not": ["x"]},
            "lengthened_by": "own",
            "holds": [{"span": "order", "codes": ["C1", "C2"], "needed": True}, {"span": "care"}],
            "limits": [{**WEEK, "younger_than": 3, "within": 3}, WEEK],
        },
    ),
    standard(
        "told-after",
        start="2024-02-01",
        version=2,
        after={
            "start_of": {"span": "home", "but_not": ["B"]},
            "met_by": {"event": "visit", "but_not": ["x"]},
            "lengthened_by": "own",
            "holds": [{"span": "order", "codes": ["C1", "C2"], "needed": True}, {"span": "care"}],
            "limits": [{**THREE_MONTHS, "within": 1, "number": 1}, WEEK],
            "counted_back": {"event": "talk", "but_not": ["x"], "at_most": 30},
        },
    ),
    standard(
        "checked-before",
        before={
            "start_of": {"span": "home", "codes": ["A"]},
            "met_by": {"event": "check"},
            "holds": [{"span": "care"}],
            "at_least": 5,
            "at_most": 60,
            "counted_in": "working days",
            "words": "five working days before",
        },
    ),
    standard(
        "talked-before",
        before={"event": {"event": "meeting"}, "met_by": {"event": "talk", "codes": ["x"]}, "words": "before"},
    ),
    standard(
        "grid",
        grid={"met_by": VISIT, "holds": [{"span": "care"}, IN_HOME], "every": 10, "words": "every ten days"},
    ),
    standard(
        "month",
        start="2023-09-10",
        month={
            "met_by": {"event": "talk"},
            "holds": [{"span": "order", "needed": True, "until_age": 2}],
            "words": "every month",
        },
    ),
    standard(
        "series",
        chain={
            "met_by": VISIT,
            "counted_from": ["lasting"],
            "counted_anew": {"span": "home", "but_not": ["A"]},
            "holds": [
                {"span": "lasting", "needed": True, "needed_while": [{"span": "home", "codes": ["B"]}], "until_age": 3},
                {"span": "order", "codes": ["C2"], "absent": True},
            ],
            "limits": [
                {**WEEK, "number": 1},
                {**SIX_WEEKS, "when": [{"span": "order", "codes": ["C1"], "absent": True, "begun": True}]},
                {**SIX_WEEKS, "within": 28},
            ],
        },
    ),
)
