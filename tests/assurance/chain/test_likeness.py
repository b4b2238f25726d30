"""How well earlier recommendations are found again, measured on a labelled set of invented pairs."""

from pathlib import Path

import yaml

from lineofsight.assurance.rules.likeness import Like, most_like

LABELLED = yaml.safe_load((Path(__file__).parent / "pairs.yaml").read_text())
BEFORE = {str(number): pair["before"] for number, pair in enumerate(LABELLED["pairs"])}
AGAIN = {str(number): pair["again"] for number, pair in enumerate(LABELLED["pairs"])}


def measured(texts: dict[str, str], find=most_like) -> dict[str, float]:
    """Recall at 1 and at 3, and precision of what is proposed (at most three for each), over the labelled pairs."""
    first = third = proposed = 0
    for key, text in texts.items():
        found = [like.key for like in find(text, BEFORE)]
        first += found[:1] == [key]
        third += key in found
        proposed += len(found)
    return {"recall at 1": first / len(texts), "recall at 3": third / len(texts), "precision": third / proposed}


def test_the_earlier_one_comes_first_wherever_both_use_some_of_the_same_words(record_property):
    assert len(AGAIN) >= 40

    figures = measured(AGAIN)

    for name, value in figures.items():
        record_property(name, round(value, 3))
    # Of the 48, the 6 in wholly other words are missed: it looks at words, not at meaning.
    assert figures["recall at 3"] >= 0.85, figures
    assert figures["recall at 1"] >= 0.85, figures
    assert figures["precision"] >= 0.35, figures


def test_control_a_finder_that_does_not_look_at_words_finds_few():
    def by_length(text: str, others: dict[str, str]) -> tuple[Like, ...]:
        near = sorted(others, key=lambda key: (abs(len(others[key]) - len(text)), key))
        return tuple(Like(key, 1.0, ()) for key in near[:3])

    assert measured(AGAIN, by_length)["recall at 3"] < 0.3


def test_what_nobody_asked_before_finds_nothing_that_shares_two_words():
    for text in LABELLED["alone"]:
        assert all(len(like.shared) < 2 for like in most_like(text, BEFORE)), text


def test_the_shared_words_are_those_of_the_question_and_the_same_question_has_one_answer():
    asked = "Babies are weighed at every visit."
    found = most_like(asked, BEFORE)

    assert found == most_like(asked, dict(reversed(BEFORE.items())))
    assert found[0].shared[0] in ("babies", "weighed", "visit")


def test_nothing_to_compare_with_is_no_likeness():
    assert most_like("Read every plan.", {}) == ()
    assert most_like("", BEFORE) == ()
