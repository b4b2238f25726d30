"""Take in a child who came in no return, by the id of the source: asked in a form, so that it stands in no address."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from lineofsight.partnership.queries import agency_by_code
from lineofsight.records.identities.keys import KeyMissing
from lineofsight.records.practice.recording import LONGEST_ID, NotRecorded, WasDeleted, add_child
from lineofsight.web.form_page import form_page


class ChildForm(forms.Form):
    """The id of the child in the source."""

    number = forms.CharField(
        label="The child’s id",
        help_text="As your own system and its returns write it. It is kept nowhere: a later return with it finds the"
        " same child.",
        max_length=LONGEST_ID,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "required": "Enter the id of the child.",
            "max_length": f"The id of a child has at most {LONGEST_ID} characters.",
        },
    )


def _again() -> forms.BooleanField:
    return forms.BooleanField(label="Take the child in again: something new is to be recorded", required=False)


def add_one(request: HttpRequest) -> HttpResponse:
    """Take one child in, and lead to the child's page."""
    added: list[str] = []
    form = ChildForm(request.POST or None)
    if "again" in request.POST:
        form.fields["again"] = _again()

    def act(clean: dict[str, Any]) -> str:
        actor, again = request.actor, clean.get("again", False)
        agency = agency_by_code(actor.agency_code)
        try:
            child = add_child(source_id=clean["number"], agency=agency, by=actor, again=again)
        except WasDeleted:
            # The second word is asked only where it is needed.
            form.fields["again"] = _again()
            raise
        added.append(child.shown)
        return reverse("child", args=[child.ref])

    return form_page(
        request,
        form,
        act=act,
        refusals=(NotRecorded, KeyMissing),
        done=lambda: f"Taken in as {added[0]}. What is done can be recorded now, by the safeguarding lead.",
        template="returns/add_child.html",
        widths={"number": 20},
    )
