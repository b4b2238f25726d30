"""docs/how-to/add-a-measure.md, followed word for word: a measure by YAML alone."""

import io
import re
from datetime import date
from pathlib import Path

from django.core.management import call_command

from lineofsight.library.measure import Measure
from lineofsight.library.reference import pages
from lineofsight.library.shelf import Origin, load
from lineofsight.measures.compute import compute
from tests.library.shelves import put
from tests.measures.in_memory import DECLARED, face_of, sqlite

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "how-to" / "add-a-measure.md").read_text(encoding="utf-8")
ID = "statements-somebody-outside-supports"
BLOCKS = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
NAMES = re.findall(r"Save this (?:beside it )?as `([^`]+)`", PAGE)


def follow(shelf: Path) -> None:
    """Save each file under the name that the page gives."""
    for name, block in zip(NAMES, BLOCKS, strict=True):
        put(shelf, name, block)


def test_the_page_gives_the_measure_and_its_examples():
    assert [f"measures/{ID}.yaml", f"measures/{ID}.examples.yaml"] == NAMES


def test_the_check_of_the_page_says_that_the_library_is_in_order(tmp_path):
    follow(tmp_path)
    out = io.StringIO()
    call_command("library", "check", "--shelf", str(tmp_path), stdout=out)

    assert "The library is in order" in out.getvalue()
    assert f"{len(load().ids(Measure.FOLDER)) + 1} measures" in out.getvalue()


def test_the_measure_of_the_page_is_on_the_shelf_in_the_reference_and_computes(tmp_path):
    follow(tmp_path)
    shelf = load(tmp_path)
    measure = shelf.get(Measure, ID, on=date(2026, 3, 31))
    day = date(2026, 2, 1)
    rows = [{"statement_ref": "s1", "agency": "Council", "recorded_date": day}]
    ties = [{"statement_ref": "s1", "evidence_ref": "e1", "tied_date": day, "who_says": "independent"}]
    faces = {"statements": face_of(DECLARED["statements"], rows), "supports": face_of(DECLARED["supports"], ties)}

    with sqlite() as execute:
        figures = compute(measure, faces=faces, execute=execute, as_at=date(2026, 3, 31))

    assert shelf.origin(Measure, ID) is Origin.THEIRS
    assert [figure.words() for figure in figures] == ["1 of 1 (100%)", "1 of 1 (100%)"]
    assert "## Statements that somebody outside supports" in pages(shelf)["library/measures.md"]


def test_a_new_edition_made_as_the_page_says_keeps_the_old_one(tmp_path):
    follow(tmp_path)
    first = BLOCKS[0].rstrip("\n")
    second = first.replace("from: 2026-01-01", "from: 2026-07-01").replace("version: 1", "version: 2")
    put(tmp_path, NAMES[0], f"{first}\nto: 2026-06-30\n---\n{second}\n")
    shelf = load(tmp_path)

    assert shelf.faults == ()
    assert shelf.get(Measure, ID, on=date(2026, 6, 30)).version == 1
    assert shelf.get(Measure, ID, on=date(2026, 7, 1)).version == 2
