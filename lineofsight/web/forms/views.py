"""Forms: which there are, the first page of one, its sections, reading it through, signing it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from lineofsight.desk.audits.reading import sign
from lineofsight.desk.forms import begun as desk
from lineofsight.library.instrument import About, Instrument
from lineofsight.partnership.looking import note_children_read
from lineofsight.partnership.policy import can
from lineofsight.partnership.queries import today, who_is
from lineofsight.partnership.rules import Act
from lineofsight.records.forms import actions as acts
from lineofsight.records.forms import queries
from lineofsight.records.forms.actions import CannotBegin, NotForYou
from lineofsight.web import sent
from lineofsight.web.forms.words import STATE_WORDS

HERE = {"text": "Forms"}


class ChildForm(forms.Form):
    """Which child a form is about, by the short name that people read."""

    child = forms.CharField(
        label="Which child?",
        help_text="The short name that stands on the child's page, for example KX4-72M. No name of a person.",
        max_length=40,
        error_messages={"required": "Enter the short name of the child, for example KX4-72M."},
    )


def list_forms(request: HttpRequest) -> HttpResponse:
    """The forms that somebody began and has not signed, and those that they can begin."""
    actor = request.actor
    begun = desk.begun(actor)
    children = {one.form.subject.ref for one in begun if one.form.subject is not None}
    note_children_read(what="forms begun", children=children, by=actor)
    return render(
        request,
        "forms/list.html",
        {
            "begun": begun,
            "offered": desk.offered(actor) if can(actor, Act.FORM_BEGIN) else (),
            "taken_away": desk.all_in_use(actor) if can(actor, Act.FORMS_EXPORT) else (),
            "states": STATE_WORDS,
        },
    )


def in_force(request: HttpRequest, id: str) -> Instrument:
    """The instrument of an address, as it is in force today."""
    found = queries.instrument_on(id, today(request.actor.now))
    if found is None:
        raise Http404
    return found


def show_start(request: HttpRequest, instrument: str) -> HttpResponse:
    """What an instrument is, how long it takes, who will see it, and the button that begins one."""
    return start_page(request, in_force(request, instrument), ChildForm())


def start_page(request: HttpRequest, instrument: Instrument, form: forms.Form) -> HttpResponse:
    """The first page of an instrument."""
    about = instrument.about[0]
    return render(
        request,
        "forms/start.html",
        {
            "instrument": instrument,
            "form": form,
            "asks_for_child": about.has_a_child,
            "begins_elsewhere": all(one.begins_elsewhere for one in instrument.about),
            "may_begin": desk.may_begin(instrument, request.actor),
            "for_whom": desk.for_others(instrument),
            "instead": [one for one in instrument.about[1:] if not one.begins_elsewhere and not one.has_a_child],
            "whose": desk.whose(instrument),
            "who_sees": desk.who_sees(instrument, about),
            "about_a_child": about.has_a_child,
        },
        status=422 if form.errors else 200,
    )


def begin(request: HttpRequest, instrument: str) -> HttpResponse:
    """Begin a form."""
    found, actor = in_force(request, instrument), request.actor
    offered = [one for one in found.about if not one.begins_elsewhere] or list(found.about)
    about = next((one for one in offered if one.value == request.POST.get("about")), offered[0])
    form, child = ChildForm(request.POST), None
    if about.has_a_child:
        if not form.is_valid():
            return start_page(request, found, form)
        child = desk.child_named(actor, form.cleaned_data["child"])
        if child is None:
            form.add_error("child", "There is no child with this short name whom you may see. Look at it again.")
            return start_page(request, found, form)
    else:
        form = ChildForm({"child": "none"})
        form.is_valid()
    try:
        begun = acts.begin_form(instrument=found, about=about, by=actor, subject=child)
    except (CannotBegin, NotForYou) as trouble:
        form.add_error(None, str(trouble))
        return start_page(request, found, form)
    return HttpResponseRedirect(reverse("form", args=[begun.ref]))


def list_of_child(request: HttpRequest, child: Any) -> HttpResponse:
    """The forms about one child, and those that can be begun about them."""
    actor = request.actor
    return render(
        request,
        "forms/child.html",
        {
            "child": child,
            "listed": desk.listed(queries.about_child(actor, child)),
            "offered": [one for one in desk.offered(actor) if About.CHILD in one.about]
            if can(actor, Act.FORM_BEGIN)
            else [],
            "states": STATE_WORDS,
            "about_a_child": True,
        },
    )


def show_form(request: HttpRequest, form: Any) -> HttpResponse:
    """One form: its sections and how far each is; once signed, what was answered and what can be cited."""
    seen = desk.form_seen(form, request.actor)
    return render(
        request,
        "forms/form.html",
        {
            "seen": seen,
            "may_fill": seen.is_open and desk.may_fill(form, seen.instrument, request.actor),
            "may_correct": _may_correct(request, seen),
            "states": STATE_WORDS,
            "signed_by": who_is(form.signed_by_ref, at=form.signed_at) if form.signed_by_ref else "",
            "begun_by": who_is(form.by_ref, at=form.recorded_at),
            "about_a_child": form.subject is not None,
        },
    )


def _may_correct(request: HttpRequest, seen: desk.FormSeen) -> bool:
    is_entry = seen.instrument is not None and seen.instrument.adds_only and seen.form.state == "signed"
    is_corrected = hasattr(seen.form, "corrected_by")
    return is_entry and not is_corrected and desk.may_fill(seen.form, seen.instrument, request.actor)


def check_form(request: HttpRequest, form: Any) -> HttpResponse:
    """Read all answers through; then sign. What is signed is what was read: its version stands in the form."""
    if request.method == "POST":
        file = sign(form=form, expected=sent.version(request), by=request.actor)
        messages.success(request, "Signed. It stays as it is now.")
        if file is not None:
            return HttpResponseRedirect(reverse("audit_file", args=[file.ref]))
        return HttpResponseRedirect(reverse("form", args=[form.ref]))
    seen = desk.form_seen(form, request.actor)
    if not seen.is_open:
        return HttpResponseRedirect(reverse("form", args=[form.ref]))
    return render(
        request,
        "forms/check.html",
        {"seen": seen, "may_fill": desk.may_fill(form, seen.instrument, request.actor), "states": STATE_WORDS},
    )


def set_aside(request: HttpRequest, form: Any) -> HttpResponse:
    """Set a form aside that was begun by mistake."""
    acts.set_aside(form=form, expected=sent.version(request), by=request.actor)
    messages.success(request, "The form is set aside. It stays, and stands in no list.")
    return HttpResponseRedirect(reverse("forms"))
