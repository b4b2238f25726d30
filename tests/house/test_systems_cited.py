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


def figures(text: str) -> dict[str, dict[str, str]]:
    """The figures of each row of the page of systems, in the words in which they stand there."""
    sections = re.split(r"^## (?=R\d\d )", text, flags=re.MULTILINE)[1:]
    told = r"^- `([a-z0-9-]+)`: .*?\*\*(.*)\*\*$"
    return {section[:3]: dict(re.findall(told, section, flags=re.MULTILINE)) for section in sections}


def cases(words: str) -> int:
    """How many a figure is of: «31 of 45 (69%)», «40 minutes for 15 calls (2.7 each)»; nought where there are none."""
    found = re.match(r"[\d.,]+ (?:[a-z ]+ )?(?:of|for) ([\d,]+)", words)
    return int(found[1].replace(",", "")) if found else 0


# Rows of which no figure has a case in the demonstration, each with why.
WITHOUT_CASES = {"R41": "it has no figure: that page counts what the others count"}
# What several agencies do for a child, step by step: from so few nobody could see what the figures say.
EIGHT = ("R03", "R05", "R07", "R09", "R14", "R15", "R22", "R23", "R25", "R26", "R37", "R38")
LEAST = 5


def test_every_row_has_a_figure_with_cases_in_the_demonstration_or_is_named_with_why():
    without = {row for row, found in figures(PAGE).items() if not any(map(cases, found.values()))}

    assert without == set(WITHOUT_CASES)
    assert len(figures(PAGE)) == len(SYSTEMS) == 49


def test_the_figures_of_the_eight_that_go_step_by_step_have_cases_enough_and_are_not_all_in_time():
    few = {(row, id): words for row in EIGHT for id, words in figures(PAGE)[row].items() if cases(words) < LEAST}
    perfect = {row for row in EIGHT if all("(100%)" in words for words in figures(PAGE)[row].values())}

    assert few == {}
    assert perfect == set()


def test_control_a_figure_without_cases_and_one_of_few_are_found():
    one, two = "- `a`: How many? **no cases; 3 left out: 3 new**", "- `b`: How often? **1 of 4 (25%)**"
    text = f"## R01 One\n\n{one}\n\n## R02 Two\n\n{two}\n"

    assert {row: [cases(words) for words in found.values()] for row, found in figures(text).items()} == {
        "R01": [0],
        "R02": [4],
    }
    assert (cases("40 minutes for 15 calls (2.7 each)"), cases("169 of 238 cases (71.0%)")) == (15, 238)


def test_a_system_without_a_sentence_is_found():
    text = "## R01 One\n\n> A S3 (Somebody): It is so.\n\n## R02 Two\n\n*No sentence cites it yet.*\n"

    assert uncited(text) == {"R02"}


def test_an_exception_has_no_figure_or_one_of_too_few():
    few = {row for row, facts in ACCEPTED.items() if facts.get("few")}

    assert {one.row for one in SYSTEMS if one.no_figure} == set(ACCEPTED) - few
