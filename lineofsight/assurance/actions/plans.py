"""Take a plan in: settle what its columns and words mean, and write its recommendations and actions, once."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter

from django.db import transaction

from lineofsight.assurance.actions.chain import Asks, FromPlan, add_action, add_finding, draft_recommendation
from lineofsight.assurance.actions.imports import end_with, file_of, must_be
from lineofsight.assurance.actions.reviews import open_review
from lineofsight.assurance.actions.updates import bring_in_updates
from lineofsight.assurance.models import ImportCorrection, PlanMemory, Recommendation, ReportImport, Review
from lineofsight.assurance.queries_plans import as_said, plan_of, said_of
from lineofsight.assurance.rules import ReviewKind
from lineofsight.assurance.rules.chain import DELIVERY, ActionState
from lineofsight.assurance.rules.imports import ImportState, NameOfAChild
from lineofsight.assurance.rules.plan_receipt import counted_plan, left_out, told
from lineofsight.assurance.rules.plan_rows import PlanRow, cut
from lineofsight.assurance.rules.plan_settled import PlanField, Said
from lineofsight.assurance.rules.plans import NotSettled, PlanReading
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.models import Agency
from lineofsight.partnership.policy import require
from lineofsight.partnership.queries import agencies, hub, today, who_is
from lineofsight.partnership.rows import save_version
from lineofsight.partnership.rules import Act, Audience
from lineofsight.trail.actions import record

NO_RECOMMENDATION = "Actions of the plan that name no recommendation"
NOT_SAID = "The plan that it came with does not say."


@dataclass(frozen=True)
class BroughtIn:
    """What a plan became."""

    review: Review
    findings: int
    recommendations: int
    actions: int
    updates: int


@transaction.atomic
def settle(*, plan_import: ReportImport, said: Sequence[Said], expected_version: int, by: Actor) -> int:
    """Keep what a person settled, all or none; what stood there already is passed over. Out: how many things.

    Raises WrongState, Stale, Forbidden.
    """
    require(by, Act.REVIEW_IMPORT, plan_import)
    must_be(plan_import, ImportState.PREVIEW, "settled")
    if not said:
        return 0
    save_version(plan_import, expected=expected_version)
    ImportCorrection.objects.bulk_create(
        ImportCorrection(
            report_import=plan_import,
            agency_id=plan_import.agency_id,
            paragraph=one.table,
            field=one.field,
            place=one.column,
            old=one.old[:4000],
            new=one.new[:4000],
            by_ref=by.ref,
            recorded_at=by.now,
        )
        for one in said
    )
    fields = sorted({one.field.value for one in said})
    record("import.corrected", subject=plan_import, by=by, at=by.now, agency=hub().code, fields=fields)
    return len(said)


@transaction.atomic
def take_plan(
    *, plan_import: ReportImport, expected_version: int, by: Actor, review: Review | None = None, name: str = ""
) -> BroughtIn:
    """Write what the plan says into a review, or into a new one of this name: all of it with its receipt, or nothing.

    Raises NameOfAChild, NotSettled, WrongState, Stale, Forbidden.
    """
    require(by, Act.REVIEW_IMPORT, plan_import)
    must_be(plan_import, ImportState.PREVIEW, "written")
    now = plan_of(plan_import, by)
    if now.children:
        raise NameOfAChild(now.children)
    if now.missing:
        raise NotSettled(now.missing)
    review = review or open_review(name=name, kind=ReviewKind.PRACTICE_REVIEW, by=by)
    made = _written(now, review, by=by)
    _remember(plan_import, now, by=by)
    end_with(plan_import, review, _receipt(plan_import, now, made), expected=expected_version, by=by)
    return made


def _written(now: PlanReading, review: Review, *, by: Actor) -> BroughtIn:
    leads = {agency.code: agency for agency in agencies()}
    findings = [
        add_finding(review=review, text=found.text, source_place=str(found.place)[:200], by=by)
        for found in now.plan.findings
    ]
    asked = [
        draft_recommendation(
            review=review,
            lead=_lead(now, number, leads),
            asks=Asks(
                title=cut(words.text, 120),
                text=words.text,
                source_place=str(words.place)[:200],
                why="" if _rests(now, number) else NOT_SAID,
            ),
            findings=[findings[place] for place in _rests(now, number)],
            by=by,
        )
        for number, words in enumerate(now.plan.recommendations)
    ]
    if any(row.recommendation is None for row in now.rows):
        asked.append(
            draft_recommendation(
                review=review,
                lead=hub(),
                asks=Asks(title=NO_RECOMMENDATION, text=NO_RECOMMENDATION, why=NOT_SAID),
                findings=(),
                by=by,
            )
        )
    updates = 0
    for row in now.rows:
        updates += _action(row, asked, leads, by=by)
    return BroughtIn(review, len(findings), len(asked), len(now.rows), updates)


def _rests(now: PlanReading, number: int) -> list[int]:
    """The findings that stand beside a recommendation, in their order."""
    return sorted({place for row in now.rows if row.recommendation == number for place in row.findings})


def _lead(now: PlanReading, number: int, leads: dict[str, Agency]) -> Agency:
    """The agency that leads most of its actions, of several the first; the business unit where there are none."""
    codes = [row.agency for row in now.rows if row.recommendation == number]
    return leads[max(codes, key=codes.count)] if codes else hub()


def _action(row: PlanRow, asked: list[Recommendation], leads: dict[str, Agency], *, by: Actor) -> int:
    if row.due is None:
        raise NotSettled(f"{row.place} has no due day.")
    action = add_action(
        recommendations=[asked[-1 if row.recommendation is None else row.recommendation]],
        lead=leads[row.agency],
        title=row.title,
        due_date=row.due,
        outcome=row.outcome,
        owner_role=row.owner_role,
        plan=FromPlan(
            state=state_of(row.delivery),
            place=row.place[:200],
            word=row.status,
            words=row.words,
            first_due_date=row.first_due,
        ),
        by=by,
    )
    day = today(by.now)
    # The latest entry stands, so it is written last; one without a day is as at today, and so is one that is to come.
    told = sorted(((_as_at(one.day, day), one.text) for one in row.updates), key=itemgetter(0))
    return len(bring_in_updates(action=action, told=told, word=row.status, by=by))


def _as_at(day: date | None, today: date) -> date:
    return today if day is None else min(day, today)


def state_of(delivery: str) -> ActionState:
    """Where an action begins that a plan says is so far. Not known: proposed, for its agency to agree."""
    return next((state for state, word in DELIVERY.items() if word.value == delivery), ActionState.PROPOSED)


def _remember(plan_import: ReportImport, now: PlanReading, *, by: Actor) -> None:
    """Keep what was settled for the next plan of this shape and with these words. No day, and nobody's name."""
    kept: dict[tuple[str, str], str] = {}
    for table in now.tables:
        if table.is_taken and table.choice.has_header:
            fields = {str(place): name.value for place, name in table.choice.columns}
            kept[PlanField.COLUMN, table.proposal.shape] = json.dumps(fields)
    for one in now.said:
        if one.field in (PlanField.STATUS, PlanField.OWNER) and one.old and one.old not in now.officers:
            kept[one.field, one.old] = one.new
    there = {
        (row.kind, row.words): row
        for row in PlanMemory.objects.visible_to(by).filter(words__in=[words for _, words in kept])
    }
    for (kind, words), meaning in kept.items():
        facts = {"meaning": meaning, "plan_import": plan_import, "by_ref": by.ref, "recorded_at": by.now}
        row = there.get((kind, words))
        if row is not None:
            save_version(row, expected=row.version, **facts)
        elif len(words) <= 200:
            PlanMemory.objects.create(agency=hub(), audience=Audience.HUB, kind=kind, words=words, **facts)


def _receipt(row: ReportImport, now: PlanReading, made: BroughtIn) -> dict[str, object]:
    taken = {
        "review": made.review.name,
        "findings": made.findings,
        "recommendations": made.recommendations,
        "actions": made.actions,
        "updates": made.updates,
    }
    corrected = [
        {**told(now, as_said(one)), "by": who_is(one.by_ref), "at": one.recorded_at.isoformat()} for one in said_of(row)
    ]
    return {
        "file": file_of(row),
        "read": counted_plan(now),
        "taken": taken,
        "left_out": [{"text": text, "line": None} for text in left_out(now)],
        "doubted": [{"paragraph": None, "doubt": d.sentence, "decided": ""} for d in now.doubts],
        "corrected": corrected,
    }
