"""Killed while a file is kept: afterwards there is all of it or nothing that anybody sees."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lineofsight.files.store import Store
from tests.trail.places import migrated_place

_HOUSE = Path(__file__).resolve().parents[2]


def run(step: str, data: Path) -> subprocess.CompletedProcess[str]:
    environment = {
        **{name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "LOS_APP_ROLE"}},
        "LOS_DATA": str(data),
        "PYTHONPATH": str(_HOUSE),
    }
    command = [sys.executable, "-m", "tests.files.killed", step]
    return subprocess.run(command, env=environment, cwd=_HOUSE, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = migrated_place(tmp_path_factory.mktemp("prepared")).folder
    done = run("prepare", data)
    assert done.returncode == 0, done.stderr
    return data


@pytest.fixture
def data(prepared: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(prepared, tmp_path / "data"))


def counted(data: Path) -> dict[str, int]:
    """What is left, read without the product: rows in the database, and files against rows."""
    with closing(sqlite3.connect(data / "lineofsight.sqlite3")) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        blobs = {sha256 for (sha256,) in database.execute("SELECT sha256 FROM files_blob")}
        (held,) = database.execute("SELECT count(*) FROM files_held").fetchone()
        (events,) = database.execute("SELECT count(*) FROM trail_event").fetchone()
    sweep = Store(data / "files").sweep(referenced=blobs, before=datetime(2200, 1, 1, tzinfo=UTC))
    return {
        "blobs": len(blobs),
        "held": held,
        "events": events,
        "unreferenced": len(sweep.unreferenced),
        "unfinished": len(sweep.unfinished),
        "missing": len(sweep.missing),
    }


NOTHING = {"blobs": 0, "held": 0, "events": 0, "unreferenced": 0, "unfinished": 0, "missing": 0}
ALL = NOTHING | {"blobs": 1, "held": 1, "events": 1}


@pytest.mark.parametrize("step", ["stored", "written"])
def test_a_kill_before_the_commit_leaves_no_row(step: str, data: Path) -> None:
    killed = run(step, data)

    assert killed.returncode == -signal.SIGKILL
    assert counted(data) == NOTHING | {"unreferenced": 1}


def test_after_a_kill_the_same_upload_succeeds(data: Path) -> None:
    run("stored", data)

    assert run("whole", data).returncode == 0
    assert counted(data) == ALL


def test_a_row_committed_before_its_file_stands_would_be_found(data: Path) -> None:
    killed = run("row-first", data)

    assert killed.returncode == -signal.SIGKILL
    assert counted(data) == ALL | {"missing": 1, "unfinished": 1}
