"""The roles of the demonstration in three groups, each with what it is for and what waits."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from lineofsight.desk.my_work.queries import work_of
from lineofsight.partnership.actions import BECAME, MADE_ON_DEMAND
from lineofsight.partnership.actor import job
from lineofsight.partnership.queries import Held, demonstration_roles, today
from lineofsight.partnership.reads import CHILDREN_READ, LIST_SEEN, LOOKS, TAKEN_AWAY
from lineofsight.partnership.rules import ROLE_WORDS, Role
from lineofsight.partnership.scope import scope
from lineofsight.trail.queries import newest_ref

PURPOSE: Mapping[Role, str] = MappingProxyType(
    {
        Role.CONTRIBUTOR: "Writes what the agency did and attaches what shows it.",
        Role.PRACTITIONER: "Works with children and families, and records what was seen.",
        Role.TEAM_MANAGER: "Sees to it that a team’s visits happen.",
        Role.REVIEWING_OFFICER: "Reviews the plans of children in care.",
        Role.SAFEGUARDING_LEAD: "Agrees to what is said about the agency, and signs it.",
        Role.ANALYST: "Brings in the agency’s data and counts it.",
        Role.LEARNING_LEAD: "Looks after audits and what is learned from them.",
        Role.LEADER: "Answers for the agency, and signs for it.",
        Role.BUSINESS_MANAGER: "Brings the review in, judges evidence, puts the Summary together.",
        Role.EXECUTIVE: "Approves the Summary for the safeguarding partners.",
        Role.CHECKER: "Checks that nothing published points to a child or a worker.",
        Role.PUBLISHER: "Publishes what others wrote, checked and approved.",
        Role.DATA_PROTECTION: "Sees who did what and who may, never the content.",
        Role.ADMINISTRATOR: "Lets people in and out, and sees no content at all.",
        Role.SCRUTINEER: "Looks from outside, and says what it is worth.",
    }
)
_ACROSS = frozenset(
    {
        Role.BUSINESS_MANAGER,
        Role.EXECUTIVE,
        Role.CHECKER,
        Role.PUBLISHER,
        Role.DATA_PROTECTION,
        Role.ADMINISTRATOR,
    }
)
_OUTSIDE = frozenset({Role.SCRUTINEER})


@dataclass(frozen=True)
class Choice:
    """One role to step into. `waiting` counts the things that wait for it today."""

    role: str
    role_words: str
    agency: str
    agency_code: str
    purpose: str
    waiting: int

    @property
    def button(self) -> str:
        """«Start as business manager»."""
        return f"Start as {self.role_words[0].lower()}{self.role_words[1:]}"


@dataclass(frozen=True)
class Group:
    """Some choices under one caption."""

    caption: str
    choices: tuple[Choice, ...]


# What waits for everybody takes a second to find, and this is the first page that anybody sees: it is found once, and
# anew as soon as anything was done. Whatever is done has its event; looking, and stepping into a role, changes nothing.
_CHANGES_NOTHING = (*LOOKS, CHILDREN_READ, LIST_SEEN, TAKEN_AWAY, BECAME)
_kept: dict[tuple[str, date], tuple[Group, ...]] = {}


def groups(*, now: datetime) -> tuple[Group, ...]:
    """Every role that can be stepped into, in three groups; a group without roles is left out."""
    with scope(job("what waits", now=now), writes=False):
        stands = (newest_ref(but=_CHANGES_NOTHING), today(now))
    found = _kept.get(stands)
    if found is None:
        found = _groups(now)
        _kept.clear()
        if stands[0]:
            _kept[stands] = found
    return found


def _groups(now: datetime) -> tuple[Group, ...]:
    held = demonstration_roles(made_on_demand=MADE_ON_DEMAND, now=now)
    parted = (
        # Few and shown first: the many of the agencies are alike.
        ("Across the partnership", [one for one in held if one.role in _ACROSS]),
        ("From outside", [one for one in held if one.role in _OUTSIDE]),
        ("In an agency", [one for one in held if one.role not in _ACROSS | _OUTSIDE]),
    )
    return tuple(Group(caption, tuple(_choice(one) for one in some)) for caption, some in parted if some)


def _choice(held: Held) -> Choice:
    waiting = 0
    if held.actor is not None:
        with scope(held.actor, writes=False):
            waiting = len(work_of(held.actor).waiting)
    return Choice(
        role=held.role.value,
        role_words=ROLE_WORDS[held.role],
        agency=held.agency_name,
        agency_code=held.agency_code,
        purpose=PURPOSE[held.role],
        waiting=waiting,
    )
