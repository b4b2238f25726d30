"""Open the next edition of a review's Summary: what comes along, what has to be done anew, and the button."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from lineofsight.publication.next_edition import StillOpen, on_its_way, open_next_edition, what_comes_along
from lineofsight.publication.queries.editions import editions_of
from lineofsight.web.form_page import form_page


def open_next(request: HttpRequest, review: Any) -> HttpResponse:
    """Ask once, say what comes along, and open the next edition."""
    last = editions_of(review, request.actor).first()
    # Nothing to enter: the button is the answer.
    form = forms.Form(request.POST if request.method == "POST" else None)
    number = last.number + 1 if last else 1

    def act(clean: dict[str, Any]) -> str:
        edition = open_next_edition(review=review, by=request.actor)
        return reverse("summary", args=[edition.ref])

    return form_page(
        request,
        form,
        act=act,
        refusals=(StillOpen,),
        done=f"Edition {number} is open. Nobody outside sees it before it is published.",
        template="summaries/open.html",
        review=review,
        number=number,
        along=what_comes_along(review, request.actor),
        unfinished=on_its_way(review, request.actor),
        submit=f"Open edition {number}",
        cancel=reverse("review", args=[review.ref]),
    )
