"""Challenges put together: their days counted by the standards, what can be done next, and what waits for whom."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lineofsight.desk.my_work.waiting import Waiting, days_from
from lineofsight.desk.sight.judged import rules_in_use
from lineofsight.library.challenge import ChallengeKind, Stage, State, Step
from lineofsight.library.who import is_among
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.looking import note_children_read
from lineofsight.partnership.models import Agency
from lineofsight.partnership.policy import can, require
from lineofsight.partnership.queries import today
from lineofsight.partnership.reach import REACH, OnePerson
from lineofsight.partnership.rules import ROLE_WORDS, Act, Role
from lineofsight.partnership.shelf import shelf
from lineofsight.records.identities.models import Subject
from lineofsight.records.registers.actions.challenges import Raised, make_step, raise_challenge
from lineofsight.records.registers.models import Challenge, ChallengeStep
from lineofsight.records.registers.queries import challenges as queries
from lineofsight.records.registers.rules.challenges import Asked, Clock, stages_after, steps_for
from lineofsight.sight.challenges import begun, resumed
from lineofsight.trail.refs import in_threes


@dataclass(frozen=True)
class Shown:
    """One challenge as pages show it. label: its short reference. child: where the reader sees the child, else None.

    mark, words: how the clock stands. acts: who must act now. steps: what the reader may do.
    """

    row: Challenge
    kind: ChallengeKind
    stage: Stage
    label: str
    mark: str
    words: str
    due: date | None
    acts: str
    is_theirs: bool
    steps: tuple[Step, ...]
    child: Subject | None = None

    @property
    def is_late_for_raiser(self) -> bool:
        """Whether no answer came in time, and the reader is on the side that raised it."""
        return self.row.state == State.RAISED and self.mark == "overdue" and Step.ESCALATE in self.steps

    @property
    def between(self) -> str:
        """Who takes part."""
        return between(self.row)

    @property
    def concern(self) -> str:
        """What it is about, in the words of the library."""
        return self.kind.concerns.get(self.row.concern, self.row.concern)


def kinds_for(actor: Actor) -> tuple[ChallengeKind, ...]:
    """The kinds of challenge that somebody may raise."""
    if not can(actor, Act.CHALLENGE_RAISE):
        return ()
    own = queries.own_agency_kind(actor)
    every = shelf().entries(ChallengeKind, on=today(actor.now))
    return tuple(kind for kind in every if is_among(kind.raised_by, agency=own, roles=actor.roles))


def asked_agencies(actor: Actor, kind: ChallengeKind) -> tuple[Agency, ...]:
    """Whom a challenge of this kind can be raised with: one's own agency, or the others that answer such."""
    if kind.is_within:
        return tuple(Agency.objects.filter(pk=actor.agency_id))
    answering = {who.agency.value for stage in kind.stages for who in kind.answering(stage.id)}
    return queries.agencies_to_ask(actor, frozenset(answering))


def third_agencies(actor: Actor, kind: ChallengeKind, *, besides: Agency | None = None) -> tuple[Agency, ...]:
    """Who can be asked to take part as the third, in a challenge of this kind; `besides`: the agency that is asked."""
    some = queries.agencies_to_ask(actor, frozenset(who.agency.value for who in kind.joined_by))
    return tuple(agency for agency in some if besides is None or agency.pk != besides.pk)


def kind_of(challenge: Challenge) -> ChallengeKind:
    """The kind as it stood when the challenge was raised; the newest where that edition is gone."""
    return shelf().as_it_stood(ChallengeKind, challenge.kind, challenge.kind_version)


def clock_from(kind: ChallengeKind, stage: str, *, on: date, is_urgent: bool = False) -> Clock:
    """The days that a challenge has when it begins at a stage on a day."""
    return begun(kind, stage, on=on, before=Clock(), rules=rules_in_use(), is_urgent=is_urgent)


