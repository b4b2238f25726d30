"""The forms of what is declared about an edition: each a page of its own."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from lineofsight.partnership.queries import today
from lineofsight.publication import actions_declared as actions
from lineofsight.publication.compiling_declared import support_line_of
from lineofsight.publication.declared import HoldKind, SearchPlace
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


def _around(edition: Any, h1: str, submit: str) -> dict[str, Any]:
    """What all these pages have around their form."""
    back = reverse("ready", args=[edition.ref])
    return {
        "page_title": f"{h1} – {edition.title}",
        "caption": f"{edition.title}, edition {edition.number}",
        "h1": h1,
        "submit": submit,
        "cancel": back,
        "back": {"text": "Back to what has to be done", "href": back},
    }


def attest_search(request: HttpRequest, edition: Any) -> HttpResponse:
    """Say where one looked, when, and what was found."""

    def act(clean: dict[str, Any]) -> str:
        actions.attest_search(
            edition=edition,
            place=SearchPlace(clean["place"]),
            searched_date=clean["searched_date"],
            found=clean["found"],
            by=request.actor,
        )
        return reverse("ready", args=[edition.ref])

    return form_page(
        request,
        SearchForm(request.POST or None),
        act=act,
        refusals=(ValueError,),
        done="Recorded, with your role and the day.",
        **_around(edition, "Where did you look for what makes a child known?", "Record this search"),
    )


def put_hold(request: HttpRequest, edition: Any) -> HttpResponse:
    """Say that proceedings hold publishing back."""

    def act(clean: dict[str, Any]) -> str:
        actions.put_hold(
            edition=edition, kind=HoldKind(clean["kind"]), since_date=clean["since_date"], by=request.actor
        )
        return reverse("ready", args=[edition.ref])

    return form_page(
        request,
        HoldForm(request.POST or None),
        act=act,
        refusals=(ValueError,),
        done="Recorded. No edition of this review is published until somebody lifts it, with a reason.",
        **_around(edition, "What holds it back?", "Hold it back"),
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
        refusals=(ValueError,),
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

    def act(clean: dict[str, Any]) -> str:
        actions.say_family(
            edition=edition,
            offered_date=clean["offered_date"],
            not_offered_reason=clean["not_offered_reason"],
            child_line=clean["child_line"],
            by=request.actor,
        )
        return reverse("ready", args=[edition.ref])

    return form_page(
        request,
        FamilyForm(request.POST or None),
        act=act,
        refusals=(ValueError,),
        done="Recorded. It is printed with the Summary.",
        **_around(edition, "What was the family offered?", "Record this"),
    )


def say_support(request: HttpRequest, edition: Any) -> HttpResponse:
    """Write where somebody who is worried can turn."""
    day = today(request.actor.now)

    def act(clean: dict[str, Any]) -> str:
        actions.say_lines(
            edition=edition,
            support_line=clean["support_line"],
            expected_version=clean["version"],
            by=request.actor,
        )
        return reverse("ready", args=[edition.ref])

    first = {"version": edition.version, "support_line": support_line_of(edition, on=day)}
    return form_page(
        request,
        SupportForm(request.POST or None, initial=first),
        act=act,
        done="Saved. It stands on every page of the Summary.",
        **_around(edition, "Where can somebody who is worried turn?", "Save this line"),
    )


def say_nobody_asked(request: HttpRequest, edition: Any) -> HttpResponse:
    """Say why no child, parent or carer was asked."""

    def act(clean: dict[str, Any]) -> str:
        actions.say_lines(
            edition=edition,
            nobody_asked=clean["nobody_asked"],
            expected_version=clean["version"],
            by=request.actor,
        )
        return reverse("ready", args=[edition.ref])

    return form_page(
        request,
        NobodyAskedForm(
            request.POST or None, initial={"version": edition.version, "nobody_asked": edition.nobody_asked}
        ),
        act=act,
        done="Saved. It is printed where nobody was heard.",
        **_around(edition, "Why was nobody asked?", "Save this reason"),
    )
