"""State a quarter, accept what was stated, or send it back with a question."""

from collections.abc import Collection, Mapping
from datetime import date

from django.db import IntegrityError, transaction

from lineofsight.library.quarterly import Quarterly
from lineofsight.library.who import is_among
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.models import Agency
from lineofsight.partnership.moves import Conflict, NotYours, find_move
from lineofsight.partnership.policy import OfAgency, require
from lineofsight.partnership.queries import hub, today
from lineofsight.partnership.rows import Stale, save_version, written_by
from lineofsight.partnership.rules import Act, Audience
from lineofsight.records.stated.models import StatedAsk, StatedReturn
from lineofsight.records.stated.queries import asks_now, of_own_agency
from lineofsight.records.stated.rules import (
    LONGEST_QUESTION,
    STATED_MOVES,
    Count,
    StatedState,
    WrongCounts,
    checked,
    quarters_asked,
)
from lineofsight.trail.actions import record
from lineofsight.trail.canonical import canonical
from lineofsight.trail.sensitivity import Sens


class NotAskedOfYou(Conflict):
    """These figures are asked of other bodies, or of another quarter (409)."""


@transaction.atomic
def state_quarter(
    *, kind: Quarterly, quarter: date, stated: Mapping[str, Count], by: Actor, is_from_file: bool = False
) -> StatedReturn:
    """State a quarter for one's own agency; an earlier one of it is superseded.

    Raises Forbidden, NotAskedOfYou, WrongCounts, Stale.
    """
    require(by, Act.STATED_SEND, OfAgency(by.agency_id))
    own = Agency.objects.get(pk=by.agency_id)
    if not is_among(kind.stated_by, agency=own.kind, roles=by.roles):
        raise NotAskedOfYou(f"«{kind.title}» is not asked of your agency.")
    if quarter not in quarters_asked(kind, today=today(by.now)):
        raise NotAskedOfYou("This quarter has not ended, or is too long ago. Choose one of those that are asked.")
    figures = checked(kind, stated)
    earlier = of_own_agency(by, kind.id, quarter)
    if earlier is not None:
        _move(earlier, StatedState.SUPERSEDED, expected=earlier.version, by=by)
    body = {id: {"why": one.why} if one.why else {"n": one.n, "of": one.of} for id, one in sorted(figures.items())}
    try:
        with transaction.atomic():
            made = StatedReturn.objects.create(
                agency=own,
                audience=Audience.HUB,
                quarterly=kind.id,
                quarterly_version=kind.version,
                quarter_date=quarter,
                state=StatedState.SENT,
                body=canonical(body).decode(),
                sent_date=today(by.now),
                is_from_file=is_from_file,
                **written_by(by),
            )
    except IntegrityError:
        raise Stale(earlier) from None
    facts = {"quarterly": kind.id, "quarter": quarter.isoformat(), "is_from_file": is_from_file}
    record("stated.sent", subject=made, by=by, at=by.now, agency=own.code, sens=Sens.S2, **facts)
    return made


@transaction.atomic
def accept(*, stated: StatedReturn, expected: int, by: Actor) -> None:
    """Accept what a body stated: all members read it from now on. Raises Forbidden, WrongState, NotYours, Stale."""
    require(by, Act.STATED_JUDGE, stated)
    _move(stated, StatedState.ACCEPTED, expected=expected, by=by, audience=Audience.PARTNERSHIP)


@transaction.atomic
def send_back(*, stated: StatedReturn, question: str, expected: int, by: Actor) -> None:
    """Send it back with a question. Raises Forbidden, WrongState, NotYours, ReasonNeeded, WrongCounts, Stale."""
    require(by, Act.STATED_JUDGE, stated)
    if len(question) > LONGEST_QUESTION:
        raise WrongCounts({"question": f"Ask in at most {LONGEST_QUESTION} letters."})
    _move(stated, StatedState.RETURNED, expected=expected, by=by, question=question.strip())


@transaction.atomic
def ask_bodies(*, kind: Quarterly, bodies: Collection[Agency], from_quarter: date, by: Actor) -> tuple[Agency, ...]:
    """Say whom the unit asks for a return each quarter. A new body is asked from a quarter on; one left out no longer.

    Gives the bodies that are new. Raises Forbidden, NotAskedOfYou for a body that states no such return.
    """
    require(by, Act.STATED_ASK)
    if any(body.kind not in {who.agency for who in kind.stated_by} for body in bodies):
        raise NotAskedOfYou(f"«{kind.title}» is stated by bodies of another kind. Choose one of those listed.")
    unit, wanted = hub(), {body.pk: body for body in bodies}
    for row in asks_now(by).filter(quarterly=kind.id):
        if wanted.pop(row.body_id, None) is None:
            save_version(row, expected=row.version, ended_date=today(by.now))
            _note_ask("stated.asked_no_longer", row, by)
    for body in wanted.values():
        row = StatedAsk.objects.create(
            agency=unit,
            audience=Audience.PARTNERSHIP,
            body=body,
            quarterly=kind.id,
            from_date=from_quarter,
            **written_by(by),
        )
        _note_ask("stated.asked", row, by)
    return tuple(wanted.values())


def _note_ask(what: str, row: StatedAsk, by: Actor) -> None:
    facts = {"quarterly": row.quarterly, "body": row.body.code, "from_quarter": row.from_date.isoformat()}
    record(what, subject=row, by=by, at=by.now, agency=row.agency.code, **facts)


def _move(
    row: StatedReturn, target: StatedState, *, expected: int, by: Actor, question: str = "", audience: int | None = None
) -> None:
    what = "What was stated"
    move = find_move(STATED_MOVES, what=what, source=row.state, target=target, reason=question)
    if not move.may_be_made(roles=by.roles, actor_agency=by.agency_id, row_agency=row.agency_id):
        raise NotYours(what, move)
    # It never reaches less far than before.
    reaches = row.audience if audience is None else max(row.audience, audience)
    save_version(row, expected=expected, state=target, question=question, audience=reaches)
    code = row.agency.code
    record(f"stated.{target.value}", subject=row, by=by, at=by.now, agency=code, sens=Sens.S2, question=question)
