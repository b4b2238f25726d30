"""Make a backup: database, uploaded files and, when asked, the keys, in one archive that proves itself."""

import os
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import IO, cast

from django.conf import settings
from django.db import connection, transaction

from lineofsight.trail import keys
from lineofsight.trail.actions import HasRef, record
from lineofsight.trail.archive import database
from lineofsight.trail.archive.manifest import (
    FORMAT,
    NAME,
    SAFE,
    SESSION_KEY,
    BackupRefused,
    HashingReader,
    HashingWriter,
    Manifest,
    Member,
    trailer,
)
from lineofsight.trail.sealer import TrailBroken, seal


def backup(
    *,
    path: Path,
    by: HasRef | str,
    at: datetime,
    with_keys: bool = False,
    within: Callable[[], AbstractContextManager[object]] = nullcontext,
) -> Manifest:
    """Write a backup to `path`, which must not exist yet. It is an act: recorded and sealed before the copy is taken.

    `within` opens what recording and sealing run in (on PostgreSQL the scope of a job). Without `with_keys` the archive
    holds no secret key. Sign-ins are never in it. Raises BackupRefused.
    """
    if path.exists():
        raise BackupRefused(f"{path} is there already.")
    try:
        with within():
            with transaction.atomic():
                record("backup.made", subject="", by=by, at=at, with_keys=with_keys)
            last = seal(at=at)
    except TrailBroken as error:
        raise BackupRefused(f"The trail is broken, look at it with verify first. {error}") from error
    assert last is not None
    try:
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".backup-") as staged:
            folder = Path(staged)
            counts = database.dump(folder)
            part = folder / "archive"
            with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                manifest = _write(
                    file,
                    folder,
                    with_keys=with_keys,
                    stated={
                        "format": FORMAT,
                        "version": settings.LOS_VERSION,
                        "engine": connection.vendor,
                        "made_at": at,
                        "migrations": database.known_migrations(),
                        "counts": counts,
                        "tree_size": last.size,
                        "tree_root": last.root,
                        "note": last.note,
                        "public_keys": [key.text() for key in keys.known_keys(settings.KEYS_ROOT)],
                        "has_keys": with_keys,
                    },
                )
            # A link and no rename: it never replaces what somebody else put there meanwhile.
            os.link(part, path)
    except OSError as error:
        raise BackupRefused(f"{path} cannot be written: {error.strerror}.") from None
    return manifest


def _write(file: IO[bytes], folder: Path, *, with_keys: bool, stated: dict[str, object]) -> Manifest:
    whole = HashingWriter(file)
    members = {}
    with tarfile.open(fileobj=cast(IO[bytes], whole), mode="w|", format=tarfile.PAX_FORMAT) as tar:
        for name, source in _sources(folder, with_keys=with_keys):
            members[name] = _add(tar, name, source)
        manifest = Manifest.model_validate({**stated, "members": members})
        content = manifest.model_dump_json(indent=1).encode()
        info = tarfile.TarInfo(NAME)
        info.size = len(content)
        tar.addfile(info, BytesIO(content))
    file.write(trailer(whole.hash.hexdigest()))
    file.flush()
    os.fsync(file.fileno())
    return manifest


def _sources(folder: Path, *, with_keys: bool) -> Iterator[tuple[str, Path]]:
    """Every file that goes in, with its name there. The database was copied first: what it names is stored by now."""
    for path in sorted((folder / "database").iterdir()):
        yield f"database/{path.name}", path
    for path in sorted(settings.FILES_ROOT.rglob("*")):
        # A name that begins with a dot is an upload that is still being written.
        if path.is_file() and not path.name.startswith("."):
            yield f"files/{path.relative_to(settings.FILES_ROOT).as_posix()}", path
    if with_keys:
        for path in sorted(settings.KEYS_ROOT.iterdir()):
            yield f"keys/{path.name}", path
        secret = settings.LOS_DATA / SESSION_KEY
        if secret.exists():
            yield SESSION_KEY, secret


def _add(tar: tarfile.TarFile, name: str, source: Path) -> Member:
    if not SAFE.fullmatch(name):
        raise BackupRefused(f"{source} has a name that cannot be put back.")
    info = tarfile.TarInfo(name)
    with source.open("rb") as file:
        info.size = os.fstat(file.fileno()).st_size
        info.mode = 0o600
        reader = HashingReader(file)
        tar.addfile(info, cast(IO[bytes], reader))
    return Member(sha256=reader.hash.hexdigest(), size=reader.size)
