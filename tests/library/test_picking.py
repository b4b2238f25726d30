"""A condition that was chosen is the line that somebody would have written, and the examples come out when counted."""

import pytest

from lineofsight.library.conditions import ColumnType
from lineofsight.library.loading import EXAMPLES_ENDING, examples_in
from lineofsight.library.measure import FaceColumns, Measure, MeasureExample, Window
from lineofsight.library.picking import NotPicked, Picked, examples_for, line_of, picked_of
from lineofsight.library.reading import read_documents
from lineofsight.library.shelf import load
from lineofsight.library.writing import answers_of, can_be_asked, lines_of
from lineofsight.measures.examples import disagreements, figures_of

OURS = load()
ASKED = [one for id in sorted(OURS.ids(Measure.FOLDER)) if can_be_asked(one := OURS.newest(Measure, id))]


def face_of(measure: Measure) -> FaceColumns:
    return OURS.newest(FaceColumns, measure.face)


def test_what_can_be_chosen_of_our_measures_reads_as_the_line_that_was_written():
    chosen = 0
    for measure in ASKED:
        for asked in ("of_where", "counted_where"):
            for line in lines_of(str(answers_of(measure)[asked])):
                one = picked_of(line)
                if one is not None:
                    chosen += 1
                    assert line_of(one, type=face_of(measure).type_of(one.column)) == line, measure.id
    assert chosen > 150


@pytest.mark.parametrize(
    ("one", "type", "part"),
    [
        (Picked("", "equals", "x"), None, "column"),
        (Picked("a", "", "x"), ColumnType.TEXT, "test"),
        (Picked("a", "before", "2026-01-01"), ColumnType.TEXT, "test"),
        (Picked("a", "equals", ""), ColumnType.TEXT, "value"),
        (Picked("a", "equals", "two"), ColumnType.INTEGER, "value"),
        (Picked("a", "equals", "perhaps"), ColumnType.YES_NO, "value"),
        (Picked("a", "after", "1 May"), ColumnType.DAY, "value"),
    ],
)
def test_what_says_nothing_is_told_at_the_part_that_has_to_be_chosen(one, type, part):
    with pytest.raises(NotPicked) as told:
        line_of(one, type=type)
    assert told.value.part == part


def made(measure: Measure) -> str:
    face, said = face_of(measure), answers_of(measure)
    of, counted = ([picked_of(line) for line in lines_of(str(said[name]))] for name in ("of_where", "counted_where"))
    if None in of or None in counted or not counted or measure.left_out:
        return ""
    types = {name: column.type for name, column in face.columns.items()}
    return examples_for(
        face.id,
        types=types,
        key=face.key,
        by=measure.by or "",
        of=of,
        counted=counted,
        kind=measure.kind,
        is_period=measure.window is Window.PERIOD,
    )


def troubles(measure: Measure, text: str) -> list[str]:
    """What does not come out when the examples are counted."""
    found, faults = examples_in(f"measures/x{EXAMPLES_ENDING}", read_documents(text)[0], MeasureExample)
    assert (faults, len(found)) == ([], 3) or (tuple(faults), len(found)) == ((), 3), measure.id
    faces = {face.id: face for face in OURS.all_newest(FaceColumns)}
    return [told for one in found for told in disagreements(one, figures_of(measure, one, faces=faces))]


def test_the_examples_that_are_made_come_out_for_every_measure_whose_conditions_can_be_chosen():
    counted = 0
    for measure in ASKED:
        if text := made(measure):
            counted += 1
            assert troubles(measure, text) == [], measure.id
    assert counted > 20


def test_control_the_examples_of_other_conditions_do_not_come_out():
    first = next(one for one in ASKED if made(one))
    other = made(first).replace("n: 1", "n: 0")

    assert troubles(first, other) != []


def test_what_is_left_out_stands_in_the_examples_with_its_reason():
    types = {"child": ColumnType.TEXT, "kind": ColumnType.TEXT, "day": ColumnType.DAY, "who": ColumnType.TEXT}
    of = [Picked("kind", "equals", "visit"), Picked("day", "on_or_after", "period_from")]

    text = examples_for(
        "visits",
        types=types,
        key=("child",),
        by="",
        of=of,
        counted=[Picked("day", "before", "2025-06-01")],
        left_out=[("nobody can tell", Picked("who", "not known"))],
    )

    assert "nobody can tell: 1" in text


def test_none_are_made_of_conditions_that_no_row_meets():
    both = [Picked("kind", "equals", "a"), Picked("kind", "equals", "b")]

    assert not examples_for("x", types={"kind": ColumnType.TEXT}, key=("kind",), by="", of=[], counted=both)
