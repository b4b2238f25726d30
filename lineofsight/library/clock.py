"""Days that the law or guidance gives a review, and the calendars that working days are counted by."""

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from lineofsight.library.days import months_after
from lineofsight.library.entry import Entry, Id, Lookup, Strict, Words, unknown_id
from lineofsight.library.faults import Trouble


class Counted(StrEnum):
    """What a limit counts."""

    WORKING_DAYS = "working days"
    DAYS = "days"
    MONTHS = "months"


class ReviewMoment(StrEnum):
    """What happens in the life of a review on a day that somebody counts from or towards."""

    AWARE = "aware"
    NOTIFIED = "notified"
    RAPID_REVIEW_DONE = "rapid review done"
    DECIDED = "decided"
    COPY_SENT = "copy sent"
    PUBLISHED = "published"

    @property
    def words(self) -> str:
        """What people read, for example «The council became aware of the incident»."""
        return _MOMENTS[self]


_MOMENTS = {
    ReviewMoment.AWARE: "The council became aware of the incident",
    ReviewMoment.NOTIFIED: "The national panel was notified",
    ReviewMoment.RAPID_REVIEW_DONE: "The rapid review was finished and sent",
    ReviewMoment.DECIDED: "The partners decided to hold the review",
    ReviewMoment.COPY_SENT: "The panel and the Secretary of State had the copy",
    ReviewMoment.PUBLISHED: "The report was published",
}


class Calendar(Entry):
    """The days between Monday and Friday on which nobody is at work, over the years that it knows."""

    FOLDER: ClassVar[str] = "calendars"

    first_year: int = Field(ge=1990, le=2100, description="the first year of which every day off is known")
    last_year: int = Field(ge=1990, le=2100, description="the last such year")
    days_off: tuple[date, ...] = Field(min_length=1, description="the days off, each once")

    def knows(self, day: date) -> bool:
        """Whether the days off of its year are known."""
        return self.first_year <= day.year <= self.last_year


class ClockExample(Strict):
    """A day from which it counts, and the last day that is in time."""

    name: Words
    says: Words
    starts: date
    last_day: date | None = None


class ReviewClock(Entry):
    """How long a step of a review may take: from which day, until when, for which kinds of review."""

    FOLDER: ClassVar[str] = "clocks"
    EXAMPLES: ClassVar[type[Strict] | None] = ClockExample

    order: int = Field(ge=1, description="where it stands in the life of a review")
    review_kinds: tuple[Words, ...] = Field(min_length=1, description="the kinds of review that it holds for")
    starts_with: Words = Field(description="what happened on the day from which it counts")
    ends_with: Words = Field(description="what has to be done by the last day")
    starts_on: ReviewMoment = Field(description="that day, as a review stores it")
    ends_on: ReviewMoment = Field(description="the day on which it is done, as a review stores it")
    is_least: bool = Field(
        default=False, alias="at_least", description="true where it must have been so long, and not at most"
    )
    limit: int = Field(ge=1, le=1000, description="how many")
    counted_in: Counted = Field(description="working days, days or months")
    calendar: Id | None = Field(default=None, description="for working days: the calendar")
    note: Words | None = Field(default=None, description="what else the reader has to know")

    def troubles(self, shelf: Lookup) -> Iterator[Trouble]:
        """A calendar that is not there."""
        yield from super().troubles(shelf)
        known = shelf.ids("calendars")
        wanted = self.calendar or ""
        if (self.counted_in is Counted.WORKING_DAYS or wanted) and wanted not in known:
            yield unknown_id(wanted, known, ("calendar",), "a calendar")


class NotInCalendar(ValueError):
    """The calendar does not know the days off of that year, so nothing can be counted."""

    def __init__(self, calendar: Calendar, day: date) -> None:
        super().__init__(
            f"«{calendar.title}» knows the years {calendar.first_year} to {calendar.last_year}, not {day.year}."
        )


def last_day(clock: ReviewClock, *, starts: date, calendar: Calendar | None = None) -> date:
    """The last day that is in time. The day on which it starts is day nought; the last day itself counts as in time.

    Raises NotInCalendar when a year is not known.
    """
    if clock.counted_in is Counted.DAYS:
        return starts + timedelta(days=clock.limit)
    if clock.counted_in is Counted.MONTHS:
        return months_after(starts, clock.limit)
    if calendar is None:
        raise ValueError("Working days need a calendar.")
    return working_days_later(starts, clock.limit, calendar=calendar)


def working_days_later(starts: date, days: int, *, calendar: Calendar) -> date:
    """The last of so many working days after a day, which itself is day nought.

    Raises NotInCalendar when a year is not known.
    """
    day, left = starts, days
    if not calendar.knows(day):
        raise NotInCalendar(calendar, day)
    while left:
        day += timedelta(days=1)
        if not calendar.knows(day):
            raise NotInCalendar(calendar, day)
        left -= day.weekday() < 5 and day not in calendar.days_off
    return day


def working_days_left(today: date, last: date, *, calendar: Calendar) -> int:
    """How many working days come after today, a last day included; 0 on that day and when it has passed."""
    days = (today + timedelta(days=away) for away in range(1, (last - today).days + 1))
    return sum(day.weekday() < 5 and day not in calendar.days_off for day in days)
