"""What is true of learning: who holds what on a day, when a survey is open, and which moves a booking makes."""

import hmac
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from lineofsight.library.course import Course, CourseExample, SurveyState, Transfer
from lineofsight.library.days import months_after
from lineofsight.library.requirement import Holds, Requirement, RequirementExample
from lineofsight.partnership.moves import Conflict
from lineofsight.trail.refs import REF_LENGTH

LABEL_LENGTH = 80
PLACE_LENGTH = 80
SHORTEST_CODE = 4
SURVEY_ENDS_AFTER_DAYS = 14
"""What is asked straight after a session can be answered for two weeks."""


class SessionState(StrEnum):
    """Where a session stands."""

    PLANNED = "planned"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class BookingState(StrEnum):
    """Where a booking stands."""

    BOOKED = "booked"
    CAME = "came"
    NOT_HERE = "not here"
    WITHDRAWN = "withdrawn"


class WhyCorrected(StrEnum):
    """Why a register that is closed is corrected."""

    MISREAD = "misread"
    OTHER_PERSON = "other person"
    CAME_LATE = "came late"
    LEFT = "left"
    ON_THE_SHEET = "on the sheet"
    TRAINER_SAYS = "trainer says"
    CERTIFICATE = "certificate"


WHY_ADDED = {
    WhyCorrected.ON_THE_SHEET: "They stand on the sheet that was signed on the day",
    WhyCorrected.TRAINER_SAYS: "Whoever ran the session says that they were there",
    WhyCorrected.CERTIFICATE: "They hold a certificate of that day",
}
"""How it is known that somebody came who stands in no row of a closed register."""

WHY_CORRECTED = {
    WhyCorrected.MISREAD: "The register was misread or mistyped",
    WhyCorrected.OTHER_PERSON: "Somebody else was ticked in their place",
    WhyCorrected.CAME_LATE: "They came after the register was taken",
    WhyCorrected.LEFT: "They left before the end, and nobody noted it",
}


class Moment(StrEnum):
    """When somebody is asked: before, after, or weeks later."""

    BEFORE = "before"
    AFTER = "after"
    LATER = "later"


class Refused(ValueError):
    """It cannot be taken (422). Says what to do."""


class SessionOver(Conflict):
    """The register is closed, or the session was cancelled (409)."""


@dataclass(frozen=True)
class Standing:
    """How somebody stands to a requirement on a day. until: the last day in date, or for a joiner the last in time."""

    holds: Holds
    until: date | None = None

    @property
    def is_counted(self) -> bool:
        """Whether they stand in the denominator: joiners in their time and people on long leave stand apart, and so
        do those of whom nobody knows."""
        return self.holds not in (Holds.NOT_YET_DUE, Holds.ON_LONG_LEAVE, Holds.NOT_KNOWN)


def standing(
    requirement: Requirement, *, since: date, long_leave_since: date | None, attended: Iterable[date], on: date
) -> Standing:
    """How somebody in a required role stands on a day, by the days on which they took the course.

    Whoever has taken it counts from then on, however new they are; whoever has not stands apart until their time is
    over. An earlier day can be asked about later: only what happened until that day is looked at.
    """
    if long_leave_since is not None and long_leave_since <= on:
        return Standing(Holds.ON_LONG_LEAVE)
    taken = [day for day in attended if day <= on]
    if taken:
        if requirement.renew_months is None:
            return Standing(Holds.IN_DATE)
        until = months_after(max(taken), requirement.renew_months)
        return Standing(Holds.IN_DATE if on <= until else Holds.OUT_OF_DATE, until)
    in_time = max(since, requirement.from_date) + timedelta(days=requirement.within_days)
    return Standing(Holds.NOT_YET_DUE, in_time) if on <= in_time else Standing(Holds.NOT_HELD)


def survey_window(transfer: Transfer, *, held: date) -> tuple[date, date]:
    """The first and the last day of the survey of the weeks after."""
    return held + timedelta(weeks=transfer.from_weeks), held + timedelta(weeks=transfer.until_weeks)


def survey_state(course: Course, *, held: date, on: date) -> SurveyState:
    """Whether the survey of the weeks after is open on a day."""
    if course.transfer is None:
        return SurveyState.NONE
    first, last = survey_window(course.transfer, held=held)
    return SurveyState.NOT_YET if on < first else SurveyState.OPEN if on <= last else SurveyState.OVER


def reminders_due(course: Course, *, held: date, on: date) -> tuple[int, ...]:
    """The weeks of which a reminder is due on a day: those that have come, while the survey is open."""
    if course.transfer is None or survey_state(course, held=held, on=on) is not SurveyState.OPEN:
        return ()
    return tuple(week for week in course.transfer.remind_weeks if held + timedelta(weeks=week) <= on)


def moment_open(course: Course, *, held: date, on: date) -> Moment | None:
    """What somebody who opens the address of a session is asked on a day; None where nothing is asked then."""
    if on < held:
        return Moment.BEFORE if course.paired else None
    if on <= held + timedelta(days=SURVEY_ENDS_AFTER_DAYS):
        return Moment.AFTER if course.paired or course.reaction else None
    return Moment.LATER if survey_state(course, held=held, on=on) is SurveyState.OPEN else None


def moments_open(course: Course, *, held: date, on: date) -> tuple[Moment, ...]:
    """The same where more than one can be asked: on the day itself before and after."""
    first = moment_open(course, held=held, on=on)
    if on == held and course.paired:
        return (Moment.BEFORE, Moment.AFTER)
    return (first,) if first else ()


def is_shown(course: Course, *, answered: int) -> bool:
    """Whether so many answers may be read: of fewer somebody could be told from the others."""
    return answered >= course.feedback_from


def pair_of(secret: str, code: str) -> str:
    """What is kept of the code that somebody made: it ties their answers together within one session, and no further.

    Raises Refused for a code that is too short to be anybody's own.
    """
    bare = re.sub(r"[\W_]+", "", code.casefold())
    if len(bare) < SHORTEST_CODE:
        raise Refused(f"Make a code of at least {SHORTEST_CODE} letters or numbers that you will know again.")
    return hmac.digest(secret.encode(), bare.encode(), "sha256").hex()[:REF_LENGTH]


def course_disagreements(course: Course, example: CourseExample) -> Iterator[str]:
    """What a worked example of a course asks for and does not get."""
    survey = survey_state(course, held=example.held, on=example.on)
    if survey is not example.survey:
        yield f"«{example.name}»: the survey is «{survey.value}», not «{example.survey.value}»."
    shown = is_shown(course, answered=example.answered)
    if shown is not example.is_shown:
        yield f"«{example.name}»: answers are {'shown' if shown else 'not shown'}."


def requirement_disagreements(requirement: Requirement, example: RequirementExample) -> Iterator[str]:
    """What a worked example of a requirement asks for and does not get."""
    is_asked = requirement.is_asked_of(agency_kind=example.agency, role=example.role)
    if is_asked is (example.holds is None):
        yield f"«{example.name}»: it is {'asked' if is_asked else 'not asked'} of this role."
    if not is_asked or example.holds is None:
        return
    found = standing(
        requirement,
        since=example.since,
        long_leave_since=example.long_leave_since,
        attended=example.attended,
        on=example.on,
    )
    if found.holds is not example.holds:
        yield f"«{example.name}»: «{found.holds.value}», not «{example.holds.value}»."
    if found.until != example.until:
        yield f"«{example.name}»: until {found.until}, not {example.until}."
