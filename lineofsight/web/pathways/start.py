"""Put a child on a pathway, or say why one whom a fact offers is not."""

from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from lineofsight.desk.offered import offer_of
from lineofsight.desk.pathways import due_of, kinds_of_fact, may_start
from lineofsight.library.pathway import Pathway
from lineofsight.partnership.queries import today
from lineofsight.records.pathways.actions import set_aside, start_run
from lineofsight.records.pathways.rules import CannotBe, NotNow
from lineofsight.records.practice.recording import NotRecorded
from lineofsight.web.day_field import DayField
from lineofsight.web.form_page import form_page
from lineofsight.web.pathways.run import ReasonForm


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
        StartForm(request.POST or None, pathway=chosen, initial={"day": _day_in_address(request)}),
        act=act,
        refusals=(CannotBe, NotRecorded),
        done="Started. Below stands what comes first, and by when.",
        template="pathways/start.html",
        child=child,
        pathway=chosen,
    )


def _day_in_address(request: HttpRequest) -> date | None:
    """The day of the fact that calls for it, where the board leads here with one."""
    try:
        return date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return None


class AsideForm(ReasonForm):
    """Why a child whom a fact offers is not put on a pathway."""

    def __init__(self, *args: Any, reasons: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, reasons=reasons, **kwargs)
        # Nothing is changed that somebody else could change meanwhile.
        del self.fields["version"]


def not_started(request: HttpRequest, child: Any) -> HttpResponse:
    """Say why a child is not put on the pathway that a fact calls for. Raises NotNow where it calls no more."""
    day = today(request.actor.now)
    choice = may_start(request.actor, on=day)
    pathway = next((one for one in choice if one.id == request.GET.get("of", "")), None)
    if pathway is None:
        raise NotNow("This address names no pathway that your role starts. Choose one on the page of pathways.")
    offer = offer_of(request.actor, child, pathway, today=day)
    if offer is None:
        raise NotNow("Nothing calls for this pathway any more: it runs, it was set aside, or its time is over.")
    if not pathway.starts.not_started:
        raise NotNow("A child is not set aside here: the library gives no reason for it. Start it, or let it pass.")

    def act(clean: dict[str, Any]) -> str:
        by = request.actor
        set_aside(pathway=pathway, subject=child, day=offer.day, reason=clean["reason"], by=by)
        return f"{reverse('pathways')}?of={pathway.id}"

    return form_page(
        request,
        AsideForm(request.POST or None, reasons=pathway.starts.not_started),
        act=act,
        refusals=(CannotBe,),
        done="Set aside, with the reason. A later fact is offered again.",
        template="pathways/not_started.html",
        child=child,
        pathway=pathway,
        offer=offer,
        fact=kinds_of_fact()[pathway.starts.event.event] if pathway.starts.event else None,
    )
