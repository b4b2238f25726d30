"""Where a sentence names an organisation of the report, in full, in short or in general words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lineofsight.intake.bodies.general_words import GENERAL
from lineofsight.intake.bodies.register import Register
from lineofsight.intake.patterns import lazily

# «children's services teams» and «local children's services» speak of a kind of team, not of a body.
_PART_OF_LONGER = lazily(
    r"\s+and (?:fire and )?crime (?:commissioner|panel)"
    r"|(?:['’]s)?\s+(?:call-?outs?|data|incidents?|notifications?|teams?|staff training|training|officers?['’]"
    r"|colleagues|performance|framework|guidance"
    r"|procedures?|policy"
    r"|involvement|custody|system|workforce plan|databases?|intervention|protection|powers?"
    r"|attendance(?! (?:team|officer|service|lead)s?\b)"
    r"|(?:contact|report|checks?|records?)(?! (?:the|an?|each|every|all|that|whether|its|their|on|with|how)\b))\b",
    re.IGNORECASE,
)
_SAFEGUARDING = lazily(r"(?:['’]s)?\s(?:Safeguarding|Local Safeguarding)\b")


# «Both councils», «neither trust», «the two forces»: where the report names exactly two.
_BOTH_OF = lazily(
    r"\b(?:both|neither|(?:both |each )?(?:of )?the two)\s(?:of the\s)?(?P<kind>councils?"
    r"|(?:local )?authorit(?:y|ies)|trusts?"
    r"|forces?|schools?|hospitals?|charit(?:y|ies)|boards?|organisations?|agenc(?:y|ies)|bodies)\b",
    re.IGNORECASE,
)
# Before these words without an article a body is meant: «but children's social care has not …».
_BEFORE_BARE = lazily(
    r"(?:\b(?:by|and|within|that|in|from|but|while|whilst|because|although|whether|so|or|when|where|if|since|(?:19|20)\d\d)|,"
    r"|\b(?:director|head|lead|manager|leader) (?:for|of))\s*$"
)
# What the partnership itself is called too.
_OF_MANY = frozenset(("partnership", "board", "panel", "committee", "group", "executive"))
_NO_CHARITY = lazily(
    r"\b(?:Council|Borough|Trust|NHS|Police|Constabulary|Probation|Prison|HMP|School|Academy|College|University|Hospitals?"
    r"|Infirmary|Integrated Care Board|ICB|Cafcass|Court|Ambulance|Fire|Homes|Housing)\b"
    r"|(?i:\bchildren['’]s (?:services|social care))"
)
_SINGULAR = {
    "authorities": "local authority", "authority": "local authority", "local authorities": "local authority",
    "charities": "charity",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where an organisation is named. `readings` are the others it could be, where it is not sure."""

    start: int
    end: int
    name: str
    is_sure: bool = True
    readings: tuple[str, ...] = ()


def mentions_in(text: str, register: Register, recent: tuple[str, ...]) -> tuple[Mention, ...]:
    """Return where the text names or plainly means an organisation, in order. Bodies that stand outside are left out.

    `recent` are the agencies last spoken of, the latest first; general words that could mean several bodies take the
    latest of them and are marked as not sure.
    """
    found: list[Mention] = []
    for start, end, name in register.places(text):
        # Not where it is only the beginning of a partnership's, as in «Northmoor Council Safeguarding Partnership».
        is_short_for_it = (
            found and found[-1].name == name and text[found[-1].end : start] in (" (", " (the ", " (“", ' ("')
        )
        if is_short_for_it:
            found[-1] = replace(found[-1], end=min(end + 1, len(text)))
        elif not _SAFEGUARDING.match(text, end):
            found.append(Mention(start, end, name))
    taken = {position for mention in found for position in range(mention.start, mention.end)}
    for match in GENERAL.finditer(text):
        if match.end() - 1 in taken or match.start("name") in taken:
            continue
        mention = _general_mention(text, match, register, recent)
        if mention is not None:
            found.append(mention)
    found += _by_last_word(text, register, recent)
    taken = {position for mention in found for position in range(mention.start, mention.end)}
    found = [mention for mention in found if not _BOTH_OF.match(text, max(0, mention.start - 8), mention.end)]
    for match in _BOTH_OF.finditer(text):
        kind = match.group("kind").lower()
        is_any = kind.startswith(("organisation", "agenc", "bodies"))
        both = register.names if is_any else register.candidates(_SINGULAR.get(kind, kind.removesuffix("s")))
        if len(both) == 2:
            found += [Mention(match.start(), match.end(), name) for name in both]
    return tuple(sorted(found, key=lambda mention: mention.start))


