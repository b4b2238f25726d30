"""Signing in by an account of one's organisation: who comes in, who does not, and what is still asked of them."""

import logging
import time

import pytest
import requests
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.test import Client

from lineofsight.mails.models import Mail
from lineofsight.partnership import actions
from lineofsight.partnership.models import Invitation, Person
from lineofsight.partnership.rules import Role
from lineofsight.settings.organisation import OrganisationAccount
from lineofsight.trail.models import Event
from lineofsight.web.signin import joined
from lineofsight.web.signin.recently import STEP_UP_SECONDS
from tests.web.signin import people
from tests.web.signin.organisation import ISSUER, SAYS, SECRET, InProcess, Provider, asked, known_client
from tests.web.signin.people import actor, code_now, enter

BEGIN = "/sign-in/organisation/"
AT_LENGTH = pytest.mark.postgres_at_length(
    reason="what an organisation says is judged before any row; what is kept is tried by the tests named here",
    but=(
        "test_somebody_invited_comes_in_with_their_own_second_step_and_leaves_a_trail",
        "test_the_next_time_the_number_counts_and_not_the_address",
        "test_an_account_that_nobody_was_invited_to_is_not_joined",
        "test_control_without_the_question_of_the_invitation_it_is",
        "test_whose_access_ended_does_not_come_in_joined_or_not",
        "test_ending_access_unjoins_the_account",
        "test_the_next_holder_of_an_address_does_not_get_the_account_of_the_last",
        "test_the_same_number_at_another_issuer_is_somebody_else",
        "test_an_answer_is_taken_once",
        "test_the_eleventh_refused_answer_is_turned_away_and_then_a_right_one_too",
    ),
)
pytestmark = [pytest.mark.django_db, AT_LENGTH]


@pytest.fixture(scope="session")
def pem() -> str:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


@pytest.fixture
def wire(monkeypatch) -> InProcess:
    """The way between the two services."""
    carrier = InProcess()

    def session(self) -> requests.Session:
        made = requests.Session()
        made.mount("http://", carrier)
        return made

    monkeypatch.setattr(DefaultSocialAccountAdapter, "get_requests_session", session)
    return carrier


@pytest.fixture
def there(db, settings, wire, pem, partnership):
    """The browser of somebody who is signed in at their organisation, and an organisation's service that knows us."""
    settings.ROOT_URLCONF = "tests.web.signin.organisation_urls"
    settings.IDP_OIDC_PRIVATE_KEY = pem
    known = known_client()
    settings.LOS_OIDC = OrganisationAccount(ISSUER, known.id, SECRET, "your council account", frozenset({"mfa"}))
    SAYS.clear()
    SAYS.update(sub="number 1", email="lead@council.example", email_verified=True)
    browser = Client()
    someone = people.person("their-own@council.example", role=Role.CONTRIBUTOR, agency=partnership.council)
    enter(browser, people.with_app(someone))
    yield browser
    SAYS.clear()


@pytest.fixture
def invited(partnership, administrator) -> Person:
    """Somebody who took up an invitation, and has an authenticator app."""
    _, token = actions.invite(
        email="lead@council.example", agency=partnership.council, role=Role.SAFEGUARDING_LEAD, by=actor(administrator)
    )
    person = actions.accept_invitation(token=token, name="", password=people.PASSWORD, now=actor(administrator).now)
    return people.with_app(person)


def go_there(ours: Client, there: Client, path: str = BEGIN) -> str:
    """Ask our service to sign in. Out: the address that the organisation's service sends the browser back to."""
    leads = ours.get(path)
    assert leads["Location"].startswith(f"{ISSUER}/identity/o/authorize?"), leads["Location"]
    return there.get(leads["Location"])["Location"]


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def refused(ours: Client, there: Client) -> bool:
    return ours.get(go_there(ours, there)).status_code == 403 and not is_in(ours)


# --- coming in -------------------------------------------------------------------------------------------------------
def test_somebody_invited_comes_in_with_their_own_second_step_and_leaves_a_trail(client, there, invited):
    answer = client.get(go_there(client, there))
    assert answer["Location"] == "/sign-in/code/"
    assert not is_in(client)

    client.post("/sign-in/code/", {"code": code_now()})

    assert client.session["_auth_user_id"] == str(invited.pk)
    acts = list(Event.objects.filter(subject_ref=invited.ref).order_by("id").values_list("act", flat=True))
    assert acts[-2:] == ["organisation_account.joined", "person.signed_in"]
    assert Mail.objects.get(kind="account safety").person == invited
    assert invited.has_usable_password()


def test_the_question_carries_state_nonce_and_the_hash_of_a_secret_that_is_sent_later(client, there, wire):
    question = asked(client.get(BEGIN))

    assert question["code_challenge_method"] == "S256"
    assert len(question["state"]) >= 16
    assert len(question["nonce"]) >= 32
    assert len(question["code_challenge"]) == 43
    assert question["redirect_uri"] == f"{ISSUER}/sign-in/organisation/back/"
    client.get(there.get(client.get(BEGIN)["Location"])["Location"])
    assert "code_verifier=" in next(one.body for one in wire.sent if one.method == "POST")


