"""What people ask about learning: sessions, who is booked, who took which course, and what was answered."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from lineofsight.library.course import Course
from lineofsight.library.requirement import Holds, Requirement
from lineofsight.library.staff_list import Outcome, StaffTakes
from lineofsight.library.staff_list import StaffList as ListKind
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.shelf import shelf
from lineofsight.records.learning.correcting import last_corrections
from lineofsight.records.learning.models import Attendance, Booking, Correction, HeadCount, Said, Session
from lineofsight.records.learning.rules import BookingState, Moment, SessionState, Standing, standing
from lineofsight.records.workforce.models import CourseTaken, StaffList, StaffMember
from lineofsight.records.workforce.queries import as_it_stands, in_post
from lineofsight.records.workforce.rules import ListState


def courses() -> tuple[Course, ...]:
    """Every course, the newest edition of each, in their order."""
    return shelf().all_newest(Course)


def course_of(session: Session) -> Course:
    """The course as it stood when the session was planned; the newest edition where that one is gone."""
    return shelf().as_it_stood(Course, session.course, session.course_version)


def requirements_on(day: date) -> tuple[Requirement, ...]:
    """Who has to hold what, as in force on a day, in their order."""
    return tuple(sorted(shelf().entries(Requirement, on=day), key=lambda one: (one.order, one.id)))


def sessions(actor: Actor) -> QuerySet[Session]:
    rows: QuerySet[Session] = Session.objects.visible_to(actor).select_related("agency")
    return rows


def find_session(actor: Actor, ref: str) -> Session | None:
    """One session by its reference; None where there is none that the actor may see."""
    return sessions(actor).called(ref)


def find_booking(actor: Actor, ref: str) -> Booking | None:
    """One booking by its reference; None where there is none that the actor may see."""
    rows: QuerySet[Booking] = Booking.objects.visible_to(actor).select_related("agency", "session__agency")
    return rows.called(ref)


def coming(actor: Actor, *, on: date) -> tuple[Session, ...]:
    """Sessions that lie ahead, the next first."""
    rows = sessions(actor).filter(state=SessionState.PLANNED, session_date__gte=on)
    return tuple(rows.order_by("session_date", "id"))


def to_close(actor: Actor, *, on: date) -> tuple[Session, ...]:
    """Sessions of one's own agency whose day has come and whose register is open, the oldest first."""
    rows = sessions(actor).filter(agency_id=actor.agency_id, state=SessionState.PLANNED, session_date__lte=on)
    return tuple(rows.order_by("session_date", "id"))


def held(actor: Actor) -> tuple[Session, ...]:
    """Sessions whose register is closed, the latest first."""
    return tuple(sessions(actor).filter(state=SessionState.CLOSED).order_by("-session_date", "-id"))


def until(actor: Actor, *, day: date) -> tuple[Session, ...]:
    """Sessions that lie on a day or before, whatever became of them, the earliest first."""
    return tuple(sessions(actor).filter(session_date__lte=day).order_by("session_date", "id"))


def booked_for(actor: Actor, session: Session) -> tuple[Booking, ...]:
    """Who is booked or came, as far as the actor sees it: by agency, then alphabet."""
    rows = Booking.objects.visible_to(actor).filter(session=session).exclude(state=BookingState.WITHDRAWN)
    return tuple(rows.select_related("agency").order_by("agency__name", "label", "shown", "id"))


def counts_of(sessions: Iterable[Session]) -> Mapping[int, tuple[HeadCount, ...]]:
    """The numbers by agency of sessions whose register is closed, as they were corrected last."""
    found: dict[int, dict[int, HeadCount]] = defaultdict(dict)
    rows = HeadCount.objects.filter(session__in=list(sessions)).select_related("of_agency")
    for row in rows.order_by("of_agency__name", "number"):
        found[row.session_id][row.of_agency_id] = row
    return {key: tuple(some.values()) for key, some in found.items()}


