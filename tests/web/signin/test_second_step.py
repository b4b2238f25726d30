"""The second step: set up, asked for each time, never skipped, never used twice."""

import re

import pytest
from allauth.mfa.models import Authenticator
from cryptography.fernet import InvalidToken
from django.core.cache import cache
from django.test import Client
from django.urls import get_resolver

from lineofsight.trail.models import Event
from lineofsight.web import middleware
from lineofsight.web.route import ROUTES
from lineofsight.web.signin.recently import STEP_UP_SECONDS
from lineofsight.web.signin.sealed_secrets import open_secret, seal_secret
from lineofsight.web.signin.second_factor import OPEN_WITHOUT
from tests.web.signin.people import SECRET, code_now, enter, first_step, recovery_codes_of, sign_in, with_app

SET_UP = "/sign-in/second-step/"


def begin_set_up(client, newcomer) -> str:
    """Pass the first step. Out: the key on the page."""
    first_step(client, newcomer.email)
    return re.search(r"[A-Z2-7]{32}", client.get(SET_UP).content.decode()).group()


# --- setting up ------------------------------------------------------------------------------------------------------
def test_somebody_without_a_second_step_is_led_to_set_it_up(client, newcomer):
    first_step(client, newcomer.email)

    assert client.get("/")["Location"] == SET_UP


def test_the_picture_stands_in_the_page_and_the_key_beside_it(client, newcomer):
    key = begin_set_up(client, newcomer)
    page = client.get(SET_UP).content.decode()

    assert len(key) == 32
    assert '<svg xmlns="http://www.w3.org/2000/svg" role="img"' in page
    assert "data:image" not in page
    assert " style=" not in page


def test_setting_up_shows_the_recovery_codes_once(client, newcomer):
    key = begin_set_up(client, newcomer)

    answer = client.post(SET_UP, {"code": code_now(key)})
    first, second = (client.get(answer["Location"]).content.decode() for _ in range(2))

    codes = recovery_codes_of(newcomer)
    assert len(codes) == 10
    assert all(code in first for code in codes)
    assert not any(code in second for code in codes)
    assert "10 of 10 are left" in second
    assert Event.objects.filter(act="authenticator.set_up", subject_ref=newcomer.ref).count() == 1


def test_a_wrong_first_code_sets_nothing_up(client, newcomer):
    begin_set_up(client, newcomer)

    answer = client.post(SET_UP, {"code": "000000"})

    assert "This code is not the right one." in answer.content.decode()
    assert not Authenticator.objects.exists()


def test_the_code_that_set_it_up_does_not_sign_in_as_well(client, newcomer):
    key = begin_set_up(client, newcomer)
    client.post(SET_UP, {"code": code_now(key)})
    client.post("/sign-out/")

    first_step(client, newcomer.email)

    assert client.post("/sign-in/code/", {"code": code_now(key)}).status_code == 200


def test_nobody_sets_up_a_second_app_over_the_first(client, newcomer):
    first_step(client, newcomer.email)
    with_app(newcomer)

    assert client.get(SET_UP)["Location"] == "/sign-in/again/"
    assert client.post(SET_UP, {"code": "000000"})["Location"] == "/sign-in/again/"
    assert Authenticator.objects.filter(type="totp").count() == 1


def test_the_key_is_sealed_in_the_database(lead):
    kept = Authenticator.objects.get(user=lead, type="totp").data["secret"]

    assert SECRET not in kept
    assert open_secret(kept) == SECRET


def test_control_a_key_sealed_with_another_secret_does_not_open(settings):
    sealed = seal_secret(SECRET)
    settings.SECRET_KEY = "another secret " * 5

    with pytest.raises(InvalidToken):
        open_secret(sealed)


# --- each time -------------------------------------------------------------------------------------------------------
def test_a_code_signs_in_under_a_new_session_key_and_leaves_a_trail(client, lead):
    first_step(client, lead.email)
    before = client.session.session_key

    client.post("/sign-in/code/", {"code": code_now()})

    assert client.session["_auth_user_id"] == str(lead.pk)
    assert client.session.session_key != before
    assert Event.objects.filter(act="person.signed_in", subject_ref=lead.ref).count() == 1


def sign_in_twice_with_one_code(lead, between=lambda: None) -> int:
    sign_in(Client(), lead)
    between()
    other = Client()
    first_step(other, lead.email)
    return other.post("/sign-in/code/", {"code": code_now()}).status_code


def test_a_code_is_taken_once(lead):
    assert sign_in_twice_with_one_code(lead) == 200


def test_control_without_the_shared_memory_of_used_codes_it_is_taken_twice(lead):
    assert sign_in_twice_with_one_code(lead, between=cache.clear) == 302


def test_a_code_that_was_taken_is_not_taken_at_the_end_of_its_half_minute(lead, clock):
    assert sign_in_twice_with_one_code(lead, between=lambda: clock.move(seconds=22)) == 200


def test_a_recovery_code_is_taken_once(lead):
    code = recovery_codes_of(lead)[0]
    statuses = []
    for _ in range(2):
        client = Client()
        first_step(client, lead.email)
        statuses.append(client.post("/sign-in/code/", {"code": code}).status_code)

    assert statuses == [302, 200]


def test_the_eleventh_wrong_code_is_refused_and_then_the_right_one_too(client, lead):
    first_step(client, lead.email)
    statuses = [
        client.post("/sign-in/code/", {"code": "000000"}, REMOTE_ADDR=f"10.0.{number}.1").status_code
        for number in range(11)
    ]

    assert statuses == [200] * 10 + [429]
    assert client.post("/sign-in/code/", {"code": code_now()}, REMOTE_ADDR="10.1.0.1").status_code == 429


