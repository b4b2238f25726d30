"""What people ask about returns: which were taken, what each gave, and which wait."""

from dataclasses import dataclass

from django.db.models import QuerySet

from lineofsight.partnership.actor import Actor
from lineofsight.partnership.queries import who_is
from lineofsight.records.identities.models import Import
from lineofsight.records.identities.rules import RECORDED_HERE, DeliveryState
from lineofsight.records.practice.models import Upload
from lineofsight.records.practice.receipts import ReceiptBody, from_json
from lineofsight.records.practice.rules import UploadState


@dataclass(frozen=True)
class Taken:
    """A return that was taken, who took it, and its receipt."""

    row: Import
    who: str
    body: ReceiptBody


def returns(actor: Actor) -> QuerySet[Import]:
    """The returns that were taken, newest first."""
    found = Import.objects.visible_to(actor).filter(state=DeliveryState.TAKEN).exclude(source=RECORDED_HERE)
    return found.select_related("receipt", "agency").order_by("-taken_at", "-id")


def find_return(actor: Actor, ref: str) -> Import | None:
    """One return that was taken, or None."""
    return returns(actor).called(ref)


def taken(row: Import) -> Taken:
    """A return with its receipt."""
    return Taken(row, who_is(row.by_ref, at=row.taken_at or row.recorded_at), from_json(row.receipt.body))


def find_upload(actor: Actor, ref: str) -> Upload | None:
    """One upload, or None."""
    return Upload.objects.visible_to(actor).select_related("agency", "delivery").called(ref)


def waiting_uploads(actor: Actor) -> QuerySet[Upload]:
    """One's agency's uploads that nobody has taken or left, newest first."""
    open_ones = Upload.objects.visible_to(actor).filter(state__in=[UploadState.WAITING, UploadState.READ])
    return open_ones.filter(agency_id=actor.agency_id).order_by("-id")


def would_give(upload: Upload) -> ReceiptBody | None:
    """What taking an upload would give; None while it has not been read."""
    return from_json(upload.body) if upload.body else None
