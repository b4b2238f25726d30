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
from lineofsight.library.writing import Value
from lineofsight.partnership.queries import today
from lineofsight.web.form_page import form_page
from lineofsight.web.measures.own_form import GROUPS, MeasureForm


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
    wanted = request.POST.get("face") or request.GET.get("rows") or start.get("face")
    face = next((one for one in faces if one.id == wanted), None)
    starts = own_measures.to_start_from(actor, on=today(actor.now))
    form = MeasureForm(
        request.POST if request.method == "POST" else None,
        initial={**start, **({"face": face.id} if face else {})},
        faces=faces,
        face=face,
        reasons=own_measures.reasons_to_leave_out(actor),
        measures=[(one.id, one.title) for one in starts],
        themes=[(one.id, one.title) for one in own_measures.themes()],
        is_later=is_later,
    )
    found: Tried | tuple[Wrong, ...] = ()
    if request.method == "POST" and form.is_valid():
        fixed = {name: start[name] for name in ("id", "version") if is_later or name == "version"}
        found = own_measures.tried(actor, {**form.answers(), **fixed})
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
                form.add_error(form.field_of(one.asked), one.sentence)
    return render(
        request,
        "measures/own.html" if face or request.method == "POST" else "measures/own_rows.html",
        {
            "form": form,
            "faces": faces,
            "face": face,
            "tried": found if isinstance(found, Tried) and not form.errors else None,
            "examples": form.cleaned_data[EXAMPLES] if isinstance(found, Tried) and not form.errors else "",
            "groups": [
                {**group, "fields": [name for name in group["fields"] if name in form.fields]} for group in GROUPS
            ],
            "is_later": is_later,
            "wrong": [_said_of(form, one) for one in wrong],
            "start": start,
            "starts": () if is_later else starts,
        },
        status=422 if form.errors else 200,
    )


def _said_of(form: forms.Form, one: Wrong) -> str:
    """What is wrong, with the answer that it is about where that is asked here."""
    return f"{form.fields[one.asked].label} {one.sentence}" if one.asked in form.fields else one.sentence


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
