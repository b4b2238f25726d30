"""What people do on a pathway: start it, record or leave out a step, stop it, and ask another agency to take part.

By when a step is due is said by what lies above (sight): it is handed in as `due`.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from django.db import IntegrityError, transaction

from lineofsight.library.fact import FactKind
from lineofsight.library.pathway import Pathway, Step
from lineofsight.library.standard import Events
from lineofsight.library.who import Who, is_among
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.models import Agency
from lineofsight.partnership.moves import WrongState
from lineofsight.partnership.policy import Forbidden, require
from lineofsight.partnership.queries import today
from lineofsight.partnership.rows import save_version, written_by
from lineofsight.partnership.rules import ROLE_WORDS, Act, Role
from lineofsight.records.identities.models import Subject
from lineofsight.records.pathways.models import Call, NotStarted, Part, Run, StepDone, Waiting
from lineofsight.records.pathways.queries import course_of, waiting_of
from lineofsight.records.pathways.rules import (
    CALL_MOVES,
    CallState,
    CannotBe,
    Course,
    NotNow,
    StepKind,
    check_left_out,
    check_number,
    check_step,
    check_stopped,
    consequence,
)
from lineofsight.records.practice.models import Fact, Span
from lineofsight.records.practice.of_a_step import (
    correct_fact,
    correct_span,
    fact_of_day,
    record_fact,
    record_span,
)
from lineofsight.trail.actions import record
from lineofsight.trail.sensitivity import Sens

Due = Callable[[Course, Step], date | None]
"""By when a step is due, after what was done; None where it has no time."""


@transaction.atomic
def start_run(
    *,
    pathway: Pathway,
    subject: Subject,
    day: date,
    asked: Mapping[str, date],
    kinds: Mapping[str, FactKind],
    due: Due,
    by: Actor,
) -> Part:
    """Put a child on a pathway from a day on. asked: the days that the start asks for. kinds: every kind of fact.

    Raises Forbidden, and CannotBe: a day ahead, a day that is missing, or a child who is on it already.
    """
    require(by, Act.PATHWAY_START, subject)
    _one_of(by, pathway.starts.by, Act.PATHWAY_START)
    if day > today(by.now):
        raise CannotBe("The start must be today or in the past.")
    missing = [kinds[kind].one for kind in pathway.starts.asks if kind not in asked]
    if missing:
        raise CannotBe(f"Enter the day of {missing[0]}.")
    run = Run.objects.create(
        agency_id=subject.agency_id,
        person_id=by.person_id,
        pathway=pathway.id,
        started=day,
        **written_by(by),
    )
    part = _part(run.pk, run.pathway, subject, by)
    if pathway.starts.records:
        _at_the_start(pathway, pathway.starts.records, kinds, subject, day, run, by)
    for kind in pathway.starts.asks:
        fact = _at_the_start(pathway, kind, kinds, subject, asked[kind], run, by)
        _row(part, step=kind, kind=StepKind.ASKED, day=asked[kind], by=by, fact=fact)
    _work_out(part, pathway, due, by)
    _tell("pathway.started", part, by, day=day.isoformat())
    return part


@transaction.atomic
def set_aside(*, pathway: Pathway, subject: Subject, day: date, reason: str, by: Actor) -> NotStarted:
    """Say why a child is not put on a pathway that a fact of a day calls for. A later fact is offered again.

    Raises Forbidden; CannotBe for another reason than those of the library; NotNow where somebody has said it before.
    """
    require(by, Act.PATHWAY_START, subject)
    _one_of(by, pathway.starts.by, Act.PATHWAY_START)
    if reason not in pathway.starts.not_started:
        raise CannotBe("A child is not set aside for that reason. Choose one of those on the page.")
    try:
        with transaction.atomic():
            aside = NotStarted.objects.create(
                agency_id=subject.agency_id,
                subject=subject,
                pathway=pathway.id,
                day=day,
                reason=reason,
                by_role=_acting_as(by),
                **written_by(by),
            )
    except IntegrityError:
        raise NotNow("Somebody has set this aside already.") from None
    facts = {"pathway": pathway.id, "day": day.isoformat(), "reason": reason}
    record("pathway.not started", subject=aside, by=by, at=by.now, agency=by.agency_code, sens=Sens.S3, **facts)
    return aside


@transaction.atomic
def record_step(
    *,
    part: Part,
    pathway: Pathway,
    step: Step,
    day: date,
    code: str,
    expected_version: int,
    kinds: Mapping[str, FactKind],
    due: Due,
    by: Actor,
    number: int = 0,
) -> StepDone:
    """Record that a step was done on a day, with a code where it has any, and the number where it asks for one.

    Raises Forbidden, NotNow, CannotBe, NotRecorded, Stale.
    """
    require(by, Act.PATHWAY_STEP, part)
    _one_of(by, step.who, Act.PATHWAY_STEP)
    _take_turn(part.run, expected_version)
    course = course_of(part, pathway, by)
    check_step(course, step, code=code, day=day, codes=step.codes or tuple(kinds[step.records].codes))
    check_number(step, number)
    if day > today(by.now):
        raise CannotBe("The day of a step must be today or in the past.")
    kind, fact, span = kinds[step.records], None, None
    if step.number:
        span = record_span(subject=part.subject, kind=kind, day=day, number=number, by=by)
    else:
        fact = _fact(step.records, kinds, part.subject, day, code, part.run, by)
    opens, ends = consequence(pathway, step, code)
    done = _row(
        part, step=step.id, kind=StepKind.DONE, day=day, by=by, fact=fact, span=span, number=number,
        opens=opens, ends=ends, is_shared=not step.is_private,
    )  # fmt: skip
    _finish("pathway.step", done, part, pathway, due, by, code)
    return done


@transaction.atomic
def leave_out(
    *,
    part: Part,
    pathway: Pathway,
    step: Step,
    reason: str,
    expected_version: int,
    due: Due,
    by: Actor,
) -> StepDone:
    """Say that a step is not required, for a reason of the library. Raises Forbidden, NotNow, CannotBe, Stale."""
    require(by, Act.PATHWAY_STEP, part)
    _one_of(by, step.who, Act.PATHWAY_STEP)
    _take_turn(part.run, expected_version)
    check_left_out(course_of(part, pathway, by), step, reason=reason)
    left = _row(
        part, step=step.id, kind=StepKind.LEFT_OUT, day=today(by.now), by=by, reason=reason,
        is_shared=not step.is_private,
    )  # fmt: skip
    _work_out(part, pathway, due, by)
    _tell("pathway.left out", part, by, step=step.id, reason=reason)
    return left


@transaction.atomic
def correct_step(
    *,
    done: StepDone,
    part: Part,
    pathway: Pathway,
    day: date,
    code: str,
    expected_version: int,
    kinds: Mapping[str, FactKind],
    due: Due,
    by: Actor,
    number: int = 0,
) -> StepDone:
    """Say another day or answer of a step that one's own agency recorded. What was said first stays.

    Raises Forbidden, Stale; CannotBe for a day or an answer; NotNow where others went on from what stands there.
    """
    require(by, Act.PATHWAY_STEP, part)
    step = pathway.step(done.step)
    _one_of(by, step.who, Act.PATHWAY_STEP)
    if done.agency_id != by.agency_id:
        raise Forbidden(Act.PATHWAY_STEP, by)
    _take_turn(part.run, expected_version)
    if done.kind != StepKind.DONE or done.later.exists():
        raise NotNow("This was corrected before. Correct what stands there now.")
    codes = step.codes or tuple(kinds[step.records].codes)
    if code not in (codes or ("",)):
        raise CannotBe("That is no answer to this step. Choose one of those on the page.")
    check_number(step, number)
    if not part.run.started <= day <= today(by.now):
        raise CannotBe("The day of a step lies between the start of the pathway and today.")
    opens, ends = consequence(pathway, step, code)
    was = frozenset(done.opens.split())
    went_on = {one.step for one in course_of(part, pathway, by).done}
    if (was - opens) & went_on:
        raise NotNow("Steps that this answer brought onto the way were recorded since. Correct those first.")
    if done.ends != ends:
        raise NotNow("This answer ends the pathway, or began as one that did: it is not corrected here.")
    fact = correct_fact(fact=done.fact, day=day, code=code, by=by) if done.fact else None
    kind, span = kinds[step.records], done.span
    span = span and correct_span(span=span, kind=kind, day=day, number=number, by=by)
    later = _row(
        part, step=step.id, kind=StepKind.DONE, day=day, by=by, fact=fact, span=span, number=number,
        opens=opens, ends=ends, is_shared=done.is_shared, supersedes=done,
    )  # fmt: skip
    _finish("pathway.corrected", later, part, pathway, due, by, code)
    return later


@transaction.atomic
def stop_run(
    *, part: Part, pathway: Pathway, reason: str, day: date, expected_version: int, due: Due, by: Actor
) -> None:
    """End a pathway before its end, for a reason of the library. Only the agency that started it.

    Raises Forbidden, NotNow, CannotBe, Stale.
    """
    require(by, Act.PATHWAY_STEP, part)
    _one_of(by, pathway.starts.by, Act.PATHWAY_STEP)
    if part.run.agency_id != by.agency_id:
        raise Forbidden(Act.PATHWAY_STEP, by)
    _take_turn(part.run, expected_version)
    check_stopped(course_of(part, pathway, by), reason=reason, day=day)
    if day > today(by.now):
        raise CannotBe("The day must be today or in the past.")
    _row(part, step=part.pathway, kind=StepKind.STOPPED, day=day, by=by, reason=reason, ends=True)
    _end(part, day)
    _work_out(part, pathway, due, by)
    _tell("pathway.stopped", part, by, day=day.isoformat(), reason=reason)


@transaction.atomic
def call_in(*, part: Part, agency: Agency, by: Actor) -> Call:
    """Ask another agency to take part. It learns which pathway runs and since when, and not which child.

    Raises Forbidden, NotNow (ended), CannotBe (it was asked before, or it is one's own).
    """
    require(by, Act.PATHWAY_STEP, part)
    if part.run.ended is not None:
        raise NotNow("This pathway has ended. Nobody is asked to take part any more.")
    if agency.pk == part.agency_id or Call.objects.filter(run=part.run, other_agency=agency).exists():
        raise CannotBe(f"{agency.name} takes part or was asked before.")
    call = Call.objects.create(
        run=part.run,
        agency_id=part.agency_id,
        other_agency=agency,
        pathway=part.pathway,
        state=CallState.OPEN,
        **written_by(by),
    )
    record("pathway.called", subject=part, by=by, at=by.now, agency=by.agency_code, sens=Sens.S3, called=agency.code)
    return call


@transaction.atomic
def take_on(*, call: Call, subject: Subject, expected_version: int, by: Actor) -> Part:
    """Take part: say which child of one's own it is. Raises Forbidden, WrongState, CannotBe, Stale."""
    require(by, Act.PATHWAY_ANSWER, call)
    require(by, Act.PATHWAY_START, subject)
    _move_call(call, CallState.TAKEN_ON, expected_version)
    part = _part(call.run_id, call.pathway, subject, by)
    if part.run.ended is not None:
        raise CannotBe("This pathway has ended meanwhile. There is nothing to take part in any more.")
    _tell("pathway.taken on", part, by)
    return part


@transaction.atomic
def decline(*, call: Call, expected_version: int, by: Actor) -> None:
    """Say that one's agency does not take part: it does not know the child. Raises Forbidden, WrongState, Stale."""
    require(by, Act.PATHWAY_ANSWER, call)
    _move_call(call, CallState.DECLINED, expected_version)
    record("pathway.declined", subject=call, by=by, at=by.now, agency=by.agency_code, sens=Sens.S3)


def _move_call(call: Call, to: CallState, expected_version: int) -> None:
    if (CallState(call.state), to) not in CALL_MOVES:
        raise WrongState("The request to take part", call.state, to)
    save_version(call, expected=expected_version, state=to)


def _one_of(by: Actor, who: Iterable[Who], act: Act) -> None:
    if not is_among(who, agency=by.agency_kind, roles=by.roles):
        raise Forbidden(act, by)


def _take_turn(run: Run, expected_version: int) -> None:
    """Only one records at a time: the version stands in the UPDATE itself. Raises Stale."""
    save_version(run, expected=expected_version)


def _part(run_id: int, pathway: str, subject: Subject, by: Actor) -> Part:
    """One's own part of a run. The run of another agency is seen from the moment on that the part is there."""
    # Where another agency ended a run, one's own part of it is closed when it would stand in the way.
    over = Part.objects.filter(subject=subject, pathway=pathway, is_open=True, run__ended__isnull=False)
    over.update(is_open=False)
    try:
        with transaction.atomic():
            return Part.objects.create(
                agency_id=subject.agency_id,
                run_id=run_id,
                subject=subject,
                pathway=pathway,
                **written_by(by),
            )
    except IntegrityError:
        raise CannotBe("This child is on this pathway already. One at a time.") from None


def _at_the_start(
    pathway: Pathway,
    kind: str,
    kinds: Mapping[str, FactKind],
    subject: Subject,
    day: date,
    run: Run,
    by: Actor,
) -> Fact:
    """The fact of a day that the start tells of: the one that is in the records already, so that it is counted once."""
    codes = pathway.starts.event if pathway.starts.event and pathway.starts.event.event == kind else Events(event=kind)
    return fact_of_day(subject, codes, day) or _fact(kind, kinds, subject, day, "", run, by)


def _fact(
    kind: str,
    kinds: Mapping[str, FactKind],
    subject: Subject,
    day: date,
    code: str,
    run: Run,
    by: Actor,
) -> Fact:
    return record_fact(subject=subject, kind=kinds[kind], day=day, code=code, link=run.ref, by=by)


def _row(
    part: Part,
    *,
    step: str,
    kind: StepKind,
    day: date,
    by: Actor,
    fact: Fact | None = None,
    span: Span | None = None,
    number: int = 0,
    reason: str = "",
    opens: Iterable[str] = (),
    ends: bool = False,
    is_shared: bool = True,
    supersedes: StepDone | None = None,
) -> StepDone:
    return StepDone.objects.create(
        agency_id=part.agency_id,
        run=part.run,
        step=step,
        kind=kind,
        day=day,
        reason=reason,
        opens=" ".join(sorted(opens)),
        ends=ends,
        is_shared=is_shared,
        number=number,
        fact=fact,
        span=span,
        by_ref=by.ref,
        by_role=_acting_as(by),
        recorded_at=by.now,
        supersedes=supersedes,
    )


def _acting_as(by: Actor) -> str:
    return next((ROLE_WORDS[role] for role in Role if role in by.roles), "")


def _end(part: Part, day: date) -> None:
    Run.objects.filter(pk=part.run_id).update(ended=day)
    part.run.ended = day
    Part.objects.filter(pk=part.pk).update(is_open=False)
    part.is_open = False


def _work_out(part: Part, pathway: Pathway, due: Due, by: Actor) -> None:
    """What waits now, of all that whoever records can see. Steps that they cannot see do not wait for theirs."""
    course = course_of(part, pathway, by)
    days = {step.id: (step, due(course, step)) for step in course.open_steps()}
    wanted = {id: (step, day) for id, (step, day) in days.items() if day is not None or not step.if_it_happens}
    seen = {row.step: row for row in waiting_of(part)}
    gone = [row.pk for step, row in seen.items() if step not in wanted]
    if gone:
        Waiting.objects.filter(pk__in=gone).delete()
    for id, (step, day) in wanted.items():
        row = seen.get(id)
        if row is None:
            if step.is_private and not step.is_of(by.agency_kind):
                continue
            Waiting.objects.create(
                run=part.run,
                agency_id=part.agency_id if step.is_private else part.run.agency_id,
                pathway=pathway.id,
                step=id,
                due=day,
                is_shared=not step.is_private,
            )
        elif row.due != day:
            Waiting.objects.filter(pk=row.pk).update(due=day)


def _finish(act: str, done: StepDone, part: Part, pathway: Pathway, due: Due, by: Actor, code: str) -> None:
    """After the row of a step: what its answer ends is ended, what waits is worked out again, and the trail is told."""
    if done.ends:
        _end(part, done.day)
    _work_out(part, pathway, due, by)
    _tell(act, part, by, step=done.step, day=done.day.isoformat(), code=code, **_counted(done.number))


def _counted(number: int) -> dict[str, str]:
    return {"number": str(number)} if number else {}


def _tell(act: str, part: Part, by: Actor, **details: str) -> None:
    record(act, subject=part, by=by, at=by.now, agency=by.agency_code, sens=Sens.S3, pathway=part.pathway, **details)
