"""Take a plan in: settle what its columns and words mean, and write its recommendations and actions, once."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter

from django.db import transaction

from lineofsight.assurance.actions.bringing_on import bring_on
from lineofsight.assurance.actions.chain import Asked, Asks, write_findings, write_recommendations
from lineofsight.assurance.actions.imports import end_with, file_of, must_be
from lineofsight.assurance.actions.plan_writing import Planned, write_actions
from lineofsight.assurance.actions.reviews import open_review
from lineofsight.assurance.models import Finding, ImportCorrection, PlanMemory, Recommendation, ReportImport, Review
from lineofsight.assurance.queries.chain import findings_of, last_move, recommendations
from lineofsight.assurance.queries.plans import as_said, plan_of, said_of
from lineofsight.assurance.queries.plans_again import Compared, compared
from lineofsight.assurance.rules import ReviewKind
from lineofsight.assurance.rules.chain import DELIVERY, ActionState
from lineofsight.assurance.rules.imports import ImportState, NameOfAChild
from lineofsight.assurance.rules.plan_days import PlannedUpdate
from lineofsight.assurance.rules.plan_receipt import counted_plan, left_out, told
from lineofsight.assurance.rules.plan_rows import PlanRow, cut
from lineofsight.assurance.rules.plan_settled import PlanField, Said
from lineofsight.assurance.rules.plans import NotSettled, PlanReading
from lineofsight.intake.characters import fold
from lineofsight.intake.editions import Fate
from lineofsight.jobs.actions import ask_for
from lineofsight.jobs.models import Job
from lineofsight.jobs.queries import open_job
from lineofsight.jobs.rules import JobKind
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.models import Agency
from lineofsight.partnership.policy import require
from lineofsight.partnership.queries import agencies, hub, today, who_is
from lineofsight.partnership.rows import Stale, save_version, written_by
from lineofsight.partnership.rules import Act, Audience
from lineofsight.trail.actions import record

NO_RECOMMENDATION = "Actions of the plan that name no recommendation"
# How many actions are written before it is told how far it is.
AT_ONCE = 250
NOT_SAID = "The plan that it came with does not say."


@dataclass(frozen=True)
class BroughtIn:
    """What a plan became. changed, same, gone: of actions that came with an earlier state of it."""

    review: Review
    findings: int
    recommendations: int
    actions: int
    updates: int
    changed: int = 0
    same: int = 0
    gone: int = 0


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
            **written_by(by),
        )
        for one in said
    )
    fields = sorted({one.field.value for one in said})
    record("import.corrected", subject=plan_import, by=by, at=by.now, agency=hub().code, fields=fields)
    return len(said)


def _tell_nobody(done: int, of: int) -> None:
    """How far it is, where nobody waits to hear it."""


@transaction.atomic
def take_plan(
    *,
    plan_import: ReportImport,
    expected_version: int,
    by: Actor,
    review: Review | None = None,
    name: str = "",
    as_at: date | None = None,
    tell: Callable[[int, int], None] = _tell_nobody,
) -> BroughtIn:
    """Write what the plan says into a review, or into a new one of this name: all of it with its receipt, or nothing.

    `as_at`: the day of whatever the plan says without a day; today's where it is not given or still to come. `tell`:
    hears how many rows are written; whatever it raises ends it, and nothing is kept.
    Raises NameOfAChild, NotSettled, WrongState, Stale, Forbidden.
    """
    now = ready_to_write(plan_import, expected_version=expected_version, by=by)
    review = plan_import.earlier or review or open_review(name=name, kind=ReviewKind.PRACTICE_REVIEW, by=by)
    day = min(as_at or today(by.now), today(by.now))
    made = _written(now, review, compared(plan_import, now, by), day, tell=tell, by=by)
    _remember(plan_import, now, by=by)
    end_with(plan_import, review, _receipt(plan_import, now, made), expected=expected_version, by=by)
    return made


def ready_to_write(plan_import: ReportImport, *, expected_version: int, by: Actor) -> PlanReading:
    """The plan as it would be written; changes nothing. Raises what `take_plan` raises."""
    require(by, Act.REVIEW_IMPORT, plan_import)
    must_be(plan_import, ImportState.PREVIEW, "written")
    if plan_import.version != expected_version:
        raise Stale(plan_import)
    now = plan_of(plan_import, by)
    if now.children:
        raise NameOfAChild(now.children)
    if now.missing:
        raise NotSettled(now.missing)
    return now


def ask_to_write(
    *,
    plan_import: ReportImport,
    expected_version: int,
    by: Actor,
    review: Review | None = None,
    name: str = "",
    as_at: date | None = None,
) -> Job:
    """Ask that a large plan be written beside the requests; where that was asked for already, that job.

    Raises NameOfAChild, NotSettled, WrongState, Stale, Forbidden.
    """
    now = ready_to_write(plan_import, expected_version=expected_version, by=by)
    asked = open_job(by, kind=JobKind.WRITE_PLAN, about_ref=plan_import.ref)
    if asked is not None:
        return asked
    order = {
        "plan": plan_import.ref,
        "version": expected_version,
        "review": review.ref if review else "",
        "name": name,
        "as_at": as_at.isoformat() if as_at else "",
    }
    return ask_for(kind=JobKind.WRITE_PLAN, order=order, about=plan_import.name, of=len(now.rows), by=by)


def _written(
    now: PlanReading,
    review: Review,
    before: tuple[Compared, ...],
    day: date,
    *,
    tell: Callable[[int, int], None],
    by: Actor,
) -> BroughtIn:
    """Write what is not here yet, and bring on what is; all of it where the plan comes for the first time."""
    leads = {agency.code: agency for agency in agencies()}
    there = {one.difference.row: one for one in before if one.action is not None and one.difference.row is not None}
    new_rows = [row for at, row in enumerate(now.rows) if at not in there]
    findings, new_findings = _found(now, review, by=by)
    asked, new = _asked(now, review, leads, findings, rows=new_rows, by=by)
    planned = [_planned(row, asked[row.recommendation], leads, day, by=by) for row in new_rows]
    taken = [one for one in there.values() if one.difference.fate is Fate.CHANGED and one.difference.is_taken]
    updates = 0
    for at in range(0, len(planned), AT_ONCE):
        tell(at, len(planned) + len(taken))
        updates += write_actions(review=review, planned=planned[at : at + AT_ONCE], by=by)
    for at, one in enumerate(taken, start=len(planned)):
        tell(at, len(planned) + len(taken))
        updates += _bring_on(one, now, day, by=by)
    gone = sum(one.difference.fate is Fate.GONE for one in before)
    same = len(there) - len(taken)
    return BroughtIn(review, new_findings, new, len(new_rows), updates, len(taken), same, gone)


def _found(now: PlanReading, review: Review, *, by: Actor) -> tuple[list[Finding], int]:
    """Every finding of the plan, and how many are new: one of the same words that the review has is the same."""
    known = {fold(one.text): one for one in findings_of(review, by)}
    new = [one for one in now.plan.findings if fold(one.text) not in known]
    written = iter(write_findings(review=review, found=[(one.text, str(one.place)[:200]) for one in new], by=by))
    findings = [known.get(fold(one.text)) or next(written) for one in now.plan.findings]
    return findings, len(new)


def _asked(
    now: PlanReading,
    review: Review,
    leads: dict[str, Agency],
    findings: list[Finding],
    *,
    rows: list[PlanRow],
    by: Actor,
) -> tuple[dict[int | None, Recommendation], int]:
    """Every recommendation of the plan by its place, and how many are new: one of the same words that the review has is
    the same, but for one that another has replaced."""
    here = recommendations(by).filter(review=review, superseded_by=None)
    known = {fold(one.text): one for one in here}
    wanted: list[tuple[int | None, str, str]] = [
        (number, words.text, str(words.place)[:200]) for number, words in enumerate(now.plan.recommendations)
    ]
    if any(row.recommendation is None for row in rows):
        wanted.append((None, NO_RECOMMENDATION, ""))
    asked: dict[int | None, Recommendation] = {
        number: known[fold(text)] for number, text, _ in wanted if fold(text) in known
    }
    beside = _beside(now)
    new = [(number, text, place) for number, text, place in wanted if number not in asked]
    drafts = [
        Asked(
            lead=_lead(number, beside.get(number, ()), leads),
            asks=Asks(
                title=cut(text, 120),
                text=text,
                source_place=place,
                why="" if _rests(beside.get(number, ())) else NOT_SAID,
            ),
            findings=tuple(findings[at] for at in _rests(beside.get(number, ()))),
        )
        for number, text, place in new
    ]
    written = write_recommendations(review=review, asked=drafts, by=by)
    asked.update({number: row for (number, _, _), row in zip(new, written, strict=True)})
    return asked, len(new)


def _beside(now: PlanReading) -> dict[int | None, list[PlanRow]]:
    """The rows of the plan by the recommendation that they answer."""
    found: dict[int | None, list[PlanRow]] = {}
    for row in now.rows:
        found.setdefault(row.recommendation, []).append(row)
    return found


def _rests(rows: Iterable[PlanRow]) -> list[int]:
    """The findings that stand beside a recommendation, in their order."""
    return sorted({place for row in rows for place in row.findings})


def _lead(number: int | None, rows: Iterable[PlanRow], leads: dict[str, Agency]) -> Agency:
    """The agency that leads most of its actions, of several the first; the business unit where there are none."""
    counted = Counter(row.agency for row in rows if number is not None)
    return leads[max(counted, key=counted.__getitem__)] if counted else hub()


def _planned(row: PlanRow, asked: Recommendation, leads: dict[str, Agency], day: date, *, by: Actor) -> Planned:
    if row.due is None:
        raise NotSettled(f"{row.place} has no due day.")
    return Planned(
        recommendation=asked,
        lead=leads[row.agency],
        title=row.title,
        due_date=row.due,
        state=state_of(row.delivery),
        place=row.place[:200],
        outcome=row.outcome,
        owner_role=row.owner_role,
        word=row.status,
        words=row.words,
        first_due_date=row.first_due,
        told=tuple(_dated(row.updates, day, by)),
    )


def _bring_on(one: Compared, now: PlanReading, day: date, *, by: Actor) -> int:
    row = now.rows[one.difference.row or 0]
    if one.action is None or row.due is None:
        raise NotSettled(f"{row.place} has no due day.")
    told = _dated(one.difference.updates, day, by)
    bring_on(
        action=one.action,
        state=state_of(row.delivery) if one.difference.word else ActionState(str(last_move(one.action).target)),
        title=row.title,
        due_date=row.due,
        word=row.status,
        words=row.words,
        told=told,
        by=by,
    )
    return len(told)


def _dated(updates: Iterable[PlannedUpdate], day: date, by: Actor) -> list[tuple[date, str]]:
    """The entries, oldest first: the latest stands. One without a day is as at `day`, one to come as at today."""
    latest = today(by.now)
    return sorted(((min(one.day or day, latest), one.text) for one in updates), key=itemgetter(0))


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
        facts = {"meaning": meaning, "plan_import": plan_import, **written_by(by)}
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
    again = {"changed words": made.changed, "same": made.same, "new": made.actions, "gone": made.gone}
    corrected = [
        {**told(now, as_said(one)), "by": who_is(one.by_ref, at=one.recorded_at), "at": one.recorded_at.isoformat()}
        for one in said_of(row)
    ]
    return {
        "file": file_of(row),
        "read": counted_plan(now),
        "taken": taken,
        "left_out": [{"text": text, "line": None} for text in left_out(now)],
        "doubted": [{"paragraph": None, "doubt": d.sentence, "decided": ""} for d in now.doubts],
        "corrected": corrected,
        **({"earlier": {"review": made.review.name, **again}} if row.earlier else {}),
    }