def raise_one(*, kind: ChallengeKind, raised: Raised, by: Actor) -> Challenge:
    """Raise a challenge; its days are counted from today. Raises as `raise_challenge` does."""
    clock = clock_from(kind, raised.stage, on=today(by.now), is_urgent=raised.is_urgent) if raised.stage else Clock()
    return raise_challenge(kind=kind, raised=raised, clock=clock, by=by)


def step_on(
    *, challenge: Challenge, asked: Asked, said: str, expected: int, by: Actor, third: Agency | None = None
) -> Challenge:
    """Make a step; the days are counted anew where it changes them. third: whom the step asks to take part.

    Raises as `make_step` does.
    """
    kind, day, rules = kind_of(challenge), today(by.now), rules_in_use()
    clock = queries.clock_of(challenge)
    paused = queries.paused_on(challenge)
    if paused is not None and asked.step in (Step.RESUME, Step.ESCALATE):
        clock = resumed(kind, challenge.stage, paused=paused, on=day, before=clock, rules=rules)
    if asked.step is Step.ESCALATE and asked.stage in {one.id for one in stages_after(kind, challenge.stage)}:
        clock = begun(kind, asked.stage, on=day, before=clock, rules=rules, is_urgent=challenge.is_urgent)
    return make_step(
        kind=kind, challenge=challenge, asked=asked, said=said, clock=clock, expected=expected, by=by, third=third
    )


def shown(challenge: Challenge, actor: Actor, *, child: Subject | None = None) -> Shown:
    """One challenge for its page or a line of a list."""
    kind, day = kind_of(challenge), today(actor.now)
    stands, asker = queries.stands_of(challenge, day=day), queries.asker_of(challenge, actor)
    steps = steps_for(kind, stands, asker) if can(actor, Act.CHALLENGE_STEP) else ()
    mark, words, due = clock_words(challenge, day)
    state = State(challenge.state)
    return Shown(
        row=challenge,
        kind=kind,
        stage=kind.stage(challenge.stage),
        label=in_threes(challenge.ref),
        mark=mark,
        words=words,
        due=due,
        acts=_who_acts(challenge, kind, state),
        is_theirs=_first_step(state, kind, challenge) in steps,
        steps=steps,
        child=child,
    )


def page_of(challenge: Challenge, actor: Actor) -> tuple[Shown, tuple[ChallengeStep, ...]]:
    """A challenge and what was done with it."""
    child = queries.children_of(actor, [challenge]).get(challenge.subject_id or 0)
    return shown(challenge, actor, child=child), queries.steps_of(challenge)


def listed(actor: Actor, *, is_open: bool = True) -> tuple[Shown, ...]:
    """The challenges that somebody sees: what waits for them first, then by the clock. Looking is recorded."""
    require(actor, Act.CHALLENGE_READ)
    rows = list(queries.open_challenges(actor) if is_open else queries.challenges(actor).filter(state=State.CLOSED))
    children = queries.children_of(actor, rows)
    found = [shown(row, actor, child=children.get(row.subject_id or 0)) for row in rows]
    note_children_read(what="challenges", children=[one.ref for one in children.values()], by=actor)
    return tuple(sorted(found, key=lambda one: (not one.is_theirs, one.due or date.max, one.row.pk)))


def waiting(actor: Actor) -> Iterator[Waiting]:
    """The lines of «My work»: no word of a child stands in them."""
    if not can(actor, Act.CHALLENGE_STEP):
        return
    unheard = queries.unheard(actor)
    for row in queries.open_challenges(actor):
        one = shown(row, actor)
        if one.is_theirs:
            yield Waiting(
                text=f"Challenge {one.label}: {one.concern[:1].lower()}{one.concern[1:]}",
                kind="challenge",
                ref=row.ref,
                note=f"{one.kind.title}, {one.stage.title}. {_TO_DO[State(row.state)]}",
                due=one.due,
            )
        elif row.pk in unheard and Step.SAY in one.steps:
            yield Waiting(
                text=f"Challenge {one.label}: your agency is asked to take part",
                kind="challenge",
                ref=row.ref,
                note=f"{one.kind.title}, {one.stage.title}. {between(row)}. Read it, and say the view of your agency.",
            )
        elif one.is_late_for_raiser:
            yield Waiting(
                text=f"Challenge {one.label}: the answer is late",
                kind="challenge",
                ref=row.ref,
                note=f"{one.kind.title}, {one.stage.title}. {one.words}. You can take it further.",
                due=one.due,
            )


