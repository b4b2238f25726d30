"""The roles of the demonstration: five to begin with, then everybody else by body, each with what waits."""

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
# Twenty-nine buttons are no first page: one of each of these shows most of what there is.
_FIRST = (Role.BUSINESS_MANAGER, Role.SAFEGUARDING_LEAD, Role.TEAM_MANAGER, Role.SCRUTINEER, Role.LEADER)


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
class Choices:
    """Those to begin with, one of a role, and all others by body. Nobody stands in both."""

    first: tuple[Choice, ...]
    others: Mapping[str, tuple[Choice, ...]]


# What waits for everybody takes a second to find, and this is the first page that anybody sees: it is found once, and
# anew as soon as anything was done. Whatever is done has its event; looking, and stepping into a role, changes nothing.
_CHANGES_NOTHING = (*LOOKS, CHILDREN_READ, LIST_SEEN, TAKEN_AWAY, BECAME)
_kept: dict[tuple[str, date], Choices] = {}


def choices(*, now: datetime) -> Choices:
    """Every role that can be stepped into, as at `now`, bodies by name."""
    with scope(job("what waits", now=now), writes=False):
        stands = (newest_ref(but=_CHANGES_NOTHING), today(now))
    found = _kept.get(stands)
    if found is None:
        found = _choices(now)
        _kept.clear()
        if stands[0]:
            _kept[stands] = found
    return found


def _choices(now: datetime) -> Choices:
    every = [_choice(one) for one in demonstration_roles(made_on_demand=MADE_ON_DEMAND, now=now)]
    first = tuple(
        max(some, key=lambda one: one.waiting)
        for role in _FIRST
        if (some := [one for one in every if one.role == role.value])
    )
    others: dict[str, list[Choice]] = {}
    for one in sorted((one for one in every if one not in first), key=lambda one: one.agency):
        others.setdefault(one.agency, []).append(one)
    return Choices(first, {agency: tuple(some) for agency, some in others.items()})


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
