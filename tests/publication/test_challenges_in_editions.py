"""An edition prints every challenge that the scrutineer has not resolved, with the answer or with its absence."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from lineofsight.assurance.actions.challenges import challenge_statement, close_challenge
from lineofsight.assurance.actions.questions import answer_question
from lineofsight.assurance.actions.statements import change_statement
from lineofsight.assurance.queries import find_statement
from lineofsight.assurance.rules.challenges import ChallengeState
from lineofsight.partnership.rules import Role
from lineofsight.publication.compiling.edition import content_of
from lineofsight.publication.content.challenged import view_of
from lineofsight.publication.judging import gate
from tests.factories import rows
from tests.factories.partnership import acting

pytestmark = pytest.mark.django_db
DOUBT = "Who has read them"


@pytest.fixture
def scrutineer(bodies):
    return acting(Role.SCRUTINEER, bodies.scrutiny)


@pytest.fixture
def challenge(statement, scrutineer):
    return challenge_statement(
        statement=find_statement(scrutineer, statement.ref), asks=DOUBT, seen_basis="", by=scrutineer
    )


def printed(edition, author) -> list[str]:
    lines = content_of(edition, author).lines()
    return [view_of(one, agency=line.agency) for line in lines for one in line.challenges]


def answer(challenge, lead):
    answer_question(question=challenge, answer="Two managers.", expected=1, by=lead)


def test_an_unanswered_challenge_is_printed_and_the_gate_says_so_without_refusing_it(edition, challenge, author):
    assert printed(edition, author) == [
        "Who has read them. (Said on 22 June 2026.) Wexcombe Council has not answered; it was asked to by 6 July 2026."
    ]
    result = gate(edition, author)[1]
    assert any("challenged on 22 June 2026, not answered by Wexcombe Council yet" in note for note in result.notes)
    assert not [one for one in result.refusals if "challenge" in one.code]


def test_an_answer_is_printed_beside_it(edition, challenge, author, lead):
    answer(challenge, lead)

    assert printed(edition, author) == [
        "Who has read them. (Said on 22 June 2026.) Wexcombe Council answered on 22 June 2026: Two managers."
    ]


def test_one_that_stands_is_printed_with_why(edition, challenge, author, lead, scrutineer):
    answer(challenge, lead)
    later = replace(scrutineer, now=scrutineer.now + timedelta(days=1))
    close_challenge(question=challenge, outcome=ChallengeState.STANDS, closing="They read half", expected=2, by=later)

    assert printed(edition, author)[0].endswith("Looked at again on 23 June 2026: They read half.")


def test_a_resolved_one_is_not_printed(edition, challenge, author, lead, scrutineer):
    answer(challenge, lead)
    close_challenge(question=challenge, outcome=ChallengeState.RESOLVED, closing="So.", expected=2, by=scrutineer)

    assert printed(edition, author) == []


def test_changing_a_word_does_not_take_it_out_of_print(edition, challenge, statement, author, lead):
    change_statement(
        statement=find_statement(lead, statement.ref), text="Some plans are read.", expected_version=1, by=lead
    )

    assert printed(edition, author)[0].endswith("has changed since, and this was not looked at again.")


def test_an_edition_without_a_challenge_has_the_mark_that_it_had_before_there_were_any(edition, author):
    told = json.loads(content_of(edition, author).to_json())

    assert not [line for section in told["sections"] for line in section["lines"] if "challenges" in line]


def test_only_sentences_of_the_edition_bring_theirs(edition, challenge, bodies, author, scrutineer):
    elsewhere = rows.statement(rows.review(bodies.hub), bodies.council)
    challenge_statement(
        statement=find_statement(scrutineer, elsewhere.ref), asks="Not here.", seen_basis="", by=scrutineer
    )

    assert len(printed(edition, author)) == 1
