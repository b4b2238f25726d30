"""Say what is not yet done or not known, and close it when it is."""

from datetime import date

from django.db import transaction

from lineofsight.assurance.models import OpenItem, Review
from lineofsight.assurance.rules import OpenKind
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.models import Agency
from lineofsight.partnership.moves import ReasonNeeded, WrongState
from lineofsight.partnership.policy import require
from lineofsight.partnership.rows import save_version, written_by
from lineofsight.partnership.rules import Act, Audience
from lineofsight.trail.actions import record


@transaction.atomic
def add_open_item(
    *,
    review: Review,
    agency: Agency,
    kind: OpenKind,
    text: str,
    by: Actor,
    since_date: date | None = None,
    expected_date: date | None = None,
) -> OpenItem:
    """Put something on the page «Not yet done or known». Raises Forbidden."""
    require(by, Act.OPEN_ITEM_WRITE)
    item = OpenItem.objects.create(
        review=review,
        agency=agency,
        audience=Audience.PARTNERSHIP,
        kind=kind,
        text=text,
        since_date=since_date,
        expected_date=expected_date,
        **written_by(by),
    )
    record("open item.added", subject=item, by=by, at=by.now, agency=agency.code, kind=kind)
    return item


@transaction.atomic
def close_open_item(*, item: OpenItem, reason: str, expected_version: int, by: Actor) -> OpenItem:
    """Take something off the page, once, with its reason. Raises WrongState, ReasonNeeded, Forbidden, Stale."""
    require(by, Act.OPEN_ITEM_WRITE)
    if item.closed_at is not None:
        raise WrongState("This item", "closed", "closed again")
    if not reason.strip():
        raise ReasonNeeded("closed")
    save_version(item, expected=expected_version, closed_at=by.now, close_reason=reason)
    record("open item.closed", subject=item, by=by, at=by.now, agency=item.agency.code, reason=reason)
    return item
