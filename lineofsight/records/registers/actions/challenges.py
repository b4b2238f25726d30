"""Raise a challenge, and make its steps: each in one transaction, with the row of the step and an event."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction

from lineofsight.library.challenge import ChallengeKind, Step
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.models import Agency
from lineofsight.partnership.policy import require
from lineofsight.partnership.queries import today
from lineofsight.partnership.rows import Stale, save_version, written_by
from lineofsight.partnership.rules import Act
from lineofsight.records.identities.models import Subject
from lineofsight.records.registers.models import Challenge, ChallengeStep
from lineofsight.records.registers.queries.challenges import asker_of, stands_of
from lineofsight.records.registers.rules.challenges import LONGEST, Asked, Asker, Clock, SayWhy, Stands, check
from lineofsight.trail.actions import record
from lineofsight.trail.sensitivity import Sens


class NotAsked(ValueError):
    """The agency answers no challenge of this kind or takes no part in one, or it is on one of the two sides."""


@dataclass(frozen=True)
class Raised:
    """What a challenge says when it is raised.

    `subject`: a child in one's own records, where there is one. `third_agency`: whoever is asked to take part.
    """

    other_agency: Agency
    concern: str
    wanted: str
    is_urgent: bool
    stage: str
    reason: str = ""
    subject: Subject | None = None
    third_agency: Agency | None = None


@transaction.atomic
def raise_challenge(*, kind: ChallengeKind, raised: Raised, clock: Clock, by: Actor) -> Challenge:
    """Raise a challenge with an agency. Raises Forbidden, NotYourStep, SayWhy, NotAsked."""
    require(by, Act.CHALLENGE_RAISE)
    own = Agency.objects.get(pk=by.agency_id)
    asked = Asked(Step.RAISE, raised.stage, reason=raised.reason)
    asker = Asker(own.kind, frozenset(by.roles), is_raising=True)
    found = check(kind, Stands(), asked, asker)
    _check_words(kind, raised)
    if (raised.other_agency.pk == own.pk) is not kind.is_within:
        raise NotAsked("Choose the agency that is asked: another one than your own.")
    if raised.other_agency.kind not in {who.agency for who in kind.answering(raised.stage)}:
        raise NotAsked(f"{raised.other_agency.name} answers no challenge of this kind. Choose another agency.")
    if raised.subject is not None and raised.subject.agency_id != own.pk:
        raise NotAsked("The child does not stand in the records of your agency.")
    if raised.third_agency is not None:
        _check_third(kind, raised.third_agency, sides={own.pk, raised.other_agency.pk})
    made = Challenge.objects.create(
        agency=own,
        other_agency=raised.other_agency,
        third_agency=raised.third_agency,
        person_id=by.person_id,
        subject=raised.subject,
        kind=kind.id,
        kind_version=kind.version,
        concern=raised.concern,
        wanted=raised.wanted.strip(),
        is_urgent=raised.is_urgent and kind.can_be_urgent,
        raised_date=today(by.now),
        state=found.target,
        stage=raised.stage,
        stage_due_date=clock.stage,
        whole_due_date=clock.whole,
        **written_by(by),
    )
    _add_step(made, asked, by=by)
    return made


@transaction.atomic
def make_step(
    *,
    kind: ChallengeKind,
    challenge: Challenge,
    asked: Asked,
    said: str,
    clock: Clock,
    expected: int,
    by: Actor,
    third: Agency | None = None,
) -> Challenge:
    """Make one step of a challenge. clock: as it stands after the step. said: at most 200 letters. third: the agency
    that is asked to take part.

    Raises Forbidden, WrongStep, NotYourStep, SayWhy, NotAsked, Stale.
    """
    require(by, Act.CHALLENGE_STEP, challenge)
    found = check(kind, stands_of(challenge, day=today(by.now)), asked, asker_of(challenge, by))
    if len(said) > LONGEST:
        raise SayWhy(f"Say it in at most {LONGEST} letters.")
    if asked.step is Step.ANSWER and asked.answer in kind.refusals and not said.strip():
        raise SayWhy(f"«{kind.answers[asked.answer]}» wants its reason: say why, in a sentence.")
    if asked.step is Step.SAY and not said.strip():
        raise SayWhy("Say the view of your agency in a sentence.")
    joined = {}
    if asked.step is Step.INVOLVE:
        if third is None:
            raise NotAsked("Choose the agency that is asked to take part.")
        _check_third(kind, third, sides={challenge.agency_id, challenge.other_agency_id})
        joined = {"third_agency": third}
    stage = asked.stage if asked.step is Step.ESCALATE else challenge.stage
    save_version(
        challenge,
        expected=expected,
        state=found.target,
        stage=stage,
        stage_due_date=clock.stage,
        whole_due_date=clock.whole,
        **joined,
    )
    try:
        with transaction.atomic():
            _add_step(challenge, asked, by=by, said=said.strip())
    except IntegrityError:
        challenge.refresh_from_db()
        raise Stale(challenge) from None
    return challenge


def _check_words(kind: ChallengeKind, raised: Raised) -> None:
    if raised.concern not in kind.concerns:
        raise SayWhy("Choose what it is about.")
    if not 0 < len(raised.wanted.strip()) <= LONGEST:
        raise SayWhy(f"Say what should happen, in at most {LONGEST} letters.")


def _check_third(kind: ChallengeKind, third: Agency, *, sides: set[int]) -> None:
    """Raise NotAsked unless an agency may take part in a challenge between these two."""
    if third.pk in sides:
        raise NotAsked(f"{third.name} is on one of the two sides. Choose a third agency, or none.")
    if third.kind not in {who.agency for who in kind.joined_by}:
        raise NotAsked(f"{third.name} takes no part in a challenge of this kind. Choose another agency, or none.")


def _add_step(challenge: Challenge, asked: Asked, *, by: Actor, said: str = "") -> None:
    """One row of its history, and one event. What was typed stands in the row alone."""
    number = challenge.steps.count() + 1
    ChallengeStep.objects.create(
        agency_id=by.agency_id,
        challenge=challenge,
        number=number,
        step=asked.step,
        target=challenge.state,
        stage=challenge.stage,
        reason=asked.reason,
        answer=asked.answer,
        outcome=asked.outcome,
        has_learning=asked.has_learning,
        said=said,
        stage_due_date=challenge.stage_due_date,
        whole_due_date=challenge.whole_due_date,
        made_date=today(by.now),
        by_role=by.role_words[:120],
        **written_by(by),
    )
    record(
        f"challenge.{_DONE[asked.step]}",
        subject=challenge,
        by=by,
        at=by.now,
        agency=challenge.agency.code,
        sens=Sens.S3,
        kind=challenge.kind,
        stage=challenge.stage,
        number=number,
        reason=asked.reason,
        answer=asked.answer,
        outcome=asked.outcome,
    )


_DONE = {
    Step.RAISE: "raised",
    Step.ANSWER: "answered",
    Step.ESCALATE: "taken further",
    Step.PAUSE: "paused",
    Step.RESUME: "resumed",
    Step.INVOLVE: "widened",
    Step.SAY: "commented",
    Step.RESOLVE: "resolved",
    Step.CLOSE: "closed",
}
