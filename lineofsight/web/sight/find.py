"""Find a child by the council's own case number: asked in a form, so that the number stands in no address."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from lineofsight.records.identities.case_numbers import LONGEST, NoSuchChild, child_with_number
from lineofsight.records.identities.keys import KeyMissing
from lineofsight.web.form_page import form_page


class FindForm(forms.Form):
    """The number."""

    number = forms.CharField(
        label="Case number",
        help_text="As your own system and its returns write it. It is kept nowhere.",
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "required": "Enter the case number.",
            "max_length": f"A case number has at most {LONGEST} letters and digits.",
        },
    )


def find_by_number(request: HttpRequest) -> HttpResponse:
    """Lead from a case number to the child's page."""

    def act(clean: dict[str, Any]) -> str:
        child = child_with_number(number=clean["number"], by=request.actor)
        return reverse("child", args=[child.ref])

    return form_page(
        request,
        FindForm(request.POST or None),
        act=act,
        refusals=(NoSuchChild, KeyMissing),
        done="Found. That you looked is recorded; the number is not.",
        template="sight/find.html",
        widths={"number": 20},
    )
