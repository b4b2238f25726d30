"""Who leads: agencies by name or in short, roles, and names of officers, which are shown to the person and not kept.

What stands in a column of agencies is looked up as a body first, what stands in a column of owners as a role.
"""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from lineofsight.intake.bodies.organisations import register_of
from lineofsight.intake.characters import fold
from lineofsight.intake.correcting.names import NOT_NAMES
from lineofsight.intake.plans.content import PlanLanguage, ours
from lineofsight.library.plan import PlanPart

# Between two owners: «Council / Health», «Council – Head of Quality», «Council: Head of Quality», one below the other.
_BETWEEN = re.compile(r"\s*[/;\n+]\s*|\s+[–-]\s+|:\s+")
_BRACKETS = re.compile(r"\(([^()]+)\)")
_AND = re.compile(r"\s+(?:and|&)\s+", re.IGNORECASE)
_COMMA = re.compile(r"\s*,(?!\s*part of\b)\s*")
_PART_OF = re.compile(r"[A-Z][^,]+,\s*part of\s+(?:the\s+)?(.+)")
_NAME = re.compile(r"[A-Z][\w’'-]+(?:\s+[A-Z]\.?)?(?:\s+[A-Z][\w’'-]+){1,2}")
_INITIALS = re.compile(r"[A-Z]\.?\s?[A-Z][a-z][\w’'-]+")
_CAPITALS = re.compile(r"[A-Z&]{2,8}")
_TITLE = re.compile(r"(?:Mrs?|Ms|Miss|Dr|Prof(?:essor)?|Cllr)\.?\s+(?=[A-Z])")


class OwnerKind(StrEnum):
    """What a part of an owner cell is. The values are the words that people read."""

    AGENCY = "agency"
    ROLE = "role"
    OFFICER = "name of an officer"
    UNCLEAR = "not known"


@dataclass(frozen=True, slots=True)
class Owner:
    """One part of an owner cell, in its own words. An OFFICER is to be blacked out unless a person says otherwise.

    column: in which kind of column it stands, LEAD_AGENCY or LEAD_ROLE. place: where `agency` is a general word, the
    words that say which one («NPS Tideway» is «Probation», of Tideway).
    """

    words: str
    kind: OwnerKind
    agency: str = ""
    column: PlanPart = PlanPart.LEAD_AGENCY
    place: str = ""


def owners_in(
    text: str, language: PlanLanguage | None = None, column: PlanPart = PlanPart.LEAD_AGENCY
) -> tuple[Owner, ...]:
    """The owners that a cell names: «Council / Health», «CSC and Police», «Jo Example, Head of Service».

    A role keeps the words behind its comma («Head of Service, Front Door»), unless they are a body.
    """
    language = language or ours()
    found = [
        owner
        for chunk in _chunks(text, language)
        for owner in _with_its_comma([_owner(part, language) for part in _commas(chunk, language)])
    ]
    if column is PlanPart.LEAD_AGENCY:
        # Nobody else stands in this column, so words that we do not know are a body that we do not know.
        found = [replace(o, kind=OwnerKind.AGENCY, agency=o.words) if o.kind is OwnerKind.UNCLEAR else o for o in found]
    return tuple(replace(owner, column=column) for owner in found)


def _chunks(text: str, language: PlanLanguage) -> list[str]:
    """What stands apart in a cell; words in brackets stand apart where they are a body."""
    found: list[str] = []
    for chunk in _BETWEEN.split(text):
        inner = [one for one in _BRACKETS.findall(chunk) if is_body(fold(one), language)]
        for one in inner:
            chunk = chunk.replace(f"({one})", " ")
        both = _AND.split(chunk)
        # «Children and Families Service» and «NHS Vale and Peaks ICB» are one body; «CSC and Police» are two.
        is_two = len(both) > 1 and not is_body(fold(chunk), language) and all(is_body(one, language) for one in both)
        found += [*(both if is_two else [chunk]), *inner]
    return [fold(one) for one in found if one.strip()]


def _commas(chunk: str, language: PlanLanguage) -> list[str]:
    # The name of a body may hold a comma: «Marsh Council, children's social care».
    return [chunk] if known_body(chunk, language) else [part for part in _COMMA.split(chunk) if part]


