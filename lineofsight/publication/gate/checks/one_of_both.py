"""«Changed, or carried out»: where a figure counts one thing or another, a sentence tells not all of it as the one."""

import re
from collections.abc import Iterator

from lineofsight.publication.content.edition import LineFigure
from lineofsight.publication.gate.check import Found
from lineofsight.publication.gate.checks.counted import named_in
from lineofsight.publication.gate.whom import FOR, OF

_CURE = "Say that both kinds are counted («… or …»), or leave it out."
# «Posts that nobody fills, covered by agency workers or not»: both kinds were counted.
_EITHER = re.compile(r"(?:^|,\s*)([^,]+?)\s+or\s+not\b", re.IGNORECASE)
_LEAVES_OPEN = re.compile(r"\bor not\b|\bwhether\b|\bnot\b|\bsome\b", re.IGNORECASE)
_HEAD = re.compile(r"\b(?:who|whom|whose|that|which|in|on|at|by|for|with|from|to|without|about|after)\b")
# Where one way ends and the next begins.
_OR = re.compile(r",\s+or\s+", re.IGNORECASE)
_OF_SOME = re.compile(
    r"(?P<before>(?:(?:an?\s+|the\s+)?[a-z][a-z’'-]+,\s+)*(?:an?\s+|the\s+)?[a-z][a-z’'-]+)\s+or\s+(?!not\b|both\b|more\b|less\b"
    r"|better\b|worse\b|above\b|below\b|over\b|under\b|after\b|before\b|later\b|earlier\b|otherwise\b|two\b|so\b)"
    r"(?:an?\s+|the\s+|by\s+|another\s+|other\s+)?(?P<behind>[a-z][a-z’'-]+)",
    re.IGNORECASE,
)
# A sentence that says «or», or that it may have been one of several, tells both in its own words.
_SAYS_OR = re.compile(
    r"\b(?:or|either|whether|otherwise|other|others|both|some|something|somehow|ways?)\b|/", re.IGNORECASE
)
# Two words for the same people are no two conditions.
_ONE_OF_A_KIND = (
    {"paren", "carer"}, {"child", "young"}, {"mothe", "fathe"}, {"his", "her"}, {"she", "he"}, {"broth", "siste"},
    {"baby", "child"}, {"babie", "child"}, {"famil", "carer"},
)  # fmt: skip


def one_of_both(figure: LineFigure, definition: str, own: str, measure: str) -> Iterator[Found]:
    """What a sentence leaves out of «one or the other». `measure`: the name of what is measured, told of either."""
    for found in _EITHER.finditer(definition):
        words = set(re.findall(r"[a-z]{3,}", found[1].casefold()))
        if len(words) > 1 and words <= set(re.findall(r"[a-z]{3,}", own.casefold())) and not _LEAVES_OPEN.search(own):
            yield Found(
                "figure.one_of_both",
                f"{figure.number} counts those «{found[1]} or not», and the sentence tells all of them as one kind.",
                _CURE,
            )
    if _SAYS_OR.search(own):
        return
    counted, _, whole = definition.partition(FOR if FOR in definition else OF)
    ways = _OR.split(counted)
    if len(ways) == 1:
        found_or = _OF_SOME.search(counted)
        ways = [*found_or["before"].split(", "), found_or["behind"]] if found_or else []
    # What is counted in either way is named before the first: «questions after which …».
    told = _told(
        ways, own, f"{measure} {whole} {_HEAD.split(counted)[0]}" if _OR.search(counted) else f"{measure} {whole}"
    )
    if told and not all(told):
        left_out = next(way for way, is_told in zip(ways, told, strict=True) if not is_told)
        yield Found(
            "figure.one_of_both",
            f"{figure.number} counts «{counted}», and the sentence leaves out «{left_out.strip()}»: it tells all of "
            "them as the other.",
            _CURE,
        )


def _told(ways: list[str], own: str, of_both: str) -> list[bool]:
    """Of each way whether the sentence says a word that is its own; nothing where a way has none, or none is told."""
    named = [named_in(way) for way in ways]
    known = named_in(of_both)
    said = named_in(own)
    alone = [
        words - set().union(*(other for place, other in enumerate(named) if place != at)) - known
        for at, words in enumerate(named)
    ]
    if (
        len(ways) < 2
        or not all(alone)
        or any(words <= pair for pair in _ONE_OF_A_KIND for words in [set().union(*alone)])
    ):
        return []
    told = [bool(words & said) for words in alone]
    return told if any(told) else []
