"""Pathways put together: the run that is stored, the steps of the library, and by when sight says they are due."""

from base64 import b32encode
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from lineofsight.desk.my_work.waiting import Waiting
from lineofsight.desk.sight.judged import kinds_of_fact as kinds_of_fact
from lineofsight.desk.sight.judged import rules_in_use
from lineofsight.library.instrument import About, Instrument
from lineofsight.library.pathway import Pathway, Step, StepStatus
from lineofsight.library.shelf import NotOnShelf
from lineofsight.library.standard import Standard
from lineofsight.library.who import is_among
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.policy import OfAgency, can, require
from lineofsight.partnership.queries import today as today_of
from lineofsight.partnership.reach import OnePerson
from lineofsight.partnership.rules import Act
from lineofsight.partnership.shelf import shelf
from lineofsight.records.forms.actions import begin_form
from lineofsight.records.forms.models import Form
from lineofsight.records.forms.queries import asked_for, instrument_on
from lineofsight.records.forms.rules.moves import is_open
from lineofsight.records.pathways.models import Call, Part
from lineofsight.records.pathways.queries import (
    AtStep,
    Entry,
    Line,
    at_steps,
    called_in,
    calls_waiting,
    course_of,
    ended_parts,
    entries_of,
    lines_at,
    lines_for,
    parts_of,
    parts_on,
    running_and_ended,
    waits_first,
)
from lineofsight.records.pathways.rules import Course, NotNow, StepKind
from lineofsight.sight.pathway import Standing, due_day, standing
from lineofsight.trail.refs import REF_LENGTH

# A board shows so many children at each step, those due first; the rest is counted.
MOST_AT_A_STEP = 50
MOST_ENDED = 200
ENDED_LATELY = timedelta(days=365)
AHEAD = timedelta(days=30)
# «My work» says what is due within a week.
SOON = timedelta(days=7)


def due_of(course: Course, step: Step) -> date | None:
    """By when a step is due that can be done now: what `records` is handed when it works out what waits."""
    return due_day(course, step, rules=rules_in_use(), times=len(course.of(step.id)))


def pathways_on(day: date) -> tuple[Pathway, ...]:
    """The pathways in force on a day, in the order of the library."""
    return shelf().entries(Pathway, on=day)


def pathway_called(id: str, *, on: date) -> Pathway | None:
    """One pathway as it was in force on a day; None where there is none."""
    try:
        return shelf().get(Pathway, id, on=on)
    except NotOnShelf:
        return None


def pathway_of(part: Part) -> Pathway:
    """The edition of a pathway by which a run goes: the one in force when it started. Raises NotNow where it is gone.

    A partnership can take a file of its own away, or break it, while a child is on that pathway.
    """
    found = pathway_called(part.pathway, on=part.run.started)
    if found is None:
        raise NotNow(
            f"«{part.pathway}» is not in the library that is in use now, so its steps cannot be shown. What was"
            " recorded stays. Tell whoever keeps your partnership's library."
        )
    return found


@dataclass(frozen=True)
class OnBoard:
    """One step of a board: how many wait at it and how many are late, and the children due first."""

    step: Step
    count: int
    late: int
    lines: tuple[Line, ...]
    is_own: bool


@dataclass(frozen=True)
class Board:
    """A pathway with the children of one's own agency on it, step by step."""

    pathway: Pathway
    running: int
    ended: int
    """In the last twelve months."""
    late: int
    sections: tuple[OnBoard, ...]


def board(actor: Actor, pathway: Pathway, *, today: date) -> Board:
    """Where each child of one's agency stands on a pathway. Raises Forbidden."""
    require(actor, Act.PATHWAYS_READ, OfAgency(actor.agency_id))
    counts = at_steps(actor, pathway.id, day=today)
    lines = lines_at(actor, pathway=pathway.id, steps=counts, most=MOST_AT_A_STEP)
    none = AtStep("", 0, 0, None)
    sections = []
    for step in pathway.steps:
        at = counts.get(step.id, none)
        if step.is_private and not step.is_of(actor.agency_kind):
            continue
        sections.append(OnBoard(step, at.count, at.late, lines.get(step.id, ()), step.is_of(actor.agency_kind)))
    running, ended = running_and_ended(actor, pathway=pathway.id, since=today - ENDED_LATELY)
    return Board(pathway, running, ended, sum(one.late for one in sections), tuple(sections))


def ended_lately(actor: Actor, pathway: Pathway, *, today: date) -> tuple[Part, ...]:
    """The children of one's agency for whom a pathway ended in the last twelve months, the latest first.

    Raises Forbidden.
    """
    require(actor, Act.PATHWAYS_READ, OfAgency(actor.agency_id))
    return ended_parts(actor, pathway=pathway.id, since=today - ENDED_LATELY, most=MOST_ENDED)


