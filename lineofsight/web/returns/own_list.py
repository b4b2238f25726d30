"""A list of the agency's own: say what its columns hold, try it on the list itself, keep how it is read."""

import re
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from lineofsight.desk import own_lists
from lineofsight.desk.names import words_like_names
from lineofsight.desk.own_lists import Tried
from lineofsight.desk.returns import FilesGone
from lineofsight.library.fact import FactKind, Recorded
from lineofsight.library.mapping import DayWritten, SpeaksOf
from lineofsight.library.writing_mappings import SaidOfAList
from lineofsight.partnership.queries import today
from lineofsight.records.practice.own_mappings import MappingDoesNotStand, keep_mapping, may_be_mapped, next_version
from lineofsight.records.practice.rules import OWN_LIST
from lineofsight.records.taken import UnreadableReturn
from lineofsight.web.choices import picked
from lineofsight.web.returns import further_facts
from lineofsight.web.returns.reading import REFUSALS, read
from lineofsight.web.words_field import SURE, AsksAboutNames, Words

_PARTS = {
    "child": "The child’s id in your system",
    "day": "The day on which it happened",
    "start": "The first day of it",
    "until": "The day on which it ended",
    "code": "A word with a meaning (seen, not seen)",
    "row": "The id of the row",
    "worker": "The id of who did it",
    "recorded": "The day on which it was written down",
    "thrown away": "Thrown away: never looked at",
    **further_facts.parts(),
}
_DAYS = [(DayWritten.DAY_FIRST.value, "31/03/2026"), (DayWritten.YEAR_FIRST.value, "2026-03-31")]
_SPEAKS_OF = [
    (SpeaksOf.NAMED.value, "The children in it, and nobody else"),
    (SpeaksOf.EVERYBODY.value, "Every child: whoever is not in it had none of this"),
]
_NO_LETTERS = re.compile(r"[^a-z0-9]+")


