"""Learning, put together: sessions and who may book, how an agency stands to what it asks, and what people answered."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from lineofsight.desk.my_work.waiting import Waiting
from lineofsight.library.course import Course, Graded, SurveyState
from lineofsight.library.requirement import Holds, Requirement
from lineofsight.library.words import day_words
from lineofsight.mails import actions as mails
from lineofsight.mails.actions import Recipient
from lineofsight.mails.rules import MailKind, survey_words
from lineofsight.measures.figure import whole_percent
from lineofsight.partnership.actor import Actor, job
from lineofsight.partnership.policy import OfAgency, can
from lineofsight.partnership.queries import people_in, today, who_is
from lineofsight.partnership.rules import RULES, Act
from lineofsight.partnership.scope import scope
from lineofsight.records.learning import queries
from lineofsight.records.learning.models import Booking, HeadCount, Session
from lineofsight.records.learning.queries import Asked
from lineofsight.records.learning.rules import (
    BookingState,
    is_shown,
    reminders_due,
    survey_state,
    survey_window,
)


@dataclass(frozen=True)
class Planned:
    """A session with its course, and how many of its places are taken."""

    session: Session
    course: Course
    taken: int

    @property
    def left(self) -> int:
        """How many places are free."""
        return max(self.session.places - self.taken, 0)


@dataclass(frozen=True)
class Held:
    """A session whose register is closed: how many came, by agency."""

    session: Session
    course: Course
    counts: tuple[HeadCount, ...]

    @property
    def came(self) -> int:
        """How many came, of all agencies."""
        return sum(one.came for one in self.counts)

    @property
    def booked(self) -> int:
        """How many had booked."""
        return sum(one.booked for one in self.counts)


def planned(actor: Actor, sessions: Iterable[Session]) -> tuple[Planned, ...]:
    """Sessions with their courses and the number of places that are taken."""
    listed = tuple(sessions)
    # A number over the rows of every agency, of which somebody sees only some.
    with scope(job("places", now=actor.now), writes=False):
        taken = queries.places_taken(listed)
    return tuple(Planned(one, queries.course_of(one), taken.get(one.pk, 0)) for one in listed)


def held(actor: Actor) -> tuple[Held, ...]:
    """Sessions that were held, the latest first."""
    sessions = queries.held(actor)
    counts = queries.counts_of(sessions)
    return tuple(Held(one, queries.course_of(one), counts.get(one.pk, ())) for one in sessions)


@dataclass(frozen=True)
class Share:
    """Of how many who are asked, how many are in date; and who stands apart, with why. Never in an order of worth."""

    name: str
    in_date: int
    counted: int
    out_of_date: int
    not_held: int
    joiners: int
    on_leave: int
    not_known: int = 0
    held_of_those: int = 0

    @property
    def words(self) -> str:
        """«18 of 20 (90%)»; «no cases» where nobody is counted; «not known» where nobody knows of any of them."""
        if not self.counted:
            return "not known" if self.not_known else "no cases"
        return f"{self.in_date} of {self.counted} ({whole_percent(self.in_date, self.counted)}%)"


def share(name: str, rows: Iterable[Asked]) -> Share:
    """The share of some rows: joiners in their time and people on long leave stand apart."""
    listed = list(rows)
    of = {holds: sum(one.standing.holds is holds for one in listed) for holds in Holds}
    return Share(
        name=name,
        in_date=of[Holds.IN_DATE],
        counted=sum(one.standing.is_counted for one in listed),
        out_of_date=of[Holds.OUT_OF_DATE],
        not_held=of[Holds.NOT_HELD],
        joiners=of[Holds.NOT_YET_DUE],
        on_leave=of[Holds.ON_LONG_LEAVE],
        not_known=of[Holds.NOT_KNOWN],
        held_of_those=sum(one.holds_it for one in listed if one.standing.holds is Holds.NOT_KNOWN),
    )


@dataclass(frozen=True)
class Required:
    """One requirement as an agency stands to it on a day: in all, by team and by role."""

    requirement: Requirement
    course: Course
    whole: Share
    by_team: tuple[Share, ...]
    by_role: tuple[Share, ...]


@dataclass(frozen=True)
class Soon:
    """Somebody who has to take a course by a day, or should have."""

    asked: Asked
    course: Course
    due: date | None
    mark: str
    words: str


@dataclass(frozen=True)
class Training:
    """How one's own agency stands to all that is asked of it, as at a day.

    has_told: whether a list of courses taken was ever handed in. strangers: how many came to a session and stand in no
    list of people in post, so that they count nowhere.
    """

    required: tuple[Required, ...]
    soon: tuple[Soon, ...]
    has_told: bool = True
    strangers: int = 0

    @property
    def overdue(self) -> int:
        """How many courses are out of date, or were never taken by their day."""
        return sum(one.mark == "overdue" for one in self.soon)


def training(actor: Actor, *, on: date) -> Training:
    """How one's own agency stands, worked out from what stands recorded of that day."""
    rows = queries.training(actor, on=on)
    courses = {one.id: one for one in queries.courses()}
    required = []
    for requirement in {one.requirement.id: one.requirement for one in rows}.values():
        of_it = [one for one in rows if one.requirement.id == requirement.id]
        required.append(
            Required(
                requirement,
                courses[requirement.course],
                share(requirement.title, of_it),
                _told_apart(of_it, lambda one: one.team),
                _told_apart(of_it, lambda one: one.role),
            )
        )
    return Training(
        tuple(required),
        tuple(_soon(rows, courses, on)),
        has_told=actor.agency_id in queries.agencies_that_told(actor),
        strangers=queries.came_and_in_no_list(actor, until=on),
    )


