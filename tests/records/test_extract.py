"""A snapshot is the same bytes for the same knowledge, and says with which columns it is to be loaded."""

import json
from datetime import date

import pytest

from lineofsight.partnership.scope import scope
from lineofsight.records.extract import COLUMNS, write_snapshot
from tests.records.readings import born, carries, placed, reading, visit, with_worker

pytestmark = pytest.mark.django_db
MARCH, APRIL = date(2026, 3, 3), date(2026, 4, 7)


@pytest.fixture
def known(council):
    council.takes(
        reading(
            born("1", sex="F"),
            visit("1", APRIL),
            visit("1", MARCH),
            visit("2", None, row="undated"),
            placed("1", MARCH),
            with_worker("1", "7", MARCH),
            carried=(carries("care-visit"),),
        )
    )
    return council


def snapshot(council, folder, **facts):
    with scope(council.analyst, writes=False):
        return write_snapshot(council.agency, folder, **facts)


def content(folder) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_same_knowledge_is_the_same_bytes(known, tmp_path):
    first, second = (snapshot(known, tmp_path / name) for name in ("a", "b"))

    assert first == second
    assert content(tmp_path / "a") == content(tmp_path / "b")
    assert first.rows == {"event": 3, "span": 1, "carried": 1, "child": 2, "allocation": 1}


def test_as_known_then_is_the_same_after_later_returns(known, tmp_path):
    first = snapshot(known, tmp_path / "a")
    then = known.analyst.now

    known.takes(reading(visit("1", MARCH, code="not-seen"), carried=(carries("care-visit"),)))

    assert snapshot(known, tmp_path / "b", known_at=then) == first
    assert snapshot(known, tmp_path / "c").sha256 != first.sha256


def test_every_line_has_the_columns_that_the_snapshot_names(known, tmp_path):
    snapshot(known, tmp_path / "a")
    told = json.loads((tmp_path / "a" / "snapshot.json").read_text())

    assert told["columns"] == COLUMNS
    for name, columns in COLUMNS.items():
        for line in (tmp_path / "a" / f"{name}.jsonl").read_text().splitlines():
            types = {"VARCHAR": str, "INTEGER": int}
            found = json.loads(line)
            assert list(found) == list(columns)
            assert all(value is None or type(value) is types[columns[key]] for key, value in found.items())


def test_a_snapshot_is_never_written_over_another(known, tmp_path):
    snapshot(known, tmp_path / "a")

    with pytest.raises(FileExistsError):
        snapshot(known, tmp_path / "a")
