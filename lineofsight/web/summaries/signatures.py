"""Who has signed what: agencies by sections, for whoever puts the Summary together."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lineofsight.partnership.policy import can
from lineofsight.partnership.rules import Act
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
