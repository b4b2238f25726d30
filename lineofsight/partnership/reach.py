"""How far a row reaches, and how far each role sees. Plain values, no database."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from types import MappingProxyType

from lineofsight.library.who import Role


class Audience(IntEnum):
    """How far a row reaches. It climbs as the row is submitted, accepted and published; never silently back."""

    OWN = 0  # S2: the agency's own
    HUB = 1  # submitted: the business unit, the partners and the scrutineer see it
    PARTNERSHIP = 2  # S1: all members
    PUBLIC = 3  # S0


class OnePerson(IntEnum):
    """How many rows that tell of one person somebody sees (S3): of a child in the records, or of one who works."""

    NONE = 0
    NEAR = 1  # those that their post in the agency brings them near to: their team's, their own, or their own entries
    OF_THE_AGENCY = 2  # those of their own agency
    ALL = 3  # background work alone


@dataclass(frozen=True)
class Reach:
    """The least audience that a role sees, in its own agency and in the others; and rows of single people.

    children: of the children in the records. staff: of those who work: their posts, absences, training.
    """

    own_from: Audience
    other_from: Audience
    children: OnePerson = OnePerson.NONE
    staff: OnePerson = OnePerson.NONE

    def wider(self, other: "Reach") -> "Reach":
        """The reach of somebody who has both."""
        return Reach(
            min(self.own_from, other.own_from),
            min(self.other_from, other.other_from),
            max(self.children, other.children),
            max(self.staff, other.staff),
        )


NOTHING_BUT_PUBLISHED = Reach(Audience.PUBLIC, Audience.PUBLIC)
_IN_AN_AGENCY = Reach(Audience.OWN, Audience.PARTNERSHIP)
# They see every child of their agency, and each time is recorded (docs/decisions/0058).
_WITH_CHILDREN = Reach(Audience.OWN, Audience.PARTNERSHIP, OnePerson.OF_THE_AGENCY, OnePerson.OF_THE_AGENCY)
_NEAR_CHILDREN = Reach(Audience.OWN, Audience.PARTNERSHIP, OnePerson.NEAR, OnePerson.NEAR)
# They see who works in their agency, and no child.
_WITH_STAFF = Reach(Audience.OWN, Audience.PARTNERSHIP, staff=OnePerson.OF_THE_AGENCY)
_AFTER_SUBMISSION = Reach(Audience.HUB, Audience.HUB)

REACH: Mapping[Role, Reach] = MappingProxyType(
    {
        Role.CONTRIBUTOR: _IN_AN_AGENCY,
        Role.PRACTITIONER: _NEAR_CHILDREN,
        Role.TEAM_MANAGER: _NEAR_CHILDREN,
        Role.REVIEWING_OFFICER: _NEAR_CHILDREN,
        Role.SAFEGUARDING_LEAD: _WITH_CHILDREN,
        Role.ANALYST: _WITH_CHILDREN,
        Role.LEARNING_LEAD: _WITH_STAFF,
        Role.LEADER: _IN_AN_AGENCY,
        Role.BUSINESS_MANAGER: _AFTER_SUBMISSION,
        Role.EXECUTIVE: _AFTER_SUBMISSION,
        # Checker and publisher judge the whole text before it is everybody's.
        Role.CHECKER: _AFTER_SUBMISSION,
        Role.PUBLISHER: _AFTER_SUBMISSION,
        Role.SCRUTINEER: Reach(Audience.OWN, Audience.OWN),
        Role.JOB: Reach(Audience.OWN, Audience.OWN, OnePerson.ALL, OnePerson.ALL),
        Role.DATA_PROTECTION: NOTHING_BUT_PUBLISHED,
        Role.ADMINISTRATOR: NOTHING_BUT_PUBLISHED,
        Role.LINK_HOLDER: NOTHING_BUT_PUBLISHED,
        Role.API_TOKEN: NOTHING_BUT_PUBLISHED,
        Role.PUBLIC: NOTHING_BUT_PUBLISHED,
    }
)


def reach_of(roles: frozenset[Role]) -> Reach:
    """The reach of somebody with these roles; nobody signed in sees what is published."""
    reach = NOTHING_BUT_PUBLISHED
    for role in roles:
        reach = reach.wider(REACH[role])
    return reach


def sees(*, reach: Reach, actor_agency: int | None, row_agency: int, audience: int) -> bool:
    """Whether a row of `row_agency` that reaches `audience` is within reach. The same sum stands in `visible_to`
    and in PostgreSQL's row security; the access matrix compares the three."""
    if actor_agency is not None and actor_agency == row_agency and audience >= reach.own_from:
        return True
    return audience >= reach.other_from
