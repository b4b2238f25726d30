"""Fill in one section; where somebody saved it first, both sets of answers (page 29). And entries of a log."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from lineofsight.desk.forms import begun as desk
from lineofsight.library.instrument import Instrument
from lineofsight.partnership.moves import WrongState
from lineofsight.partnership.queries import today
from lineofsight.partnership.rows import Stale
from lineofsight.records.forms import actions as acts
from lineofsight.records.forms.actions import CannotBegin, NotForYou
from lineofsight.records.forms.rules.answers import CannotTake, in_words, kept_in
from lineofsight.records.forms.rules.asking import Filled
from lineofsight.records.forms.rules.moves import FORM_MOVES
from lineofsight.web.forms.questions import LEAVE, MORE, QUIET, SectionForm
from lineofsight.web.forms.quietly import keep_quietly
from lineofsight.web.forms.views import in_force

THEIRS, JOIN = "theirs", "join"
# What a page asks anew, or says about itself.
_ANEW = frozenset({"csrfmiddlewaretoken", "key", "number", "choice"})


def fill_section(request: HttpRequest, form: Any, section: str) -> HttpResponse:
    """One section: its questions with what was answered before; «Save and continue», «Save and leave»."""
    seen = desk.form_seen(form, request.actor)
    shown = seen.section(section)
    if seen.instrument is None:
        raise acts.EditionGone
    if shown is None or seen.instrument.adds_only:
        # Of another form, or of another edition.
        return HttpResponseRedirect(reverse("form", args=[form.ref]))
    if not seen.is_open:
        raise WrongState("This form", form.state, "started", FORM_MOVES)
    if not desk.may_fill(form, seen.instrument, request.actor):
        raise NotForYou(seen.instrument)
    asked = SectionForm(
        request.POST or None,
        filled=seen.kept.filled(seen.instrument),
        section=shown.section,
        number=seen.kept.number(section),
        day=today(request.actor.now),
    )
    choice = request.POST.get("choice", "")
    if choice == THEIRS:
        messages.success(request, "Their answers stand.")
        return HttpResponseRedirect(reverse("form_section", args=[form.ref, section]))
    if request.method == "POST" and request.POST.get("then") == QUIET:
        return keep_quietly(request, form, asked)
    if request.method == "POST" and asked.is_valid() and choice != JOIN:
        try:
            acts.save_section(
                form=form,
                section=section,
                answers=asked.answers,
                expected=asked.cleaned_data["number"] or 0,
                by=request.actor,
            )
        except Stale:
            return _both(request, form, section, asked)
        except CannotTake as trouble:
            for one in trouble.found:
                asked.add_error(None, one.sentence)
        else:
            return _onward(request, form, section, asked)
    return _page(request, seen, shown, asked, is_joining=choice == JOIN)


def _page(
    request: HttpRequest, seen: desk.FormSeen, shown: desk.SectionSeen, asked: SectionForm, *, is_joining: bool
) -> HttpResponse:
    return render(
        request,
        "forms/section.html",
        {
            "seen": seen,
            "shown": shown,
            "form": asked,
            "groups": asked.groups(),
            "names": asked.refused,
            "saves": seen.kept.number(shown.section.id) if is_joining else None,
            "who_saved": desk.saved_by(seen.kept, shown.section.id),
            "of": len(seen.sections),
        },
        status=422 if asked.errors else 200,
    )


def _onward(request: HttpRequest, form: Any, section: str, asked: SectionForm) -> HttpResponse:
    """Where to go after a save: on, back to what is asked now, to another entry, or away."""
    then = request.POST.get("then", "")
    if then == LEAVE:
        messages.success(request, "Saved. You can go on whenever you like.")
        return HttpResponseRedirect(reverse("form", args=[form.ref]))
    if asked.asks_more or then == MORE:
        told = "Saved. What you answered asks for something more." if asked.asks_more else "Saved. Add another below."
        messages.success(request, told)
        return HttpResponseRedirect(reverse("form_section", args=[form.ref, section]))
    seen = desk.form_seen(form, request.actor)
    following = seen.after(section)
    if following is None:
        return HttpResponseRedirect(reverse("form_check", args=[form.ref]))
    return HttpResponseRedirect(reverse("form_section", args=[form.ref, following.section.id]))


def _both(request: HttpRequest, form: Any, section: str, asked: SectionForm) -> HttpResponse:
    """Somebody saved this section first: theirs and yours, question by question."""
    seen = desk.form_seen(form, request.actor)
    instrument = seen.instrument
    assert instrument is not None
    shown = seen.section(section)
    assert shown is not None
    entries = sorted({entry for _, entry in (*asked.answers, *seen.kept.answers)})
    rows = []
    for entry in entries:
        for question in kept_in(instrument, shown.section):
            place = (question.id, entry)
            theirs, yours = (
                "" if value is None else in_words(instrument, question, value)
                for value in (seen.kept.answers.get(place), asked.answers.get(place))
            )
            if theirs or yours:
                rows.append({"ask": question.ask, "entry": entry, "theirs": theirs, "yours": yours})
    who, at = desk.saved_by(seen.kept, section) or ("Somebody", request.actor.now)
    return render(
        request,
        "forms/both.html",
        {
            "seen": seen,
            "shown": shown,
            "rows": rows,
            "who": who,
            "at": at,
            "number": seen.kept.number(section),
            "kept": [
                (name, value) for name in request.POST if name not in _ANEW for value in request.POST.getlist(name)
            ],
        },
        status=409,
    )


def add_entry(request: HttpRequest, instrument: str) -> HttpResponse:
    """Add an entry to a log: one page, signed as it is saved."""
    found = in_force(request, instrument)
    if not found.adds_only:
        return HttpResponseRedirect(reverse("form_start", args=[found.id]))
    if not desk.may_begin(found, request.actor):
        raise NotForYou(found)
    return _entry(request, found, Filled(found, {}), corrects=None)


def correct_entry(request: HttpRequest, form: Any) -> HttpResponse:
    """Add an entry that stands in place of another, which stays."""
    seen = desk.form_seen(form, request.actor)
    if seen.instrument is None or not seen.instrument.adds_only:
        return HttpResponseRedirect(reverse("form", args=[form.ref]))
    if hasattr(form, "corrected_by"):
        raise Stale(form)
    if not desk.may_fill(form, seen.instrument, request.actor):
        raise NotForYou(seen.instrument)
    return _entry(request, seen.instrument, seen.kept.filled(seen.instrument), corrects=form)


def _entry(request: HttpRequest, instrument: Instrument, filled: Filled, *, corrects: Any) -> HttpResponse:
    about, actor = instrument.about[0], request.actor
    asks_child = about.has_a_child and corrects is None
    section = instrument.sections[0]
    asked = SectionForm(
        request.POST or None, filled=filled, section=section, number=0, day=today(actor.now), child=asks_child
    )
    if request.method == "POST" and asked.is_valid() and not asked.asks_more:
        child = corrects.subject if corrects else None
        if asks_child:
            child = desk.child_named(actor, asked.cleaned_data["child"])
        if asks_child and child is None:
            asked.add_error("child", "There is no child with this short name whom you may see. Look at it again.")
        else:
            try:
                made = acts.add_entry(
                    instrument=instrument,
                    about=about,
                    answers=asked.answers,
                    by=actor,
                    subject=child,
                    for_ref=corrects.for_ref if corrects else "",
                    corrects=corrects,
                )
            except CannotBegin as trouble:
                asked.add_error(None, str(trouble))
            except CannotTake as trouble:
                for one in trouble.found:
                    asked.add_error(name_of_place(asked, one.question, one.entry), one.sentence)
            else:
                messages.success(request, "Added and signed. It stays; a correction is a new entry.")
                return HttpResponseRedirect(reverse("form", args=[made.ref]))
    return render(
        request,
        "forms/entry.html",
        {
            "instrument": instrument,
            "corrects": corrects,
            "form": asked,
            "groups": asked.groups(),
            "asks_child": asks_child,
            "asks_more": asked.is_bound and asked.asks_more,
            "section": section,
            "about_a_child": about.has_a_child,
        },
        status=422 if asked.errors or (asked.is_bound and asked.asks_more) else 200,
    )


def name_of_place(asked: SectionForm, id: str, entry: int) -> str | None:
    """The field of an answer, where the page has one."""
    return next((name for name, place in asked.places.items() if place == (id, entry)), None)
