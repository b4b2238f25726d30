"""The first step: address and password, and what somebody who guesses learns from it (nothing)."""

import re
import threading

import pytest
from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.hashers import Argon2PasswordHasher, MD5PasswordHasher
from django.core.cache import cache, caches
from django.test import Client

from lineofsight.web.signin import hashers
from lineofsight.web.signin.adapter import AccountAdapter
from lineofsight.web.signin.backend import EmailBackend
from tests.web.signin.people import PASSWORD, Person, first_step

WRONG = "not the password"
UNKNOWN = "nobody@council.example"


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def without_what_changes(answer, email: str) -> str:
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"|nonce="[^"]*"', "", answer.content.decode())
    return text.replace(email, "ADDRESS")


def test_the_right_password_alone_signs_nobody_in(client, lead):
    answer = first_step(client, lead.email)

    assert (answer.status_code, answer["Location"]) == (302, "/sign-in/code/")
    assert not is_signed_in(client)


def test_the_front_door_leads_to_what_is_published_without_an_account(client, db):
    door = client.get("/", follow=True)

    assert door.redirect_chain
    assert b'href="/published">read what is published</a>' in door.content
    assert client.get("/published").status_code == 200


def test_capitals_in_the_address_do_not_matter(client, lead):
    assert first_step(client, "Lead@Council.Example")["Location"] == "/sign-in/code/"


def test_the_page_names_each_field_and_shows_no_password_again(client, db):
    answer = first_step(client, "", WRONG)
    text = answer.content.decode()

    assert "Enter your email address." in text
    assert WRONG not in text
    assert 'href="#id_login"' in text


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client, lead):
    known, unknown = first_step(client, lead.email, WRONG), first_step(Client(), UNKNOWN, WRONG)

    assert known.status_code == unknown.status_code == 200
    assert without_what_changes(known, lead.email) == without_what_changes(unknown, UNKNOWN)


def test_somebody_whose_access_ended_gets_the_answer_of_an_unknown_address(client, lead):
    Person.objects.filter(pk=lead.pk).update(is_active=False)

    gone, unknown = first_step(client, lead.email), first_step(Client(), UNKNOWN)

    assert without_what_changes(gone, lead.email) == without_what_changes(unknown, UNKNOWN)


# --- the limit -------------------------------------------------------------------------------------------------------
def tries(count: int, email: str, **headers: str) -> list[int]:
    """The statuses of wrong tries for one address, each from a network address of its own."""
    return [
        first_step(Client(), email, WRONG, REMOTE_ADDR=f"10.0.{number}.1", **headers).status_code
        for number in range(count)
    ]


@pytest.mark.parametrize("email", ["lead@council.example", UNKNOWN])
def test_the_eleventh_wrong_try_is_refused_known_or_not(lead, email):
    assert tries(11, email) == [200] * 10 + [429]


def test_after_ten_wrong_tries_the_right_password_is_refused_too_until_five_minutes_have_passed(client, lead, clock):
    tries(10, lead.email)

    assert first_step(client, lead.email).status_code == 429
    clock.move(minutes=5, seconds=1)
    assert first_step(client, lead.email).status_code == 302


def test_ten_wrong_tries_from_one_place_over_many_addresses_are_the_last(db):
    statuses = [first_step(Client(), f"guess{number}@council.example", WRONG).status_code for number in range(11)]

    assert statuses == [200] * 10 + [429]


def test_another_port_in_the_host_header_does_not_begin_a_new_count(lead, settings):
    settings.ALLOWED_HOSTS = ["localhost"]
    statuses = [tries_from_port(port, lead.email) for port in range(8000, 8011)]

    assert statuses[-1] == 429


def test_control_with_the_key_of_allauth_another_port_begins_a_new_count(lead, settings, monkeypatch):
    settings.ALLOWED_HOSTS = ["localhost"]
    monkeypatch.setattr(
        AccountAdapter, "_get_login_attempts_cache_key", DefaultAccountAdapter._get_login_attempts_cache_key
    )
    statuses = [tries_from_port(port, lead.email) for port in range(8000, 8011)]

    assert statuses == [200] * 11


def tries_from_port(port: int, email: str) -> int:
    place = {"REMOTE_ADDR": f"10.{port - 8000}.0.1", "HTTP_HOST": f"localhost:{port}"}
    return first_step(Client(), email, WRONG, **place).status_code


def fill(store, count: int) -> bool:
    """Put a wrong try into the store, then `count` others. Out: whether it is still there."""
    store.set("a-wrong-try", [1.0], 300)
    for number in range(count):
        store.set(f"b-{number}", [1.0], 300)
    return store.get("a-wrong-try") is not None


def test_many_tries_for_other_addresses_do_not_make_the_limit_forgotten(db):
    assert fill(cache, 320)


def test_control_the_store_as_django_sets_it_up_forgets(db, settings):
    settings.CACHES = {"default": {k: v for k, v in settings.CACHES["default"].items() if k != "OPTIONS"}}

    assert not fill(caches["default"], 320)


# --- the same work for everybody -------------------------------------------------------------------------------------
class Counting(MD5PasswordHasher):
    """Counts how often a password is hashed."""

    count = 0

    def encode(self, password, salt):
        type(self).count += 1
        return super().encode(password, salt)


@pytest.fixture
def hashings(settings, lead):
    settings.PASSWORD_HASHERS = [f"{__name__}.Counting"]
    lead.set_password(PASSWORD)
    lead.save()

    def count(email: str) -> int:
        Counting.count = 0
        EmailBackend().authenticate(None, email=email, password=WRONG)
        return Counting.count

    return count


@pytest.mark.parametrize("state", ["unknown", "known", "left", "without a password"])
def test_a_wrong_password_costs_one_hashing_whoever_it_is(hashings, lead, state):
    if state == "left":
        lead.is_active = False
    if state == "without a password":
        lead.set_unusable_password()
    lead.save()

    assert hashings(UNKNOWN if state == "unknown" else lead.email) == 1


def test_control_an_answer_without_hashing_is_noticed(hashings, monkeypatch):
    monkeypatch.setattr(Person, "set_password", lambda self, password: None)

    assert hashings(UNKNOWN) == 0


def test_passwords_are_kept_as_argon2id_of_46_mebibytes(db):
    assert hashers.Argon2().encode(PASSWORD, "salt-of-16-bytes").startswith("argon2$argon2id$v=19$m=47104,t=2,p=1$")


def most_at_once(monkeypatch, at_a_time: int) -> int:
    """Let six people sign in at the same moment. Out: how many passwords were being hashed at once."""
    guard, together, inside, most = threading.Lock(), threading.Barrier(at_a_time, timeout=20), [0], [0]

    def encode(self, password, salt):
        with guard:
            inside[0] += 1
            most[0] = max(most[0], inside[0])
        together.wait()
        with guard:
            inside[0] -= 1
        together.wait()
        return ""

    monkeypatch.setattr(Argon2PasswordHasher, "encode", encode)
    people = [threading.Thread(target=hashers.Argon2().encode, args=("password", "salt")) for _ in range(6)]
    for one in people:
        one.start()
    for one in people:
        one.join()
    return most[0]


def test_no_more_than_two_passwords_are_hashed_at_once(monkeypatch):
    assert most_at_once(monkeypatch, 2) == 2


def test_control_without_the_turns_six_are_hashed_at_once(monkeypatch):
    monkeypatch.setattr(hashers, "_turn", threading.BoundedSemaphore(6))

    assert most_at_once(monkeypatch, 6) == 6