RUN_COLUMNS = ("child", "started_date", "ended_date", "next_step", "due_date", "days_late")


def runs_as_rows(
    actor: Actor, pathway: Pathway, *, today: date
) -> tuple[tuple[str, tuple[str | date | int | None, ...]], ...]:
    """Whoever is on a pathway, or was in the last twelve months: the child's reference, and a row under `RUN_COLUMNS`.

    The step is the one that is due first of those that the reader sees. Raises Forbidden.
    """
    require(actor, Act.PATHWAYS_READ, OfAgency(actor.agency_id))
    parts = parts_on(actor, pathway=pathway.id, since=today - ENDED_LATELY)
    first = waits_first(actor, parts)
    rows = []
    for part in parts:
        edition, waits = pathway_called(part.pathway, on=part.run.started), first.get(part.run_id)
        due = waits.due if waits else None
        step = edition.step(waits.step).title if edition and waits else ""
        late = (today - due).days if due and due < today else None
        rows.append((part.subject.ref, (part.subject.shown, part.run.started, part.run.ended, step, due, late)))
    return tuple(rows)


@dataclass(frozen=True)
class StepSeen:
    """One step on the page of a run: how it stands, what was recorded, and whether the reader may do it now."""

    standing: Standing
    entries: tuple[Entry, ...]
    standard: Standard | None
    is_own: bool
    may_do: bool
    instrument: Instrument | None = None
    """The form that belongs to the step, where the reader may fill it in."""
    forms: tuple[Form, ...] = ()
    """Those of it that were begun for this step and that the reader sees, the latest first."""

    @property
    def step(self) -> Step:
        """The step itself."""
        return self.standing.step


@dataclass(frozen=True)
class RunSeen:
    """The page of a child on a pathway, as one agency sees it."""

    part: Part
    pathway: Pathway
    course: Course
    steps: tuple[StepSeen, ...]
    asked: tuple[Entry, ...]
    stopped: Entry | None
    calls: tuple[Call, ...]
    wanted: tuple[str, ...]
    """Kinds of agency that have a step and do not take part."""

    @property
    def next(self) -> StepSeen | None:
        """What the reader does next: of what is open to them the one that is due first."""
        mine = [one for one in self.steps if one.may_do and one.standing.waits]
        return min(mine, key=lambda one: one.standing.due or date.max, default=None)

    @property
    def late(self) -> tuple[StepSeen, ...]:
        """The open steps whose day has passed."""
        return tuple(one for one in self.steps if one.standing.is_open and one.standing.late_by)


def run_seen(actor: Actor, part: Part, *, today: date) -> RunSeen:
    """A child on a pathway: each step, what was recorded, what comes next. Raises Forbidden, NotNow."""
    require(actor, Act.PATHWAY_READ, part)
    pathway = pathway_of(part)
    course = course_of(part, pathway, actor)
    entries = entries_of(part, actor)
    rules = rules_in_use()
    may = can(actor, Act.PATHWAY_STEP, part)
    steps = tuple(
        StepSeen(
            one,
            tuple(entry for entry in entries if entry.step == one.step.id),
            rules.editions(one.step.standard)[-1] if one.step.standard else None,
            one.step.is_of(actor.agency_kind),
            may and one.is_open and is_among(one.step.who, agency=actor.agency_kind, roles=actor.roles),
            instrument_for(actor, one.step, today=today),
            tuple(asked_for(actor, form_ref(part, one.step))) if one.step.instrument else (),
        )
        for one in standing(course, as_at=today, rules=rules)
        if not (one.step.is_private and not one.step.is_of(actor.agency_kind))
    )
    calls = called_in(part, actor)
    there = {call.other_agency.kind for call in calls} | {actor.agency_kind, part.run.agency.kind}
    return RunSeen(
        part,
        pathway,
        course,
        tuple(one for one in steps if one.standing.status is not StepStatus.NOT_ON_THE_WAY),
        tuple(entry for entry in entries if entry.kind is StepKind.ASKED),
        next((entry for entry in entries if entry.kind is StepKind.STOPPED), None),
        calls,
        tuple(kind for kind in pathway.agencies if kind not in there and _is_shared_with(pathway, kind)),
    )


def instrument_for(actor: Actor, step: Step, *, today: date) -> Instrument | None:
    """The instrument of a step as it is in force, where somebody may fill it in; None where there is none for them."""
    found = instrument_on(step.instrument, today) if step.instrument else None
    if found is None or About.STEP not in found.about or not can(actor, Act.FORM_BEGIN):
        return None
    return found if is_among(found.who, agency=actor.agency_kind, roles=actor.roles) else None


def form_ref(part: Part, step: Step) -> str:
    """What a form of a step is kept under: a text from which nobody reads which part and step it is."""
    return b32encode(sha256(f"{part.ref} {step.id}".encode()).digest()).decode().lower()[:REF_LENGTH]