def test_the_next_time_the_number_counts_and_not_the_address(client, there, invited):
    client.get(go_there(client, there))
    SAYS.update(email="married@council.example", email_verified=False)

    again = Client()

    assert again.get(go_there(again, there))["Location"] == "/sign-in/code/"
    assert SocialAccount.objects.count() == 1


def test_nothing_that_the_organisation_says_is_kept(client, there, invited):
    client.get(go_there(client, there))

    kept = SocialAccount.objects.get()
    assert kept.extra_data == {}
    assert "number 1" not in kept.uid


def test_somebody_without_a_second_step_of_their_own_is_led_to_set_one_up(client, there, invited):
    Authenticator.objects.all().delete()
    people.with_app(Person.objects.get(email="their-own@council.example"))

    client.get(go_there(client, there))

    assert client.get("/")["Location"] == "/sign-in/second-step/"


def test_one_is_led_back_to_where_one_was_going(client, there, invited):
    back = go_there(client, there, f"{BEGIN}?next=/help")
    client.get(back)

    assert client.post("/sign-in/code/", {"code": code_now()})["Location"] == "/help"


# --- the second step -------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("said", [{"amr": ["pwd", "mfa"]}, {"acr": "mfa"}])
def test_a_second_step_there_counts_where_we_were_told_its_word(client, there, invited, said):
    SAYS.update(said, auth_time=int(time.time()))

    client.get(go_there(client, there))

    assert is_in(client)
    assert client.get("/sign-in/yours/").status_code == 200


@pytest.mark.parametrize("said", [{"amr": ["pwd"]}, {"amr": "mfa"}, {"acr": "1"}, {"amr": [["mfa"]]}, {}])
def test_any_other_word_leaves_our_own_second_step_asked(client, there, invited, said):
    SAYS.update(said)

    assert client.get(go_there(client, there))["Location"] == "/sign-in/code/"


def test_where_no_word_was_named_our_own_second_step_is_asked_whatever_is_said(client, there, invited, settings):
    told = settings.LOS_OIDC
    settings.LOS_OIDC = OrganisationAccount(told.issuer, told.client, told.secret, told.name, frozenset())
    SAYS.update(amr=["mfa"])

    assert client.get(go_there(client, there))["Location"] == "/sign-in/code/"


@pytest.mark.parametrize(("ago", "status"), [(0, 200), (STEP_UP_SECONDS + 1, 302), (None, 302)])
def test_a_second_step_there_is_recent_from_when_it_was_passed(client, there, administrator, partnership, ago, status):
    Invitation.objects.create(
        email=administrator.email,
        agency=partnership.unit,
        role="administrator",
        token_sha="used",
        by_ref="x",
        recorded_at=actor(administrator).now,
        expires_at=actor(administrator).now,
        used_at=actor(administrator).now,
    )
    SAYS.update(
        email=administrator.email, amr=["mfa"], **({} if ago is None else {"auth_time": int(time.time()) - ago})
    )
    client.get(go_there(client, there))

    assert client.get("/accounts/invite/").status_code == status


# --- who does not come in --------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "said",
    [
        {"email": "unknown@council.example"},
        {"email_verified": False},
        {"email_verified": "yes"},
        {"email_verified": None},
        {"email": ""},
        {"email": ["lead@council.example"]},
    ],
)
def test_an_address_that_is_unknown_or_not_verified_opens_and_makes_nothing(client, there, invited, said):
    before = Person.objects.count()
    SAYS.update(said)

    assert refused(client, there)
    assert Person.objects.count() == before
    assert not SocialAccount.objects.exists()


def test_an_account_that_nobody_was_invited_to_is_not_joined(client, there, invited):
    Invitation.objects.update(used_at=None)

    assert refused(client, there)


def test_control_without_the_question_of_the_invitation_it_is(client, there, invited, monkeypatch):
    Invitation.objects.update(used_at=None)
    monkeypatch.setattr(joined, "came_by_invitation", lambda person: True)

    assert not refused(client, there)


def test_somebody_invited_who_has_not_come_yet_is_not_made(client, there, administrator, partnership):
    actions.invite(email="lead@council.example", agency=partnership.council, role=Role.LEADER, by=actor(administrator))

    assert refused(client, there)
    assert not Person.objects.filter(email="lead@council.example").exists()


def test_whose_access_ended_does_not_come_in_joined_or_not(client, there, invited):
    client.get(go_there(client, there))
    Person.objects.filter(pk=invited.pk).update(is_active=False)
    again = Client()

    assert refused(again, there)


