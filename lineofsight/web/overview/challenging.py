"""The scrutineer challenges a sentence or an update, and says how the challenge ends."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse

from lineofsight.assurance.actions.challenges import (
    WrongChallenge,
    answer_by,
    challenge_statement,
    challenge_update,
    close_challenge,
)
from lineofsight.assurance.actions.questions import LONGEST_QUESTION
from lineofsight.assurance.queries import basis_of
from lineofsight.assurance.queries.challenges import now, update_sha
from lineofsight.assurance.rules.chain import SAID_UPDATES
from lineofsight.assurance.rules.challenges import ChallengeState, may_stand
from lineofsight.partnership.moves import ReasonNeeded
from lineofsight.partnership.queries import today
from lineofsight.web.dates import long_day
from lineofsight.web.form_page import form_page
from lineofsight.web.sent import Version
from lineofsight.web.words_field import AsksAboutNames, Words


class ChallengeForm(AsksAboutNames):
    """What is doubted."""

    basis = forms.CharField(widget=forms.HiddenInput)
    asks = Words(
        "What do you doubt, and what would answer it?",
        "Say what you doubt, and what would answer it.",
        most=LONGEST_QUESTION,
        hint="Without a name. Until you resolve it, it is printed beside the sentence with the agency's answer.",
    )


class UpdateChallengeForm(ChallengeForm):
    """The same of an update, which no edition prints."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["asks"].help_text = "Without a name. It stands on the page of the action with the agency's answer."


class CloseForm(AsksAboutNames):
    """How a challenge ends, and why."""

    version = Version()
    outcome = forms.ChoiceField(
        label="How does it stand now?",
        choices=[
            (ChallengeState.RESOLVED.value, "Resolved: it was answered, or what I doubted has changed"),
            (ChallengeState.STANDS.value, "It stands: I see it differently"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how it stands."},
    )
    closing = Words(
        "Why?", "Say why.", most=LONGEST_QUESTION, hint="Without a name. Where it stands, this is printed with it."
    )


def challenge_sentence(request: HttpRequest, statement: Any) -> HttpResponse:
    """Challenge a sentence of another agency."""
    return _challenge(
        request,
        ChallengeForm(request.POST or None, initial={"basis": basis_of(statement, day=request.actor.now).sha}),
        make=lambda clean: challenge_statement(
            statement=statement, asks=clean["asks"], seen_basis=clean["basis"], by=request.actor
        ),
        about=statement.current.text,
        caption=f"Sentence {statement.position}, {statement.agency.name}",
        holder=statement.agency.name,
        back=reverse("statement", args=[statement.ref]),
    )


def challenge_what_was_said(request: HttpRequest, update: Any) -> HttpResponse:
    """Challenge what another agency says of an action."""
    address = reverse("action", args=[update.action.ref])
    if request.method == "GET" and update.state not in SAID_UPDATES:
        messages.success(request, f"This update is {update.state}, so there is nothing to challenge.")
        return HttpResponseRedirect(address)
    sha = update_sha(update, day=today(request.actor.now))
    return _challenge(
        request,
        UpdateChallengeForm(request.POST or None, initial={"basis": sha}),
        make=lambda clean: challenge_update(
            update=update, asks=clean["asks"], seen_basis=clean["basis"], by=request.actor
        ),
        about=update.text,
        caption=f"{update.action.label}, {update.agency.name}",
        holder=update.agency.name,
        back=address,
    )


def _challenge(
    request: HttpRequest,
    form: forms.Form,
    *,
    make: Callable[[dict[str, Any]], Any],
    about: str,
    caption: str,
    holder: str,
    back: str,
) -> HttpResponse:
    until = long_day(answer_by(today(request.actor.now)))
    return form_page(
        request,
        form,
        act=lambda clean: reverse("question", args=[make(clean).ref]),
        refusals=(WrongChallenge,),
        done=f"Challenged. It waits in the work of {holder}, to be answered by {until}.",
        template="overview/challenge.html",
        about=about,
        caption=caption,
        lede=f"{holder} is asked to answer by {until}.",
        submit="Challenge it",
        cancel=back,
    )


def close(request: HttpRequest, question: Any) -> HttpResponse:
    """Say that a challenge is resolved, or that it stands."""
    address, actor = reverse("question", args=[question.ref]), request.actor
    if request.method == "GET" and (not question.is_challenge or question.outcome == ChallengeState.RESOLVED):
        return redirect(address)
    form = CloseForm(request.POST or None, initial={"version": question.version})
    if not may_stand(state=question.state, answer_by=question.answer_by_date, day=today(actor.now)):
        form.fields["outcome"].choices = form.fields["outcome"].choices[:1]  # type: ignore[attr-defined]

    def act(clean: dict[str, Any]) -> str:
        close_challenge(
            question=question,
            outcome=ChallengeState(clean["outcome"]),
            closing=clean["closing"],
            expected=clean["version"],
            by=actor,
        )
        return address

    return form_page(
        request,
        form,
        act=act,
        refusals=(WrongChallenge, ReasonNeeded),
        done="Kept. Its agency reads it.",
        template="overview/close.html",
        question=question,
        stands=now(question, actor, day=today(actor.now)) if question.is_challenge else None,
        submit="Say so",
        cancel=address,
    )
