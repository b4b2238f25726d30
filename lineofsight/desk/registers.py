"""Registers put together: a meeting with its items, one entry, what is chased, and what waits for whom."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from lineofsight.desk.my_work.waiting import Waiting, days_from
from lineofsight.library.register import RegisterKind
from lineofsight.library.who import is_among
from lineofsight.library.words import day_words
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.looking import note_children_read
from lineofsight.partnership.policy import can
from lineofsight.partnership.queries import today
from lineofsight.partnership.rules import Act
from lineofsight.partnership.shelf import shelf
from lineofsight.records.identities.models import Subject
from lineofsight.records.registers.models import Chased, Entry, Meeting, Paper, Recording
from lineofsight.records.registers.queries import entries as queries
from lineofsight.records.registers.queries.challenges import own_agency_kind
from lineofsight.records.registers.queries.entries import Narrowing
from lineofsight.records.registers.rules.entries import (
    EntryState,
    MeetingState,
    NotNow,
    check_may_decide,
    missing_roles,
    told,
)

# «My work» names so many actions of a register one by one; of more it says how many.
MOST_EACH = 5
# A meeting waits with whoever keeps its register from so many days before it.
SOON = 14


@dataclass(frozen=True)
class Follow:
    """An action that is chased, in words, with its mark. child: where the reader sees the child, else None."""

    row: Chased
    what: str
    by_role: str
    mark: str
    words: str
    child: Subject | None


@dataclass(frozen=True)
class Lies:
    """A paper that lies before an item, in words. earlier: the editions that were named before this one."""

    row: Paper
    title: str
    held_by: str
    earlier: tuple[int, ...]


@dataclass(frozen=True)
class Item:
    """One entry as pages show it. label: what it is called. child: where the reader sees the child, else None.

    earlier: what an earlier item of this register asked for, for the same child. papers: what lies before it, for
    whoever keeps the register, and for nobody else who sees the child.
    """

    row: Entry
    number: int
    label: str
    asked: tuple[tuple[str, str], ...]
    recorded: tuple[tuple[str, str], ...]
    history: tuple[Recording, ...]
    follows: tuple[Follow, ...]
    earlier: tuple[Follow, ...]
    papers: tuple[Lies, ...]
    child: Subject | None

    @property
    def is_decided(self) -> bool:
        """Whether it was recorded."""
        return self.row.state == EntryState.RECORDED


@dataclass(frozen=True)
class MeetingShown:
    """A meeting as pages show it. missing: the roles that a quorum wants and that are not there.

    has_come: its day is today or past. decides: what is decided of it can be recorded now.
    """

    row: Meeting
    kind: RegisterKind
    present: tuple[str, ...]
    missing: tuple[str, ...]
    has_come: bool
    decides: bool
    items: tuple[Item, ...]

    @property
    def undecided(self) -> tuple[Item, ...]:
        """The items that nobody decided yet."""
        return tuple(item for item in self.items if item.row.state == EntryState.BOOKED)


def registers_for(actor: Actor) -> tuple[RegisterKind, ...]:
    """The registers that somebody's agency keeps, for whoever sees rows of children there."""
    own = own_agency_kind(actor)
    every = shelf().entries(RegisterKind, on=today(actor.now))
    return tuple(kind for kind in every if any(who.agency == own for who in kind.kept_by))


def keeps(actor: Actor, kind: RegisterKind) -> bool:
    """Whether somebody writes in a register."""
    return can(actor, Act.REGISTER_BEGIN) and is_among(kind.kept_by, agency=own_agency_kind(actor), roles=actor.roles)


@dataclass(frozen=True)
class Kept:
    """A register that somebody writes in, with how many actions of it are not done."""

    kind: RegisterKind
    chased: int

    @property
    def note(self) -> str:
        """«2 actions are not done yet.»"""
        if not self.chased:
            return "Nothing is chased."
        return "1 action is not done yet." if self.chased == 1 else f"{self.chased} actions are not done yet."


def kept_by(actor: Actor) -> tuple[Kept, ...]:
    """The registers that somebody writes in."""
    if not can(actor, Act.REGISTER_BEGIN):
        return ()
    kinds = [kind for kind in registers_for(actor) if keeps(actor, kind)]
    chased = queries.chased_by_register(actor) if kinds else {}
    return tuple(Kept(kind, chased.get(kind.id, 0)) for kind in kinds)


