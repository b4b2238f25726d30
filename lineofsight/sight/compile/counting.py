"""So long after a day, and back: days by adding, months and working days by looking them up. No date functions."""

from lineofsight.library.clock import Counted
from lineofsight.sight.compile.numbered import COUNTED
from lineofsight.sight.compile.text import FOREVER, earlier_of, later_of

DAYS, MONTHS, WORKING = (COUNTED[counted] for counted in (Counted.DAYS, Counted.MONTHS, Counted.WORKING_DAYS))


def later(day: str, *, within: str, counted: str, calendar: str, tag: str) -> tuple[str, str]:
    """The last day within so long after a day, and the joins that it needs; NULL where the calendar does not know.

    Source of the clamping: a month that has no such day gives its last one.
    """
    joins = f"""
LEFT JOIN calendar AS {tag}d ON {tag}d.day = {day} AND {counted} = {MONTHS}
LEFT JOIN month AS {tag}m ON {tag}m.month_index = {tag}d.month_index + {within}
LEFT JOIN working_rank AS {tag}r ON {tag}r.day = {day} AND {tag}r.calendar = {calendar} AND {counted} = {WORKING}
LEFT JOIN working_day AS {tag}w ON {tag}w.working_rank = {tag}r.working_rank + {within}
  AND {tag}w.calendar = {calendar}"""
    found = (
        f"CASE {counted} WHEN {DAYS} THEN {day} + {within} "
        f"WHEN {MONTHS} THEN {tag}m.first_day + {earlier_of(f'{tag}d.dom', f'{tag}m.days')} - 1 "
        f"ELSE {tag}w.day END"
    )
    return found, joins


def earlier(day: str, *, by: str, counted: str, calendar: str, tag: str) -> tuple[str, str]:
    """So many days or working days before a day, and the joins that it needs; nought of them is the day itself."""
    joins = f"""
LEFT JOIN working_rank AS {tag}r ON {tag}r.day = {day} - 1 AND {tag}r.calendar = {calendar}
  AND {counted} = {WORKING}
LEFT JOIN working_day AS {tag}w ON {tag}w.working_rank = {tag}r.working_rank - {by} + 1
  AND {tag}w.calendar = {calendar} AND {tag}w.working_rank > 0"""
    found = f"CASE WHEN {by} = 0 OR {counted} <> {WORKING} THEN {day} - {by} ELSE {tag}w.day END"
    return found, joins


def turning(day: str, *, within: str, counted: str, calendar: str, tag: str) -> tuple[str, str]:
    """The first day from which so long leads to `day` or beyond it, and the joins; the day itself where none does.

    The other way round from `later`. So points are compared with a few days worked out once for each stretch.
    """
    rank = f"{tag}r.working_rank + 1 - {within}"
    joins = f"""
LEFT JOIN calendar AS {tag}d ON {tag}d.day = {day} AND {counted} = {MONTHS}
LEFT JOIN month AS {tag}m ON {tag}m.month_index = {tag}d.month_index - {within}
LEFT JOIN working_rank AS {tag}r ON {tag}r.day = {day} - 1 AND {tag}r.calendar = {calendar} AND {counted} = {WORKING}
LEFT JOIN working_day AS {tag}w ON {tag}w.working_rank = {later_of(rank, "0")} AND {tag}w.calendar = {calendar}
  AND {tag}r.working_rank IS NOT NULL"""
    found = (
        f"CASE WHEN {day} = {FOREVER} THEN {day} WHEN {counted} = {DAYS} THEN {day} - {within} "
        f"WHEN {counted} = {MONTHS} THEN COALESCE({tag}m.first_day + {earlier_of(f'{tag}d.dom - 1', f'{tag}m.days')}, "
        f"{day}) ELSE COALESCE({tag}w.day, {day}) END"
    )
    return found, joins
