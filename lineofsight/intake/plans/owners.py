"""Who leads: agencies by name or in short, roles, and names of officers, which are shown to the person and not kept."""

import re
from dataclasses import dataclass
from enum import StrEnum

from lineofsight.intake.characters import fold
from lineofsight.intake.names import NOT_NAMES
from lineofsight.intake.organisations import register_of
from lineofsight.intake.plans.content import PlanLanguage, ours

_PARTS = re.compile(r"\s*[/;\n,+()]\s*|\s+[–-]\s+")
_AND = re.compile(r"\s+(?:and|&)\s+", re.IGNORECASE)
_NAME = re.compile(
    r"(?:(?:Mrs?|Ms|Miss|Dr|DCI|DI|DS|Supt)\.?\s+)?[A-Z][\w’'-]+(?:\s+[A-Z]\.?)?(?:\s+[A-Z][\w’'-]+){1,2}"
)
_INITIALS = re.compile(r"(?:Mrs?|Ms|Miss|Dr)\.?\s+[A-Z][\w’'-]+|[A-Z]\.?\s?[A-Z][a-z][\w’'-]+")


class OwnerKind(StrEnum):
    """What a part of an owner cell is. The values are the words that people read."""

    AGENCY = "agency"
    ROLE = "role"
    OFFICER = "name of an officer"
    UNCLEAR = "not known"


@dataclass(frozen=True, slots=True)
class Owner:
    """One part of an owner cell, in its own words. An OFFICER is to be blacked out unless a person says otherwise."""

    words: str
    kind: OwnerKind
    agency: str = ""


def owners_in(text: str, language: PlanLanguage | None = None) -> tuple[Owner, ...]:
    """The owners that a cell names: «Council / Health», «CSC and Police», «Jo Example, Head of Service»."""
    language = language or ours()
    parts: list[str] = []
    for part in _PARTS.split(text):
        both = _AND.split(part)
        # «Children and Families Service» is one body; «CSC and Police» are two.
        parts += both if len(both) > 1 and all(_known(one, language) or _named(one) for one in both) else [part]
    return tuple(_owner(fold(part), language) for part in parts if part.strip())


def _owner(part: str, language: PlanLanguage) -> Owner:
    words = {word.lower().removesuffix("s") for word in re.findall(r"[\w-]+", part)}
    known = _known(part, language)
    if known:
        return Owner(part, OwnerKind.AGENCY, known)
    if words & language.roles:
        return Owner(part, OwnerKind.ROLE)
    named = _named(part)
    if named:
        return Owner(part, OwnerKind.AGENCY, named)
    if words & language.groups:
        return Owner(part, OwnerKind.ROLE)
    # «Northmoor Community Health» looks like a name, and one of its words is nobody's.
    is_body = bool(NOT_NAMES.intersection(re.findall(r"[\w-]+", part)))
    if (_NAME.fullmatch(part) and not is_body) or _INITIALS.fullmatch(part):
        return Owner(part, OwnerKind.OFFICER)
    return Owner(part, OwnerKind.UNCLEAR)


def _known(part: str, language: PlanLanguage) -> str:
    """The agency that these general words or this abbreviation stand for, or ""."""
    plain = fold(part.lower().replace("’", "'")).removeprefix("the ")
    return next((name for name, words in language.agencies.items() if plain in words or plain == name.lower()), "")


def _named(part: str) -> str:
    """The part itself where the whole of it is the name of a body, or ""."""
    names = register_of([part]).names
    return names[0] if len(names) == 1 and names[0] == fold(part) else ""
