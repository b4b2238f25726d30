"""Rows for measures of the child's voice and of lasting relationships: what was held, whether they spoke, who stayed.

Plain values. A column that the source does not answer is left out of its row: nobody can tell.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from lineofsight.sight.history import Event
from lineofsight.sight.reviewing import REVIEW, TALK, Reach, Said, advocate

VISITS = ("care-visit", "protection-visit", "need-visit")
NONE_RECORDED = "none recorded"
YEAR = 12
Row = dict[str, str | int | date | None]


@dataclass(frozen=True, slots=True, order=True)
class Works:
    """Somebody works with a child from a day until a day, on which they no longer do; `who` only tells them apart."""

    start: date
    until: date | None
    who: str


def review_rows(
    child: str, events: Sequence[Event], *, starts: Iterable[date], reach: Reach, first: date, last: date
) -> Iterator[Row]:
    """The reviews of a child between two days. starts: the days on which the child came into care."""
    held: dict[date, str] = {}
    for one in events:
        if one.kind == REVIEW and one.day:
            # Twice on one day is one review; the code that says something stands.
            held[one.day] = held.get(one.day) or one.code
    begun = sorted(starts)
    before: date | None = None
    for day in sorted(held):
        if first <= day <= last:
            came = max((one for one in begun if one <= day), default=date.min)
            since = max(came, before + timedelta(days=1)) if before else came
            yield {
                "child": child,
                "review_date": day,
                "took_part": held[day] or None,
                **_talk(events, reach, since, day),
            }
        before = day


def _talk(events: Iterable[Event], reach: Reach, since: date, day: date) -> Row:
    talks = [one for one in events if one.kind == TALK and one.day and since <= one.day <= day]
    if talks:
        last = max(talks, key=lambda one: (one.day or date.min, one.code))
        return {"spoke": "yes", "spoke_how": last.code or None}
    told = reach.get(TALK)
    is_told = told and (told.start is None or told.start <= since) and (told.until is None or told.until >= day)
    return {"spoke": "no"} if is_told and not any(one.kind == TALK and one.day is None for one in events) else {}


def visit_rows(child: str, events: Iterable[Event], *, first: date, last: date) -> Iterator[Row]:
    """The visits to a child between two days, one of a kind a day."""
    seen: dict[tuple[str, date], str] = {}
    for one in events:
        if one.kind in VISITS and one.day and first <= one.day <= last:
            said = [code for code in (seen.get((one.kind, one.day), ""), one.code) if code in _ORDER]
            seen[one.kind, one.day] = min(said, key=_ORDER.index, default="")
    for (kind, day), code in sorted(seen.items()):
        yield {"child": child, "kind": kind, "visit_date": day, "seen": code or None}


# Of two visits on one day the one at which more was seen stands.
_ORDER = ("seen-alone", "seen", "not-seen")


def child_row(
    child: str, *, since: date, works: Sequence[Works], events: Sequence[Event], reach: Reach, on: date
) -> Row:
    """A child who is in care on a day, since a day."""
    year_ago = _year_before(on)
    number = len({one.who for one in works if one.start <= on and (one.until is None or one.until > year_ago)})
    months = months_with_present(works, on=on)
    offered = advocate(events, reach=reach, as_at=on)
    said = {Said.YES: offered.code or "open", Said.NO: offered.code, Said.NOT_YET: NONE_RECORDED}.get(offered.said)
    return {
        "child": child,
        "in_care_since_date": since,
        "is_a_year_in_care": since <= year_ago,
        "workers_in_12_months": (str(number) if number < 3 else "3 or more") if number else None,
        "has_worker": months is not None,
        "months_with_worker": months,
        "advocate": said,
    }


def months_with_present(works: Iterable[Works], *, on: date) -> int | None:
    """Whole months for which whoever works with the child on a day has done so without a break; None for nobody.

    Of several at once the last to begin counts, as on every page.
    """
    begun = sorted(one for one in works if one.start <= on)
    present = [one for one in begun if one.until is None or one.until > on]
    if not present:
        return None
    last = max(present, key=lambda one: (one.start, one.who))
    start = last.start
    for one in sorted((one for one in begun if one.who == last.who), reverse=True):
        if one.start < start and (one.until is None or one.until >= start):
            start = one.start
    return (on.year - start.year) * YEAR + on.month - start.month - (on.day < start.day)


def median(numbers: Iterable[int]) -> float | None:
    """The number in the middle; between two the middle of both. None for none."""
    ordered = sorted(numbers)
    if not ordered:
        return None
    half = len(ordered) // 2
    return float(ordered[half]) if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def _year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)
