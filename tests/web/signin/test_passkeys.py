"""Passkeys, by a real browser with a virtual authenticator, and what comes of answers that were tampered with."""

import json

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from lineofsight.mails.models import Mail
from lineofsight.partnership.models import Person
from lineofsight.trail.models import Event
from lineofsight.web.signin import kept_passkeys, passkey_forms
from lineofsight.web.signin.kept_passkeys import passkeys_of
from lineofsight.web.signin.recently import STEP_UP_SECONDS
from tests.axe import bring, faults
from tests.web.signin.passkeys import Desk, with_phone_kept
from tests.web.signin.people import enter, first_step, with_app

YOURS = "/sign-in/yours/"
CODES = "/sign-in/recovery-codes/"
pytestmark = [
    pytest.mark.django_db(transaction=True),
    # A browser keeps its line to the server, and the server's thread a connection: the database could not be dropped.
    pytest.mark.sqlite_only(reason="a live server holds a connection; the matrix asks the same addresses on both"),
]


@pytest.fixture
def at_desk(browser, live_server, settings):
    """Open a browser with a virtual authenticator: `at_desk()`."""
    settings.MFA_PASSKEY_LOGIN_ENABLED = True
    contexts = []

    def open_desk(*, scripts: bool = True, **kind: bool) -> Desk:
        contexts.append(browser.new_context(java_script_enabled=scripts))
        return Desk(contexts[-1], live_server.url, **kind)

    yield open_desk
    for context in contexts:
        context.close()


def acts(person: Person) -> list[str]:
    return list(Event.objects.filter(subject_ref=person.ref).order_by("id").values_list("act", flat=True))


def browser_of(desk: Desk) -> Client:
    """A test client in the session of the desk's browser, under the address that its passkeys are made for."""
    client = Client(SERVER_NAME="localhost")
    for cookie in desk.page.context.cookies():
        client.cookies[cookie["name"]] = cookie["value"]
    return client


def post(desk: Desk, path: str, answer: object, **more: str) -> int:
    return browser_of(desk).post(path, {"credential": json.dumps(answer), **more}).status_code


def test_a_passkey_is_made_as_the_first_second_step_named_and_signs_in_after_the_password(at_desk, newcomer):
    desk = at_desk()
    desk.password(newcomer.email)
    desk.page.get_by_role("link", name="Make a passkey instead").click()
    desk.make("work laptop", leads_to=CODES)

    desk.go(YOURS)
    assert "work laptop" in desk.page.locator("main").inner_text()
    desk.press("Sign out")
    desk.password(newcomer.email)
    desk.press("Use my passkey")
    desk.page.wait_for_url(desk.address + "/")

    assert desk.page.locator("h1").inner_text() == "My work"
    assert desk.said == []
    assert acts(newcomer)[-3:] == ["person.signed_in", "passkey.added", "person.signed_in"]
    assert Mail.objects.get(kind="account safety").person == newcomer


def test_every_page_of_passkeys_is_without_fault_at_three_widths(at_desk, newcomer):
    desk = at_desk()
    desk.password(newcomer.email)
    desk.make("work laptop", leads_to=CODES)
    key = passkeys_of(newcomer)[0].key
    bring(desk.page)
    pages = ["new/", f"{key}/name/", f"{key}/remove/"]
    found = {}
    for path in [YOURS, "/sign-in/again/", *(f"/sign-in/passkeys/{page}" for page in pages)]:
        desk.go(path)
        for width in (1280, 375, 320):
            desk.page.set_viewport_size({"width": width, "height": 800})
            wide = desk.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            found[path, width] = [*faults(desk.page), *(["too wide"] if wide > 0 else [])]
    assert {place: fault for place, fault in found.items() if fault} == {}
    assert desk.said == []


def test_a_passkey_made_so_signs_in_alone_and_counts_as_both_steps(at_desk, newcomer):
    desk = at_desk()
    desk.password(newcomer.email)
    desk.make("phone", alone=True, leads_to=CODES)
    desk.page.context.clear_cookies()

    desk.go("/sign-in/")
    desk.page.get_by_role("link", name="Sign in with a passkey instead").click()
    desk.press("Sign in with my passkey")
    desk.page.wait_for_url(desk.address + "/")

    assert desk.page.locator("h1").inner_text() == "My work"
    assert browser_of(desk).get("/accounts/invite/").status_code == 200


def alone(desk: Desk) -> dict:
    """The answer of a passkey for signing in alone, not sent yet."""
    desk.page.context.clear_cookies()
    desk.go("/sign-in/passkey/")
    return desk.answer_of("Sign in with my passkey")