def begin_form_of(part: Part, step: Step, *, by: Actor) -> Form:
    """Begin the form of a step, or go on with the one that is open. Raises Forbidden, NotNow."""
    instrument = instrument_for(by, step, today=today_of(by.now))
    if instrument is None:
        raise NotNow("No form of this step is yours to fill in. Record the step when it is done.")
    ref = form_ref(part, step)
    begun = next((form for form in asked_for(by, ref) if is_open(form.state)), None)
    if begun is not None:
        return begun
    if part.run.ended is not None:
        raise NotNow("This pathway has ended. No form is begun for it any more.")
    return begin_form(instrument=instrument, about=About.STEP, subject=part.subject, for_ref=ref, by=by)


def _is_shared_with(pathway: Pathway, kind: str) -> bool:
    return any(step.is_of(kind) and not step.is_private for step in pathway.steps)


def steps_of(actor: Actor, *, on: date) -> tuple[tuple[Pathway, Step], ...]:
    """The steps that somebody may do, of all pathways in force."""
    return tuple(
        (pathway, step)
        for pathway in pathways_on(on)
        for step in pathway.steps
        if is_among(step.who, agency=actor.agency_kind, roles=actor.roles)
    )


def waiting_steps(actor: Actor, *, today: date) -> tuple[tuple[Line, Step, Pathway], ...]:
    """What waits of somebody's own steps, and what falls due in the next 30 days: for «My work»."""
    if not can(actor, Act.PATHWAYS_READ):
        return ()
    mine = {(pathway.id, step.id): (step, pathway) for pathway, step in steps_of(actor, on=today)}
    lines = lines_for(actor, steps=mine, until=today + AHEAD, most=MOST_AT_A_STEP) if mine else ()
    # What has a day first, the earliest first: a step without one never hides what is late.
    in_order = sorted(lines, key=lambda one: one.due or date.max)
    return tuple((line, *mine[line.pathway, line.step]) for line in in_order)


def waiting(actor: Actor, *, day: date) -> Iterator[Waiting]:
    """The lines of «My work»: one's own steps that are late or due within a week, each with its child.

    Whoever sees all children of an agency does not do each step: they read how many are late.
    """
    lines = [one for one in waiting_steps(actor, today=day) if one[0].due and one[0].due <= day + SOON]
    if actor.reach.children is OnePerson.NEAR:
        for line, step, pathway in lines:
            yield Waiting(
                text=step.title,
                kind="part",
                ref=line.part,
                note=f"{pathway.title}.",
                due=line.due,
                child=line.child,
                child_ref=line.ref,
            )
        return
    late = [line for line, _, _ in lines if line.due and line.due < day]
    if late:
        text = f"{len(late)} step{' of a pathway is' if len(late) == 1 else 's of pathways are'} late"
        yield Waiting(text=text, kind="pathways", ref="", note="See whose turn it is.", due=late[0].due)


def calls_to_answer(actor: Actor) -> Iterator[Waiting]:
    """The lines of «My work»: other agencies that ask one's own to take part."""
    for call in calls_waiting(actor):
        if can(actor, Act.PATHWAY_ANSWER, call):
            since = today_of(call.recorded_at)
            pathway = pathway_called(call.pathway, on=since)
            name = f": {pathway.title}" if pathway else ""
            yield Waiting(
                text=f"{call.agency.name} asks your agency to take part{name}",
                kind="call",
                ref=call.ref,
                note="Say which child it is in your own records, or that you do not take part.",
                since=since,
            )


@dataclass(frozen=True)
class OfChild:
    """One pathway on a child's page: whether it runs, what comes next on it and by when."""

    part: Part
    title: str
    next: Step | None
    due: date | None
    late_by: int

    @property
    def ended(self) -> date | None:
        """The day on which it ended; None while it runs."""
        return self.part.run.ended


def pathways_of_child(actor: Actor, subject_ref: str, *, today: date) -> tuple[OfChild, ...]:
    """The pathways of a child, the running ones first, each with the step that is due first."""
    parts = parts_of(actor, subject_ref=subject_ref)
    first = waits_first(actor, parts)
    found = []
    for part in parts:
        pathway = pathway_called(part.pathway, on=part.run.started)
        row = first.get(part.run_id)
        due = row.due if row else None
        late = (today - due).days if due and due < today else 0
        step = pathway.step(row.step) if pathway and row else None
        found.append(OfChild(part, pathway.title if pathway else part.pathway, step, due, late))
    return tuple(found)


def may_start(actor: Actor, *, on: date) -> tuple[Pathway, ...]:
    """The pathways that somebody may put a child on."""
    return tuple(
        pathway
        for pathway in pathways_on(on)
        if is_among(pathway.starts.by, agency=actor.agency_kind, roles=actor.roles)
    )
