"""Who has signed what: agencies by sections, for whoever puts the Summary together."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from lineofsight.partnership.policy import can
from lineofsight.partnership.rules import Act
from lineofsight.publication.actions import editions as actions
from lineofsight.publication.compiling.edition import as_at_of
from lineofsight.publication.signing import signed_by_section


def show_signatures(request: HttpRequest, edition: Any) -> HttpResponse:
    """For each agency and section: signed n of N, how many with a different view, and since when we wait."""
    rows = signed_by_section(edition, request.actor)
    return render(
        request,
        "summaries/signatures.html",
        {
            "edition": edition,
            "rows": rows,
            "waiting": {row.agency_ref for row in rows if row.signed < row.of},
            "signed": sum(row.signed for row in rows),
            "total": sum(row.of for row in rows),
            "may_record": can(request.actor, Act.EDITION_COMPILE, edition) and not edition.content,
            "as_at": {"day": as_at_of(edition, request.actor)},
        },
    )


def ask_to_sign(request: HttpRequest, edition: Any) -> HttpResponse:
    """Ask every agency to sign what is said about it."""
    actions.ask_to_sign(edition=edition, by=request.actor)
    messages.success(request, "Asked. What each agency is to sign stands in the work of its safeguarding lead now.")
    return HttpResponseRedirect(reverse("summary", args=[edition.ref]))
