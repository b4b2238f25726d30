"""Add a measure to the partnership's own shelf, a later version of it, and agree to one that somebody else added."""

from django.db import IntegrityError, transaction

from lineofsight.assurance.models import OwnMeasure
from lineofsight.assurance.own_shelf import checked
from lineofsight.library.faults import Trouble
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.policy import OfAgency, require
from lineofsight.partnership.queries import own_agency
from lineofsight.partnership.rows import written_by
from lineofsight.partnership.rules import Act, Audience
from lineofsight.trail.actions import record


class MeasureDoesNotStand(ValueError):
    """A measure that the loader would refuse as a file, or that does not suit those there are. Carries the troubles."""

    def __init__(self, troubles: tuple[Trouble, ...]) -> None:
        self.troubles = troubles
        super().__init__(" ".join(one.sentence for one in troubles))


class NotToAgree(ValueError):
    """Somebody has agreed already, or whoever wrote it would agree with themselves."""


@transaction.atomic
def add_measure(*, text: str, examples: str, by: Actor) -> OwnMeasure:
    """Keep a measure, or a later version of one that was added, on the partnership's own shelf.

    text, examples: the two files as YAML. All members see it; over all agencies it counts once somebody of the unit has
    agreed. A version that was kept is never changed. Raises Forbidden and MeasureDoesNotStand.
    """
    require(by, Act.MEASURE_ADD, OfAgency(by.agency_id))
    agency = own_agency(by)
    found = checked(text, examples, by=by, of=agency)
    if found.measure is None or found.troubles or agency is None:
        raise MeasureDoesNotStand(found.troubles)
    try:
        with transaction.atomic():
            row: OwnMeasure = OwnMeasure.objects.create(
                agency_id=agency.pk,
                audience=Audience.PARTNERSHIP,
                measure_id=found.measure.id,
                version=found.measure.version,
                text=text,
                examples=examples,
                role=by.role_words[:200],
                **written_by(by),
            )
    except IntegrityError:
        raise MeasureDoesNotStand(
            (Trouble(("id",), "Somebody kept a measure with this id a moment ago. Look at theirs first."),)
        ) from None
    record(
        "measure.added",
        subject=row,
        by=by,
        at=by.now,
        agency=agency.code,
        measure=row.measure_id,
        version=row.version,
    )
    return row


@transaction.atomic
def agree_measure(*, row: OwnMeasure, by: Actor) -> OwnMeasure:
    """Agree, for the partnership, to a measure that somebody else added. Raises Forbidden and NotToAgree."""
    require(by, Act.MEASURE_AGREE, row)
    if row.by_ref == by.ref:
        raise NotToAgree("You added this measure. Somebody else has to agree to it.")
    written = OwnMeasure.objects.filter(pk=row.pk, agreed_at__isnull=True).update(
        agreed_at=by.now, agreed_by_ref=by.ref, agreed_role=by.role_words[:200]
    )
    if not written:
        raise NotToAgree("Somebody has agreed to it already.")
    record(
        "measure.agreed",
        subject=row,
        by=by,
        at=by.now,
        agency=row.agency.code,
        measure=row.measure_id,
        version=row.version,
    )
    row.refresh_from_db()
    return row
