"""Begin to read a file, take the grades of what was signed, agree on one grade, and correct what was signed."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction

from lineofsight.library.instrument import About
from lineofsight.partnership.actor import Actor, job
from lineofsight.partnership.policy import require
from lineofsight.partnership.rows import save_version, written_by
from lineofsight.partnership.rules import Act
from lineofsight.partnership.scope import scope
from lineofsight.records.audits.models import Audit, File, Grade, Pair, Reading
from lineofsight.records.audits.queries import kind_of, own_reading, tool_of
from lineofsight.records.audits.rules.grades import graded, scale_of
from lineofsight.records.audits.rules.rounds import (
    REASONS_TO_CORRECT,
    AuditState,
    NotYoursToRead,
    ReadingState,
    WrongRound,
)
from lineofsight.records.forms.actions import begin_form
from lineofsight.records.forms.models import Form
from lineofsight.records.forms.queries import asked_for, kept_of
from lineofsight.trail.actions import record
from lineofsight.trail.sensitivity import Sens


def _own(file: File, by: Actor) -> Reading:
    require(by, Act.AUDIT_GRADE, file)
    if file.audit.state == AuditState.CLOSED:
        raise WrongRound("This round is closed. Its grades stay as they are.")
    found = own_reading(by, file)
    if found is None:
        raise NotYoursToRead("This file is somebody else's to read. Ask whoever runs the round.")
    return found


def _told(act: str, file: File, by: Actor, **facts: object) -> None:
    record(act, subject=file, by=by, at=by.now, agency=file.agency.code, sens=Sens.S3, **facts)


@transaction.atomic
def begin_reading(*, file: File, by: Actor) -> Form:
    """Begin to grade a file that was given to somebody; the form that they began where there is one already.

    Raises Forbidden, NotYoursToRead, WrongRound, NotForYou.
    """
    reading = _own(file, by)
    if reading.state == ReadingState.SIGNED:
        raise WrongRound("Your grades are signed. You can correct them, with a reason.")
    begun: Form | None = asked_for(by, file.ref).filter(person_id=by.person_id, ref=reading.form_ref).first()
    if begun is not None:
        return begun
    form = begin_form(instrument=tool_of(file.audit), about=About.AUDIT_FILE, for_ref=file.ref, by=by)
    save_version(reading, expected=reading.version, state=ReadingState.STARTED, form_ref=form.ref)
    _told("audit.file begun", file, by, is_second=reading.is_second)
    return form


@transaction.atomic
def take_grades(*, form: Form, by: Actor) -> File:
    """Keep the grades of a form that was just signed. Where both readers have signed, both stand side by side.

    Raises Forbidden, NotYoursToRead, WrongRound, Stale.
    """
    reading = Reading.objects.visible_to(by).filter(form_ref=form.ref).select_related("file__audit__agency").first()
    if reading is None:
        raise NotYoursToRead("This form belongs to no file that you read.")
    file: File = reading.file
    _own(file, by)
    kind, tool = kind_of(file.audit), tool_of(file.audit)
    answers = {id: value for (id, _), value in kept_of(form).answers.items() if isinstance(value, str)}
    save_version(reading, expected=reading.version, state=ReadingState.SIGNED, signed_at=by.now)
    grades = graded(kind, tool, answers)
    Grade.objects.bulk_create(
        Grade(reading=reading, agency_id=reading.agency_id, area=area, code=code) for area, code in grades.items()
    )
    _pair_up(file, by)
    _told("audit.grades signed", file, by, is_second=reading.is_second, areas=len(grades), number=reading.number)
    return file


def _pair_up(file: File, by: Actor) -> None:
    # The other reader's grades are read by a job: neither sees them before both have signed.
    with scope(job("audits", now=by.now), writes=False):
        rows = Reading.objects.filter(file=file, state=ReadingState.SIGNED, ended_at__isnull=True).order_by("number")
        signed = {row.is_second: row for row in rows}
        grades = {at: dict(row.grades.values_list("area", "code")) for at, row in signed.items()}
    if len(grades) < 2:
        return
    first, second = grades[False], grades[True]
    last = Pair.objects.filter(file=file).order_by("-number").values_list("number", flat=True).first() or 0
    Pair.objects.bulk_create(
        Pair(
            file=file,
            agency_id=file.agency_id,
            area=area,
            number=last + 1,
            first=first[area],
            second=second[area],
            agreed=first[area] if first[area] == second[area] else "",
            moderated_at=by.now if first[area] == second[area] else None,
            recorded_at=by.now,
        )
        for area in sorted(first.keys() & second.keys())
    )


@dataclass(frozen=True)
class Given:
    """The grades of a file as a list gives them: of the first reader, of the second, and those that two agreed on."""

    first: Mapping[str, str]
    second: Mapping[str, str] = field(default_factory=dict)
    agreed: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def take_list(*, audit: Audit, files: Mapping[int, Given], by: Actor) -> int:
    """Take the grades of a round from a list, by the number of the file: they were given on paper or elsewhere.

    One event for the list. Only of files that were given to their readers and that nobody has begun here.
    Out: how many readings are signed by it. Raises Forbidden, WrongRound.
    """
    require(by, Act.AUDIT_RUN, audit)
    kind, tool = kind_of(audit), tool_of(audit)
    rows = Reading.objects.visible_to(by).filter(file__audit=audit, ended_at__isnull=True).select_related("file")
    signed, pairs = [], []
    for reading in rows.order_by("id"):
        given = files.get(reading.file.number)
        grades = {} if given is None else given.second if reading.is_second else given.first
        if not grades:
            continue
        if reading.state != ReadingState.GIVEN:
            raise WrongRound(f"File {reading.file.number} is graded here already. Take it out of the list.")
        for area, code in grades.items():
            known = kind.area(area)
            if known is None or code not in scale_of(kind, tool, known):
                raise WrongRound(f"File {reading.file.number} says «{code}» for «{area}», which is no answer of it.")
        signed.append((reading, grades))
        if reading.is_second and given is not None:
            pairs += [(reading.file, area, given) for area in sorted(given.first.keys() & given.second.keys())]
    for reading, _ in signed:
        save_version(reading, expected=reading.version, state=ReadingState.SIGNED, signed_at=by.now)
    Grade.objects.bulk_create(
        Grade(reading=reading, agency_id=audit.agency_id, area=area, code=code)
        for reading, grades in signed
        for area, code in grades.items()
    )
    Pair.objects.bulk_create(_pair_of_list(audit, file, area, given, by) for file, area, given in pairs)
    facts = {"signed": len(signed), "pairs": len(pairs)}
    record("audit.list taken", subject=audit, by=by, at=by.now, agency=audit.agency.code, sens=Sens.S2, **facts)
    return len(signed)


def _pair_of_list(audit: Audit, file: File, area: str, given: Given, by: Actor) -> Pair:
    first, second = given.first[area], given.second[area]
    agreed = first if first == second else given.agreed.get(area, "")
    return Pair(
        file=file,
        agency_id=audit.agency_id,
        area=area,
        number=1,
        first=first,
        second=second,
        agreed=agreed,
        moderated_at=by.now if agreed else None,
        moderated_by_ref=by.ref if agreed and first != second else "",
        recorded_at=by.now,
    )


@transaction.atomic
def moderate(*, file: File, agreed: Mapping[str, str], expected: Mapping[str, int], by: Actor) -> int:
    """Say which grade stands where two readers differ, after they have talked: the second reader says it.

    Out: how many areas were settled. Raises Forbidden, NotYoursToRead, WrongRound, Stale.
    """
    reading = _own(file, by)
    if not reading.is_second:
        raise NotYoursToRead("The second reader says which grade stands, after you two have talked.")
    kind, tool = kind_of(file.audit), tool_of(file.audit)
    last = Pair.objects.visible_to(by).filter(file=file).order_by("-number").values_list("number", flat=True).first()
    settled = 0
    for pair in Pair.objects.visible_to(by).filter(file=file, number=last, agreed="").order_by("area"):
        code = agreed.get(pair.area, "")
        area = kind.area(pair.area)
        if area is None or code not in scale_of(kind, tool, area):
            raise WrongRound(f"Choose the grade that stands for «{area.title if area else pair.area}».")
        save_version(
            pair, expected=expected.get(pair.area, 0), agreed=code, moderated_at=by.now, moderated_by_ref=by.ref
        )
        settled += 1
    if not settled:
        raise WrongRound("There is nothing to agree on: both readers gave the same grades, or one has not signed.")
    _told("audit.grades agreed", file, by, areas=settled)
    return settled


@transaction.atomic
def correct_grades(*, file: File, reason: str, by: Actor) -> Reading:
    """Begin a correction of one's own signed grades. The earlier stay, and count until the new ones are signed.

    Raises Forbidden, NotYoursToRead, WrongRound.
    """
    before = _own(file, by)
    if before.state != ReadingState.SIGNED:
        raise WrongRound("Your grades are not signed yet: change them in the form.")
    if reason not in REASONS_TO_CORRECT:
        raise WrongRound("Choose why the grades are corrected.")
    made = Reading.objects.create(
        file=file,
        agency_id=file.agency_id,
        person_id=before.person_id,
        is_second=before.is_second,
        number=before.number + 1,
        reason=reason,
        state=ReadingState.GIVEN,
        **written_by(by),
    )
    _told("audit.correction begun", file, by, reason=reason, number=made.number)
    return made


@transaction.atomic
def hand_back(*, file: File, by: Actor) -> Reading:
    """Give a file back because one knows the child or the family, or cannot read it. Raises as above."""
    reading = _own(file, by)
    if reading.state == ReadingState.SIGNED:
        raise WrongRound("Your grades are signed. They stay, whoever reads the file next.")
    save_version(reading, expected=reading.version, state=ReadingState.TAKEN_BACK, ended_at=by.now)
    _told("audit.file handed back", file, by, is_second=reading.is_second)
    return reading
