"""Words that somebody writes: a word in them that looks like a name is asked about before they are saved."""

from collections.abc import Sequence
from typing import Any

from django import forms

from lineofsight.desk.names import words_like_names
from lineofsight.library.words import listed

SURE = "not_a_name"


class Words(forms.CharField):
    """Words that somebody writes, in a box, or in one line where `is_long` is false.

    missing: what is said where nothing was written; "" where they may stay empty. most: characters.
    """

    def __init__(self, label: str, missing: str = "", *, most: int, hint: str = "", is_long: bool = True) -> None:
        super().__init__(
            label=label,
            max_length=most,
            required=bool(missing),
            help_text=hint,
            widget=forms.Textarea if is_long else forms.TextInput,
            error_messages={"required": missing, "max_length": TOO_LONG},
        )
        # Whether it is needed hangs on another answer, and the hint says on which: it is not called optional.
        self.is_asked_sometimes = hint.startswith("Needed ") or " Needed " in hint


TOO_LONG = "Write at most %(limit_value)d characters: these are %(show_value)d."


def like_names(found: Sequence[str]) -> str:
    """What is said of words that look like names: one or several, in the same words on every page."""
    told = listed([f"«{word}»" for word in found])
    if len(found) == 1:
        return f"{told} looks like a name. Take it out, or tick below that it is not one."
    return f"{told} look like names. Take them out, or tick below that they are none."


class AsksAboutNames(forms.Form):
    """A form with `Words`. Where one of them holds a likely name, a tick appears: it is none."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Asked only where something was found: otherwise it would be ticked out of habit.
        self.fields[SURE] = forms.BooleanField(
            label="This is not the name of a person or a place", required=False, widget=forms.HiddenInput
        )

    def clean(self) -> dict[str, Any]:
        clean: dict[str, Any] = super().clean() or {}
        # After all that is asked.
        self.fields[SURE] = self.fields.pop(SURE)
        # What is said of the words is no part of them.
        if clean.pop(SURE, False):
            self.fields[SURE].widget = forms.CheckboxInput()
            return clean
        for name in [name for name, field in self.fields.items() if isinstance(field, Words)]:
            found = words_like_names(clean.get(name) or "")
            if found:
                self.add_error(name, like_names(found))
                self.fields[SURE].widget = forms.CheckboxInput()
        return clean