def kind_of(row: Meeting | Entry) -> RegisterKind:
    """The register as it stood when the row was made; the newest where that edition is gone."""
    return shelf().as_it_stood(RegisterKind, row.register, row.register_version)


def meeting_of(meeting: Meeting, actor: Actor) -> MeetingShown:
    """A meeting with its items. Looking at items is recorded."""
    kind = kind_of(meeting)
    present = tuple(meeting.present.split())
    items = _items(kind, queries.items_of(actor, meeting), actor)
    there = tuple(kind.roles.get(role, role) for role in present)
    has_come = meeting.meeting_date <= today(actor.now)
    return MeetingShown(meeting, kind, there, missing_roles(kind, present), has_come, decides(meeting, actor), items)


def decides(meeting: Meeting, actor: Actor) -> bool:
    """Whether what a meeting decides can be recorded now: it is open, its day has come, nobody is missing unsaid."""
    present, why = meeting.present.split(), meeting.why_without
    try:
        check_may_decide(kind_of(meeting), on=meeting.meeting_date, present=present, why=why, today=today(actor.now))
    except NotNow:
        return False
    return is_open(meeting)


def item_of(entry: Entry, actor: Actor) -> Item:
    """One entry for its page."""
    return _items(kind_of(entry), (entry,), actor, is_noted=False)[0]


def asked_for(kind: RegisterKind, narrowing: Narrowing, actor: Actor) -> QuerySet[Entry]:
    """The entries of a register as they are narrowed; of one with meetings those that wait for a meeting."""
    if kind.has_meetings:
        return queries.waiting_for_a_meeting(actor, kind.id)
    return queries.narrowed(actor, kind.id, narrowing, question=kind.decision)


def listed(kind: RegisterKind, rows: Iterable[Entry], actor: Actor) -> tuple[Item, ...]:
    """Entries of a register as pages show them."""
    return _items(kind, rows, actor)


def recorded(kind: RegisterKind, narrowing: Narrowing, actor: Actor) -> tuple[Item, ...]:
    """Every entry of a register as it is narrowed that somebody sees, whatever its state, the latest first."""
    return _items(kind, queries.narrowed(actor, kind.id, narrowing, question=kind.decision), actor)


def chased_of_register(actor: Actor, kind: RegisterKind) -> QuerySet[Chased]:
    """What is not done of a register, the first due at the top."""
    return queries.still_chased(actor).filter(entry__register=kind.id)


def follows_of(actor: Actor, chased: Iterable[Chased]) -> tuple[tuple[Chased, Follow], ...]:
    """What is chased, in words."""
    day, rows = today(actor.now), tuple(chased)
    children = _children(actor, (row.entry for row in rows))
    return tuple((row, _follow(kind_of(row.entry), row, day, children)) for row in rows)


def follow_of(actor: Actor, row: Chased) -> Follow:
    """One action for the page on which it is said to be done."""
    return _follow(kind_of(row.entry), row, today(actor.now), _children(actor, (row.entry,)))


def _children(actor: Actor, entries: Iterable[Entry]) -> Mapping[int, Subject]:
    """The children whom entries are about, of those whom somebody sees, by their number."""
    wanted = {one.subject_id for one in entries if one.subject_id}
    return {one.pk: one for one in Subject.objects.visible_to(actor).filter(pk__in=wanted)} if wanted else {}


