"""Every address as every role, on the demonstration: what is unseen is 404, what is seen and not allowed is 403.

Expected answers come from the policy and from `rules.sees`; the product answers through its queries and, on PostgreSQL,
through row security. A new address or a new row joins by itself.
"""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from lineofsight.assurance.models import (
    Action,
    Assessment,
    Evidence,
    FigureRecord,
    OpenItem,
    Recommendation,
    ReportImport,
    Review,
    Statement,
    Update,
)
from lineofsight.cli.demonstration.loading import load
from lineofsight.files.models import Held
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.models import Person
from lineofsight.partnership.policy import can
from lineofsight.partnership.queries import actor_of
from lineofsight.partnership.rows import VisibleRows
from lineofsight.partnership.rules import RULES, Act, Role, sees
from lineofsight.publication.models import Edition
from lineofsight.web import urls
from lineofsight.web.route import ROUTES, Route

pytestmark = pytest.mark.django_db

ROWS = {
    "review": Review,
    "statement": Statement,
    "evidence": Evidence,
    "assessment": Assessment,
    "figure": FigureRecord,
    "open_item": OpenItem,
    "recommendation": Recommendation,
    "action": Action,
    "update": Update,
    "report_import": ReportImport,
    "waiting_import": ReportImport,
    "plan_import": ReportImport,
    "edition": Edition,
    "held": Held,
}
# Accounts and imports have tests of their own (tests/web/signin, tests/web/imports);
# the pages of a published edition are its own files.
ELSEWHERE = re.compile(r"^(sign-in|sign-out|invitation|accounts|demo|published|imports)")
DAY = date(2026, 6, 22)


@pytest.fixture
def story(tmp_path, settings) -> None:
    settings.FILES_ROOT = tmp_path / "files"
    settings.KEYS_ROOT = tmp_path / "keys"
    load(as_at=DAY)


def personas() -> Iterator[tuple[Actor, Client]]:
    for person in Person.objects.order_by("id"):
        client = Client()
        client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
        session = client.session
        session["second_step"] = True
        session.save()
        yield actor_of(person, now=timezone.now()), client


def ours() -> list[Route]:
    return [one for one in ROUTES if not ELSEWHERE.match(one.path) and len(one.things) <= 1]


def expected(route: Route, actor: Actor, row: object | None) -> set[int]:
    """The statuses that a GET may have."""
    if "GET" not in route.methods:
        return {405}
    is_open = Role.PUBLIC in RULES[route.may].to_any
    if row is not None:
        reach, agency, audience = actor.reach, row.agency_id, row.audience
        if not sees(reach=reach, actor_agency=actor.agency_id, row_agency=agency, audience=audience):
            return {404}
    if not can(actor, route.may, row):
        return {403}
    return {200, 302, 422} if not is_open else {200, 302}


def one_of_each(kind: str) -> list[object]:
    """One row for each agency and audience: what is seen depends on nothing else."""
    return list({(row.agency_id, row.audience): row for row in ROWS[kind].objects.order_by("id")}.values())


def answers(personas: list[tuple[Actor, Client]]) -> Iterator[tuple[str, str, int, set[int]]]:
    for route in ours():
        rows = one_of_each(route.things[0]) if route.things else [None]
        for actor, client in personas:
            for row in rows:
                address = "/" + re.sub(r"<\w+:ref>", row.ref if row is not None else "", route.path)
                answer = client.get(address)
                if answer.streaming:
                    list(answer.streaming_content)  # reading a file to its end closes it
                yield route.name, actor.role_words, answer.status_code, expected(route, actor, row)


def mismatches(everybody: list[tuple[Actor, Client]]) -> tuple[int, list[tuple[str, str, int, set[int]]]]:
    pairs, found = 0, []
    for name, who, status, wanted in answers(everybody):
        pairs += 1
        if status not in wanted:
            found.append((name, who, status, wanted))
    return pairs, found


def test_every_address_answers_every_role_as_the_policy_says(story, monkeypatch):
    monkeypatch.setattr("lineofsight.web.middleware.must_set_up", lambda request: False)
    everybody = list(personas())

    pairs, found = mismatches(everybody)

    assert found == []
    assert pairs > 1_500


def test_control_one_forgotten_filter_is_found(story, monkeypatch):
    monkeypatch.setattr("lineofsight.web.middleware.must_set_up", lambda request: False)
    monkeypatch.setattr(VisibleRows, "visible_to", lambda self, actor: self)
    everybody = [one for one in personas() if one[0].agency_code in ("police", "council")]

    _, found = mismatches(everybody)

    is_walled = settings.DATABASES["default"]["ENGINE"].endswith("postgresql")
    # On PostgreSQL the second wall stands where the first was taken away.
    assert (found == []) is is_walled


def test_nobody_signed_in_is_led_to_sign_in_from_every_address_that_is_not_public(story):
    client = Client()
    for route in ours():
        address = "/" + re.sub(r"<\w+:ref>", "a" * 26, route.path)
        if "GET" in route.methods and Role.PUBLIC not in RULES[route.may].to_any:
            answer = client.get(address)
            assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/sign-in/"), address


def test_what_is_not_there_and_what_is_not_yours_have_one_answer(story, monkeypatch):
    monkeypatch.setattr("lineofsight.web.middleware.must_set_up", lambda request: False)
    lead = Person.objects.get(email="safeguarding-lead@police.demonstration.invalid")
    client = Client()
    client.force_login(lead, backend=settings.AUTHENTICATION_BACKENDS[0])
    others = Statement.objects.filter(agency__code="council", audience__lt=2).first()

    def body(ref: str) -> bytes:
        answer = client.get(f"/statements/{ref}")
        assert answer.status_code == 404
        return re.sub(rb'(nonce|value)="[^"]*"', b"", answer.content)

    assert body(others.ref) == body("a" * 26)


def test_an_address_without_a_policy_stops_the_start():
    from django.urls import path

    from lineofsight.web.route import NoPolicy, check_all_have_a_policy

    check_all_have_a_policy(urls.urlpatterns)
    with pytest.raises(NoPolicy):
        check_all_have_a_policy([*urls.urlpatterns, path("loose", lambda request: None)])


def test_every_act_is_used_by_an_address_or_by_an_action():
    in_code = {act for act in Act if act in {one.may for one in ROUTES}}
    by_actions = {Act.EDITION_CHECK, Act.EDITION_APPROVE, Act.EDITION_PUBLISH, Act.DEMONSTRATION}
    in_navigation = {Act.HOME_READ}

    assert set(Act) - in_code - by_actions - in_navigation == set()
