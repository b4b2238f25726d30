"""Rows of learning: who holds what, who came, what changed in them, and whether it was used. No row names anybody.

What people said of a course carries no reference to a person: the rows of a session are numbered.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import zip_longest

from lineofsight.assurance.faces.row import Row
from lineofsight.library.course import SurveyState
from lineofsight.partnership.actor import Actor
from lineofsight.records.learning import queries
from lineofsight.records.learning.models import Session
from lineofsight.records.learning.rules import SessionState, survey_state, survey_window


def training_rows(by: Actor, on: date) -> Iterator[Row]:
    """Each requirement of each person in post on the day, as it stood then."""
    for one in queries.training(by, on=on):
        yield (
            one.staff_ref,
            one.requirement.id,
            one.agency,
            one.team,
            one.role,
            one.requirement.course,
            int(one.requirement.is_mandatory),
            one.standing.holds.value,
            one.standing.until.isoformat() if one.standing.until else None,
        )


def attendance_rows(by: Actor, on: date) -> Iterator[Row]:
    """Everybody who was booked for a session that was held by the day, or came, or stands in an agency's own list."""
    seen: set[tuple[str, str]] = set()
    for one in queries.everybody_who_came(by, until=on):
        is_first = None
        if one.person and one.came:
            is_first = int((one.course, one.person) not in seen)
            seen.add((one.course, one.person))
        yield (
            one.ref,
            one.agency,
            one.run_by,
            one.course,
            one.session_ref,
            one.day.isoformat(),
            int(one.came),
            int(one.has_left_early),
            is_first,
        )


def before_after_rows(by: Actor, on: date) -> Iterator[Row]:
    """Each question asked before and after, once for everybody who came: whoever did not answer is a row too."""
    held = _held(by, on)
    answers = queries.answers_of_all(by, held)
    for session in held:
        course, found = queries.course_of(session), answers[session.pk]
        for question in course.paired:
            pairs = found.pairs[question.id]
            for number, pair in zip_longest(range(max(found.came, len(pairs))), pairs):
                yield (
                    session.ref,
                    question.id,
                    number,
                    session.agency.name,
                    session.course,
                    question.about.value,
                    session.session_date.isoformat(),
                    int(pair is not None),
                    pair.before if pair else None,
                    pair.after if pair else None,
                    int(pair.after > pair.before) if pair else None,
                )


def transfer_rows(by: Actor, on: date) -> Iterator[Row]:
    """Everybody who came to a session whose survey of the weeks after is over or open: answered or not, used or not."""
    held = _held(by, on)
    answers = queries.answers_of_all(by, held)
    for session in held:
        course, found = queries.course_of(session), answers[session.pk]
        transfer = course.transfer
        if transfer is None or survey_state(course, held=session.session_date, on=on) is SurveyState.NOT_YET:
            continue
        last = survey_window(transfer, held=session.session_date)[1]
        rows = range(max(found.came, len(found.applied)))
        for number, used, seen in zip_longest(rows, found.applied, found.confirmed):
            yield (
                session.ref,
                number,
                session.agency.name,
                session.course,
                last.isoformat(),
                int(used is not None),
                int(used in transfer.applied) if used is not None else None,
                int(seen in transfer.confirmed) if seen is not None else None,
            )


def session_rows(by: Actor, on: date) -> Iterator[Row]:
    """Each session whose day was the day or before, held or not."""
    sessions = queries.until(by, day=on)
    counts = queries.counts_of(sessions)
    for session in sessions:
        some = counts.get(session.pk, ())
        yield (
            session.ref,
            session.agency.name,
            session.course,
            session.session_date.isoformat(),
            session.state,
            sum(one.booked for one in some),
            sum(one.came for one in some),
            sum(one.came > 0 for one in some),
        )


def _held(by: Actor, on: date) -> list[Session]:
    return [one for one in queries.until(by, day=on) if one.state == SessionState.CLOSED]


ROWS: Mapping[str, Callable[[Actor, date], Iterator[Row]]] = {
    "training": training_rows,
    "attendances": attendance_rows,
    "before-after": before_after_rows,
    "transfer": transfer_rows,
    "sessions": session_rows,
}
