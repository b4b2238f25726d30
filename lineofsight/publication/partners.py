"""Who the safeguarding partners of this partnership are: its agencies of the kinds that the library names."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from lineofsight.assurance.shelf import shelf
from lineofsight.library.kinds import Partner
from lineofsight.partnership.models import Agency
from lineofsight.partnership.queries import agencies


@dataclass(frozen=True)
class PartnerAgency:
    """One agency that is a safeguarding partner, and what for. `partner` is the entry of the library."""

    partner: str
    title: str
    agency: Agency


def kinds_that_approve(*, on: date) -> frozenset[str]:
    """The kinds of agencies that are safeguarding partners: only they approve a Summary."""
    return frozenset(entry.agency_kind for entry in shelf().entries(Partner, on=on))


def titles_without_agency(*, on: date) -> tuple[str, ...]:
    """The safeguarding partners of which no agency is here yet, in the order of the library."""
    there = {one.partner for one in partner_agencies(on=on)}
    entries = sorted(shelf().entries(Partner, on=on), key=lambda entry: entry.order)
    return tuple(entry.title for entry in entries if entry.id not in there)


def partner_agencies(*, on: date) -> tuple[PartnerAgency, ...]:
    """The agencies that each have to approve an edition, in the order of the library."""
    kinds: Mapping[str, Partner] = {entry.agency_kind: entry for entry in shelf().entries(Partner, on=on)}
    found = [
        PartnerAgency(kinds[agency.kind].id, kinds[agency.kind].title, agency)
        for agency in agencies()
        if agency.kind in kinds
    ]
    return tuple(sorted(found, key=lambda one: (kinds[one.agency.kind].order, one.agency.name)))
