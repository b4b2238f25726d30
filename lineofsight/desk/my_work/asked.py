"""What was asked or challenged and waits: for the agency that is asked, or for the scrutineer to close it."""

from collections.abc import Iterator

from lineofsight.assurance.queries.challenges import ChallengeNow, open_now
from lineofsight.assurance.queries.questions import open_questions
from lineofsight.assurance.rules.challenges import ChallengeState
from lineofsight.desk.my_work.waiting import Waiting, days_from
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.policy import OfAgency, can
from lineofsight.partnership.queries import today
from lineofsight.partnership.rules import Act, Role


def waiting(actor: Actor) -> Iterator[Waiting]:
    """The lines of «My work»: questions and challenges to one's own agency that wait for an answer."""
    if not can(actor, Act.QUESTION_ANSWER, OfAgency(actor.agency_id)):
        return
    day = today(actor.now)
    for row in open_questions(actor).filter(agency_id=actor.agency_id):
        if row.is_challenge:
            by = "The answer is late: it was due" if day > row.answer_by_date else "Answer"
            note = f"{row.by_role} challenges: {row.line} {by} {days_from(day, row.answer_by_date)}."
        else:
            note = f"{row.by_role} asks about: {row.line}"
        yield Waiting(text=row.asks, kind="question", ref=row.ref, note=note, due=row.answer_by_date)


def to_close(actor: Actor) -> Iterator[Waiting]:
    """For a scrutineer: challenges that were answered, whose answer is late, or that are about what has changed."""
    if Role.SCRUTINEER not in actor.roles:
        return
    for one in open_now(actor, day=today(actor.now)):
        if can(actor, Act.QUESTION_CLOSE, one.row) and (note := _to_do(one)):
            yield Waiting(text=one.row.asks, kind="close", ref=one.row.ref, note=f"{one.row.agency.name}: {note}")


def _to_do(one: ChallengeNow) -> str:
    if one.has_lapsed:
        return "what you challenged has changed. Resolve it, or challenge what stands there now."
    if one.row.state is ChallengeState.ANSWERED:
        return "answered. Is it resolved, or does it stand?"
    return "not answered in its days. You can keep it up." if one.is_late else ""
