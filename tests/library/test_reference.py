"""The pages made from the library are the committed ones, and the same library makes the same bytes."""

import re
import shutil
from pathlib import Path

from lineofsight import library
from lineofsight.library import reference
from lineofsight.library.kinds import KINDS
from lineofsight.library.reference.vocabulary import vocabulary_page
from lineofsight.library.shelf import load
from tests.library.shelves import TERM, put

DOCS = Path(__file__).resolve().parents[2] / "docs"


def test_the_committed_reference_is_what_the_library_makes():
    assert reference.stale(load(), DOCS) == ()


def test_a_page_that_was_changed_by_hand_is_noticed(tmp_path):
    reference.write(load(), tmp_path)
    assert reference.stale(load(), tmp_path) == ()

    page = tmp_path / "library" / "measures.md"
    page.write_text(page.read_text(encoding="utf-8") + "One more line.\n", encoding="utf-8")
    put(tmp_path, "library/old-page.md", "left over")

    assert reference.stale(load(), tmp_path) == ("library/measures.md", "library/old-page.md")


def test_a_changed_library_makes_a_changed_page(tmp_path):
    put(tmp_path, "glossary/audit.yaml", TERM)

    assert reference.stale(load(tmp_path), DOCS) == ("glossary.md",)


def test_the_order_in_which_files_were_written_does_not_matter(tmp_path):
    ours = Path(library.__file__).parent
    for folder in sorted(KINDS):
        (tmp_path / folder).mkdir()
        for path in sorted((ours / folder).glob("*.yaml"), reverse=True):
            shutil.copy(path, tmp_path / folder / path.name)
    shutil.copy(ours / "sources.yaml", tmp_path)

    assert reference.pages(load(ours=tmp_path)) == reference.pages(load())


def test_writing_twice_changes_nothing_the_second_time(tmp_path):
    assert len(reference.write(load(), tmp_path)) == len(reference.pages(load()))
    assert reference.write(load(), tmp_path) == ()


def test_what_is_not_checked_against_its_source_says_so_on_the_page():
    glossary = reference.pages(load())["glossary.md"]

    assert "**Core group**" in glossary
    assert "*Not yet checked against the source.* (wt-2023)" in glossary


# The conditions of a measure have a table of their own.
CONDITIONS = {"ColumnTest", "All", "AnyOf", "Not", "HasAny", "RowsElsewhere"}


def vocabulary() -> str:
    return "\n".join(vocabulary_page(load()))


def test_every_word_that_may_stand_in_a_file_or_its_examples_stands_in_the_vocabulary():
    told = set(re.findall(r"^\| `([^`]+)` \| (?:yes|no) \|", vocabulary(), re.MULTILINE))
    models = [one for kind in KINDS.values() for one in (kind, kind.EXAMPLES) if one]
    schemas = [model.model_json_schema(by_alias=True) for model in models]
    parts = [part for schema in schemas for part in (schema, *schema.get("$defs", {}).values())]

    words = {word for part in parts if part["title"] not in CONDITIONS for word in part.get("properties", {})}

    assert len(words) > 300
    assert words <= told, sorted(words - told)
    assert "words_of_no_kind" not in told


def test_a_word_says_how_it_is_written_and_what_may_stand_in_it():
    text = vocabulary()

    assert "| `ends` | no | a list of 2 | of a scale: what its two ends mean |" in text
    for heading in ("`by_hand` in `facts/`", "`grades` in `instruments/`", "`chain → limits` in `standards/`"):
        assert f"### {heading}\n" in text
