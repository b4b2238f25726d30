"""The forms of what is declared about an edition: each a page of its own."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from lineofsight.partnership.queries import today
from lineofsight.publication.actions import declared as actions
from lineofsight.publication.compiling.declared import support_line_of
from lineofsight.publication.content.declared import HoldKind, SearchPlace
from lineofsight.web.form_page import form_page
from lineofsight.web.summaries.declaring_forms import (
    HOLD_WORDS,
    FamilyForm,
    HoldForm,
    LiftForm,
    NobodyAskedForm,
    SearchForm,
    SupportForm,
)


def _declare(
    request: HttpRequest,
    edition: Any,
    form: forms.Form,
    say: Callable[[dict[str, Any]], object],
    *,
    h1: str,
    submit: str,
    done: str,
) -> HttpResponse:
    """One page of them: `say` declares what its form holds."""
    back = reverse("ready", args=[edition.ref])

    def act(clean: dict[str, Any]) -> str:
        say(clean)
        return back

    return form_page(
        request,
        form,
        act=act,
        refusals=(actions.NotSaid,),
        done=done,
        page_title=f"{h1} – {edition.title}",
        caption=f"{edition.title}, edition {edition.number}",
        h1=h1,
        submit=submit,
        cancel=back,
        back={"text": "Back to what has to be done", "href": back},
    )


def attest_search(request: HttpRequest, edition: Any) -> HttpResponse:
    """Say where one looked, when, and what was found."""
    return _declare(
        request,
        edition,
        SearchForm(request.POST or None),
        lambda clean: actions.attest_search(
            edition=edition,
            place=SearchPlace(clean["place"]),
            searched_date=clean["searched_date"],
            found=clean["found"],
            by=request.actor,
        ),
        h1="Where did you look for what makes a child known?",
        submit="Record this search",
        done="Recorded, with your role and the day.",
    )


def put_hold(request: HttpRequest, edition: Any) -> HttpResponse:
    """Say that proceedings hold publishing back."""
    return _declare(
        request,
        edition,
        HoldForm(request.POST or None),
        lambda clean: actions.put_hold(
            edition=edition, kind=HoldKind(clean["kind"]), since_date=clean["since_date"], by=request.actor
        ),
        h1="What holds it back?",
        submit="Hold it back",
        done="Recorded. No edition of this review is published until somebody lifts it, with a reason.",
    )


def lift_hold(request: HttpRequest, hold: Any) -> HttpResponse:
    """Say that proceedings no longer hold publishing back."""
    back = reverse("review", args=[hold.review.ref])

    def act(clean: dict[str, Any]) -> str:
        actions.lift_hold(
            hold=hold,
            reason=clean["reason"],
            lifted_date=clean["lifted_date"],
            expected_version=clean["version"],
            by=request.actor,
        )
        return back

    return form_page(
        request,
        LiftForm(request.POST or None, initial={"version": hold.version}),
        act=act,
        refusals=(actions.NotSaid,),
        done="Lifted. Your reason and your role are printed.",
        page_title=f"Lift a hold – {hold.review.name}",
        caption=hold.review.name,
        h1=f"{HOLD_WORDS[HoldKind(hold.kind)]}: does it still hold it back?",
        submit="Lift this hold",
        cancel=back,
        back={"text": "Back to the review", "href": back},
    )


def say_family(request: HttpRequest, edition: Any) -> HttpResponse:
    """Say what the family was offered, and the line for the child."""
    return _declare(
        request,
        edition,
        FamilyForm(request.POST or None),
        lambda clean: actions.say_family(
            edition=edition,
            offered_date=clean["offered_date"],
            not_offered_reason=clean["not_offered_reason"],
            child_line=clean["child_line"],
            by=request.actor,
        ),
        h1="What was the family offered?",
        submit="Record this",
        done="Recorded. It is printed with the Summary.",
    )


def say_support(request: HttpRequest, edition: Any) -> HttpResponse:
    """Write where somebody who is worried can turn."""
    line = support_line_of(edition, on=today(request.actor.now))
    return _declare(
        request,
        edition,
        SupportForm(request.POST or None, initial={"version": edition.version, "support_line": line}),
        lambda clean: actions.say_lines(
            edition=edition, support_line=clean["support_line"], expected_version=clean["version"], by=request.actor
        ),
        h1="Where can somebody who is worried turn?",
        submit="Save this line",
        done="Saved. It stands on every page of the Summary.",
    )


def say_nobody_asked(request: HttpRequest, edition: Any) -> HttpResponse:
    """Say why no child, parent or carer was asked."""
    first = {"version": edition.version, "nobody_asked": edition.nobody_asked}
    return _declare(
        request,
        edition,
        NobodyAskedForm(request.POST or None, initial=first),
        lambda clean: actions.say_lines(
            edition=edition, nobody_asked=clean["nobody_asked"], expected_version=clean["version"], by=request.actor
        ),
        h1="Why was nobody asked?",
        submit="Save this reason",
        done="Saved. It is printed where nobody was heard.",
    )
