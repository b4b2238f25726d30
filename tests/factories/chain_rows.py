"""The smallest valid row of each link of the chain, written straight into its table."""

from datetime import date
from typing import Any

from lineofsight.assurance.models import (
    Action,
    ActionEvidence,
    ActionMove,
    BegunAnew,
    DueChange,
    DueDecision,
    Evidence,
    Finding,
    FindingRecommendation,
    LikenessDecision,
    OwnMeasure,
    Recommendation,
    RecommendationAction,
    RecommendationMove,
    RecommendationOpinion,
    Review,
    ReviewDay,
    Statement,
    StatementRecommendation,
    Update,
    UpdateEvidence,
)
from lineofsight.assurance.rules.chain import ActionState, RecommendationState
from lineofsight.library.clock import ReviewMoment
from lineofsight.library.scales import OpinionWord
from lineofsight.partnership.models import Agency
from lineofsight.partnership.rules import Audience
from tests.factories.partnership import NOW, TODAY

WRITTEN = {"by_ref": "somebody", "recorded_at": NOW}


def finding(of: Review, by: Agency, audience: Audience = Audience.PARTNERSHIP, *, text: str = "Found.") -> Finding:
    number = Finding.objects.filter(review=of).count() + 1
    return Finding.objects.create(review=of, agency=by, audience=audience, number=number, text=text, **WRITTEN)


def recommendation(
    of: Review,
    lead: Agency,
    audience: Audience = Audience.PARTNERSHIP,
    *,
    state: RecommendationState = RecommendationState.DRAFTED,
    **facts: Any,
) -> Recommendation:
    """A recommendation that was moved into a state by nobody in particular."""
    number = Recommendation.objects.filter(review=of).count() + 1
    given = {"title": "Read the plan", "text": "The agency should read every plan with the child."} | facts
    row = Recommendation.objects.create(review=of, agency=lead, audience=audience, number=number, **WRITTEN, **given)
    move(row, state, by=lead)
    return row


def move(row: Recommendation, target: RecommendationState, *, by: Agency, **minute: Any) -> RecommendationMove:
    return RecommendationMove.objects.create(
        recommendation=row,
        agency=by,
        lead_agency_id=row.agency_id,
        number=RecommendationMove.objects.filter(recommendation=row).count() + 1,
        target=target,
        role="Business manager",
        **(WRITTEN | minute),
    )


def action(
    of: Recommendation,
    lead: Agency,
    audience: Audience = Audience.PARTNERSHIP,
    *,
    state: ActionState = ActionState.PROPOSED,
    due_date: date = TODAY,
    title: str = "Write it down",
    **facts: Any,
) -> Action:
    """An action that answers a recommendation."""
    row = Action.objects.create(
        review=of.review,
        agency=lead,
        audience=audience,
        number=Action.objects.filter(review=of.review).count() + 1,
        title=title,
        first_due_date=due_date,
        due_date=due_date,
        **WRITTEN,
        **facts,
    )
    ActionMove.objects.create(action=row, agency=lead, number=1, target=state, role="Contributor", **WRITTEN)
    RecommendationAction.objects.create(recommendation=of, action=row, agency=lead, **WRITTEN)
    return row


def update(of: Action, audience: Audience = Audience.OWN, *, text: str = "Begun.", **facts: Any) -> Update:
    return Update.objects.create(
        action=of, agency_id=of.agency_id, audience=audience, text=text, **(WRITTEN | {"as_at_date": TODAY} | facts)
    )


def more_time(of: Action, *, until: date, reason: str = "The supplier is late.") -> DueChange:
    return DueChange.objects.create(
        action=of, agency_id=of.agency_id, old_date=of.due_date, new_date=until, reason=reason, **WRITTEN
    )


def decided(of: DueChange, by: Agency, *, reason: str = "") -> DueDecision:
    return DueDecision.objects.create(
        change=of,
        agency=by,
        asked_by_ref=of.by_ref,
        is_granted=True,
        reason=reason,
        role="Business manager",
        by_ref="another",
        recorded_at=NOW,
    )


def behind_action(of: Action, piece: Evidence) -> ActionEvidence:
    """Put evidence behind an action."""
    return ActionEvidence.objects.create(action=of, evidence=piece, agency_id=of.agency_id, **WRITTEN)


def beside_update(of: Update, piece: Evidence) -> UpdateEvidence:
    """Tick evidence beside an update."""
    return UpdateEvidence.objects.create(update=of, evidence=piece, agency_id=of.agency_id, **WRITTEN)


def day_of(of: Review, what: ReviewMoment, day: date | None, *, note: str = "From the letter.") -> ReviewDay:
    """Somebody said on which day something happened."""
    return ReviewDay.objects.create(
        review=of, agency_id=of.agency_id, what=what, day=day, note=note, role="Business manager", **WRITTEN
    )


def begun_anew(of: Agency, audience: Audience, *, reason: str) -> BegunAnew:
    """A chart was begun anew."""
    return BegunAnew.objects.create(
        agency=of,
        audience=audience,
        measure_id="visits-in-care-in-time",
        month=date(2026, 1, 1),
        stands=True,
        reason=reason,
        role="Analyst",
        **WRITTEN,
    )


def own_measure(of: Agency, audience: Audience, *, title: str) -> OwnMeasure:
    """A measure was added, as its file; of rows of a review, so that pages of records do not count it."""
    id = f"added-by-{of.code}-{audience.name.lower()}"
    return OwnMeasure.objects.create(
        agency=of,
        audience=audience,
        measure_id=id,
        version=1,
        text=OWN_MEASURE.format(id=id, title=title),
        examples="examples: []\n",
        role="Analyst",
        **WRITTEN,
    )


OWN_MEASURE = """\
id: {id}
title: "{title}"
source: [line-of-sight]
basis: local
scope: local
from: 2020-01-01
version: 1
checked: false
owner: agency analyst
review_by: 2027-01-01
question: "How many {title}?"
unit: {{one: statement, many: statements}}
face: statements
kind: full count
direction: neither
shows: counted
population: {{words: statements}}
numerator: {{words: all of them}}
"""


def rests_on(row: Recommendation, on: Finding) -> FindingRecommendation:
    return FindingRecommendation.objects.create(recommendation=row, finding=on, agency_id=row.agency_id, **WRITTEN)


def answers(statement: Statement, row: Recommendation) -> StatementRecommendation:
    return StatementRecommendation.objects.create(
        statement=statement, recommendation=row, agency_id=statement.agency_id, **WRITTEN
    )


def opinion_on(row: Recommendation, by: Agency, *, basis_sha: str = "0" * 64, **facts: Any) -> RecommendationOpinion:
    given = {"level": OpinionWord.LIMITED, "know": "Some.", "how": "We asked.", "next_step": "Ask again."} | facts
    return RecommendationOpinion.objects.create(
        recommendation=row,
        agency=by,
        lead_agency_id=row.agency_id,
        role="Independent scrutineer",
        basis_sha=basis_sha,
        **WRITTEN,
        **given,
    )


def alike(row: Recommendation, earlier: Recommendation, by: Agency) -> LikenessDecision:
    return LikenessDecision.objects.create(
        recommendation=row, earlier=earlier, agency=by, is_same=True, role="Business manager", **WRITTEN
    )
