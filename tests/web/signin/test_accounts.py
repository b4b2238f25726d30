"""The administrator's pages: who comes in, who goes, and who lost their authenticator."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from lineofsight.mails.models import Mail
from lineofsight.partnership import actions
from lineofsight.partnership.actions import add_agency
from lineofsight.partnership.actor import job
from lineofsight.partnership.models import Invitation, LostAuthenticator, Membership, Person
from lineofsight.partnership.policy import Forbidden
from lineofsight.partnership.rules import AgencyKind, Role
from lineofsight.trail.models import Event
from tests.web.signin.people import actor, enter, first_step


@pytest.fixture
def at_the_desk(client, administrator):
    """The client of an administrator who proved who they are just now."""
    enter(client, administrator)
    return client


def other_desk(made: Person) -> Client:
    client = Client()
    enter(client, made)
    return client


def acts_on(subject_ref: str) -> list[str]:
    return list(Event.objects.filter(subject_ref=subject_ref).order_by("id").values_list("act", flat=True))


# --- who sees them ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("page", ["", "invite/", "{ref}/", "{ref}/role/", "{ref}/end/", "{ref}/lost/"])
def test_nobody_but_an_administrator_opens_a_page_of_accounts(client, lead, administrator, page):
    enter(client, lead)

    answer = client.get(f"/accounts/{page.format(ref=administrator.ref)}")

    assert answer.status_code == (404 if "{ref}" in page else 403)
    assert administrator.email not in answer.content.decode()


def test_the_administrator_sees_everybody_and_their_roles(at_the_desk, lead):
    page = at_the_desk.get("/accounts/").content.decode()

    assert lead.email in page
    assert "Agency safeguarding lead, Fenwick Council" in page


# --- inviting --------------------------------------------------------------------------------------------------------
def test_inviting_shows_a_link_that_works_and_is_kept_nowhere(at_the_desk, partnership):
    form = {"email": "kim@council.example", "agency": partnership.council.ref, "role": "contributor"}
    page = at_the_desk.post("/accounts/invite/", form).content.decode()

    token = re.search(r"/invitation/([\w-]{43})/", page).group(1)
    assert Client().get(f"/invitation/{token}/").status_code == 200
    assert token not in str(Invitation.objects.values_list())
    assert token not in at_the_desk.get("/accounts/").content.decode()
    assert acts_on(Invitation.objects.get().ref) == ["person.invited"]


def test_inviting_somebody_who_has_an_account_says_so_in_a_sentence(at_the_desk, lead, partnership):
    form = {"email": lead.email.upper(), "agency": partnership.council.ref, "role": "contributor"}
    answer = at_the_desk.post("/accounts/invite/", form)

    assert answer.status_code == 422
    assert "has an account already" in answer.content.decode()
    assert not Invitation.objects.exists()


@pytest.mark.sqlite_only(reason="it is about what SQLite lacks")
def test_on_sqlite_the_second_agency_is_refused_beside_its_field(at_the_desk, lead, partnership, settings):
    settings.LOS_MODE = "live"
    health = add_agency(
        code="health", name="Fenwick Health", kind=AgencyKind.HEALTH, by=job("set-up", now=timezone.now())
    )
    form = {"email": "kim@health.example", "agency": health.ref, "role": "contributor"}

    answer = at_the_desk.post("/accounts/invite/", form)

    assert answer.status_code == 422
    assert "SQLite has no wall of its own between agencies" in answer.content.decode()
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("earlier", [False, True])
def test_an_earlier_invitation_is_said_to_have_ended_where_there_was_one(at_the_desk, partnership, earlier):
    form = {"email": "kim@council.example", "agency": partnership.council.ref, "role": "contributor"}
    if earlier:
        at_the_desk.post("/accounts/invite/", form)

    page = at_the_desk.post("/accounts/invite/", form | {"email": "Kim@council.example"}).content.decode()

    assert ("earlier invitation to this address has ended" in page) == earlier


@pytest.mark.parametrize("wrong", [{"email": "kim"}, {"agency": "a" * 26}, {"role": "public"}, {"role": ""}])
def test_an_invitation_to_nothing_that_exists_is_not_made(at_the_desk, partnership, wrong):
    form = {"email": "kim@council.example", "agency": partnership.council.ref, "role": "contributor"} | wrong

    assert at_the_desk.post("/accounts/invite/", form).status_code == 422
    assert not Invitation.objects.exists()


# --- roles -----------------------------------------------------------------------------------------------------------
def test_a_further_role_counts_at_once(at_the_desk, lead, partnership):
    form = {"agency": partnership.council.ref, "role": "leader"}
    answer = at_the_desk.post(f"/accounts/{lead.ref}/role/", form)

    assert answer["Location"] == f"/accounts/{lead.ref}/"
    assert actor(lead).roles == {Role.SAFEGUARDING_LEAD, Role.LEADER}


@pytest.mark.parametrize(
    ("agency", "role", "sentence"),
    [
        ("council", "safeguarding lead", "They have this role already"),
        ("unit", "publisher", "a person acts for one agency at a time"),
        ("council", "scrutineer", "is not independent of it"),
    ],
)
def test_a_role_that_cannot_be_given_is_refused_in_a_sentence(at_the_desk, lead, partnership, agency, role, sentence):
    form = {"agency": getattr(partnership, agency).ref, "role": role}
    answer = at_the_desk.post(f"/accounts/{lead.ref}/role/", form)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert Membership.objects.filter(person=lead).count() == 1


def test_somebody_who_left_is_invited_and_not_given_a_role(lead, administrator, partnership):
    actions.leave(person=lead, by=actor(administrator))
    lead.refresh_from_db()

    with pytest.raises(actions.HasLeft, match="Invite them again"):
        actions.give_role(person=lead, agency=partnership.council, role=Role.LEADER, by=actor(administrator))


# --- leaving ---------------------------------------------------------------------------------------------------------
def test_ending_access_ends_roles_and_sessions_and_leaves_a_trail(at_the_desk, lead):
    theirs = other_desk(lead)
    assert theirs.get("/sign-in/yours/").status_code == 200

    answer = at_the_desk.post(f"/accounts/{lead.ref}/end/")

    assert answer["Location"] == "/accounts/"
    assert theirs.get("/sign-in/yours/")["Location"].startswith("/sign-in/")
    assert first_step(Client(), lead.email).status_code == 200
    assert acts_on(lead.ref)[-2:] == ["person.left", "person.access_ended"]


def test_the_last_administrator_stays(at_the_desk, administrator):
    answer = at_the_desk.post(f"/accounts/{administrator.ref}/end/")

    assert answer.status_code == 422
    assert "the last technical administrator" in answer.content.decode()
    assert Person.objects.get(pk=administrator.pk).is_active


def test_one_of_two_administrators_may_leave(at_the_desk, administrator, other_administrator):
    assert at_the_desk.post(f"/accounts/{administrator.ref}/end/").status_code == 302


@pytest.mark.parametrize("act", ["invite", "invite_again", "give_role", "leave", "report", "approve"])
def test_the_acts_themselves_refuse_everybody_but_an_administrator(lead, administrator, partnership, act):
    by = actor(lead)
    invited = {"email": "kim@council.example", "agency": partnership.council, "role": Role.LEADER}
    lost = LostAuthenticator(person=lead, asked_by=administrator, reason="", recorded_at=timezone.now())
    acts = {
        "invite": lambda: actions.invite(**invited, by=by),
        "invite_again": lambda: actions.invite_again(email="kim@council.example", by=by),
        "give_role": lambda: actions.give_role(person=administrator, agency=partnership.unit, role=Role.LEADER, by=by),
        "leave": lambda: actions.leave(person=administrator, by=by),
        "report": lambda: actions.report_lost_authenticator(person=administrator, reason="x", by=by),
        "approve": lambda: actions.approve_lost_authenticator(lost=lost, by=by),
    }

    with pytest.raises(Forbidden):
        acts[act]()


# --- a lost authenticator --------------------------------------------------------------------------------------------
@pytest.fixture
def reported(at_the_desk, lead):
    at_the_desk.post(f"/accounts/{lead.ref}/lost/", {"reason": "They came with their staff card."})
    return LostAuthenticator.objects.get()


def test_a_report_alone_changes_nothing(reported, lead):
    assert Authenticator.objects.filter(user=lead).count() == 2
    assert acts_on(lead.ref)[-1] == "authenticator.lost"


def test_two_people_take_it_off_and_a_new_one_is_set_up(reported, lead, other_administrator, client):
    theirs = other_desk(lead)

    answer = other_desk(other_administrator).post(f"/accounts/lost/{reported.ref}/")

    assert answer["Location"] == "/accounts/"
    assert not Authenticator.objects.filter(user=lead).exists()
    assert theirs.get("/sign-in/yours/")["Location"].startswith("/sign-in/")
    fresh = Client()
    first_step(fresh, lead.email)
    assert fresh.get("/")["Location"] == "/sign-in/second-step/"
    assert acts_on(lead.ref)[-2:] == ["authenticator.removed", "person.signed_in"]
    assert Mail.objects.get(kind="account safety").person == lead


def test_the_one_who_reported_cannot_agree(reported, at_the_desk, lead):
    answer = at_the_desk.post(f"/accounts/lost/{reported.ref}/")

    assert answer.status_code == 422
    assert "Somebody else must agree" in answer.content.decode()
    assert Authenticator.objects.filter(user=lead).count() == 2


def test_nobody_agrees_to_their_own(administrator, other_administrator):
    lost = actions.report_lost_authenticator(person=other_administrator, reason="x", by=actor(administrator))

    with pytest.raises(actions.TwoPeopleNeeded):
        actions.approve_lost_authenticator(lost=lost, by=actor(other_administrator))


def test_nobody_reports_their_own(administrator):
    with pytest.raises(actions.TwoPeopleNeeded):
        actions.report_lost_authenticator(person=administrator, reason="x", by=actor(administrator))


def test_it_is_agreed_to_once(reported, other_administrator):
    actions.approve_lost_authenticator(lost=reported, by=actor(other_administrator))

    with pytest.raises(actions.TwoPeopleNeeded):
        actions.approve_lost_authenticator(lost=reported, by=actor(other_administrator))


def test_a_second_report_waits_for_the_first(reported, lead, other_administrator):
    with pytest.raises(actions.AlreadyReported):
        actions.report_lost_authenticator(person=lead, reason="again", by=actor(other_administrator))


@pytest.mark.parametrize("who", ["the one who asked", "the one it is about"])
def test_the_database_itself_refuses_one_person_for_both(reported, who):
    same = reported.asked_by if who == "the one who asked" else reported.person

    with pytest.raises(IntegrityError), transaction.atomic():
        LostAuthenticator.objects.filter(pk=reported.pk).update(approved_by=same)


def test_control_the_database_takes_another_person(reported, other_administrator):
    assert LostAuthenticator.objects.filter(pk=reported.pk).update(approved_by=other_administrator) == 1