def _told_apart(rows: Iterable[Asked], by: Callable[[Asked], str]) -> tuple[Share, ...]:
    listed = list(rows)
    return tuple(
        share(name, [one for one in listed if by(one) == name]) for name in sorted({by(one) for one in listed})
    )


def _soon(rows: Iterable[Asked], courses: dict[str, Course], on: date) -> Iterator[Soon]:
    """Who has to renew, or to take it, within the days of its requirement: by day, and never by how late."""
    found = []
    for one in rows:
        how = one.standing
        course = courses[one.requirement.course]
        last = on + timedelta(days=one.requirement.due_soon_days)
        if not one.requirement.is_mandatory:
            continue
        if how.holds in (Holds.OUT_OF_DATE, Holds.NOT_HELD):
            words = "Was to be renewed" if how.holds is Holds.OUT_OF_DATE else "Not taken yet, the time is over"
            found.append(Soon(one, course, how.until, "overdue", words))
        elif how.holds in (Holds.IN_DATE, Holds.NOT_YET_DUE) and how.until is not None and how.until <= last:
            words = "Renew by" if how.holds is Holds.IN_DATE else "New in post: take it by"
            found.append(Soon(one, course, how.until, "due", words))
    yield from sorted(found, key=lambda one: (one.due or date.min, one.course.order, one.asked.team, one.asked.shown))


@dataclass(frozen=True)
class Changed:
    """One question that was asked before and after: who rose, stayed and fell, of those who answered both."""

    question: Graded
    rose: int
    same: int
    fell: int

    @property
    def pairs(self) -> int:
        """How many answered both."""
        return self.rose + self.same + self.fell


@dataclass(frozen=True)
class Feedback:
    """What was answered of one session, as far as it may be shown; who did not answer is always told."""

    session: Session
    course: Course
    answers: queries.Answers
    changed: tuple[Changed, ...]
    reactions: tuple[tuple[Graded, int, int], ...]
    applied: int
    confirmed: int
    survey: SurveyState
    window: tuple[date, date] | None

    def may_show(self, answered: int) -> bool:
        """Whether so many answers may be read."""
        return is_shown(self.course, answered=answered)