def is_in(desk: Desk, answer: object) -> bool:
    return post(desk, "/sign-in/passkey/", answer) == 302


@pytest.fixture
def with_phone(at_desk, newcomer):
    """The browser of somebody whose passkey signs in alone."""
    desk = at_desk()
    desk.password(newcomer.email)
    desk.make("phone", alone=True, leads_to=CODES)
    return desk


def test_control_the_answer_as_it_was_given_signs_in(with_phone):
    assert is_in(with_phone, alone(with_phone))


def test_an_answer_with_one_part_changed_is_refused(with_phone):
    let_in = []
    for part in ("signature", "authenticatorData", "clientDataJSON", "userHandle"):
        answer = alone(with_phone)
        text = answer["response"][part]
        answer["response"][part] = text[:-3] + ("AAA" if text[-3:] != "AAA" else "BBB")
        let_in += [part] if is_in(with_phone, answer) else []

    assert let_in == []


def test_an_answer_is_taken_once(with_phone):
    answer = alone(with_phone)
    client = browser_of(with_phone)
    before = dict(client.cookies)
    client.post("/sign-in/passkey/", {"credential": json.dumps(answer)})
    again = Client(SERVER_NAME="localhost")
    again.cookies.update(before)

    assert again.post("/sign-in/passkey/", {"credential": json.dumps(answer)}).status_code == 200


def test_the_answer_to_another_browsers_question_is_refused(with_phone, at_desk):
    answer = alone(with_phone)
    other = at_desk()
    other.go("/sign-in/passkey/")

    assert not is_in(other, answer)


def test_a_passkey_of_the_second_step_does_not_stand_for_the_password(with_phone, newcomer):
    row = Authenticator.objects.get(user=newcomer, type="webauthn")
    row.data["alone"] = False
    row.save()

    assert not is_in(with_phone, alone(with_phone))


def test_a_passkey_that_did_not_ask_who_is_there_does_not_sign_in_alone(with_phone, monkeypatch):
    answer = alone(with_phone)
    monkeypatch.setattr(passkey_forms, "_asked_who_is_there", lambda answer: False)

    assert not is_in(with_phone, answer)


def test_whose_access_ended_is_refused(with_phone, newcomer):
    answer = alone(with_phone)
    Person.objects.filter(pk=newcomer.pk).update(is_active=False)

    assert not is_in(with_phone, answer)


def test_the_eleventh_wrong_passkey_is_refused_and_then_a_right_one_too(with_phone, clock):
    wrong = alone(with_phone) | {"id": "AAAA", "rawId": "AAAA"}
    statuses = [post(with_phone, "/sign-in/passkey/", wrong) for _ in range(11)]
    right = alone(with_phone)

    assert statuses == [200] * 10 + [429]
    assert post(with_phone, "/sign-in/passkey/", right) == 429
    clock.move(minutes=5, seconds=1)
    assert is_in(with_phone, alone(with_phone))


def test_the_eleventh_wrong_passkey_of_the_second_step_is_refused(client, with_phone, newcomer):
    wrong = alone(with_phone)
    first_step(client, newcomer.email)
    form = {"credential": json.dumps(wrong)}
    statuses = [client.post("/sign-in/code/", form, REMOTE_ADDR=f"10.0.{number}.1").status_code for number in range(11)]

    assert statuses == [200] * 10 + [429]


def test_where_the_service_does_not_allow_it_no_passkey_signs_in_alone(with_phone, settings):
    answer = alone(with_phone)
    settings.MFA_PASSKEY_LOGIN_ENABLED = False
    client = browser_of(with_phone)

    assert client.post("/sign-in/passkey/", {"credential": json.dumps(answer)})["Location"] == "/sign-in/"
    assert b"Sign in with a passkey" not in client.get("/sign-in/").content


def test_after_five_minutes_a_passkey_is_asked_once_more(with_phone, clock):
    clock.move(seconds=STEP_UP_SECONDS)
    with_phone.go("/accounts/invite/")
    assert with_phone.path().startswith("/sign-in/again/")

    with_phone.press("Use my passkey")
    with_phone.page.wait_for_url(with_phone.address + "/accounts/invite/")

    assert with_phone.page.locator("h1").inner_text() == "Invite somebody"


@pytest.fixture
def owner(newcomer):
    """Somebody whose passkey was made before, and who needs no browser to say what becomes of it."""
    return with_phone_kept(newcomer)


def entered(person: Person) -> Client:
    client = Client()
    enter(client, person)
    return client


