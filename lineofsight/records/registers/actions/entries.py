"""Keep a register: open a meeting, book and decide items, log entries, chase what follows, close the meeting."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import IntegrityError, transaction

from lineofsight.library.register import ChildAsked, Question, RegisterKind
from lineofsight.library.who import is_among
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.models import Agency
from lineofsight.partnership.policy import require
from lineofsight.partnership.queries import today
from lineofsight.partnership.reach import OnePerson
from lineofsight.partnership.rows import Stale, save_version, written_by
from lineofsight.partnership.rules import Act, Audience
from lineofsight.records.identities.models import Subject
from lineofsight.records.registers.models import Chased, Entry, Meeting, Recording
from lineofsight.records.registers.rules.entries import (
    BadAnswers,
    EntryState,
    Follows,
    MeetingState,
    NotKept,
    Undecided,
    WrongEntry,
    check_follows,
    check_has_come,
    check_may_decide,
    check_move,
    missing_roles,
    taken,
)
from lineofsight.trail.actions import record
from lineofsight.trail.canonical import canonical
from lineofsight.trail.sensitivity import Sens


@dataclass(frozen=True)
class Said:
    """What is recorded of an entry: the answers, what follows, and why where it corrects what stood there."""

    answers: Mapping[str, object]
    follows: Sequence[Follows] = field(default=())
    reason: str = ""


def check_kept_by(kind: RegisterKind, by: Actor) -> Agency:
    """One's own agency, where one keeps this register in it. Raises NotKept."""
    own = Agency.objects.get(pk=by.agency_id)
    if not is_among(kind.kept_by, agency=own.kind, roles=by.roles):
        raise NotKept(f"«{kind.title}» is kept by others: {', '.join(sorted(_keepers(kind)))}.")
    return own


def _check_sees_all(by: Actor) -> None:
    """Whether somebody sees every item that there may be. Raises NotKept.

    Who is near some children alone would close a meeting over items that they do not see.
    """
    if by.reach.children < OnePerson.OF_THE_AGENCY:
        raise NotKept("A meeting is opened and closed by somebody who sees all its items: the safeguarding lead.")


def _keepers(kind: RegisterKind) -> set[str]:
    return {f"{role.value}, {who.agency.value}" for who in kind.kept_by for role in who.roles}


@transaction.atomic
def open_meeting(*, kind: RegisterKind, on: date, by: Actor) -> Meeting:
    """Open a meeting on a day; what waits for one is on it. Raises Forbidden, NotKept, WrongEntry."""
    require(by, Act.REGISTER_BEGIN)
    own = check_kept_by(kind, by)
    if not kind.has_meetings:
        raise WrongEntry(f"«{kind.title}» has no meetings.")
    _check_sees_all(by)
    made = Meeting.objects.create(
        agency=own,
        audience=Audience.OWN,
        register=kind.id,
        register_version=kind.version,
        meeting_date=on,
        state=MeetingState.OPEN,
        **written_by(by),
    )
    for waiting in Entry.objects.visible_to(by).filter(
        agency=own, register=kind.id, state=EntryState.BOOKED, meeting__isnull=True
    ):
        save_version(waiting, expected=waiting.version, meeting=made)
    record("meeting.opened", subject=made, by=by, at=by.now, agency=own.code, sens=Sens.S2, register=kind.id)
    return made


@transaction.atomic
def say_who_is_there(
    *, kind: RegisterKind, meeting: Meeting, present: Iterable[str], expected: int, by: Actor, why: str = ""
) -> tuple[str, ...]:
    """Say which roles are there, and why it goes on without those who are missing. Out: who is missing for a quorum.

    Raises Forbidden, NotKept, WrongEntry, NotNow, Stale.
    """
    require(by, Act.REGISTER_KEEP, meeting)
    check_kept_by(kind, by)
    _check_open(meeting)
    check_has_come(meeting.meeting_date, today=today(by.now))
    there = sorted(set(present) & set(kind.roles))
    missing = missing_roles(kind, there)
    why = why.strip() if missing else ""
    save_version(meeting, expected=expected, present=" ".join(there), why_without=why)
    facts = {"present": there, "goes_on_without": list(missing) if why else []}
    record("meeting.present said", subject=meeting, by=by, at=by.now, agency=by.agency_code, sens=Sens.S2, **facts)
    return missing