def between(challenge: Challenge) -> str:
    """Who takes part, in words: one agency, or who raised it, who is asked, and the third where there is one."""
    if challenge.agency_id == challenge.other_agency_id:
        words = challenge.agency.name
    else:
        words = f"{challenge.agency.name} to {challenge.other_agency.name}"
    return f"{words}, with {challenge.third_agency.name}" if challenge.third_agency else words


_TO_DO = {
    State.RAISED: "Answer it.",
    State.PAUSED: "Let its days go on once it can be answered.",
    State.ANSWERED: "Say whether it is settled, or take it further.",
    State.RESOLVED: "Sign how it ended.",
    State.CLOSED: "",
}


def _first_step(state: State, kind: ChallengeKind, challenge: Challenge) -> Step | None:
    """The step that a challenge waits for."""
    return {
        State.RAISED: Step.ANSWER,
        State.PAUSED: Step.RESUME,
        State.ANSWERED: Step.RESOLVE,
        State.RESOLVED: Step.CLOSE,
    }.get(state)


def _who_acts(challenge: Challenge, kind: ChallengeKind, state: State) -> str:
    stage = kind.stage(challenge.stage)
    if state is State.RAISED and stage.is_outside:
        return f"{_begun(stage.in_person)}; {challenge.agency.name} records the answer"
    if state is State.RAISED:
        return f"{_begun(_who_answers(challenge, kind))}, {challenge.other_agency.name}; in person {stage.in_person}"
    if state in (State.PAUSED, State.ANSWERED):
        return f"Whoever raised it, {challenge.agency.name}"
    if state is State.RESOLVED:
        return f"{_begun(_who_answers(challenge, kind))}, {challenge.other_agency.name}"
    return "Nobody: it is closed"


def _begun(words: str) -> str:
    return words[:1].upper() + words[1:]


def _who_answers(challenge: Challenge, kind: ChallengeKind) -> str:
    """Who records the answer, of those who can open it: whoever is near children alone sees no challenge without one,
    and none of another agency."""
    is_near = challenge.subject_id is not None and challenge.agency_id == challenge.other_agency_id
    answering = {
        role
        for who in kind.answering(challenge.stage)
        if who.agency == challenge.other_agency.kind
        for role in who.roles
        if is_near or REACH[role].children >= OnePerson.OF_THE_AGENCY
    }
    # Whoever answers for every agency, where a stage names nobody who sees it.
    named = [role for role in ROLE_WORDS if role in answering] or [Role.SAFEGUARDING_LEAD]
    return " or ".join(f"the {_CALLED.get(role, ROLE_WORDS[role].lower())}" for role in named)


_CALLED = {Role.SAFEGUARDING_LEAD: "safeguarding lead", Role.TEAM_MANAGER: "child's team manager"}


def clock_words(challenge: Challenge, day: date) -> tuple[str, str, date | None]:
    """The mark, its words and the last day in time."""
    state = State(challenge.state)
    if state is State.PAUSED:
        return "not_known", "The days stand still", None
    if state in (State.RESOLVED, State.CLOSED):
        return "met", "Resolved, to be signed" if state is State.RESOLVED else "Closed", None
    due = challenge.stage_due_date if state is State.RAISED else challenge.whole_due_date
    if due is None and state is State.ANSWERED:
        return "met", "Answered. Next: whoever raised it says whether it is settled", None
    if due is None:
        return "not_known", "No day is set", None
    if due < day:
        late = (day - due).days
        return "overdue", f"Overdue by {late} day{'' if late == 1 else 's'}", due
    if due == day:
        return "due_today", "Due today", due
    return "due", f"Due {days_from(day, due)}", due
