"""What the hand-written rules expect. Nothing here asks the product."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import yaml

RULES: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "rules.yaml").read_text(encoding="utf-8"))
AUDIENCES = ("own", "hub", "partnership", "public")
# What is seen by whoever may do an act, whatever agency it is of.
SEEN_BY_ACT = {
    "agency": "accounts.read",
    "person": "accounts.read",
    "lost": "accounts.read",
    "failed_job": "jobs.read",
    "failed_mail": "outbox.read",
    "look": "trail.read",
}
# What is seen by one person alone, whose name stands as its owner.
PERSONAL_KINDS = frozenset({"job", "draft", "why_asked"})
IN_A_SAMPLE = "in a sample"


class Answer(StrEnum):
    """How an address answers."""

    ANSWERED = "answered"
    SIGN_IN = "to sign in"
    SECOND_STEP = "to the second step"
    FORBIDDEN = "403"
    NOT_FOUND = "404"
    NOT_ALLOWED = "405"


@dataclass(frozen=True)
class Who:
    """Somebody who asks: their roles of today and the agency they act for."""

    name: str
    roles: frozenset[str]
    agency: str = ""
    is_signed_in: bool = True
    is_half_signed_in: bool = False


@dataclass(frozen=True)
class Thing:
    """A row as the rules see it: whose it is and how far it reaches."""

    kind: str
    owner: str
    audience: str
    state: str = ""


def roles_of(names: list[str]) -> frozenset[str]:
    """Roles, with the groups among them written out."""
    return frozenset(role for name in names for role in RULES["groups"].get(name, [name]))


# Where the audience of a row would stand: it tells of a child or a worker, and reaches none.
OF_A_CHILD = "of a child"
# The same of a row that tells of somebody who works, and of no child.
OF_STAFF = "of staff"
# Of those who work, and seen by background work alone.
UNSEEN = "unseen"


def shared_with(owner: str, *others: str, of: str = OF_A_CHILD) -> str:
    """What stands for the audience of one person's row in which other agencies take part, and so see it."""
    taking_part = [other for other in others if other != owner]
    return f"{of}, with {' and '.join(taking_part)}" if taking_part else of


def sees(who: Who, owner: str, audience: str) -> bool:
    """Whether somebody sees rows of an agency that reach an audience, or that tell of a child or a worker."""
    if audience.startswith(OF_A_CHILD):
        whose = {RULES["children"].get(role) for role in who.roles}
        theirs = (owner, *audience.removeprefix(f"{OF_A_CHILD}, with ").split(" and "))
        return "all" in whose or ("own" in whose and who.agency in theirs)
    if audience.startswith(OF_STAFF):
        whose = {RULES["staff"].get(role) for role in who.roles}
        theirs = (owner, *audience.removeprefix(f"{OF_STAFF}, with ").split(" and "))
        return "all" in whose or ("own" in whose and who.agency in theirs)
    if audience == UNSEEN:
        return "all" in {RULES["staff"].get(role) for role in who.roles}
    level = AUDIENCES.index(audience)
    return any(
        level >= AUDIENCES.index(reach["own" if owner == who.agency else "other"])
        for reach in (RULES["reach"][role] for role in who.roles)
    )


def may(who: Who, act: str, owner: str | None) -> bool:
    """Whether somebody may do an act, to a row of `owner` where one is given."""
    rule = RULES["acts"][act]
    if who.roles & roles_of(rule.get("any", [])):
        return True
    if owner == "hub" and who.roles & roles_of(rule.get("unit", [])):
        return True
    if owner is None or not who.agency:
        return False
    return bool(who.roles & roles_of(rule.get("own" if owner == who.agency else "other", [])))


def is_there(who: Who, thing: Thing) -> bool:
    if thing.kind in SEEN_BY_ACT:
        return may(who, SEEN_BY_ACT[thing.kind], None)
    if thing.kind in PERSONAL_KINDS:
        return who.name == thing.owner
    if thing.kind == "grant":
        # Its state says who asked.
        return who.name == thing.state or (
            thing.owner == who.agency and bool(who.roles & set(RULES["grants are read by"]))
        )
    if thing.kind == "deletion":
        # Read by whoever may answer it, and by the officers.
        return may(who, "retention.agree", thing.owner) or may(who, "retention.read", None)
    if thing.kind == "access_question":
        return who.name == thing.state or bool(who.roles & set(RULES["access questions are read by"]))
    return sees(who, thing.owner, thing.audience)


def has_leave(who: Who, act: str, thing: Thing | None) -> bool:
    """Whether somebody's grant opens a thing for an act, today."""
    is_in_sample = thing is not None and thing.state == IN_A_SAMPLE
    leave = roles_of(RULES["acts"][act].get("leave", []))
    return is_in_sample and bool(who.roles & leave) and who.name in RULES["grants hold for"]


def answer(who: Who, *, act: str, thing: Thing | None, is_taken: bool, is_open_half: bool = False) -> Answer:
    """The answer to a request. `is_taken`: the address takes it; `is_open_half`: it leads to the second step."""
    if who.is_half_signed_in and not is_open_half:
        return Answer.SECOND_STEP
    if who.is_half_signed_in:
        return Answer.ANSWERED if is_taken else Answer.NOT_ALLOWED
    if not is_taken:
        return Answer.NOT_ALLOWED
    if not who.is_signed_in and not may(who, act, None):
        return Answer.SIGN_IN
    if thing is not None and not is_there(who, thing):
        return Answer.NOT_FOUND
    owner = None if thing is None or thing.kind in {*SEEN_BY_ACT, *PERSONAL_KINDS} else thing.owner
    if not may(who, act, owner) and not has_leave(who, act, thing):
        return Answer.FORBIDDEN
    if act == "site.read" and thing is not None and thing.state != "published":
        # A published page is there once it is published, whoever asks.
        return Answer.NOT_FOUND
    return Answer.ANSWERED


def moves(of: str) -> set[tuple[str, str, frozenset[str], bool]]:
    """The moves of a state machine: from, to, who, and whether a reason is needed. «a or b» stands for each of them."""
    found = set()
    for sources, targets, who, *reason in RULES["moves"][of]:
        roles = frozenset({who} if who in RULES["reach"] else {one.replace("-", " ") for one in who.split()})
        found |= {(a, b, roles, bool(reason)) for a in sources.split(" or ") for b in targets.split(" or ")}
    return found
