"""What a form sends beside what somebody filled in: the version it showed, and what a page sends on again."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.http import HttpRequest

from lineofsight.library.numbers import whole_number


class Version(forms.IntegerField):
    """The version of a row that a page showed, sent back unseen. Without it nobody knows what was looked at."""

    widget = forms.HiddenInput
    default_error_messages = dict.fromkeys(
        ("required", "invalid", "min_value"),
        "This page is not whole. Open it again, and send it from there.",
    )

    def __init__(self, **options: Any) -> None:
        super().__init__(min_value=0, **options)


class VersionForm(forms.Form):
    """Nothing is asked: the button says it."""

    version = Version()


def version(request: HttpRequest) -> int:
    """The version that the form showed; 0, which no row has, where it says none."""
    return whole_number(request.POST.get("version", "")) or 0


def key(request: HttpRequest) -> str:
    """The key of the form that was sent, for a page that sends the same on: so they are one act, and whoever keeps the
    words of the first is told when they were taken."""
    return request.POST.get("key", "")


def kept(request: HttpRequest, *, but: Collection[str]) -> list[tuple[str, str]]:
    """Every value that was sent, of three ticks all three, but for names that the next page asks anew."""
    return [(name, value) for name in request.POST if name not in but for value in request.POST.getlist(name)]
