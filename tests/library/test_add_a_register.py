"""docs/how-to/add-a-register.md, followed word for word (its pages: tests/web/test_by_yaml_alone.py)."""

import pytest

from lineofsight.library.reference import pages
from lineofsight.library.shelf import load
from tests.library.followed import changed, checked, saved

FILE = "registers/placement-meeting.yaml"


@pytest.fixture
def shelf(tmp_path):
    return saved("add-a-register.md", tmp_path)


def test_the_page_gives_a_shelf_that_is_in_order(shelf):
    said, wrong = checked(shelf)

    assert wrong == ""
    assert said.startswith("The library is in order")


@pytest.mark.parametrize(
    "right, wrong, told",
    [
        ("[fostering]]", "[fostring]]", "Did you mean «fostering»?"),
        ("decision: decision", "decision: desicion", "Did you mean «decision»?"),
        ("kind: number", "kind: numbers", "Did you mean «number»?"),
        ("kept_by:", "kept_by_whom:", "Did you mean «kept_by»?"),
        ("agency: council", "agency: counsil", "Did you mean «council»?"),
        ("child: needed", "child: never", "begins with"),
        ("meetings: true\n", "", "A meeting has «roles»"),
    ],
)
def test_a_word_that_is_not_known_is_refused_with_its_line_and_the_nearest_word(shelf, right, wrong, told):
    changed(shelf, FILE, right, wrong)

    _, said = checked(shelf)

    assert f"{FILE}, line " in said
    assert told in said


def test_an_example_that_does_not_come_out_is_told(shelf):
    changed(shelf, "registers/placement-meeting.examples.yaml", "quorate: true", "quorate: false")

    assert "Example «plain: a move is agreed»" in checked(shelf)[1]


def test_it_stands_in_the_reference(shelf):
    assert "## Placement meeting" in pages(load(shelf))["library/registers.md"]
