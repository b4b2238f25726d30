"""docs/how-to/add-a-standard.md, followed word for word."""

from datetime import date

import pytest

from lineofsight.library.shelf import load
from lineofsight.sight.history import Carried, Event, History, Span
from lineofsight.sight.plain.engine import due_for
from lineofsight.sight.shelf import in_use
from tests.library.followed import changed, checked, saved

ID = "visit-in-a-residential-school"


@pytest.fixture
def shelf(tmp_path):
    return saved("add-a-standard.md", tmp_path)


def test_the_page_gives_a_shelf_that_is_in_order(shelf):
    said, wrong = checked(shelf)

    assert wrong == ""
    assert said.startswith("The library is in order")


def test_the_standard_judges_a_child_beside_ours(shelf):
    rules = in_use(load(shelf))
    history = History(
        "KX4-72M",
        (Event("care-visit", date(2026, 2, 2)),),
        (Span("care", date(2026, 1, 5)), Span("placement", date(2026, 1, 5), None, "S1")),
        tuple(Carried(kind) for kind in rules.kinds),
    )

    found = due_for(history, rules.editions(ID), as_at=date(2026, 3, 5), calendars=rules.calendars, alone=rules.alone)

    assert [(one.due, one.status.value) for one in found] == [(date(2026, 2, 2), "met"), (date(2026, 3, 2), "overdue")]
    assert len({one.id for one in rules.standards}) == len({one.id for one in in_use(load()).standards}) + 1


@pytest.mark.parametrize(
    "right, wrong, told",
    [
        ("event: care-visit", "event: care-visits", "care-visit"),
        ("codes: [S1]", "codes: [S9]", "«S9» is not a code of «placement»"),
        ("counted_from: [placement]", "counted_form: [placement]", "counted_from"),
        ("chain:", "chains:", "chain"),
    ],
)
def test_a_word_that_is_not_known_is_refused_with_its_line_and_the_nearest_word(shelf, right, wrong, told):
    changed(shelf, f"standards/{ID}.yaml", right, wrong)

    _, said = checked(shelf)

    assert f"standards/{ID}.yaml, line " in said
    assert told in said


def test_an_example_that_does_not_come_out_is_told_with_what_did(shelf):
    changed(shelf, f"standards/{ID}.examples.yaml", "days_late: 3", "days_late: 4")

    _, said = checked(shelf)

    assert "4 days late) is expected and not given" in said
    assert "3 days late) is given and not expected" in said
