"""./los agency and ./los person: the first administrator, and everybody after."""

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from lineofsight.partnership.models import Agency, Invitation, Person
from lineofsight.trail.models import Event
from tests.web.signin.people import PASSWORD


@pytest.fixture
def run(capsys):
    """Run a command. Out: what it printed."""

    def run(*words: str) -> str:
        call_command(*words)
        return capsys.readouterr().out

    return run


def refusal(*words: str) -> str:
    with pytest.raises(CommandError) as found:
        call_command(*words)
    return str(found.value)


@pytest.fixture
def unit(db, run):
    run("agency", "add", "unit", "Fenwick business unit", "--kind", "hub")
    return Agency.objects.get()


FIRST = ("person", "add", "first@unit.example", "--role", "administrator", "--agency", "unit")


def test_the_first_administrator_gets_a_link_that_works(unit, run):
    link = run(*FIRST, "--site", "https://los.example").strip()

    assert link.startswith("https://los.example/invitation/")
    answer = Client().post(link.removeprefix("https://los.example"), {"name": "First", "password": PASSWORD})
    assert answer["Location"] == "/sign-in/second-step/"
    assert Event.objects.get(act="person.invited").actor_ref == "job:set-up"


def test_the_first_one_is_an_administrator_or_nobody(unit):
    assert "--role administrator" in refusal(
        "person", "add", "x@unit.example", "--role", "publisher", "--agency", "unit"
    )


@pytest.mark.parametrize("words", [FIRST, ("agency", "add", "c", "Council", "--kind", "council"), ("person", "list")])
def test_as_soon_as_somebody_is_there_one_says_who_asks(administrator, words):
    assert "--by EMAIL" in refusal(*words)


def test_the_first_administrator_is_not_invited_behind_anybodys_back(lead):
    assert "--by EMAIL" in refusal(*FIRST)
    assert not Invitation.objects.exists()


@pytest.fixture
def by(administrator):
    return ("--by", administrator.email)


def test_an_administrator_invites_lists_and_ends_access(by, run, lead):
    link = run("person", "add", "kim@council.example", "--role", "contributor", "--agency", "Fenwick Council", *by)
    again = run("person", "invite", "kim@council.example", *by)
    listed = run("person", "list", *by)
    left = run("person", "leave", "LEAD@council.example", *by)

    assert link != again
    assert "Agency safeguarding lead, Fenwick Council" in listed
    assert "has ended" in left
    assert "access ended" in run("person", "list", *by)
    assert not Person.objects.get(pk=lead.pk).is_active


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            ("person", "add", "lead@council.example", "--role", "leader", "--agency", "council"),
            "has an account already",
        ),
        (("person", "add", "kim", "--role", "leader", "--agency", "council"), "is no email address"),
        (("person", "add", "kim@c.example", "--role", "leader", "--agency", "nowhere"), "No agency is called"),
        (("person", "invite", "kim@council.example"), "Invite them to a role first"),
        (("person", "leave", "kim@council.example"), "Nobody has the address"),
        (("person", "leave", "admin@unit.example"), "the last technical administrator"),
        (("agency", "add", "council", "Another", "--kind", "council"), "is taken"),
        (("agency", "close", "council", "--successor", "council"), "its own successor"),
        (("agency", "close", "nowhere", "--successor", "council"), "No agency is called"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(by, lead, words, sentence):
    assert sentence in refusal(*words, *by)


def test_nobody_but_an_administrator_asks(lead, administrator):
    assert "may not do this" in refusal("person", "list", "--by", lead.email)
    assert "may not do this" in refusal("agency", "add", "x", "X", "--kind", "police", "--by", lead.email)


def test_a_body_is_added_listed_and_closed(by, run, partnership):
    run("agency", "add", "trust", "Fenwick Trust", "--kind", "health", *by)
    before = run("agency", "list")
    run("agency", "close", "trust", "--successor", "council", *by)

    assert before.index("Fenwick business unit") < before.index("Fenwick Council") < before.index("Fenwick Trust")
    assert "Fenwick Trust" not in run("agency", "list")
    assert Agency.objects.get(code="trust").successor == partnership.council
