"""Promise P11: a backup goes back into a clean place, proved there; one with a byte changed does not."""

import gzip
import hashlib
import io
import json
import os
import random
import shutil
import tarfile
from pathlib import Path

import pytest

from lineofsight.trail.archive import manifest, restoring
from lineofsight.trail.archive.manifest import BackupRefused, check_whole, trailer
from tests.trail.places import Place, migrated_place

KEY = Path("keys/trail-signing-key")
NAMES_KEY = Path("keys/names-key-of-an-agency")
FILE = Path("files/ab/cdef0123")
# Twelve events, of which eight are sealed; one uploaded file and one that is still being written; two backups.
FILL = """
from pathlib import Path
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from lineofsight.trail.keys import kept_secret
from tests.trail.given import some_events
kept_secret(settings.KEYS_ROOT, "names-key-of-an-agency", make=lambda: "ab" * 32)
some_events(8)
call_command("seal")
some_events(4, hour=8)
(settings.FILES_ROOT / "ab").mkdir(parents=True)
(settings.FILES_ROOT / "ab" / "cdef0123").write_bytes(b"an uploaded file")
(settings.FILES_ROOT / "ab" / ".half").write_bytes(b"an upload that is still being written")
cursor = connection.cursor()
cursor.execute("DROP TABLE IF EXISTS django_session")
cursor.execute("CREATE TABLE django_session (session_key text, session_data text, expire_date text)")
cursor.execute("INSERT INTO django_session VALUES ('canary-of-a-session', 'x', 'y')")
call_command("backup", str(settings.LOS_DATA / "plain.los"))
call_command("backup", str(settings.LOS_DATA / "keys.los"), with_keys=True)
"""
# Life goes on there: new rows get new numbers, and the old checkpoints hold beside a new key.
GO_ON = """
from django.core.management import call_command
from tests.trail.given import some_events
from lineofsight.trail.models import Event
some_events(2, hour=10**6)
call_command("verify", json=True)
"""
REWRITE = """
from django.conf import settings
from django.core.management import call_command
from lineofsight.trail import triggers
from lineofsight.trail.models import Event
triggers.lift()
Event.objects.filter(seal__seq=3).update(act="never.happened")
call_command("backup", str(settings.LOS_DATA / "rewritten.los"))
"""


@pytest.fixture(scope="module")
def source(new_installation) -> Place:
    """The installation that was backed up, once without and once with its keys."""
    place = new_installation(migrated_place)
    place.script(FILL)
    return place


@pytest.fixture
def archive(source, tmp_path) -> Path:
    """A copy of the backup without keys, to do with as one likes."""
    return Path(shutil.copy(source.folder / "plain.los", tmp_path / "copy.los"))


@pytest.mark.both_databases
@pytest.mark.parametrize("name, events, has_key", [("plain.los", 13, False), ("keys.los", 14, True)])
def test_a_backup_goes_back_into_a_clean_place_and_is_proved_there(source, new_installation, name, events, has_key):
    target = new_installation()
    path = source.folder / name

    told = target.done("restore", str(path), "--nothing-deleted")

    assert f"the trail of {events} events" in told
    assert (target.folder / FILE).read_bytes() == b"an uploaded file"
    assert not (target.folder / FILE).with_name(".half").exists()
    assert ((target.folder / KEY).read_bytes() == (source.folder / KEY).read_bytes()) == has_key
    assert (target.folder / NAMES_KEY).exists() == has_key
    assert ("once each agency has registered them again" in told) != has_key
    assert path.stat().st_mode & 0o777 == 0o600
    verdict = json.loads(target.script(GO_ON))
    assert (verdict["ok"], verdict["size"], verdict["details"]) == (True, events + 2, events + 2)


@pytest.mark.both_databases
def test_a_place_that_is_not_clean_is_left_alone(source):
    before = {path: path.read_bytes() for path in (source.folder / "files").rglob("*") if path.is_file()}

    answer = source.run("restore", str(source.folder / "plain.los"), "--nothing-deleted")

    assert answer.returncode == 1
    assert "clean place only" in answer.stderr
    assert {path: path.read_bytes() for path in (source.folder / "files").rglob("*") if path.is_file()} == before


@pytest.mark.both_databases
def test_a_backup_whose_trail_was_rewritten_is_refused_and_leaves_nothing(new_installation):
    rewritten, target = new_installation(migrated_place), new_installation()
    rewritten.script(FILL + REWRITE)

    answers = [target.run("restore", str(rewritten.folder / "rewritten.los"), "--nothing-deleted") for _ in range(2)]

    # The second time proves that the first has left the place clean.
    assert [answer.returncode for answer in answers] == [1, 1]
    assert all("is not the one that was sealed" in answer.stderr for answer in answers)
    assert [path for path in target.folder.rglob("*") if path.is_file() and path.stat().st_size > 0] == []


