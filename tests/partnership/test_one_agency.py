"""On SQLite the people of a second agency are refused when they would come in, and not when the service next starts."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command

from lineofsight.partnership import actions
from lineofsight.partnership.checks import one_agency_on_sqlite
from lineofsight.partnership.models import Invitation, Membership, Person
from lineofsight.partnership.one_agency import OneAgencyHere
from lineofsight.partnership.rules import Role
from tests.factories.partnership import NOW, TODAY, acting, member, partnership

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only(reason="it is about what SQLite lacks")]


@pytest.fixture
def bodies(settings):
    """The partnership with somebody of the council in it, where real people work."""
    settings.LOS_MODE = "live"
    made = partnership()
    member(Role.SAFEGUARDING_LEAD, made.council)
    return made


@pytest.fixture
def administrator(bodies):
    return acting(Role.ADMINISTRATOR, bodies.hub)


@pytest.fixture
def nobody_yet(bodies):
    """Somebody who has an account and no role."""
    person = member(Role.CONTRIBUTOR, bodies.council, email="nobody.yet@example.org")
    Membership.objects.filter(person=person).update(until_date=TODAY)
    return person


def warnings() -> list[str]:
    return [one.id for one in one_agency_on_sqlite(databases=["default"])]


def invite(agency, administrator):
    return actions.invite(email="new@example.org", agency=agency, role=Role.SAFEGUARDING_LEAD, by=administrator)


def test_nobody_of_a_second_agency_is_invited(bodies, administrator):
    with pytest.raises(OneAgencyHere, match=r"Nobody of Northmoor.*Wexcombe Council has people here.*PostgreSQL first"):
        invite(bodies.health, administrator)

    assert not Invitation.objects.exists()


def test_no_role_in_a_second_agency_is_given(bodies, administrator, nobody_yet):
    with pytest.raises(OneAgencyHere):
        actions.give_role(person=nobody_yet, agency=bodies.health, role=Role.CONTRIBUTOR, by=administrator)

    assert not Membership.objects.filter(agency=bodies.health).exists()


def test_an_invitation_is_somebody_too(bodies, administrator, settings):
    Membership.objects.filter(agency=bodies.council).delete()
    invite(bodies.council, administrator)

    with pytest.raises(OneAgencyHere):
        invite(bodies.health, administrator)


def test_an_invitation_that_was_made_before_is_not_taken_up(bodies, administrator, settings, client):
    settings.LOS_MODE = "test"
    _, token = invite(bodies.health, administrator)
    Invitation.objects.update(expires_at=NOW + timedelta(days=36_500))
    settings.LOS_MODE = "live"

    form = {"name": "Robin Vale", "password": "meadow lantern quiet stone"}
    answer = client.post(f"/invitation/{token}/", form)

    assert answer.status_code == 422
    assert "SQLite has no wall" in answer.content.decode()
    assert not Membership.objects.filter(agency=bodies.health).exists()


@pytest.mark.parametrize("free", ["the same agency", "the unit", "after it closed", "after they left", "demonstration"])
def test_control_whoever_is_no_second_agency_comes_in(bodies, administrator, settings, free):
    agency = {"the same agency": bodies.council, "the unit": bodies.hub}.get(free, bodies.health)
    if free == "after it closed":
        actions.close_agency(agency=bodies.council, successor=bodies.health, by=administrator)
    if free == "after they left":
        Membership.objects.filter(agency=bodies.council).update(until_date=TODAY)
    if free == "demonstration":
        settings.LOS_MODE = "demonstration"

    invitation, _ = invite(agency, administrator)

    assert invitation.agency_id == agency.pk


def test_the_command_says_it_in_a_sentence(bodies, administrator):
    by = Person.objects.get(pk=administrator.person_id).email

    with pytest.raises(CommandError, match="SQLite has no wall"):
        call_command("person", "add", "new@example.org", "--role", "contributor", "--agency", "health", "--by", by)


def test_a_database_that_has_two_already_starts_with_a_warning(bodies, administrator, settings, capsys):
    alone = warnings()
    member(Role.CONTRIBUTOR, bodies.health)

    call_command("check", databases=["default"], fail_level="ERROR", verbosity=0)

    assert (alone, warnings()) == ([], ["partnership.W002"])
    assert "2 agencies have people here" in capsys.readouterr().err
    with pytest.raises(OneAgencyHere):
        invite(bodies.council, administrator)


def test_the_demonstration_may_hold_many_invented_agencies(bodies, settings):
    settings.LOS_MODE = "demonstration"
    member(Role.CONTRIBUTOR, bodies.health)

    assert warnings() == []
