"""Object to what was signed on behalf of one's agency, or record that another objects."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from lineofsight.files.actions import FileRefused
from lineofsight.partnership.queries import find_agency, today
from lineofsight.publication.actions import behalf as actions
from lineofsight.publication.actions.editions import NotSaid
from lineofsight.publication.queries import behalf as queries
from lineofsight.web.choices import offer
from lineofsight.web.day_field import DayField
from lineofsight.web.form_page import form_page
from lineofsight.web.minute import minute_in
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
        offer(self, "sentences", choices)


class ObjectOnBehalfForm(ObjectForm):
    """The same, recorded for an agency, with its minute."""

    sentences = forms.MultipleChoiceField(
        label="To which does it object?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick at least one sentence that was signed on its behalf."},
    )
    agreed_by = Words(
        "Who objected for the agency",
        "Enter the role of whoever objected.",
        most=100,
        hint="A role, never a name. For example: head of service.",
        is_long=False,
    )
    agreed_where = Words(
        "How",
        "Say how it objected: that is its minute.",
        most=200,
        hint="For example: a mail; or a telephone call, with the note of it.",
        is_long=False,
    )
    agreed_date = DayField(label="When", error_messages={"required": "Enter the day on which it objected."})
    file = forms.FileField(
        label="The minute, as a file",
        required=False,
        error_messages={"empty": "The file is empty. Choose another."},
    )


def object_on_behalf(request: HttpRequest, edition: Any) -> HttpResponse:
    """Record that an agency objects to what was signed for it: by mail, by telephone or at a meeting."""
    actor, address = request.actor, reverse("summary", args=[edition.ref])
    agency = find_agency(request.GET.get("agency", ""))
    if agency is None:
        # For which agency is chosen on the page of the edition.
        return HttpResponseRedirect(address)
    listed = queries.signed_on_behalf(edition, actor=actor, agency_id=agency.pk)
    # It may have objected in time and be recorded later: the day decides.
    rows = [one for one in listed if one.objection is None]
    form = ObjectOnBehalfForm(request.POST or None, request.FILES or None, rows=rows)

    def act(clean: dict[str, Any]) -> str:
        chosen = [one.row for one in rows if one.row.ref in clean["sentences"]]
        said = minute_in(clean, agency=agency, by=actor)
        actions.object_on_behalf(
            edition=edition, agency=agency, signoffs=chosen, reason=clean["reason"], said=said, by=actor
        )
        return address

    return form_page(
        request,
        form,
        act=act,
        refusals=(NotSaid, FileRefused),
        done=f"Recorded. The sentences count as unsigned by {agency.name}.",
        template="summaries/object_on_behalf.html",
        edition=edition,
        agency=agency,
        rows=rows,
    )


def object_to_signature(request: HttpRequest, edition: Any) -> HttpResponse:
    """Tick what one's agency did not agree to, and say why. It counts as unsigned from then on."""
    actor = request.actor
    listed = queries.signed_on_behalf(edition, actor=actor, agency_id=actor.agency_id)
    # Sent after the last day, the action says that it is too late.
    open_ones = [one for one in listed if one.may_object or (request.method == "POST" and one.objection is None)]
    form = ObjectForm(request.POST if request.method == "POST" else None, rows=open_ones)

    def act(clean: dict[str, Any]) -> str:
        chosen = [one.row for one in open_ones if one.row.ref in clean["sentences"]]
        actions.object_to(edition=edition, signoffs=chosen, reason=clean["reason"], by=actor)
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
