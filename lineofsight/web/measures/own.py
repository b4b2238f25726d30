"""Add a measure: ask, try it on the present records, keep it; a later version of it, its file, and agreeing to it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from lineofsight.assurance.actions.own_measures import MeasureDoesNotStand, NotToAgree, add_measure, agree_measure
from lineofsight.assurance.own_shelf import EXAMPLES, Added
from lineofsight.desk.figures import own_measures
from lineofsight.desk.figures.own_measures import Tried, Wrong
from lineofsight.library.measure import Direction, Window
from lineofsight.library.scales import Basis, CountKind, Shows
from lineofsight.library.writing import Value
from lineofsight.partnership.queries import today
from lineofsight.web.challenges.forms import picked
from lineofsight.web.day_field import DayField
from lineofsight.web.form_page import form_page
from lineofsight.web.words_field import AsksAboutNames, Words

GROUPS = (
    ("What it asks", "", ("id", "title", "question", "one", "many")),
    ("Which rows", "", ("face", "kind", "window", "direction", "by")),
    (
        "What is counted of what",
        "Conditions stand a line each, and hold together: {column: kind, equals: care-visit}.",
        ("of", "of_where", "left_out", "counted", "counted_where"),
    ),
    (
        "What stands behind it",
        "",
        ("source", "basis", "checked", "shows", "beside", "caveats", "from_date", "review_by_date"),
    ),
    ("Worked examples", "", (EXAMPLES,)),
)


def _lines(label: str, hint: str, *, missing: str = "", longest: int = 4000) -> forms.CharField:
    """Lines of YAML, which are no words of a sentence."""
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=longest,
        required=bool(missing),
        widget=forms.Textarea(attrs={"spellcheck": "false"}),
        error_messages={"required": missing, "max_length": f"Write {longest} characters or fewer."},
    )


def _line(label: str, missing: str, hint: str = "") -> Words:
    return Words(label, missing, most=400, hint=hint, is_long=False)


def _one_of(label: str, words: Sequence[str], missing: str, hint: str = "") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=[(word, word[0].upper() + word[1:]) for word in words],
        widget=forms.RadioSelect,
        help_text=hint,
        error_messages={"required": missing, "invalid_choice": missing},
    )


class MeasureForm(AsksAboutNames):
    """All that a measure says. What the loader finds wrong stands at the answer to which it belongs."""

    def __init__(self, *args: Any, faces: Sequence[tuple[str, str]], is_later: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shows = [one.name.lower().replace("_", " ") for one in Shows if one >= Shows.COUNTED]
        asked: dict[str, forms.Field] = {
            "id": forms.CharField(
                label="Its id, for addresses and files",
                help_text="Small letters and hyphens, for example «visits-seen-alone». It never changes.",
                max_length=80,
                error_messages={"required": "Write the id."},
            ),
            "title": _line("Its name", "Write the name."),
            "question": _line("Which question does it answer?", "Write the question."),
            "one": _line("What is one of those counted called?", "Write the word.", "For example «visit»."),
            "many": _line("And many of them?", "Write the word.", "For example «visits»."),
            "face": picked("Which rows are counted?", faces, "Choose rows", "Choose the rows."),
            "kind": _one_of("How were they chosen?", [one.value for one in CountKind], "Choose how they were chosen."),
            "window": _one_of(
                "What does it look at?",
                [one.value for one in Window],
                "Choose what it looks at.",
                "A period is told by conditions with period_from and period_to, a day by as_at.",
            ),
            "direction": _one_of("Which way is better?", [one.value for one in Direction], "Choose a direction."),
            "by": forms.CharField(
                label="By which column are groups told apart?",
                help_text="Leave it empty for no groups.",
                max_length=80,
                required=False,
            ),
            "of": _line("Of what? In words", "Write of what.", "The denominator: «visits that were due»."),
            "of_where": _lines("Of what? As conditions", "A row that meets them all is one of those in question."),
            "left_out": Words(
                "What is left out, and why?",
                most=4000,
                hint="A reason and its condition a line: nobody can tell: {column: stands, equals: not known}.",
            ),
            "counted": _line("Which of them are counted? In words", "Write what is counted.", "The numerator."),
            "counted_where": _lines("Which of them are counted? As conditions", ""),
            "source": _lines(
                "Where does it come from? A line each",
                "An id of the list of sources, then the place: cppcr-2010 reg 28. Your own choice: line-of-sight.",
                missing="Write where it comes from.",
            ),
            "basis": _one_of("What makes it binding?", [one.value for one in Basis], "Choose what makes it binding."),
            "checked": forms.BooleanField(label="Somebody has read it against its source", required=False),
            "shows": _one_of("What can a sentence rest on it for, at most?", shows, "Choose what it shows."),
            "beside": Words(
                "Which figures stand beside it, and why?",
                most=4000,
                hint="Where it could mislead alone. A measure and why, a line each: "
                "visits-child-seen-alone: nobody may have spoken with the child.",
            ),
            "caveats": Words("What must a reader know? A line each", most=4000, hint="It travels with every figure."),
            "from_date": DayField(
                label="From which day is it in force?",
                help_text="Figures as at an earlier day are not counted by it."
                + (" A later version begins tomorrow or after." if is_later else ""),
            ),
            "review_by_date": DayField(label="By which day is it looked at again?"),
            EXAMPLES: _lines(
                "At least three, as YAML: plain, edge and empty",
                "Rows in, figures out. They are counted when you try it, and each that does not come out is told.",
                missing="Write the examples.",
                longest=40_000,
            ),
        }
        if is_later:
            # A later version is of the same measure.
            del asked["id"]
        self.fields.update(asked)


def add(request: HttpRequest) -> HttpResponse:
    """Add a measure, from nothing or from one that is there (?from=ID)."""
    day = today(request.actor.now)
    start = own_measures.started(request.actor, request.GET.get("from", ""), on=day)
    return _page(request, start, is_later=False)


def add_version(request: HttpRequest, added: Any) -> HttpResponse:
    """A later version of a measure that was added here: what mends one that cannot be read any more, too."""
    start = own_measures.next_version(request.actor, added.measure_id, on=today(request.actor.now))
    if start is None:
        return render(request, "measures/broken.html", {"id": added.measure_id}, status=409)
    return _page(request, start, is_later=True, wrong=own_measures.troubles_now(request.actor, added.measure_id))


def _page(
    request: HttpRequest, start: Mapping[str, Value], *, is_later: bool, wrong: Sequence[Wrong] = ()
) -> HttpResponse:
    actor = request.actor
    faces = own_measures.faces_to_count(actor)
    form = MeasureForm(
        request.POST if request.method == "POST" else None,
        initial=dict(start),
        faces=[(face.id, f"{face.title} ({face.id})") for face in faces],
        is_later=is_later,
    )
    found: Tried | tuple[Wrong, ...] = ()
    if request.method == "POST" and form.is_valid():
        fixed = {name: start[name] for name in ("id", "version") if is_later or name == "version"}
        answers = {name: value for name, value in form.cleaned_data.items() if name in _ASKED} | fixed
        found = own_measures.tried(actor, answers)
        if isinstance(found, Tried) and request.POST.get("tried") == found.mark:
            try:
                row = add_measure(text=found.text, examples=form.cleaned_data[EXAMPLES], by=actor)
            except MeasureDoesNotStand as trouble:
                form.add_error(None, str(trouble))
            else:
                messages.success(request, "Kept on the partnership's own shelf, for local sign-off.")
                return HttpResponseRedirect(reverse("measure", args=[row.measure_id]))
        if not isinstance(found, Tried):
            for one in found:
                form.add_error(one.asked if one.asked in form.fields else None, one.sentence)
    return render(
        request,
        "measures/own.html",
        {
            "form": form,
            "faces": faces,
            "tried": found if isinstance(found, Tried) and not form.errors else None,
            "groups": [{"legend": legend, "note": note, "fields": _of(form, names)} for legend, note, names in GROUPS],
            "is_later": is_later,
            "wrong": [_said_of(form, one) for one in wrong],
            "start": start,
            "starts": () if is_later else own_measures.to_start_from(actor, on=today(actor.now)),
        },
        status=422 if form.errors else 200,
    )


def _said_of(form: forms.Form, one: Wrong) -> str:
    """What is wrong, with the answer that it is about where that is asked here."""
    return f"{form.fields[one.asked].label} {one.sentence}" if one.asked in form.fields else one.sentence


_ASKED = frozenset(name for _, _, names in GROUPS for name in names)


def _of(form: forms.Form, names: Sequence[str]) -> list[str]:
    return [name for name in names if name in form.fields]


def own_file(request: HttpRequest, added: Any) -> HttpResponse:
    """The file of a measure that was added here, with all its versions, as it would lie on a shelf."""
    return _file(f"{added.measure_id}.yaml", own_measures.own_file(request.actor, added.measure_id))


def own_examples(request: HttpRequest, added: Any) -> HttpResponse:
    """The worked examples of its newest version."""
    return _file(f"{added.measure_id}.examples.yaml", own_measures.examples_text(request.actor, added.measure_id))


def _file(name: str, text: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text, content_type="application/yaml; charset=utf-8", headers=headers)


def agree(request: HttpRequest, added: Any) -> HttpResponse:
    """Read a version of a measure that somebody added, and agree to it for the partnership."""

    def act(clean: dict[str, Any]) -> str:
        agree_measure(row=added, by=request.actor)
        return reverse("measures")

    return form_page(
        request,
        forms.Form(request.POST if request.method == "POST" else None),
        act=act,
        refusals=(NotToAgree,),
        done="Agreed. It is counted over all agencies from now on.",
        template="measures/agree.html",
        one=Added(added, added.measure_id),
        row=added,
    )