def test_ending_access_unjoins_the_account(client, there, invited, administrator):
    client.get(go_there(client, there))

    actions.leave(person=invited, by=actor(administrator))

    assert not SocialAccount.objects.exists()


def test_the_next_holder_of_an_address_does_not_get_the_account_of_the_last(client, there, invited):
    client.get(go_there(client, there))
    SAYS.update(sub="number 2")

    assert refused(Client(), there)
    assert SocialAccount.objects.count() == 1


def test_the_same_number_at_another_issuer_is_somebody_else(client, there, invited):
    client.get(go_there(client, there))
    SocialAccount.objects.update(provider="oidc-of-another-issuer")
    SAYS.update(email_verified=False)

    assert refused(Client(), there)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"nonce": "another"}, "answers another question"),
        ({"iss": "http://other.example"}, "InvalidIssuerError"),
        ({"aud": "another client"}, "InvalidAudienceError"),
        ({"exp": 1}, "not of this moment"),
    ],
)
def test_a_word_on_another_question_of_another_or_for_another_is_not_believed(
    client, there, invited, said, why, caplog
):
    SAYS.update(said)

    assert refused(client, there)
    assert why in caplog.text


def test_a_service_that_says_it_is_another_is_not_asked(client, there, monkeypatch, caplog):
    monkeypatch.setattr(Provider, "get_issuer", lambda self: "http://other.example")

    assert client.get(BEGIN).status_code == 503
    assert "NotBelieved" in caplog.text


def test_an_answer_is_taken_once(client, there, invited):
    back = go_there(client, there)
    assert client.get(back).status_code == 302

    assert client.get(back).status_code == 403


def test_an_answer_to_another_browser_is_refused(client, there, invited):
    back = go_there(client, there)

    assert Client().get(back).status_code == 403
    assert client.get(back).status_code == 302


def test_an_answer_from_another_service_is_refused(client, there, invited):
    assert client.get(f"{go_there(client, there)}&iss=http://other.example").status_code == 403


def test_an_answer_ten_minutes_late_is_refused(client, there, invited, clock):
    back = go_there(client, there)
    clock.move(minutes=10, seconds=1)

    assert client.get(back).status_code == 403


def test_who_turned_back_there_is_told_so_here(client, there, invited):
    state = asked(client.get(BEGIN))["state"]

    answer = client.get(f"/sign-in/organisation/back/?state={state}&error=access_denied")

    assert answer.status_code == 403
    assert "You could not be signed in with your council account" in answer.content.decode()


def test_the_eleventh_refused_answer_is_turned_away_and_then_a_right_one_too(client, there, invited, clock):
    statuses = [client.get(f"/sign-in/organisation/back/?state=x{number}&code=x").status_code for number in range(11)]

    assert statuses == [403] * 10 + [429]
    assert client.get(go_there(client, there)).status_code == 429
    clock.move(minutes=5, seconds=1)
    assert client.get(go_there(client, there)).status_code == 302


def test_the_thirty_first_question_in_a_minute_is_not_sent(client, there, wire):
    statuses = [client.get(BEGIN).status_code for _ in range(31)]

    assert statuses == [302] * 30 + [429]
    assert len(wire.sent) == 30


def test_no_address_of_somebody_refused_is_logged(client, there, caplog):
    SAYS.update(email="unknown@council.example")
    with caplog.at_level(logging.DEBUG):
        assert refused(client, there)

    assert "Nobody here has their address." in caplog.text
    assert "unknown@council.example" not in caplog.text


# --- around it -------------------------------------------------------------------------------------------------------
def test_a_service_that_cannot_be_reached_is_said_in_a_sentence(client, there, monkeypatch):
    def broken(self, request, **kwargs):
        raise requests.ConnectionError

    monkeypatch.setattr(InProcess, "send", broken)
    answer = client.get(BEGIN)

    assert answer.status_code == 503
    assert "Its service did not answer." in answer.content.decode()


def test_signing_out_says_that_the_organisation_still_knows_the_browser(client, there, invited):
    client.get(go_there(client, there))
    client.post("/sign-in/code/", {"code": code_now()})

    out = client.post("/sign-out/")
    page = client.get(out["Location"]).content.decode()

    assert not is_in(client)
    assert "sign out there too" in page
    assert client.get("/sign-in/organisation/out/")["Location"].startswith(f"{ISSUER}/identity/o/logout?client_id=")


def test_signing_out_after_a_password_says_nothing_of_it(client, there, invited):
    people.sign_in(client, invited)

    assert client.post("/sign-out/")["Location"] == "/"


@pytest.mark.parametrize("path", ["", "back/", "out/"])
def test_where_no_organisation_is_named_the_addresses_lead_to_the_password(client, settings, path):
    settings.LOS_OIDC = None

    assert client.get(f"{BEGIN}{path}")["Location"] == "/sign-in/"
    assert "Sign in with your" not in client.get("/sign-in/").content.decode()
