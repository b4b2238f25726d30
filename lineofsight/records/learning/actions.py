"""What people do with sessions: plan, book, take the register, close it; and what those who came answer."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.db import IntegrityError, transaction

from lineofsight.library.course import GRADES, Course
from lineofsight.partnership.actor import Actor, job
from lineofsight.partnership.models import Agency
from lineofsight.partnership.policy import require
from lineofsight.partnership.queries import today
from lineofsight.partnership.rows import save_version, written_by
from lineofsight.partnership.rules import Act, Audience
from lineofsight.partnership.scope import scope
from lineofsight.records.learning.models import Attendance, Booking, HeadCount, Said, Session
from lineofsight.records.learning.names import named
from lineofsight.records.learning.queries import course_of
from lineofsight.records.learning.rules import (
    LABEL_LENGTH,
    BookingState,
    Moment,
    Refused,
    SessionOver,
    SessionState,
    moments_open,
    pair_of,
)
from lineofsight.trail.actions import record
from lineofsight.trail.canonical import canonical
from lineofsight.trail.sensitivity import Sens


@dataclass(frozen=True)
class Who:
    """Somebody as they are booked: what the register calls them, and their staff number, of which a pseudonym stays."""

    label: str
    number: str = ""


@transaction.atomic
def plan_session(*, course: Course, day: date, place: str, places: int, is_for_several: bool, by: Actor) -> Session:
    """Plan a session of a course, for one's own agency or for people of several. Raises Forbidden."""
    require(by, Act.SESSION_PLAN)
    made = Session.objects.create(
        agency_id=by.agency_id,
        audience=Audience.PARTNERSHIP if is_for_several else Audience.OWN,
        course=course.id,
        course_version=course.version,
        session_date=day,
        place=place.strip(),
        places=places,
        state=SessionState.PLANNED,
        **written_by(by),
    )
    facts = {"course": course.id, "day": day.isoformat(), "is_for_several": is_for_several}
    record("session.planned", subject=made, by=by, at=by.now, agency=by.agency_code, sens=Sens.S2, **facts)
    return made


@transaction.atomic
def book(*, session: Session, who: Who, by: Actor, is_oneself: bool = False) -> Booking:
    """Book a place for somebody of one's own agency, or for oneself. Raises Forbidden, SessionOver, Refused."""
    require(by, Act.SESSION_BOOK)
    _check_open(session, by)
    own = Agency.objects.get(pk=by.agency_id)
    # How many places are taken says a number over rows of every agency, which one of them does not see.
    with scope(job("register", now=by.now), writes=True):
        taken = Booking.objects.filter(session=session).exclude(state=BookingState.WITHDRAWN).count()
    if taken >= session.places:
        raise Refused("Every place is taken. Ask the agency that runs it, or choose another session.")
    made = _write(session, who, own, by=by, person_id=by.person_id if is_oneself else None, state=BookingState.BOOKED)
    record("session.booked", subject=made, by=by, at=by.now, agency=own.code, sens=Sens.S3, session=session.ref)
    return made


@transaction.atomic
def withdraw(*, booking: Booking, expected: int, by: Actor) -> None:
    """Take a booking back, of one's own agency. Raises Forbidden, SessionOver, Stale."""
    require(by, Act.BOOKING_WITHDRAW, booking)
    _check_open(booking.session, by)
    save_version(booking, expected=expected, state=BookingState.WITHDRAWN, label="")
    code = booking.agency.code
    record("session.withdrawn", subject=booking, by=by, at=by.now, agency=code, sens=Sens.S3)


@transaction.atomic
def add_who_came(*, session: Session, who: Who, agency: Agency, by: Actor) -> Booking:
    """Add somebody who came without a booking, of any agency where the session is for several.

    Raises Forbidden, SessionOver, Refused.
    """
    require(by, Act.SESSION_RUN, session)
    _check_open(session, by)
    if agency.pk != session.agency_id and session.audience < Audience.PARTNERSHIP:
        raise Refused("This session is for your own agency. Plan one for several agencies to add others.")
    # The row is their agency's, and whoever stands at the door is of another: it is written as work of that agency.
    of_theirs = replace(job("register", now=by.now), agency_id=agency.pk, agency_code=agency.code)
    with scope(of_theirs, writes=True):
        made = _write(session, who, agency, by=by, state=BookingState.CAME, was_added=True)
    record("session.added", subject=made, by=by, at=by.now, agency=agency.code, sens=Sens.S3, session=session.ref)
    return made


