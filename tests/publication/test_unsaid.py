"""Whoever reads a sentence a second time is told which strong words its evidence says nothing about."""

import pytest

from lineofsight.assurance.queries import with_basis
from lineofsight.assurance.rules import EvidenceState
from lineofsight.partnership.rules import Audience
from lineofsight.publication.unsaid import unsaid_words
from tests.factories import rows

pytestmark = pytest.mark.django_db


def told(bodies, author, text: str, *, offered=None, **evidence) -> list[str]:
    statement = rows.statement(rows.review(bodies.hub), bodies.council, text=text)
    if evidence:
        given = {"state": EvidenceState.ACCEPTED} | evidence
        rows.behind(statement, rows.evidence(statement.review, bodies.council, Audience.PARTNERSHIP, **given))
    if offered is not None:
        offered = rows.evidence(statement.review, bodies.council, **offered)
    row = with_basis(author).get(pk=statement.pk)
    return [one.words for one in unsaid_words(row, author, offered=offered)]


@pytest.mark.parametrize(
    "evidence, words",
    [
        ({"title": "Minutes of the planning meeting"}, ["weekly"]),
        ({"title": "Minutes of the weekly planning meeting"}, []),
        ({"title": "Minutes of the planning meeting", "note": "It meets every week."}, []),
        # What it says otherwise the gate refuses.
        ({"title": "Minutes of the monthly planning meeting"}, []),
    ],
    ids=["says nothing", "says it in its title", "says it in its note", "says otherwise"],
)
def test_a_strong_word_of_which_the_evidence_says_nothing_is_told(bodies, author, evidence, words):
    assert told(bodies, author, "The council holds a weekly planning meeting.", **evidence) == words


def test_who_did_what_is_no_strong_word(bodies, author):
    assert told(bodies, author, "Team managers wrote the guide.", title="The guide") == []


def test_where_nothing_stands_behind_a_sentence_that_is_said_elsewhere(bodies, author):
    assert told(bodies, author, "The council holds a weekly planning meeting.") == []


def test_what_is_offered_is_read_as_if_it_stood_there(bodies, author):
    text = "The council holds a weekly planning meeting."

    assert told(bodies, author, text, offered={"title": "Minutes"}) == ["weekly"]
    assert told(bodies, author, text, offered={"title": "Minutes of each week"}) == []


def test_the_words_are_of_several_matters_each_with_its_own(bodies, author):
    statement = rows.statement(
        rows.review(bodies.hub), bodies.council, text="The guide was published across the council."
    )
    rows.behind(
        statement,
        rows.evidence(
            statement.review, bodies.council, Audience.PARTNERSHIP, state=EvidenceState.ACCEPTED, title="The guide"
        ),
    )

    found = unsaid_words(with_basis(author).get(pk=statement.pk), author)

    assert {one.matter for one in found} == {"how far on it is", "how far it reaches"}
