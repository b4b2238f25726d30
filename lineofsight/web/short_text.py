"""A short text about a child, or to be printed: a word that looks like a name is asked about before it is saved."""

from typing import Any

from django import forms

from lineofsight.desk.names import words_like_names

SURE = "not_a_name"


class ShortText(forms.Form):
    """A form with short texts, in the fields `SHORT`. Where one holds a likely name, a tick appears: it is none."""

    SHORT: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Asked only where something was found: otherwise it would be ticked out of habit.
        self.fields[SURE] = forms.BooleanField(
            label="This is not the name of a person or a place", required=False, widget=forms.HiddenInput
        )

    def ask(self, asked: dict[str, forms.Field]) -> None:
        """What is asked stands before the tick."""
        sure = self.fields.pop(SURE)
        self.fields.update({**asked, SURE: sure})

    def clean(self) -> dict[str, Any]:
        clean: dict[str, Any] = super().clean() or {}
        if clean.get(SURE):
            self.fields[SURE].widget = forms.CheckboxInput()
            return clean
        for name in self.SHORT:
            found = words_like_names(clean.get(name) or "")
            if found:
                told = ", ".join(f"“{word}”" for word in found)
                looks = "looks like a name" if len(found) == 1 else "look like names"
                self.add_error(name, f"{told} {looks}. Take it out, or tick below that it is not one.")
                self.fields[SURE].widget = forms.CheckboxInput()
        return clean