def _check_open(meeting: Meeting | None) -> None:
    if meeting is not None and meeting.state == MeetingState.CLOSED:
        raise WrongEntry("The meeting is closed. What it decided can be corrected, and nothing added.")


@transaction.atomic
def book(
    *, kind: RegisterKind, meeting: Meeting | None, subject: Subject | None, answers: Mapping[str, object], by: Actor
) -> Entry:
    """Book an item for a meeting, or for the next one. Raises Forbidden, NotKept, WrongEntry, BadAnswers."""
    require(by, Act.REGISTER_BEGIN)
    own = check_kept_by(kind, by)
    _check_open(meeting)
    on = meeting.meeting_date if meeting else today(by.now)
    body = _taken_with_child(kind, kind.booked, answers, subject)
    return _enter(kind, own, EntryState.BOOKED, on=on, subject=subject, meeting=meeting, body=body, by=by)


@transaction.atomic
def log(*, kind: RegisterKind, on: date, subject: Subject | None, said: Said, by: Actor) -> Entry:
    """Log an entry of a register without meetings. Raises Forbidden, NotKept, WrongEntry, BadAnswers."""
    require(by, Act.REGISTER_BEGIN)
    own = check_kept_by(kind, by)
    if kind.has_meetings:
        raise WrongEntry(f"«{kind.title}» has meetings: book an item for one.")
    if on > today(by.now):
        raise BadAnswers({"on": "The day must be today or in the past."})
    body = _taken_with_child(kind, kind.recorded, said.answers, subject)
    entry = _enter(kind, own, EntryState.RECORDED, on=on, subject=subject, meeting=None, body={}, by=by)
    _record(kind, entry, body, said, by=by)
    return entry


def _taken_with_child(
    kind: RegisterKind, questions: Sequence[Question], answers: Mapping[str, object], subject: Subject | None
) -> dict[str, str | int | bool]:
    wrong = {}
    if subject is None and kind.child is ChildAsked.NEEDED:
        wrong["child"] = "Choose the child whom it is about."
    if subject is not None and kind.child is ChildAsked.NEVER:
        wrong["child"] = "This register is about no child."
    try:
        body = taken(questions, answers)
    except BadAnswers as trouble:
        raise BadAnswers(wrong | trouble.wrong) from None
    if wrong:
        raise BadAnswers(wrong)
    return body


def _enter(
    kind: RegisterKind,
    own: Agency,
    state: EntryState,
    *,
    on: date,
    subject: Subject | None,
    meeting: Meeting | None,
    body: Mapping[str, object],
    by: Actor,
) -> Entry:
    made = Entry.objects.create(
        agency=own,
        register=kind.id,
        register_version=kind.version,
        meeting=meeting,
        person_id=by.person_id,
        subject=subject,
        entry_date=on,
        state=state,
        body=canonical(dict(body)).decode(),
        **written_by(by),
    )
    record("entry.made", subject=made, by=by, at=by.now, agency=own.code, sens=Sens.S3, register=kind.id, state=state)
    return made


def check_is_held(kind: RegisterKind, meeting: Meeting | None, *, by: Actor) -> None:
    """Whether a meeting decides now what is booked for it. Raises WrongEntry, NotNow."""
    if meeting is None:
        raise WrongEntry("It waits for a meeting. Open one: what waits is on it.")
    present = meeting.present.split()
    check_may_decide(kind, on=meeting.meeting_date, present=present, why=meeting.why_without, today=today(by.now))


@transaction.atomic
def record_entry(*, kind: RegisterKind, entry: Entry, said: Said, expected: int, by: Actor) -> Entry:
    """Record what was decided of an item, or correct it with a reason.

    Raises Forbidden, NotKept, WrongEntry, NotNow, BadAnswers, Stale.
    """
    require(by, Act.REGISTER_KEEP, entry)
    check_kept_by(kind, by)
    check_move(entry.state, EntryState.RECORDED)
    is_correction = entry.state == EntryState.RECORDED
    if kind.has_meetings and not is_correction:
        check_is_held(kind, entry.meeting, by=by)
    if is_correction and said.reason not in kind.reasons_to_correct:
        raise BadAnswers({"reason": "Choose why it is corrected."})
    body = taken(kind.recorded, said.answers)
    save_version(entry, expected=expected, state=EntryState.RECORDED)
    _record(kind, entry, body, said, by=by)
    return entry


