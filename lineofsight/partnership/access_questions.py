"""Questions about who sees what: asked about a read in the log, or because somebody sees what they should not."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db import transaction
from django.db.models import F, Q, QuerySet

from lineofsight.library.access_rules import AccessRules
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.models import LONGEST_ACCESS_WORDS, AccessQuestion, Agency, Person
from lineofsight.partnership.moves import WrongState
from lineofsight.partnership.policy import Forbidden, can, require
from lineofsight.partnership.queries import has_role, today, who_is
from lineofsight.partnership.rows import save_version
from lineofsight.partnership.rules import Act
from lineofsight.partnership.shelf import shelf
from lineofsight.trail.actions import record
from lineofsight.trail.models import Event
from lineofsight.trail.sensitivity import Sens

LONGEST = LONGEST_ACCESS_WORDS
"""So many letters a question or its answer may have."""


class About(StrEnum):
    """What a question is about."""

    READ = "a read"
    SEES_TOO_MUCH = "sees too much"
    WHY_LOOKED = "why they looked"


class SayMore(ValueError):
    """A question or an answer without words."""


class NobodyToAsk(ValueError):
    """Whoever looked cannot be asked here."""


@dataclass(frozen=True)
class Read:
    """The read that is asked about: whose it was, and when."""

    reader_ref: str
    at: datetime


def access_questions(actor: Actor) -> QuerySet[AccessQuestion]:
    """The questions that somebody reads: their own and those asked of them; the data-protection officer every one.
    Open ones first."""
    rows = AccessQuestion.objects.select_related("agency", "person", "answered_by")
    if not can(actor, Act.ACCESS_ANSWER):
        theirs = Q(person_id=actor.person_id) | Q(to_id=actor.person_id)
        rows = rows.filter(theirs) if actor.person_id is not None else rows.none()
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
    rows = access_questions(actor).filter(answered_at__isnull=True, to__isnull=True)
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
    if by.person_id is None or by.person_id == question.person_id or question.to_id is not None:
        raise Forbidden(Act.ACCESS_ANSWER, by)
    _answer(question, answer, "Say what you found and what was done.", expected=expected, by=by)
    _note("access.answered", question, by, answer=answer.strip())


def find_asked_of_me(actor: Actor, ref: str) -> AccessQuestion | None:
    """What the officer asked the actor about a look of theirs; None where there is none."""
    return asked_of(actor).filter(ref=ref).first()


def asked_of(actor: Actor) -> QuerySet[AccessQuestion]:
    """What the officer asked somebody about their looks, the newest first."""
    rows = AccessQuestion.objects.filter(to_id=actor.person_id) if actor.person_id else AccessQuestion.objects.none()
    return rows.select_related("agency", "person", "answered_by").order_by("-id")


@transaction.atomic
def ask_why_looked(*, look: Event, asks: str, by: Actor) -> AccessQuestion:
    """Ask somebody why they looked: at whose rows and when, never at what. Raises Forbidden, SayMore, NobodyToAsk."""
    require(by, Act.ACCESS_ASK_WHY)
    if by.person_id is None or by.agency_id is None:
        raise Forbidden(Act.ACCESS_ASK_WHY, by)
    if not asks.strip():
        raise SayMore("Say what you want to know.")
    reader = Person.objects.filter(ref=look.actor_ref).first()
    whose = Agency.objects.filter(code=look.agency_code).first()
    if reader is None or whose is None or reader.pk == by.person_id or not has_role(reader, now=by.now):
        raise NobodyToAsk("Whoever looked has no role here today, so nobody can answer. Ask their agency.")
    made = AccessQuestion.objects.create(
        person_id=by.person_id,
        agency_id=by.agency_id,
        about=About.WHY_LOOKED,
        kind="agency",
        subject_ref=whose.ref,
        reader_ref=look.actor_ref,
        read_at=look.at,
        to=reader,
        asks=asks.strip(),
        by_role=by.in_role[:120],
        recorded_at=by.now,
    )
    _note("access.why_asked", made, by, of=look.ref, asks=made.asks)
    return made


@transaction.atomic
def say_why_looked(*, question: AccessQuestion, answer: str, expected: int, by: Actor) -> None:
    """Say why one looked. Raises Forbidden (asked of somebody else), WrongState (answered), SayMore, Stale."""
    require(by, Act.ACCESS_SAY_WHY)
    if by.person_id is None or by.person_id != question.to_id:
        raise Forbidden(Act.ACCESS_SAY_WHY, by)
    _answer(question, answer, "Say why you looked.", expected=expected, by=by)
    _note("access.why_said", question, by, answer=answer.strip())


def whose_rows(question: AccessQuestion) -> str:
    """Whose rows were looked at, where somebody is asked why they looked; blank for everything else."""
    if question.about != About.WHY_LOOKED:
        return ""
    found = Agency.objects.filter(ref=question.subject_ref).first()
    return found.name if found else ""


def _answer(question: AccessQuestion, answer: str, missing: str, *, expected: int, by: Actor) -> None:
    if question.answered_at is not None:
        raise WrongState("This question", "answered", "answered again")
    if not answer.strip():
        raise SayMore(missing)
    save_version(question, expected=expected, answer=answer.strip(), answered_by_id=by.person_id, answered_at=by.now)


def _note(act: str, question: AccessQuestion, by: Actor, **details: object) -> None:
    record(act, subject=question, by=by, at=by.now, agency=question.agency.code, sens=Sens.S2, **details)
