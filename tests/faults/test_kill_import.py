"""Killed while a report is imported: the review is there as a whole, or there is nothing of it."""

import pytest

from tests.faults.killing import REPORT, Place, missing_or_whole, spread

COMMAND = ["import-summary", str(REPORT), "--review", "new"]


@pytest.fixture
def whole(place: Place) -> tuple[dict[str, int], dict[str, int], int]:
    """The rows before an import and after one that nobody disturbed, and how many steps it took."""
    before = place.rows()
    (done,) = place.answers(COMMAND)
    assert done["code"] == 0, done["err"]
    return before, place.rows(), done["steps"]


def test_a_killed_import_leaves_the_whole_review_or_nothing_and_can_be_run_again(place, whole, kills):
    before, after, steps = whole

    for at in spread(steps, kills=kills):
        place.again()
        place.kill(COMMAND, at=at)

        left = place.rows()
        again, trail = place.answers(COMMAND, ["verify"])

        where = f"killed at step {at} of {steps}"
        assert missing_or_whole(left, before=before, after=after) == [], where
        assert (again["code"], trail["code"]) == (0, 0), f"{where}: {again['err']}{trail['err']}"
        assert left == after or place.rows() == after, where


def test_control_an_import_without_a_transaction_leaves_halves_that_the_same_look_finds(place, whole):
    before, after, steps = whole
    place.again()

    place.kill(COMMAND, at=steps // 2, autocommit=True)

    halves = missing_or_whole(place.rows(), before=before, after=after)
    assert {"assurance_review", "assurance_statement", "assurance_wording", "trail_event"} <= set(halves)
