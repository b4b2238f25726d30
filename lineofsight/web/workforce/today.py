"""The morning of a team: who is away, which visits that leaves at risk, and who makes them."""

from datetime import date
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from lineofsight.desk.sight import team_day as desk
from lineofsight.partnership.looking import note_children_read
from lineofsight.partnership.queries import own_agency, today
from lineofsight.records.identities.case_numbers import numbers_of
from lineofsight.records.workforce import covering, queries
from lineofsight.records.workforce.rules import CannotCover, InPost, NotAway
from lineofsight.web.choices import picked
from lineofsight.web.day_field import DayField
from lineofsight.web.form_page import form_page


def show_today(request: HttpRequest) -> HttpResponse:
    """Visits at risk, covered or not yet, and who is away."""
    actor = request.actor
    day = today(actor.now)
    found = desk.team_day(actor, on=day)
    seen = [
        *((one.ref, one.visit.child) for one in found.risks),
        *((one.ref, one.visit.child) for one in found.not_told),
    ]
    note_children_read(what="Visits at risk", children=[ref for ref, _ in seen], by=actor)
    first = next((one for one in found.risks if not one.visit.covered_by), None)
    context = {
        "found": found,
        "today": day,
        "first": _cover_address(first) if first else "",
        "risks": [(one, _cover_address(one)) for one in found.risks],
        "numbers": numbers_of(actor, [child for _, child in seen]),
    }
    return render(request, "workforce/today.html", context)


def _cover_address(one: desk.Risk) -> str:
    return f"{reverse('say_cover', args=[one.ref])}?of={one.visit.standard}&due={one.visit.due.isoformat()}"


def _choices(people: tuple[InPost, ...]) -> list[tuple[str, str]]:
    return list({one.staff_ref: f"{one.shown}, {one.team}, {one.role}" for one in people}.items())


class AwayForm(forms.Form):
    """Who is away, and until when."""

    start = DayField(label="First day away")
    until = DayField(label="Back on", required=False, help_text="Leave it empty while nobody knows.")

    def __init__(self, *args: Any, people: tuple[InPost, ...], **kw: Any) -> None:
        super().__init__(*args, **kw)
        missing, hint = "Choose who is away.", "Why is never asked."
        self.fields["who"] = picked("Who is away?", _choices(people), "Choose somebody", missing, hint)
        self.order_fields(["who"])


def say_away(request: HttpRequest) -> HttpResponse:
    """Say who is away."""
    actor = request.actor
    day = today(actor.now)
    people = queries.in_post(actor, on=day, agency_ref=own_agency(actor).ref)
    form = AwayForm(request.POST or None, people=people, initial={"start": day})

    def act(clean: dict[str, Any]) -> str:
        member = queries.find_member(actor, clean["who"])
        if member is None:
            raise Http404
        team = next(one.team for one in people if one.staff_ref == member.ref)
        covering.say_away(member=member, team=team, start=clean["start"], until=clean["until"], by=actor)
        return reverse("team_day")

    return form_page(
        request,
        form,
        act=act,
        refusals=(NotAway,),
        done="Kept. The visits that this leaves at risk stand below.",
        page_title="Who is away?",
        h1="Who is away?",
        lede="The visits that are due in the meantime are shown at once, so that somebody else makes them.",
        back={"text": "Visits at risk", "href": reverse("team_day")},
        submit="Say that they are away",
        cancel=reverse("team_day"),
    )


class BackForm(forms.Form):
    """When somebody is back."""

    until = DayField(label="Back on")


def say_back(request: HttpRequest, absence: Any) -> HttpResponse:
    """Say when somebody is back."""
    form = BackForm(request.POST or None, initial={"until": absence.until or today(request.actor.now)})

    def act(clean: dict[str, Any]) -> str:
        covering.say_back(absence=absence, until=clean["until"], by=request.actor)
        return reverse("team_day")

    return form_page(
        request,
        form,
        act=act,
        refusals=(NotAway,),
        done="Kept.",
        page_title="When are they back?",
        h1="When are they back?",
        caption=absence.member.shown,
        lede="The first day on which they work again.",
        back={"text": "Visits at risk", "href": reverse("team_day")},
        submit="Say when they are back",
        cancel=reverse("team_day"),
    )


class CoverForm(forms.Form):
    """Who makes the visit."""

    def __init__(self, *args: Any, people: tuple[InPost, ...], **kw: Any) -> None:
        super().__init__(*args, **kw)
        asked = "Who makes the visit?"
        missing = "Choose who makes the visit."
        hint = "Those who are in post and not away on that day, in the order of teams and pseudonyms."
        self.fields["who"] = picked(asked, _choices(people), "Choose somebody", missing, hint)


def say_cover(request: HttpRequest, child: Any) -> HttpResponse:
    """Say who makes a visit in place of whoever is away."""
    actor = request.actor
    day = today(actor.now)
    try:
        due = date.fromisoformat(request.GET.get("due", ""))
    except ValueError:
        due = day
    risk = desk.risk_of(actor, child=child.ref, standard=request.GET.get("of", ""), due=due, on=day)
    people = desk.can_cover(actor, day=max(due, day), on=day) if risk else ()
    form = CoverForm(request.POST or None, people=people)

    def act(clean: dict[str, Any]) -> str:
        member = queries.find_member(actor, clean["who"])
        if member is None or risk is None:
            raise Http404
        covering.say_cover(
            subject=child, standard=risk.visit.standard, due=risk.visit.due, member=member, on=day, by=actor
        )
        return reverse("team_day")

    if risk is None:
        return render(request, "workforce/not_at_risk.html", {"child": child}, status=200)
    return form_page(
        request,
        form,
        act=act,
        refusals=(CannotCover,),
        done="Kept. Tell them: nobody is told by this service.",
        template="workforce/cover.html",
        page_title="Who makes this visit?",
        h1="Who makes this visit?",
        caption=child.shown,
        lede=f"{risk.title}. {risk.visit.worker} is away."
        + (f" {risk.visit.covered_by} makes it so far." if risk.visit.covered_by else " Nobody makes it yet."),
        back={"text": "Visits at risk", "href": reverse("team_day")},
        submit="Say who makes it",
        cancel=reverse("team_day"),
    )
