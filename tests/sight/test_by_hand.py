"""Children worked out by hand from the regulations, through the readers and both engines.

Each child stands in `by_hand/` with its history, the rows that should come out and the clause by which. Rows are those
of every family named: a row too many is as wrong as one too few. Nothing in `by_hand/` was copied from an engine.
"""

from pathlib import Path

import pytest
import yaml

from lineofsight.sight.compile import compile_standards
from lineofsight.sight.engines.reading import judge
from lineofsight.sight.plain.engine import due_for_all
from lineofsight.sight.rows import digest
from tests.sight.deliveries import RULES
from tests.sight.engines import sqlite
from tests.sight.returns_by_hand import history_of

FOLDER = Path(__file__).parent / "by_hand"
CHILDREN = [one for path in sorted(FOLDER.glob("*.yaml")) for one in yaml.safe_load(path.read_text())]
FAMILY = {one.id: one.family for one in RULES.standards}


@pytest.fixture(scope="module")
def engine():
    with sqlite(RULES.calendars) as found:
        yield found, compile_standards(RULES.standards, alone=RULES.alone)


def told(made, found) -> list[str]:
    """The rows of the families that the child is about, written as they stand in `by_hand/`."""
    families = {FAMILY[row.split()[0]] for row in made.get("due", [])} | set(made.get("nothing", []))
    return sorted(
        f"{one.standard} {one.due or '-'} {one.met or '-'} {one.status.value} {one.days_late}"
        for one in found
        if FAMILY[one.standard] in families
    )


@pytest.mark.parametrize("made", CHILDREN, ids=lambda made: made["child"].replace(" ", "-"))
def test_a_child_has_what_was_worked_out_by_hand(made, engine, tmp_path):
    history = history_of(made, tmp_path)

    found = due_for_all(history, RULES.standards, as_at=made["as at"], calendars=RULES.calendars, alone=RULES.alone)

    assert told(made, found) == sorted(made.get("due", [])), made["why"]
    opened, text = engine
    opened.hold(history)
    assert digest(judge(text, as_at=made["as at"], execute=opened.execute)) == digest(found)


def test_every_child_says_by_which_clause_and_no_two_have_one_name():
    assert all(made["why"] for made in CHILDREN)
    assert len({made["child"] for made in CHILDREN}) == len(CHILDREN) >= 200
