"""Five standards as an analyst writes them in pandas: fast, whole columns at a time, for these and nothing else.

Covered: visits under a plan for a child in need and under a child protection plan (each with the child's own
frequency), later core groups, review conferences, later meetings before proceedings. They are counted from one span,
again and again. Days are whole numbers and children are numbers, which pandas likes best; both are made before the
clock runs.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

FOREVER = 2932896
MONTHS, DAYS, WORKING = "months", "days", "working days"


@dataclass(frozen=True)
class Chain:
    """One standard: the span, what answers it, and its limit for the first and for every later one."""

    standard: str
    span: str
    event: str
    first: tuple[int, str] | None
    later: tuple[int, str]
    own_frequency: bool = False


CHAINS = (
    Chain("cin-visit", "need-plan", "need-visit", (28, DAYS), (28, DAYS), own_frequency=True),
    Chain("core-group-next", "protection-plan", "core-group", None, (42, DAYS)),
    Chain("cp-visit", "protection-plan", "protection-visit", (10, WORKING), (10, WORKING), own_frequency=True),
    Chain("pre-proceedings-review", "pre-proceedings", "pre-proceedings-meeting", None, (42, DAYS)),
    Chain("rcpc", "protection-plan", "review-conference", (3, MONTHS), (6, MONTHS)),
)


@dataclass(frozen=True)
class Calendar:
    """Arrays to look days up in: month and day of month; a month's first day and length; working days both ways."""

    first: int
    month: np.ndarray
    dom: np.ndarray
    first_month: int
    month_start: np.ndarray
    month_days: np.ndarray
    rank_first: int
    rank: np.ndarray
    working: np.ndarray

    def later(self, day: np.ndarray, within: int, counted_in: str) -> np.ndarray:
        """The last day in time, so long after each day."""
        if counted_in == DAYS:
            return day + within
        if counted_in == WORKING:
            return self.working[self.rank[day - self.rank_first] + within]
        month = self.month[day - self.first] + within - self.first_month
        return self.month_start[month] + np.minimum(self.dom[day - self.first], self.month_days[month]) - 1


def judge(spans: pd.DataFrame, events: pd.DataFrame, calendar: Calendar, *, as_at: int) -> pd.DataFrame:
    """Every obligation of the five standards, in order."""
    spans = spans[spans.start_day <= as_at]
    ends = spans.until_day.fillna(FOREVER).astype("int64")
    spans = spans.assign(until_day=ends.where(ends <= as_at, FOREVER))
    events = events[events.day <= as_at]
    own = spans.loc[(spans.kind == "visit-frequency") & (spans.number > 0)].set_index("child")
    by_span = dict(iter(spans.groupby("kind", observed=True)))
    by_event = dict(iter(events.groupby("kind", observed=True)))
    found = [_of(one, by_span[one.span], by_event[one.event], own, calendar, as_at=as_at) for one in CHAINS]
    whole = pd.concat(found, ignore_index=True)
    return whole.sort_values(["child", "standard", "since", "counted_from"], ignore_index=True)


def _of(
    one: Chain, spans: pd.DataFrame, events: pd.DataFrame, own: pd.DataFrame, calendar: Calendar, *, as_at: int
) -> pd.DataFrame:
    points = _points(spans, events)
    number = points.groupby("count", sort=False).cumcount().to_numpy() + 1
    day, until = points.day.to_numpy(), points.until_day.to_numpy()
    within, counted_in = one.later
    due = calendar.later(day, within, counted_in)
    asked = day < until
    if one.first is None:
        asked &= number > 1
    elif one.first != one.later:
        due = np.where(number == 1, calendar.later(day, *one.first), due)
    if one.own_frequency:
        due = _tightened(points, due, own)
    met = points.met.to_numpy()
    is_met = met < FOREVER
    kept = asked & ((due < until) | is_met)
    points, day, until, due, met, is_met = (part[kept] for part in (points, day, until, due, met, is_met))
    is_late, has_ended = is_met & (met > due), until < FOREVER
    is_open = ~is_met & (due < as_at)
    status = np.select([is_late, is_met, ~is_open, has_ended], ["late", "met", "due", "missed"], default="overdue")
    late_by = np.select([is_late, is_open & has_ended, is_open], [met - due, until - due, as_at - due], default=0)
    return pd.DataFrame(
        {
            "child": points.child.to_numpy(),
            "standard": one.standard,
            "since": points.start_day.to_numpy(),
            "counted_from": day,
            "due": due,
            "status": status,
            "met": np.where(is_met, met, -1),
            "days_late": late_by,
        }
    )


def _points(spans: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """The start of each count and every day inside it on which it was done, each with the next one."""
    counts = spans[["child", "start_day", "until_day"]].drop_duplicates().reset_index(drop=True)
    counts["count"] = counts.index
    done = counts.merge(events[["child", "day"]].drop_duplicates(), on="child")
    done = done[(done.day >= done.start_day) & (done.day <= done.until_day)]
    points = pd.concat([counts.assign(day=counts.start_day, is_event=0), done.assign(is_event=1)], ignore_index=True)
    order = np.lexsort((points.is_event.to_numpy(), points.day.to_numpy(), points["count"].to_numpy()))
    points = points.take(order).reset_index(drop=True)
    count = points["count"].to_numpy()
    following = np.append(points.day.to_numpy()[1:], FOREVER)
    points["met"] = np.where(np.append(count[1:] == count[:-1], False), following, FOREVER)
    return points


def _tightened(points: pd.DataFrame, due: np.ndarray, own: pd.DataFrame) -> np.ndarray:
    """The due days of children whose own plan asks for more: before, while and after it does."""
    place = np.flatnonzero(points.child.isin(own.index).to_numpy())
    some, plain = points.iloc[place], due[place]
    theirs = own.loc[some.child.to_numpy()]
    day, until = some.day.to_numpy(), some.until_day.to_numpy()
    begins = np.clip(theirs.start_day.to_numpy(), some.start_day.to_numpy(), until)
    ends = np.clip(theirs.until_day.to_numpy(), begins, until)
    quicker = np.minimum(plain, day + theirs.number.to_numpy())
    found = np.full(len(some), -1)
    last = plain
    # Of the stretches that go on after the point: the first in which the day lies, else what the last one says.
    for start, end, said in ((some.start_day.to_numpy(), begins, plain), (begins, ends, quicker), (ends, until, plain)):
        reaches = (start < end) & (end > day)
        says = np.maximum(said, start)
        last = np.where(reaches, says, last)
        found = np.where((found < 0) & reaches & (says < end), says, found)
    due = due.copy()
    due[place] = np.where(found < 0, last, found)
    return due