def days_taken(actor: Actor, *, until: date) -> Mapping[tuple[int, str, str], tuple[date, ...]]:
    """By agency, pseudonym and course: the days until a day on which somebody took a course to its end."""
    rows = Attendance.objects.visible_to(actor).filter(day__lte=until, has_left_early=False).order_by("day")
    found: dict[tuple[int, str, str], list[date]] = defaultdict(list)
    corrected = {
        (one.agency_id, one.booking.pseudonym, one.booking.session_id): one for one in _corrected(actor, until)
    }
    columns = ("agency_id", "pseudonym", "course", "day", "session_id")
    for agency, name, course, day, session in rows.values_list(*columns):
        if (agency, name, session) not in corrected:
            found[agency, name, course].append(day)
    for (agency, name, _), one in corrected.items():
        if one.state == BookingState.CAME and not one.has_left_early:
            found[agency, name, one.booking.session.course].append(one.booking.session.session_date)
    listed = as_it_stands(actor, CourseTaken).filter(day__lte=until, outcome=Outcome.COMPLETED).order_by("day")
    for agency, name, course, day in listed.values_list("agency_id", "member__pseudonym", "course", "day"):
        found[agency, name, course].append(day)
    return {key: tuple(sorted(days)) for key, days in found.items()}


def _corrected(actor: Actor, until: date) -> Iterator[Correction]:
    """What holds of everybody with a pseudonym of whom a closed register was corrected."""
    return (one for one in last_corrections(actor, until=until) if one.booking.pseudonym)


@dataclass(frozen=True)
class Came:
    """Somebody who was booked for a session, came to it, or stands in a list. person: what tells them from others."""

    ref: str
    agency: str
    run_by: str
    course: str
    session_ref: str | None
    day: date
    came: bool
    has_left_early: bool
    person: str


def everybody_who_came(actor: Actor, *, until: date) -> tuple[Came, ...]:
    """Everybody of sessions that were held by a day, and of lists of the agencies' own, by day."""
    rows = Booking.objects.visible_to(actor).filter(
        session__state=SessionState.CLOSED, session__session_date__lte=until
    )
    corrected = {one.booking_id: one for one in last_corrections(actor, until=until)}
    found = [
        Came(
            row.ref,
            row.agency.name,
            row.session.agency.name,
            row.session.course,
            row.session.ref,
            row.session.session_date,
            corrected.get(row.pk, row).state == BookingState.CAME,
            corrected.get(row.pk, row).has_left_early,
            f"{row.agency_id} {row.pseudonym}" if row.pseudonym else "",
        )
        for row in rows.exclude(state=BookingState.WITHDRAWN).select_related("agency", "session__agency")
    ]
    listed = as_it_stands(actor, CourseTaken).filter(day__lte=until).select_related("agency", "member")
    found += [
        Came(
            row.ref,
            row.agency.name,
            row.agency.name,
            row.course,
            None,
            row.day,
            row.outcome != Outcome.DID_NOT_COME,
            row.outcome == Outcome.LEFT_EARLY,
            f"{row.agency_id} {row.member.pseudonym}",
        )
        for row in listed
    ]
    return tuple(sorted(found, key=lambda one: (one.day, one.ref)))


@dataclass(frozen=True)
class Asked:
    """One requirement of one person in post on a day, and how they stand to it. holds_it: whether it is known that
    they hold it and are in date, also where of their agency too little is known to count."""

    staff_ref: str
    shown: str
    agency: str
    team: str
    role: str
    requirement: Requirement
    standing: Standing
    holds_it: bool = False


def agencies_that_told(actor: Actor) -> frozenset[int]:
    """The agencies of which a list of courses that people took was handed in and taken, by number."""
    rows = StaffList.objects.visible_to(actor).filter(state=ListState.TAKEN, kind__in=lists_of_courses())
    return frozenset(rows.values_list("agency_id", flat=True))


def lists_of_courses() -> tuple[str, ...]:
    """The kinds of list that say who took which course."""
    return tuple(one.id for one in shelf().all_newest(ListKind) if one.takes is StaffTakes.ATTENDANCE)


def came_and_in_no_list(actor: Actor, *, until: date) -> int:
    """How many people of the actor's own agency came to a session by a day, and stand in no list of those who work."""
    came = Attendance.objects.visible_to(actor).filter(agency_id=actor.agency_id, day__lte=until)
    known = StaffMember.objects.visible_to(actor).filter(agency_id=actor.agency_id).values("pseudonym")
    return came.exclude(pseudonym="").exclude(pseudonym__in=known).values("pseudonym").distinct().count()


