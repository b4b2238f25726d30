"""What people do with files: keep one, and let one go whose time is over."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import BinaryIO

from django.conf import settings
from django.db import connection, transaction
from django.db.models import QuerySet

from lineofsight.files.guard.apart import inspect_apart
from lineofsight.files.guard.verdict import GUARD_VERSION, LIMITS, SENTENCES, Verdict
from lineofsight.files.models import Blob, Held
from lineofsight.files.rules import clean_name
from lineofsight.files.store import Incoming, Store, TooLarge
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.models import Agency, Tombstone
from lineofsight.partnership.reach import sees
from lineofsight.partnership.rows import save_version, written_by
from lineofsight.partnership.rules import Audience
from lineofsight.partnership.scope import scope
from lineofsight.trail.actions import record
from lineofsight.trail.sensitivity import Sens


class FileRefused(Exception):
    """The guard does not let the file in (422). Carries the reason's `code` and the `sentence` for the person."""

    def __init__(self, *, sentence: str, code: str) -> None:
        self.sentence = sentence
        self.code = code
        super().__init__(sentence)


class AlreadyHeld(Exception):
    """The agency holds these very bytes. Carries the row, so that the page can offer it instead."""

    def __init__(self, held: Held) -> None:
        self.held = held
        super().__init__("This file has been added before.")


class NotYoursToAdd(Exception):
    """The file would be written for an agency, or to a reach, that is not the actor's (403)."""

    def __init__(self) -> None:
        super().__init__("You cannot add a file for this agency.")


def keep_file(
    *,
    content: BinaryIO | bytes,
    name: str,
    agency: Agency,
    by: Actor,
    audience: Audience = Audience.OWN,
) -> Held:
    """Keep a file that a person uploads for `agency`, once the guard has looked at it.

    In: the content (better a stream than bytes), the person's name for it, the moment (aware), and how far it reaches.
    Out: the agency's row. The file is on disk before the row is written; the row and its event are one transaction.
    Raises FileRefused (nothing is kept), AlreadyHeld (with the row that `by` may see), NotYoursToAdd.
    """
    _may_keep(agency, by, audience)
    name = clean_name(name)
    store = Store(settings.FILES_ROOT)
    stream = BytesIO(content) if isinstance(content, bytes) else content
    try:
        with store.received(stream, most=LIMITS.file) as incoming:
            verdict = inspect_apart(incoming.path, name)
            if not verdict.ok:
                raise FileRefused(sentence=verdict.sentence, code=verdict.code)
            store.keep(incoming)
    except TooLarge:
        raise FileRefused(sentence=SENTENCES["too-large"], code="too-large") from None
    return _write(incoming, verdict, name=name, agency=agency, by=by, audience=audience)


def _may_keep(agency: Agency, by: Actor, audience: Audience) -> None:
    is_own = agency.pk == by.agency_id
    # A row that its writer could not see again would be lost to them, and row security refuses it.
    may_see = sees(reach=by.reach, actor_agency=by.agency_id, row_agency=agency.pk, audience=audience)
    if not may_see or not (is_own or by.writes_for_any):
        raise NotYoursToAdd


def _one_at_a_time(sha256: str) -> None:
    """The same bytes twice at the same moment: the second waits, and then finds what the first did."""
    # On SQLite the transaction has the one write lock already.
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"file {sha256}"])


def _refuse_missing(sha256: str) -> None:
    """The same bytes may have been deleted at this very moment, because somebody else's time for them was over."""
    if not Store(settings.FILES_ROOT).path_of(sha256).exists():
        raise FileRefused(sentence="The file could not be kept. Send it again.", code="deleted-meanwhile")


GONE_NAME = "deleted"


@transaction.atomic
def forget_files(*, held: Sequence[Held], by: Actor) -> None:
    """Take the names of files away that have their tombstone, and once that is written, what stands in them.

    The row and its hash stay: evidence names them. Content that another row holds stays with that row.
    """
    for one in held:
        save_version(one, expected=one.version, name=GONE_NAME, notes="")
    # What an earlier time left behind, because it stopped between the two, goes with it.
    going = list(_forgotten_blobs().values_list("sha256", flat=True))
    transaction.on_commit(lambda: _remove(going, by))


def _remove(hashes: Iterable[str], by: Actor) -> None:
    store = Store(settings.FILES_ROOT)
    for sha256 in hashes:
        with scope(by, writes=True):
            _one_at_a_time(sha256)
            if _forgotten_blobs().filter(sha256=sha256).exists():
                store.path_of(sha256).unlink(missing_ok=True)


def _forgotten_blobs() -> QuerySet[Blob]:
    """The bytes of which every row that held them has its tombstone."""
    gone = Tombstone.objects.values("subject_ref")
    kept = Held.objects.exclude(ref__in=gone).values("blob")
    return Blob.objects.filter(holdings__isnull=False).exclude(pk__in=kept).distinct()


@transaction.atomic
def _write(incoming: Incoming, verdict: Verdict, *, name: str, agency: Agency, by: Actor, audience: Audience) -> Held:
    _one_at_a_time(incoming.sha256)
    earlier = Held.objects.visible_to(by).filter(agency=agency, blob__sha256=incoming.sha256).order_by("id").first()
    if earlier is not None:
        raise AlreadyHeld(earlier)
    blob, _ = Blob.objects.get_or_create(
        sha256=incoming.sha256,
        defaults={
            "size": incoming.size,
            "media_type": verdict.media_type,
            "verdict": f"taken by guard {GUARD_VERSION}",
            "recorded_at": by.now,
        },
    )
    _refuse_missing(incoming.sha256)
    held = Held.objects.create(
        agency=agency,
        blob=blob,
        name=name,
        notes=" ".join(verdict.notes),
        audience=audience,
        **written_by(by),
    )
    # The name may say too much for the trail's readers, so the hash speaks for the file.
    record(
        "file.kept",
        subject=held,
        by=by,
        at=by.now,
        agency=agency.code,
        sens=Sens.S2,
        sha256=incoming.sha256,
        size=incoming.size,
        media_type=verdict.media_type,
        audience=int(audience),
        notes=list(verdict.notes),
    )
    return held
