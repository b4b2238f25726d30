"""docs/how-to/add-an-audit.md, followed word for word (its pages: tests/web/audits/test_by_yaml_alone.py)."""

import pytest

from lineofsight.library.reference import pages
from lineofsight.library.shelf import load
from tests.library.followed import changed, checked, saved

FILE = "audits/first-visits.yaml"


@pytest.fixture
def shelf(tmp_path):
    return saved("add-an-audit.md", tmp_path)


def test_the_page_gives_a_shelf_that_is_in_order_and_stands_in_the_reference(shelf):
    said, wrong = checked(shelf)

    assert wrong == ""
    assert said.startswith("The library is in order")
    assert "## First visits" in pages(load(shelf))["library/audits.md"]


@pytest.mark.parametrize(
    "right, wrong, told",
    [
        ("tool: first-visit-tool", "tool: first-visit-tol", "Did you mean «first-visit-tool»?"),
        ("question: in-time", "question: in-tim", "Did you mean «in-time»?"),
        ("has: [care]", "has: [caree]", "Did you mean «care»?"),
        ("not_counted: [asleep]", "not_counted: [asleeep]", "Did you mean «asleep»?"),
        ("voice: true, ", "", "voice of the child"),
        ("method: random", "method: randm", "Did you mean «random»?"),
        ("question: in-time}", "question: in-time, voice: true}", "voice of the child"),
        ("{born: false}", "{born: false, has: [care]}", "exactly one of"),
    ],
)
def test_a_word_that_is_not_known_is_refused_with_its_line_and_what_was_meant(shelf, right, wrong, told):
    changed(shelf, FILE, right, wrong)

    _, said = checked(shelf)

    assert f"{FILE}, line " in said
    assert told in said


def test_an_example_that_does_not_come_out_is_told(shelf):
    changed(shelf, "audits/first-visits.examples.yaml", "good: [in-time, child-heard]", "good: [in-time]")

    assert "Example «plain: a child in care, and both are good»" in checked(shelf)[1]
