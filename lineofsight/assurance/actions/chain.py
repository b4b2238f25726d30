"""Write findings, recommendations and actions, and tie them to each other."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
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
from lineofsight.partnership.rows import save_version, written_by
from lineofsight.partnership.rules import Act, Audience
from lineofsight.trail.actions import ActDone, record, record_all
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


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A recommendation that is written: who leads it, and the findings that it rests on."""

    lead: Agency
    asks: Asks
    findings: tuple[Finding, ...] = ()


@transaction.atomic
def write_findings(*, review: Review, found: Sequence[tuple[str, str]], by: Actor) -> list[Finding]:
    """Write down what a review found: each text with its place in the file that it came in. Raises Forbidden."""
    require(by, Act.RECOMMENDATION_WRITE)
    first = take_numbers(f"{review.ref} finding", count=len(found))
    rows = Finding.objects.bulk_create(
        Finding(
            review=review,
            agency_id=review.agency_id,
            audience=Audience.PARTNERSHIP,
            number=number,
            text=text,
            source_place=place,
            **written_by(by),
        )
        for number, (text, place) in enumerate(found, start=first)
    )
    record_all((ActDone(act="finding.added", subject=row, agency=review.agency.code) for row in rows), by=by, at=by.now)
    return rows


@transaction.atomic
def write_recommendations(*, review: Review, asked: Sequence[Asked], by: Actor) -> list[Recommendation]:
    """Draft recommendations, each to its lead agency, which sees it and can answer. Raises Forbidden."""
    require(by, Act.RECOMMENDATION_WRITE)
    if by.agency_id is None:
        raise Forbidden(Act.RECOMMENDATION_WRITE, by)
    written = written_by(by)
    first = take_numbers(f"{review.ref} recommendation", count=len(asked))
    rows = Recommendation.objects.bulk_create(
        Recommendation(
            review=review,
            agency=one.lead,
            audience=Audience.HUB,
            number=number,
            **asdict(one.asks),
            **written,
        )
        for number, one in enumerate(asked, start=first)
    )
    RecommendationMove.objects.bulk_create(
        RecommendationMove(
            recommendation=row,
            agency_id=by.agency_id,
            lead_agency_id=row.agency_id,
            number=1,
            target=RecommendationState.DRAFTED,
            role=by.role_words[:200],
            **written,
        )
        for row in rows
    )
    FindingRecommendation.objects.bulk_create(
        FindingRecommendation(finding=finding, recommendation=row, agency=one.lead, **written)
        for row, one in zip(rows, asked, strict=True)
        for finding in one.findings
    )
    events = (
        ActDone(
            act="recommendation.drafted",
            subject=row,
            agency=one.lead.code,
            details={"findings": [finding.ref for finding in one.findings]},
        )
        for row, one in zip(rows, asked, strict=True)
    )
    record_all(events, by=by, at=by.now)
    return rows


def add_finding(*, review: Review, text: str, source_place: str = "", by: Actor) -> Finding:
    """Write down one thing that a review found. Raises Forbidden."""
    return write_findings(review=review, found=[(text, source_place)], by=by)[0]


def draft_recommendation(
    *, review: Review, lead: Agency, asks: Asks, findings: Sequence[Finding], by: Actor
) -> Recommendation:
    """Draft one recommendation to an agency, resting on findings. Raises Forbidden."""
    asked = Asked(lead=lead, asks=asks, findings=tuple(findings))
    return write_recommendations(review=review, asked=[asked], by=by)[0]


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
        **asdict(asks),
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
    written = written_by(by)
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
        defaults={"agency_id": statement.agency_id, **written_by(by)},
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
    """Keep words that gave way to somebody else's in the history of a thing, where they were never its own.

    Raises Forbidden.
    """
    require(by, Act.RECOMMENDATION_WRITE if isinstance(thing, Recommendation) else Act.UPDATE_WRITE, thing)
    record("words kept", subject=thing, by=by, at=by.now, agency=thing.agency.code, text=text[:4000])
