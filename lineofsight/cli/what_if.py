"""./los sight --what-if: who would become late or come into time by another time. Nothing is changed."""

from collections.abc import Iterator
from datetime import date

from django.core.management.base import CommandError

from lineofsight.desk.sight.judged import rules_in_use
from lineofsight.desk.sight.lists import said
from lineofsight.desk.sight.what_if import what_if
from lineofsight.partnership.actor import Actor
from lineofsight.sight.obligation import Obligation
from lineofsight.sight.what_if import CannotAsk, Difference, Time, time_named


def what_if_lines(asked: str, day_off: str, *, as_at: date, by: Actor) -> Iterator[str]:
    """The lines that say what would change. asked: «cla-visit=28» or «cla-visit:1=5». Raises CommandError."""
    try:
        time, number = _time(asked) if asked else (None, 0)
        changed = what_if(by, as_at=as_at, time=time, number=number, day_off=_day(day_off) if day_off else None)
    except CannotAsk as trouble:
        raise CommandError(str(trouble)) from None
    if time:
        yield f"{time.title}, «{time.words}»: {number} in place of {time.number} {time.counted_in}."
    late, in_time = changed.late_in_all, changed.in_time_in_all
    yield f"{late} would no longer be in time, {in_time} would be, as at {as_at.isoformat()}."
    yield f"{changed.older} more, due more than a year ago, would have changed sides."
    yield "child\tstandard\tcounted_from\tnow\tthen"
    for one in (*changed.late, *changed.in_time):
        yield _line(one, as_at)


def _line(one: Difference, as_at: date) -> str:
    which = one.one
    counted_from = which.counted_from.isoformat() if which.counted_from else ""
    return "\t".join((which.child, which.standard, counted_from, _told(one.now, as_at), _told(one.then, as_at)))


def _told(one: Obligation | None, as_at: date) -> str:
    if one is None:
        return "not asked for"
    return f"{said(one, as_at)[1]}{f' ({one.due.isoformat()})' if one.due else ''}"


def _time(asked: str) -> tuple[Time, int]:
    id, _, number = asked.partition("=")
    if not (number.isascii() and number.isdecimal() and len(number) <= 6):
        raise CannotAsk(
            f"«{asked}» is not understood. Write the standard and the new number, for example cla-visit=28."
        )
    return time_named(rules_in_use(), id), int(number)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CannotAsk(f"«{text}» is not a day. Write it as 2026-03-31.") from None
