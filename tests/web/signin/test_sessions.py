"""How a session ends: by itself, by its person, by a new password, and at once when access ends."""

import pytest
from django.test import Client

from lineofsight.mails.models import Mail
from lineofsight.partnership.actions import leave
from lineofsight.partnership.models import Person
from lineofsight.trail.models import Event
from tests.web.signin.people import PASSWORD, actor, enter, first_step, sign_in

ENDED = "/sign-in/?ended=1"


def is_in(client: Client) -> bool:
    return client.get("/sign-in/yours/").status_code == 200


def test_a_session_ends_after_thirty_minutes_without_a_touch(client, lead, clock):
    enter(client, lead)
    assert is_in(client)

    clock.move(minutes=30, seconds=1)

    assert client.get("/sign-in/yours/")["Location"] == ENDED
    assert not is_in(client)


def test_control_a_session_that_is_touched_in_time_goes_on(client, lead, clock):
    enter(client, lead)
    assert is_in(client)

    clock.move(minutes=29)

    assert is_in(client)


def test_a_session_ends_after_twelve_hours_however_busy(client, lead, clock):
    enter(client, lead)
    hours = []
    for _ in range(12 * 4):
        hours.append(is_in(client))
        clock.move(minutes=15)
    clock.move(seconds=1)

    assert all(hours)
    assert not is_in(client)


def test_signing_out_is_a_post(client, lead):
    enter(client, lead)

    assert client.get("/sign-out/").status_code == 405
    assert is_in(client)
    client.post("/sign-out/")
    assert not is_in(client)


def test_the_session_of_somebody_who_leaves_ends_with_their_next_request(client, lead, administrator):
    enter(client, lead)
    assert is_in(client)

    leave(person=lead, by=actor(administrator))

    assert client.get("/reviews")["Location"].startswith("/sign-in/")
    assert not is_in(client)


def test_control_without_a_new_epoch_and_with_an_open_account_the_session_goes_on(client, lead, administrator):
    enter(client, lead)
    leave(person=lead, by=actor(administrator))
    Person.objects.filter(pk=lead.pk).update(is_active=True, session_epoch=0)

    client.get("/reviews")

    assert client.session["_auth_user_id"] == str(lead.pk)


@pytest.mark.parametrize("what", ["session_epoch", "is_active"])
def test_each_of_the_two_ends_it_alone(client, lead, what):
    enter(client, lead)

    Person.objects.filter(pk=lead.pk).update(**{what: 7 if what == "session_epoch" else False})

    assert not is_in(client)


def test_a_new_password_ends_every_session_and_is_the_one_that_counts(client, lead):
    elsewhere = Client()
    sign_in(client, lead)
    enter(elsewhere, lead)
    new = "copper window harvest"

    form = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    answer = client.post("/sign-in/password/", form)

    assert answer["Location"] == "/sign-in/?changed=1"
    assert not is_in(client)
    assert not is_in(elsewhere)
    assert first_step(Client(), lead.email).status_code == 200
    assert first_step(Client(), lead.email, new).status_code == 302
    assert Event.objects.filter(act="person.password_changed", subject_ref=lead.ref).count() == 1
    told = Mail.objects.get()
    assert (told.kind, told.person) == ("account safety", lead)
    assert told.body.startswith("On your account your password was changed. Was it not you?")


@pytest.mark.parametrize(
    ("old", "new", "again", "sentence"),
    [
        ("something else", "copper window harvest", "copper window harvest", "Enter your present password."),
        (PASSWORD, "short", "short", "This password is too short."),
        (PASSWORD, "lead@council.example", "lead@council.example", "too similar"),
        (PASSWORD, "x" * 201, "x" * 201, "at most 200"),
    ],
)
def test_a_new_password_that_will_not_do_changes_nothing(client, lead, old, new, again, sentence):
    sign_in(client, lead)

    answer = client.post("/sign-in/password/", {"oldpassword": old, "password1": new, "password2": again})

    assert sentence in answer.content.decode()
    assert is_in(client)


@pytest.mark.parametrize("address", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"])
def test_signing_in_never_leads_to_somebody_elses_site(client, lead, address):
    client.post(f"/sign-in/?next={address}", {"login": lead.email, "password": PASSWORD, "next": address})
    sign_in(client, lead)

    assert client.get("/sign-in/", {"next": address})["Location"] == "/"
