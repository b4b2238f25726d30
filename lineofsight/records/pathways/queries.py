"""What people ask about pathways: their own parts, what was done and what waits, within what they may see."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet, Subquery, Value

from lineofsight.library.pathway import Pathway
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.models import Agency
from lineofsight.partnership.queries import who_were
from lineofsight.records.pathways.models import Call, Part, Run, StepDone, Waiting
from lineofsight.records.pathways.rules import CallState, Course, Done, StepKind


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that was recorded on a pathway, as people read it. code: None for what another agency answered."""

    ref: str
    step: str
    kind: StepKind
    day: date
    agency: str
    who: str
    code: str | None
    reason: str
    is_own: bool
    was: date | None = None
    number: int = 0


@dataclass(frozen=True, slots=True)
class AtStep:
    """How many are at a step, how many of them are late, and the earliest day by which one is due."""

    step: str
    count: int
    late: int
    first: date | None


@dataclass(frozen=True, slots=True)
class Line:
    """One child at a step: the reference of one's own part, the pseudonym and the child's own reference, by when."""

    part: str
    child: str
    ref: str
    pathway: str
    step: str
    due: date | None
    started: date


def find_part(actor: Actor, ref: str) -> Part | None:
    """One's own agency's part of a run by its reference; None where there is none that the actor may see."""
    rows = Part.objects.visible_to(actor).filter(ref=ref)
    found: Part | None = rows.select_related("run", "subject", "agency", "run__agency").first()
    return found


def find_call(actor: Actor, ref: str) -> Call | None:
    """A request to take part, to one's own agency or of it; None where there is none that the actor may see."""
    rows = Call.objects.visible_to(actor).filter(ref=ref)
    found: Call | None = rows.select_related("other_agency", "agency").first()
    return found


def find_step(actor: Actor, ref: str) -> StepDone | None:
    """A step that one's own agency recorded; None where there is none that the actor may see."""
    rows = StepDone.objects.visible_to(actor).filter(ref=ref, agency_id=actor.agency_id)
    found: StepDone | None = rows.select_related("run", "fact", "span").first()
    return found


def part_of_step(actor: Actor, done: StepDone) -> Part | None:
    """One's own agency's part of the run of a step; None where there is none that the actor may see."""
    rows = Part.objects.visible_to(actor).filter(run_id=done.run_id, agency_id=actor.agency_id)
    found: Part | None = rows.select_related("run", "subject", "agency", "run__agency").first()
    return found


def calls_waiting(actor: Actor) -> tuple[Call, ...]:
    """Requests to one's own agency that nobody has answered, the oldest first."""
    return tuple(open_calls(actor).select_related("agency").order_by("id"))


def open_calls(actor: Actor) -> "QuerySet[Call]":
    """Requests to one's own agency that nobody has answered."""
    rows: QuerySet[Call] = Call.objects.visible_to(actor).filter(other_agency_id=actor.agency_id, state=CallState.OPEN)
    return rows


def course_of(part: Part, pathway: Pathway, actor: Actor) -> Course:
    """The course of a run, of all that the actor may see: what was done, left out and said at the start."""
    return _course(part.run, _uncorrected(steps_of(part).order_by("id")), pathway)


def steps_of(part: Part) -> "QuerySet[StepDone]":
    """What was done of a run: all that is shared, and one's own. The caller found the part within what they may see."""
    rows: QuerySet[StepDone] = StepDone.objects.filter(run_id=part.run_id)
    return rows.filter(Q(is_shared=True) | Q(agency_id=part.agency_id))


def waiting_of(part: Part) -> "QuerySet[Waiting]":
    """What waits of a run, likewise."""
    rows: QuerySet[Waiting] = Waiting.objects.filter(run_id=part.run_id)
    return rows.filter(Q(is_shared=True) | Q(agency_id=part.agency_id))


def courses_of_all(actor: Actor, *, until: date) -> Iterator[tuple[Run, Callable[[Pathway], Course]]]:
    """Every run that an actor may see and that began by a day, with what makes its course for an edition of it.

    Of its steps those that were recorded by the actor's moment: what came later was not known then.
    """
    runs = list(Run.objects.visible_to(actor).filter(started__lte=until).select_related("agency").order_by("id"))
    rows: dict[int, list[StepDone]] = defaultdict(list)
    for row in StepDone.objects.visible_to(actor).filter(run__in=runs, recorded_at__lte=actor.now).order_by("id"):
        rows[row.run_id].append(row)
    for run in runs:
        yield run, partial(_course, run, _uncorrected(rows[run.pk]))


