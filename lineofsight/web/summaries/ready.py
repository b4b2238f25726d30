"""«What has to be done before it is published»: the nine things, and what was declared so far."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from lineofsight.assurance.queries.answering import recommendations_to_choose, said_which
from lineofsight.partnership.policy import can
from lineofsight.partnership.rules import Act
from lineofsight.publication import judging
from lineofsight.publication.compiling.edition import as_at_of
from lineofsight.publication.queries.declared import holds_of, may_approve, overrides_of, partners_stand
from lineofsight.publication.read_mark import read_sha
from lineofsight.publication.ready import Thing, things
from lineofsight.publication.rules import EditionState
from lineofsight.web.summaries.declaring_forms import HOLD_WORDS, PLACE_WORDS

# Each thing with the act that does it, the page where it is done, and what the link to it says.
_DONE_AT = {
    "searches": (Act.EDITION_DECLARE, "attest_search", "Say where you looked"),
    "holds": (Act.EDITION_DECLARE, "put_hold", "Say what holds it back"),
    "family": (Act.EDITION_DECLARE, "say_family", "Say what the family was offered"),
    "voices": (Act.EDITION_COMPILE, "say_nobody_asked", "Say why nobody was asked"),
    "support": (Act.EDITION_COMPILE, "say_support", "Write this line"),
    "sentences": (Act.GATE_READ, "gate", "See what keeps them back"),
    "signed": (Act.GATE_READ, "signatures", "See who has signed what"),
    "checked": (Act.EDITION_CHECK, "summary", "Check it"),
    "approved": (Act.EDITION_APPROVE, "summary", "Approve it"),
}
# While an edition is on its way, its author writes nothing more into it unseen.
_WORDS_OF_STATE = {"checked": EditionState.LOCKED, "approved": EditionState.CHECKED}


def show_ready(request: HttpRequest, edition: Any) -> HttpResponse:
    """The nine things with their state, then the searches, the holds, the partners and what was let pass."""
    actor = request.actor
    content, result = judging.gate(edition, actor)
    partners = partners_stand(edition, actor, read_sha=edition.approved_sha or read_sha(content))
    listed: list[dict[str, Any]] = [
        {"thing": one, "link": _link(one, edition, actor)}
        for one in things(edition, actor, content=content, result=result, partners=partners)
    ]
    return render(
        request,
        "summaries/ready.html",
        {
            "edition": edition,
            "listed": listed,
            "done": sum(one["thing"].is_done for one in listed),
            "first": next((one for one in listed if not one["thing"].is_done and one["link"]), None),
            "waiting": next((one["thing"] for one in listed if not one["thing"].is_done), None),
            "searches": [{"row": one, "words": PLACE_WORDS[one.where]} for one in content.declared.searches],
            "holds": [{"row": one, "words": HOLD_WORDS[one.kind]} for one in holds_of(edition.review, actor)],
            "family": content.declared.family,
            "partners": partners,
            "overrides": overrides_of(edition, actor),
            "which": said_which(edition.review, actor) if recommendations_to_choose(edition.review, actor) else None,
            "may_say_which": can(actor, Act.RECOMMENDATION_WRITE) and not edition.content,
            "may_declare": can(actor, Act.EDITION_DECLARE, edition) and not edition.content,
            "as_at": {"day": as_at_of(edition, request.actor)},
        },
    )


def _link(thing: Thing, edition: Any, actor: Any) -> dict[str, str] | None:
    act, name, words = _DONE_AT[thing.id]
    if edition.content or not can(actor, act, edition):
        return None
    if thing.is_done and thing.id in ("sentences", "signed", "checked", "approved"):
        return None
    if thing.id == "approved" and not may_approve(edition, actor):
        return None
    if thing.id in _WORDS_OF_STATE and edition.state != _WORDS_OF_STATE[thing.id]:
        return None
    return {"href": reverse(name, args=[edition.ref]), "text": words}
