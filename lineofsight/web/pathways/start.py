"""Put a child on a pathway."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from lineofsight.desk.pathways import due_of, kinds_of_fact, may_start
from lineofsight.library.pathway import Pathway
from lineofsight.partnership.queries import today
from lineofsight.records.pathways.actions import start_run
from lineofsight.records.pathways.rules import CannotBe
from lineofsight.records.practice.recording import NotRecorded
from lineofsight.web.day_field import DayField
from lineofsight.web.form_page import form_page


class StartForm(forms.Form):
    """The day of the start, and the days that the start asks for."""

    day = DayField(label="When did it start?", help_text="For example 27 3 2026.")

    def __init__(self, *args: Any, pathway: Pathway, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = kinds_of_fact()
        for kind in pathway.starts.asks:
            one = kinds[kind].one
            self.fields[f"asked_{kind}"] = DayField(label=f"{one[:1].upper()}{one[1:]}: which day?")
            self.fields[f"asked_{kind}"].help_text = "It may lie ahead."
            self.fields[f"asked_{kind}"].error_messages["required"] = f"Enter the day of {one}."


def start(request: HttpRequest, child: Any) -> HttpResponse:
    """Choose a pathway, then say when it started."""
    day = today(request.actor.now)
    choice = may_start(request.actor, on=day)
    chosen = next((one for one in choice if one.id == request.GET.get("of", "")), None)
    if chosen is None:
        back = {"text": f"All of {child.shown}", "href": reverse("child", args=[child.ref])}
        status = 422 if request.method == "POST" else 200
        told = {"child": child, "choice": choice, "back": back}
        return render(request, "pathways/choose.html", told, status=status)

    def act(clean: dict[str, Any]) -> str:
        part = start_run(
            pathway=chosen,
            subject=child,
            day=clean["day"],
            asked={kind: clean[f"asked_{kind}"] for kind in chosen.starts.asks},
            kinds=kinds_of_fact(),
            due=due_of,
            by=request.actor,
        )
        return reverse("part", args=[part.ref])

    return form_page(
        request,
        StartForm(request.POST or None, pathway=chosen),
        act=act,
        refusals=(CannotBe, NotRecorded),
        done="Started. Below stands what comes first, and by when.",
        template="pathways/start.html",
        child=child,
        pathway=chosen,
    )
