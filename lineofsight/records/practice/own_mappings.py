"""How lists of an agency's own are read: mappings that people tried on a file and kept, laid over the library."""

from collections.abc import Sequence
from functools import lru_cache

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from lineofsight.library.faults import Trouble
from lineofsight.library.loading import Folder, entry_of, read_text
from lineofsight.library.mapping import CsvMapping
from lineofsight.library.reading import Unreadable, read_documents
from lineofsight.library.shelf import Shelf, laid_over
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.policy import require
from lineofsight.partnership.rows import save_version, written_by
from lineofsight.partnership.rules import Act, Audience
from lineofsight.partnership.shelf import shelf
from lineofsight.records.practice.models import OwnMapping, Upload
from lineofsight.records.practice.rules import OWN_LIST, UploadState
from lineofsight.trail.actions import record
from lineofsight.trail.sensitivity import Sens


class MappingDoesNotStand(ValueError):
    """A mapping that the loader would refuse as a file. Carries the troubles."""

    def __init__(self, troubles: Sequence[Trouble]) -> None:
        self.troubles = tuple(troubles)
        super().__init__(" ".join(one.sentence for one in troubles))


def own_mappings(actor: Actor) -> QuerySet[OwnMapping]:
    """Every version that the actor's agency kept, by id, the oldest first."""
    return OwnMapping.objects.visible_to(actor).filter(agency_id=actor.agency_id).order_by("mapping_id", "version")


def newest(actor: Actor) -> tuple[OwnMapping, ...]:
    """The newest version of each."""
    return tuple({one.mapping_id: one for one in own_mappings(actor)}.values())


def find_mapping(actor: Actor, ref: str) -> OwnMapping | None:
    """One version, or None."""
    return OwnMapping.objects.visible_to(actor).called(ref)


def shelf_of(actor: Actor) -> Shelf:
    """The library in use here with the mappings of the actor's agency. One that can no longer be read is left out."""
    kept = tuple((one.mapping_id, one.text) for one in newest(actor))
    return _laid(settings.LOS_SHELF, kept) if kept else shelf()


@lru_cache(maxsize=16)
def _laid(_own: str, kept: tuple[tuple[str, str], ...]) -> Shelf:
    files = [read_text(f"{CsvMapping.FOLDER}/{id}.yaml", text, CsvMapping) for id, text in kept]
    return laid_over(shelf(), Folder(tuple(found for one in files for found in one.found)))


def checked(text: str) -> CsvMapping:
    """A mapping as the loader reads a file. Raises MappingDoesNotStand."""
    try:
        document = read_documents(text)[0]
    except Unreadable as error:
        raise MappingDoesNotStand((Trouble((), error.sentence),)) from None
    entry, troubles = entry_of(document, CsvMapping)
    if isinstance(entry, CsvMapping):
        troubles = (*troubles, *entry.troubles(shelf()))
        if entry.id in (OWN_LIST, *shelf().ids(CsvMapping.FOLDER)):
            troubles += (
                Trouble(("title",), f"«{entry.id}» stands on the shelf already. Give this list another name."),
            )
    if troubles or not isinstance(entry, CsvMapping):
        raise MappingDoesNotStand(troubles)
    return entry


def next_version(actor: Actor, id: str) -> int:
    """Which version of a mapping would be kept next."""
    last = own_mappings(actor).filter(mapping_id=id).last()
    return last.version + 1 if last else 1


def may_be_mapped(upload: Upload, *, by: Actor) -> bool:
    """Whether it can still be said how an upload is read: nobody has said it, or said it here and not taken it yet."""
    if upload.state not in (UploadState.WAITING, UploadState.READ):
        return False
    return upload.source == OWN_LIST or own_mappings(by).filter(mapping_id=upload.source).exists()


@transaction.atomic
def keep_mapping(*, upload: Upload, text: str, by: Actor) -> OwnMapping:
    """Keep how a list is read, and read the upload on which it was tried by it. A later version takes its place.

    Raises Forbidden, MappingDoesNotStand, Stale.
    """
    require(by, Act.MAPPING_KEEP, upload)
    mapping = checked(text)
    if not may_be_mapped(upload, by=by):
        raise MappingDoesNotStand((Trouble((), "How this list is read was said already. Upload it again."),))
    try:
        with transaction.atomic():
            row: OwnMapping = OwnMapping.objects.create(
                agency_id=upload.agency_id,
                audience=Audience.OWN,
                mapping_id=mapping.id,
                version=mapping.version,
                title=mapping.title,
                text=text,
                role=by.role_words[:200],
                **written_by(by),
            )
    except IntegrityError:
        raise MappingDoesNotStand(
            (Trouble(("title",), "Somebody kept a list of this name a moment ago. Look at theirs first."),)
        ) from None
    save_version(upload, expected=upload.version, source=mapping.id, state=UploadState.WAITING, body="")
    facts = {"mapping": mapping.id, "version": mapping.version}
    record("mapping.kept", subject=row, by=by, at=by.now, agency=by.agency_code, sens=Sens.S2, **facts)
    return row
