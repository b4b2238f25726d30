"""Whom a measure counts, and so how it is told in public: one plan, case, form or challenge is one child."""

import pytest
from pydantic import ValidationError

from lineofsight.assurance.tables import face_of
from lineofsight.library.measure import FaceColumns, Measure
from lineofsight.library.scales import WhoIsCounted
from lineofsight.library.shelf import load
from lineofsight.publication.compiling.figures import words_in_print
from lineofsight.publication.gate.own_rules import rules_of
from lineofsight.publication.gate.whom import OF, class_of, class_of_measure
from tests.factories import rows
from tests.factories.partnership import TODAY

SHELF = load(None)
NUMBERS = rules_of(SHELF, on=TODAY).numbers
MEASURES = {one.id: one for one in SHELF.all_newest(Measure)}
# Measures whose rows come from children's records and that count nobody of them, by hand: another is a decision.
NOT_OF_CHILDREN = {
    "feedback-acted-on",
    "feedback-told-back",
    "learning-talked-about-in-supervision",
    "newly-qualified-supervised-in-time",
    "policies-read",
    "practitioners-sure-in-court",
    "practitioners-trained-in-court-practice",
    "supervision-of-practitioners-reflective",
    "training-reflected-upon",
}


def of_children(measure: Measure) -> bool:
    return SHELF.newest(FaceColumns, measure.face).about is WhoIsCounted.CHILDREN


def test_what_comes_from_childrens_records_is_told_as_children_are_but_for_those_with_a_reason():
    laxer = {
        id
        for id, one in MEASURES.items()
        if of_children(one) and class_of_measure(one, face_of(one), NUMBERS) is not WhoIsCounted.CHILDREN
    }

    assert laxer == NOT_OF_CHILDREN
    assert all(MEASURES[id].counts_because for id in laxer)


def test_another_class_without_a_reason_is_refused_and_so_is_a_reason_for_nothing():
    told = MEASURES["proceedings-ended-in-time"].model_dump(by_alias=True, exclude_none=True)

    for given in ({"counts": "other"}, {"counts_because": "It is only a case."}):
        with pytest.raises(ValidationError, match="stand together"):
            Measure.model_validate(told | given)
    Measure.model_validate(told | {"counts": "other", "counts_because": "It is only a case."})


@pytest.mark.parametrize(
    ("measure", "n", "of", "words"),
    [
        ("proceedings-ended-in-time", 2, 3, "too few to show"),
        ("plans-challenged-at-the-panel", 3, 4, "too few to show"),
        ("care-reviews-in-time", 57, 62, "too few to show"),
        ("visits-in-care-in-time", 248, 260, "about 250 of 260 (96%)"),
        ("workbooks-done-to-the-end", 9, 18, "about 10 of 20"),
        ("return-home-for-guardians-held", 17, 20, "17 of 20 (85%)"),
        ("audit-findings-with-an-action", 5, 5, "5 of 5 (100%)"),
    ],
)
def test_a_sentence_in_print_tells_as_much_as_the_class_of_its_measure_allows(measure, n, of, words):
    figure = rows.figure(n=n, of=of, measure_id=measure)

    assert words_in_print(figure, NUMBERS, SHELF) == words


def test_control_by_its_words_alone_a_case_would_be_told_exactly():
    one = MEASURES["proceedings-ended-in-time"]

    assert class_of(f"{one.numerator.words}{OF}{one.population.words}", NUMBERS) is not WhoIsCounted.CHILDREN
