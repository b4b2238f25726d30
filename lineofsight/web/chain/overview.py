"""The recommendations of a review as its page lists them, and what has nobody who answers for it."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from lineofsight.assurance.actions.owners import NoSuccessor
from lineofsight.assurance.actions.owners import pass_on as pass_all_on
from lineofsight.assurance.queries import chain
from lineofsight.partnership.policy import can
from lineofsight.partnership.queries import today
from lineofsight.partnership.rules import Act
from lineofsight.web.chain.words import VIEWS, opinion_sentence
from lineofsight.web.choices import offer
from lineofsight.web.form_page import form_page


def listed(review: Any, actor: Any, asked: str, *, statements: Any) -> dict[str, Any]:
    """What the review's page needs of its recommendations: {rows, views, chosen, …}. statements: its sentences."""
    rows: list[dict[str, Any]] = [
        {"now": now, "opinion": opinion_sentence(now)}
        for now in chain.recommendations_of(review, actor, statements=statements)
    ]
    views = {
        "all": rows,
        "ours": [row for row in rows if row["now"].row.agency_id == actor.agency_id],
        "late": [row for row in rows if row["now"].is_late],
        "no-opinion": [row for row in rows if not row["now"].has_opinion],
        "no-owner": [row for row in rows if row["now"].is_open and not row["now"].has_owner],
    }
    chosen = asked if asked in views else "all"
    return {
        "rows": views[chosen],
        "views": {name: len(found) for name, found in views.items()},
        "names": VIEWS,
        "chosen": chosen,
        "implemented": sum(row["now"].owner_says == "Implemented" for row in rows),
        "with_opinion": sum(row["now"].has_opinion for row in rows),
        "findings": chain.findings_of(review, actor),
        "may_write": can(actor, Act.RECOMMENDATION_WRITE),
    }


def without_an_owner(request: HttpRequest) -> HttpResponse:
    """What is open and has nobody named today."""
    rows = chain.without_an_owner(request.actor)
    kinds = [{"row": row, "kind": type(row).__name__.lower(), "state": chain.state_of(row)} for row in rows]
    return render(
        request,
        "chain/without_an_owner.html",
        {
            "rows": kinds,
            "today": today(request.actor.now),
            "left_behind": chain.left_behind(request.actor),
            "may_pass_on": can(request.actor, Act.RECOMMENDATION_WRITE),
        },
    )


class PassOnForm(forms.Form):
    """Which closed body's work passes on."""

    agency = forms.ChoiceField(
        label="Which body has closed?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the body whose work passes on."},
    )

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(body.agency.ref, f"{body.agency.name}, to {body.heir.name}") for body in bodies]
        offer(self, "agency", choices)


def pass_on(request: HttpRequest) -> HttpResponse:
    """Pass all that a closed body leads to the body that took its place, so that nothing is left without anybody."""
    found = chain.left_behind(request.actor)
    bodies = [body for body in found if body.heir is not None]

    def act(clean: dict[str, Any]) -> str:
        pass_all_on(agency=next(body.agency for body in bodies if body.agency.ref == clean["agency"]), by=request.actor)
        return reverse("without_an_owner")

    return form_page(
        request,
        PassOnForm(request.POST or None, bodies=bodies),
        act=act,
        refusals=(NoSuccessor,),
        done="Passed on. What was done and said before stays as it was, under the name of whoever did it.",
        template="chain/pass_on.html",
        bodies=bodies,
        without=[body for body in found if body.heir is None],
    )
