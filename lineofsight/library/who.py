"""Who does something, as library files say it: a kind of agency, and roles in it."""

from collections.abc import Iterable
from enum import StrEnum

from pydantic import Field

from lineofsight.library.entry import Strict


class AgencyKind(StrEnum):
    """What kind of body an agency is. The partnership's own business unit is an agency too: the hub."""

    HUB = "hub"
    COUNCIL = "council"
    COURT_ADVISORY = "court advisory"
    HEALTH = "health"
    PROBATION = "probation"
    POLICE = "police"
    CARE_BOARD = "integrated care board"
    EDUCATION = "education"
    INDEPENDENT = "independent"


class Role(StrEnum):
    """What a person is here. Codes are kept in the database; `ROLE_WORDS` says them aloud."""

    PUBLIC = "public"
    CONTRIBUTOR = "contributor"
    PRACTITIONER = "practitioner"
    TEAM_MANAGER = "team manager"
    REVIEWING_OFFICER = "reviewing officer"
    EXECUTIVE = "executive"
    SAFEGUARDING_LEAD = "safeguarding lead"
    ANALYST = "analyst"
    LEARNING_LEAD = "audit and learning lead"
    LEADER = "leader"
    BUSINESS_MANAGER = "business manager"
    SCRUTINEER = "scrutineer"
    CHECKER = "checker"
    PUBLISHER = "publisher"
    DATA_PROTECTION = "data-protection officer"
    ADMINISTRATOR = "administrator"
    LINK_HOLDER = "link holder"
    API_TOKEN = "API token"  # noqa: S105
    JOB = "background job"


WITH_CHILDREN = frozenset({Role.PRACTITIONER, Role.TEAM_MANAGER, Role.REVIEWING_OFFICER, Role.SAFEGUARDING_LEAD})
"""Whoever can be near a child of their agency: the roles that fill in forms and do steps."""


class Who(Strict):
    """People with one of these roles in agencies of this kind."""

    agency: AgencyKind = Field(description="the kind of agency")
    roles: tuple[Role, ...] = Field(min_length=1, description="the roles, one is enough")


def is_among(who: Iterable[Who], *, agency: str, roles: Iterable[str]) -> bool:
    """Whether somebody of an agency of this kind, with these roles, is one of those named."""
    held = frozenset(roles)
    return any(one.agency == agency and held.intersection(one.roles) for one in who)
