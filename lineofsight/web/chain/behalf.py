"""Record for an agency what it decided about a recommendation or an action that it leads, with the minute of it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from lineofsight.assurance.actions import moving
from lineofsight.assurance.actions.moving import PublicWordingNeeded
from lineofsight.assurance.queries import chain
from lineofsight.assurance.rules.chain import ANSWERS, ActionState, RecommendationState
from lineofsight.assurance.rules.rounds import AnswerRefused
from lineofsight.files.actions import FileRefused
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.moves import ReasonNeeded
from lineofsight.web.chain.forms import BehalfForm
from lineofsight.web.chain.words import BEHALF_WORDS
from lineofsight.web.form_page import form_page
from lineofsight.web.minute import minute_in


def record_on_behalf(request: HttpRequest, **thing: Any) -> HttpResponse:
    """What the lead agency decided: its answer to a recommendation, or how far it is with what it leads."""
    kind, row = next(iter(thing.items()))
    moves = moving.moves_for_agency(row)
    address = reverse(kind, args=[row.ref])
    if not moves:
        told = {"row": row, "state": chain.state_of(row), "buttons": [], "others": [], "address": address}
        return render(request, "chain/moves.html", told)
    form = BehalfForm(
        request.POST or None,
        request.FILES or None,
        initial={"number": chain.last_move(row).number},
        targets=[(str(move.target), BEHALF_WORDS[move.target]) for move in moves],
        answers=any(move.target in ANSWERS for move in moves),
    )

    def act(clean: dict[str, Any]) -> str:
        _record(kind, row, clean, by=request.actor)
        return address

    return form_page(
        request,
        form,
        act=act,
        refusals=(AnswerRefused, FileRefused, ReasonNeeded, PublicWordingNeeded),
        done=f"Recorded for {row.agency.name}, with its minute.",
        page_title=f"What {row.agency.name} decided – {row.label}",
        caption=f"{row.label}: {row.title}",
        h1=f"What did {row.agency.name} decide?",
        lede=f"It is {chain.state_of(row)} now. The record will say that you recorded it, and who agreed to it there.",
        submit="Record this for the agency",
        cancel=address,
        groups=[
            {
                "legend": "What it decided",
                "note": "",
                "fields": [name for name in ("to", "reason", "public_wording") if name in form.fields],
            },
            {
                "legend": "Its minute",
                "note": "What shows that the agency agreed to this.",
                "fields": ["agreed_by", "agreed_where", "agreed_date", "file"],
            },
        ],
    )


def _record(kind: str, row: Any, clean: dict[str, Any], *, by: Actor) -> None:
    facts: dict[str, Any] = {"expected_move": clean["number"], "reason": clean["reason"], "by": by}
    facts["minute"] = minute_in(clean, agency=row.agency, by=by)
    target = clean["to"]
    if kind == "action":
        moving.move_action(action=row, target=ActionState(target), **facts)
    elif target in ANSWERS:
        said = {"answer": RecommendationState(target), "public_wording": clean["public_wording"]}
        moving.answer_recommendation(recommendation=row, **said, **facts)
    else:
        moving.move_recommendation(recommendation=row, target=RecommendationState(target), **facts)
