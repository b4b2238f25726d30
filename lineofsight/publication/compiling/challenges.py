"""The challenges that an edition prints: every one that the scrutineer has not resolved."""

from collections.abc import Iterable, Mapping

from lineofsight.assurance.models import Statement
from lineofsight.assurance.queries.challenges import on_statements
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.queries import today
from lineofsight.publication.content.challenged import Challenge


def challenges_to(statements: Iterable[Statement], actor: Actor) -> Mapping[int, tuple[Challenge, ...]]:
    """By the statement's number: its challenges that are not resolved, the oldest first. One query for all."""
    found = on_statements(statements, actor, day=today(actor.now))
    return {
        pk: tuple(
            Challenge(
                text=one.row.asks,
                by_role=one.row.by_role,
                by_agency=one.row.by_agency.name if one.row.by_agency else "",
                raised_date=one.row.asked_date,
                answer_by=one.row.answer_by_date,
                answer=one.row.answer,
                answered_date=one.row.answered_date,
                closing=one.row.closing,
                closed_date=one.row.closed_date,
                has_lapsed=one.has_lapsed,
            )
            for one in rows
        )
        for pk, rows in found.items()
    }
