"""Invented reports in other styles of the genre, against the truth written beside them."""

import pytest

from tests.intake.score import HELD_BACK, TOPICS, compare, names, scores

LEARNED_FROM = [name for name in names() if name not in HELD_BACK]


@pytest.mark.parametrize("name", LEARNED_FROM)
def test_the_documents_that_the_rules_were_made_with_are_read_exactly(name: str):
    differences = {topic: (score.missed, score.added) for topic, score in scores(name).items() if score.f1 < 1}

    assert differences == {}


def test_the_documents_cover_every_topic():
    assert len(LEARNED_FROM) >= 7
    assert all(any(scores(name)[topic].right for name in LEARNED_FROM) for topic in TOPICS)


def test_the_score_tells_what_was_missed_and_what_was_added():
    score = compare(["a", "b", "b"], ["b", "c"])

    assert (score.right, score.missed, score.added) == (1, ("a", "b"), ("c",))
    assert score.f1 == pytest.approx(0.4)
    assert compare([], []).f1 == 1
