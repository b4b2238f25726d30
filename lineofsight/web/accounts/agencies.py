"""The bodies that take part: which there are, and adding, changing and closing one."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from lineofsight.partnership import agency_actions as actions
from lineofsight.partnership import queries
from lineofsight.partnership.rules import AgencyKind
from lineofsight.web.accounts.views import asks_first
from lineofsight.web.choices import offer
from lineofsight.web.form_page import form_page

KIND_WORDS = {
    AgencyKind.HUB: "Business unit",
    AgencyKind.COUNCIL: "Council",
    AgencyKind.HEALTH: "Health provider",
    AgencyKind.CARE_BOARD: "Integrated care board",
    AgencyKind.POLICE: "Police",
    AgencyKind.PROBATION: "Probation",
    AgencyKind.COURT_ADVISORY: "Court advisory service",
    AgencyKind.EDUCATION: "Education",
    AgencyKind.INDEPENDENT: "Independent: a scrutineer, an inspector",
}


class AgencyForm(forms.Form):
    """What a body is called, and what it is."""

    name = forms.CharField(
        label="Full name",
        max_length=200,
        help_text="As it is printed: «North Council».",
        error_messages={"required": "Enter its full name."},
    )
    short_name = forms.CharField(label="Short name", max_length=60, required=False, help_text="As people say it.")
    kind = forms.ChoiceField(
        label="What kind of body it is",
        help_text="Safeguarding partners are known by it: council, integrated care board and police.",
        error_messages={"required": "Choose what kind of body it is."},
    )

    def __init__(self, *args: Any, of_the_unit: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(kind.value, words) for kind, words in KIND_WORDS.items() if (kind is AgencyKind.HUB) == of_the_unit]
        offer(self, "kind", kinds if of_the_unit else [("", "Choose a kind"), *kinds])


class CloseForm(forms.Form):
    """Who follows."""

    successor = forms.ChoiceField(
        label="Who answers for it from now on?", error_messages={"required": "Choose the body that answers for it."}
    )

    def __init__(self, *args: Any, agency: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = [(ref, name) for ref, name in queries.agency_choices() if ref != agency.ref]
        offer(self, "successor", others)


def list_agencies(request: HttpRequest) -> HttpResponse:
    """Every body, with how many people it has here; those that closed stand last."""
    bodies = [
        {"agency": one.agency, "kind": KIND_WORDS[AgencyKind(one.agency.kind)], "people": one.people}
        for one in queries.bodies(request.actor)
    ]
    return render(request, "accounts/agencies.html", {"bodies": bodies})


@asks_first
def add(request: HttpRequest) -> HttpResponse:
    """Add a body that takes part."""

    def act(clean: dict[str, Any]) -> str:
        actions.add_body(
            name=clean["name"], short_name=clean["short_name"], kind=AgencyKind(clean["kind"]), by=request.actor
        )
        return reverse("agencies")

    return form_page(
        request,
        AgencyForm(request.POST or None),
        act=act,
        refusals=(actions.NameTaken, actions.OneUnit),
        done="The agency is added. It can be asked, and its people can be invited.",
        page_title="Add an agency",
        h1="Add an agency",
        lede="A body that says something in a report is added by its import. Add here those that are not there yet.",
        submit="Add the agency",
        back={"text": "Agencies", "href": reverse("agencies")},
    )


@asks_first
def change(request: HttpRequest, agency: Any) -> HttpResponse:
    """Mend the name of a body, or what kind it is."""
    initial = {"name": agency.name, "short_name": agency.short_name, "kind": agency.kind}
    form = AgencyForm(request.POST or None, initial=initial, of_the_unit=agency.kind == AgencyKind.HUB)

    def act(clean: dict[str, Any]) -> str:
        actions.change_body(
            agency=agency,
            name=clean["name"],
            short_name=clean["short_name"],
            kind=AgencyKind(clean["kind"]),
            by=request.actor,
        )
        return reverse("agencies")

    return form_page(
        request,
        form,
        act=act,
        refusals=(actions.NameTaken, actions.OneUnit),
        done="Saved. What was published keeps the name that it had.",
        page_title="Change an agency",
        h1="Change what it is called",
        caption=agency.name,
        submit="Save",
        back={"text": "Agencies", "href": reverse("agencies")},
    )


@asks_first
def close(request: HttpRequest, agency: Any) -> HttpResponse:
    """Close a body that merged or split."""

    def act(clean: dict[str, Any]) -> str:
        actions.close_body(agency=agency, successor=queries.find_agency(clean["successor"]), by=request.actor)
        return reverse("agencies")

    return form_page(
        request,
        CloseForm(request.POST or None, agency=agency),
        act=act,
        refusals=(actions.NoHeir, actions.OneUnit),
        done=f"{agency.name} is closed. What it said stays.",
        page_title="Close an agency",
        h1="Did it merge, split or end?",
        caption=agency.name,
        lede="Its people have no role here from now on; invite them for the other body. This cannot be taken back.",
        submit="Close it",
        back={"text": "Agencies", "href": reverse("agencies")},
    )
