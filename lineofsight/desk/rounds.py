"""What waits in rounds of collecting: an agency's share that is not answered; for the unit, how far each round is."""

from collections.abc import Iterator
from datetime import date

from lineofsight.assurance.queries import rounds
from lineofsight.assurance.rules.rounds import RoundState
from lineofsight.desk.waiting import Waiting
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.policy import can
from lineofsight.partnership.rules import Act


def of_rounds(actor: Actor, *, day: date) -> Iterator[Waiting]:
    """What one's agency is asked and has not answered; for the business unit, how far each open round is."""
    for collecting in rounds.rounds(actor).filter(state=RoundState.OPEN, opens_date__lte=day):
        shares = rounds.shares_now(collecting.shares.all(), actor)
        name = f"{collecting.label}, {collecting.review.name}"
        for now in shares:
            if now.count.missing and now.share.agency_id == actor.agency_id and can(actor, Act.ROUND_ANSWER, now.share):
                text = f"Answer {now.count.missing} item{'' if now.count.missing == 1 else 's'} of your agency"
                yield Waiting(text=text, kind="share", ref=now.share.ref, note=name, due=now.share.due_date)
        if can(actor, Act.ROUND_RUN):
            answered, asked = sum(now.count.answered for now in shares), sum(now.count.asked for now in shares)
            silent = sum(now.count.is_silent for now in shares)
            told = f"{answered} of {asked} answered" + (f", {silent} silent" if silent else "")
            yield Waiting(text=name, kind="round", ref=collecting.ref, note=told)
