"""Say that a review was begun by mistake, so that it is asked whether it is deleted; or that it was not."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from lineofsight.assurance.actions.begun_wrongly import say_begun_wrongly, take_begun_wrongly_back
from lineofsight.partnership.moves import ReasonNeeded
from lineofsight.web.form_page import form_page
from lineofsight.web.sent import Version
from lineofsight.web.words_field import AsksAboutNames, Words


class BegunWronglyForm(AsksAboutNames):
    """Why it should not be there."""

    reason = Words(
        "Why should it not be here?",
        "Say why it should not be here: whoever decides reads it.",
        most=600,
        hint="The data-protection officer and a safeguarding partner read it. For example: it was begun twice. Write no"
        " name and no place.",
    )
    version = Version()


class BegunRightlyForm(forms.Form):
    """That it stays."""

    version = Version()


def say_wrongly(request: HttpRequest, review: Any) -> HttpResponse:
    """Mark it, or take the mark back."""
    back, is_marked = reverse("review", args=[review.ref]), review.begun_wrongly_date is not None
    make = BegunRightlyForm if is_marked else BegunWronglyForm
    form = make(request.POST or None, initial={"version": review.version})

    def act(clean: dict[str, Any]) -> str:
        if is_marked:
            take_begun_wrongly_back(review=review, expected=clean["version"], by=request.actor)
        else:
            say_begun_wrongly(review=review, reason=clean["reason"], expected=clean["version"], by=request.actor)
        return back

    return form_page(
        request,
        form,
        act=act,
        refusals=(ReasonNeeded,),
        done="It stays." if is_marked else "Written down. Nothing is deleted until two people have said so.",
        page_title=f"Begun by mistake – {review.name}",
        caption=review.name,
        h1="Was it not begun by mistake?" if is_marked else "Was this review begun by mistake?",
        lede="Nobody is asked any longer whether it is deleted."
        if is_marked
        else "The data-protection officer is asked whether it is deleted, and a safeguarding partner agrees or not."
        " What was published of it stays published.",
        submit="It stays" if is_marked else "Ask whether it is deleted",
        cancel=back,
        back={"text": "Back to the review", "href": back},
    )
