"""The recommendations of a review as its page lists them, and what has nobody who answers for it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lineofsight.assurance.queries import chain
from lineofsight.partnership.policy import can
from lineofsight.partnership.queries import today
from lineofsight.partnership.rules import Act
from lineofsight.web.chain.words import VIEWS, opinion_sentence


def listed(review: Any, actor: Any, asked: str) -> dict[str, Any]:
    """What the review's page needs of its recommendations: {rows, views, chosen, …}."""
    rows: list[dict[str, Any]] = [
        {"now": now, "opinion": opinion_sentence(now)} for now in chain.recommendations_of(review, actor)
    ]
    views = {
        "all": rows,
        "ours": [row for row in rows if row["now"].row.agency_id == actor.agency_id],
        "late": [row for row in rows if row["now"].is_late],
        "no-opinion": [row for row in rows if row["now"].opinion is None],
        "no-owner": [row for row in rows if not row["now"].has_owner],
    }
    chosen = asked if asked in views else "all"
    return {
        "rows": views[chosen],
        "views": {name: len(found) for name, found in views.items()},
        "names": VIEWS,
        "chosen": chosen,
        "implemented": sum(row["now"].owner_says == "Implemented" for row in rows),
        "with_opinion": sum(row["now"].opinion is not None for row in rows),
        "findings": chain.findings_of(review, actor),
        "may_write": can(actor, Act.RECOMMENDATION_WRITE),
    }


def without_an_owner(request: HttpRequest) -> HttpResponse:
    """What is open and has nobody named today."""
    rows = chain.without_an_owner(request.actor)
    kinds = [{"row": row, "kind": type(row).__name__.lower(), "state": chain.state_of(row)} for row in rows]
    return render(request, "chain/without_an_owner.html", {"rows": kinds, "today": today(request.actor.now)})
