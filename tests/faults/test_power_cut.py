"""Promise P2: no acknowledged write is lost when the power goes, whatever of the later writes has reached the disk."""

import json
import random
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings

from tests.faults.power import Disk, Kept, write_until_the_cut
from tests.trail.places import migrated_place

pytestmark = pytest.mark.sqlite_only(reason="it is SQLite's file that the power is cut for")

# Acts of a run, each as the product writes it: more than SQLite keeps beside the file before it moves them over.
ACTS = 260
SEALED_EVERY = 20
RECORD = f"""
import json
from django.db import connection
from tests.faults.trail_writers import AT, write
from lineofsight.trail.sealer import seal
connection.ensure_connection()
acts = []
for number in range({ACTS}):
    acts.append([])
    connection.connection.set_trace_callback(acts[-1].append)
    seal(at=AT) if number % {SEALED_EVERY} == {SEALED_EVERY} - 1 else write("together", "writer", str(number))
print(json.dumps([[one for one in act if not one.startswith("--")] for act in acts]))
"""


@dataclass(frozen=True)
class Told:
    """An empty installation's database, the acts that are done in it as SQL, and what each of them leaves."""

    database: Path
    acts: list[list[str]]
    keys: list[str]


@dataclass(frozen=True)
class Found:
    """What was acknowledged before the cut and what stands there when the power is back."""

    acknowledged: list[str]
    standing: list[str]
    events: int
    integrity: str

    @property
    def lost(self) -> int:
        return len(set(self.acknowledged) - set(self.standing))


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    folder = tmp_path_factory.mktemp("power")
    place = migrated_place(folder)
    database = folder / "as-it-was.sqlite3"
    with closing(sqlite3.connect(folder / "lineofsight.sqlite3")) as source, closing(sqlite3.connect(database)) as kept:
        source.backup(kept)
    acts = json.loads(place.script(RECORD))
    keys = [str(number) for number in range(ACTS) if number % SEALED_EVERY != SEALED_EVERY - 1]
    return Told(database, acts, keys)


def as_shipped() -> str:
    return str(settings.DATABASES["default"]["OPTIONS"]["init_command"])


def steps_of(told: Told, folder: Path) -> int:
    """How many steps the disk takes when nobody cuts its power."""
    disk = Disk()
    assert write_until_the_cut(fresh(told, folder / "whole"), disk, as_shipped(), told.acts) == ACTS
    return disk.taken


def fresh(told: Told, folder: Path) -> Path:
    folder.mkdir()
    return Path(shutil.copy(told.database, folder / "lineofsight.sqlite3"))


def cut(told: Told, folder: Path, init: str, *, at: int, chance: random.Random) -> Found:
    """Write, lose the power at a step of the disk, and look at what is found by the product's own SQLite."""
    disk = Disk(steps=at)
    done = write_until_the_cut(fresh(told, folder), disk, init, told.acts)
    after = folder / "after"
    after.mkdir()
    disk.found(after, chance)
    with closing(sqlite3.connect(after / "lineofsight.sqlite3")) as database:
        found = Found(
            acknowledged=[key for key in told.keys if int(key) < done],
            standing=[key for (key,) in database.execute("SELECT key FROM trail_done ORDER BY id")],
            events=database.execute("SELECT count(*) FROM trail_event").fetchone()[0],
            integrity=database.execute("PRAGMA integrity_check").fetchone()[0],
        )
    shutil.rmtree(folder)
    return found


def test_no_acknowledged_write_is_lost_when_the_power_is_cut(told: Told, tmp_path: Path, is_long_run: bool):
    cuts, least = (300, 30_000) if is_long_run else (12, 1_000)
    chance = random.Random(2)
    steps = steps_of(told, tmp_path)

    found = [
        cut(told, tmp_path / str(turn), as_shipped(), at=chance.randrange(1, steps), chance=chance)
        for turn in range(cuts)
    ]

    assert sum(len(one.acknowledged) for one in found) >= least
    assert sum(one.lost for one in found) == 0
    assert {one.integrity for one in found} == {"ok"}
    # An act is whole with its event or is not there, and none stands there before an earlier one.
    assert [one for one in found if one.standing != told.keys[: len(one.standing)]] == []
    assert [one for one in found if one.events != len(one.standing)] == []


def test_control_without_a_sync_at_each_commit_acknowledged_writes_are_lost(told: Told, tmp_path: Path):
    careless = as_shipped().replace("synchronous=FULL", "synchronous=NORMAL")
    assert careless != as_shipped()
    chance = random.Random(2)

    found = [cut(told, tmp_path / str(at), careless, at=at, chance=chance) for at in (300, 600, 900)]

    assert sum(one.lost for one in found) > 0


def test_control_a_write_that_was_not_synced_is_found_torn():
    kept = Kept(bytearray(b"." * 2048))
    kept.since.append((100, b"x" * 1500))

    found = {kept.after_a_cut(random.Random(turn)) for turn in range(40)}
    kept.sync()

    assert len(found) > 5
    assert kept.after_a_cut(random.Random(0)) == b"." * 100 + b"x" * 1500 + b"." * 448