def waiting(actor: Actor) -> Iterator[Waiting]:
    """The lines of «My work»: actions that are due within a week or late, and meetings that are not closed."""
    if not can(actor, Act.REGISTER_BEGIN):
        return
    day = today(actor.now)
    until = day + timedelta(days=7)
    kept = {kind.id: kind for kind in registers_for(actor) if keeps(actor, kind)}
    counts = {id: told for id, told in queries.chased_until(actor, until).items() if id in kept}
    for id, (number, first) in counts.items():
        if number > MOST_EACH:
            yield Waiting(
                text=f"{kept[id].title}: {number} actions are late or due within 7 days",
                kind="chased_list",
                ref="",
                note="The day is that of the first.",
                due=first,
                of=id,
            )
    few = [id for id, (number, _) in counts.items() if number <= MOST_EACH]
    rows = queries.still_chased(actor).filter(due_date__lte=until, entry__register__in=few) if few else ()
    for row, one in follows_of(actor, rows):
        kind = kind_of(row.entry)
        if kind.id in kept:
            yield Waiting(
                text=f"{kind.title}: {one.what[:1].lower()}{one.what[1:]}",
                kind="chased",
                ref=row.ref,
                note=f"By {one.by_role[:1].lower()}{one.by_role[1:]}. Is it done?",
                due=row.due_date,
                child=one.child.shown if one.child else "",
                child_ref=one.child.ref if one.child else "",
            )
    for meeting in queries.open_meetings(actor):
        kind = kind_of(meeting)
        if meeting.meeting_date <= day and keeps(actor, kind):
            yield Waiting(
                text=f"{kind.title}, {day_words(meeting.meeting_date)}",
                kind="meeting",
                ref=meeting.ref,
                note="Record what was decided, and close it.",
                since=meeting.meeting_date,
            )
        elif (meeting.meeting_date - day).days <= SOON and keeps(actor, kind):
            items = len(queries.items_of(actor, meeting))
            yield Waiting(
                text=f"{kind.title}, {day_words(meeting.meeting_date)}",
                kind="meeting",
                ref=meeting.ref,
                note=f"The next meeting: {items or 'no'} item{'' if items == 1 else 's'} booked.",
                due=meeting.meeting_date,
            )


def _items(kind: RegisterKind, rows: Iterable[Entry], actor: Actor, *, is_noted: bool = True) -> tuple[Item, ...]:
    rows, day = tuple(rows), today(actor.now)
    recorded, chased = queries.recorded_of(actor, rows), queries.chased_of(actor, rows)
    children = _children(actor, rows)
    earlier = queries.chased_before(actor, kind.id, rows) if kind.has_meetings else {}
    papers = queries.papers_of(actor, rows) if kind.papers and keeps(actor, kind) else {}
    if children and is_noted:
        note_children_read(what=kind.id, children=[one.ref for one in children.values()], by=actor)
    return tuple(
        Item(
            row=row,
            number=number,
            label=f"Item {number}" if kind.has_meetings else kind.one[:1].upper() + kind.one[1:],
            asked=told(kind.booked, queries.answers(row)),
            recorded=told(kind.recorded, queries.answers(recorded[row.pk][-1])) if recorded[row.pk] else (),
            history=tuple(recorded[row.pk]),
            follows=tuple(_follow(kind, one, day, children) for one in chased[row.pk]),
            earlier=tuple(_follow(kind, one, day, children) for one in earlier.get(row.pk, ())),
            papers=tuple(_lying(kind, papers.get(row.pk, ()))),
            child=children.get(row.subject_id or 0),
        )
        for number, row in enumerate(rows, start=1)
    )


def _lying(kind: RegisterKind, named: Iterable[Paper]) -> Iterator[Lies]:
    """The newest edition of each paper, with the numbers of those before it."""
    editions: dict[str, list[Paper]] = {}
    for one in named:
        editions.setdefault(one.what, []).append(one)
    for what, some in editions.items():
        last = some[-1]
        earlier = tuple(one.edition for one in some[:-1])
        yield Lies(last, kind.papers.get(what, what), kind.held_by.get(last.held_by, last.held_by), earlier)


def _follow(kind: RegisterKind, row: Chased, day: date, children: Mapping[int, Subject]) -> Follow:
    what = kind.actions.get(row.what, row.what)
    mark, words = "due", f"Due {days_from(day, row.due_date)}"
    if row.done_date is not None:
        late = (row.done_date - row.due_date).days
        mark, words = ("late", f"Done {late} day{'' if late == 1 else 's'} late") if late > 0 else ("met", "Done")
    elif row.due_date < day:
        late = (day - row.due_date).days
        mark, words = "overdue", f"Overdue by {late} day{'' if late == 1 else 's'}"
    elif row.due_date == day:
        mark, words = "due_today", "Due today"
    told_what = f"{what}: {row.words}" if row.words else what
    child = children.get(row.entry.subject_id or 0)
    return Follow(row, told_what, kind.action_roles.get(row.by_role, row.by_role), mark, words, child)


def is_open(meeting: Meeting) -> bool:
    """Whether a meeting is still being recorded."""
    return meeting.state == MeetingState.OPEN
