"""How a child's pathway stands: by when each step is due, done in time or late, missed, or not due yet."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from lineofsight.library.faults import unknown_word
from lineofsight.library.pathway import START, PathwayExample, Step, StepStatus, StoryStep
from lineofsight.library.pathway import Pathway as Pathway
from lineofsight.library.standard import After, Before, Chain, Events, Holds, Standard
from lineofsight.library.words import counted, day_words, listed
from lineofsight.records.pathways.rules import (
    CannotBe,
    Course,
    Done,
    NotNow,
    check_left_out,
    check_number,
    check_step,
    consequence,
    with_done,
)
from lineofsight.sight.history import Carried, Event, History, Span
from lineofsight.sight.plain.engine import due_for
from lineofsight.sight.shelf import InUse

_LONG = timedelta(days=4000)
_CHILD = "on a pathway"


@dataclass(frozen=True, slots=True)
class Standing:
    """How it stands with one step. day: when it was done last, or left out. due: its time, where it has one."""

    step: Step
    status: StepStatus
    day: date | None = None
    due: date | None = None
    late_by: int = 0
    blocked_by: tuple[str, ...] = ()
    times: int = 0

    @property
    def is_open(self) -> bool:
        """Whether somebody can do it now."""
        return self.waits or self.status is StepStatus.IF_IT_HAPPENS

    @property
    def waits(self) -> bool:
        """Whether somebody is to do it now."""
        return self.status is StepStatus.DUE


def standing(course: Course, *, as_at: date, rules: InUse) -> tuple[Standing, ...]:
    """How each step stands as at a day, in the order of the pathway.

    Whether a step is on the way, the pathway says; its standard gives the day alone, counted from the step or start
    that stands for what the standard counts from, by the edition in force on that day.
    """
    known = _until(course, as_at)
    return tuple(_of(known, step, as_at=as_at, rules=rules) for step in course.pathway.steps)


def _until(course: Course, day: date) -> Course:
    """The course as it was at the end of a day."""
    done = tuple(one for one in course.done if one.day <= day)
    ended = course.ended if course.ended is not None and course.ended <= day else None
    return Course(course.pathway, course.started, course.asked, done, ended)


def _of(course: Course, step: Step, *, as_at: date, rules: InUse) -> Standing:
    done = course.of(step.id)
    is_over = course.ended is not None
    if done and done[-1].is_left_out:
        return Standing(step, StepStatus.NOT_REQUIRED, day=done[-1].day)
    if not done and course.is_off(step.id):
        return Standing(step, StepStatus.NOT_ON_THE_WAY)
    if done and (is_over or not step.repeats):
        due = due_day(course, step, times=len(done) - 1, rules=rules)
        late_by = (done[-1].day - due).days if due and done[-1].day > due else 0
        status = StepStatus.DONE_LATE if late_by else StepStatus.DONE
        return Standing(step, status, day=done[-1].day, due=due, late_by=late_by, times=len(done))
    blocked = course.blocked_by(step.id)
    due = due_day(course, step, times=len(done), rules=rules)
    last = done[-1].day if done else None
    late_by = max(((course.ended or as_at) - due).days, 0) if due else 0
    if is_over:
        status = StepStatus.MISSED if late_by else StepStatus.NOT_DUE
        return Standing(step, status, day=last, due=due, late_by=late_by, times=len(done))
    status = StepStatus.NOT_DUE if blocked else StepStatus.DUE
    if not blocked and step.if_it_happens and due is None:
        status = StepStatus.IF_IT_HAPPENS
    return Standing(step, status, last, due, late_by, blocked, len(done))


def due_day(course: Course, step: Step, *, rules: InUse, times: int = 0) -> date | None:
    """The last day in time for doing a step, after it was done so many times; None where it has no time.

    None too where what it is counted from is not there yet, and where no edition was in force on that day.
    """
    if step.standard is None:
        return None
    editions = rules.editions(step.standard)
    place = course.pathway.counted_from(step, editions[-1])
    called = _day_of(course, place) if place else None
    if called is None:
        return None
    done = [one.day for one in course.of(step.id)[:times] if not one.is_left_out]
    if isinstance(editions[-1].shape, Chain) and any(one.id == place for one in course.pathway.steps):
        # A step that others are counted from is the first of their chain: a first meeting, then the later ones.
        done.append(called)
    return _by_standard(editions, called, tuple(sorted(done)), rules, orders=_orders(course, editions[-1]))


def _orders(course: Course, standard: Standard) -> tuple[Span, ...]:
    """What was recorded on the way that lengthens the time of a standard."""
    kind = standard.shape.lengthened_by if isinstance(standard.shape, After) else None
    if kind is None:
        return ()
    done = [one for step in course.pathway.steps if step.records == kind for one in course.of(step.id)]
    return tuple(Span(kind, one.day, number=one.number) for one in done if not one.is_left_out)


def _day_of(course: Course, place: str) -> date | None:
    if place == START:
        return course.started
    asked = dict(course.asked)
    if place in asked:
        return asked[place]
    found = course.of(place) if any(one.id == place for one in course.pathway.steps) else ()
    return next((one.day for one in reversed(found) if not one.is_left_out), None)


def _by_standard(
    editions: tuple[Standard, ...], called: date, done: tuple[date, ...], rules: InUse, *, orders: tuple[Span, ...]
) -> date | None:
    """What a standard says of an invented child for whom it holds and of whom nothing else is known."""
    shape = next((one for one in editions if one.in_force_on(called)), editions[-1]).shape
    events = tuple(Event(shape.met_by.event, day, _code(shape.met_by)) for day in done)
    spans: tuple[Span, ...] = tuple(_held(one, called) for one in getattr(shape, "holds", ()) if not one.absent)
    if isinstance(shape, After | Before):
        if shape.event is not None:
            events = (*events, Event(shape.event.event, called, _code(shape.event)))
        elif shape.start_of is not None:
            spans = (*spans, Span(shape.start_of.span, called, code=_code(shape.start_of)))
    if isinstance(shape, Chain):
        spans = tuple(Span(one.kind, called, code=one.code) for one in spans)
    found = due_for(
        History(
            _CHILD, events=events, spans=(*_once(spans), *orders), carried=tuple(Carried(kind) for kind in rules.kinds)
        ),
        editions,
        as_at=max((called, *done, *(one.start for one in orders if one.start))),
        calendars=rules.calendars,
        alone=frozenset(),
    )
    days = [one.due for one in found if one.due is not None and one.met is None]
    return max(days, default=None)


def _code(of: Events | Holds) -> str:
    return of.codes[0] if of.codes else ""


def _held(one: Holds, called: date) -> Span:
    return Span(one.span, called - _LONG, code=_code(one))


def _once(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """One span a kind: what begins with the call stands in place of what held before."""
    return tuple({span.kind: span for span in spans}.values())


def story_of(
    pathway: Pathway, example: PathwayExample, *, rules: InUse, codes: Mapping[str, tuple[str, ...]]
) -> Iterator[str]:
    """Run a worked example of a pathway: what was done in, how it stands out. Out: a sentence for each difference.

    codes: the codes of each kind of fact.
    """
    named = [*(move.step for move in example.moves), *(step.step for step in example.steps)]
    strange = [id for id in named if id not in pathway.step_ids]
    if strange:
        for id in dict.fromkeys(strange):
            told = unknown_word(id, known=pathway.step_ids, what="a step of this pathway")[0]
            yield f"Example «{example.name}»: {told}"
        return
    course = Course(pathway, example.started, asked=tuple(sorted(example.asked.items())))
    refused = ""
    for move in example.moves:
        step = pathway.step(move.step)
        try:
            if move.not_required is not None:
                check_left_out(course, step, reason=move.not_required)
                done = Done(step.id, move.day, is_left_out=True)
            else:
                allowed = step.codes or codes.get(step.records, ())
                check_step(course, step, code=move.code or "", day=move.day, codes=allowed)
                check_number(step, move.number)
                opens, ends = consequence(pathway, step, move.code or "")
                done = Done(step.id, move.day, opens=opens, ends=ends, number=move.number)
        except (NotNow, CannotBe) as sentence:
            refused = str(sentence)
            break
        course = with_done(course, done)
    if refused != (example.refused or ""):
        yield f"Example «{example.name}»: «{refused or 'nothing'}» was refused, not «{example.refused or 'nothing'}»."
    if (course.ended is not None) != example.ended:
        yield f"Example «{example.name}»: it has {'' if course.ended else 'not '}ended."
    found = {one.step.id: one for one in standing(course, as_at=example.as_at, rules=rules)}
    for wanted in example.steps:
        one = found.get(wanted.step)
        given = one and StoryStep(
            step=one.step.id, status=one.status, due=one.due, late_by=one.late_by, blocked_by=one.blocked_by
        )
        if given != wanted:
            came, said = _in_words(given) if given else "is not there", _in_words(wanted)
            yield f"Example «{example.name}», step «{wanted.step}»: it {came}; the story says that it {said}."


def _in_words(step: StoryStep) -> str:
    words = [f"is «{step.status}»"]
    if step.due:
        words.append(f"due by {day_words(step.due)}")
    if step.late_by:
        words.append(f"late by {counted(step.late_by, 'day', 'days')} (`late_by`)")
    if step.blocked_by:
        words.append(f"waits for {listed(f'«{id}»' for id in step.blocked_by)}")
    return ", ".join(words)
