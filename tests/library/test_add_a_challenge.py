"""docs/how-to/add-a-challenge.md, followed word for word (its pages: tests/web/test_by_yaml_alone.py)."""

import pytest

from lineofsight.library.reference import pages
from lineofsight.library.shelf import load
from tests.library.followed import changed, checked, saved

FILE = "challenges/school-challenge.yaml"


@pytest.fixture
def shelf(tmp_path):
    return saved("add-a-challenge.md", tmp_path)


def test_the_page_gives_a_shelf_that_is_in_order(shelf):
    said, wrong = checked(shelf)

    assert wrong == ""
    assert said.startswith("The library is in order")


@pytest.mark.parametrize(
    "right, wrong, told",
    [
        ("standard: challenge-informal", "standard: challenge-informel", "Did you mean «challenge-informal»?"),
        ("agency: education", "agency: educasion", "Did you mean «education»?"),
        ("roles: [safeguarding lead]", "roles: [safe guarding lead]", "Did you mean «safeguarding lead»?"),
        ("code: informal", "code: informel", "Did you mean «informal»?"),
        ("concerns:", "concern:", "Did you mean «concerns»?"),
        ("standard: challenge-stage-1", "standard: challenge-stage-2", "does not count from"),
        ("This is not a referral.", "Tell us.", "first_line"),
        ("whole: challenge-formal\n", "", "«whole» stands where stages are formal"),
        ("reasons_to_pass_over:\n  danger: The pupil may be hurt meanwhile\n", "", "may be passed over"),
    ],
)
def test_a_word_that_is_not_known_is_refused_with_its_line_and_the_nearest_word(shelf, right, wrong, told):
    changed(shelf, FILE, right, wrong)

    _, said = checked(shelf)

    assert f"{FILE}, line " in said
    assert told in said


def test_a_story_that_ends_otherwise_is_told_with_where_it_ended(shelf):
    changed(shelf, "challenges/school-challenge.examples.yaml", "due: 2026-01-19", "due: 2026-01-20")

    assert "«due» is 2026-01-19 at the end; the example says 2026-01-20" in checked(shelf)[1]


def test_a_broken_file_takes_nothing_else_down(shelf):
    changed(shelf, FILE, "raised_by:", "raised:")

    found = load(shelf)

    assert found.faults
    assert found.ids("challenges") == load().ids("challenges")


def test_it_stands_in_the_reference(shelf):
    assert "## Challenge by a school" in pages(load(shelf))["library/challenges.md"]
