"""The keys that a plan or a report prints: what a colour or a letter means, and what an abbreviation stands for."""

import re

from lineofsight.intake.characters import fold
from lineofsight.library.plan import StatusColour

COLOURS = tuple(colour.value for colour in StatusColour)
LETTERS = {"r": "red", "a": "amber", "g": "green", "b": "blue"}
"""Colours by their first letter, as cells of status are filled in by hand."""
_MEANS = r"\s*(?:=|:|–|-|\bmeans\b|\bis\b)\s*([^=;,.\n|]+)"
_COLOUR = re.compile(rf"\b({'|'.join(COLOURS)})\b{_MEANS}", re.IGNORECASE)
_LETTER = re.compile(r"(?:^|[\s;,(–-])([RAGB])\s*(?:=|:|–|-)\s*([^=;,.\n|]+)")
_SHORT = re.compile(
    r"\s*([A-Z][A-Za-z&]*[A-Z]|[A-Z]{2,8})\s*(?:=|:|–|\bmeans\b|\bstands for\b)\s*([A-Z][^=;\n|]+?)[\s.]*"
)


def colours_in_key(text: str) -> dict[str, str]:
    """What a line says that colours mean, by the colour's word: «Key: Green = complete; R = overdue»."""
    found = {LETTERS[match[1].lower()]: fold(match[2]) for match in _LETTER.finditer(text)}
    return found | {match[1].lower(): fold(match[2]) for match in _COLOUR.finditer(text)}


def abbreviation_in(text: str) -> tuple[str, str] | None:
    """An abbreviation and what it stands for, where a line says nothing else: «ICB = Marsh Integrated Care Board»."""
    match = _SHORT.fullmatch(text)
    if not match or match[1].lower() in (*COLOURS, *LETTERS) or len(match[2].split()) > 12:
        return None
    return match[1], fold(match[2])


def tells_of_a_key(text: str) -> bool:
    """Whether a line is a key, or holds one."""
    return bool(colours_in_key(text)) or abbreviation_in(text) is not None
