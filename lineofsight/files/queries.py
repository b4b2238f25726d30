"""What people ask about files: the row they may see, its content, how it is handed out, and what lies about."""

from datetime import datetime
from typing import BinaryIO

from django.conf import settings

from lineofsight.files.guard.texts import as_text
from lineofsight.files.guard.verdict import NOTES, TEXT
from lineofsight.files.models import Blob, Held
from lineofsight.files.rules import Download
from lineofsight.files.store import Store, Sweep
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.models import Tombstone
from lineofsight.partnership.tombstones import tombstone_of


class Forgotten(Exception):
    """The file was deleted when its time was over (410). Carries what stays of it."""

    def __init__(self, tombstone: Tombstone) -> None:
        self.tombstone = tombstone
        super().__init__("This file was deleted because the time for which it is kept was over.")


def find_held(actor: Actor, ref: str) -> Held | None:
    """The file with this reference if `actor` may see it, else None: what one may not see does not exist (404)."""
    found: Held | None = Held.objects.visible_to(actor).select_related("blob", "agency").called(ref)
    if found is not None:
        found.gone = tombstone_of(ref)
    return found


def open_held(held: Held) -> BinaryIO:
    """The content of a file that was found by `find_held`, checked against its hash. The caller closes it.

    Raises Forgotten, store.Missing or store.Damaged.
    """
    gone = tombstone_of(held.ref)
    if gone is not None:
        raise Forgotten(gone)
    return Store(settings.FILES_ROOT).open(held.blob.sha256)


def read_bytes(held: Held) -> bytes:
    """The whole content, at most 25 MB. Raises Forgotten, store.Missing or store.Damaged."""
    with open_held(held) as file:
        return file.read()


def read_text(held: Held) -> str | None:
    """The whole text of a text file, as it was written; None for any other kind of file.

    Raises Forgotten, store.Missing or store.Damaged.
    """
    return as_text(read_bytes(held)) if held.blob.media_type == TEXT else None


def download_of(held: Held) -> Download:
    """How the file is handed out: as an attachment, under the person's name for it."""
    return Download(name=held.name, media_type=held.blob.media_type, size=held.blob.size)


def notes_on(held: Held) -> tuple[str, ...]:
    """What the guard noticed in a file that it let in, one sentence each."""
    return tuple(NOTES[code] for code in held.notes.split())


def swept(*, before: datetime) -> Sweep:
    """Files in the store that no row holds, and rows whose file is missing. For the operator; removes nothing.

    `before` (aware): younger files are left out, because their row may be about to be written.
    """
    kept = Held.objects.exclude(ref__in=Tombstone.objects.values("subject_ref"))
    held = set(Blob.objects.filter(pk__in=kept.values("blob")).values_list("sha256", flat=True))
    return Store(settings.FILES_ROOT).sweep(referenced=held, before=before)
