"""How the words around a number bend it: «over forty» is more than 40, «six or more» is at least 6."""

import re

from lineofsight.intake.documents import Comparator
from lineofsight.intake.patterns import lazily

_BEFORE = (
    (
        Comparator.AT_LEAST,
        r"at least|no fewer than|no less than|upwards of|not less than|not fewer than|(?:a )?minimum of|≥|>=",
    ),
    (Comparator.AT_MOST, r"up to|as (?:many|much) as|no more than|not more than|(?:a )?maximum of|at most|≤|<="),
    (
        Comparator.MORE,
        r"(?:just |well |slightly |far |a little |rather )?(?:over|more than|above|greater than|higher than)"
        r"|exceed(?:s|ed|ing)?"
        r"|in excess of|>",
    ),
    (
        Comparator.LESS,
        r"(?:just |well |slightly |far |a little |rather )?(?:under|less than|fewer than|below|lower than)"
        r"|(?:just |a little )?(?:short|shy) of|<",
    ),
    (
        Comparator.ABOUT,
        r"about|around|approximately|approx\.?|circa|c\.|roughly|some|(?:very )?nearly|almost|close to"
        r"|(?:an )?estimated|in the region of"
        r"|approaching|barely|getting on for|something like|~|≈",
    ),
    (Comparator.EQUAL, r"exactly|precisely"),
)
_COMPARATORS = tuple(
    (which, lazily(rf"(?:(?<=\s)|(?<=^)|(?<=[(\[\"“‘—–-]))(?:{words})\s*$", re.IGNORECASE)) for which, words in _BEFORE
)
# «Concerns about two children», «worried about the nine»: what the words are about is not how many they come to.
_ABOUT_IT = lazily(
    r"\b(?:assur\w+|concern\w*|worr(?:y|ies|ied)|ask(?:s|ed|ing)?|told|tells?|heard|spoke|speaks?|talk\w*|wr(?:ote"
    r"|ites?"
    r"|itten)|complain\w*|questions?|quer(?:y|ies)|information|guidance|advice|learn\w*|know[ns]?|knew|calls?"
    r"|contacts?"
    r"|agree[ds]?|messages?|something|anything|nothing|much|more|notifications?|letters?|decisions?|disputes?"
    r"|discussions?|doubts?|reports?|clear|sure|certain|happ(?:y|ier)|think|thought|said|say|what|how"
    r"|thing)\s+(?:(?:us|them|me|him|her|you|it)\s+)?about\s*$",
    re.IGNORECASE,
)
# «It has gone up to 27%»: where it came to, and no bound.
_WENT_UP_TO = lazily(
    r"\b(?:go(?:es|ne|ing)?|went|rose|risen|rises|mov(?:ed|es)|crept|jumped|climbed|shot|brought|back|are|is|was|were)"
    r"\s+up to\s*$",
    re.IGNORECASE,
)
_FROM_UP_TO = lazily(r"\bfrom\s[\d£][\w.,%]*(?:\sper\scent)?\sup to\s*$", re.IGNORECASE)
OR_MORE = lazily(
    r"\s?\+|\s(?:or (?:more|above|higher|over|greater|better)|and (?:over|above)|plus)\b(?!\s+\d)", re.IGNORECASE
)
OR_LESS = lazily(r"\s(?:or (?:fewer|less|under|below|lower)|and (?:under|below))\b", re.IGNORECASE)
OR_SO = lazily(r"\s(?:or (?:so|thereabouts))\b|[\s-]odd\b", re.IGNORECASE)
CHANGE = lazily(r"\s(?:more|fewer|additional|extra)\b", re.IGNORECASE)


_ANY_WORD = lazily(r"[\w-]+")
# «under five themes», «under the two headings»: where something stands.
_UNDER_HEADS = lazily(
    r"\s(?:[a-z]+\s)?(?:themes?|headings?|headlines|heads|titles|(?:sur)?names|aliases|objectives|priorities|strands|chapters"
    r"|sections|pillars"
    r"|recommendations|findings|aims|topics|contracts?|orders?|plans?)\b",
    re.IGNORECASE,
)
# «Compliance has not risen above 40%»: 40% at most.
_HAS_NOT = lazily(
    r"(?:\bnot|n['’]t|\bnever)\s(?:yet\s|once\s|ever\s)?(?:(?!mobile|to|in|for|at|with|by|on|of)[a-z]+\s){0,2}$",
    re.IGNORECASE,
)
_NOT_ITSELF = {Comparator.MORE: Comparator.AT_MOST, Comparator.LESS: Comparator.AT_LEAST}


# «We are short of four nurses»: so many are missing.
_MISSING = lazily(r"\b(?:is|are|was|were|been|be|still|now|runs?|ran)\sshort\sof\s*$", re.IGNORECASE)
_SHARE_AFTER = lazily(r"[\w.]+\s?(?:%|per\s?cent)", re.IGNORECASE)


def comparator_before(text: str, start: int) -> tuple[Comparator, int]:
    """Return how the words before a number bend it, and where those words begin."""
    floor = max(0, start - 30)
    before = text[floor:start]
    for which, pattern in _COMPARATORS:
        match = pattern.search(before)
        if (
            match
            and which is Comparator.AT_MOST
            and (
                _WENT_UP_TO.search(text, max(0, start - 40), start)
                or _FROM_UP_TO.search(text, max(0, start - 40), start)
            )
        ):
            return Comparator.EQUAL, start
        if match and match.group().lower().strip() == "under" and _stands_under(text, start):
            return Comparator.EQUAL, start
        is_missing = match and _MISSING.search(text, max(0, start - 30), start)
        if is_missing and not _SHARE_AFTER.match(text, start):
            return Comparator.EQUAL, start
        if match and which in _NOT_ITSELF and _HAS_NOT.search(text, max(0, start - 60), floor + match.start()):
            return _NOT_ITSELF[which], floor + match.start()
        if match and not (
            match.group().lower().startswith("about") and _ABOUT_IT.search(text, max(0, start - 48), start)
        ):
            return which, floor + match.start()
    return Comparator.EQUAL, start


def _stands_under(text: str, start: int) -> bool:
    """«under five themes»: the number is how many there are to stand under."""
    number = _ANY_WORD.match(text, start)
    return number is not None and _UNDER_HEADS.match(text, number.end()) is not None
