"""Ask another agency to take part, and answer such a request: which child it is in one's own records, or none."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from lineofsight.desk.pathways import pathway_called, pathway_of, run_seen
from lineofsight.partnership.queries import agencies_of_kinds, today
from lineofsight.records.children import child_called
from lineofsight.records.pathways.actions import call_in, decline, take_on
from lineofsight.records.pathways.rules import CannotBe
from lineofsight.web.choices import offer
from lineofsight.web.form_page import form_page
from lineofsight.web.sent import Version


class CallForm(forms.Form):
    """Which agency is asked."""

    agency = forms.ChoiceField(
        label="Which agency?", widget=forms.RadioSelect, error_messages={"required": "Choose an agency."}
    )

    def __init__(self, *args: Any, agencies: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "agency", agencies)


def call_agency(request: HttpRequest, part: Any) -> HttpResponse:
    """Ask an agency that has a step to take part."""
    seen = run_seen(request.actor, part, today=today(request.actor.now))
    asked = {call.other_agency_id for call in seen.calls} | {part.agency_id, part.run.agency_id}
    agencies = {str(one.ref): one for one in agencies_of_kinds(seen.pathway.agencies) if one.pk not in asked}

    def act(clean: dict[str, Any]) -> str:
        call_in(part=part, agency=agencies[clean["agency"]], by=request.actor)
        return reverse("part", args=[part.ref])

    return form_page(
        request,
        CallForm(request.POST or None, agencies=[(ref, one.name) for ref, one in agencies.items()]),
        act=act,
        refusals=(CannotBe,),
        done="Asked. They learn which pathway runs and since when; which child it is, you tell them in your usual way.",
        template="pathways/call.html",
        part=part,
        pathway=pathway_of(part),
        agencies=list(agencies.values()),
    )


class AnswerForm(forms.Form):
    """Which child it is in one's own records, or that one's agency does not know the child."""

    answer = forms.ChoiceField(
        label="Do you know this child?",
        widget=forms.RadioSelect,
        choices=[("yes", "Yes, it is this child in our records"), ("no", "No, we do not take part")],
        error_messages={"required": "Say whether your agency takes part."},
    )
    child = forms.CharField(
        label="Which child is it in your own records?",
        help_text="The pseudonym, for example KX4-72M. Which child is meant, the agency that asks tells you.",
        required=False,
        max_length=20,
    )
    version = Version()


def answer_call(request: HttpRequest, call: Any) -> HttpResponse:
    """Take part, or say that one's agency does not."""

    def act(clean: dict[str, Any]) -> str:
        facts = {"call": call, "expected_version": clean["version"], "by": request.actor}
        if clean["answer"] == "no":
            decline(**facts)
            return reverse("pathways")
        child = child_called(request.actor, clean["child"])
        if child is None:
            raise CannotBe(
                "There is no such child in your records. Enter the pseudonym as it stands on the child's page."
            )
        return reverse("part", args=[take_on(subject=child, **facts).ref])

    return form_page(
        request,
        AnswerForm(request.POST or None, initial={"version": call.version}),
        act=act,
        refusals=(CannotBe,),
        done="Answered.",
        template="pathways/answer.html",
        call=call,
        pathway=pathway_called(call.pathway, on=today(call.recorded_at)),
    )
