"""A day as it is stored for the engines: how many days after 1 January 1970. One number, the same on every database."""

from datetime import date
from typing import Any

from django.db import models

_FIRST = date(1970, 1, 1).toordinal()


def number_of(day: date) -> int:
    """A day as a number: 1 January 1970 is 0."""
    return day.toordinal() - _FIRST


def day_of(number: int) -> date:
    """The day of a number."""
    return date.fromordinal(number + _FIRST)


class DayField(models.IntegerField):  # type: ignore[type-arg]
    """A day, kept as a number: neither database need know how to count days."""

    def from_db_value(self, value: int | None, *_: Any) -> date | None:
        return None if value is None else day_of(value)

    def to_python(self, value: Any) -> date | None:
        return day_of(value) if isinstance(value, int) else value

    def get_prep_value(self, value: Any) -> int | None:
        return number_of(value) if isinstance(value, date) else value
