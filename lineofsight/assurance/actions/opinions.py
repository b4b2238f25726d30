"""What somebody outside the lead agency finds."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from lineofsight.assurance.models import Opinion, Statement
from lineofsight.assurance.queries import basis_of
from lineofsight.library.scales import OpinionWord
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.policy import Forbidden, require
from lineofsight.partnership.rules import Act
from lineofsight.trail.actions import record


class BasisChanged(Exception):
    """The evidence or the words changed while somebody was reading them (409). Their own words are kept."""

    def __init__(self) -> None:
        super().__init__("What this rests on changed while you were reading. Look at it again; your words are kept.")


class OnlyNoAssurance(ValueError):
    """Nothing current stands behind the statement, so nothing more can be said of it."""

    def __init__(self) -> None:
        super().__init__("No current evidence stands behind this sentence, so only «No assurance» can be given.")


@dataclass(frozen=True, kw_only=True)
class View:
    """An opinion with the three standing questions: what do we know, how do we know it, what next."""

    level: OpinionWord
    know: str
    how: str
    next_step: str
    next_test_date: date | None = None


@transaction.atomic
def give_opinion(*, statement: Statement, view: View, seen_basis: str, by: Actor) -> Opinion:
    """Record an opinion on a statement of another agency. It lapses when its basis changes.

    `seen_basis` is the hash of what the person saw. Raises Forbidden (own agency), BasisChanged, OnlyNoAssurance.
    """
    require(by, Act.OPINION_GIVE, statement)
    if by.agency_id is None:
        raise Forbidden(Act.OPINION_GIVE, by)
    basis = basis_of(statement, day=by.now)
    if seen_basis and seen_basis != basis.sha:
        raise BasisChanged
    if not basis.standing.is_evidenced and view.level != OpinionWord.NO_ASSURANCE:
        raise OnlyNoAssurance
    opinion = Opinion.objects.create(
        statement=statement,
        agency_id=by.agency_id,
        lead_agency_id=statement.agency_id,
        level=view.level,
        know=view.know,
        how=view.how,
        next_step=view.next_step,
        next_test_date=view.next_test_date,
        role=by.in_role[:100],
        basis_sha=basis.sha,
        by_ref=by.ref,
        recorded_at=by.now,
    )
    record(
        "opinion.given",
        subject=statement,
        by=by,
        at=by.now,
        agency=by.agency_code,
        level=view.level,
        opinion=opinion.ref,
    )
    return opinion
