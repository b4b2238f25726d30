"""Killed while a return is taken: what is known is as before or as after, and the next one finds no leftovers."""

import pytest

from tests.faults.killing import Place, spread

SHELL = ["shell", "--no-imports", "-c"]


def command(call: str) -> list[str]:
    return [*SHELL, f"from tests.faults import return_taking as t; t.{call}"]


FIRST, LATER = command("take(later=False)"), command("take(later=True)")
LOOK, CARELESS = command("look()"), command("look_carelessly()")


def rows(place: Place) -> dict[str, int]:
    """How many rows of the records there are."""
    return {table: count for table, count in place.rows().items() if table.startswith(("identities_", "practice_"))}


def known(place: Place, *, by: list[str] = LOOK) -> str:
    (said,) = place.answers(by)
    assert said["code"] == 0, said["err"]
    return str(said["out"])


def begun(place: Place) -> Place:
    """The demonstration afresh, with its key and its own children, and the first return taken."""
    place.again()
    (done,) = place.answers(FIRST)
    assert done["code"] == 0, done["err"]
    return place


@pytest.fixture
def whole(place: Place) -> tuple[str, str, dict[str, int], int]:
    """What is known before a later return and after one that nobody disturbed, its rows, and how many steps it took."""
    before = known(begun(place))
    (done,) = place.answers(LATER)
    assert done["code"] == 0, done["err"]
    return before, known(place), rows(place), done["steps"]


def test_a_killed_return_is_known_as_a_whole_or_not_at_all_and_can_be_taken_again(place, whole, kills):
    before, after, all_rows, steps = whole
    assert before != after

    for at in spread(steps, kills=kills):
        begun(place).kill(LATER, at=at)

        where = f"killed at step {at} of {steps}"
        assert known(place) in (before, after), where
        again, trail = place.answers(LATER, ["verify"])
        assert (again["code"], trail["code"]) == (0, 0), f"{where}: {again['err']}{trail['err']}"
        assert (known(place), rows(place)) == (after, all_rows), where


def test_control_who_does_not_ask_whether_a_return_was_taken_sees_half_of_it(place, whole):
    before, after, all_rows, steps = whole

    begun(place).kill(LATER, at=steps // 2)

    assert known(place, by=CARELESS) not in (before, after)
    assert known(place) == before
    assert rows(place) != all_rows
