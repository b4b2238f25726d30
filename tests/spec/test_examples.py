"""Every worked example beside a library file holds. A new file is collected by itself."""

from pathlib import Path

import pytest

from lineofsight.desk import worked_examples
from lineofsight.library.checks import examples_of, id_of
from lineofsight.library.clock import Calendar, ClockExample, NotInCalendar, ReviewClock, last_day
from lineofsight.library.identifying import IdentifyingExample, IdentifyingRule, pointers_in
from lineofsight.library.kinds import WordingExample, WordingRule
from lineofsight.library.mapping import CsvMapping
from lineofsight.library.measure import Measure, MeasureExample
from lineofsight.library.shelf import OURS, load
from lineofsight.library.wording import claims_in
from lineofsight.measures.compute import compute
from lineofsight.measures.examples import disagreements, figures_of, period_of
from lineofsight.sight.shelf import in_use
from tests.measures.in_memory import DECLARED, face_of, sqlite

SHELF = load()
RULES = in_use(SHELF)


def told_of(kind):
    """What the examples of a kind ask for comes out, and nothing else."""

    def run(id, example) -> None:
        assert list(worked_examples.RUN[kind](SHELF, RULES, id, example)) == []

    return run


def of_measure(id: str, example: MeasureExample) -> None:
    """The figures of an example come out, slowly and by SQL."""
    measure = SHELF.history(Measure, id)[-1]
    plainly = figures_of(measure, example, faces=DECLARED)
    faces = {face: face_of(declared, example.rows.get(face, ())) for face, declared in DECLARED.items()}
    with sqlite() as execute:
        by_sql = compute(
            measure,
            faces=faces,
            execute=execute,
            as_at=example.as_at,
            period=period_of(example),
            groups=example.groups,
        )

    assert disagreements(example, plainly) == ()
    assert by_sql == plainly


def of_wording(id: str, example: WordingExample) -> None:
    """The rule finds these words in the sentence, in this order, and no others."""
    rule = SHELF.history(WordingRule, id)[-1]

    assert tuple(claim.word for claim in claims_in(example.sentence, [rule])) == example.finds


def of_identifying(id: str, example: IdentifyingExample) -> None:
    """The rule finds this in the sentence, in this order, and nothing else."""
    rule = SHELF.history(IdentifyingRule, id)[-1]

    assert tuple(pointer.says for pointer in pointers_in(example.sentence, [rule])) == example.finds


def of_clock(id: str, example: ClockExample) -> None:
    """The last day in time comes out; where the calendar does not know the year, that is said and no day given."""
    clock = SHELF.history(ReviewClock, id)[-1]
    calendar = SHELF.history(Calendar, clock.calendar)[-1] if clock.calendar else None
    if example.last_day is None:
        with pytest.raises(NotInCalendar):
            last_day(clock, starts=example.starts, calendar=calendar)
    else:
        assert last_day(clock, starts=example.starts, calendar=calendar) == example.last_day


# What the program itself runs (./los library check), and what only a test can.
RUN = {kind: told_of(kind) for kind in worked_examples.RUN} | {
    IdentifyingRule: of_identifying,
    Measure: of_measure,
    ReviewClock: of_clock,
    WordingRule: of_wording,
}


def collected():
    for path, (kind, examples, faults) in examples_of(OURS).items():
        assert faults == [], faults
        # Those of a mapping are rows of a file: tests/intake/returns/test_mapped.py runs them.
        for example in () if kind is CsvMapping else examples:
            id = id_of(Path(path))
            yield pytest.param(kind, id, example, id=f"{kind.FOLDER}/{id}: {example.name}")


@pytest.mark.parametrize("kind, id, example", list(collected()))
def test_a_worked_example_holds(kind, id, example):
    RUN[kind](id, example)


def test_every_examples_file_of_the_program_is_collected():
    assert {OURS / path for path in examples_of(OURS)} == set(OURS.rglob("*.examples.yaml"))


def test_an_example_with_another_figure_would_fail():
    example = examples_of(OURS)["measures/statements-with-current-evidence.examples.yaml"][1][0]
    wrong = example.model_copy(
        update={"figures": (example.figures[0].model_copy(update={"n": 2}), *example.figures[1:])}
    )

    with pytest.raises(AssertionError):
        of_measure("statements-with-current-evidence", wrong)


def test_an_example_with_another_word_would_fail():
    example = examples_of(OURS)["wording/all-every-none.examples.yaml"][1][0]

    with pytest.raises(AssertionError):
        of_wording("all-every-none", example.model_copy(update={"finds": ()}))
