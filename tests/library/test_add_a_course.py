"""docs/how-to/add-a-course.md, followed word for word: a course and a requirement by YAML alone."""

import pytest

from lineofsight.library.reference import pages
from lineofsight.library.shelf import load
from tests.library.followed import changed, checked, saved

COURSE, REQUIREMENT = "courses/safer-sleep.yaml", "requirements/safer-sleep-for-visitors.yaml"


@pytest.fixture
def shelf(tmp_path):
    return saved("add-a-course.md", tmp_path)


def test_the_page_gives_a_shelf_that_is_in_order_and_stands_in_the_reference(shelf):
    said, wrong = checked(shelf)
    made = pages(load(shelf))

    assert wrong == ""
    assert said.startswith("The library is in order")
    assert "Level 2 (Our partnership), 90 minutes" in made["library/courses.md"]
    assert "renewed every 24 months" in made["library/requirements.md"]


@pytest.mark.parametrize(
    "file, right, wrong, told",
    [
        (COURSE, "about: confidence", "about: confidance", "Did you mean «confidence»?"),
        (COURSE, "applied: [asked]", "applied: [asket]", "is not one of the answers"),
        (COURSE, "feedback_from: 6", "feedback_from: 4", "greater than or equal to 5"),
        (COURSE, "remind_weeks: [6]", "remind_weeks: [11]", "falls into the weeks"),
        (REQUIREMENT, "course: safer-sleep", "course: safer-slep", "Did you mean «safer-sleep»?"),
        (REQUIREMENT, "health visitor, midwife", "health visitor, midwive", "Did you mean «midwife»?"),
    ],
)
def test_a_word_that_is_not_known_is_refused_with_its_line(shelf, file, right, wrong, told):
    changed(shelf, file, right, wrong)

    _, said = checked(shelf)

    assert f"{file}, line " in said
    assert told in said


@pytest.mark.parametrize(
    "file, right, wrong",
    [
        ("courses/safer-sleep.examples.yaml", "answered: 5", "answered: 6"),
        ("requirements/safer-sleep-for-visitors.examples.yaml", "holds: not yet due", "holds: not held"),
    ],
)
def test_an_example_that_does_not_come_out_is_told(shelf, file, right, wrong):
    changed(shelf, file, right, wrong)

    assert "«edge: " in checked(shelf)[1]
