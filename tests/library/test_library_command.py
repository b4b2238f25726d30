"""./los library says what it did and where, or ends with one sentence."""

import io
import re
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from lineofsight.library.reference import pages
from lineofsight.library.shelf import load
from tests.library.shelves import MEASURE, TERM, put

WITH_A_PERIOD = MEASURE.replace("direction", "window: a period\ndirection").replace(
    "{words: every statement}",
    "{words: every statement, where: {column: recorded_date, on_or_after: period_from}}",
)


def run(*arguments: str) -> tuple[str, str]:
    out, err = io.StringIO(), io.StringIO()
    call_command("library", *arguments, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def refused(*arguments: str) -> tuple[str, str]:
    err = io.StringIO()
    with pytest.raises(CommandError) as error:
        call_command("library", *arguments, stdout=io.StringIO(), stderr=err)
    return str(error.value), err.getvalue()


def test_our_library_is_in_order():
    said, complaints = run("check")

    assert said.startswith("The library is in order: ")
    assert complaints == ""


def test_a_broken_file_is_named_with_its_line(tmp_path):
    put(tmp_path, "glossary/word.yaml", TERM.replace("owner:", "ownr:"))
    sentence, lines = refused("check", "--shelf", str(tmp_path))

    assert sentence == f"1 thing to mend in {tmp_path}."
    assert "glossary/word.yaml, line 8: «ownr» is not a word here. Did you mean «owner»?" in lines


def test_a_measure_without_examples_is_not_in_order(tmp_path):
    put(tmp_path, "measures/some.yaml", MEASURE)
    _, lines = refused("check", "--shelf", str(tmp_path))

    assert "measures/some.yaml, line 1: Its examples are missing: some.examples.yaml." in lines


def test_an_example_that_gives_another_figure_is_told(tmp_path):
    put(tmp_path, "measures/some.yaml", MEASURE)
    examples = "".join(
        f"  - {{name: {name}, says: Something., as_at: 2026-03-31, rows: {{statements: [{rows}]}},"
        f" figures: [{{n: {n}, of: {of}, words: {words}}}]}}\n"
        for name, rows, n, of, words in [
            ("plain", "{statement_ref: a, is_included: true}", 1, 1, "1 of 1 (100%)"),
            ("edge", "{statement_ref: a}", 1, 1, "1 of 1 (100%)"),
            ("empty", "", 0, 0, "no cases"),
        ]
    )
    put(tmp_path, "measures/some.examples.yaml", f"examples:\n{examples}")
    sentence, lines = refused("check", "--shelf", str(tmp_path))

    assert sentence == f"1 thing to mend in {tmp_path}."
    assert "Example «edge»: the total: 0 of 1 (0%), not 1 of 1 (100%)" in lines


def test_an_example_without_the_period_of_its_measure_is_told(tmp_path):
    put(tmp_path, "measures/some.yaml", WITH_A_PERIOD)
    examples = "".join(
        f"  - {{name: {name}, says: Something., as_at: 2026-03-31, rows: {{statements: []}},"
        " figures: [{n: 0, of: 0, words: no cases}]}\n"
        for name in ("plain", "edge", "empty")
    )
    put(tmp_path, "measures/some.examples.yaml", f"examples:\n{examples}")
    _, lines = refused("check", "--shelf", str(tmp_path))

    assert "measures/some.examples.yaml: Example «plain»: " in lines
    assert "needs a period" in lines


def test_the_reference_of_a_shelf_of_ones_own_needs_a_folder(tmp_path):
    put(tmp_path, "glossary/word.yaml", TERM)

    sentence, _ = refused("docs", "--shelf", str(tmp_path))

    assert sentence.startswith(f"Name a folder with --out for the reference of {tmp_path}")
    assert run("docs", "--shelf", str(tmp_path), "--out", str(tmp_path / "docs"))[0].startswith("Wrote ")


def test_a_shelf_that_is_not_there_is_told(tmp_path):
    _, lines = refused("check", "--shelf", str(tmp_path / "nowhere"))

    assert "There is no such folder." in lines


def test_docs_are_written_and_then_up_to_date(tmp_path):
    sentence, _ = refused("docs", "--out", str(tmp_path), "--check")
    assert "Run ./los library docs." in sentence
    assert not list(Path(tmp_path).iterdir())

    every = len(pages(load()))
    assert run("docs", "--out", str(tmp_path))[0].startswith(f"Wrote {every} of {every} pages")
    assert "up to date" in run("docs", "--out", str(tmp_path), "--check")[0]


def test_a_file_of_ours_is_shown_as_it_stands_and_makes_a_shelf_in_order(tmp_path):
    said, complaints = run("show", "core-group-next")
    parts = re.split(r"^# (standards/.*)\n", said, flags=re.MULTILINE)[1:]
    for name, text in zip(parts[::2], parts[1::2], strict=True):
        put(tmp_path, name, text)

    assert complaints == ""
    assert parts[::2] == ["standards/core-group-next.yaml", "standards/core-group-next.examples.yaml"]
    assert run("check", "--shelf", str(tmp_path))[1] == ""


def test_a_file_that_is_not_there_is_told_with_the_nearest():
    assert refused("show", "standards/cla-visits")[0].endswith("Did you mean «standards/cla-visit»?")
    assert refused("show")[0] == "Say which file, for example standards/cla-visit."