def _course(run: Run, rows: Iterable[StepDone], pathway: Pathway) -> Course:
    done = tuple(
        Done(
            row.step,
            row.day,
            opens=frozenset(row.opens.split()),
            is_left_out=row.kind == StepKind.LEFT_OUT,
            ends=row.ends,
            number=row.number,
        )
        for row in rows
        if row.kind in (StepKind.DONE, StepKind.LEFT_OUT)
    )
    asked = tuple((row.step, row.day) for row in rows if row.kind == StepKind.ASKED)
    return Course(pathway, run.started, asked, done, run.ended)


def _uncorrected(rows: Iterable[StepDone]) -> list[StepDone]:
    """What stands: corrected rows left out, in the order in which it was done."""
    found = list(rows)
    corrected = {row.supersedes_id for row in found if row.supersedes_id}
    return sorted((row for row in found if row.pk not in corrected), key=lambda row: (row.day, row.pk))


def entries_of(part: Part, actor: Actor) -> tuple[Entry, ...]:
    """Everything recorded of a run, in order: one's own with its answer, another agency's with its day alone."""
    found = list(steps_of(part).select_related("agency", "fact").order_by("day", "id"))
    corrected = {row.supersedes_id for row in found if row.supersedes_id}
    days = {row.pk: row.day for row in found}
    who = who_were(row.by_ref for row in found if row.agency_id == actor.agency_id)
    return tuple(
        Entry(
            ref=row.ref,
            step=row.step,
            kind=StepKind(row.kind),
            day=row.day,
            agency=row.agency.name,
            who=who(row.by_ref, row.recorded_at) if row.agency_id == actor.agency_id else row.by_role,
            code=(row.fact.code if row.fact else "") if row.agency_id == actor.agency_id else None,
            reason=row.reason if row.agency_id == actor.agency_id else "",
            is_own=row.agency_id == actor.agency_id,
            was=days.get(row.supersedes_id) if row.supersedes_id else None,
            number=row.number if row.agency_id == actor.agency_id else 0,
        )
        for row in found
        if row.pk not in corrected
    )


def called_in(part: Part, actor: Actor) -> tuple[Call, ...]:
    """The agencies that were asked to take part in a run, in the order of asking."""
    rows = Call.objects.visible_to(actor).filter(run_id=part.run_id)
    return tuple(rows.select_related("other_agency").order_by("id"))


def running_by_pathway(actor: Actor) -> Mapping[str, int]:
    """How many children of one's own agency are on each pathway."""
    rows = _running(actor).values("pathway").annotate(n=Count("id")).order_by("pathway")
    return {row["pathway"]: row["n"] for row in rows}


def ended_by_pathway(actor: Actor, *, since: date) -> Mapping[str, int]:
    """How many pathways of children of one's own agency have ended since a day, of each."""
    rows = _ended(actor, since).values("pathway").annotate(n=Count("id")).order_by("pathway")
    return {row["pathway"]: row["n"] for row in rows}


def running_and_ended(actor: Actor, *, pathway: str, since: date) -> tuple[int, int]:
    """How many children of one's own agency are on one pathway, and for how many it has ended since a day."""
    both = {
        "running": _counted(_running(actor, pathway)),
        "ended": _counted(_ended(actor, since).filter(pathway=pathway)),
    }
    found = Agency.objects.filter(pk=actor.agency_id).values(**both).first() or {}
    return found.get("running") or 0, found.get("ended") or 0


def ended_parts(actor: Actor, *, pathway: str, since: date, most: int) -> tuple[Part, ...]:
    """The children of one's own agency for whom a pathway has ended since a day, the latest first; at most so many."""
    rows = Part.objects.visible_to(actor).filter(agency_id=actor.agency_id, run__in=_ended(actor, since).values("pk"))
    rows = rows.filter(pathway=pathway).select_related("run", "subject")
    return tuple(rows.order_by("-run__ended", "-id")[:most])


def parts_on(actor: Actor, *, pathway: str, since: date) -> tuple[Part, ...]:
    """The children of one's own agency on a pathway, and those for whom it has ended since a day, as they started."""
    rows = Part.objects.visible_to(actor).filter(agency_id=actor.agency_id, pathway=pathway)
    rows = rows.filter(Q(run__ended__isnull=True) | Q(run__ended__gte=since)).select_related("run", "subject")
    return tuple(rows.order_by("run__started", "id"))


def _ended(actor: Actor, since: date) -> "QuerySet[Run]":
    # Few of all runs have ended of late: they are found by their day, and then asked whose they are.
    own = Part.objects.visible_to(actor).filter(run=OuterRef("pk"), agency_id=actor.agency_id)
    rows: QuerySet[Run] = Run.objects.visible_to(actor).filter(Exists(own), ended__gte=since)
    return rows


def _counted(rows: "QuerySet[Any]") -> Subquery:
    """How many there are, as a column."""
    one = rows.order_by().annotate(all_of_them=Value(1)).values("all_of_them")
    return Subquery(one.annotate(n=Count("pk")).values("n"))


