"""Files under their own hash: whole or not at all, checked when read, and for us alone."""

import io
import os
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from lineofsight.files.store import Damaged, Missing, Store, TooLarge
from lineofsight.trail.canonical import sha256_hex

CONTENT = b"Plans are read aloud to children.\n" * 9_000
SHA = sha256_hex(CONTENT)


def keep(store: Store, content: bytes = CONTENT) -> Path:
    with store.received(io.BytesIO(content), most=len(content)) as incoming:
        return store.keep(incoming)


def files_in(root: Path) -> set[str]:
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}


def test_a_file_is_kept_under_its_hash_for_us_alone(tmp_path: Path) -> None:
    path = keep(Store(tmp_path))

    assert files_in(tmp_path) == {f"{SHA[:2]}/{SHA}"}
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_what_is_read_back_is_what_was_kept(tmp_path: Path) -> None:
    keep(Store(tmp_path))

    with Store(tmp_path).open(SHA) as file:
        assert file.read() == CONTENT


def test_the_same_content_again_changes_nothing(tmp_path: Path) -> None:
    first = keep(Store(tmp_path)).stat()

    assert keep(Store(tmp_path)).stat().st_ino == first.st_ino
    assert files_in(tmp_path) == {f"{SHA[:2]}/{SHA}"}


def test_a_file_with_one_bit_changed_is_not_handed_out_and_is_mended_by_the_same_upload(tmp_path: Path) -> None:
    store = Store(tmp_path)
    path = keep(store)
    path.write_bytes(b"Q" + CONTENT[1:])

    with pytest.raises(Damaged):
        store.open(SHA)
    keep(store)

    with store.open(SHA) as file:
        assert file.read() == CONTENT


def test_a_file_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(Missing):
        Store(tmp_path).open(SHA)


def test_reading_stops_at_the_limit_and_nothing_stays(tmp_path: Path) -> None:
    class Endless(io.RawIOBase):
        given = 0

        def read(self, size: int = -1) -> bytes:
            self.given += size
            return b"x" * size

    endless = Endless()

    with pytest.raises(TooLarge), Store(tmp_path).received(endless, most=1_000_000):  # type: ignore[arg-type]
        pass

    assert endless.given < 2_000_000
    assert files_in(tmp_path) == set()


def test_nothing_unfinished_stays_when_the_file_is_not_kept(tmp_path: Path) -> None:
    with pytest.raises(KeyError), Store(tmp_path).received(io.BytesIO(CONTENT), most=len(CONTENT)):
        raise KeyError

    assert files_in(tmp_path) == set()


@pytest.mark.parametrize("name", ["", "../../etc/passwd", SHA.upper(), SHA + "\n", SHA[:-1]])
def test_only_a_hash_names_a_file(name: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="SHA-256"):
        Store(tmp_path).path_of(name)


def test_each_file_and_each_new_folder_is_on_disk_before_the_file_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    fsync, replace = os.fsync, os.replace

    def synced(handle: int) -> None:
        steps.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")
        fsync(handle)

    def replaced(source: Path, target: Path) -> None:
        steps.append("rename")
        replace(source, target)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(os, "replace", replaced)

    keep(Store(tmp_path))

    # incoming/ is made; the content is written; 3f/ is made; the file gets its name; 3f/ keeps it.
    assert steps == ["folder", "file", "folder", "rename", "folder"]


def test_a_sweep_reports_what_belongs_to_nothing_and_what_is_missing_and_removes_nothing(tmp_path: Path) -> None:
    store = Store(tmp_path)
    keep(store)
    keep(store, b"held")
    (tmp_path / "incoming" / "left.part").write_bytes(b"cut off")
    before = files_in(tmp_path)
    far_off = datetime(2200, 1, 1, tzinfo=UTC)

    sweep = store.sweep(referenced={sha256_hex(b"held"), sha256_hex(b"gone")}, before=far_off)

    assert sweep.unreferenced == (SHA,)
    assert sweep.unfinished == ("left.part",)
    assert sweep.missing == (sha256_hex(b"gone"),)
    assert files_in(tmp_path) == before


def test_a_sweep_leaves_out_what_may_still_be_waiting_for_its_row(tmp_path: Path) -> None:
    path = keep(Store(tmp_path))
    os.utime(path, (1_000, 1_000))
    moment = datetime.fromtimestamp(1_000, UTC)

    assert Store(tmp_path).sweep(referenced=set(), before=moment).unreferenced == ()
    assert Store(tmp_path).sweep(referenced=set(), before=moment + timedelta(seconds=1)).unreferenced == (SHA,)
