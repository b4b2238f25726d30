"""docs/how-to/add-a-staff-list.md, followed word for word (its pages: tests/web/test_staff_list_by_yaml_alone.py)."""

import pytest

from lineofsight.library.reference import pages
from lineofsight.library.shelf import load
from tests.library.followed import changed, checked, saved

FILE = "staff-lists/rota.yaml"


@pytest.fixture
def shelf(tmp_path):
    return saved("add-a-staff-list.md", tmp_path)


def test_the_page_gives_a_shelf_that_is_in_order_and_stands_in_the_reference(shelf):
    said, wrong = checked(shelf)

    assert wrong == ""
    assert said.startswith("The library is in order")
    assert "## Absences of the rota system" in pages(load(shelf))["library/staff-lists.md"]


@pytest.mark.parametrize(
    "right, wrong, told",
    [
        ("takes: absence", "takes: absense", "Did you mean «absence»?"),
        ("  start: From", "  strat: From", "Did you mean «start»?"),
        ("  start: From\n", "", "«start» has no column."),
        ("[Name, Cause]", "[Name, From]", "is looked at and thrown away"),
    ],
)
def test_a_word_that_is_not_known_is_refused_with_its_line_and_the_nearest_word(shelf, right, wrong, told):
    changed(shelf, FILE, right, wrong)

    _, said = checked(shelf)

    assert f"{FILE}, line " in said
    assert told in said


def test_an_example_that_does_not_come_out_is_told(shelf):
    changed(shelf, "staff-lists/rota.examples.yaml", "takes: 1", "takes: 2")

    assert "it takes 1 rows, not 2" in checked(shelf)[1]
