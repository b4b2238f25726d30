"""What the check refuses for several sentences in the same way stands together, with what mends them all."""

from lineofsight.publication.gate.refusal import GateResult, Refusal
from lineofsight.web.summaries.gate_cards import board
from tests.publication.pure import factory
from tests.publication.pure.lies import case


def refusal(code: str, number: int, *, reason: str = "Nothing stands behind this sentence.") -> Refusal:
    place = f"Sentence {number}" if number else "The Summary"
    return Refusal(code=code, place=place, sentence="s" if number else "", reason=reason, cure="Add it.", link="/e")


def board_of(*refusals: Refusal):
    result = GateResult(edition="e", passes=False, checks=(), refusals=refusals)
    return board(result, case("checked", {}).content, agency=factory.PARTNERSHIP)


def test_what_several_sentences_have_is_told_once_by_number_and_the_largest_first():
    found = board_of(
        refusal("wording.above_shown", 9, reason="«robust»"),
        refusal("evidence.none", 12),
        refusal("wording.above_shown", 2, reason="«embedded»"),
        refusal("evidence.none", 4),
        refusal("evidence.none", 30),
    )

    assert [(one.code, one.places) for one in found.kinds] == [
        ("evidence.none", "3 sentences"),
        ("wording.above_shown", "2 sentences"),
    ]
    assert [one.place for one in found.kinds[0].refusals] == ["Sentence 4", "Sentence 12", "Sentence 30"]
    assert found.kinds[0].title == "No evidence is tied to the sentence."
    # Where each says why in its own words, each is told.
    assert [one.reason for one in found.kinds] == ["Nothing stands behind this sentence.", ""]
    assert found.mend == ()


def test_what_one_sentence_alone_has_stands_with_that_sentence_and_the_summary_first():
    found = board_of(
        refusal("evidence.none", 7),
        refusal("days.none", 7),
        refusal("search.none", 0),
        refusal("search.none", 0),
        refusal("figure.none", 5),
    )

    assert found.kinds == ()
    assert [(one.place, len(one.refusals)) for one in found.mend] == [
        ("The Summary", 2),
        ("Sentence 5", 1),
        ("Sentence 7", 2),
    ]