def feedback(actor: Actor, session: Session) -> Feedback:
    """What was answered of a session. Whoever reads it sees numbers, and never who said what."""
    course = queries.course_of(session)
    answers = queries.answers_of(actor, session)
    changed = []
    for question in course.paired:
        pairs = answers.pairs[question.id]
        rose, fell = sum(one.after > one.before for one in pairs), sum(one.after < one.before for one in pairs)
        changed.append(Changed(question, rose, len(pairs) - rose - fell, fell))
    reactions = tuple(
        (one, sum(grade >= 4 for grade in answers.grades[one.id]), len(answers.grades[one.id]))
        for one in course.reaction
    )
    transfer = course.transfer
    return Feedback(
        session=session,
        course=course,
        answers=answers,
        changed=tuple(changed),
        reactions=reactions,
        applied=sum(code in transfer.applied for code in answers.applied) if transfer else 0,
        confirmed=sum(code in transfer.confirmed for code in answers.confirmed) if transfer else 0,
        survey=survey_state(course, held=session.session_date, on=today(actor.now)),
        window=survey_window(transfer, held=session.session_date) if transfer else None,
    )


def register_of(actor: Actor, session: Session) -> tuple[tuple[str, tuple[Booking, ...]], ...]:
    """Who is on the register, by agency and then alphabet."""
    rows = queries.booked_for(actor, session)
    names = sorted({row.agency.name for row in rows})
    return tuple((name, tuple(row for row in rows if row.agency.name == name)) for name in names)


def here(rows: Iterable[Booking]) -> int:
    """How many came."""
    return sum(row.state == BookingState.CAME for row in rows)


def waiting(actor: Actor) -> Iterator[Waiting]:
    """The lines of «My work»: registers to close, surveys that are open, and courses that are soon out of date."""
    if not can(actor, Act.SESSION_RUN, OfAgency(actor.agency_id)):
        return
    day = today(actor.now)
    for session in queries.to_close(actor, on=day):
        yield Waiting(
            text=f"Register: {queries.course_of(session).title}",
            kind="session_register",
            ref=session.ref,
            note="Say who came, and close it: until then names stand in it.",
            due=session.session_date,
        )
    for one in _surveys_open(actor, day):
        yield Waiting(
            text=f"Ask those who came: {queries.course_of(one).title}",
            kind="session",
            ref=one.ref,
            note="The survey of the weeks after is open. Pass its address on.",
            since=one.session_date,
        )
    overdue = training(actor, on=day).overdue
    if overdue:
        yield Waiting(
            text=f"{overdue} course{' is' if overdue == 1 else 's are'} out of date, or not taken yet",
            kind="training",
            ref="",
            note="Mandatory courses of people in your agency.",
        )


def _surveys_open(actor: Actor, day: date) -> list[Session]:
    found = [one for one in queries.held(actor) if one.agency_id == actor.agency_id]
    return [
        one for one in found if survey_state(queries.course_of(one), held=one.session_date, on=day) is SurveyState.OPEN
    ]


def remind_of_surveys(*, address: str, by: Actor) -> int:
    """Put a mail into the outbox for the leads of each session whose survey has come to a week of the library.

    Once for each week of each session. Out: how many. Done once a day, by background work.
    """
    day, put = today(by.now), 0
    for session in queries.held(by):
        course, held = queries.course_of(session), session.session_date
        # The last week alone: after some days without background work one mail is owed, and not one for each week.
        for week in reminders_due(course, held=held, on=day)[-1:]:
            ago = (day - held).days // 7
            for person in people_in(session.agency, roles=RULES[Act.SESSION_RUN].to_own, now=by.now):
                sent = mails.put(
                    kind=MailKind.REMINDER,
                    to=Recipient(words=who_is(person.ref, at=by.now), person=person),
                    words=survey_words(course=course.title, held=day_words(held), weeks=ago, address=address),
                    by=by,
                    key=f"survey {week} {session.ref} {person.ref}",
                )
                put += sent is not None
    return put