def at_steps(actor: Actor, pathway: str, *, day: date) -> Mapping[str, AtStep]:
    """How many wait at each step of a pathway, of the runs of one's own agency."""
    rows = (
        waiting_rows(actor, pathway)
        .values("step")
        .annotate(n=Count("id"), late=Count("id", filter=Q(due__lt=day)), first=Min("due"))
        .order_by("step")
    )
    return {row["step"]: AtStep(row["step"], row["n"], row["late"], row["first"]) for row in rows}


def lines_at(actor: Actor, *, pathway: str, steps: Iterable[str], most: int) -> Mapping[str, tuple[Line, ...]]:
    """The children who wait at each of these steps of a pathway, those due first first; at most so many a step."""
    # The first of each step are found by the index, and whose they are is asked of those alone.
    own = _running(actor, pathway).filter(run=OuterRef("run"))
    rows = Waiting.objects.filter(_own_or_shared(actor), Exists(own), pathway=pathway)
    wanted = Q(pk__in=())
    for step in steps:
        of_step = rows.filter(step=step)
        for some in (of_step.filter(due__isnull=False), of_step.filter(due__isnull=True)):
            wanted |= Q(pk__in=some.order_by("due", "run_id").values("pk")[:most])
    found: dict[str, list[Line]] = defaultdict(list)
    in_order = sorted(Waiting.objects.filter(wanted), key=lambda row: (row.due or date.max, row.run_id))
    for line in _lines(in_order, actor):
        found[line.step].append(line)
    return {step: tuple(lines[:most]) for step, lines in found.items()}


def lines_for(actor: Actor, *, steps: Iterable[tuple[str, str]], until: date, most: int) -> tuple[Line, ...]:
    """What waits of these steps (pathway and step) and is due by a day, or has no day; the earliest first."""
    wanted = Q(pk__in=())
    for pathway, step in steps:
        wanted |= Q(pathway=pathway, step=step)
    rows = waiting_rows(actor).filter(wanted).filter(Q(due__lte=until) | Q(due__isnull=True))
    return _lines(rows.order_by("due", "run_id")[:most], actor)


def parts_of(actor: Actor, *, subject_ref: str) -> tuple[Part, ...]:
    """The pathways of one child of one's own agency, the running ones first."""
    rows = Part.objects.visible_to(actor).filter(subject__ref=subject_ref).select_related("run", "subject")
    return tuple(sorted(rows, key=lambda part: (part.run.ended is not None, -part.pk)))


def waits_first(actor: Actor, parts: Iterable[Part]) -> Mapping[int, Waiting]:
    """The step of each run that is due first, by the run: of what runs still."""
    running = [part.run_id for part in parts if part.run.ended is None]
    if not running:
        return {}
    rows = Waiting.objects.visible_to(actor).filter(run_id__in=running)
    ordered = sorted(rows, key=lambda row: (row.due or date.max, row.pk), reverse=True)
    return {row.run_id: row for row in ordered}


def _running(actor: Actor, pathway: str = "") -> "QuerySet[Part]":
    rows: QuerySet[Part] = Part.objects.visible_to(actor).filter(agency_id=actor.agency_id, is_open=True)
    rows = rows.filter(run__ended__isnull=True)
    return rows.filter(pathway=pathway) if pathway else rows


def waiting_rows(actor: Actor, pathway: str = "") -> "QuerySet[Waiting]":
    """Everything that waits on the pathways of one's own agency that run; `pathway`: on one of them."""
    # A run is seen through one's own part of it: those parts are asked for, and not the runs again.
    rows: QuerySet[Waiting] = Waiting.objects.filter(_own_or_shared(actor))
    rows = rows.filter(run__in=_running(actor, pathway).values("run"))
    return rows.filter(pathway=pathway) if pathway else rows


def _own_or_shared(actor: Actor) -> Q:
    return Q(is_shared=True) | Q(agency_id=actor.agency_id)


def _lines(rows: Iterable[Waiting], actor: Actor) -> tuple[Line, ...]:
    found = list(rows)
    parts = Part.objects.visible_to(actor).filter(run_id__in=[row.run_id for row in found], agency_id=actor.agency_id)
    by_run = {part.run_id: part for part in parts.select_related("run", "subject")}
    return tuple(
        Line(part.ref, part.subject.shown, part.subject.ref, row.pathway, row.step, row.due, part.run.started)
        for row in found
        if (part := by_run.get(row.run_id)) is not None
    )


def children_on_pathways(actor: Actor, agency_id: int) -> Iterator[tuple[str, str, date, date | None]]:
    """Which child of an agency is, or was, on which pathway: the pseudonym as people read it, from when until when."""
    rows = Part.objects.visible_to(actor).filter(agency_id=agency_id).select_related("run", "subject").order_by("id")
    for part in rows:
        yield part.subject.shown, part.run.pathway, part.run.started, part.run.ended
