"""Say who answers for a recommendation or an action, and pass on what a closed body leaves behind."""

from typing import Any

from django.db import transaction

from lineofsight.assurance.models import Action, Evidence, OpenItem, Recommendation, Statement, Update
from lineofsight.files.models import Held
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.models import Agency, Membership
from lineofsight.partnership.policy import require
from lineofsight.partnership.rows import save_version
from lineofsight.partnership.rules import Act
from lineofsight.trail.actions import record


class NotOfThisAgency(ValueError):
    """Somebody is named who does not work for the agency that leads."""

    def __init__(self) -> None:
        super().__init__("Choose somebody who is in the lead agency today, or nobody.")


class NoSuccessor(ValueError):
    """A closed body names no successor."""

    def __init__(self, agency: Agency) -> None:
        super().__init__(f"{agency.name} names no successor. Say first which body takes over.")


@transaction.atomic
def name_owner(
    *, row: Recommendation | Action, owner_role: str, owner: Membership | None, expected_version: int, by: Actor
) -> Recommendation | Action:
    """Say in which role somebody answers for it, and who has that role. Raises Forbidden, NotOfThisAgency, Stale."""
    require(by, Act.OWNER_NAME, row)
    if owner is not None and owner.agency_id != row.agency_id:
        raise NotOfThisAgency
    save_version(row, expected=expected_version, owner_role=owner_role.strip(), owner=owner)
    record(
        "owner.named",
        subject=row,
        by=by,
        at=by.now,
        agency=row.agency.code,
        role=owner_role.strip(),
        owner=owner.ref if owner else "",
    )
    return row


@transaction.atomic
def pass_on(*, agency: Agency, by: Actor) -> int:
    """Pass all that a body leads and says to its successor; its history stays as it was. Out: how many rows.

    Its sentences, its evidence with the files behind it, and what of it is not yet done go along. Signatures and
    opinions were given to the old body: the successor signs anew, and opinions lapse.
    Raises Forbidden, NoSuccessor.
    """
    require(by, Act.RECOMMENDATION_WRITE)
    heir = agency.successor
    if heir is None:
        raise NoSuccessor(agency)
    passed = 0
    for model in (Recommendation, Action):
        passed += sum(_to(heir, row, by=by, owner=None) for row in _rows_of(model, agency, by))
    for other in (Statement, Evidence, OpenItem):
        passed += sum(_to(heir, row, by=by) for row in _rows_of(other, agency, by))
    files = Evidence.objects.visible_to(by).filter(agency=heir, held__agency=agency).values("held")
    for held in Held.objects.visible_to(by).filter(pk__in=files):
        _to(heir, held, by=by)
    # What was accepted stays the words of the body that said them; what is begun is now the successor's to finish.
    for update in Update.objects.visible_to(by).filter(agency=agency, state__in=("submitted", "returned")):
        save_version(update, expected=update.version, agency=heir)
    return passed


def _rows_of(model: Any, agency: Agency, by: Actor) -> list[Any]:
    return list(model.objects.visible_to(by).filter(agency=agency).select_related("agency").order_by("id"))


def _to(heir: Agency, row: Any, *, by: Actor, **changes: Any) -> int:
    """Pass one row on, and leave its trail. Out: 1, so that callers can add up."""
    before = row.agency.code
    save_version(row, expected=row.version, agency=heir, **changes)
    record("owner.passed on", subject=row, by=by, at=by.now, agency=heir.code, before=before)
    return 1
