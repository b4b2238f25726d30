"""Object to a signature that was recorded on behalf of an agency: it does so itself, or somebody records it."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from lineofsight.assurance.actions.minutes import Minute
from lineofsight.library.words import day_words
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.models import Agency
from lineofsight.partnership.moves import Conflict, WrongState
from lineofsight.partnership.policy import Forbidden, require
from lineofsight.partnership.queries import today
from lineofsight.partnership.rows import written_by
from lineofsight.partnership.rules import Act
from lineofsight.publication.actions.editions import NotSaid
from lineofsight.publication.models import Edition, Objection, SignOff
from lineofsight.publication.queries.behalf import behalf_now
from lineofsight.trail.actions import record


class TooLate(Conflict):
    """The days in which an agency may object are over (409)."""

    def __init__(self, until: str) -> None:
        super().__init__(
            f"The last day to object was {until}. Sign it anew with a different view: that is printed beside it."
        )


class NothingToObjectTo(NotSaid):
    """No signature was named, or one that nobody recorded for the agency."""

    def __init__(self) -> None:
        super().__init__("Tick at least one sentence that was signed on behalf of the agency.")


@transaction.atomic
def object_to(*, edition: Edition, signoffs: Sequence[SignOff], reason: str, by: Actor) -> tuple[Objection, ...]:
    """Say that one's agency did not agree to what was signed for it. The signatures stand no longer; what was
    recorded, the objection and its reason stay to be read.

    Raises Forbidden (another agency's), WrongState (published, or objected to already), TooLate, NothingToObjectTo,
    NotSaid without a reason.
    """
    require(by, Act.EDITION_SIGN, edition)
    if any(row.agency_id != by.agency_id for row in signoffs):
        raise Forbidden(Act.EDITION_SIGN, by)
    return _object_to(edition, signoffs, reason, said=None, by=by)


@transaction.atomic
def object_on_behalf(
    *, edition: Edition, agency: Agency, signoffs: Sequence[SignOff], reason: str, said: Minute, by: Actor
) -> tuple[Objection, ...]:
    """Record that an agency objected to what was signed for it, with the minute: who said so, how and when.

    It counts as said on its day, whenever it is recorded. Raises Forbidden, WrongState (published, or objected to
    already), TooLate, NothingToObjectTo, NotSaid for a minute that does not say who, how and when, or no reason.
    """
    require(by, Act.EDITION_COMPILE)
    if not said.agreed_by.strip() or not said.agreed_where.strip():
        raise NotSaid("Say who objected for the agency, and how: that is its minute.")
    if said.agreed_date > today(by.now):
        raise NotSaid("The day on which it objected must be today or in the past.")
    if any(row.agency_id != agency.pk for row in signoffs):
        raise NothingToObjectTo
    if any(said.agreed_date < today(row.recorded_at) for row in signoffs):
        raise NotSaid("It cannot have objected before the signature was recorded. Enter the day on which it did.")
    return _object_to(edition, signoffs, reason, said=said, by=by)


def _object_to(
    edition: Edition, signoffs: Sequence[SignOff], reason: str, *, said: Minute | None, by: Actor
) -> tuple[Objection, ...]:
    if edition.content:
        raise WrongState(f"Edition {edition.number}", edition.state, "objected to")
    if not reason.strip():
        raise NotSaid("Say why: the business unit reads it.")
    if not signoffs:
        raise NothingToObjectTo
    made = tuple(_object(row, reason=reason.strip(), said=said, by=by) for row in signoffs)
    minute: dict[str, Any] = {"where": said.agreed_where.strip(), "said": said.agreed_date.isoformat()} if said else {}
    record(
        "edition.objected" if said is None else "edition.objected on behalf",
        subject=edition,
        by=by,
        at=by.now,
        agency=signoffs[0].agency.code,
        reason=reason.strip(),
        wordings=[row.signoff.wording.sha for row in made],
        **minute,
    )
    return made


def _object(row: SignOff, *, reason: str, said: Minute | None, by: Actor) -> Objection:
    if row.agreed_date is None:
        raise NothingToObjectTo
    now = behalf_now(row, day=said.agreed_date if said else today(by.now))
    if now.objection is not None:
        raise WrongState("This signature", "objected to", "objected to again")
    if not now.may_object:
        raise TooLate(day_words(now.until) if now.until else "over")
    return Objection.objects.create(
        signoff=row,
        agency_id=row.agency_id,
        reason=reason,
        role=said.agreed_by.strip() if said else by.in_role[:100],
        recorded_role=by.in_role[:100] if said else "",
        said_where=said.agreed_where.strip() if said else "",
        said_date=said.agreed_date if said else None,
        held=said.held if said else None,
        **written_by(by),
    )
