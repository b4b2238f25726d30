"""Children whom a fact calls onto a pathway that does not run: for the board, for «My work», and one of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from lineofsight.desk.my_work.waiting import Waiting
from lineofsight.desk.pathways import MOST_AT_A_STEP, may_start, pathways_on
from lineofsight.library.pathway import Pathway
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.policy import OfAgency, can
from lineofsight.partnership.reach import OnePerson
from lineofsight.partnership.rules import Act
from lineofsight.records.identities.models import Subject
from lineofsight.records.pathways.offered import Called, Offered, offered


def called_by(pathways: Iterable[Pathway], *, today: date) -> tuple[Called, ...]:
    """Which facts call for these pathways, and since which day. What was before an edition does not call for it."""
    return tuple(
        Called(one.id, one.starts.event, max(today - timedelta(days=one.starts.offered_for), one.from_date))
        for one in pathways
        if one.starts.event is not None and one.starts.offered_for
    )


def offered_for(actor: Actor, pathways: Iterable[Pathway], *, today: date) -> tuple[Offered, ...]:
    """Whom the facts call for and who is on none of it since, whoever waits longest first."""
    return offered(actor, called_by(pathways, today=today), today=today)


def offer_of(actor: Actor, child: Subject, pathway: Pathway, *, today: date) -> Offered | None:
    """Whether one child is offered for a pathway, and since which day; None where not."""
    return next(iter(offered(actor, called_by([pathway], today=today), today=today, child=child.ref)), None)


@dataclass(frozen=True)
class OffersSeen:
    """Who is offered for one pathway, as a board shows it: those who wait longest, how many more, whether the reader
    may start it."""

    lines: tuple[Offered, ...]
    more: int
    may_start: bool

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.lines) + self.more


def offers_seen(actor: Actor, pathway: Pathway, *, today: date) -> OffersSeen:
    """The part of a board that tells who is offered."""
    found = offered_for(actor, [pathway], today=today)
    starts = can(actor, Act.PATHWAY_START, OfAgency(actor.agency_id)) and pathway in may_start(actor, on=today)
    return OffersSeen(found[:MOST_AT_A_STEP], max(0, len(found) - MOST_AT_A_STEP), starts)


def called_to_start(actor: Actor, *, on: date) -> tuple[Called, ...]:
    """The facts that call for a pathway that somebody may start."""
    if not can(actor, Act.PATHWAY_START, OfAgency(actor.agency_id)):
        return ()
    return called_by(may_start(actor, on=on), today=on)


def waiting(actor: Actor, *, day: date) -> Iterator[Waiting]:
    """The lines of «My work»: a line for each pathway, which names the child where it is one and the reader is near."""
    found = offered(actor, called_to_start(actor, on=day), today=day)
    for pathway in pathways_on(day):
        lines = [one for one in found if one.pathway == pathway.id]
        if not lines:
            continue
        is_one = len(lines) == 1 and actor.reach.children is OnePerson.NEAR
        yield Waiting(
            text=f"{pathway.title}: {'1 child' if len(lines) == 1 else f'{len(lines)} children'}, and no pathway runs",
            kind="offered",
            ref="",
            of=pathway.id,
            note="Known from the records. Start it, or say why not.",
            since=lines[0].day,
            child=lines[0].child if is_one else "",
            child_ref=lines[0].ref if is_one else "",
        )
