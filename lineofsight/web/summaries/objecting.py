"""Object to what was signed on behalf of one's agency."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from lineofsight.partnership.queries import today
from lineofsight.publication import queries_behalf as queries
from lineofsight.publication.actions import NotSaid
from lineofsight.publication.actions_behalf import object_to
from lineofsight.web.form_page import form_page
from lineofsight.web.words_field import AsksAboutNames, Words


class ObjectForm(AsksAboutNames):
    """To which sentences, and why."""

    sentences = forms.MultipleChoiceField(
        label="To which do you object?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick at least one sentence that was signed on your behalf."},
    )
    reason = Words(
        "Why?",
        "Say why: the business unit reads it.",
        most=600,
        hint="The business unit reads it. It is kept with the signature.",
    )

    def __init__(self, *args: Any, rows: list[queries.Behalf], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one.row.ref, f"{one.row.wording.statement.position}. {one.row.wording.text}") for one in rows]
        self.fields["sentences"].choices = choices  # type: ignore[attr-defined]


def object_to_signature(request: HttpRequest, edition: Any) -> HttpResponse:
    """Tick what one's agency did not agree to, and say why. It counts as unsigned from then on."""
    actor = request.actor
    listed = queries.signed_on_behalf(edition, actor=actor, agency_id=actor.agency_id)
    # Sent after the last day, the action says that it is too late.
    open_ones = [one for one in listed if one.may_object or (request.method == "POST" and one.objection is None)]
    form = ObjectForm(request.POST if request.method == "POST" else None, rows=open_ones)

    def act(clean: dict[str, Any]) -> str:
        chosen = [one.row for one in open_ones if one.row.ref in clean["sentences"]]
        object_to(edition=edition, signoffs=chosen, reason=clean["reason"], by=actor)
        return reverse("sign_summary", args=[edition.ref])

    return form_page(
        request,
        form,
        act=act,
        refusals=(NotSaid,),
        done="Recorded. The sentences count as unsigned, and the business unit sees why.",
        template="summaries/object.html",
        edition=edition,
        rows=[one for one in listed if one.may_object],
        days=queries.object_rules(today(actor.now)).object_days,
    )
