"""What people do with a return in the browser: upload it, look at what it would give, take it or leave it.

Its files hold names, so they stand apart from what agencies keep, in no backup, and go as soon as it is taken or left.
"""

import shutil
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db import transaction

from lineofsight.files.actions import FileRefused
from lineofsight.files.guard.apart import inspect_apart
from lineofsight.files.guard.verdict import CHUNK, LIMITS
from lineofsight.files.rules import clean_name, is_left_behind, suffix_of
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.moves import WrongState
from lineofsight.partnership.policy import require
from lineofsight.partnership.rows import save_version, written_by
from lineofsight.partnership.rules import Act, Audience
from lineofsight.partnership.scope import scope
from lineofsight.records.identities.models import Import
from lineofsight.records.mark import mark_of
from lineofsight.records.practice.actions import Tell, Took, preview_return, take_return
from lineofsight.records.practice.models import Upload
from lineofsight.records.practice.receipts import from_json
from lineofsight.records.practice.rules import MOST_BYTES, MOST_FILES, UPLOAD_STAYS, UploadState
from lineofsight.records.taken import Reading
from lineofsight.trail.actions import record
from lineofsight.trail.refs import new_ref
from lineofsight.trail.sensitivity import Sens

# Other endings are looked at by the guard; of these the reader itself reads the text, and nothing in it is run.
TEXTS = (".xml", ".csv", ".json")
TAKEN = (*TEXTS, ".xlsx", ".ods")


def folder_of(upload: Upload) -> Path:
    """Where the files of an upload are kept while it waits."""
    return Path(settings.RETURNS_ROOT) / upload.ref


def files_of(upload: Upload) -> list[Path]:
    """The files of an upload, under the names that they came with: some readers know a table by its name."""
    return sorted(path for path in folder_of(upload).rglob("*") if path.is_file())


def keep_upload(*, files: Iterable[tuple[str, BinaryIO]], source: str, by: Actor) -> Upload:
    """Keep the files of a return until somebody takes or leaves it. Raises FileRefused (nothing is kept), Forbidden."""
    require(by, Act.RETURN_UPLOAD)
    upload = Upload(ref=new_ref())
    folder = folder_of(upload)
    folder.mkdir(parents=True, mode=0o700)
    try:
        size = _write_all(folder, list(files))
        with transaction.atomic():
            upload = Upload.objects.create(
                ref=upload.ref,
                agency_id=by.agency_id,
                audience=Audience.OWN,
                source=source,
                mark=mark_of([folder]),
                files=len(list(folder.iterdir())),
                size=size,
                state=UploadState.WAITING,
                **written_by(by),
            )
            facts = {"source": source, "mark": upload.mark, "size": size}
            record("return.uploaded", subject=upload, by=by, at=by.now, agency=by.agency_code, sens=Sens.S2, **facts)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return upload


def _write_all(folder: Path, files: list[tuple[str, BinaryIO]]) -> int:
    if len(files) > MOST_FILES:
        raise FileRefused(sentence=f"These are more than {MOST_FILES} files. Upload one delivery.", code="too-many")
    size = 0
    for name, content in files:
        if is_left_behind(name):
            continue
        path = folder / clean_name(name)
        suffix = suffix_of(path.name)
        if suffix not in TAKEN:
            raise FileRefused(sentence=f"{path.name} is no {', '.join(TAKEN)} file. Export it again.", code="ending")
        if path.exists():
            raise FileRefused(sentence=f"Two of the files are called {path.name}. Rename one.", code="twice")
        with path.open("xb") as file:
            path.chmod(0o600)
            while piece := content.read(CHUNK):
                size += len(piece)
                if size > MOST_BYTES:
                    raise FileRefused(
                        sentence="The files are larger than 200 MB. Ask for ./los import on the server.", code="large"
                    )
                file.write(piece)
        if suffix not in TEXTS:
            _look_at(path)
    return size


def _look_at(path: Path) -> None:
    if path.stat().st_size > LIMITS.file:
        raise FileRefused(sentence=f"{path.name} is larger than 25 MB. Save it as CSV.", code="too-large")
    verdict = inspect_apart(path, path.name)
    if not verdict.ok:
        raise FileRefused(sentence=f"{path.name}: {verdict.sentence}", code=verdict.code)


