"""Two people changed one sentence: the second reads both texts, and whatever they choose loses neither."""

import pytest
from django.test import Client

from lineofsight.assurance.actions.statements import change_statement
from lineofsight.assurance.models import Statement, Wording
from lineofsight.partnership.rules import Role
from tests.factories.partnership import member

pytestmark = pytest.mark.django_db
THEIRS = "Every plan is read with the child before it is signed."
MINE = "Every plan is read with the child and with a parent."


@pytest.fixture
def client(bodies, monkeypatch) -> Client:
    """The lead of the council, signed in by both steps."""
    monkeypatch.setattr("lineofsight.web.middleware.must_set_up", lambda request: False)
    client = Client()
    client.force_login(member(Role.SAFEGUARDING_LEAD, bodies.council))
    return client


@pytest.fixture
def moved_on(statement, unit) -> Statement:
    """The unit saved while the lead was writing."""
    return change_statement(statement=statement, text=THEIRS, expected_version=1, by=unit)


def send(client: Client, statement: Statement, **form: str):
    given = {"text": MINE, "version": "1", "is_included": "on", "key": "k1"} | form
    return client.post(f"/statements/{statement.ref}/change", given)


def test_the_second_saver_gets_a_page_that_shows_both_texts(client, moved_on):
    answer = send(client, moved_on)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert MINE in page
    for word in ("before it is signed", "Keep theirs", "Use mine", "Join them"):
        assert word in page
    assert 'name="version" value="2"' in page
    assert Statement.objects.get().current.text == THEIRS


def test_joined_words_stand_and_both_earlier_texts_stay_readable(client, moved_on):
    joined = "Every plan is read with the child and with a parent before it is signed."

    answer = send(client, moved_on, text=joined, version="2", conflict="1", choice="join", key="k2")

    assert answer.status_code == 302
    assert Statement.objects.get().current.text == joined
    assert Wording.objects.filter(text=THEIRS).exists()


def test_keeping_theirs_puts_mine_into_the_history(client, moved_on):
    send(client, moved_on, version="2", conflict="1", choice="theirs", key="k2")

    assert Statement.objects.get().current.text == THEIRS
    assert Wording.objects.filter(text=MINE).exists()


def test_using_mine_leaves_theirs_in_the_history(client, moved_on):
    send(client, moved_on, version="2", conflict="1", choice="mine", key="k2")

    assert Statement.objects.get().current.text == MINE
    assert Wording.objects.filter(text=THEIRS).exists()


def test_without_a_choice_the_page_asks_again_and_keeps_my_words(client, moved_on):
    answer = send(client, moved_on, version="2", conflict="1", key="k2")

    assert answer.status_code == 409
    assert "Choose what should stand." in answer.content.decode()
    assert MINE in answer.content.decode()


def test_a_third_editor_meanwhile_brings_the_page_again(client, moved_on, unit):
    change_statement(statement=moved_on, text="A third text stands.", expected_version=2, by=unit)

    answer = send(client, moved_on, version="2", conflict="1", choice="mine", key="k2")

    assert answer.status_code == 409
    assert MINE in answer.content.decode()
    assert Statement.objects.get().current.text == "A third text stands."
