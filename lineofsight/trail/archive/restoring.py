"""Put a backup into a clean place and prove it there; whatever goes wrong, the place stays as it was."""

import os
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import connection
from pydantic import ValidationError

from lineofsight.trail import keys
from lineofsight.trail.archive import database, from_sqlite
from lineofsight.trail.archive.manifest import (
    CHUNK,
    NAME,
    SAFE,
    SESSION_KEY,
    BackupRefused,
    HashingReader,
    Manifest,
    Member,
    check_whole,
)
from lineofsight.trail.checkpoint import PublicKey
from lineofsight.trail.verify import Verdict, verify


def restore(*, path: Path) -> tuple[Manifest, Verdict]:
    """Put the backup at `path` into this installation's database and folders, which must be clean.

    A backup of SQLite also goes into PostgreSQL. Checks the archive to the byte, every member's hash, the database's
    own integrity, the counts and the whole trail against the checkpoint in the manifest. Out: the manifest and the
    trail's verdict. Raises BackupRefused.
    """
    check_whole(path)
    settings.LOS_DATA.mkdir(parents=True, exist_ok=True)
    _check_clean()
    with tempfile.TemporaryDirectory(dir=settings.LOS_DATA, prefix=".restore-") as staged:
        folder = Path(staged)
        manifest = _unpack(path, folder)
        _check_fits(manifest)
        with _files_placed(folder, manifest):
            return manifest, _place_database(folder, manifest)


def _check_clean() -> None:
    for folder in (settings.FILES_ROOT, settings.KEYS_ROOT):
        if folder.exists() and any(folder.iterdir()):
            raise BackupRefused(f"A backup goes into a clean place only: {folder} is not empty.")
    if tables := database.filled_tables():
        raise BackupRefused(f"A backup goes into a clean place only: the database has rows in {', '.join(tables[:3])}.")


def _check_fits(manifest: Manifest) -> None:
    if (manifest.engine, connection.vendor) == ("postgresql", "sqlite"):
        raise BackupRefused(
            "This backup is of PostgreSQL, and the database here is SQLite, which has no wall between agencies."
            " Name an empty PostgreSQL database in DATABASE_URL."
        )
    if manifest.migrations != database.known_migrations():
        raise BackupRefused(
            f"This backup was made by version {manifest.version}, whose tables differ from those of version"
            f" {settings.LOS_VERSION}. Restore it with that version and then move up."
        )


def _unpack(path: Path, folder: Path) -> Manifest:
    """Write every member below `folder` and compare it with the manifest. Raises BackupRefused."""
    found: dict[str, Member] = {}
    try:
        with tarfile.open(path, mode="r:") as tar:
            for info in tar:
                if not info.isreg() or not SAFE.fullmatch(info.name) or info.name in found:
                    raise BackupRefused(f"The backup holds something that none of ours holds: {info.name!r}.")
                found[info.name] = _extract(tar, info, folder / info.name)
        found.pop(NAME)
        manifest = Manifest.model_validate_json((folder / NAME).read_bytes())
    except (tarfile.TarError, KeyError, ValidationError, EOFError) as error:
        raise BackupRefused(f"{path} cannot be read as a backup ({type(error).__name__}).") from None
    if found != manifest.members:
        raise BackupRefused("The files in this backup are not those that its manifest names.")
    return manifest


def _extract(tar: tarfile.TarFile, info: tarfile.TarInfo, target: Path) -> Member:
    source = tar.extractfile(info)
    assert source is not None
    reader = HashingReader(source)
    target.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        while content := reader.read(CHUNK):
            file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return Member(sha256=reader.hash.hexdigest(), size=reader.size)


@contextmanager
def _files_placed(folder: Path, manifest: Manifest) -> Iterator[None]:
    """Have the files and keys in place while the block runs; leave them only when it succeeds."""
    for name, target in (("files", settings.FILES_ROOT), ("keys", settings.KEYS_ROOT)):
        (folder / name).mkdir(exist_ok=True, mode=0o700)
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists():
            target.rmdir()
        os.rename(folder / name, target)
    try:
        if not manifest.has_keys:
            keys.trust_earlier(settings.KEYS_ROOT, tuple(PublicKey.read(text) for text in manifest.public_keys))
        yield
    except BaseException:
        for target in (settings.FILES_ROOT, settings.KEYS_ROOT):
            shutil.rmtree(target)
        raise
    if manifest.has_keys and (folder / SESSION_KEY).exists():
        os.replace(folder / SESSION_KEY, settings.LOS_DATA / SESSION_KEY)


def _place_database(folder: Path, manifest: Manifest) -> Verdict:
    if connection.vendor == "postgresql" and manifest.engine == "sqlite":
        plain = database.unpack_sqlite(folder, manifest.counts)
        counts = from_sqlite.without_left_out(manifest.counts)
        with database.loaded_postgres(folder, counts, fill=partial(from_sqlite.fill, plain=plain)):
            return _proved(manifest)
    if connection.vendor == "postgresql":
        with database.loaded_postgres(folder, manifest.counts):
            return _proved(manifest)
    database.place_sqlite(database.unpack_sqlite(folder, manifest.counts))
    try:
        return _proved(manifest)
    except BaseException:
        database.remove_sqlite()
        raise


def _proved(manifest: Manifest) -> Verdict:
    verdict = verify(held={"the backup": manifest.note})
    if not verdict.ok:
        raise BackupRefused(f"The trail in this backup does not hold: {verdict.findings[0].sentence}")
    return verdict