def preview_upload(
    *,
    upload: Upload,
    reading: Reading,
    by: Actor,
    tell: Tell | None = None,
    and_then: Callable[[], None] | None = None,
) -> Took:
    """Read an upload, and keep what taking it would give. Where the same files were taken before, it is left at once.

    Raises Forbidden, KeyMissing, UnreadableReturn.
    """
    require(by, Act.RETURN_TAKE, upload)
    took = preview_return(reading=reading, mark=upload.mark, by=by, tell=tell)
    with scope(by, writes=True), transaction.atomic():
        if took.same_as is not None:
            _end(upload, UploadState.LEFT, delivery=took.same_as)
        else:
            save_version(upload, expected=upload.version, state=UploadState.READ, body=took.body.to_json())
        if and_then is not None:
            and_then()
    return took


@transaction.atomic
def name_source(*, upload: Upload, source: str, by: Actor) -> None:
    """Say by which mapping a list of the agency's own is read. Raises Forbidden."""
    require(by, Act.RETURN_TAKE, upload)
    save_version(upload, expected=upload.version, source=source)
    record("return.known", subject=upload, by=by, at=by.now, agency=by.agency_code, sens=Sens.S2, source=source)


class NotMeant(ValueError):
    """Many rows would be taken back, and nobody said that it is meant."""


def check_meant(upload: Upload, *, is_meant: bool) -> None:
    """Raise NotMeant where taking an upload takes many rows back and nobody ticked that."""
    if upload.body and (body := from_json(upload.body)).takes_many_back and not is_meant:
        raise NotMeant(
            f"This return takes back {body.taken_back} rows that we have, of {body.taken_back_of} "
            f"{'child' if body.taken_back_of == 1 else 'children'}. Tick that it is meant, or leave it."
        )


def take_upload(
    *,
    upload: Upload,
    reading: Reading,
    expected_version: int,
    by: Actor,
    tell: Tell | None = None,
    and_then: Callable[[], None] | None = None,
) -> Took:
    """Take what was looked at. Raises WrongState and Stale, and whatever `take_return` raises."""
    require(by, Act.RETURN_TAKE, upload)
    _is_read(upload, to=UploadState.TAKEN)

    def end(delivery: Import) -> None:
        _end(upload, UploadState.TAKEN, delivery=delivery, expected=expected_version)
        if and_then is not None:
            and_then()

    return take_return(reading=reading, mark=upload.mark, by=by, tell=tell, and_then=end)


@transaction.atomic
def leave_upload(*, upload: Upload, expected_version: int, by: Actor) -> None:
    """Leave it: its files are removed, and nothing of it was taken. Raises Forbidden, WrongState, Stale."""
    require(by, Act.RETURN_TAKE, upload)
    if upload.state not in (UploadState.WAITING, UploadState.READ):
        raise WrongState("This return", upload.state, UploadState.LEFT)
    _end(upload, UploadState.LEFT, expected=expected_version)
    record("return.left", subject=upload, by=by, at=by.now, agency=by.agency_code, sens=Sens.S2)


def _is_read(upload: Upload, *, to: str) -> None:
    if upload.state != UploadState.READ:
        raise WrongState("This return", upload.state, to)


def _end(upload: Upload, state: UploadState, *, delivery: Import | None = None, expected: int | None = None) -> None:
    """The files go once the row says so for good: a removal cannot be taken back."""
    save_version(upload, expected=expected or upload.version, state=state, delivery=delivery)
    folder = folder_of(upload)
    transaction.on_commit(lambda: shutil.rmtree(folder, ignore_errors=True))


def remove_overdue(*, now: datetime) -> int:
    """Remove the files of uploads that nobody took within a day, and of those whose row is gone. Out: how many."""
    removed = 0
    for folder in Path(settings.RETURNS_ROOT).glob("*"):
        age = now.timestamp() - folder.stat().st_mtime
        if folder.is_dir() and age > UPLOAD_STAYS.total_seconds():
            shutil.rmtree(folder, ignore_errors=True)
            removed += 1
    return removed


def forget_files(upload: Upload) -> None:
    """Remove the files of an upload whose row does not stand."""
    shutil.rmtree(folder_of(upload), ignore_errors=True)
