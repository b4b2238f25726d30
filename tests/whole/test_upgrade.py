"""A database of every release is opened by this version: moved up, whole, its edition the same byte for byte."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from lineofsight.version import VERSION
from tests.trail.places import Place, close, new_place
from tests.whole.released import migrations, releases, told_of

TELL = "import json; from tests.whole.laid_back import tell; print(json.dumps(tell({edition!r}, {draft!r})))"
COLUMNS = "import json; from tests.whole.laid_back import columns; print(json.dumps(columns()))"
# What a migration does that forgets what a partnership had written.
DROP = """
from django.db import connection
with connection.schema_editor() as editor:
    editor.execute('ALTER TABLE partnership_agency DROP COLUMN short_name')
"""
# Columns that a later version holds in another way, with the decision that says so.
MOVED: dict[str, int] = {}

# Codes of the check by which a later version judges otherwise, with the decision that says so.
JUDGED: dict[str, int] = {
    "open.partner_untold": 120,
    "figure.definition_changed": 136,
    "signed.may_object": 155,
    "claim.not_said": 182,
}

frozen = pytest.mark.parametrize("release", releases(), ids=lambda path: path.name)


@pytest.fixture
def place(moved_up: dict[Path, Place], release: Path, tmp_path: Path, db: None) -> Iterator[Place]:
    """A copy of the release's database, its files and its keys, moved up to this version."""
    shutil.copytree(moved_up[release].folder, tmp_path, dirs_exist_ok=True)
    made = new_place(tmp_path, like=moved_up[release])
    yield made
    close(made)


def told_then(release: Path) -> dict:
    """What was told of the release's database when it was kept."""
    return told_of(release)["databases"][connection.vendor]


def lost(before: dict[str, str], after: dict[str, str]) -> set[str]:
    """The columns that are gone or hold something else."""
    return {name for name, content in before.items() if after.get(name) != content} - MOVED.keys()


def otherwise(before: list[str], after: list[str]) -> set[str]:
    """What is refused now and was not, or was and is not now."""
    return {one for one in set(before) ^ set(after) if one.rpartition(": ")[2] not in JUDGED}


@frozen
@pytest.mark.django_db
def test_a_database_of_a_release_is_moved_up_and_tells_what_it_told(place: Place, release: Path):
    then = told_then(release)

    now = json.loads(place.script(TELL.format(edition=then["edition"], draft=then["draft"])))

    assert lost(then["columns"], now["columns"]) == set()
    assert (now["whole"], now["events"]) == (True, then["events"])
    assert now["faults"] == []
    if release.name == VERSION:
        assert (now["differing"], now["files"]) == ([], then["files"])
    assert otherwise(then["refused"], now["refused"]) == set()


@frozen
@pytest.mark.django_db
def test_control_a_migration_that_drops_a_column_is_seen(place: Place, release: Path):
    then = told_then(release)

    place.script(DROP)

    assert lost(then["columns"], json.loads(place.script(COLUMNS))) == {"partnership_agency.short_name"}


def changed(kept: dict[str, str], found: dict[str, str]) -> list[str]:
    """The released migrations that are gone or are no longer what was released."""
    return sorted(path for path, digest in kept.items() if found.get(path) != digest)


@frozen
def test_a_released_migration_stays_as_it_was_released(release: Path):
    assert changed(told_of(release)["migrations"], migrations()) == []


def test_control_a_migration_made_anew_after_its_release_is_seen():
    found = migrations()
    first, second = sorted(found)[:2]
    released = {**found, first: "0" * 64, f"{second}.gone": "1" * 64}

    assert changed(found, found) == []
    assert changed(released, found) == [first, f"{second}.gone"]
