"""Correct what a closed register says of somebody of one's own agency (page 26)."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from lineofsight.records.identities.rules import SHOWN_LENGTH
from lineofsight.records.learning.correcting import add_to_closed, correct_attendance, corrections_of
from lineofsight.records.learning.rules import (
    WHY_ADDED,
    WHY_CORRECTED,
    BookingState,
    Refused,
    SessionOver,
    SessionState,
    WhyCorrected,
)
from lineofsight.web.choices import choice
from lineofsight.web.form_page import form_page
from lineofsight.web.learning.forms import IS_NUMBER
from lineofsight.web.sent import Version

EARLY = "left early"
STATES = {
    BookingState.CAME.value: "They came, and stayed to the end",
    EARLY: "They came, and left early",
    BookingState.NOT_HERE.value: "They did not come",
}


class CorrectForm(forms.Form):
    """What the register should say, and why it did not."""

    state = choice("What should the register say?", STATES, "Choose what the register should say.")
    reason = choice(
        "Why is it corrected?",
        {code.value: words for code, words in WHY_CORRECTED.items()},
        "Choose why the register is corrected.",
    )
    version = Version()


def correct(request: HttpRequest, booking: Any) -> HttpResponse:
    """Say what the register should have said. What stood first stays, with who corrected it, when and why."""
    session = booking.session
    if session.state == SessionState.PLANNED:
        raise SessionOver("The register of this session is open. Whoever runs the session ticks who is here.")
    before = corrections_of(request.actor, [booking]).get(booking.pk, ())
    stands = before[-1] if before else booking

    def act(clean: dict[str, Any]) -> str:
        correct_attendance(
            booking=booking,
            has_come=clean["state"] != BookingState.NOT_HERE,
            has_left_early=clean["state"] == EARLY,
            reason=WhyCorrected(clean["reason"]),
            expected=clean["version"],
            by=request.actor,
        )
        return reverse("session", args=[session.ref])

    says = STATES.get(EARLY if stands.has_left_early else stands.state, "Nobody ticked them")
    who = booking.shown or "Somebody without a staff number"
    return form_page(
        request,
        CorrectForm(request.POST or None, initial={"version": len(before)}),
        act=act,
        refusals=(Refused,),
        done="Corrected. What the register said first stays, with your reason.",
        template="learning/form.html",
        h1=f"Correct the register: {who}",
        lede=f"It says now: {says.lower()}. Who holds the course and the numbers by agency follow.",
        submit="Save the correction",
        cancel=reverse("session", args=[session.ref]),
    )


class AddForm(forms.Form):
    """Who came and stands in no row of the register, and how that is known."""

    number = forms.CharField(
        label="Their staff number",
        max_length=SHOWN_LENGTH,
        validators=[IS_NUMBER],
        help_text="It is made into their pseudonym and not kept.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Enter their staff number: without it nobody can be said to hold the course."},
    )
    state = choice(
        "Did they stay?",
        {one: words for one, words in STATES.items() if one != BookingState.NOT_HERE},
        "Choose whether they stayed.",
    )
    reason = choice(
        "How is it known that they were there?",
        {code.value: words for code, words in WHY_ADDED.items()},
        "Choose how it is known.",
    )


def add_missed(request: HttpRequest, session: Any) -> HttpResponse:
    """Add somebody of one's own agency who stands in no row of a closed register."""
    if session.state != SessionState.CLOSED:
        raise SessionOver("The register of this session is not closed. Whoever runs the session adds who comes.")

    def act(clean: dict[str, Any]) -> str:
        add_to_closed(
            session=session,
            number=clean["number"],
            has_left_early=clean["state"] == EARLY,
            reason=WhyCorrected(clean["reason"]),
            by=request.actor,
        )
        return reverse("session", args=[session.ref])

    return form_page(
        request,
        AddForm(request.POST or None),
        act=act,
        refusals=(Refused,),
        done="Added. The register did not have them; who added them and how it is known stands beside it.",
        template="learning/form.html",
        h1="Add somebody of our agency who came",
        lede="Only if they stand in no row of the register. Who holds the course and the numbers by agency follow.",
        submit="Add them",
        cancel=reverse("session", args=[session.ref]),
    )


def as_corrected(request: HttpRequest, rows: list[Any]) -> list[tuple[Any, Any, str]]:
    """Bookings for the page of a session: each with what holds of it, and the words of its last correction."""
    corrected = corrections_of(request.actor, rows)
    found = []
    for row in rows:
        last = corrected[row.pk][-1] if row.pk in corrected else None
        why = {**WHY_CORRECTED, **WHY_ADDED}[WhyCorrected(last.reason)] if last else ""
        found.append((row, last or row, why))
    return found
