"""Promises P1 and P13: no acknowledged write is lost when processes are killed, and none has two effects."""

import json
import os
import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.trail.places import ROOT, migrated_place

VERIFY = """
import json
from dataclasses import asdict
from tests.trail.given import moment
from lineofsight.trail.sealer import seal
from lineofsight.trail.verify import verify
seal(at=moment(9))
print(json.dumps(asdict(verify())))
"""


@dataclass(frozen=True)
class Outcome:
    """What was acknowledged, and what the database holds afterwards."""

    acknowledged: set[str]
    effects: Counter[str]
    events: Counter[str]
    integrity: str
    verdict: dict[str, object]
    places: list[int]


def run(folder: Path, manner: str, *, kills: int = 0, acks: int = 0) -> Outcome:
    place = migrated_place(folder)
    environment = {**os.environ, "LOS_DATA": str(folder), "DATABASE_URL": ""}
    writers = subprocess.run(
        [sys.executable, "-m", "tests.faults.trail_writers", manner, str(kills), str(acks), "7"],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert writers.returncode == 0, writers.stderr
    counts = json.loads(writers.stdout)
    verdict = json.loads(place.script(VERIFY))
    with closing(sqlite3.connect(folder / "lineofsight.sqlite3")) as database:
        return Outcome(
            acknowledged={f"writer-{who}-{number}" for who, count in counts.items() for number in range(count)},
            effects=Counter(row[0] for row in database.execute("SELECT actor_ref || '-' || key FROM trail_done")),
            events=Counter(row[0] for row in database.execute("SELECT subject_ref FROM trail_event")),
            integrity=database.execute("PRAGMA integrity_check").fetchone()[0],
            verdict=verdict,
            places=[row[0] for row in database.execute("SELECT seq FROM trail_seal ORDER BY seq")],
        )


def doubled(counted: Counter[str]) -> list[str]:
    return [name for name, count in counted.items() if count > 1]


@pytest.mark.sqlite_only(reason="it is SQLite's file that the kills are aimed at")
def test_no_acknowledged_write_is_lost_or_doubled_when_processes_are_killed(tmp_path, is_long_run):
    kills, acks, least = (60, 160, 8_000) if is_long_run else (6, 60, 180)

    outcome = run(tmp_path, "together", kills=kills, acks=acks)

    assert len(outcome.acknowledged) >= least
    assert outcome.acknowledged - outcome.events.keys() == set()
    assert outcome.events == outcome.effects
    assert doubled(outcome.events) == []
    assert outcome.integrity == "ok"
    assert (outcome.verdict["ok"], outcome.verdict["events"]) == (True, outcome.events.total())
    assert outcome.places == list(range(outcome.events.total()))


@pytest.mark.sqlite_only(reason="the control of the test above")
def test_control_an_event_recorded_after_its_act_is_lost(tmp_path):
    outcome = run(tmp_path, "afterwards", kills=6, acks=60)

    assert outcome.effects.keys() - outcome.events.keys() != set()


@pytest.mark.sqlite_only(reason="the control of the test above")
def test_control_without_a_key_what_is_sent_again_is_done_again(tmp_path):
    outcome = run(tmp_path, "keyless", kills=6, acks=60)

    assert doubled(outcome.events) != []


@pytest.mark.sqlite_only(reason="tests/trail/test_once.py has the same race on PostgreSQL")
def test_eight_processes_that_send_the_same_forms_at_once_have_one_effect_each(tmp_path):
    outcome = run(tmp_path, "race")

    assert outcome.events.keys() == outcome.acknowledged
    assert doubled(outcome.events) == []