def _with_its_comma(parts: list[Owner]) -> list[Owner]:
    """The parts of a chunk, with what follows the comma of a role and is nobody's put back behind it."""
    found: list[Owner] = []
    for part in parts:
        before = found[-1] if found else None
        # A name may follow a role as well («Head of Service, Jo Example»): it must not be kept by mistake.
        goes_on = part.kind not in (OwnerKind.AGENCY, OwnerKind.OFFICER)
        if before is not None and before.kind is OwnerKind.ROLE and goes_on:
            found[-1] = replace(before, words=f"{before.words}, {part.words}")
            continue
        if before is not None and before.kind is OwnerKind.AGENCY and part.kind is OwnerKind.UNCLEAR:
            found[-1] = replace(before, words=f"{before.words}, {part.words}")
            continue
        found.append(part)
    return found


def _owner(part: str, language: PlanLanguage) -> Owner:
    known = known_body(part, language)
    if known:
        return Owner(part, OwnerKind.AGENCY, known)
    plain = {word.lower().removesuffix("s") for word in re.findall(r"[\w-]+", part)}
    if _is_title_and_name(part, language):
        return Owner(part, OwnerKind.OFFICER)
    if plain & language.roles or all(word in language.ranks for word in plain):
        return Owner(part, OwnerKind.ROLE)
    if named := _named(part):
        return Owner(part, OwnerKind.AGENCY, named)
    general, place = _with_a_place(part, language)
    if general:
        return Owner(part, OwnerKind.AGENCY, general, place=place)
    if plain & language.bodies and part[:1].isupper():
        return Owner(part, OwnerKind.AGENCY, part)
    if plain & language.groups:
        return Owner(part, OwnerKind.ROLE)
    # «Northmoor Community Health» looks like a name, and one of its words is nobody's.
    is_body = bool((NOT_NAMES | language.not_names).intersection(re.findall(r"[\w-]+", part)))
    if (_NAME.fullmatch(part) and not is_body and not _has_capitals(part)) or _INITIALS.fullmatch(part):
        return Owner(part, OwnerKind.OFFICER)
    return Owner(part, OwnerKind.UNCLEAR)


def _is_title_and_name(part: str, language: PlanLanguage) -> bool:
    """«Dr Example», «Det Supt Example»: a title or ranks, and then nothing but a name."""
    if title := _TITLE.match(part):
        return len(part[title.end() :].split()) < 3
    words = part.split()
    ranks = [word for word in words if word.lower().rstrip(".") in language.ranks]
    rest = words[len(ranks) :]
    if not ranks or words[: len(ranks)] != ranks or not 0 < len(rest) < 3:
        return False
    has_role = {word.lower().removesuffix("s") for word in rest} & (language.roles | language.groups)
    is_name = all(re.fullmatch(r"[A-Z][\w’'-]+|[A-Z]\.?", word) for word in rest)
    return is_name and not has_role and not (NOT_NAMES | language.not_names).intersection(rest)


def _has_capitals(part: str) -> bool:
    return any(_CAPITALS.fullmatch(word) for word in part.split())


def is_body(part: str, language: PlanLanguage) -> bool:
    """Is this a body by its words alone?"""
    return bool(known_body(part, language) or _named(part) or _with_a_place(part, language)[0])


def known_body(part: str, language: PlanLanguage) -> str:
    """The agency that these general words or this abbreviation stand for, or ""."""
    plain = fold(part.lower().replace("’", "'")).removeprefix("the ")
    return next((name for name, words in language.agencies.items() if plain in words or plain == _plain(name)), "")


def _plain(name: str) -> str:
    return fold(name.lower().replace("’", "'"))


def _with_a_place(part: str, language: PlanLanguage) -> tuple[str, str]:
    """The general name in a part and the words that say which one: «NPS Tideway», «Tideway Probation»; or ""."""
    words = part.split()
    if not all(word[:1].isupper() for word in words):
        return "", ""
    for at in range(1, len(words)):
        for short, place in ((words[at:], words[:at]), (words[:at], words[at:])):
            if known := known_body(" ".join(short), language):
                return known, " ".join(place)
    return "", ""


def _named(part: str) -> str:
    """The part itself where the whole of it is the name of a body, or the body that it is part of; or ""."""
    within = _PART_OF.fullmatch(part)
    part = within[1] if within else part
    names = register_of([part]).names
    return names[0] if len(names) == 1 and names[0] == fold(part) else ""