class OwnListForm(AsksAboutNames):
    """What a list is called, what a row of it tells, what each column is, and what the words of a code mean."""

    def __init__(self, *args: Any, found: Any, facts: tuple[FactKind, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found, self.facts = found, {one.id: one for one in facts}
        kinds = [(one.id, f"{one.title}{' (from a day to a day)' if _is_span(one) else ''}") for one in facts]
        asked: dict[str, forms.Field] = {
            "title": Words(
                "What is the list called?",
                "Write what the list is called.",
                most=80,
                is_long=False,
                hint="For example «Visits by the night team». Under the same name a later version takes its place.",
            ),
            "fact": picked(
                "What does a row tell?",
                kinds,
                "Choose what a row tells",
                "Choose what a row tells.",
            ),
            "days": forms.ChoiceField(
                label="How are days written?",
                choices=_DAYS,
                widget=forms.RadioSelect,
                error_messages={"required": "Choose how days are written."},
            ),
        }
        for place, word in further_facts.PLACES.items():
            nothing, hint = "Nothing more", "" if place > min(further_facts.PLACES) else _FURTHER
            asked[further_facts.field_of(place)] = picked(f"A {word} fact of the same row", kinds, nothing, hint=hint)
        for column in found.columns:
            asked[f"column-{column.number}"] = forms.ChoiceField(
                label=column.name.capitalize(), choices=list(_PARTS.items())
            )
        for name, word in self._words():
            fact = self._fact()
            codes = fact.codes if fact else {}
            asked[name] = picked(f"«{word}» means", [(code, f"{says} ({code})") for code, says in codes.items()], _NOT)
        asked["is_whole"] = forms.BooleanField(
            label="It holds all of them from its first day to its last, for whomever it speaks of", required=False
        )
        asked["speaks_of"] = forms.ChoiceField(
            label="Of whom does it speak?",
            choices=_SPEAKS_OF,
            widget=forms.RadioSelect,
            error_messages={"required": "Choose of whom it speaks."},
        )
        self.fields.update(asked)

    def _fact(self) -> FactKind | None:
        return self.facts.get(self._given("fact"))

    def _further(self) -> dict[int, FactKind]:
        """The further facts of a row, by their number."""
        given = {place: self.facts.get(self._given(further_facts.field_of(place))) for place in further_facts.PLACES}
        return {place: fact for place, fact in given.items() if fact is not None}

    def _part(self, number: int) -> str:
        return self._given(f"column-{number}")

    def _given(self, name: str) -> str:
        return str((self.data if self.is_bound else self.initial).get(name) or "")

    def _words(self) -> list[tuple[str, str]]:
        """The answers about words: asked once somebody has said which column holds the code."""
        column = next((one for one in self.found.columns if self._part(one.number) == "code"), None)
        if column is None or self._fact() is None:
            return []
        return [(f"word-{column.number}-{place}", word) for place, word in enumerate(column.words)]

    def clean(self) -> dict[str, Any]:
        """Which columns there must be, and that every word was asked about."""
        clean = super().clean()
        fact, parts = self._fact(), [self._part(one.number) for one in self.found.columns]
        if fact is None:
            return clean
        fields = [f"column-{one.number}" for one in self.found.columns]
        for one in further_facts.troubles(self._further(), parts, fields):
            self.add_error(one.field, one.sentence)
        wanted = ("child", "start", "until") if _is_span(fact) else ("child", "day")
        for part in wanted:
            if part not in parts:
                self.add_error("fact", f"Say below which column is this: «{_PARTS[part]}».")
        for column, part in zip(self.found.columns, parts, strict=True):
            name = f"column-{column.number}"
            if part != "thrown away" and parts.count(part) > 1:
                self.add_error(name, "Another column is the same. Choose one of them.")
            if part in ({"day", "recorded", "worker"} if _is_span(fact) else {"start", "until"}):
                self.add_error(name, f"{fact.title} has no such day or id. Choose another, or throw it away.")
            if part == "code" and not fact.codes:
                self.add_error(name, f"{fact.title} has no codes. Throw this column away.")
            elif part == "code" and not column.words:
                self.add_error(name, "Its words are too many or too long for a code. Throw it away.")
            elif part == "code" and not any(asked in self.data for asked, _ in self._words()):
                self.add_error(name, "Say below what each of its words means.")
        said = [(asked, word) for asked, word in self._words() if clean.get(asked)]
        if any(part == "code" for part in parts) and not said and not self.errors:
            self.add_error(self._words()[0][0], "Say what at least one of the words means.")
        self._ask_about_names(said)
        return clean

    def _ask_about_names(self, said: list[tuple[str, str]]) -> None:
        """A word of the list is kept: one that looks like a name is asked about, as everywhere."""
        if self.data.get(SURE):
            return
        for asked, word in said:
            if words_like_names(word):
                self.add_error(asked, f"“{word}” looks like a name. Leave it out, or tick below that it is not one.")
                self.fields[SURE].widget = forms.CheckboxInput()

    def said(self, *, version: int, on: Any) -> SaidOfAList:
        """The answers as a mapping says them."""
        clean, parts = self.cleaned_data, {one.name: self._part(one.number) for one in self.found.columns}
        fact, further = self.facts[clean["fact"]], self._further()
        columns = {part: name for name, part in parts.items() if part != "thrown away"}
        return SaidOfAList(
            id=id_of(clean["title"]),
            title=clean["title"],
            version=version,
            from_date=on,
            review_by=on.replace(year=on.year + 1, day=min(on.day, 28)),
            days=DayWritten(clean["days"]),
            fact=fact.id,
            is_event=not _is_span(fact),
            columns={part: name for part, name in columns.items() if part[0].isalpha()},
            thrown_away=tuple(name for name, part in parts.items() if part == "thrown away"),
            words={word: clean[asked] for asked, word in self._words() if clean.get(asked)},
            is_whole=clean["is_whole"],
            speaks_of=SpeaksOf(clean["speaks_of"]),
            further=further_facts.said(further, columns),
        )


_FURTHER = (
    "For a list with several days in a row: the start of a plan, its first conference, its review. Where the day is "
    "empty there is none yet."
)
_NOT = "Nothing: such a row is refused"


def _is_span(fact: FactKind) -> bool:
    return fact.recorded is Recorded.SPAN


def id_of(title: str) -> str:
    """The id of a list from its name: «visits-by-the-night-team»."""
    return _NO_LETTERS.sub("-", title.casefold()).strip("-")[:60].strip("-")


def say_columns(request: HttpRequest, upload: Any) -> HttpResponse:
    """The columns of a list with a proposal for each; tried on the list itself, and kept where it was tried so."""
    here = HttpResponseRedirect(reverse("upload", args=[upload.ref]))
    actor = request.actor
    if not may_be_mapped(upload, by=actor):
        return here
    try:
        found = own_lists.columns(upload)
    except (FilesGone, UnreadableReturn) as trouble:
        return render(request, "returns/no_columns.html", {"upload": upload, "why": str(trouble)}, status=422)
    initial: dict[str, Any] = {"days": found.days.value, "speaks_of": SpeaksOf.NAMED.value}
    initial |= {f"column-{one.number}": one.proposed.value for one in found.columns}
    if upload.source != OWN_LIST:
        initial |= own_lists.said_before(upload.source, found, by=actor)
    form = OwnListForm(
        request.POST if request.method == "POST" else None, initial=initial, found=found, facts=own_lists.facts(actor)
    )
    tried: Tried | None = None
    if request.method == "POST" and form.is_valid():
        version = next_version(actor, id_of(form.cleaned_data["title"]))
        try:
            tried = own_lists.tried(upload, form.said(version=version, on=today(actor.now)))
            if request.POST.get("tried") == tried.mark:
                keep_mapping(upload=upload, text=tried.text, by=actor)
                title = tried.mapping.title
                messages.success(request, f"Kept: lists with these columns are read as «{title}» from now on.")
                return HttpResponseRedirect(read(request, upload))
        except (MappingDoesNotStand, FilesGone, *REFUSALS) as trouble:
            form.add_error(None, str(trouble))
            tried = None
    columns = [f"column-{one.number}" for one in found.columns]
    further = [further_facts.field_of(place) for place in further_facts.PLACES]
    words = [name for name in form.fields if name.startswith("word-")]
    groups = [
        {"legend": "The list", "note": "", "fields": ["title", "fact", *further, "days"]},
        {"legend": f"Its columns ({len(columns)})", "note": _PROPOSED, "fields": columns},
        *([{"legend": "What the words mean", "note": "", "fields": words}] if words else []),
        {"legend": "How far it reaches", "note": "", "fields": ["is_whole", "speaks_of"]},
    ]
    context = {"form": form, "upload": upload, "groups": groups, "tried": tried}
    return render(request, "returns/columns.html", context, status=422 if form.errors else 200)


_PROPOSED = (
    "Proposed from their names and from how days look. Correct them. Whatever is thrown away is never looked at."
)


def mapping_file(request: HttpRequest, own_list: Any) -> HttpResponse:
    """How a list is read, as a file for the partnership's own shelf."""
    headers = {"Content-Disposition": f'attachment; filename="{own_list.mapping_id}.yaml"'}
    return HttpResponse(own_list.text, content_type="application/yaml; charset=utf-8", headers=headers)
