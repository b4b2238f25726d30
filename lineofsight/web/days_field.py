"""A field for a whole number of days, from one to a most."""

from typing import Any

from django import forms


class DaysField(forms.IntegerField):
    """For how many days. Each error says what to enter."""

    def __init__(self, *, most: int, **kwargs: Any) -> None:
        words = f"Enter a number of days, from 1 to {most}."
        errors = dict.fromkeys(("required", "invalid", "min_value", "max_value"), words)
        super().__init__(min_value=1, max_value=most, error_messages=errors, **kwargs)
