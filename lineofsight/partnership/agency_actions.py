"""What an administrator does to the bodies that take part: add one by its name, mend what it is called, close it."""

import re

from django.db import transaction

from lineofsight.partnership.actions import add_agency, close_agency
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.models import Agency
from lineofsight.partnership.policy import require
from lineofsight.partnership.rules import Act, AgencyKind
from lineofsight.trail.actions import record


class NameTaken(Exception):
    """Two bodies of one name could not be told apart."""

    def __init__(self, name: str, there: Agency) -> None:
        gone = ", which is closed" if there.closed_date else ""
        super().__init__(f"“{name}” is the name, the short name or the code of {there.name}{gone}. Choose another.")


class OneUnit(Exception):
    """There is one business unit, and it stays one."""

    def __init__(self) -> None:
        super().__init__("The business unit is one body. It is renamed, and neither closed nor made something else.")


class NoHeir(Exception):
    """A body that closes is followed by another that still exists."""

    def __init__(self) -> None:
        super().__init__("Choose another body that still exists: it answers for what this one said.")


def code_for(name: str) -> str:
    """A code for addresses and files that no body has yet."""
    words = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")[:36].rstrip("-") or "agency"
    code, number = words, 2
    while Agency.objects.filter(code=code).exists():
        code, number = f"{words}-{number}", number + 1
    return code


def _free(*names: str, but: Agency | None = None) -> None:
    others = Agency.objects.exclude(pk=but.pk) if but else Agency.objects.all()
    for name in filter(None, names):
        for there in others:
            if name.casefold() in (there.name.casefold(), there.short_name.casefold(), there.code):
                raise NameTaken(name, there)


@transaction.atomic
def add_body(*, name: str, short_name: str, kind: AgencyKind, by: Actor) -> Agency:
    """Add a body that takes part; its code is made from its name. Raises NameTaken, OneUnit, Forbidden."""
    require(by, Act.AGENCIES_MANAGE)
    if kind is AgencyKind.HUB:
        raise OneUnit
    _free(name, short_name)
    return add_agency(code=code_for(short_name or name), name=name, kind=kind, short_name=short_name, by=by)


@transaction.atomic
def change_body(*, agency: Agency, name: str, short_name: str, kind: AgencyKind, by: Actor) -> Agency:
    """Mend what a body is called, or what kind of body it is. Its code stays: addresses and files hold it.

    What was published keeps the name that it had. Raises NameTaken, OneUnit, Forbidden.
    """
    require(by, Act.AGENCIES_MANAGE)
    if (kind is AgencyKind.HUB) != (agency.kind == AgencyKind.HUB):
        raise OneUnit
    _free(name, short_name, but=agency)
    was = {"name_was": agency.name, "kind_was": agency.kind}
    agency.name, agency.short_name, agency.kind = name, short_name, kind
    agency.save(update_fields=["name", "short_name", "kind"])
    record("agency.changed", subject=agency, by=by, at=by.now, agency=agency.code, name=name, kind=kind, **was)
    return agency


@transaction.atomic
def close_body(*, agency: Agency, successor: Agency | None, by: Actor) -> None:
    """Close a body that merged or split. Raises NoHeir, OneUnit, Forbidden."""
    require(by, Act.AGENCIES_MANAGE)
    if agency.kind == AgencyKind.HUB:
        raise OneUnit
    if successor is None or successor.pk == agency.pk or successor.closed_date or agency.closed_date:
        raise NoHeir
    close_agency(agency=agency, successor=successor, by=by)