def test_what_is_kept_without_a_browser_is_what_a_browser_leaves(with_phone, newcomer):
    """The control of the tests below."""

    def kept() -> dict[str, object]:
        rows = Authenticator.objects.filter(user=newcomer)
        passkey = rows.get(type="webauthn")
        answered = {name: type(value) for name, value in passkey.data["credential"].items()}
        return {
            "kinds": sorted(rows.values_list("type", flat=True)),
            "holds": {**passkey.data, "credential": answered},
        }

    made = kept()
    Authenticator.objects.filter(user=newcomer).delete()

    with_phone_kept(newcomer)

    assert kept() == made


def test_the_last_second_step_stays_and_another_one_lets_it_go(owner):
    key = passkeys_of(owner)[0].key
    client = entered(owner)

    refused = client.post(f"/sign-in/passkeys/{key}/remove/")
    assert refused.status_code == 409
    assert "your only second step" in refused.content.decode()
    with_app(owner)
    assert client.post(f"/sign-in/passkeys/{key}/remove/")["Location"] == YOURS
    assert passkeys_of(owner) == ()
    assert acts(owner)[-1] == "passkey.removed"


def test_control_without_the_rule_the_last_one_goes(owner, monkeypatch):
    monkeypatch.setattr(kept_passkeys, "is_last_second_step", lambda row: False)

    entered(owner).post(f"/sign-in/passkeys/{passkeys_of(owner)[0].key}/remove/")

    assert passkeys_of(owner) == ()


def test_recovery_codes_are_no_second_step(owner):
    assert Authenticator.objects.filter(user=owner, type="recovery_codes").exists()
    assert kept_passkeys.is_last_second_step(Authenticator.objects.get(user=owner, type="webauthn"))


def test_nobody_names_or_removes_the_passkey_of_somebody_else(owner, lead):
    key = passkeys_of(owner)[0].key
    client = Client()
    enter(client, lead)

    for act in ("name", "remove"):
        for answer in (
            client.get(f"/sign-in/passkeys/{key}/{act}/"),
            client.post(f"/sign-in/passkeys/{key}/{act}/", {"name": "mine"}),
        ):
            assert answer["Location"] == YOURS
    assert passkeys_of(owner)[0].name == "phone"


def test_a_passkey_gets_another_name_in_a_sentence_or_not_at_all(owner):
    key = passkeys_of(owner)[0].key
    client = entered(owner)

    empty = client.post(f"/sign-in/passkeys/{key}/name/", {"name": " "})
    client.post(f"/sign-in/passkeys/{key}/name/", {"name": "old phone"})

    assert empty.status_code == 422
    assert "Enter a name." in empty.content.decode()
    assert passkeys_of(owner)[0].name == "old phone"


def test_a_session_older_than_the_passkey_sets_up_nothing_beside_it(owner):
    client = Client()
    enter(client, owner, proved=False)

    for path in ("/sign-in/second-step/", "/sign-in/passkeys/new/"):
        for answer in (client.get(path), client.post(path, {"credential": "{}", "code": "000000"})):
            assert answer["Location"].startswith("/sign-in/again/"), path
    assert Authenticator.objects.filter(user=owner).count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    "answer", ["", "{", "[]", "5", "9" * 5_000, "null", "{}", '{"id": 5}', "[" * 15_000, "x" * 20_001]
)
@pytest.mark.parametrize("path", ["/sign-in/passkeys/new/", "/sign-in/passkey/", "/sign-in/again/"])
def test_an_answer_that_is_none_is_refused_in_a_sentence(client, lead, settings, path, answer):
    settings.MFA_PASSKEY_LOGIN_ENABLED = True
    if path != "/sign-in/passkey/":
        enter(client, lead)
    client.get(path)

    refused = client.post(path, {"credential": answer, "name": "x"})

    assert refused.status_code == 200
    assert "This passkey was not accepted." in refused.content.decode()


def test_without_a_script_the_page_says_so_and_offers_password_and_code(at_desk, lead):
    desk = at_desk(scripts=False)
    desk.go("/sign-in/passkey/")

    assert "use your password and a code instead" in desk.page.locator("main").inner_text()
    assert desk.page.get_by_role("button", name="Sign in with my passkey").count() == 0
    assert desk.page.get_by_role("link", name="Sign in with your password and a code").is_visible()


def test_a_passkey_that_does_not_come_is_told_and_may_be_tried_again(at_desk, newcomer):
    desk = at_desk(isUserVerified=False)
    desk.password(newcomer.email)
    desk.go("/sign-in/passkeys/new/")
    desk.page.get_by_label("Let it sign me in without my password").check()
    desk.press("Make the passkey")

    desk.page.get_by_role("alert").filter(has_text="No passkey came.").wait_for()
    assert desk.page.get_by_role("button", name="Make the passkey").is_enabled()
    assert not Authenticator.objects.filter(user=newcomer).exists()
