"""Every system has a figure that a published sentence cites; one without says since when, and why."""

import re
from datetime import date
from pathlib import Path

import yaml

from lineofsight.library.shelf import load
from lineofsight.library.system import System

ROOT = Path(__file__).parents[2]
SHELF = load(None)
SYSTEMS = SHELF.all_newest(System)
PAGE = (ROOT / "docs/systems.md").read_text()
ACCEPTED = yaml.safe_load((Path(__file__).parent / "rows_without_a_sentence.yaml").read_text())


def uncited(text: str) -> set[str]:
    """The rows of the page of systems whose section quotes no sentence."""
    sections = re.split(r"^## (?=R\d\d )", text, flags=re.MULTILINE)[1:]
    return {section[:3] for section in sections if not re.search(r"^> [A-Z] S\d+ \(", section, flags=re.MULTILINE)}


def test_every_system_is_cited_or_its_exception_is_dated_and_has_a_reason():
    without = uncited(PAGE)

    assert without == set(ACCEPTED)
    assert {one.row for one in SYSTEMS} >= without
    for facts in ACCEPTED.values():
        assert isinstance(facts["since"], date)
        assert len(facts["reason"]) > 40


def test_a_system_without_a_sentence_is_found():
    text = "## R01 One\n\n> A S3 (Somebody): It is so.\n\n## R02 Two\n\n*No sentence cites it yet.*\n"

    assert uncited(text) == {"R02"}


def test_an_exception_has_no_figure_or_one_of_too_few():
    few = {row for row, facts in ACCEPTED.items() if facts.get("few")}

    assert {one.row for one in SYSTEMS if one.no_figure} == set(ACCEPTED) - few
