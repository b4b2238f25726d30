"""docs/how-to/add-a-return.md, followed word for word (its pages: tests/web/test_by_yaml_alone.py)."""

import pytest

from lineofsight.library.reference import pages
from lineofsight.library.shelf import load
from tests.library.followed import changed, checked, saved

FILE = "quarterlies/night-visits.yaml"


@pytest.fixture
def shelf(tmp_path):
    return saved("add-a-return.md", tmp_path)


def test_the_page_gives_a_shelf_that_is_in_order(shelf):
    said, wrong = checked(shelf)

    assert wrong == ""
    assert said.startswith("The library is in order")


@pytest.mark.parametrize(
    "right, wrong, told",
    [
        ("calendar: england-bank-holidays", "calendar: england-bank-holiday", "Did you mean «england-bank-holidays»?"),
        ("reaches: local", "reaches: locally", "Did you mean «local»?"),
        ("agency: police", "agency: polise", "Did you mean «police»?"),
        ("questions:", "question:", "Did you mean «questions»?"),
        ("within: 20", "within: often", "«within»"),
    ],
)
def test_a_word_that_is_not_known_is_refused_with_its_line_and_the_nearest_word(shelf, right, wrong, told):
    changed(shelf, FILE, right, wrong)

    _, said = checked(shelf)

    assert f"{FILE}, line " in said
    assert told in said


def test_an_example_that_does_not_come_out_is_told(shelf):
    changed(shelf, "quarterlies/night-visits.examples.yaml", "n: 45", "n: 44")

    assert "should be refused and is not" in checked(shelf)[1]


def test_it_stands_in_the_reference(shelf):
    assert "## Children met at night" in pages(load(shelf))["library/quarterlies.md"]
