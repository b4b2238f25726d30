"""Object to a signature that was recorded on behalf of one's agency."""

from collections.abc import Sequence

from django.db import transaction

from lineofsight.library.words import day_words
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.moves import Conflict, WrongState
from lineofsight.partnership.policy import Forbidden, require
from lineofsight.partnership.queries import today
from lineofsight.partnership.rules import Act
from lineofsight.publication.models import Edition, Objection, SignOff
from lineofsight.publication.queries_behalf import behalf_now
from lineofsight.trail.actions import record


class TooLate(Conflict):
    """The days in which an agency may object are over (409)."""

    def __init__(self, until: str) -> None:
        super().__init__(
            f"The last day to object was {until}. Sign it anew with a different view: that is printed beside it."
        )


class NothingToObjectTo(ValueError):
    """No signature was named, or one that nobody recorded for the agency."""

    def __init__(self) -> None:
        super().__init__("Tick at least one sentence that was signed on your behalf.")


@transaction.atomic
def object_to(*, edition: Edition, signoffs: Sequence[SignOff], reason: str, by: Actor) -> tuple[Objection, ...]:
    """Say that one's agency did not agree to what was signed for it. The signatures stand no longer; what was
    recorded, the objection and its reason stay to be read.

    Raises Forbidden (another agency's), WrongState (published, or objected to already), TooLate, NothingToObjectTo,
    ValueError without a reason.
    """
    require(by, Act.EDITION_SIGN, edition)
    if edition.content:
        raise WrongState(f"Edition {edition.number}", edition.state, "objected to")
    if not reason.strip():
        raise ValueError("Say why: the business unit reads it.")
    if not signoffs:
        raise NothingToObjectTo
    made = tuple(_object(row, reason=reason.strip(), by=by) for row in signoffs)
    record(
        "edition.objected",
        subject=edition,
        by=by,
        at=by.now,
        agency=by.agency_code,
        reason=reason.strip(),
        wordings=[row.signoff.wording.sha for row in made],
    )
    return made


def _object(row: SignOff, *, reason: str, by: Actor) -> Objection:
    if row.agency_id != by.agency_id:
        raise Forbidden(Act.EDITION_SIGN, by)
    if row.agreed_date is None:
        raise NothingToObjectTo
    now = behalf_now(row, day=today(by.now))
    if now.objection is not None:
        raise WrongState("This signature", "objected to", "objected to again")
    if not now.may_object:
        raise TooLate(day_words(now.until) if now.until else "over")
    return Objection.objects.create(
        signoff=row,
        agency_id=row.agency_id,
        reason=reason,
        role=by.in_role[:100],
        by_ref=by.ref,
        recorded_at=by.now,
    )
