"""What waits in the chain: recommendations to answer, actions due, updates and days to decide."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from lineofsight.assurance.models import Action, Recommendation, Review
from lineofsight.assurance.queries import waiting as queries
from lineofsight.assurance.queries.versions import newer_by_older
from lineofsight.desk.my_work.waiting import Waiting
from lineofsight.library.words import counted, listed
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.policy import can
from lineofsight.partnership.rules import Act, Role

# So many sentences are named by their numbers.
_NAMED = 7
# What is due later than this is nobody's work of today.
AHEAD = timedelta(days=30)


def running(actor: Actor, *, day: date) -> list[Action]:
    """The actions of the actor's agency that are due, and that will be in the next 30 days: asked once for both."""
    return list(queries.running(actor, until=day + AHEAD))


def of_own_agency(actor: Actor, *, day: date, running: Sequence[Action]) -> Iterator[Waiting]:
    """What an agency's people have to answer, do and say again."""
    for asked in queries.to_answer(actor):
        # What a round asks stands once, with the round: it is the same answer.
        if not (asked.is_asked and _answers_rounds(actor)) and can(actor, Act.RECOMMENDATION_ANSWER, asked):
            yield Waiting(
                text=f"{asked.label}: {asked.title}",
                kind="answer",
                ref=asked.ref,
                note=f"{asked.review.name}. Say whether your agency accepts it, in whole or in part.",
                due=asked.respond_by_date,
            )
    yield from _resting_on_nothing(actor)
    for update in queries.questions_to_answer(actor):
        if can(actor, Act.UPDATE_WRITE, update):
            yield Waiting(
                text=f"{update.action.label}: {update.action.title}",
                kind="update",
                ref=update.action.ref,
                note=f"Your update came back with a question: {update.question}",
                since=update.as_at_date,
            )
    for action in running:
        is_of_a_round = action.is_asked and _answers_rounds(actor)
        if action.due_date <= day and not is_of_a_round and can(actor, Act.UPDATE_WRITE, action):
            yield Waiting(
                text=f"{action.label}: {action.title}",
                kind="update",
                ref=action.ref,
                note="Say what has happened, or ask for more time.",
                due=action.due_date,
            )


def late_in_rounds(running: Sequence[Action], *, day: date) -> list[Action]:
    """The actions that are late and that an open round asks about."""
    return [one for one in running if one.is_asked and one.due_date < day]


def _answers_rounds(actor: Actor) -> bool:
    return Role.SAFEGUARDING_LEAD in actor.roles


def _resting_on_nothing(actor: Actor) -> Iterator[Waiting]:
    """Of each review the sentences about the actor's agency behind which nothing stands: none of them is printed so."""
    if not actor.roles & {Role.CONTRIBUTOR, Role.SAFEGUARDING_LEAD}:
        return
    numbers: dict[Review, list[int]] = {}
    for row in queries.resting_on_nothing(actor).filter(agency_id=actor.agency_id):
        if can(actor, Act.EVIDENCE_ATTACH, row):
            numbers.setdefault(row.review, []).append(row.position)
    for review, found in numbers.items():
        rests = "1 sentence about you rests" if len(found) == 1 else f"{len(found)} sentences about you rest"
        which = listed(map(str, found[:_NAMED])) if len(found) <= _NAMED else ""
        note = f" Number{'' if len(found) == 1 else 's'} {which}." if which else ""
        yield Waiting(
            text=f"{rests} on nothing",
            kind="resting",
            ref=review.ref,
            note=f"{review.name}.{note} Say what shows each, or write what is intended, by whom and by when.",
        )


def coming(actor: Actor, *, day: date, running: Sequence[Action]) -> Iterator[Waiting]:
    """What an agency has to do, and what of its evidence ends, in the next 30 days."""
    for action in running:
        if action.due_date > day and can(actor, Act.UPDATE_WRITE, action):
            yield Waiting(
                text=f"{action.label}: {action.title}",
                kind="action",
                ref=action.ref,
                note=action.review.name,
                due=action.due_date,
            )
    ending = list(queries.evidence_ending(actor, day=day, until=day + AHEAD))
    newer_ones = newer_by_older(ending, actor) if ending else {}
    for evidence in ending:
        newer = newer_ones.get(evidence.pk)
        then = f"{newer.label} is to replace it, and waits to be checked." if newer else "Offer a newer version."
        if can(actor, Act.EVIDENCE_ATTACH, evidence):
            yield Waiting(
                text=f"{evidence.label}: {evidence.title}",
                kind="evidence",
                ref=evidence.ref,
                note=f"It counts until its last day. {then}",
                due=evidence.valid_until,
            )


def of_the_unit(actor: Actor) -> Iterator[Waiting]:
    """What agencies have sent and asked for, and the business unit decides."""
    if can(actor, Act.UPDATE_JUDGE):
        for update in queries.updates_to_judge(actor):
            yield Waiting(
                text=f"{update.action.label}: {update.action.title}",
                kind="judge",
                ref=update.ref,
                note=f"{update.agency.name} has sent an update. Accept it, or ask.",
                since=update.as_at_date,
            )
    if can(actor, Act.ROUND_RUN):
        yield from _not_asked(actor)
    if can(actor, Act.DUE_DECIDE):
        for change in queries.time_to_decide(actor):
            yield Waiting(
                text=f"{change.action.label}: {change.action.title}",
                kind="time",
                ref=change.action.ref,
                note=f"{change.action.agency.name} asks for more time: {change.reason}",
                due=change.new_date,
            )


def _not_asked(actor: Actor) -> Iterator[Waiting]:
    """Of each review the recommendations of which nobody has said whether they are accepted: a Summary prints that."""
    by_review: dict[Review, list[Recommendation]] = {}
    for asked in queries.not_asked_whether_accepted(actor):
        by_review.setdefault(asked.review, []).append(asked)
    for review, rows in by_review.items():
        some = counted(len(rows), "recommendation is", "recommendations are")
        agencies = listed(tuple(dict.fromkeys(row.agency.name for row in rows)))
        verb = "has" if len({row.agency_id for row in rows}) == 1 else "have"
        yield Waiting(
            text=f"Ask whether {some} accepted",
            kind="open_round",
            ref=review.ref,
            note=f"{review.name}. {agencies} {verb} not said so, and a Summary prints that."
            " Ask in a round, or record what was decided on the page of each.",
        )
