"""What people outside the lead agency say of a recommendation, and which earlier ones ask the same."""

from django.db import transaction

from lineofsight.assurance.actions.opinions import BasisChanged, View
from lineofsight.assurance.models import LikenessDecision, Recommendation, RecommendationOpinion
from lineofsight.assurance.queries.chain import recommendation_now
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.policy import Forbidden, require
from lineofsight.partnership.queries import today
from lineofsight.partnership.rules import Act
from lineofsight.trail.actions import record


@transaction.atomic
def give_opinion_on(*, recommendation: Recommendation, view: View, seen_basis: str, by: Actor) -> RecommendationOpinion:
    """Record an opinion on a recommendation that another agency leads. It lapses when what it rests on changes.

    Raises Forbidden (own agency), BasisChanged.
    """
    require(by, Act.OPINION_GIVE, recommendation)
    if by.agency_id is None:
        raise Forbidden(Act.OPINION_GIVE, by)
    basis = recommendation_now(recommendation, day=today(by.now)).basis_sha
    if seen_basis and seen_basis != basis:
        raise BasisChanged
    opinion = RecommendationOpinion.objects.create(
        recommendation=recommendation,
        agency_id=by.agency_id,
        lead_agency_id=recommendation.agency_id,
        level=view.level,
        know=view.know,
        how=view.how,
        next_step=view.next_step,
        next_test_date=view.next_test_date,
        role=by.role_words[:200],
        basis_sha=basis,
        by_ref=by.ref,
        recorded_at=by.now,
    )
    record(
        "opinion.given",
        subject=recommendation,
        by=by,
        at=by.now,
        agency=by.agency_code,
        level=view.level,
        opinion=opinion.ref,
    )
    return opinion


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
        by_ref=by.ref,
        recorded_at=by.now,
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
