"""The register of a session, on a phone and standing (page 26): who is here, who is added, and closing it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from lineofsight.desk import learning as desk
from lineofsight.partnership.queries import agencies, find_agency, today
from lineofsight.partnership.rules import Audience
from lineofsight.records.learning import actions, queries
from lineofsight.records.learning.actions import Who
from lineofsight.records.learning.rules import BookingState, Refused, SessionOver, SessionState
from lineofsight.web.form_page import form_page
from lineofsight.web.learning.forms import AddForm, CloseForm
from lineofsight.web.sent import VersionForm

# Whoever goes on from the register keeps what they have ticked: each way on saves first.
_ONWARD = {"add": "session_add", "close": "session_close"}


def show_register(request: HttpRequest, session: Any) -> HttpResponse:
    """Who is here? One row a person, nobody ticked beforehand; one button saves them all."""
    if session.state != SessionState.PLANNED:
        raise SessionOver("The register of this session is closed. Its numbers stand on the page of the session.")
    version = VersionForm(request.POST or None, initial={"version": session.version})
    if request.method == "POST" and version.is_valid():
        number = actions.save_register(
            session=session,
            here=request.POST.getlist("here"),
            left_early=request.POST.getlist("early"),
            expected=version.cleaned_data["version"],
            by=request.actor,
        )
        in_all = len(queries.booked_for(request.actor, session))
        if number:
            told = f"{number} here, {in_all - number} not. Close the register when nobody else comes."
        else:
            told = "Saved: nobody is ticked as here. Tick who came before you close the register."
        messages.success(request, told)
        onward = _ONWARD.get(request.POST.get("then", ""), "session_register")
        return HttpResponseRedirect(reverse(onward, args=[session.ref]))
    groups = desk.register_of(request.actor, session)
    rows = [row for _, some in groups for row in some]
    return render(
        request,
        "learning/register.html",
        {
            "session": session,
            "course": queries.course_of(session),
            "groups": groups,
            "here": desk.here(rows),
            "in_all": len(rows),
            "is_saved": any(row.state != BookingState.BOOKED for row in rows if not row.was_added),
            "has_come": session.session_date <= today(request.actor.now),
            "today": today(request.actor.now),
        },
        status=422 if version.errors else 200,
    )


def add(request: HttpRequest, session: Any) -> HttpResponse:
    """Add somebody who came without a booking: they are here."""
    actor = request.actor
    is_for_several = session.audience >= Audience.PARTNERSHIP
    known = [(one.ref, one.name) for one in agencies()] if is_for_several else []
    form = AddForm(request.POST or None, agencies=known)

    def act(clean: dict[str, Any]) -> str:
        agency = find_agency(clean.get("agency", "")) if is_for_several else session.agency
        if agency is None:
            raise Refused("Choose their agency.")
        who = Who(clean["label"], clean["number"])
        actions.add_who_came(session=session, who=who, agency=agency, by=actor)
        return reverse("session_register", args=[session.ref])

    return form_page(
        request,
        form,
        act=act,
        refusals=(Refused,),
        done="Added, and here.",
        template="learning/form.html",
        h1="Add someone who came",
        lede=queries.course_of(session).title,
        submit="Add them",
        cancel=reverse("session_register", args=[session.ref]),
        widths={"number": "10"},
    )


def close(request: HttpRequest, session: Any) -> HttpResponse:
    """Close the register: the sentence that will stand, and what is wiped."""
    rows = queries.booked_for(request.actor, session)
    here = desk.here(rows)
    form = CloseForm(request.POST or None, initial={"version": session.version}, is_empty=bool(rows) and not here)

    def act(clean: dict[str, Any]) -> str:
        actions.close_register(session=session, expected=clean["version"], by=request.actor)
        return reverse("session", args=[session.ref])

    return form_page(
        request,
        form,
        act=act,
        refusals=(Refused,),
        done="Closed. Names and staff numbers are wiped; the numbers by agency stay.",
        template="learning/form.html",
        h1="Close this register?",
        lede=f"{here} came, {len(rows) - here} did not. Every name and staff number in it is wiped, and it cannot be"
        " opened again.",
        submit="Close the register",
        cancel=reverse("session_register", args=[session.ref]),
    )


def cancel(request: HttpRequest, session: Any) -> HttpResponse:
    """Say that a session is not held."""
    form = VersionForm(request.POST or None, initial={"version": session.version})

    def act(clean: dict[str, Any]) -> str:
        actions.cancel_session(session=session, expected=clean["version"], by=request.actor)
        return reverse("learning")

    return form_page(
        request,
        form,
        act=act,
        done="Cancelled. Tell those who had booked.",
        template="learning/form.html",
        h1="Cancel this session?",
        lede="Bookings are taken back, and what the register called people is wiped.",
        submit="Cancel the session",
        cancel=reverse("session", args=[session.ref]),
    )
