"""One of several, as a field: radios, or a list that may be left alone."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from django import forms

YES_NO = [("yes", "Yes"), ("no", "No")]


def choice(label: str, words: Mapping[str, str] | Sequence[tuple[str, str]], missing: str, hint: str = "") -> Any:
    """One of several, as radios."""
    pairs = list(words.items()) if isinstance(words, Mapping) else list(words)
    return forms.ChoiceField(
        label=label,
        choices=pairs,
        widget=forms.RadioSelect,
        help_text=hint,
        required=bool(missing),
        error_messages={"required": missing, "invalid_choice": missing or f"Choose again: {label.lower()}."},
    )


def offer(form: forms.BaseForm, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
    """Let a field of a form choose among these: what there is to choose is known once the page is asked for."""
    cast(forms.ChoiceField, form.fields[name]).choices = list(choices)


def picked(label: str, words: Sequence[tuple[str, str]], nothing: str, missing: str = "", hint: str = "") -> Any:
    """One of a list, or none of it where nothing is missing then."""
    return forms.ChoiceField(
        label=label,
        choices=[("", nothing), *words],
        required=bool(missing),
        help_text=hint,
        error_messages={"required": missing, "invalid_choice": missing or f"Choose again: {label.lower()}."},
    )
