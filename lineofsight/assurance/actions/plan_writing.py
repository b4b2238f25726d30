"""Write the many rows of a plan in a few statements: each with its event, as if they were written one by one.

A plan of 3,000 actions took 20 statements for each of them, and nobody else could save meanwhile.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from django.db import transaction

from lineofsight.assurance.actions.chain import Asks
from lineofsight.assurance.models import (
    Action,
    ActionMove,
    Finding,
    FindingRecommendation,
    Recommendation,
    RecommendationAction,
    RecommendationMove,
    Review,
    Update,
)
from lineofsight.assurance.rules.chain import ActionState, RecommendationState, UpdateState, plan_says
from lineofsight.assurance.rules.plan_differences import as_the_plan_says
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.models import Agency
from lineofsight.partnership.policy import Forbidden, require
from lineofsight.partnership.rules import Act, Audience
from lineofsight.trail.actions import ActDone, record_all
from lineofsight.trail.numbers import take_numbers


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A recommendation of a plan: who leads it, and the findings that it rests on."""

    lead: Agency
    asks: Asks
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Planned:
    """An action of a plan: where it stands there, how far it is by the plan's own word, and what it says happened.

    `told`: each entry with its day, oldest first.
    """

    recommendation: Recommendation
    lead: Agency
    title: str
    due_date: date
    state: ActionState
    place: str
    outcome: str = ""
    owner_role: str = ""
    word: str = ""
    words: str = ""
    first_due_date: date | None = None
    told: tuple[tuple[date, str], ...] = ()


@transaction.atomic
def write_findings(*, review: Review, found: Sequence[tuple[str, str]], by: Actor) -> list[Finding]:
    """Write what a plan says was found: each text with its place. Raises Forbidden."""
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
            by_ref=by.ref,
            recorded_at=by.now,
        )
        for number, (text, place) in enumerate(found, start=first)
    )
    record_all((ActDone(act="finding.added", subject=row, agency=review.agency.code) for row in rows), by=by, at=by.now)
    return rows


@transaction.atomic
def write_recommendations(*, review: Review, asked: Sequence[Asked], by: Actor) -> list[Recommendation]:
    """Draft what a plan recommends, each to its lead agency. Raises Forbidden."""
    require(by, Act.RECOMMENDATION_WRITE)
    if by.agency_id is None:
        raise Forbidden(Act.RECOMMENDATION_WRITE, by)
    written = {"by_ref": by.ref, "recorded_at": by.now}
    first = take_numbers(f"{review.ref} recommendation", count=len(asked))
    rows = Recommendation.objects.bulk_create(
        Recommendation(
            review=review,
            agency=one.lead,
            audience=Audience.HUB,
            number=number,
            title=one.asks.title,
            text=one.asks.text,
            owner_role=one.asks.owner_role,
            due_date=one.asks.due_date,
            respond_by_date=one.asks.respond_by_date,
            measure=one.asks.measure,
            why=one.asks.why,
            source_place=one.asks.source_place,
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


@transaction.atomic
def write_actions(*, review: Review, planned: Sequence[Planned], by: Actor) -> int:
    """Write the actions of a plan, where the plan says that they are, with what it says happened. Out: how many
    updates. Its days may have gone by. Raises Forbidden."""
    require(by, Act.REVIEW_IMPORT)
    for one in planned:
        require(by, Act.ACTION_ADD, one.recommendation)
    if by.agency_id is None:
        raise Forbidden(Act.ACTION_ADD, by)
    written = {"by_ref": by.ref, "recorded_at": by.now}
    first = take_numbers(f"{review.ref} action", count=len(planned))
    rows = Action.objects.bulk_create(
        Action(
            review=review,
            agency=one.lead,
            audience=Audience.PARTNERSHIP,
            number=number,
            title=one.title,
            outcome=one.outcome,
            owner_role=one.owner_role,
            first_due_date=one.first_due_date or one.due_date,
            due_date=one.due_date,
            source_place=one.place,
            plan_word=one.word,
            plan_words=one.words,
            **written,
        )
        for number, one in enumerate(planned, start=first)
    )
    both = list(zip(rows, planned, strict=True))
    ActionMove.objects.bulk_create(
        ActionMove(
            action=row,
            agency_id=by.agency_id,
            number=1,
            target=one.state,
            reason=as_the_plan_says(one.word),
            role=by.role_words[:200],
            **written,
        )
        for row, one in both
    )
    RecommendationAction.objects.bulk_create(
        RecommendationAction(recommendation=one.recommendation, action=row, agency=one.lead, **written)
        for row, one in both
    )
    updates = _updates(both, by=by)
    record_all(_told(both, updates), by=by, at=by.now)
    return sum(map(len, updates.values()))


def _updates(both: Sequence[tuple[Action, Planned]], *, by: Actor) -> dict[int, list[Update]]:
    """The entries of each action, by its id: all the first ones, then all the second ones, each replacing its last."""
    written: dict[int, list[Update]] = {}
    for entries in zip_longest(*(one.told for _, one in both)):
        rows = []
        for (row, one), entry in zip(both, entries, strict=True):
            if entry is None:
                continue
            before = written.setdefault(row.pk, [])
            is_last = len(before) + 1 == len(one.told)
            day, text = entry
            rows.append(
                Update(
                    action=row,
                    agency_id=row.agency_id,
                    audience=Audience.PARTNERSHIP,
                    state=UpdateState.ACCEPTED if is_last else UpdateState.SUPERSEDED,
                    text=text,
                    as_at_date=day,
                    says=plan_says(one.state) if is_last else "",
                    is_from_plan=True,
                    plan_word=one.word if is_last else "",
                    supersedes=before[-1] if before else None,
                    by_ref=by.ref,
                    recorded_at=by.now,
                )
            )
        for update in Update.objects.bulk_create(rows):
            written[update.action_id].append(update)
    return written


def _told(both: Sequence[tuple[Action, Planned]], updates: dict[int, list[Update]]) -> Iterable[ActDone]:
    for row, one in both:
        asked = {"recommendations": [one.recommendation.ref]}
        yield ActDone(act="action.brought in", subject=row, agency=one.lead.code, details=asked)
        if row.pk in updates:
            refs = [update.ref for update in updates[row.pk]]
            yield ActDone(act="updates.brought in", subject=row, agency=one.lead.code, details={"updates": refs})
