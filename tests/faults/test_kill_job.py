"""Killed while a job writes a plan: the whole plan stands with its job done, or nothing; and it is done again."""

import sqlite3
from contextlib import closing

import pytest

from tests.faults.killing import Place, spread

ASK = ["shell", "--no-imports", "-c", "from tests.faults.plan_job import ask; ask()"]
WRITE = ["shell", "--no-imports", "-c", "from tests.faults.plan_job import write; write()"]


def written(place: Place) -> dict[str, int]:
    """How many rows the act itself writes. The job says by itself how far it is."""
    return {table: count for table, count in place.rows().items() if table.startswith("assurance_")}


def state(place: Place) -> str:
    """Where the job stands: the last that was asked for."""
    with closing(sqlite3.connect(place.data / "lineofsight.sqlite3")) as database:
        return str(database.execute("SELECT state FROM jobs_job ORDER BY id DESC").fetchone()[0])


def falls_silent(place: Place) -> None:
    """A minute goes by in which nobody was heard of."""
    with closing(sqlite3.connect(place.data / "lineofsight.sqlite3")) as database, database:
        database.execute("UPDATE jobs_job SET beat_at = datetime(beat_at, '-2 minutes') WHERE state = 'running'")


def asked(place: Place) -> Place:
    place.again()
    (done,) = place.answers(ASK)
    assert done["code"] == 0, done["err"]
    return place


@pytest.fixture
def whole(place: Place) -> tuple[dict[str, int], dict[str, int], int]:
    """The rows before a job and after one that nobody disturbed, and how many steps it took."""
    before = written(asked(place))
    (done,) = place.answers(WRITE)
    assert (done["code"], state(place)) == (0, "done"), done["err"]
    return before, written(place), done["steps"]


def test_a_killed_job_leaves_the_whole_plan_or_nothing_and_is_done_again(place, whole, kills):
    before, after, steps = whole

    for at in spread(steps, kills=kills):
        asked(place).kill(WRITE, at=at)

        left, stood = written(place), state(place)
        falls_silent(place)
        again, trail = place.answers(WRITE, ["verify"])

        where = f"killed at step {at} of {steps}"
        assert (left, stood) in [(after, "done"), (before, "running"), (before, "waiting")], where
        assert (again["code"], trail["code"]) == (0, 0), f"{where}: {again['err']}{trail['err']}"
        assert (written(place), state(place)) == (after, "done"), where


def test_control_a_job_without_a_transaction_leaves_halves_that_the_same_look_finds(place, whole):
    before, after, steps = whole

    asked(place).kill(WRITE, at=steps // 2, autocommit=True)

    assert written(place) not in (before, after)
