"""Which kinds of event are recorded here in full: for services that no return brings them from."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from lineofsight.desk.sight.recording import kinds_kept
from lineofsight.partnership.queries import own_agency, today
from lineofsight.records.practice.recording import NotRecorded, say_kind_is_recorded_here
from lineofsight.records.recorded_here import kinds_here
from lineofsight.web.choices import offer
from lineofsight.web.day_field import DayField
from lineofsight.web.form_page import form_page


class KindForm(forms.Form):
    """Which kind, and since when."""

    kind = forms.ChoiceField(
        label="Which kind?", error_messages={"required": "Choose a kind.", "invalid_choice": "Choose a kind."}
    )
    since = DayField(
        label="From which day on is every one of them recorded here?",
        help_text="For example 27 3 2026. Leave it empty to say that not all of them are recorded here.",
        required=False,
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "kind", [("", "Choose one"), *choices])


def list_kinds(request: HttpRequest) -> HttpResponse:
    """Each kind that is recorded here, by hand or on a pathway, and how far it reaches; a form to say it of one."""
    actor = request.actor
    kept = kinds_kept(on=today(actor.now))
    kinds = {one.kind.id: one.kind for one in kept}
    reach = kinds_here(actor)

    def act(clean: dict[str, Any]) -> str:
        facts = {"kind": kinds[clean["kind"]], "since": clean["since"]}
        say_kind_is_recorded_here(agency=own_agency(actor), by=actor, **facts)
        return reverse("kinds_here")

    return form_page(
        request,
        KindForm(request.POST or None, choices=[(kind.id, kind.title) for kind in kinds.values()]),
        act=act,
        refusals=(NotRecorded,),
        done="Said. What is due was worked out again.",
        template="sight/kinds_here.html",
        kinds=[(one, reach.get(one.kind.id)) for one in kept],
        in_full=sum(1 for kind in kinds if kind in reach and reach[kind].here_since),
    )
