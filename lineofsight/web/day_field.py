"""A day asked for in three inputs (day, month, year), as people say it."""

from datetime import date
from typing import Any

from django import forms

from lineofsight.library.numbers import whole_number
from lineofsight.library.words import MONTHS

PARTS = ("day", "month", "year")


class DayInputs(forms.Widget):
    """Three text inputs `name-day`, `name-month`, `name-year`. The macro `field` draws them."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> tuple[str, str, str] | None:
        """Give what was typed, cut of spaces; None when none of the three was sent."""
        typed = tuple(str(data.get(f"{name}-{part}", "")).strip() for part in PARTS)
        return typed if any(typed) else None  # type: ignore[return-value]

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Say whether the form was sent without this field."""
        return not any(f"{name}-{part}" in data for part in PARTS)

    def id_for_label(self, id_: str | None) -> str:
        """Give no id: three inputs have a legend, not a label."""
        return ""


def _month(typed: str) -> int:
    """The month that was typed as a number or by its name, «3», «March» or «Mar.»; 0 for anything else."""
    word = typed.casefold().rstrip(".")
    named = [at for at, name in enumerate(MONTHS, start=1) if len(word) > 2 and name.casefold().startswith(word)]
    return whole_number(typed) or next(iter(named), 0)


class DayField(forms.Field):
    """A calendar day. Errors say what to enter; what was typed is kept."""

    widget = DayInputs
    default_error_messages = {"required": "Enter the day, for example 27 3 2026."}

    def to_python(self, value: Any) -> date | None:
        """Turn three typed words into a day; raise ValidationError with a sentence that names what is wrong."""
        if value in self.empty_values or isinstance(value, date):
            return value or None
        missing = [part for part, typed in zip(PARTS, value, strict=True) if not typed]
        if missing:
            raise forms.ValidationError(f"The day must include a {' and a '.join(missing)}.", code="incomplete")
        if not (value[2].isdecimal() and len(value[2]) == 4):
            raise forms.ValidationError("The year must have 4 numbers, for example 2026.", code="year")
        day, year = (whole_number(typed) or 0 for typed in (value[0], value[2]))
        try:
            return date(year, _month(value[1]), day)
        except (ValueError, OverflowError) as wrong:
            raise forms.ValidationError(self._not_a_day(value), code="not_a_day") from wrong

    def _not_a_day(self, typed: tuple[str, str, str]) -> str:
        day, month, year = typed
        said = f"{day} {month} {year}"
        if 1 <= (number := _month(month)) <= 12:
            said = f"{day} {MONTHS[number - 1]}"
        return f"{said} is not a date. Enter the day, for example 27 3 2026."

    def clean(self, value: Any) -> date | None:
        """Check and give the day."""
        day = self.to_python(value)
        self.validate(day)
        return day

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Say whether another day was typed."""
        try:
            return bool(initial != self.to_python(data))
        except forms.ValidationError:
            return True
