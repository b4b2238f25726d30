"""The morning of a team: visits that an absence leaves at risk, who makes them, and whose team a manager sees."""

from datetime import timedelta

import pytest

from lineofsight.assurance.faces import rows_of_records
from lineofsight.partnership.actor import job
from lineofsight.partnership.rules import Role
from lineofsight.partnership.scope import scope
from lineofsight.records.identities.models import Worker
from lineofsight.records.practice.nearness import give_post
from lineofsight.records.workforce import queries
from lineofsight.records.workforce.models import Absence, VisitCover
from tests.factories import record_rows, workforce_rows
from tests.factories.partnership import NOW, TODAY, actor, member, partnership
from tests.factories.sight_rows import returned
from tests.web.pages import words_of
from tests.web.rounds.conftest import clock, signed_in

__all__ = ["clock"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def council():
    return partnership().council


@pytest.fixture
def team(council):
    """A child with a visit due, whoever works with them in North, and a second in North and a third in South."""
    returns = returned(council)
    child = returns.child(visits=[TODAY - timedelta(days=40)], team="North")
    listed = workforce_rows.staff_list(council)
    worker = Worker.objects.get()
    people = [workforce_rows.member(council, worker=worker, pseudonym=worker.pseudonym, shown=worker.shown)]
    people += [workforce_rows.member(council), workforce_rows.member(council)]
    for one, name in zip(people, ("North", "North", "South"), strict=True):
        workforce_rows.spell(listed, one, team=name)
    return child, people


def manager_of(council, team: str):
    person = member(Role.TEAM_MANAGER, council, email=f"{team}@council.example")
    lead = actor(Role.SAFEGUARDING_LEAD, council)
    give_post(person=person, agency=council, team=team, by=lead)
    return person


def test_a_visit_of_somebody_away_is_at_risk_until_somebody_covers_it_or_makes_it(council, team):
    child, (away, second, _) = team
    browser = signed_in(manager_of(council, "North"))
    assert "No visit is at risk" in words_of(browser.get("/workforce/today").content.decode())
    day = {"start-day": "22", "start-month": "6", "start-year": "2026"}

    assert browser.post("/workforce/away", {"who": away.ref, "key": "one", **day}).status_code == 302

    page = words_of(browser.get("/workforce/today").content.decode())
    assert "1 of 1 visit is covered by nobody yet." in page
    assert Absence.objects.get().team == "North"
    address = next(
        part.split('"')[0].replace("&amp;", "&")
        for part in browser.get("/workforce/today").content.decode().split('href="')
        if f"{child.ref}/cover" in part
    )
    assert browser.post(address, {"who": away.ref, "key": "two"}).status_code == 422
    assert browser.post(address, {"who": second.ref, "key": "three"}).status_code == 302
    assert "The visit at risk is covered." in words_of(browser.get("/workforce/today").content.decode())
    counting = job("figures", now=NOW + timedelta(minutes=1))
    assert [row[-1] for row in rows_of_records("at-risk-visits", counting, on=TODAY)] == [1]
    listed = workforce_rows.staff_list(council)
    workforce_rows.absence(listed, second, team="North", start=TODAY)
    assert "covered by nobody yet" in words_of(browser.get("/workforce/today").content.decode())
    # What comes in comes by a delivery; as long as there is none, nothing is judged anew.
    came = record_rows.delivery(council)
    record_rows.fact(child, delivery=came, day=TODAY, code="seen")
    assert "No visit is at risk" in words_of(browser.get("/workforce/today").content.decode())


def test_a_visit_of_which_nobody_can_tell_when_it_is_due_is_named_while_its_worker_is_away(council):
    returns = returned(council)
    child = returns.child(visits=[TODAY - timedelta(days=40)], team="North", placement="")
    worker = Worker.objects.get()
    away = workforce_rows.member(council, worker=worker, pseudonym=worker.pseudonym, shown=worker.shown)
    listed = workforce_rows.staff_list(council)
    workforce_rows.spell(listed, away, team="North")
    browser = signed_in(manager_of(council, "North"))
    before = words_of(browser.get("/workforce/today").content.decode())
    workforce_rows.absence(listed, away, team="North", start=TODAY)

    after = words_of(browser.get("/workforce/today").content.decode())

    assert child.shown not in before
    assert "For 1 visit of somebody who is away nobody can tell when it is due." in after
    assert child.shown in after.partition("Not known when it is due (1)")[2]


def test_a_manager_sees_and_writes_of_their_own_team_alone(council, team):
    child, (away, _, third) = team
    listed = workforce_rows.staff_list(council)
    workforce_rows.absence(listed, away, team="North", start=TODAY)
    north, south = manager_of(council, "North"), manager_of(council, "South")
    own, other = actor(Role.TEAM_MANAGER, council, person=north), actor(Role.TEAM_MANAGER, council, person=south)

    with scope(own, writes=False):
        assert {one.team for one in queries.in_post(own, on=TODAY)} == {"North"}
    with scope(other, writes=False):
        assert [one.staff_ref for one in queries.in_post(other, on=TODAY)] == [third.ref]
        assert queries.find_member(other, away.ref) is None
        assert not Absence.objects.visible_to(other).exists()
    browser = signed_in(south)
    assert away.shown not in browser.get("/workforce/today").content.decode()
    assert browser.get(f"/children/{child.ref}/cover").status_code == 404
    assert browser.get(f"/absences/{Absence.objects.get().ref}").status_code == 404
    assert not VisitCover.objects.exists()
    assert signed_in(member(Role.ANALYST, council)).get("/workforce/today").status_code == 403
