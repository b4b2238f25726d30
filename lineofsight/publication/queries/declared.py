"""What people ask of what is declared about an edition: who has approved, what holds it back, what was let pass."""

from dataclasses import dataclass

from django.db.models import QuerySet

from lineofsight.assurance.models import Review
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.queries import today
from lineofsight.publication.models import Edition, Hold, Override, PartnerApproval
from lineofsight.publication.partners import PartnerAgency, partner_agencies


def find_hold(actor: Actor, ref: str) -> Hold | None:
    """One hold, None when there is none that the actor may see."""
    return Hold.objects.visible_to(actor).select_related("review", "agency").called(ref)


def holds_of(review: Review, actor: Actor) -> QuerySet[Hold]:
    """What holds the editions of a review back, or did: those in force first."""
    return Hold.objects.visible_to(actor).filter(review=review).order_by("lifted_date", "since_date", "id")


@dataclass(frozen=True)
class PartnerStands:
    """One safeguarding partner: its approval of what stands there now, or the last one, which has lapsed."""

    partner: PartnerAgency
    approval: PartnerApproval | None
    lapsed: PartnerApproval | None


def partners_stand(edition: Edition, actor: Actor, *, read_sha: str) -> tuple[PartnerStands, ...]:
    """How each safeguarding partner stands to an edition."""
    rows = PartnerApproval.objects.visible_to(actor).filter(edition=edition).order_by("id")
    now = {row.agency_id: row for row in rows if row.read_sha == read_sha}
    last = {row.agency_id: row for row in rows if row.read_sha != read_sha}
    return tuple(
        PartnerStands(
            partner=one,
            approval=now.get(one.agency.pk),
            lapsed=None if one.agency.pk in now else last.get(one.agency.pk),
        )
        for one in partner_agencies(on=today(actor.now))
    )


def may_approve(edition: Edition, actor: Actor) -> bool:
    """Whether the actor's agency is a safeguarding partner that still has something to approve here. Two queries."""
    partners = {one.agency.pk for one in partner_agencies(on=today(actor.now))}
    if actor.agency_id not in partners:
        return False
    rows = PartnerApproval.objects.visible_to(actor).filter(edition=edition, read_sha=edition.checked_sha)
    waiting = partners - set(rows.values_list("agency_id", flat=True))
    return actor.agency_id in waiting or not waiting


@dataclass(frozen=True)
class OverrideNow:
    """A refusal that was let pass, and whether its words still stand."""

    row: Override
    number: int | None
    has_lapsed: bool


def overrides_of(edition: Edition, actor: Actor) -> tuple[OverrideNow, ...]:
    """Every override of an edition, with the sentence that it is about; those that have lapsed last."""
    rows = Override.objects.visible_to(actor).filter(edition=edition).select_related("agency", "wording__statement")
    listed = [
        OverrideNow(
            row=row,
            number=row.wording.statement.position if row.wording else None,
            has_lapsed=row.wording is not None and row.wording.statement.current_id != row.wording_id,
        )
        for row in rows.order_by("id")
    ]
    return tuple(sorted(listed, key=lambda one: (one.has_lapsed, one.number or 0)))