def _by_last_word(text: str, register: Register, recent: tuple[str, ...]) -> Iterator[Mention]:
    """«the team», where a Youth Offending Team was spoken of just before and no other body is called so."""
    for name in recent:
        yield from _by_kind(text, name, register)
        last = name.rpartition(" ")[2]
        if not last.isalpha() or last.lower() in _OF_MANY or GENERAL.fullmatch(last):
            continue
        if sum(other.endswith(f" {last}") for other in register.names) == 1:
            for match in re.finditer(rf"\b[Tt]he\s(?:{last}|{last.lower()})(?![\w’'-]|\sof\b)", text):
                yield Mention(match.start(), match.end(), name)


def _by_kind(text: str, name: str, register: Register) -> Iterator[Mention]:
    """«the children's centre», where one body alone bears those words at the end of its name."""
    kind = " ".join(name.split()[-2:])
    general = GENERAL.search(kind)
    if len(name.split()) < 3 or (general and general.group("strong")):
        return
    if sum(other.endswith(f" {kind}") for other in register.names) == 1:
        for match in re.finditer(rf"\b[Tt]he\s(?:{re.escape(kind)}|{re.escape(kind.lower())})(?![\w’'-]|\sof\b)", text):
            yield Mention(match.start(), match.end(), name)


def _is_body(word: str) -> bool:
    """Does the word mean one body even without a capital? «The service» is mostly a kind of help, not a body."""
    return word.lower() in (
        "trust",
        "force",
        "constabulary",
        "charity",
        "icb",
        "health board",
        "academy",
        "hospice",
        "borough",
        "royal borough",
        "hostel",
        "cooperative",
        "co-operative",
        "authority",
        "prison",
        "diocese",
        "unitary authority",
    )


def _is_only(word: str, register: Register) -> bool:
    """«the hospital», where the report names one alone."""
    return (
        word.lower()
        in (
            "hospital",
            "hospitals",
            "school",
            "surgery",
            "nursery",
            "club",
            "landlord",
            "refuge",
            "college",
            "association",
            "infirmary",
        )
        and len(register.candidates(word)) == 1
    )


def _general_mention(text: str, match: re.Match[str], register: Register, recent: tuple[str, ...]) -> Mention | None:
    name, after = match.group("name"), text[match.end() : match.end() + 40]
    is_capital = name[0].isupper()
    article = match.group("article")
    before = text[max(0, match.start() - 24) : match.start()]
    if _PART_OF_LONGER.match(after):
        return None
    if name.lower() == "board" and "board" not in register.general:
        return None  # mostly the partnership's: only where a report says whom it calls so
    if name == "ICB" and "integrated care board" in register.general:
        return Mention(match.start(), match.end(), register.general["integrated care board"])
    starts_sentence = not before.strip() or before.rstrip()[-1:] in ".!?:;"
    if match.group("weak") and not (
        article and article.lower() in ("the", "our") and (is_capital or _is_body(name) or _is_only(name, register))
    ):
        return None
    if not article and not starts_sentence and not _BEFORE_BARE.search(before):
        return None
    candidates = register.candidates(name)
    if len(candidates) == 1:
        return Mention(match.start(), match.end(), candidates[0])
    if candidates:
        likely = next((name for name in recent if name in candidates), candidates[0])
        ordered = (likely, *(other for other in candidates if other != likely))
        return Mention(match.start(), match.end(), likely, is_sure=False, readings=ordered)
    if name.lower() == "charity":
        # No name says that a body is a charity: it is the last spoken of that its name does not make another.
        likely = next((one for one in recent if not _NO_CHARITY.search(one)), "")
        return Mention(match.start(), match.end(), likely, is_sure=False, readings=(likely,)) if likely else None
    if match.group("weak") and (not is_capital or name.lower() in ("city", "county")):
        return None
    longer = next((full for words, full in register.general.items() if words.startswith(f"{name.lower()} ")), None)
    if longer:
        return Mention(match.start(), match.end(), longer)  # «Probation», after the Probation Service
    plain = register.general.setdefault(name.lower().replace("’", "'"), name)
    return Mention(match.start(), match.end(), plain, is_sure=not match.group("weak"), readings=(plain,))