def training(actor: Actor, *, on: date) -> tuple[Asked, ...]:
    """Everything that is asked of those who were in post on a day, as it stood then: by course, team and name.

    Somebody with two posts in required roles is asked once, from the earlier of them. Of an agency that never handed in
    which courses its people took, nobody knows who took them elsewhere: all of them are not known, and not «not held».
    """
    taken, told = days_taken(actor, until=on), agencies_that_told(actor)
    members = StaffMember.objects.visible_to(actor).values_list("ref", "agency_id", "pseudonym")
    who = {ref: (agency, name) for ref, agency, name in members}
    found: dict[tuple[str, str], Asked] = {}
    required = requirements_on(on)
    for post in sorted(in_post(actor, on=on), key=lambda one: (one.since, one.staff_ref)):
        for one in required:
            if (post.staff_ref, one.id) in found or not one.is_asked_of(agency_kind=post.agency_kind, role=post.role):
                continue
            how = standing(
                one,
                since=post.since,
                long_leave_since=post.long_leave_since,
                attended=taken.get((*who[post.staff_ref], one.course), ()),
                on=on,
            )
            # Those who came here alone would make a share of 100%: of such an agency nobody is counted.
            holds_it = how.holds is Holds.IN_DATE
            if how.is_counted and who[post.staff_ref][0] not in told:
                how = Standing(Holds.NOT_KNOWN)
            found[post.staff_ref, one.id] = Asked(
                post.staff_ref, post.shown, post.agency, post.team, post.role, one, how, holds_it
            )
    order = {one.id: at for at, one in enumerate(required)}
    return tuple(sorted(found.values(), key=lambda one: (order[one.requirement.id], one.agency, one.team, one.shown)))


@dataclass(frozen=True)
class Pair:
    """What one person answered of one question, before and after."""

    before: int
    after: int


@dataclass(frozen=True)
class Answers:
    """What was answered of a session. came: of how many; each list is as long as there are answers."""

    came: int
    before: int
    after: int
    later: int
    pairs: Mapping[str, tuple[Pair, ...]]
    grades: Mapping[str, tuple[int, ...]]
    applied: tuple[str, ...]
    confirmed: tuple[str, ...]


def answers_of(actor: Actor, session: Session) -> Answers:
    """Everything that was answered of a session, as far as the actor sees it."""
    return answers_of_all(actor, [session])[session.pk]


def answers_of_all(actor: Actor, sessions: Iterable[Session]) -> Mapping[int, Answers]:
    """The same of several sessions, in two questions however many they are."""
    listed = list(sessions)
    said: dict[int, dict[tuple[str, str], tuple[Mapping[str, int | str], str]]] = defaultdict(dict)
    for row in Said.objects.visible_to(actor).filter(session__in=listed).order_by("id"):
        said[row.session_id][row.moment, row.pair] = (json.loads(row.body), row.confirmed)
    came = {key: sum(one.came for one in some) for key, some in counts_of(listed).items()}
    return {one.pk: _answers(course_of(one), said[one.pk], came.get(one.pk, 0)) for one in listed}


def _answers(course: Course, said: Mapping[tuple[str, str], tuple[Mapping[str, int | str], str]], came: int) -> Answers:
    at = {moment: {pair: body for (when, pair), body in said.items() if when == moment} for moment in Moment}
    both = sorted(at[Moment.BEFORE].keys() & at[Moment.AFTER].keys())
    pairs = {
        one.id: tuple(
            Pair(int(at[Moment.BEFORE][pair][0][one.id]), int(at[Moment.AFTER][pair][0][one.id]))
            for pair in both
            if one.id in at[Moment.BEFORE][pair][0] and one.id in at[Moment.AFTER][pair][0]
        )
        for one in course.paired
    }
    grades = {
        one.id: tuple(int(body[one.id]) for body, _ in at[Moment.AFTER].values() if one.id in body)
        for one in course.reaction
    }
    later = list(at[Moment.LATER].values())
    return Answers(
        came=came,
        before=len(at[Moment.BEFORE]),
        after=len(at[Moment.AFTER]),
        later=len(later),
        pairs=pairs,
        grades=grades,
        applied=tuple(str(body["used"]) for body, _ in later if "used" in body),
        confirmed=tuple(confirmed for _, confirmed in later if confirmed),
    )


def places_taken(sessions: Iterable[Session]) -> Mapping[int, int]:
    """How many places of each session are taken. A number, asked as background work does: no row is seen."""
    rows = Session.objects.filter(pk__in=[one.pk for one in sessions]).annotate(
        taken=Count("bookings", filter=~Q(bookings__state=BookingState.WITHDRAWN))
    )
    return dict(rows.values_list("pk", "taken"))


def session_at(token: str) -> Session | None:
    """The session behind an address at which those who came answer; asked by a job, since they have no account."""
    return Session.objects.select_related("agency").filter(answers_at=token).first()


def said_at(ref: str) -> Said | None:
    """One answer by the reference that its writer was given for their manager."""
    found: Said | None = Said.objects.select_related("session__agency").filter(ref=ref, moment=Moment.LATER).first()
    return found
