"""What waits in rounds of collecting: an agency's share that is not answered; for the unit, how far each round is."""

from collections.abc import Iterator, Sequence
from datetime import date

from lineofsight.assurance.models import Action
from lineofsight.assurance.queries import rounds
from lineofsight.assurance.rules.rounds import RoundState
from lineofsight.desk.my_work.waiting import Waiting
from lineofsight.library.words import listed
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.policy import can
from lineofsight.partnership.queries import today
from lineofsight.partnership.rules import Act


def of_rounds(actor: Actor, *, day: date, late: Sequence[Action] = ()) -> Iterator[Waiting]:
    """What one's agency is asked and has not answered; for the business unit, how far each open round is.

    late: actions of one's own agency that are late and asked about in a round; they are named there.
    """
    for collecting in rounds.rounds(actor).filter(state=RoundState.OPEN, opens_date__lte=day):
        counts = {share: rounds.count_of(share) for share in collecting.shares.all()}
        packs = rounds.packs_that_wait(counts, actor)
        name = f"{collecting.label}, {collecting.review.name}"
        for share, count in counts.items():
            if count.missing and share.agency_id == actor.agency_id and can(actor, Act.ROUND_ANSWER, share):
                text = f"Answer {count.missing} item{'' if count.missing == 1 else 's'} of your agency"
                unanswered = {item.action_id for item in share.items.all() if rounds.answer_of(item) is None}
                past = listed(f"{one.label}: {one.title}" for one in late if one.pk in unanswered)
                note = f"{name}. Late: {past}." if past else name
                yield Waiting(text=text, kind="share", ref=share.ref, note=note, due=share.due_date)
            for pack in packs.get(share.pk, ()):
                if can(actor, Act.PACK_TAKE, pack):
                    text = f"The pack of {share.agency.name} came back"
                    note = f"{name}. Nothing of it is taken yet."
                    yield Waiting(text=text, kind="pack", ref=pack.ref, note=note, since=today(pack.recorded_at))
        if can(actor, Act.ROUND_RUN):
            answered = sum(count.answered for count in counts.values())
            asked = sum(count.asked for count in counts.values())
            silent = sum(count.is_silent and share.pk not in packs for share, count in counts.items())
            told = f"{answered} of {asked} answered" + (f", {silent} silent" if silent else "")
            yield Waiting(text=name, kind="round", ref=collecting.ref, note=told, due=collecting.due_date)
