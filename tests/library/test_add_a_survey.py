"""docs/how-to/add-a-survey.md, followed word for word: a survey by YAML alone."""

import pytest

from lineofsight.library.reference import pages
from lineofsight.library.shelf import load
from tests.library.followed import changed, checked, saved

SURVEY = "surveys/after-the-move.yaml"


@pytest.fixture
def shelf(tmp_path):
    return saved("add-a-survey.md", tmp_path)


def test_the_page_gives_a_shelf_that_is_in_order_and_stands_in_the_reference(shelf):
    said, wrong = checked(shelf)

    assert wrong == ""
    assert said.startswith("The library is in order")
    assert "Shown from 12 answers on" in pages(load(shelf))["library/surveys.md"]


@pytest.mark.parametrize(
    "right, wrong, told",
    [
        ("fewest: 12", "fewest: 9", "greater than or equal to 10"),
        ("headline: quiet", "headline: quite", "is not one of the questions"),
        ("id: near", "id: quiet", "Two questions have the same id"),
        ("id: near", "id: team", "cannot be called team"),
        ("roles: [allocated worker, manager]", "roles: [allocated worker, manger]", "Did you mean «manager»?"),
        ("agencies: [council]", "agencies: [counsel]", "council"),
    ],
)
def test_what_a_survey_may_not_say_is_refused_with_its_line(shelf, right, wrong, told):
    changed(shelf, SURVEY, right, wrong)

    _, said = checked(shelf)

    assert f"{SURVEY}, line " in said
    assert told in said


def test_an_example_that_does_not_come_out_is_told(shelf):
    changed(shelf, "surveys/after-the-move.examples.yaml", "high: 12", "high: 13")

    assert "«edge: one answer too few in a team»" in checked(shelf)[1]
