"""Which earlier recommendations ask the same: what people said."""

from django.db import transaction

from lineofsight.assurance.models import LikenessDecision, Recommendation
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.policy import Forbidden, require
from lineofsight.partnership.rows import written_by
from lineofsight.partnership.rules import Act
from lineofsight.trail.actions import record


@transaction.atomic
def say_alike(*, recommendation: Recommendation, earlier: Recommendation, is_same: bool, by: Actor) -> LikenessDecision:
    """Say whether an earlier recommendation asks the same as this one. The last word stands. Raises Forbidden."""
    require(by, Act.LIKENESS_SAY)
    if by.agency_id is None:
        raise Forbidden(Act.LIKENESS_SAY, by)
    decision = LikenessDecision.objects.create(
        recommendation=recommendation,
        earlier=earlier,
        agency_id=by.agency_id,
        is_same=is_same,
        role=by.role_words[:200],
        **written_by(by),
    )
    record(
        "likeness.said",
        subject=recommendation,
        by=by,
        at=by.now,
        agency=by.agency_code,
        earlier=earlier.ref,
        is_same=is_same,
    )
    return decision
