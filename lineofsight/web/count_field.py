"""A count asked for in a form, as people write one."""

from typing import Any

from django import forms


class CountField(forms.IntegerField):
    """How many: a whole number, which may be left out. Whether it may be is asked by the form."""

    widget = forms.TextInput(attrs={"inputmode": "numeric"})

    def to_python(self, value: Any) -> int | None:
        """A whole number as people write one: «1,200» and «1 200» as well."""
        return super().to_python(value.replace(",", "").replace(" ", "") if isinstance(value, str) else value)  # type: ignore[no-any-return]

    def validate(self, value: Any) -> None:
        """Nothing alone: a number belongs to another, or has a reason in its place."""