# --- never skipped ---------------------------------------------------------------------------------------------------
def addresses() -> list[str]:
    """Every address of the service, with a reference that nothing has."""
    # They stand in the list once the addresses were read, which a process does with its first request.
    assert get_resolver().url_patterns
    return sorted({"/" + re.sub(r"<[^>]+>", "a" * 26, one.path) for one in ROUTES if not one.path.startswith("demo/")})


def reached(client: Client) -> set[str]:
    """The addresses that do something else than lead to the second step; all but signing out, which ends the trial."""
    passed = set()
    for address in (one for one in addresses() if one != "/sign-out/"):
        for method in (client.get, client.post):
            answer = method(address)
            if answer.status_code != 302 or answer["Location"] not in (SET_UP, "/sign-in/again/", "/sign-in/code/"):
                passed.add(address)
    return passed


def test_there_are_addresses_to_try():
    assert len(addresses()) > 40
    assert set(addresses()) >= OPEN_WITHOUT


def test_on_a_password_alone_no_address_opens_but_those_of_the_second_step(newcomer):
    client = Client()
    enter(client, newcomer, proved=False)

    assert reached(client) <= OPEN_WITHOUT
    assert "_auth_user_id" in client.session


@pytest.mark.sqlite_only(reason="the session is looked at before any row; the matrix asks on both")
def test_a_session_older_than_the_authenticator_opens_nothing_either(newcomer):
    client = Client()
    enter(client, newcomer, proved=False)
    with_app(newcomer)

    assert reached(client) <= OPEN_WITHOUT


@pytest.mark.sqlite_only(reason="the session is looked at before any row; the matrix asks on both")
def test_between_the_two_steps_somebody_is_as_a_stranger_to_every_address(lead):
    half, stranger = Client(), Client()
    first_step(half, lead.email)
    own = OPEN_WITHOUT | {"/sign-in/code/"}

    for address in addresses():
        if address not in own:
            answer, expected = half.get(address), stranger.get(address)
            assert answer.status_code == expected.status_code, address
            assert answer.get("Location") == expected.get("Location"), address


@pytest.mark.sqlite_only(reason="the session is looked at before any row; the matrix asks on both")
def test_control_without_the_middleware_a_password_opens_pages(newcomer, monkeypatch):
    monkeypatch.setattr(middleware, "must_set_up", lambda request: False)
    client = Client()
    enter(client, newcomer, proved=False)

    assert "/accounts/" in reached(client)


# --- once more, before what cannot be taken back ---------------------------------------------------------------------
def invite(client: Client):
    return client.get("/accounts/invite/")


def test_within_five_minutes_of_signing_in_nobody_is_asked_again(client, administrator, clock):
    sign_in(client, administrator)
    clock.move(seconds=STEP_UP_SECONDS - 1)

    assert invite(client).status_code == 200


def test_after_five_minutes_one_is_asked_and_led_back(client, administrator, clock):
    sign_in(client, administrator)
    clock.move(seconds=STEP_UP_SECONDS)

    answer = invite(client)
    assert answer["Location"] == "/sign-in/again/?next=%2Faccounts%2Finvite%2F"
    back = client.post(answer["Location"], {"code": code_now()})
    assert back["Location"] == "/accounts/invite/"
    assert invite(client).status_code == 200


def test_a_form_sent_after_five_minutes_does_nothing(client, administrator, clock, partnership):
    sign_in(client, administrator)
    clock.move(seconds=STEP_UP_SECONDS)

    form = {"email": "x@council.example", "agency": partnership.council.ref, "role": "contributor"}
    answer = client.post("/accounts/invite/", form)

    assert answer.status_code == 403
    assert "Enter a code first: your words are here" in answer.content.decode()
    assert not Event.objects.filter(act="person.invited").exists()


def test_what_was_typed_is_sent_from_the_page_that_asked_for_a_code_once_it_was_entered(
    client, administrator, clock, partnership
):
    sign_in(client, administrator)
    clock.move(seconds=STEP_UP_SECONDS)
    form = {"email": "x@council.example", "agency": partnership.council.ref, "role": "contributor"}
    page = client.post("/accounts/invite/", form).content.decode()
    kept = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
    without = client.post("/accounts/invite/", kept)

    client.post("/sign-in/again/?next=/", {"code": code_now()})
    sent = client.post(re.search(r'action="([^"]+)"', page)[1], kept)

    assert "/sign-in/again/?next=/" in page
    assert without.status_code == 403
    assert (sent.status_code, Event.objects.filter(act="person.invited").count()) == (200, 1)


def test_a_password_does_not_count_as_the_new_proof(client, administrator, clock):
    sign_in(client, administrator)
    clock.move(seconds=STEP_UP_SECONDS)

    assert client.get("/sign-in/again/", {"next": "/"}).content.count(b'type="password"') == 0


def test_new_recovery_codes_end_the_old_and_leave_a_trail(client, lead):
    old = recovery_codes_of(lead)
    sign_in(client, lead)

    answer = client.post("/sign-in/recovery-codes/new/")

    assert answer["Location"] == "/sign-in/recovery-codes/"
    assert not set(old) & set(recovery_codes_of(lead))
    assert Event.objects.filter(act="authenticator.codes_renewed").count() == 1


def test_new_recovery_codes_wait_for_a_new_proof(client, lead, clock):
    sign_in(client, lead)
    clock.move(seconds=STEP_UP_SECONDS)
    old = recovery_codes_of(lead)

    answer = client.post("/sign-in/recovery-codes/new/")

    assert answer["Location"].startswith("/sign-in/again/")
    assert recovery_codes_of(lead) == old
