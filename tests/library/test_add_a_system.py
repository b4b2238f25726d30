"""docs/how-to/add-a-system.md, followed word for word: a system by YAML alone."""

import pytest

from lineofsight.library.reference import pages
from lineofsight.library.shelf import load
from tests.library.followed import changed, checked, saved

FILE = "systems/young-carers.yaml"


@pytest.fixture
def shelf(tmp_path):
    return saved("add-a-system.md", tmp_path)


def test_the_page_gives_a_shelf_that_is_in_order_and_stands_in_the_reference(shelf):
    said, wrong = checked(shelf)

    assert wrong == ""
    assert said.startswith("The library is in order")
    assert "W01 Young carers are seen" in pages(load(shelf))["library/systems.md"]


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("measures: [feedback-answered]", "measures: [feedback-anwered]", "Did you mean «feedback-answered»?"),
        ("theme: quality-and-voice", "theme: quality-and-voices", "Did you mean «quality-and-voice»?"),
        ("[children-and-families]", "[children-and-family]", "Did you mean «children-and-families»?"),
        ("measures: [feedback-answered]\n", "", "has a figure, or says under «no_figure» why"),
        ("roles: [practitioner]", "roles: [practitoner]", "practitioner"),
        ("where: /voice", "where: voice", "should match pattern"),
    ],
)
def test_what_a_system_may_not_say_is_refused_with_its_line(shelf, right, wrong, told):
    changed(shelf, FILE, right, wrong)

    said = "".join(checked(shelf))

    assert f"{FILE}, line" in said
    assert told in said
