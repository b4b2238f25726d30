"""The service navigation: at most six places for every role, and «Search» on every page of somebody signed in."""

from dataclasses import replace

import pytest
from django.test import RequestFactory
from django.urls import reverse

from lineofsight.partnership.models import Person
from lineofsight.partnership.policy import can
from lineofsight.partnership.rules import PERSONAL_ROLES, Role
from lineofsight.web import context
from tests.factories.partnership import NOW, actor, member, partnership
from tests.web.browsers import browser

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only("asks the rules alone")]


@pytest.fixture
def partners(db):
    made = partnership()
    return (made.hub, made.council, made.health)


def places(role: Role, of) -> list[str]:
    request = RequestFactory().get("/")
    request.user = Person()
    request.actor = replace(actor(role, of, now=NOW), person_id=1)
    return [item["text"] for item in context.page(request)["navigation"]]


def test_every_role_of_every_agency_finds_at_most_six_places(partners):
    found = {(role, of.code): places(role, of) for role in PERSONAL_ROLES for of in partners}

    assert {who: items for who, items in found.items() if not 1 <= len(items) <= 6} == {}


def test_an_analyst_finds_figures_returns_and_workforce_and_everybody_finds_the_rest_at_the_foot_of_my_work(partners):
    assert places(Role.ANALYST, partners[1]) == [
        "My work",
        "Reviews",
        "Line of sight",
        "Figures",
        "Returns",
        "Workforce",
    ]
    assert "Figures" not in places(Role.SAFEGUARDING_LEAD, partners[1])
    for role in PERSONAL_ROLES:
        request = RequestFactory().get("/")
        request.user = Person()
        request.actor = replace(actor(role, partners[1], now=NOW), person_id=1)
        told = context.page(request)
        all_there = [*told["navigation"], *told["beyond"]]
        may = {name for _, name, act in context._NAVIGATION if can(request.actor, act)}
        assert {item["href"] for item in all_there} == {reverse(name) for name in may}, role
        assert len(all_there) == len(may), role


def test_a_scrutineer_finds_questions_in_the_menu_and_nobody_else_loses_a_place_to_them(partners):
    scrutineer = places(Role.SCRUTINEER, partners[0])

    assert "Questions" in scrutineer
    assert "Summaries" not in scrutineer
    for role in (Role.BUSINESS_MANAGER, Role.LEADER, Role.SAFEGUARDING_LEAD):
        assert "Questions" not in places(role, partners[1]), role


def test_who_logs_in_registers_finds_them_in_the_menu_and_on_the_first_page(partners):
    council = partners[1]

    for role in (Role.PRACTITIONER, Role.TEAM_MANAGER):
        assert "Registers" in places(role, council)
    for role in (Role.PRACTITIONER, Role.TEAM_MANAGER, Role.SAFEGUARDING_LEAD):
        told = browser(member(role, council, email=f"{role.name.lower()}@council.example")).get("/").content.decode()
        kept = told.partition("What you keep")[2].partition("Look around")[0]
        assert "/registers?of=advice-line" in kept, role
        assert 'href="/voice"' in kept, role
    # Whoever only reads them is told nowhere that they keep them.
    reader = browser(member(Role.ANALYST, council)).get("/").content.decode()
    assert "What you keep" not in reader


def test_whoever_may_not_open_a_page_is_told_who_may_and_finds_a_way_home(partners):
    council = partners[1]
    client = browser(member(Role.ANALYST, council))

    page = client.get("/workforce/today").content.decode()

    main = page.partition("<main")[2].partition("</main>")[0]
    assert "Who can:" in main
    assert 'href="/">My work</a>' in main


def test_control_without_what_is_left_out_somebody_would_have_more(partners, monkeypatch):
    monkeypatch.setattr(context, "_left_out", lambda somebody: frozenset())

    assert any(len(places(role, of)) > 6 for role in PERSONAL_ROLES for of in partners)
