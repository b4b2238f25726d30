"""A pathway: what is done for a child in steps, by whom and by when, and what ends it.

It is kept as days, codes, yes and no. What «blocked», «on the way» and «ended» mean stands in decision 0070.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import ClassVar, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from lineofsight.library.entry import Entry, Id, Lookup, Strict, Words, unknown_id
from lineofsight.library.fact import FactKind, Recorded
from lineofsight.library.faults import Trouble, unknown_word
from lineofsight.library.standard import After, Before, Chain, Events, Standard
from lineofsight.library.who import WITH_CHILDREN, AgencyKind, Who
from lineofsight.library.words import listed

START = "start"
"""What a time is counted from where it is the start of the pathway."""


class When(Strict):
    """A step is on the way only after another was done with one of these codes."""

    step: Id
    codes: tuple[Words, ...] = Field(min_length=1)


class NumberAsked(Strict):
    """The number that a step asks for, where what it records holds for a time and has one."""

    ask: Words = Field(description="the question: «By how many days did the order lengthen the time?»")
    hint: Words = Field(description="what stands below it")
    unit: Words = Field(description="what is counted, for example «days»")
    least: int = Field(ge=1, default=1, description="the smallest number that can be")
    most: int = Field(ge=1, description="the greatest number that can be")


class Step(Strict):
    """One step: who does it, by when, what is recorded, what must come first."""

    id: Id
    title: Words = Field(description="what to do, as an order: «Share the birth plan»")
    who: tuple[Who, ...] = Field(min_length=1)
    records: Id = Field(
        description="the kind of event that doing it is; with «number» the kind of span that begins then"
    )
    number: NumberAsked | None = Field(
        default=None, description="the number that is asked for, where it records a span: it holds for so many days"
    )
    codes: tuple[Words, ...] = Field(
        default=(), description="the codes that may be chosen; left out: all of the kind, where it has any"
    )
    after: tuple[Id, ...] = Field(default=(), description="steps that come first")
    when: tuple[When, ...] = Field(default=(), description="on the way only where one of these holds")
    standard: Id | None = Field(default=None, description="the standard that says by when")
    counted_from: Id | None = Field(
        default=None,
        description="the step, the kind of day asked at the start, or «start» from which the standard counts here; left"
        " out: whichever of them records what the standard counts from",
    )
    instrument: Id | None = Field(default=None, description="the form that belongs to it")
    not_required: dict[Words, Words] = Field(
        default_factory=dict, description="reasons for which it can be left out, each with its words"
    )
    ends: bool = Field(default=False, description="true where doing it ends the pathway, with any code")
    ends_with: tuple[Words, ...] = Field(default=(), description="codes with which doing it ends the pathway")
    repeats: bool = Field(default=False, description="true where it is done again and again until the end")
    if_it_happens: bool = Field(
        default=False, description="true where nobody waits for it unless it has a day: it is recorded if it happens"
    )
    tells: tuple[Who, ...] = Field(default=(), description="who is told that it was done")
    referred: bool = Field(default=False, description="true where the form asks to whom it was referred, and when")
    is_private: bool = Field(
        alias="private", default=False, description="true for privileged steps: other agencies do not see it at all"
    )

    def is_of(self, agency: str) -> bool:
        """Whether agencies of this kind do it."""
        return any(one.agency == agency for one in self.who)


class Starts(Strict):
    """Who starts it, and which fact calls for it. `asks`: days that are asked for at the start."""

    by: tuple[Who, ...] = Field(min_length=1, description="who may start it")
    event: Events | None = Field(
        default=None,
        description="the fact that calls for it: who has it, and no such pathway since, is offered on the board",
    )
    offered_for: int = Field(
        ge=0, le=400, default=30, description="for how many days after that fact; 0: no child is offered"
    )
    not_started: dict[Words, Words] = Field(
        default_factory=dict, description="reasons for which a child who is offered is set aside, each with its words"
    )
    records: Id | None = Field(default=None, description="the kind of event that the start is, where it is one")
    asks: tuple[Id, ...] = Field(default=(), description="kinds of event whose day the start asks for, also ahead")


class StepStatus(StrEnum):
    """How it stands with one step."""

    NOT_DUE = "not due"
    DUE = "due"
    IF_IT_HAPPENS = "if it happens"
    DONE = "done"
    DONE_LATE = "done late"
    NOT_REQUIRED = "not required"
    MISSED = "missed"
    NOT_ON_THE_WAY = "not on the way"


class StoryMove(Strict):
    """One thing in the story of an example: a step done, or left out."""

    step: Id
    day: date
    code: Words | None = None
    number: int = 0
    not_required: Words | None = None


class StoryStep(Strict):
    """How it stands with a step at the end of the story."""

    step: Id
    status: StepStatus
    due: date | None = None
    late_by: int = 0
    blocked_by: tuple[Id, ...] = ()


class PathwayExample(Strict):
    """A short story: when it started, what was done, and how it stands as at a day. `refused`: why the last is not."""

    name: Words
    says: Words
    started: date
    asked: dict[Id, date] = Field(default_factory=dict)
    moves: tuple[StoryMove, ...] = ()
    refused: Words | None = None
    as_at: date
    ended: bool = False
    steps: tuple[StoryStep, ...] = ()


class Pathway(Entry):
    """Steps for a child, by role and time, that somebody else can look at."""

    FOLDER: ClassVar[str] = "pathways"
    EXAMPLES: ClassVar[type[Strict] | None] = PathwayExample

    order: int = Field(ge=1, description="where it stands among the pathways")
    one: Words = Field(description="what people call one of them: «a baby whose birth is expected»")
    purpose: Words = Field(description="what it is for, in two sentences")
    span: Id | None = Field(
        default=None,
        description="the kind of span in which its steps are judged, from start to end; none is written into the"
        " records, so line of sight asks by its standards only where a return brings the span",
    )
    starts: Starts
    steps: tuple[Step, ...] = Field(min_length=1)
    stops: dict[Words, Words] = Field(
        default_factory=dict, description="reasons for which it is stopped before its end, each with its words"
    )
    note: Words | None = None

    @model_validator(mode="after")
    def _steps_hold_together(self) -> Self:
        ids = [step.id for step in self.steps]
        for id in ids:
            if ids.count(id) > 1:
                raise PydanticCustomError("steps", "Two steps are called «{id}».", {"id": id})
        circle = _circle({step.id: _firsts(step) for step in self.steps})
        if circle:
            raise PydanticCustomError(
                "circle", "These steps wait for each other: {steps}.", {"steps": " → ".join(circle)}
            )
        for step in self.steps:
            for first in _firsts(step):
                if first in ids and self._are_apart(step, self.step(first)):
                    sentence = (
                        "«{later}» cannot wait for «{first}»: one is privileged, and another agency would learn of it."
                    )
                    raise PydanticCustomError("private", sentence, {"later": step.id, "first": first})
        if not any(step.ends or step.ends_with for step in self.steps):
            raise PydanticCustomError("ends", "No step ends it: say `ends` or `ends_with` for one.")
        return self

    def events_recorded(self) -> frozenset[str]:
        """The kinds of event that its start and its steps are."""
        started = {self.starts.records} if self.starts.records else set()
        return frozenset(started | {step.records for step in self.steps if step.number is None})

    def _are_apart(self, later: Step, first: Step) -> bool:
        """Whether whoever does or sees one step is not to learn of the other."""
        theirs = {who.agency for who in later.who} ^ {who.agency for who in first.who}
        if theirs and (later.is_private or first.is_private):
            return True
        # A step that every agency sees would say to each of them that it waits for a privileged one.
        others = set(self.agencies) - {who.agency for who in first.who}
        return first.is_private and not later.is_private and bool(others)

    def step(self, id: str) -> Step:
        """One step. Raises KeyError."""
        return next((step for step in self.steps if step.id == id), None) or _no_step(id)

    @property
    def step_ids(self) -> tuple[str, ...]:
        """The ids of its steps, in their order."""
        return tuple(step.id for step in self.steps)

    @property
    def agencies(self) -> tuple[AgencyKind, ...]:
        """The kinds of agency that have a step in it, in the order of the steps."""
        return tuple(dict.fromkeys(who.agency for step in self.steps for who in step.who))

    def troubles(self, shelf: Lookup) -> Iterator[Trouble]:
        """Kinds of fact, codes, steps, standards and forms that are not there, or do not fit the step."""
        yield from super().troubles(shelf)
        known = frozenset(step.id for step in self.steps)
        if self.span is not None:
            yield from _kind_trouble(self.span, Recorded.SPAN, ("span",), shelf)
        yield from self._troubles_of_the_start(shelf)
        for number, step in enumerate(self.steps):
            place = ("steps", number)
            yield from _who_troubles(step.who, (*place, "who"))
            yield from self._troubles_of_the_told(step, (*place, "tells"))
            recorded = Recorded.SPAN if step.number else Recorded.EVENT
            yield from _kind_trouble(step.records, recorded, (*place, "records"), shelf)
            if step.number and not _has_number(step.records, shelf):
                yield Trouble((*place, "number"), f"«{step.records}» has no number to answer with: leave «number» out.")
            yield from _code_troubles(step.records, (*step.codes, *step.ends_with), (*place, "codes"), shelf)
            if step.referred and not _codes_of(step.records, shelf):
                sentence = f"The form asks to whom it was referred, and «{step.records}» has no codes to answer with."
                yield Trouble((*place, "referred"), sentence)
            for at, id in enumerate(step.after):
                if id not in known:
                    yield unknown_id(id, known, (*place, "after", at), "a step of this pathway")
            for at, when in enumerate(step.when):
                if when.step not in known:
                    yield unknown_id(when.step, known, (*place, "when", at, "step"), "a step of this pathway")
                else:
                    yield from _code_troubles(
                        self.step(when.step).records, when.codes, (*place, "when", at, "codes"), shelf
                    )
            if step.instrument is not None and step.instrument not in shelf.ids("instruments"):
                yield unknown_id(step.instrument, shelf.ids("instruments"), (*place, "instrument"), "an instrument")
            yield from self._troubles_of_the_time(step, (*place, "standard"), shelf)

    def _troubles_of_the_start(self, shelf: Lookup) -> Iterator[Trouble]:
        starts = self.starts
        yield from _who_troubles(starts.by, ("starts", "by"))
        if starts.event is not None:
            yield from _kind_trouble(starts.event.event, Recorded.EVENT, ("starts", "event", "event"), shelf)
            codes = starts.event.codes + starts.event.but_not
            yield from _code_troubles(starts.event.event, codes, ("starts", "event", "codes"), shelf)
        elif starts.not_started:
            sentence = "Nobody is offered, so nobody is set aside: say «event», or leave this out."
            yield Trouble(("starts", "not_started"), sentence)
        if starts.records is not None:
            yield from _kind_trouble(starts.records, Recorded.EVENT, ("starts", "records"), shelf)
        for number, id in enumerate(starts.asks):
            yield from _kind_trouble(id, Recorded.EVENT, ("starts", "asks", number), shelf)

    def _troubles_of_the_told(self, step: Step, place: tuple[str | int, ...]) -> Iterator[Trouble]:
        """Whoever is told must be near a child, of an agency that can take part, and may see the step."""
        yield from _who_troubles(step.tells, place, "a role that is told of steps")
        for number, who in enumerate(step.tells):
            if who.agency not in self.agencies:
                sentence = f"Nobody of the {who.agency.value} is told: that agency has no step in this pathway."
                yield Trouble((*place, number, "agency"), sentence)
            elif step.is_private and not step.is_of(who.agency):
                yield Trouble(
                    (*place, number, "agency"), f"«{step.id}» is privileged: the {who.agency.value} is not told."
                )

    def _troubles_of_the_time(self, step: Step, place: tuple[str | int, ...], shelf: Lookup) -> Iterator[Trouble]:
        """A standard must be counted from something of the pathway, be met by the step, and be in force as long."""
        if step.standard is None:
            return
        if step.standard not in shelf.ids(Standard.FOLDER):
            yield unknown_id(step.standard, shelf.ids(Standard.FOLDER), place, "a standard")
            return
        editions = [one for one in shelf.editions(Standard.FOLDER, step.standard) if isinstance(one, Standard)]
        last = editions[-1].to_date
        if last is not None and (self.to_date is None or self.to_date > last):
            until = last.isoformat()
            yield Trouble(place, f"«{step.standard}» is in force until {until} alone, and this pathway goes on.")
        begins = editions[0].from_date
        if begins > self.from_date:
            sentence = f"«{step.standard}» is not in force before {begins.isoformat()}, and this pathway is."
            yield Trouble(place, sentence)
        shape = editions[-1].shape
        if shape.met_by.event != step.records:
            met_by = shape.met_by.event
            yield Trouble(place, f"«{step.standard}» is met by «{met_by}», and this step records «{step.records}».")
        else:
            yield from _codes_that_do_not_meet(step, shape.met_by, place, shelf)
        if step.counted_from is not None:
            places = self.counted_places
            if step.counted_from not in places:
                yield unknown_id(step.counted_from, places, (*place[:-1], "counted_from"), "a day of this pathway")
        elif self.counted_from(step, editions[-1]) is None:
            what = called_by(shape) or "something else"
            yield Trouble(
                place,
                f"«{step.standard}» is counted from «{what}», which neither the start nor a step records: "
                "say «counted_from».",
            )
        first = next((one for one in self.steps if one.id == self.counted_from(step, editions[-1])), None)
        if first is not None and self._are_apart(step, first):
            sentence = f"«{step.id}» cannot be counted from «{first.id}»: one is privileged, and its day would be told."
            yield Trouble(place, sentence)
        if first is not None and isinstance(shape, After | Before) and shape.event is not None:
            yield from self._codes_that_do_not_call(step, first, shape.event, place, shelf)

    def _codes_that_do_not_call(
        self, step: Step, first: Step, event: Events, place: tuple[str | int, ...], shelf: Lookup
    ) -> Iterator[Trouble]:
        """Codes of the step that a time is counted from with which the standard asks nothing, and the way goes on."""
        if first.records != event.event or first.ends:
            return
        opening = {code for when in step.when if when.step == first.id for code in when.codes}
        asked = [code for code in _asked_at(first, shelf) if code not in first.ends_with]
        # A step that is on the way after certain codes alone has no time after any other.
        wrong = [code for code in asked if not event.takes(code) and (not step.when or code in opening)]
        if wrong:
            few, way = _quoted(wrong), f"{{step: {first.id}, codes: {_flow(one for one in asked if event.takes(one))}}}"
            sentence = (
                f"«{step.standard}» asks nothing after {few} of «{first.id}», and this step would be due all the same: "
                f"say «when: [{way}]», or let the standard count from every code."
            )
            yield Trouble(place, sentence)

    @property
    def counted_places(self) -> frozenset[str]:
        """What a time can be counted from: the start, a day that it asks for, a step."""
        return frozenset({START, *self.starts.asks, *(step.id for step in self.steps)})

    def counted_from(self, step: Step, standard: Standard) -> str | None:
        """From which of `counted_places` the time of a step is counted; None where nothing fits."""
        if step.counted_from is not None:
            return step.counted_from
        called = called_by(standard.shape)
        starts = self.starts
        if called is not None and called in starts.asks:
            return called
        if called is not None and called in {self.span, starts.records, starts.event.event if starts.event else None}:
            return START
        return next((one.id for one in self.steps if one.records == called and one.id != step.id), None)


def _codes_that_do_not_meet(
    step: Step, met_by: Events, place: tuple[str | int, ...], shelf: Lookup
) -> Iterator[Trouble]:
    """Codes with which a step is done and its standard is not met: the step would say «in time» and mean nothing."""
    asked = _asked_at(step, shelf)
    # A code that ends the pathway ends the time too: a placement that was decided against needs no approval.
    wrong = [code for code in asked if not met_by.takes(code) and code not in step.ends_with]
    if wrong:
        right = _flow(one for one in asked if met_by.takes(one))
        sentence = (
            f"«{step.standard}» is not met by {_quoted(wrong)}, and this step would be done with it: say "
            f"«codes: {right}» here, and give what was tried in vain a step of its own."
        )
        yield Trouble(place, sentence)


def _asked_at(step: Step, shelf: Lookup) -> tuple[str, ...]:
    """The codes with which a step can be done."""
    return step.codes or tuple(_codes_of(step.records, shelf))


def _quoted(codes: Iterable[str]) -> str:
    return listed(f"«{code}»" for code in codes)


def _flow(codes: Iterable[str]) -> str:
    """Codes as they are written in a line of YAML."""
    return f"[{', '.join(codes)}]"


def _no_step(id: str) -> Step:
    raise KeyError(id)


def _firsts(step: Step) -> tuple[str, ...]:
    return (*step.after, *(when.step for when in step.when))


def _circle(waits_for: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Steps that wait for each other, the first of them again at the end; empty when there are none."""

    def follow(id: str, way: list[str]) -> list[str]:
        if id in way:
            return [*way[way.index(id) :], id]
        return next((found for one in waits_for.get(id, ()) if (found := follow(one, [*way, id]))), [])

    return next((found for id in waits_for if (found := follow(id, []))), [])


