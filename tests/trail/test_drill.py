"""`./los drill` (P11): a backup is restored and proved in a place of its own; a damaged one is told."""

from pathlib import Path

import pytest

from tests.trail.places import Place, migrated_place, new_place

FILL = """
from django.conf import settings
from tests.trail.given import some_events
some_events(8)
(settings.FILES_ROOT / "ab").mkdir(parents=True)
(settings.FILES_ROOT / "ab" / "cdef0123").write_bytes(b"an uploaded file")
"""


@pytest.fixture(scope="module")
def source(new_installation) -> Place:
    place = new_installation(migrated_place)
    place.script(FILL)
    return place


def scratch_database(new_installation) -> list[str]:
    """Where a drill restores to on the database of this run."""
    url = new_installation(new_place).url
    return ["--database", url] if url else []


def here(place: Place) -> dict[Path, int]:
    """What was uploaded, with its size."""
    return {path: path.stat().st_size for path in (place.folder / "files").rglob("*")}


@pytest.mark.both_databases
def test_a_drill_restores_and_proves_a_backup_and_leaves_nothing_behind(source, new_installation, tmp_path):
    before = here(source)

    told = source.done("drill", "--in", str(tmp_path), *scratch_database(new_installation))

    assert [line.split(":")[0] for line in told.splitlines() if line[0] != " "][:4] == [
        "backup",
        "restore",
        "walls and triggers",
        "edition",
    ]
    assert "Passed in" in told
    assert "Checked: every hash, the database, the counts, and the trail of 9 events." in told
    assert list(tmp_path.iterdir()) == []
    assert here(source) == before != {}


@pytest.mark.both_databases
def test_control_a_drill_of_a_damaged_backup_fails_and_says_at_what(source, new_installation, tmp_path):
    archive = tmp_path / "backup.los"
    source.done("backup", str(archive))
    content = bytearray(archive.read_bytes())
    content[len(content) // 2] ^= 1
    archive.write_bytes(content)

    answer = source.run("drill", str(archive), "--in", str(tmp_path), *scratch_database(new_installation))

    assert answer.returncode == 1
    assert "Failed at «restore»" in answer.stderr
    assert "Passed" not in answer.stdout
    assert list(tmp_path.iterdir()) == [archive]
