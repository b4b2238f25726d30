"""«Why can I see this?»: by which rule the reader sees a row, and who else does."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from lineofsight.assurance.queries import samples
from lineofsight.partnership.access_questions import asked_about
from lineofsight.partnership.grant_queries import grants, live_over
from lineofsight.partnership.looking import who_looked
from lineofsight.partnership.policy import can
from lineofsight.partnership.queries import roles_held, today
from lineofsight.partnership.rules import Act, Audience
from lineofsight.partnership.why import SO_FAR, because, sentence_for, who_else
from lineofsight.web.why.asking import key_of

# What can be explained, by the act of reading it, and the page that it has.
KINDS: Mapping[str, tuple[Act, str]] = {
    "review": (Act.REVIEW_READ, "review"),
    "assessment": (Act.ASSESSMENT_READ, "assessment"),
    "statement": (Act.STATEMENT_READ, "statement"),
    "evidence": (Act.EVIDENCE_READ, "evidence"),
    "figure": (Act.FIGURE_READ, "figure"),
    "recommendation": (Act.RECOMMENDATION_READ, "recommendation"),
    "action": (Act.RECOMMENDATION_READ, "action"),
    "edition": (Act.EDITION_READ, "summary"),
}
_WORDS = {
    "review": "this review",
    "assessment": "this assessment",
    "statement": "this sentence",
    "evidence": "this evidence",
    "figure": "this figure",
    "recommendation": "this recommendation",
    "action": "this action",
    "edition": "this edition",
}
_CLASSES = {"S0": "published", "S1": "for the members of the partnership", "S2": "an agency's own"}


def explain(request: HttpRequest, **things: Any) -> HttpResponse:
    """Say by which role and which rule the reader sees a row."""
    (kind, thing) = next(iter(things.items()))
    act, address = KINDS[kind]
    actor, audience = request.actor, Audience(thing.audience)
    found = because(
        roles=actor.roles,
        actor_agency=actor.agency_id,
        row_agency=thing.agency_id,
        audience=audience,
        act=act,
    )
    if found is None:
        raise Http404
    own, other = who_else(audience=audience, act=act)
    # A row is as sensitive as the most sensitive thing in it.
    kept = max(value.value for value in type(thing).SENSITIVITY.values())
    return render(
        request,
        "why/why.html",
        {
            "sentence": sentence_for(found, agency=actor.agency_name, owner=thing.agency.name, audience=audience),
            "so_far": SO_FAR[audience],
            "words": _WORDS[kind],
            "back_to": reverse(address, args=[thing.ref]),
            "held": roles_held(actor),
            "owner": thing.agency,
            "kept": _CLASSES[kept],
            "own": own,
            "other": other,
            "looks": _looks(kind, thing, actor),
            "asked": asked_about(thing.ref, actor),
            "ask_at": reverse(f"ask_why_{kind}", args=[thing.ref]) if can(actor, Act.ACCESS_ASK) else "",
            "leave": live_over(actor, behind=_belongs_to(kind, thing, actor)),
            "may_end": can(actor, Act.GRANT_DECIDE, thing),
            "today": today(actor.now),
        },
    )


def _looks(kind: str, thing: Any, actor: Any) -> list[dict[str, Any]] | None:
    """Who of other agencies looked, for whoever may ask; None for everybody else."""
    files = [thing.held] if kind == "evidence" and thing.held else []
    looks = who_looked(thing, actor, files=files)
    if looks is None:
        return None
    purposes = dict(grants(actor).values_list("ref", "purpose"))
    return [
        {"look": one, "key": key_of(one), "purposes": [purposes[ref] for ref in one.leave if ref in purposes]}
        for one in looks
    ]


def _belongs_to(kind: str, thing: Any, actor: Any) -> frozenset[str]:
    """The references by which a grant opens something of a row."""
    if kind == "evidence":
        return samples.stands_behind(thing, actor)
    review = getattr(thing, "review", None)
    return frozenset({thing.ref, *({review.ref} if review is not None else ())})
