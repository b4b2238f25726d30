"""What waits about deletions that take two: somebody of the agency reads what would go, and agrees or not."""

from collections.abc import Iterator

from lineofsight.desk.my_work.waiting import Waiting
from lineofsight.library.retention import Retention, Stored
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.deletions import deletions_to_answer
from lineofsight.partnership.queries import today
from lineofsight.partnership.rules import RULES, Act
from lineofsight.partnership.shelf import shelf

_ANSWERERS = RULES[Act.RETENTION_AGREE].to_own | RULES[Act.RETENTION_AGREE].to_unit


_WHY = {Stored.REVIEWS.value: "Their time is over, or they were begun by mistake"}


def to_answer(actor: Actor) -> Iterator[Waiting]:
    """What the data-protection officer asked of one's agency, or of the unit."""
    if not actor.roles & _ANSWERERS:
        return
    titles = titles_of_kinds(actor)
    for one in deletions_to_answer(actor):
        if one.person_id != actor.person_id:
            yield Waiting(
                text=f"{titles.get(one.kind, one.kind)}: may {one.going} of {one.agency.name} be deleted?",
                kind="deletion",
                ref=one.ref,
                note=f"{_WHY.get(one.kind, 'Their time is over')}. The data-protection officer says: {one.reason}",
                since=today(one.recorded_at),
            )


def titles_of_kinds(actor: Actor) -> dict[str, str]:
    """What the library calls each kind that is kept."""
    return {rule.keeps.value: rule.title for rule in shelf().entries(Retention, on=today(actor.now))}
