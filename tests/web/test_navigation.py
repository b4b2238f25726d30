"""The service navigation: at most six places for every role, and «Search» on every page of somebody signed in."""

from dataclasses import replace

import pytest
from django.test import RequestFactory

from lineofsight.partnership.rules import PERSONAL_ROLES, Role
from lineofsight.web import context
from tests.factories.partnership import NOW, actor, partnership

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only("asks the rules alone")]


@pytest.fixture
def partners(db):
    made = partnership()
    return (made.hub, made.council, made.health)


def places(role: Role, of) -> list[str]:
    request = RequestFactory().get("/")
    request.actor = replace(actor(role, of, now=NOW), person_id=1)
    return [item["text"] for item in context.page(request)["navigation"]]


def test_every_role_of_every_agency_finds_at_most_six_places(partners):
    found = {(role, of.code): places(role, of) for role in PERSONAL_ROLES for of in partners}

    assert {who: items for who, items in found.items() if not 1 <= len(items) <= 6} == {}


def test_control_without_what_is_left_out_somebody_would_have_more(partners, monkeypatch):
    monkeypatch.setattr(context, "_left_out", lambda somebody: frozenset())

    assert any(len(places(role, of)) > 6 for role in PERSONAL_ROLES for of in partners)
