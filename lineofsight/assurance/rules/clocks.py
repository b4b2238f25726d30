"""Where a review stands against the days that the law and guidance give it. Days in, a state and a sentence out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lineofsight.library.clock import Calendar, NotInCalendar, ReviewClock, ReviewMoment, last_day
from lineofsight.library.words import counted, day_words


class ClockState(StrEnum):
    """How a step stands. «Not known» is a state of its own: nothing is ever counted from a guess."""

    NOT_KNOWN = "not_known"
    MET = "met"
    LATE = "late"
    OVERDUE = "overdue"
    DUE_TODAY = "due_today"
    DUE = "due"


@dataclass(frozen=True)
class ClockNow:
    """One step of a review on a day. `last` is the last day in time (the first, where it must have been so long)."""

    clock: ReviewClock
    state: ClockState
    last: date | None
    says: str


Days = Mapping[ReviewMoment, date | None]
"""What somebody has said: a day, or None for «looked for and not known». What nobody has said is not in it."""


def clock_now(clock: ReviewClock, *, days: Days, today: date, calendar: Calendar | None = None) -> ClockNow:
    """Where one step stands today."""
    starts = days.get(clock.starts_on)
    if starts is None:
        said = "is not known" if clock.starts_on in days else "has not been entered"
        return ClockNow(
            clock, ClockState.NOT_KNOWN, None, f"The day on which it starts {said}, so nothing can be counted."
        )
    try:
        last = last_day(clock, starts=starts, calendar=calendar)
    except NotInCalendar as trouble:
        return ClockNow(clock, ClockState.NOT_KNOWN, None, f"{trouble} Nothing can be counted.")
    done = days.get(clock.ends_on)
    if done is not None and done < starts:
        return ClockNow(
            clock, ClockState.NOT_KNOWN, last, f"It ends on {day_words(done)}, before it starts. One day is wrong."
        )
    if clock.is_least:
        return ClockNow(clock, *_at_least(last, done, today=today))
    if done is None and clock.ends_on in days:
        return ClockNow(
            clock, ClockState.NOT_KNOWN, last, f"On which day it was done is not known. Due {day_words(last)}."
        )
    return ClockNow(clock, *_at_most(last, done, today=today))


def _at_most(last: date, done: date | None, *, today: date) -> tuple[ClockState, date, str]:
    if done is not None and done <= last:
        return ClockState.MET, last, f"Done on {day_words(done)}, in time: the last day was {day_words(last)}."
    if done is not None:
        return ClockState.LATE, last, f"Done on {day_words(done)}, {_days(done, last)} after {day_words(last)}."
    if today > last:
        return ClockState.OVERDUE, last, f"Overdue by {_days(today, last)}: the last day was {day_words(last)}."
    if today == last:
        return ClockState.DUE_TODAY, last, "Due today."
    return ClockState.DUE, last, f"Due in {_days(last, today)}, on {day_words(last)}."


def _at_least(first: date, done: date | None, *, today: date) -> tuple[ClockState, date, str]:
    if done is not None and done < first:
        return ClockState.LATE, first, f"Published on {day_words(done)}, {_days(first, done)} too early."
    if done is not None:
        return ClockState.MET, first, f"Published on {day_words(done)}, not before {day_words(first)}."
    if today < first:
        return ClockState.DUE, first, f"Not before {day_words(first)}."
    return ClockState.MET, first, f"It may be published since {day_words(first)}."


def _days(later: date, earlier: date) -> str:
    return counted((later - earlier).days, "day", "days")
