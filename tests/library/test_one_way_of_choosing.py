"""Files drawn at random and files chosen for a theme never stand in one figure: such a measure is not loaded."""

from datetime import date

import pytest

from lineofsight.library.measure import FaceColumns, Measure
from lineofsight.library.scales import CountKind
from lineofsight.library.shelf import load

SHELF = load(None)
CHOSEN = {face.id: face.chosen_by for face in SHELF.all_newest(FaceColumns) if face.chosen_by}
MEASURES = [one for one in SHELF.all_newest(Measure) if one.face in CHOSEN]


def troubles(measure: Measure) -> list[str]:
    return [one.sentence for one in measure.troubles(SHELF) if "chosen in two ways" in one.sentence]


def without_the_test(measure: Measure) -> Measure:
    """The same measure, which does not ask how a row was chosen."""
    column = CHOSEN[measure.face].column
    where = measure.population.where
    rest = tuple(one for one in where.all if getattr(one, "column", "") != column)
    population = measure.population.model_copy(update={"where": where.model_copy(update={"all": rest})})
    return measure.model_copy(update={"population": population})


@pytest.mark.parametrize("measure", MEASURES, ids=lambda one: one.id)
def test_each_measure_of_grades_asks_for_one_way_of_choosing_and_without_that_it_is_refused(measure):
    assert troubles(measure) == []
    assert len(troubles(without_the_test(measure))) == 1


@pytest.mark.parametrize("kind", [CountKind.PURPOSIVE, CountKind.FULL_COUNT])
def test_a_measure_of_files_drawn_at_random_cannot_call_itself_something_else(kind):
    drawn = next(one for one in MEASURES if one.kind is CountKind.RANDOM_SAMPLE)

    assert len(troubles(drawn.model_copy(update={"kind": kind}))) == 1


def test_there_are_measures_of_both_ways_so_that_both_are_tried():
    assert {one.kind for one in MEASURES} == {CountKind.RANDOM_SAMPLE, CountKind.PURPOSIVE}
    assert SHELF.get(FaceColumns, "audit-grades", on=date(2026, 1, 1)).id in CHOSEN