@transaction.atomic
def save_register(*, session: Session, here: Iterable[str], left_early: Iterable[str], expected: int, by: Actor) -> int:
    """Save who is here, by the references of the bookings. Out: how many. Raises Forbidden, SessionOver, Stale."""
    require(by, Act.SESSION_RUN, session)
    _check_open(session, by)
    is_here, early = set(here), set(left_early)
    save_version(session, expected=expected)
    number = 0
    for row in Booking.objects.visible_to(by).filter(session=session).exclude(state=BookingState.WITHDRAWN):
        came = row.ref in is_here
        number += came
        state = BookingState.CAME if came else BookingState.NOT_HERE
        has_left = came and row.ref in early
        if (row.state, row.has_left_early) != (state, has_left):
            save_version(row, expected=row.version, state=state, has_left_early=has_left)
    record("session.register saved", subject=session, by=by, at=by.now, agency=session.agency.code, here=number)
    return number


@transaction.atomic
def close_register(*, session: Session, expected: int, by: Actor) -> tuple[HeadCount, ...]:
    """Close the register: labels are wiped, pseudonyms stay, and the agency that ran it keeps numbers by agency.

    Raises Forbidden, SessionOver, Refused (before its day), Stale.
    """
    require(by, Act.SESSION_RUN, session)
    _check_open(session, by)
    if session.session_date > today(by.now):
        raise Refused("The day of this session lies ahead. Close the register once it was held.")
    save_version(session, expected=expected, state=SessionState.CLOSED, closed_at=by.now)
    # Rows of every agency lose their label together: whoever closes sees those of others only until now.
    with scope(job("register", now=by.now), writes=True):
        rows = list(Booking.objects.filter(session=session).exclude(state=BookingState.WITHDRAWN))
        Booking.objects.filter(session=session).update(open_to=None, label="")
        _keep_attendance(session, rows, by)
    counts = _keep_counts(session, rows)
    facts = {"came": sum(one.came for one in counts), "booked": sum(one.booked for one in counts)}
    record("session.closed", subject=session, by=by, at=by.now, agency=session.agency.code, sens=Sens.S2, **facts)
    return counts


@transaction.atomic
def cancel_session(*, session: Session, expected: int, by: Actor) -> None:
    """Say that a session is not held. What people were called is wiped. Raises Forbidden, SessionOver, Stale."""
    require(by, Act.SESSION_RUN, session)
    _check_open(session, by)
    save_version(session, expected=expected, state=SessionState.CANCELLED, closed_at=by.now)
    with scope(job("register", now=by.now), writes=True):
        Booking.objects.filter(session=session).update(open_to=None, label="", state=BookingState.WITHDRAWN)
    record("session.cancelled", subject=session, by=by, at=by.now, agency=session.agency.code, sens=Sens.S2)


def answer(*, session: Session, moment: Moment, code: str, given: Mapping[str, str], by: Actor) -> Said:
    """Take what somebody who comes, or came, answers. `by`: the job that acts for them; nothing says who they are.

    In the caller's transaction and scope. A second answer of the same code replaces nothing.
    Raises Refused, SessionOver.
    """
    course, stands = course_of(session), _as_it_stands(session, by)
    if stands.state == SessionState.CANCELLED:
        raise SessionOver("This session was not held. Nothing is asked about it.")
    if moment not in moments_open(course, held=stands.session_date, on=today(by.now)):
        raise SessionOver("These questions are not open today. Ask whoever ran the session when they are.")
    body = canonical(_checked(course, moment, given)).decode()
    pair = pair_of(session.answers_at, code)
    try:
        with transaction.atomic():
            made = Said.objects.create(
                agency_id=session.agency_id, session=session, moment=moment, pair=pair, body=body
            )
    except IntegrityError:
        raise Refused("These questions were answered with this code before. Your first answer stands.") from None
    # Who answered is not known here, so that nothing of it can stand in the trail.
    record("session.answered", subject=session, by=by, at=by.now, agency=session.agency.code, moment=moment.value)
    return made


