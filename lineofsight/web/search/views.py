"""Search: one field, a choice of kind, results in groups. It is a POST: what people look for stands in no address."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from lineofsight.desk import search as desk

# Where what was found is read: the page of a thing, the choice on a page, a list, or a place on a page.
PAGES = {
    "child": "child",
    "review": "review",
    "finding": "review",
    "recommendation": "recommendation",
    "action": "action",
    "statement": "statement",
    "evidence": "evidence",
    "challenge": "challenge",
    "summary": "summary",
    "measure": "measure",
    "form": "form_start",
}
CHOICES = {"system": "systems", "pathway": "pathways", "register": "registers"}
EVERYTHING = "everything"
LISTS = {"return": "stateds"}
PLACES = {"standard": "sight_rules", "course": "courses", "term": "glossary"}


class SearchForm(forms.Form):
    """What to look for, and among what."""

    words = forms.CharField(
        label="What do you look for?",
        max_length=desk.LONGEST,
        help_text="Every word you enter has to stand in what is found. A child is found by its whole short name alone.",
        widget=forms.TextInput(attrs={"spellcheck": "false"}),
        error_messages={"required": "Enter a word to look for."},
    )
    kind = forms.ChoiceField(label="Among what?", initial=EVERYTHING)

    def __init__(self, *args: Any, kinds: tuple[desk.Kind, ...], **kwargs: Any) -> None:
        """kinds: those that the reader may look among."""
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(EVERYTHING, "Everything"), *((one.id, one.title) for one in kinds)]


def show_search(request: HttpRequest) -> HttpResponse:
    """Ask, or show what was found."""
    actor = request.actor
    form = SearchForm(request.POST or None, kinds=desk.kinds_for(actor))
    words, groups = "", tuple[desk.Group, ...]()
    if form.is_valid():
        words = form.cleaned_data["words"]
        kind = form.cleaned_data["kind"]
        groups = desk.search(actor, words, kind="" if kind == EVERYTHING else kind)
    shown = [(one, [(match, _address(one.kind, match.of)) for match in one.matches]) for one in groups]
    context = {"form": form, "words": words, "groups": shown}
    return render(request, "search/search.html", context, status=422 if form.errors else 200)


def _address(kind: str, of: str) -> str:
    if kind in PAGES:
        return reverse(PAGES[kind], args=[of])
    if kind in CHOICES:
        return f"{reverse(CHOICES[kind])}?of={of}"
    if kind in LISTS:
        return reverse(LISTS[kind])
    return f"{reverse(PLACES[kind])}#{of}"
