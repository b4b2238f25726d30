"""The frame of a round put together from the records, the draw, and who may read which of its files.

A job reads it: whoever runs a round sees no child by it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from lineofsight.library.audit import AuditKind
from lineofsight.library.words import day_words
from lineofsight.partnership.actor import Actor, job
from lineofsight.partnership.models import Person
from lineofsight.partnership.queries import own_agency, people_in
from lineofsight.partnership.reach import REACH, OnePerson
from lineofsight.partnership.rules import Role
from lineofsight.partnership.scope import scope
from lineofsight.records.audits.actions import rounds
from lineofsight.records.audits.models import Audit, File
from lineofsight.records.audits.queries import (
    files_of,
    frame_keys,
    kind_of,
    readings_of,
    shown_of_sample,
    who_gave_back,
)
from lineofsight.records.audits.rules.assigning import ForFile, Readers, assigned, in_line, second_read
from lineofsight.records.audits.rules.drawing import CannotDraw, Difference, difference, numbered
from lineofsight.records.audits.rules.frames import Eligible, Facts, Framed, Held, frame_of
from lineofsight.records.audits.rules.rounds import Source
from lineofsight.records.children import worked_with
from lineofsight.records.identities.keys import held_keys
from lineofsight.records.identities.models import Subject
from lineofsight.records.identities.rules import Named, pseudonym, shown
from lineofsight.records.pathways.queries import children_on_pathways
from lineofsight.records.posts import posts_by_person
from lineofsight.records.tables import histories_of, known_of
from lineofsight.trail.refs import new_ref

# Whoever worked with a child in so many days, or managed who did, does not read the child's file.
LINE_DAYS = 365
MOST_LISTED = 20_000


def has_records(actor: Actor) -> bool:
    """Whether children of one's own agency stand in the records here."""
    return actor.agency_id is not None and known_of(actor.agency_id).number > 0


def source_of(kind: AuditKind, actor: Actor) -> Source:
    """Where the frame of a kind comes from in one's own agency."""
    return Source.RECORDS if kind.frame.where and has_records(actor) else Source.COUNTED


def framed(audit: Audit, *, by: Actor, pasted: str = "") -> Framed:
    """The frame of a round as it stands. pasted: reference numbers of a list, one a line; none of them is kept.

    Raises CannotDraw, KeyMissing.
    """
    if audit.source == Source.COUNTED:
        return Framed(tuple(Eligible(key, f"Number {int(key)} of your list") for key in numbered(audit.listed or 0)))
    if audit.source == Source.LISTED:
        return _listed(pasted, by)
    return _of_records(kind_of(audit), audit.agency_id, on=audit.frame_date, by=by)


def _of_records(kind: AuditKind, agency_id: int, *, on: date, by: Actor) -> Framed:
    with scope(job("audits", now=by.now), writes=False):
        return frame_of(kind, _facts(agency_id, by), on=on)


def check_size(kind: AuditKind, planned: rounds.Planned, *, by: Actor) -> None:
    """Raise CannotDraw where more files are asked for than there are, as far as it can be known before the draw.

    A round that is begun is not changed: it must not ask for what nobody can draw. Of a list that is pasted it is known
    only once it is.
    """
    if planned.source == Source.COUNTED:
        there, words = planned.listed or 0, "stand on your list"
    elif planned.source == Source.RECORDS and by.agency_id is not None:
        frame = _of_records(kind, by.agency_id, on=planned.frame_date, by=by)
        there, words = len(frame.files), f"are eligible as at {day_words(planned.frame_date)}"
    else:
        return
    if planned.size > there:
        only = f"Only {there} files {words}" if there != 1 else f"Only 1 file {words.replace('are', 'is', 1)}"
        told = f" Enter {there} to read every one of them: that is then no sample." if there else ""
        raise CannotDraw(f"{only}: {planned.size} cannot be drawn.{told}")


def _listed(pasted: str, by: Actor) -> Framed:
    numbers = sorted({line.strip() for line in pasted.splitlines() if line.strip()})
    if not numbers:
        raise CannotDraw("Paste the reference numbers of the files, one a line.")
    if len(numbers) > MOST_LISTED:
        raise CannotDraw(f"The list holds more than {MOST_LISTED:,} files. Draw from a shorter one.")
    key, taken, found = held_keys(own_agency(by)).present, set[str](), []
    for number in numbers:
        name = pseudonym(key, Named.CHILD, number)
        read = shown(name, taken=taken)
        taken.add(read)
        found.append(Eligible(name, read))
    return Framed(tuple(sorted(found, key=lambda one: one.key)))


def _facts(agency_id: int, by: Actor) -> Iterator[Facts]:
    counting = job("audits", now=by.now)
    names = dict(Subject.objects.filter(agency_id=agency_id).values_list("shown", "pseudonym"))
    pathways: dict[str, list[Held]] = {}
    for child, pathway, started, ended in children_on_pathways(counting, agency_id):
        pathways.setdefault(child, []).append(Held(pathway, started, ended))
    for history in histories_of(known_of(agency_id)):
        yield Facts(
            key=names[history.child],
            shown=history.child,
            spans=tuple(Held(one.kind, one.start, one.until, one.code) for one in history.spans),
            events=tuple((one.kind, one.day, one.code) for one in history.events),
            pathways=tuple(pathways.get(history.child, ())),
            born_month=history.born_month,
        )


