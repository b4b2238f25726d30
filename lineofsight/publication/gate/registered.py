"""Names that an agency has registered, in any text that is printed. The name itself is never told again."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from lineofsight.publication.gate.check import Found, TextCheck
from lineofsight.publication.gate.given import Given
from lineofsight.publication.gate.printed import PrintedText

MOST_WORDS = 4
"""A name is looked for in up to so many words, one behind the other."""

_WORD = re.compile(r"[^\W\d_]+(?:[-'’.][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$", re.IGNORECASE)
_INITIAL = re.compile(r"(?<=\w)\.(?=\w)")


def _find(text: PrintedText, given: Given) -> Iterator[Found]:
    if not given.names.keys:
        return
    seen = "".join(letter for letter in text.text if unicodedata.category(letter) != "Cf")
    bodies = [found.span() for body in given.bodies for found in re.finditer(re.escape(body), seen)]
    words = list(_WORD.finditer(seen))
    taken = -1
    for number in range(len(words)):
        if number <= taken:
            continue
        # The longest first: «Ann Marsh» is one name, not two.
        for size in range(min(MOST_WORDS, len(words) - number), 0, -1):
            some = words[number : number + size]
            if not _stand_together(some, seen) or (size == 1 and _is_inside(some[0], bodies)):
                continue
            agency = _registered_by([found.group() for found in some], given)
            if agency is not None:
                taken = number + size - 1
                yield Found(
                    "name.registered",
                    f"A name that {agency} has registered stands in {text.where}, as word {number + 1}.",
                    "Take it out, and write a role in its place.",
                    hidden=seen[some[0].start() : some[-1].end()],
                )
                break


def _stand_together(words: list[re.Match[str]], text: str) -> bool:
    """Whether nothing but spaces, or a comma between a surname and a first name, stands between them."""
    gaps = (text[one.end() : other.start()] for one, other in pairwise(words))
    return all(gap.strip() in ("", ",", ".") for gap in gaps)


def _is_inside(word: re.Match[str], places: list[tuple[int, int]]) -> bool:
    """A surname may be a place too: «Marsh» in «Marsh City Council» is nobody."""
    return any(start <= word.start() and word.end() <= end for start, end in places)


def _registered_by(words: list[str], given: Given) -> str | None:
    said = " ".join(words)
    forms = [said, _POSSESSIVE.sub("", said), _INITIAL.sub(". ", said)]
    if len(words) == 2:
        # «Marsh, Ann» is how lists write it.
        forms.append(" ".join(reversed(words)))
    if len(words) == 1:
        # «Ann-Marsh» holds both names.
        forms += re.split(r"[-'’.]", said)
    for form in dict.fromkeys(form for form in forms if len(form) > 1):
        if (agency := given.registered_by(form)) is not None:
            return agency
    return None


CHECK = TextCheck(
    id="names",
    title="No registered name stands anywhere",
    codes={"name.registered": "A name stands there that an agency has registered."},
    find=_find,
)
