"""Begin a round, draw its files, give them to readers, take one back, and close the round."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from lineofsight.library.audit import AuditKind, Method
from lineofsight.partnership.actor import Actor, job
from lineofsight.partnership.models import Agency, Person
from lineofsight.partnership.policy import require
from lineofsight.partnership.queries import today
from lineofsight.partnership.rows import save_version, written_by
from lineofsight.partnership.rules import Act, Audience
from lineofsight.partnership.scope import scope
from lineofsight.records.audits.models import Audit, File, FrameFile, Reading
from lineofsight.records.audits.queries import stands
from lineofsight.records.audits.rules.assigning import Readers, second_read
from lineofsight.records.audits.rules.drawing import CannotDraw, drawn, mark_of
from lineofsight.records.audits.rules.frames import Framed
from lineofsight.records.audits.rules.rounds import AuditState, NotYoursToRead, ReadingState, Source, WrongRound
from lineofsight.trail.actions import record
from lineofsight.trail.canonical import canonical
from lineofsight.trail.sensitivity import Sens

LARGEST = 200


@dataclass(frozen=True)
class Planned:
    """What is said of a round before it is drawn."""

    frame_date: date
    size: int
    source: Source
    method: Method
    listed: int | None = None
    again_of: Audit | None = None


@transaction.atomic
def begin_audit(*, kind: AuditKind, planned: Planned, by: Actor) -> Audit:
    """Begin a round: nothing is drawn yet. Raises Forbidden, WrongRound, CannotDraw."""
    require(by, Act.AUDIT_BEGIN)
    own = Agency.objects.get(pk=by.agency_id)
    if own.kind not in kind.agencies:
        raise WrongRound(f"«{kind.title}» is run by others: {', '.join(kind.agencies)}.")
    if planned.frame_date > today(by.now):
        raise CannotDraw("The day as at which files are looked for must be today or in the past.")
    if not 1 <= planned.size <= LARGEST:
        raise CannotDraw(f"Enter how many files to draw: from 1 to {LARGEST}.")
    before = planned.again_of
    if before is not None and (before.kind != kind.id or before.agency_id != own.pk):
        raise WrongRound("A round that asks again has the questions of the one before, in the same agency.")
    made = Audit.objects.create(
        agency=own,
        audience=Audience.OWN,
        kind=kind.id,
        kind_version=kind.version,
        frame_date=planned.frame_date,
        source=planned.source,
        method=planned.method,
        size=planned.size,
        second_read=kind.second_read,
        listed=planned.listed,
        state=AuditState.BEGUN,
        again_of=before,
        **written_by(by),
    )
    _told("audit.begun", made, by, kind=kind.id, size=planned.size)
    return made


def _told(act: str, audit: Audit, by: Actor, **facts: object) -> None:
    record(act, subject=audit, by=by, at=by.now, agency=audit.agency.code, sens=Sens.S2, **facts)


@transaction.atomic
def draw(*, audit: Audit, framed: Framed, seed: str, expected: int, by: Actor) -> tuple[File, ...]:
    """Draw the files of a round, once. The frame is kept with its mark, and the seed, so that it can be drawn again.

    Raises Forbidden, WrongRound, CannotDraw, Stale.
    """
    require(by, Act.AUDIT_RUN, audit)
    if audit.state != AuditState.BEGUN:
        raise WrongRound("The files of this round are drawn already. They stand; begin another round to draw others.")
    if not framed.files:
        raise CannotDraw("No file can be drawn: nothing fits the frame. Look at the day and at what is left out.")
    keys = [file.key for file in framed.files]
    chosen = drawn(keys, seed=seed, size=audit.size)
    mark = mark_of(keys)
    save_version(
        audit,
        expected=expected,
        state=AuditState.DRAWN,
        eligible=len(keys),
        left_out=canonical(dict(framed.left_out)).decode(),
        frame_mark=mark,
        seed=seed,
        drawn_at=by.now,
    )
    # Whoever draws sees no child: which files there are is written by a job, and read by whoever reads the file.
    with scope(job("audits", now=by.now), writes=True):
        files = File.objects.bulk_create(
            File(audit=audit, agency_id=audit.agency_id, number=number, **written_by(by))
            for number in range(1, len(chosen) + 1)
        )
        numbers = dict(zip(chosen, files, strict=True))
        FrameFile.objects.bulk_create(
            (
                FrameFile(
                    audit=audit,
                    agency_id=audit.agency_id,
                    file=numbers.get(one.key),
                    key=one.key,
                    shown=one.shown,
                )
                for one in framed.files
            ),
            batch_size=500,
        )
    _told("audit.drawn", audit, by, eligible=len(keys), drawn=len(files), mark=mark, seed=seed)
    return tuple(files)


@transaction.atomic
def give_files(
    *, audit: Audit, readers: Mapping[int, Readers], people: Mapping[str, Person], expected: int, by: Actor
) -> int:
    """Give files to those who read them: each file's number with who is first and second. Out: how many readings.

    What nobody has begun to read and is now somebody else's is taken back. Raises Forbidden, WrongRound, Stale.
    """
    require(by, Act.AUDIT_RUN, audit)
    _check_drawn(audit)
    given = 0
    files = {file.number: file for file in File.objects.visible_to(by).filter(audit=audit)}
    held = {
        (row.file_id, row.is_second): row
        for row in Reading.objects.visible_to(by).filter(file__audit=audit, ended_at__isnull=True).order_by("number")
    }
    for number, chosen in readers.items():
        file = files[number]
        if chosen.first and chosen.first == chosen.second:
            raise NotYoursToRead("Nobody is both readers of a file.")
        for is_second, ref in ((False, chosen.first), (True, chosen.second)):
            before = held.get((file.pk, is_second))
            if before is not None and before.state != ReadingState.GIVEN:
                continue
            if before is not None:
                if before.person.ref == ref:
                    continue
                save_version(before, expected=before.version, state=ReadingState.TAKEN_BACK, ended_at=by.now)
            if ref:
                Reading.objects.create(
                    file=file,
                    agency_id=audit.agency_id,
                    person=people[ref],
                    is_second=is_second,
                    state=ReadingState.GIVEN,
                    **written_by(by),
                )
                given += 1
    save_version(audit, expected=expected)
    _told("audit.files given", audit, by, given=given)
    return given


def _check_drawn(audit: Audit) -> None:
    if audit.state != AuditState.DRAWN:
        told = "No file is drawn yet." if audit.state == AuditState.BEGUN else "This round is closed. Begin another."
        raise WrongRound(told)


@transaction.atomic
def close_audit(*, audit: Audit, expected: int, by: Actor, excused: Set[int] = frozenset()) -> Audit:
    """Close a round: every file is read, a part of them twice, and where two readers differed they have agreed.

    excused: the files that nobody else may read. Raises as above.
    """
    require(by, Act.AUDIT_RUN, audit)
    _check_drawn(audit)
    with scope(job("audits", now=by.now), writes=False):
        files = list(stands([audit.pk]))
    unread = [one.file.number for one in files if not one.is_read]
    waiting = [one.file.number for one in files if one.waits_for_agreement]
    if unread:
        raise WrongRound(f"Not every file is read and signed. Wait for {_numbers(unread)}.")
    twice = second_read([one.file.number for one in files], share=audit.second_read, seed=audit.seed)
    once = [one.file.number for one in files if not one.is_read_twice and one.file.number in twice - excused]
    if once:
        raise WrongRound(f"A second person was to read {_numbers(once)} too, and has not. Give it to one, or wait.")
    if waiting:
        raise WrongRound(f"Two readers differ and have not agreed on {_numbers(waiting)}.")
    save_version(audit, expected=expected, state=AuditState.CLOSED)
    _told("audit.closed", audit, by, files=len(files))
    return audit


def _numbers(some: list[int]) -> str:
    told = ", ".join(str(number) for number in some[:8])
    more = f" and {len(some) - 8} more" if len(some) > 8 else ""
    return f"file{'s' if len(some) > 1 else ''} {told}{more}"
