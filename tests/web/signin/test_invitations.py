"""The way in: a link that works once, that a scanner may open, and that never replaces a password."""

from datetime import date

import pytest
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.test import Client
from django.utils import timezone

from lineofsight.partnership import actions
from lineofsight.partnership.actor import job
from lineofsight.partnership.models import Invitation, Membership, Person
from lineofsight.partnership.rules import Role
from lineofsight.trail.models import Event
from lineofsight.web.accounts.forms import InviteForm
from tests.web.signin.people import PASSWORD, actor, first_step

FORM = {"name": "Robin Vale", "password": PASSWORD}


@pytest.fixture
def invited(administrator, partnership):
    """The token of an invitation to lead for the council."""
    _, token = actions.invite(
        email="Robin@Council.example",
        agency=partnership.council,
        role=Role.SAFEGUARDING_LEAD,
        by=actor(administrator),
    )
    return token


def accept(token: str, password: str = PASSWORD) -> Person:
    return actions.accept_invitation(token=token, name="Robin Vale", password=password, now=timezone.now())


def test_looking_at_an_invitation_changes_nothing(client, invited):
    pages = [client.get(f"/invitation/{invited}/") for _ in range(3)] + [client.head(f"/invitation/{invited}/")]

    assert [page.status_code for page in pages] == [200] * 4
    assert not Person.objects.filter(email="robin@council.example").exists()
    assert Invitation.objects.filter(used_at__isnull=True).count() == 1
    assert "_auth_user_id" not in client.session


def test_taking_it_up_leads_to_the_second_step(client, invited):
    answer = client.post(f"/invitation/{invited}/", FORM)
    robin = Person.objects.get(email="robin@council.example")

    assert answer["Location"] == "/sign-in/second-step/"
    assert client.get("/reviews")["Location"] == "/sign-in/second-step/"
    assert (robin.name, [one.role for one in robin.memberships.all()]) == ("Robin Vale", ["safeguarding lead"])
    assert Event.objects.filter(act="invitation.accepted", actor_ref=robin.ref).count() == 1


def test_it_works_once(client, invited):
    client.post(f"/invitation/{invited}/", FORM)

    answer = Client().post(f"/invitation/{invited}/", FORM | {"password": "copper window harvest"})

    assert answer.status_code == 410
    assert Person.objects.get(email="robin@council.example").check_password(PASSWORD)


def test_it_ends_after_seven_days(client, invited, clock):
    clock.move(days=7)

    assert client.get(f"/invitation/{invited}/").status_code == 410


def test_an_unknown_link_gets_the_page_of_a_spent_one(client, invited, clock):
    unknown = client.get("/invitation/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/")
    clock.move(days=7)
    spent = client.get(f"/invitation/{invited}/")

    assert unknown.status_code == spent.status_code == 410
    assert "used or has run out" in unknown.content.decode()


@pytest.mark.parametrize("password", ["", "short", "password1234", "robin@council.example"])
def test_a_password_that_will_not_do_leaves_the_link_open(client, invited, password):
    answer = client.post(f"/invitation/{invited}/", FORM | {"password": password})

    assert answer.status_code == 422
    assert client.get(f"/invitation/{invited}/").status_code == 200


def test_somebody_who_can_sign_in_is_not_invited(lead, administrator, partnership):
    with pytest.raises(actions.HasAccount, match="has an account already"):
        actions.invite(
            email="LEAD@council.example", agency=partnership.unit, role=Role.PUBLISHER, by=actor(administrator)
        )


def test_an_invitation_older_than_the_account_replaces_no_password(invited, partnership):
    # Made behind the back of `invite`, which would have refused or ended it.
    accept(invited)
    Invitation.objects.update(used_at=None)

    with pytest.raises(actions.InvitationSpent):
        accept(invited, "copper window harvest")

    assert Person.objects.get(email="robin@council.example").check_password(PASSWORD)


def test_control_without_the_look_at_the_account_the_password_is_replaced(invited, monkeypatch):
    accept(invited)
    Invitation.objects.update(used_at=None)
    Membership.objects.all().update(until_date=timezone.now().date())
    monkeypatch.setattr(actions, "_has_account", lambda email: False)

    accept(invited, "copper window harvest")

    assert Person.objects.get(email="robin@council.example").check_password("copper window harvest")


def test_a_new_invitation_ends_the_one_before(invited, administrator):
    _, token = actions.invite_again(email="robin@council.example", by=actor(administrator))

    with pytest.raises(actions.InvitationSpent):
        accept(invited)
    assert accept(token).email == "robin@council.example"


def test_nobody_is_invited_again_who_was_not_invited_before(administrator):
    with pytest.raises(actions.NothingToRepeat, match="Invite them to a role first"):
        actions.invite_again(email="stranger@council.example", by=actor(administrator))


def test_somebody_who_left_comes_back_with_a_new_second_step(lead, administrator, partnership):
    actions.leave(person=lead, by=actor(administrator))
    _, token = actions.invite(
        email=lead.email, agency=partnership.council, role=Role.CONTRIBUTOR, by=actor(administrator)
    )

    accept(token, "copper window harvest")

    lead.refresh_from_db()
    assert lead.is_active
    assert lead.check_password("copper window harvest")
    assert not Authenticator.objects.filter(user=lead).exists()
    assert actor(lead).roles == {Role.CONTRIBUTOR}


def test_access_that_ends_takes_the_open_invitation_with_it(invited, administrator, client):
    robin = accept(invited)
    Person.objects.filter(pk=robin.pk).update(password="!none")
    _, token = actions.invite_again(email=robin.email, by=actor(administrator))

    actions.leave(person=robin, by=actor(administrator))

    with pytest.raises(actions.InvitationSpent):
        accept(token)


def test_only_the_first_administrator_needs_nobodys_leave(partnership):
    setter_up = job("set-up", now=timezone.now())
    _, token = actions.invite_first_administrator(email="a@unit.example", agency=partnership.unit, by=setter_up)
    accept(token)

    with pytest.raises(actions.AlreadySetUp):
        actions.invite_first_administrator(email="b@unit.example", agency=partnership.unit, by=setter_up)


def test_an_invitation_leaves_a_trail_without_its_token(invited):
    with transaction.atomic():
        events = list(Event.objects.filter(act="person.invited").select_related("payload"))

    assert len(events) == 1
    assert invited not in events[0].payload.body


def test_signing_in_goes_on_from_the_invitation(client, invited):
    client.post(f"/invitation/{invited}/", FORM)
    client.post("/sign-out/")

    assert first_step(client, "robin@council.example")["Location"] == "/"
    assert client.get("/")["Location"] == "/sign-in/second-step/"


@pytest.mark.parametrize(
    "body, role, is_taken",
    [
        ("unit", Role.EXECUTIVE, False),
        ("council", Role.EXECUTIVE, True),
        ("unit", Role.CHECKER, True),
    ],
)
def test_only_a_body_that_approves_has_a_safeguarding_partner(partnership, body, role, is_taken):
    agency = getattr(partnership, body)
    sent = {"email": "kim@body.example", "agency": agency.ref, "role": role.value}

    form = InviteForm(sent, on=date(2026, 6, 22))

    assert form.is_valid() is is_taken
    said = f"{agency.name} is no safeguarding partner: only the council"
    assert any(error.startswith(said) for error in form.errors.get("agency", [])) is not is_taken
