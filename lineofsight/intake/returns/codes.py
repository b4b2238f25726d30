"""Codes of the national returns that are more than one word of ours, and how sex and ethnicity are written."""

from collections.abc import Iterable
from functools import cache

from lineofsight.intake.returns import whys
from lineofsight.intake.returns.line import Line
from lineofsight.library.fact import FactKind
from lineofsight.library.shelf import load

# The codes of ethnicity that all returns of England share.
ETHNICITIES = frozenset(
    {"WBRI", "WIRI", "WIRT", "WROM", "WOTH", "MWBC", "MWBA", "MWAS", "MOTH", "AIND", "APKN", "ABAN", "AOTH", "BCRB",
     "BAFR", "BOTH", "CHNE", "OOTH", "REFU", "NOBT"}
)  # fmt: skip
# The codes of disability of the census of children in need.
DISABILITIES = frozenset({"NONE", "MOB", "HAND", "INC", "COMM", "LD", "HEAR", "VIS", "BEH", "CON", "AUT", "DDA"})
DAY_NOT_SAID = "day-not-said"
PLAN_NO_DAY = "plan-no-day"
"""Of a conference that has no day: a plan was made, so it was held. A plan is counted from its own start then."""

_MOST_DISABILITIES = 8
_SEXES = {"1": "M", "2": "F", "m": "M", "f": "F", "male": "M", "female": "F"}
_USUAL_SEXES = ("M", "F", "")
_NOT_KNOWN = frozenset({"0", "9", "u", "i", "n", "unknown", "indeterminate", "not known"})


@cache
def codes_of(kind: str) -> frozenset[str]:
    """The codes of a kind of fact: what a reader may hand down as `code`."""
    return frozenset(load().newest(FactKind, kind).codes)


def code_in(line: Line, field: str, kind: str) -> str:
    """The code in a cell, where the kind has it; «C1 interim care order» is taken as C1.

    Empty where nothing stands there or a word that is no code, which is noted.
    """
    text = line.text(field)
    words = text.replace("-", " ").split()
    code = words[0].upper() if words else ""
    if code in codes_of(kind):
        return code
    if code:
        line.refuse(field, whys.UNKNOWN_CODE)
    return ""


def disabilities_in_words(codes: Iterable[str]) -> str:
    """Codes of disability in one short text, sorted; more than eight are one too many to keep."""
    return " ".join(sorted(codes)[:_MOST_DISABILITIES])


def sex_in(line: Line, field: str) -> str:
    """M, F, or nothing: where it is not known, or rare enough to tell who it is."""
    text = line.text(field)
    if text in _USUAL_SEXES:
        return text
    text = text.lower().removesuffix(".0")
    if text and text not in _SEXES and text not in _NOT_KNOWN:
        line.refuse(field, whys.UNKNOWN_CODE)
    return _SEXES.get(text, "")


def ethnicity_in(line: Line, field: str) -> str:
    """The code of an ethnicity, or nothing where there is none of the returns."""
    text = line.text(field)
    if text in ETHNICITIES:
        return text
    text = text.upper()[:5].strip()
    if text and text not in ETHNICITIES:
        line.refuse(field, whys.UNKNOWN_CODE)
        return ""
    return text
