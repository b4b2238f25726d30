"""Questions about who sees what: asked about a read in the log, or because somebody sees what they should not."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db import transaction
from django.db.models import F, QuerySet

from lineofsight.library.access_rules import AccessRules
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.models import LONGEST_ACCESS_WORDS, AccessQuestion
from lineofsight.partnership.moves import WrongState
from lineofsight.partnership.policy import Forbidden, can, require
from lineofsight.partnership.queries import today, who_is
from lineofsight.partnership.rows import save_version
from lineofsight.partnership.rules import Act
from lineofsight.partnership.shelf import shelf
from lineofsight.trail.actions import record
from lineofsight.trail.sensitivity import Sens

LONGEST = LONGEST_ACCESS_WORDS
"""So many letters a question or its answer may have."""


class About(StrEnum):
    """What a question is about."""

    READ = "a read"
    SEES_TOO_MUCH = "sees too much"


class SayMore(ValueError):
    """A question or an answer without words."""


@dataclass(frozen=True)
class Read:
    """The read that is asked about: whose it was, and when."""

    reader_ref: str
    at: datetime


def access_questions(actor: Actor) -> QuerySet[AccessQuestion]:
    """The questions that somebody reads: their own; the data-protection officer every one. Open ones first."""
    rows = AccessQuestion.objects.select_related("agency", "person", "answered_by")
    if not can(actor, Act.ACCESS_ANSWER):
        rows = rows.filter(person_id=actor.person_id) if actor.person_id is not None else rows.none()
    return rows.order_by(F("answered_at").asc(nulls_first=True), "-id")


def find_access_question(actor: Actor, ref: str) -> AccessQuestion | None:
    """One question, None where there is none that the actor reads."""
    return access_questions(actor).filter(ref=ref).first()


def asked_about(subject_ref: str, actor: Actor) -> tuple[AccessQuestion, ...]:
    """What the actor asked about a row themselves."""
    return tuple(access_questions(actor).filter(subject_ref=subject_ref, person_id=actor.person_id))


def waiting_questions(actor: Actor) -> tuple[AccessQuestion, ...]:
    """What waits for the data-protection officer, the oldest first: not what they asked themselves."""
    if not can(actor, Act.ACCESS_ANSWER):
        return ()
    rows = access_questions(actor).filter(answered_at__isnull=True)
    return tuple(rows.exclude(person_id=actor.person_id).order_by("id"))


def reader_of(question: AccessQuestion) -> str:
    """Who read, by their role; blank where the question is about no read."""
    return who_is(question.reader_ref, at=question.read_at) if question.read_at else ""


def stops_at_once(actor: Actor) -> bool:
    """Whether somebody who says that they should not see a row stops seeing it then, by the library of the day."""
    return shelf().get(AccessRules, "should-not-see", on=today(actor.now)).stops_at_once


@transaction.atomic
def ask_about_access(*, kind: str, subject_ref: str, asks: str, by: Actor, read: Read | None = None) -> AccessQuestion:
    """Ask the data-protection officer about a read of a row, or tell them that one sees it and should not.

    Where the library says so, whoever should not see it does not from then on, until the officer has answered.
    Raises Forbidden, SayMore.
    """
    require(by, Act.ACCESS_ASK)
    if by.person_id is None or by.agency_id is None:
        raise Forbidden(Act.ACCESS_ASK, by)
    if not asks.strip():
        raise SayMore("Say what you want to know, or why you should not see it.")
    stops = read is None and stops_at_once(by)
    made = AccessQuestion.objects.create(
        person_id=by.person_id,
        agency_id=by.agency_id,
        about=About.READ if read else About.SEES_TOO_MUCH,
        kind=kind,
        subject_ref=subject_ref,
        reader_ref=read.reader_ref if read else "",
        read_at=read.at if read else None,
        stops=stops,
        asks=asks.strip(),
        by_role=by.in_role[:120],
        recorded_at=by.now,
    )
    _note("access.asked", made, by, about=made.about, of=subject_ref, asks=made.asks, stops=stops)
    return made


@transaction.atomic
def answer_about_access(*, question: AccessQuestion, answer: str, expected: int, by: Actor) -> None:
    """Answer what was asked. Raises Forbidden (one's own question too), WrongState (answered), SayMore, Stale."""
    require(by, Act.ACCESS_ANSWER)
    if by.person_id is None or by.person_id == question.person_id:
        raise Forbidden(Act.ACCESS_ANSWER, by)
    if question.answered_at is not None:
        raise WrongState("This question", "answered", "answered again")
    if not answer.strip():
        raise SayMore("Say what you found and what was done.")
    save_version(question, expected=expected, answer=answer.strip(), answered_by_id=by.person_id, answered_at=by.now)
    _note("access.answered", question, by, answer=answer.strip())


def _note(act: str, question: AccessQuestion, by: Actor, **details: object) -> None:
    record(act, subject=question, by=by, at=by.now, agency=question.agency.code, sens=Sens.S2, **details)