def test_a_backup_does_not_replace_a_file(source, archive):
    answer = source.run("backup", str(archive))

    assert answer.returncode == 1
    assert "is there already" in answer.stderr
    assert archive.read_bytes() == (source.folder / "plain.los").read_bytes()


def test_a_backup_holds_no_sign_ins_and_without_asking_no_key(source, archive):
    with tarfile.open(archive) as tar:
        names = tar.getnames()
        database = gzip.decompress(tar.extractfile("database/lineofsight.sqlite3.gz").read())
    # The secret is the fifth part of the key, and may hold a «+» of its own.
    secret = (source.folder / KEY).read_bytes().strip().split(b"+", 4)[4]

    assert names == ["database/lineofsight.sqlite3.gz", FILE.as_posix(), "manifest.json"]
    assert b"canary-of-a-session" not in database
    assert secret not in archive.read_bytes()
    assert secret in (source.folder / "keys.los").read_bytes()


def test_a_backup_with_one_byte_changed_is_refused_wherever_it_is(archive, tmp_path):
    content = archive.read_bytes()
    rng = random.Random(11)
    changed = tmp_path / "changed.los"
    places = {0, len(content) - 1, len(content) - 72, *(rng.randrange(len(content)) for _ in range(200))}
    passed = []
    for place in sorted(places):
        changed.write_bytes(content[:place] + bytes([content[place] ^ 1 << rng.randrange(8)]) + content[place + 1 :])
        try:
            check_whole(changed)
        except BackupRefused:
            continue
        passed.append(place)

    check_whole(archive)
    assert passed == []


def test_control_without_the_last_line_a_changed_byte_passes(archive, tmp_path):
    content = bytearray(archive.read_bytes())
    # In the filling after the last member, which no hash of a member covers.
    content[-72 - 20] ^= 1
    archive.write_bytes(content)
    (tmp_path / "unpacked").mkdir()

    assert restoring._unpack(archive, tmp_path / "unpacked").tree_size == 13
    with pytest.raises(BackupRefused):
        check_whole(archive)


@pytest.mark.parametrize("content", [b"", b"short", b"x" * 500, trailer(hashlib.sha256(b"").hexdigest())])
def test_what_is_no_backup_is_refused_with_a_sentence(tmp_path, content):
    path = tmp_path / "nothing.los"
    path.write_bytes(content)

    with pytest.raises(BackupRefused, match="not a whole backup"):
        check_whole(path)


def remade(path: Path, change) -> None:
    """Write a backup again with its members changed, and with a last line that fits."""
    with tarfile.open(path) as tar:
        members = [(info, tar.extractfile(info).read()) for info in tar]
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as tar:
        for info, content in change(members):
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
    path.write_bytes(file.getvalue() + trailer(hashlib.sha256(file.getvalue()).hexdigest()))


def renamed(name: str, **changes):
    def change(members):
        info = tarfile.TarInfo(name)
        for field, value in changes.items():
            setattr(info, field, value)
        return [*members, (info, b"")]

    return change


@pytest.mark.parametrize(
    "change",
    [
        lambda members: members[:-1],
        lambda members: members[1:],
        lambda members: [(info, content if info.name != FILE.as_posix() else b"another") for info, content in members],
        lambda members: [*members, members[1]],
        renamed("files/unnamed"),
        renamed("../escaped"),
        renamed("files/../../escaped"),
        renamed("/tmp/escaped"),
        renamed("files/.hidden"),
        renamed("files/link", type=tarfile.SYMTYPE, linkname="/etc/passwd"),
        renamed("files/folder", type=tarfile.DIRTYPE),
        renamed("files/device", type=tarfile.CHRTYPE),
    ],
)
def test_an_archive_put_together_by_somebody_else_is_refused(archive, tmp_path, change):
    remade(archive, change)
    (tmp_path / "inside" / "unpacked").mkdir(parents=True)
    check_whole(archive)

    with pytest.raises(BackupRefused):
        restoring._unpack(archive, tmp_path / "inside" / "unpacked")

    assert not (tmp_path / "escaped").exists()
    assert not os.path.lexists("/tmp/escaped")


@pytest.mark.parametrize(
    "values, word",
    [
        ({"engine": "postgresql"}, "is of PostgreSQL, and the database here is SQLite"),
        ({"migrations": ["trail.0001"]}, "by version"),
    ],
)
def test_a_backup_of_other_tables_or_of_the_other_database_is_refused(new_installation, archive, values, word):
    def change(members):
        for info, content in members:
            is_manifest = info.name == manifest.NAME
            yield info, json.dumps({**json.loads(content), **values}).encode() if is_manifest else content

    remade(archive, change)

    answer = new_installation().run("restore", str(archive), "--nothing-deleted")

    assert answer.returncode == 1
    assert word in answer.stderr