def _record(kind: RegisterKind, entry: Entry, body: Mapping[str, object], said: Said, *, by: Actor) -> None:
    check_follows(kind, said.follows, on=entry.meeting.meeting_date if entry.meeting else entry.entry_date)
    number = entry.recordings.count() + 1
    try:
        with transaction.atomic():
            Recording.objects.create(
                agency=entry.agency,
                entry=entry,
                number=number,
                body=canonical(dict(body)).decode(),
                reason=said.reason if number > 1 else "",
                made_date=today(by.now),
                by_role=by.role_words[:120],
                **written_by(by),
            )
    except IntegrityError:
        raise Stale(entry) from None
    for one in said.follows:
        Chased.objects.create(
            agency=entry.agency,
            entry=entry,
            what=one.what,
            words=one.words.strip(),
            by_role=one.by_role,
            due_date=one.due,
            **written_by(by),
        )
    decided = {"decision": body.get(kind.decision or "", "")}
    facts = decided | {"number": number, "follows": len(said.follows), "reason": said.reason if number > 1 else ""}
    code = entry.agency.code
    record("entry.recorded", subject=entry, by=by, at=by.now, agency=code, sens=Sens.S3, **facts)


@transaction.atomic
def say_done(*, kind: RegisterKind, chased: Chased, on: date, expected: int, by: Actor) -> None:
    """Say that an action was done, and on which day. Raises Forbidden, NotKept, WrongEntry, BadAnswers, Stale."""
    require(by, Act.REGISTER_KEEP, chased)
    check_kept_by(kind, by)
    if chased.done_date is not None:
        raise WrongEntry("It was said already that it is done.")
    if on > today(by.now):
        raise BadAnswers({"on": "The day must be today or in the past."})
    save_version(chased, expected=expected, done_date=on)
    record("chased.done", subject=chased, by=by, at=by.now, agency=by.agency_code, sens=Sens.S3, on=on.isoformat())


@transaction.atomic
def close_meeting(
    *,
    kind: RegisterKind,
    meeting: Meeting,
    carry: frozenset[str],
    leave: frozenset[str],
    expected: int,
    by: Actor,
    why: str = "",
) -> None:
    """Close a meeting. Each undecided item is carried over (it waits for the next one) or left, by its reference.

    why: where somebody who has to be there is missing, and it was not said before.
    Raises Forbidden, NotKept, WrongEntry, NotNow, Undecided, Stale.
    """
    require(by, Act.REGISTER_KEEP, meeting)
    check_kept_by(kind, by)
    _check_sees_all(by)
    _check_open(meeting)
    present, why = meeting.present.split(), meeting.why_without or why.strip()
    check_may_decide(kind, on=meeting.meeting_date, present=present, why=why, today=today(by.now))
    undecided = list(Entry.objects.visible_to(by).filter(meeting=meeting, state=EntryState.BOOKED))
    open_still = [entry for entry in undecided if entry.ref not in carry | leave]
    if open_still:
        raise Undecided(len(open_still))
    for entry in undecided:
        if entry.ref in carry:
            save_version(entry, expected=entry.version, meeting=None, carried=entry.carried + 1)
        else:
            check_move(entry.state, EntryState.LEFT)
            save_version(entry, expected=entry.version, state=EntryState.LEFT)
        what = "entry.carried over" if entry.ref in carry else "entry.left"
        record(what, subject=entry, by=by, at=by.now, agency=by.agency_code, sens=Sens.S3)
    missing = missing_roles(kind, present)
    save_version(meeting, expected=expected, state=MeetingState.CLOSED, why_without=why if missing else "")
    facts = {"carried": len(carry), "left": len(leave), "without": list(missing)}
    record("meeting.closed", subject=meeting, by=by, at=by.now, agency=by.agency_code, sens=Sens.S2, **facts)
