"""Words for a time («so far this year», «since January», «this spring»), against the times of a sentence's figures."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from lineofsight.library.words import MONTHS
from lineofsight.publication.gate.check import Found

Time = tuple[date | None, date]
"""The first day of a figure, if it has one, and the last."""

_Fits = Callable[[date, date], bool]

_SEASONS = {"winter": (12, 1, 2), "spring": (3, 4, 5), "summer": (6, 7, 8), "autumn": (9, 10, 11)}
_MONTH = "|".join(MONTHS)
_NO_YEAR = r"(?!\s+\d{1,2}\b)(?!,?\s+(?:19|20)\d\d)"
_THIS = re.compile(
    r"\b(?:so far\s+)?this\s+(?P<what>(?:calendar|financial|school)?\s*year|quarter|spring|summer|autumn|winter)\b"
    r"(?!['’]s|\s+(?:before|ago))",
    re.IGNORECASE,
)
_RECENT = re.compile(r"\bin\s+(?:the\s+)?(?:recent|last few|past few)\s+(?P<what>days|weeks|months)\b", re.IGNORECASE)
_SINCE = re.compile(
    rf"\b[Ss]ince\s+(?:the\s+|last\s+)?(?:(?P<month>{_MONTH})(?:\s+(?P<year>20\d\d))?|(?P<season>spring|summer|autumn|winter))\b"
)
_BETWEEN = re.compile(
    rf"\b(?:[Ff]rom|[Bb]etween)\s+(?P<first>{_MONTH}){_NO_YEAR}\s+(?:to|until|and)\s+(?P<last>{_MONTH})\b{_NO_YEAR}"
)
# «Between August 2025 and August 2026», «from 3 May to 1 August 2026».
_SPAN = re.compile(
    rf"\b(?:[Ff]rom|[Bb]etween)\s+(?:\d{{1,2}}\s+)?(?P<first>{_MONTH})(?:\s+(?P<year>20\d\d))?\s+(?:to|until|and)\s+"
    rf"(?:\d{{1,2}}\s+)?(?P<last>{_MONTH})\s+(?P<until>20\d\d)\b"
)
# The first or last day may be a week or two away from what people call the month.
_SOME_DAYS = timedelta(days=16)
_A_MONTH, _TWO_MONTHS = timedelta(days=31), timedelta(days=62)
_DAYS_OF = {"days": 20, "weeks": 75, "months": 215}


def told_of_other_times(own: str, times: Sequence[Time], as_at: date) -> Iterator[Found]:
    """Each word for a time that is the time of no figure. `as_at`: the day as at which the Summary speaks."""
    if not times:
        return
    said = [(found, _fits_this(found, as_at)) for found in _THIS.finditer(own)]
    said += [(found, _fits_recent(found["what"].casefold(), as_at)) for found in _RECENT.finditer(own)]
    said += [(found, _fits_since(found, as_at)) for found in _SINCE.finditer(own)]
    said += [(found, _fits_between(found)) for found in _BETWEEN.finditer(own)]
    # From one figure's time to another's, where two are told.
    reach = [(first or last) for first, last in times], [last for _, last in times]
    said += [(found, _fits_span(found, *reach)) for found in _SPAN.finditer(own)]
    for found, fits in said:
        if not any(fits(first or last, last) for first, last in times):
            yield Found(
                "figure.other_span",
                f"The sentence says «{found.group().strip()}», and its figure is for another time.",
                "Write the figure's own time.",
            )


def _fits_this(found: re.Match[str], as_at: date) -> _Fits:
    what = found["what"].casefold()
    if what in _SEASONS:
        months = _SEASONS[what]
        near = {*months, months[-1] % 12 + 1}
        return lambda first, last: (
            {first.month, last.month} <= near and (as_at - first).days < 400 and (last - first).days < 125
        )
    if what == "quarter":
        begins = date(as_at.year, 3 * ((as_at.month - 1) // 3) + 1, 1)
        return lambda first, last: first >= begins - _SOME_DAYS
    starts = (
        [1]
        if what.startswith("cal")
        else [4]
        if what.startswith("fin")
        else [9]
        if what.startswith("sch")
        else [1, 4, 9]
    )
    begin = [_last_first_of(month, as_at) for month in starts]
    return lambda first, last: any(first >= one - _SOME_DAYS for one in begin)


def _fits_recent(what: str, as_at: date) -> _Fits:
    return lambda first, last: (as_at - first).days <= _DAYS_OF[what]


def _fits_since(found: re.Match[str], as_at: date) -> _Fits:
    """From then on: a figure that begins before counts what was not since then; one that begins long after, less."""
    if found["season"]:
        months = _SEASONS[found["season"].casefold()]
        return lambda first, last: first.month in (*months, months[-1] % 12 + 1) and first != last
    month = MONTHS.index(found["month"]) + 1
    begins = date(int(found["year"]), month, 1) if found["year"] else _last_first_of(month, as_at)
    return lambda first, last: first == last or abs(first - begins) <= (_TWO_MONTHS if found["year"] else _A_MONTH)


def _fits_between(found: re.Match[str]) -> _Fits:
    ends = [MONTHS.index(found[name]) + 1 for name in ("first", "last")]
    return lambda first, last: [_nearest(first + _SOME_DAYS / 2, ends[0]), _nearest(last, ends[1])] == ends


def _fits_span(found: re.Match[str], begins: Sequence[date], ends: Sequence[date]) -> _Fits:
    until = int(found["until"]), MONTHS.index(found["last"]) + 1
    month = MONTHS.index(found["first"]) + 1
    since = int(found["year"] or until[0] - (month > until[1])), month
    fits = any(_is_near(day, since) for day in begins) and any(_is_near(day, until) for day in ends)
    return lambda first, last: fits


def _is_near(day: date, month: tuple[int, int]) -> bool:
    """Whether a day is in the month, or some days away from it."""
    near = (day - _SOME_DAYS, day, day + _SOME_DAYS)
    return any((one.year, one.month) == month for one in near)


def _nearest(day: date, wanted: int) -> int:
    """The wanted month where the day is at most some days away from it, else the day's own."""
    near = {(day - _SOME_DAYS).month, day.month, (day + _SOME_DAYS).month}
    return wanted if wanted in near else day.month


def _last_first_of(month: int, as_at: date) -> date:
    return date(as_at.year if month <= as_at.month else as_at.year - 1, month, 1)
