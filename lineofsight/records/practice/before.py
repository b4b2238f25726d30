"""Whether the files of a return were taken before, and what was taken since."""

from dataclasses import dataclass

from django.db.models import QuerySet

from lineofsight.partnership.actor import Actor
from lineofsight.records.identities.models import Import
from lineofsight.records.identities.rules import RECORDED_HERE, DeliveryState
from lineofsight.records.practice.models import Upload


@dataclass(frozen=True)
class Before:
    """The return that was taken of these very files, and how many were taken since: they stand on it."""

    delivery: Import
    since: int


def later_than(delivery: Import) -> QuerySet[Import]:
    """The returns of the same agency that were taken after one. What was recorded here by hand is none."""
    later = Import.objects.filter(agency_id=delivery.agency_id, state=DeliveryState.TAKEN, number__gt=delivery.number)
    return later.exclude(source=RECORDED_HERE)


def taken_before(upload: Upload, *, by: Actor) -> Before | None:
    """When the files of an upload were taken before, and how many returns came since; None where they never were."""
    taken = Import.objects.visible_to(by).filter(
        agency_id=upload.agency_id, state=DeliveryState.TAKEN, source=upload.source
    )
    found = taken.filter(mark=upload.mark).order_by("-number").first()
    return Before(found, later_than(found).count()) if found else None
