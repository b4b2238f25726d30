"""The sentences of a review that wait for somebody outside to say how sure they are, for one page on which several are
given."""

from collections.abc import Collection
from dataclasses import dataclass

from lineofsight.assurance.models import Review, Statement
from lineofsight.assurance.queries.review import Basis, OpinionNow, basis_of, opinion_now, statements_of
from lineofsight.intake.documents import SentenceKind
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.policy import can
from lineofsight.partnership.queries import today
from lineofsight.partnership.rules import Act


@dataclass(frozen=True)
class ToOpine:
    """A sentence with what it rests on, and the opinion that lapsed or whose day to look again has come."""

    statement: Statement
    basis: Basis
    opinion: OpinionNow | None


def to_opine(review: Review, actor: Actor, *, also: Collection[str] = ()) -> tuple[ToOpine, ...]:
    """The sentences on which the actor may give an opinion and none stands, in their order: those that would be
    printed, say what was done, and rest on evidence. One that rests on nothing is looked at on its own page.

    also: what a page showed, by reference: it is there still, whatever became of it meanwhile.
    """
    day = today(actor.now)
    found = []
    kinds = (SentenceKind.PROGRESS, SentenceKind.ADVERSE)
    for row in statements_of(review, actor).filter(is_included=True, current__isnull=False, kind__in=kinds):
        if not can(actor, Act.OPINION_GIVE, row):
            continue
        basis, now = basis_of(row, day=day), opinion_now(row, day=day)
        again = now.opinion.next_test_date if now and now.opinion.agency_id == actor.agency_id else None
        waits = now is None or now.has_lapsed or (again is not None and again <= day)
        if (waits and basis.standing.is_evidenced) or str(row.ref) in also:
            found.append(ToOpine(row, basis, now))
    return tuple(found)
