"""After publication whoever runs the Summary is told what the public reads that is no longer so."""

from dataclasses import replace
from datetime import timedelta

import pytest

from lineofsight.assurance.actions.evidence import tie, untie
from lineofsight.assurance.models import Evidence, Supports
from lineofsight.assurance.rules import EvidenceState
from lineofsight.assurance.rules.chain import ActionState, RecommendationState
from lineofsight.desk.my_work.editions import of_editions
from lineofsight.library.words import day_words
from lineofsight.partnership.rules import Audience
from lineofsight.publication.actions.editions import open_edition
from lineofsight.publication.compiling.edition import content_of
from lineofsight.publication.models import Edition
from lineofsight.publication.rules import EditionState
from lineofsight.publication.since import fallen_behind, since_published
from tests.factories import chain_rows, rows
from tests.factories.partnership import TODAY

pytestmark = pytest.mark.django_db
SOON = TODAY + timedelta(days=10)


@pytest.fixture
def piece(statement):
    kept = rows.evidence(statement.review, statement.agency, Audience.PARTNERSHIP, state=EvidenceState.ACCEPTED)
    rows.behind(statement, kept)
    return kept


@pytest.fixture
def published(edition, author, bodies, piece):
    """An edition that is published, of a review with an action and a recommendation whose days are to come."""
    planned = RecommendationState.PLANNED
    row = chain_rows.recommendation(edition.review, bodies.council, state=planned, due_date=SOON + timedelta(days=99))
    chain_rows.action(row, bodies.council, state=ActionState.STARTED, due_date=SOON)
    chain_rows.recommendation(edition.review, bodies.health, respond_by_date=SOON)
    facts = {"content": content_of(edition, author).to_json().decode(), "state": EditionState.PUBLISHED}
    Edition.objects.filter(pk=edition.pk).update(**facts)
    return Edition.objects.get(pk=edition.pk)


def waiting(actor) -> list[str]:
    return [one.kind for one in of_editions(actor)]


def test_what_has_become_late_or_is_unanswered_since_asks_for_the_next_edition(published, author):
    later = replace(author, now=author.now + timedelta(days=11))
    assert not since_published(published, author)
    assert waiting(author) == []

    since = since_published(published, later)

    assert since.words == "1 action has become late and 1 recommendation is past the day for an answer"
    assert waiting(later) == ["next_edition"]


def test_evidence_that_was_withdrawn_asks_for_a_correction(published, author, piece):
    Evidence.objects.filter(pk=piece.pk).update(state=EvidenceState.WITHDRAWN)

    assert [one.label for one in since_published(published, author).fallen] == [piece.label]
    assert waiting(author) == ["write_notice", "next_edition"]


def test_evidence_that_was_taken_away_from_a_published_sentence_asks_for_a_correction(published, author, piece):
    content = published.content

    untie(tick=Supports.objects.get(evidence=piece), reason="It is about another team.", by=author)

    (fallen,) = since_published(published, author).fallen
    assert fallen.words == f"{piece.label} was taken away from the sentence on {day_words(TODAY)}"
    assert waiting(author) == ["write_notice", "next_edition"]
    assert Edition.objects.get(pk=published.pk).content == content


def test_what_was_ticked_again_behind_its_sentence_asks_for_nothing(published, author, piece, statement):
    untie(tick=Supports.objects.get(evidence=piece), reason="It is about another team.", by=author)

    tie(evidence=piece, statement=statement, by=author)

    assert since_published(published, author).fallen == ()


def test_once_the_next_edition_is_open_nothing_more_is_asked(published, author, piece):
    Evidence.objects.filter(pk=piece.pk).update(state=EvidenceState.WITHDRAWN)

    open_edition(review=published.review, by=author)

    assert "next_edition" not in waiting(author)


def test_whoever_does_not_run_the_summary_is_not_asked(published, lead, piece):
    Evidence.objects.filter(pk=piece.pk).update(state=EvidenceState.WITHDRAWN)

    assert "next_edition" not in waiting(lead)


def test_the_page_of_the_edition_names_the_sentence_and_the_day_of_what_was_withdrawn(published, author, piece):
    assert fallen_behind(published, author) == ()

    Evidence.objects.filter(pk=piece.pk).update(state=EvidenceState.WITHDRAWN, ended_at=author.now)

    (one,) = fallen_behind(published, author)
    assert (one.number, one.words) == (1, f"{piece.label} was withdrawn on {day_words(TODAY)}")
