"""Every worked example beside a library file holds. A new file is collected by itself."""

import io
import re
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from lineofsight.desk import worked_examples
from lineofsight.library.checks import examples_of, id_of
from lineofsight.library.kinds import KINDS
from lineofsight.library.measure import Measure, MeasureExample
from lineofsight.library.shelf import OURS, load
from lineofsight.measures.compute import compute
from lineofsight.measures.examples import disagreements, figures_of, period_of
from lineofsight.sight.shelf import in_use
from tests.library.shelves import put
from tests.measures.in_memory import DECLARED, face_of, sqlite

SHELF = load()
RULES = in_use(SHELF)


def told_of(kind):
    """What comes out of the examples of a kind otherwise than they ask for."""

    def run(id, example) -> list[str]:
        return list(worked_examples.RUN[kind](SHELF, RULES, id, example))

    return run


def of_measure(id: str, example: MeasureExample) -> list[str]:
    """What figures of an example come out otherwise than it says, slowly or by SQL."""
    measure = SHELF.newest(Measure, id)
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

    return [*map(str, disagreements(example, plainly)), *([] if by_sql == plainly else [f"by SQL: {by_sql}"])]


# A measure is also computed by SQL, which the program has no need to do here.
RUN = {kind: told_of(kind) for kind in worked_examples.RUN} | {Measure: of_measure}


def collected():
    for path, (kind, examples, faults) in examples_of(OURS).items():
        assert faults == [], faults
        for example in examples:
            id = id_of(Path(path))
            yield kind, id, example


EXAMPLES = list(collected())


@pytest.mark.parametrize("kind", list(RUN), ids=[kind.FOLDER for kind in RUN])
def test_every_worked_example_holds(kind):
    found = [(f"{id}: {example.name}", RUN[kind](id, example)) for one, id, example in EXAMPLES if one is kind]

    assert found != []
    assert [(name, otherwise) for name, otherwise in found if otherwise] == []


def test_every_examples_file_of_the_program_is_collected():
    assert {OURS / path for path in examples_of(OURS)} == set(OURS.rglob("*.examples.yaml"))


def test_an_example_with_another_figure_would_fail():
    example = examples_of(OURS)["measures/statements-with-current-evidence.examples.yaml"][1][0]
    wrong = example.model_copy(
        update={"figures": (example.figures[0].model_copy(update={"n": 2}), *example.figures[1:])}
    )

    assert of_measure("statements-with-current-evidence", wrong) != []


WRONG = {
    "wording/all-every-none": ("finds", ("never",)),
    "identifying/ages": ("finds", ("an age",)),
    "clocks/rapid-review": ("last_day", date(2020, 1, 1)),
    "mappings/care-visits-list": ("refuses", ("Visit date",)),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_the_check_of_a_partnership_s_shelf_sees_an_example_that_is_wrong(tmp_path, wrong):
    for path in (f"{wrong}.yaml", f"{wrong}.examples.yaml"):
        put(tmp_path, path, (OURS / path).read_text(encoding="utf-8"))
    told = list(worked_examples.wrong_examples(load(tmp_path), tmp_path))
    kind, examples, _ = examples_of(tmp_path)[f"{wrong}.examples.yaml"]
    field, value = WRONG[wrong]
    id = wrong.partition("/")[2]

    found = list(worked_examples.RUN[kind](SHELF, RULES, id, examples[0].model_copy(update={field: value})))

    assert told == []
    assert len(found) == 1
    assert f"Example «{examples[0].name}»" in found[0]


def test_every_kind_with_examples_is_run_by_the_check():
    assert {kind for kind in KINDS.values() if kind.EXAMPLES is not None} == set(worked_examples.RUN)


def test_the_command_says_which_example_is_wrong(tmp_path):
    for path in ("wording/abbreviations.yaml", "wording/abbreviations.examples.yaml"):
        text = (OURS / path).read_text(encoding="utf-8")
        put(tmp_path, path, re.sub(r"finds: \[.+?\]", "finds: [NOTHING, OF, THE, KIND]", text))
    said = io.StringIO()

    with pytest.raises(CommandError, match="to mend"):
        call_command("library", "check", "--shelf", str(tmp_path), stderr=said)

    assert "wording/abbreviations.examples.yaml: Example «" in said.getvalue()
    assert "not «NOTHING», «OF», «THE» and «KIND»." in said.getvalue()