def confirm(*, said: Said, code: str, by: Actor) -> None:
    """Take what a manager says of one answer. In the caller's transaction and scope. Raises Refused, SessionOver."""
    transfer = course_of(said.session).transfer
    if transfer is None or said.confirmed:
        raise SessionOver("This was answered before. The first answer stands.")
    if code not in transfer.confirm_answers:
        raise Refused("Choose one of the answers.")
    Said.objects.filter(pk=said.pk, confirmed="").update(confirmed=code)
    session = said.session
    record("session.confirmed", subject=session, by=by, at=by.now, agency=session.agency.code)


def _checked(course: Course, moment: Moment, given: Mapping[str, str]) -> dict[str, int | str]:
    if moment is Moment.LATER:
        used = given.get("used", "")
        if course.transfer is None or used not in course.transfer.answers:
            raise Refused("Choose one of the answers.")
        return {"used": used}
    asked = course.paired if moment is Moment.BEFORE else (*course.paired, *course.reaction)
    grades = [str(grade) for grade in range(1, GRADES + 1)]
    if any(given.get(one.id) not in grades for one in asked):
        raise Refused("Answer each question with a grade from 1 to 5.")
    return {one.id: int(given[one.id]) for one in asked}


def _as_it_stands(session: Session, by: Actor) -> Session:
    """The session as it stands now, locked until this is done. It may be another agency's row.

    Whoever closes it meanwhile wipes what people were called, and must not leave the label of one who is booked at
    that moment; and nothing is answered about one that is cancelled at that moment.
    """
    with scope(job("register", now=by.now), writes=True):
        return Session.objects.select_for_update(of=("self",)).get(pk=session.pk)


def _check_open(session: Session, by: Actor) -> None:
    state = _as_it_stands(session, by).state
    if state == SessionState.CLOSED:
        raise SessionOver("The register of this session is closed. What was counted stays.")
    if state == SessionState.CANCELLED:
        raise SessionOver("This session was cancelled.")


def _write(
    session: Session,
    who: Who,
    agency: Agency,
    *,
    by: Actor,
    state: BookingState,
    person_id: int | None = None,
    was_added: bool = False,
) -> Booking:
    label = who.label.strip()
    if not 0 < len(label) <= LABEL_LENGTH:
        raise Refused(f"Enter what the register calls them, in at most {LABEL_LENGTH} letters.")
    name, short = named(agency, who.number)
    try:
        with transaction.atomic():
            return Booking.objects.create(
                agency=agency,
                session=session,
                open_to_id=session.agency_id,
                person_id=person_id,
                label=label,
                pseudonym=name,
                shown=short,
                state=state,
                was_added=was_added,
                **written_by(by),
            )
    except IntegrityError:
        raise Refused("Somebody with this staff number is booked for this session already.") from None


def _keep_attendance(session: Session, rows: Iterable[Booking], by: Actor) -> None:
    """Who came with a pseudonym holds the course from its day on, in the rows of their own agency."""
    Attendance.objects.bulk_create(
        [
            Attendance(
                agency_id=row.agency_id,
                session=session,
                course=session.course,
                pseudonym=row.pseudonym,
                shown=row.shown,
                day=session.session_date,
                has_left_early=row.has_left_early,
                **written_by(by),
            )
            for row in rows
            if row.state == BookingState.CAME and row.pseudonym
        ],
        ignore_conflicts=True,
    )


def _keep_counts(session: Session, rows: Iterable[Booking]) -> tuple[HeadCount, ...]:
    booked: Counter[int] = Counter()
    came: Counter[int] = Counter()
    early: Counter[int] = Counter()
    with_name: Counter[int] = Counter()
    for row in rows:
        is_here = row.state == BookingState.CAME
        booked[row.agency_id] += not row.was_added
        came[row.agency_id] += is_here
        early[row.agency_id] += is_here and row.has_left_early
        with_name[row.agency_id] += is_here and bool(row.pseudonym)
    return tuple(
        HeadCount.objects.bulk_create(
            HeadCount(
                agency_id=session.agency_id,
                session=session,
                of_agency_id=key,
                booked=booked[key],
                came=came[key],
                left_early=early[key],
                named=with_name[key],
            )
            for key in sorted(booked)
        )
    )