def called_by(shape: object) -> str | None:
    """The kind of fact from which a shape counts, where it is one."""
    if isinstance(shape, After | Before):
        return shape.event.event if shape.event else shape.start_of.span if shape.start_of else None
    if isinstance(shape, Chain):
        return shape.counted_from[0] if len(shape.counted_from) == 1 else shape.holds[0].span
    return None


def _who_troubles(
    who: tuple[Who, ...], place: tuple[str | int, ...], what: str = "a role that does steps"
) -> Iterator[Trouble]:
    """Roles that can never be near a child: nobody could do the step, or be told of it."""
    for number, one in enumerate(who):
        for at, role in enumerate(one.roles):
            if role not in WITH_CHILDREN:
                known = sorted(one.value for one in WITH_CHILDREN)
                sentence, near = unknown_word(role.value, known=known, what=what)
                yield Trouble((*place, number, "roles", at), sentence, near)


def _kind_trouble(id: str, recorded: Recorded, place: tuple[str | int, ...], shelf: Lookup) -> Iterator[Trouble]:
    right = frozenset(known for known in shelf.ids(FactKind.FOLDER) if _is_recorded(known, recorded, shelf))
    if id not in right:
        yield unknown_id(id, right, place, f"a kind of {recorded.value} in «facts»")


def _is_recorded(id: str, recorded: Recorded, shelf: Lookup) -> bool:
    found = shelf.editions(FactKind.FOLDER, id)[-1]
    return isinstance(found, FactKind) and found.recorded is recorded


def _has_number(id: str, shelf: Lookup) -> bool:
    found = shelf.editions(FactKind.FOLDER, id)
    return not found or (isinstance(found[-1], FactKind) and found[-1].number is not None)


def _code_troubles(id: str, codes: tuple[str, ...], place: tuple[str | int, ...], shelf: Lookup) -> Iterator[Trouble]:
    known = _codes_of(id, shelf)
    for code in codes:
        if code not in known and shelf.editions(FactKind.FOLDER, id):
            sentence, near = unknown_word(code, known=known, what=f"a code of «{id}»")
            yield Trouble(place, sentence, near)


def _codes_of(id: str, shelf: Lookup) -> list[str]:
    found = shelf.editions(FactKind.FOLDER, id)
    return sorted(found[-1].codes) if found and isinstance(found[-1], FactKind) else []
