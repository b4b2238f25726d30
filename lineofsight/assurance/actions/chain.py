"""Write findings, recommendations and actions, and tie them to each other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from lineofsight.assurance.actions.moving import start
from lineofsight.assurance.models import (
    Action,
    Finding,
    FindingRecommendation,
    Recommendation,
    RecommendationAction,
    RecommendationMove,
    Review,
    Statement,
    StatementRecommendation,
    Update,
)
from lineofsight.assurance.rules.chain import ActionState, RecommendationState
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.models import Agency
from lineofsight.partnership.policy import Forbidden, require
from lineofsight.partnership.queries import today
from lineofsight.partnership.rows import save_version
from lineofsight.partnership.rules import Act, Audience
from lineofsight.trail.actions import record
from lineofsight.trail.numbers import take_numbers


class InThePast(ValueError):
    """A day by which something should be done that has already gone by, and nobody says why it is entered only now."""

    field = "due_date"

    def __init__(self) -> None:
        super().__init__("This day is past. Enter a day that is still to come, or say why it is entered only now.")


@dataclass(frozen=True, kw_only=True)
class Asks:
    """A recommendation as it is written. `measure`: how we will know; `why`: where no finding says it."""

    title: str
    text: str
    owner_role: str = ""
    due_date: date | None = None
    respond_by_date: date | None = None
    measure: str = ""
    why: str = ""
    source_place: str = ""


@transaction.atomic
def add_finding(*, review: Review, text: str, source_place: str = "", by: Actor) -> Finding:
    """Write down what a review found. Raises Forbidden."""
    require(by, Act.RECOMMENDATION_WRITE)
    finding = Finding.objects.create(
        review=review,
        agency_id=review.agency_id,
        audience=Audience.PARTNERSHIP,
        number=take_numbers(f"{review.ref} finding"),
        text=text,
        source_place=source_place,
        by_ref=by.ref,
        recorded_at=by.now,
    )
    record("finding.added", subject=finding, by=by, at=by.now, agency=review.agency.code)
    return finding


@transaction.atomic
def draft_recommendation(
    *, review: Review, lead: Agency, asks: Asks, findings: Sequence[Finding], by: Actor
) -> Recommendation:
    """Draft a recommendation to an agency, resting on findings. The agency sees it and can answer. Raises Forbidden."""
    require(by, Act.RECOMMENDATION_WRITE)
    if by.agency_id is None:
        raise Forbidden(Act.RECOMMENDATION_WRITE, by)
    written = {"by_ref": by.ref, "recorded_at": by.now}
    row = Recommendation.objects.create(
        review=review,
        agency=lead,
        audience=Audience.HUB,
        number=take_numbers(f"{review.ref} recommendation"),
        title=asks.title,
        text=asks.text,
        owner_role=asks.owner_role,
        due_date=asks.due_date,
        respond_by_date=asks.respond_by_date,
        measure=asks.measure,
        why=asks.why,
        source_place=asks.source_place,
        **written,
    )
    RecommendationMove.objects.create(
        recommendation=row,
        agency_id=by.agency_id,
        lead_agency=lead,
        number=1,
        target=RecommendationState.DRAFTED,
        role=by.role_words[:200],
        **written,
    )
    FindingRecommendation.objects.bulk_create(
        FindingRecommendation(finding=finding, recommendation=row, agency=lead, **written) for finding in findings
    )
    record(
        "recommendation.drafted",
        subject=row,
        by=by,
        at=by.now,
        agency=lead.code,
        findings=[finding.ref for finding in findings],
    )
    return row


@transaction.atomic
def change_recommendation(
    *, recommendation: Recommendation, asks: Asks, expected_version: int, by: Actor
) -> Recommendation:
    """Give a recommendation other words. An opinion on the earlier ones has lapsed. Raises Forbidden, Stale."""
    require(by, Act.RECOMMENDATION_WRITE)
    before = recommendation.text
    save_version(
        recommendation,
        expected=expected_version,
        title=asks.title,
        text=asks.text,
        owner_role=asks.owner_role,
        due_date=asks.due_date,
        respond_by_date=asks.respond_by_date,
        measure=asks.measure,
        why=asks.why,
        source_place=asks.source_place,
    )
    record(
        "recommendation.changed",
        subject=recommendation,
        by=by,
        at=by.now,
        agency=recommendation.agency.code,
        before=before,
    )
    return recommendation


@transaction.atomic
def add_action(
    *,
    recommendations: Sequence[Recommendation],
    lead: Agency,
    title: str,
    due_date: date,
    outcome: str = "",
    owner_role: str = "",
    why_past: str = "",
    by: Actor,
) -> Action:
    """Propose an action that answers one or more recommendations of a review.

    `why_past`: why an action whose day is past is entered only now, as where a review came here late: it stands in its
    history, and the action is overdue from the first day. Raises Forbidden, InThePast.
    """
    for recommendation in recommendations:
        require(by, Act.ACTION_ADD, recommendation)
    if by.agency_id is None:
        raise Forbidden(Act.ACTION_ADD, by)
    is_past = due_date < today(by.now)
    if is_past and not why_past.strip():
        raise InThePast
    review = recommendations[0].review
    written = {"by_ref": by.ref, "recorded_at": by.now}
    action = Action.objects.create(
        review=review,
        agency=lead,
        audience=Audience.PARTNERSHIP,
        number=take_numbers(f"{review.ref} action"),
        title=title,
        outcome=outcome,
        owner_role=owner_role,
        first_due_date=due_date,
        due_date=due_date,
        **written,
    )
    reason = f"Its day was past when it was entered: {why_past.strip()}" if is_past else ""
    start(action, ActionState.PROPOSED, by=by, reason=reason)
    RecommendationAction.objects.bulk_create(
        RecommendationAction(recommendation=recommendation, action=action, agency=lead, **written)
        for recommendation in recommendations
    )
    record(
        "action.proposed",
        subject=action,
        by=by,
        at=by.now,
        agency=lead.code,
        recommendations=[recommendation.ref for recommendation in recommendations],
        why_past=why_past.strip() if is_past else "",
    )
    return action


@transaction.atomic
def answer_with(*, statement: Statement, recommendation: Recommendation, by: Actor) -> StatementRecommendation:
    """Say that a sentence answers a recommendation. Saying it twice changes nothing. Raises Forbidden."""
    require(by, Act.RECOMMENDATION_WRITE)
    tie, is_new = StatementRecommendation.objects.get_or_create(
        statement=statement,
        recommendation=recommendation,
        defaults={"agency_id": statement.agency_id, "by_ref": by.ref, "recorded_at": by.now},
    )
    if tie.ended_at is not None:
        StatementRecommendation.objects.filter(pk=tie.pk).update(ended_at=None)
        tie.ended_at, is_new = None, True
    if is_new:
        record(
            "statement.answers",
            subject=statement,
            by=by,
            at=by.now,
            agency=statement.agency.code,
            recommendation=recommendation.ref,
        )
    return tie


@transaction.atomic
def say_what_it_answers(*, statement: Statement, recommendations: Sequence[Recommendation], by: Actor) -> None:
    """Say which recommendations a sentence answers, all of them at once: what is not among them it answers no more.

    Raises Forbidden.
    """
    require(by, Act.RECOMMENDATION_WRITE)
    wanted = {row.pk for row in recommendations}
    seen = Recommendation.objects.visible_to(by)
    for tie in StatementRecommendation.objects.filter(
        statement=statement, ended_at__isnull=True, recommendation__in=seen
    ).select_related("recommendation"):
        if tie.recommendation_id not in wanted:
            StatementRecommendation.objects.filter(pk=tie.pk).update(ended_at=by.now)
            record(
                "statement.answers no more",
                subject=statement,
                by=by,
                at=by.now,
                agency=statement.agency.code,
                recommendation=tie.recommendation.ref,
            )
    for row in recommendations:
        answer_with(statement=statement, recommendation=row, by=by)


@transaction.atomic
def say_what_each_answers(*, answers: Mapping[Statement, Sequence[Recommendation]], by: Actor) -> None:
    """Say of several sentences which recommendations each answers: all of them, or none where one cannot be said.

    Raises Forbidden.
    """
    require(by, Act.RECOMMENDATION_WRITE)
    for statement, recommendations in answers.items():
        say_what_it_answers(statement=statement, recommendations=recommendations, by=by)


@transaction.atomic
def keep_words(*, thing: Recommendation | Update, text: str, by: Actor) -> None:
    """Keep words that gave way to somebody else's in the history of a thing, where they were never its own."""
    require(by, Act.RECOMMENDATION_WRITE if isinstance(thing, Recommendation) else Act.UPDATE_WRITE, thing)
    record("words kept", subject=thing, by=by, at=by.now, agency=thing.agency.code, text=text[:4000])
