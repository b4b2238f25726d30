"""Two editions of one review, side by side: what changed, sentence by sentence."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from lineofsight.publication.compiling.changes import between
from lineofsight.publication.compiling.edition import content_of
from lineofsight.publication.queries import editions as queries
from lineofsight.publication.render.changes import told
from lineofsight.publication.rules import EditionState


def compare_with_last(request: HttpRequest, edition: Any) -> HttpResponse:
    """An edition against the one before it; the first has none."""
    before = queries.editions_of(edition.review, request.actor).filter(number__lt=edition.number).first()
    return _compared(request, edition, before)


def compare_editions(request: HttpRequest, edition: Any, number: int) -> HttpResponse:
    """An edition against any other of its review, the older one first."""
    other = queries.editions_of(edition.review, request.actor).filter(number=number).first()
    if other is None:
        raise Http404
    return _compared(request, edition, other)


def _compared(request: HttpRequest, edition: Any, other: Any) -> HttpResponse:
    actor = request.actor
    earlier, later = sorted((edition, other or edition), key=lambda one: one.number)
    found = told(None)
    if other is not None:
        withdrawn = tuple(one.number for one in (earlier, later) if one.state == EditionState.WITHDRAWN)
        found = told(between(content_of(earlier, actor), content_of(later, actor), withdrawn=withdrawn))
    return render(
        request,
        "comparing/compare.html",
        {
            "edition": later,
            "changed": found,
            "others": [one for one in queries.editions_of(edition.review, actor) if one.number != edition.number],
            "of": edition,
        },
    )