def draw(*, audit: Audit, expected: int, by: Actor, pasted: str = "", seed: str = "") -> tuple[File, ...]:
    """Draw the files of a round. Raises Forbidden, WrongRound, CannotDraw, KeyMissing, Stale.

    seed: for a story that comes out the same each time it is told; everybody else draws by a new one.
    """
    frame = framed(audit, by=by, pasted=pasted)
    return rounds.draw(audit=audit, framed=frame, seed=seed or new_ref(), expected=expected, by=by)


def difference_now(audit: Audit, by: Actor) -> Difference | None:
    """How the frame differs today from the one that was drawn from; None where the records do not hold it."""
    if audit.source != Source.RECORDS or not audit.seed:
        return None
    now = [one.key for one in framed(audit, by=by).files]
    with scope(job("audits", now=by.now), writes=False):
        then, sample = frame_keys(audit)
    return difference(then=then, now=now, sample=sample)


@dataclass(frozen=True)
class MayRead:
    """Somebody who may read files, how a page names them, and whether they can read as the second."""

    person: Person
    label: str
    may_be_second: bool


def may_read(kind: AuditKind, actor: Actor) -> tuple[MayRead, ...]:
    """Who of one's own agency may read files of a kind. Whoever sees every form of the agency is no second reader:
    they could see what the first wrote."""
    own = own_agency(actor)
    found: dict[str, MayRead] = {}
    for who in kind.auditors:
        if who.agency != own.kind:
            continue
        for role in who.roles:
            people = people_in(own, roles=frozenset({role}), now=actor.now)
            for at, person in enumerate(people, start=1):
                label = person.name or f"{_role_words(role)}{f' {at}' if len(people) > 1 else ''}"
                blind = REACH[role].children < OnePerson.OF_THE_AGENCY
                found.setdefault(person.ref, MayRead(person, label, blind))
    return tuple(found.values())


def _role_words(role: Role) -> str:
    return role.value[:1].upper() + role.value[1:]


def barred(audit: Audit, by: Actor) -> dict[int, frozenset[str]]:
    """Of each file of a sample the people who work with the child or manage who does, by the records here."""
    if audit.source != Source.RECORDS:
        return {}
    counting = job("audits", now=by.now)
    with scope(counting, writes=False):
        children = shown_of_sample(audit)
        line = worked_with(known_of(audit.agency_id), since=audit.frame_date - timedelta(days=LINE_DAYS))
        posts = posts_by_person(counting, audit.agency_id)
    nobody: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())
    found = {}
    for number, child in children.items():
        workers, teams = line.get(child, nobody)
        found[number] = in_line(workers=workers, teams=teams, posts=posts)
    return found


@dataclass(frozen=True)
class Lacking:
    """The files, by number, that have no reader yet, and those that were to be read twice and have no second."""

    first: tuple[int, ...]
    second: tuple[int, ...]

    def __bool__(self) -> bool:
        return bool(self.first or self.second)


def give_out(*, audit: Audit, chosen: frozenset[str], expected: int, by: Actor) -> Lacking:
    """Give every file that nobody reads yet to the people chosen, evenly, never to one in the line of the child.

    Out: what still lacks a reader. Raises Forbidden, WrongRound, Stale.
    """
    people = {one.person.ref: one for one in may_read(kind_of(audit), by) if one.person.ref in chosen}
    files, held = _asked(audit, by)
    wanted = assigned(
        files,
        first=sorted(people),
        second=sorted(ref for ref, one in people.items() if one.may_be_second),
        twice=_twice(audit, files),
    )
    everybody = {ref: one.person for ref, one in people.items()} | held
    rounds.give_files(audit=audit, readers=wanted, people=everybody, expected=expected, by=by)
    return _lacking(audit, files, wanted)


def without_second(audit: Audit, by: Actor) -> Lacking:
    """The files that were to be read twice and have no second reader. first: those that nobody here may read as such.

    Of a round whose files are given out; for whoever runs it.
    """
    files, _ = _asked(audit, by)
    lacking = set(_lacking(audit, files, {one.number: Readers(one.first, one.second) for one in files}).second)
    may = {one.person.ref for one in may_read(kind_of(audit), by) if one.may_be_second}
    nobody = [one.number for one in files if one.number in lacking and not may - one.barred - {one.first}]
    return Lacking(tuple(nobody), tuple(sorted(lacking - set(nobody))))


def _twice(audit: Audit, files: Iterable[ForFile]) -> frozenset[int]:
    return second_read([file.number for file in files], share=audit.second_read, seed=audit.seed)


def _lacking(audit: Audit, files: Iterable[ForFile], readers: Mapping[int, Readers]) -> Lacking:
    twice = _twice(audit, files)
    first = tuple(number for number, one in readers.items() if not one.first)
    return Lacking(first, tuple(number for number, one in readers.items() if number in twice and not one.second))


def _asked(audit: Audit, by: Actor) -> tuple[list[ForFile], dict[str, Person]]:
    """The files of a round with who reads them and who may not, and the people who read any."""
    files, line = files_of(by, audit), barred(audit, by)
    held, gave_back = readings_of(by, files), who_gave_back(by, audit)

    def reader(file: File, is_second: bool) -> str:
        return next((str(row.person.ref) for row in held[file.pk] if row.is_second is is_second), "")

    asked = [
        ForFile(
            file.number,
            line.get(file.number, frozenset()) | gave_back.get(file.pk, frozenset()),
            reader(file, False),
            reader(file, True),
        )
        for file in files
    ]
    return asked, {row.person.ref: row.person for some in held.values() for row in some}
