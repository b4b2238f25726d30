"""What waits about leave to look: to decide, and what one has with its days left."""

from collections.abc import Iterator

from lineofsight.desk.my_work.waiting import Waiting
from lineofsight.partnership import grant_queries as grants
from lineofsight.partnership.access_questions import About, asked_of, waiting_questions
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.policy import can
from lineofsight.partnership.queries import today, who_is
from lineofsight.partnership.rules import CAN_BE_GRANTED, Act


def to_decide(actor: Actor) -> Iterator[Waiting]:
    """What was asked of one's agency."""
    for asked in grants.grants_to_decide(actor):
        if can(actor, Act.GRANT_DECIDE, asked):
            yield Waiting(
                text=f"{who_is(asked.person.ref, at=asked.recorded_at)} asks for leave to open files of your agency",
                kind="grant",
                ref=asked.ref,
                note=f"For {asked.days} day{'' if asked.days == 1 else 's'}: {asked.purpose}",
                since=today(asked.recorded_at),
            )


def asked_about_access(actor: Actor) -> Iterator[Waiting]:
    """What the data-protection officer is asked about who sees what."""
    for one in waiting_questions(actor):
        yield Waiting(
            text="Somebody asks about a read" if one.about == About.READ else "Somebody sees what they should not",
            kind="access_question",
            ref=one.ref,
            note=f"{one.by_role} asks: {one.asks}",
            since=today(one.recorded_at),
        )


def asked_why_looked(actor: Actor) -> Iterator[Waiting]:
    """What the data-protection officer asks the actor about a look of theirs."""
    for one in asked_of(actor).filter(answered_at__isnull=True):
        yield Waiting(
            text="The data-protection officer asks why you looked",
            kind="why_asked",
            ref=one.ref,
            note=one.asks,
            since=today(one.recorded_at),
        )


def held_now(actor: Actor) -> Iterator[Waiting]:
    """The leave that one has, with the day on which it ends."""
    if not actor.roles & CAN_BE_GRANTED:
        return
    for one in grants.grants_now(actor):
        if one.is_live and one.until and one.row.person_id == actor.person_id:
            left = "today is its last day" if one.days_left == 1 else f"{one.days_left} days left"
            yield Waiting(
                text=f"You have leave to open files of {one.row.agency.name}",
                kind="leave",
                ref=one.row.ref,
                note=f"{one.row.purpose.rstrip('.')}: {left}.",
                due=today(one.until),
            )
