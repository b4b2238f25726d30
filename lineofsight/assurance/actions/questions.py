"""Ask whoever holds something, and answer."""

from datetime import date, timedelta

from django.db import transaction

from lineofsight.assurance.models import HolderQuestion
from lineofsight.assurance.models.questions import LONGEST
from lineofsight.assurance.rules.challenges import CHALLENGE_MOVES
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.models import Agency
from lineofsight.partnership.moves import find_move
from lineofsight.partnership.policy import OfAgency, require
from lineofsight.partnership.queries import today
from lineofsight.partnership.rows import save_version, written_by
from lineofsight.partnership.rules import Act, Audience
from lineofsight.trail.actions import record
from lineofsight.trail.sensitivity import Sens

LONGEST_WAIT = 92
LONGEST_QUESTION = LONGEST
"""So many letters a question or its answer may have."""


class WrongQuestion(ValueError):
    """A question without words or a day, or one that was answered."""


@transaction.atomic
def ask_holder(
    *, holder: Agency, line: str, asks: str, answer_by: date, by: Actor, about_kind: str = "", about_ref: str = ""
) -> HolderQuestion:
    """Ask the agency that holds something about it, by a day. Raises Forbidden, WrongQuestion."""
    require(by, Act.QUESTION_ASK, OfAgency(holder.pk))
    day = today(by.now)
    if not asks.strip():
        raise WrongQuestion("Enter your question.")
    if not day < answer_by <= day + timedelta(days=LONGEST_WAIT):
        raise WrongQuestion("Enter by when: a day after today, within three months.")
    made = HolderQuestion.objects.create(
        agency=holder,
        # One's own agency is asked among ourselves; another sees that the question came from outside.
        audience=Audience.OWN if holder.pk == by.agency_id else Audience.HUB,
        line=line,
        about_kind=about_kind,
        about_ref=about_ref,
        asks=asks.strip(),
        by_role=by.in_role[:120],
        asked_date=day,
        answer_by_date=answer_by,
        **written_by(by),
    )
    note_question("question.asked", made, by, asks=made.asks, by_when=answer_by.isoformat())
    return made


@transaction.atomic
def answer_question(*, question: HolderQuestion, answer: str, expected: int, by: Actor) -> None:
    """Answer a question for one's own agency. Raises Forbidden, WrongQuestion, WrongState, Stale."""
    require(by, Act.QUESTION_ANSWER, question)
    if question.is_challenge:
        # Raises WrongState where the scrutineer has closed it meanwhile.
        find_move(CHALLENGE_MOVES, what="This challenge", source=question.state, target="answered", reason="")
    if question.answered_date is not None or not answer.strip():
        raise WrongQuestion("Enter the answer. What was answered stays as it is.")
    facts = {"answer": answer.strip(), "answered_date": today(by.now), "answered_role": by.in_role[:120]}
    save_version(question, expected=expected, **facts)
    note_question("question.answered", question, by, answer=answer.strip())


def note_question(act: str, row: HolderQuestion, by: Actor, **details: object) -> None:
    """Leave the trail of a question or a challenge."""
    record(act, subject=row, by=by, at=by.now, agency=row.agency.code, sens=Sens.S2, **details)
