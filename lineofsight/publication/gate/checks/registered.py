"""Names that an agency has registered, in any text that is printed. The name itself is never told again."""

import re
import unicodedata
from collections.abc import Iterator

from lineofsight.publication.gate.check import Found, TextCheck
from lineofsight.publication.gate.given import Given, NamedAt
from lineofsight.publication.gate.printed import PrintedText

MOST_WORDS = 4
"""A name is looked for in up to so many words, one behind the other."""

_WORD = re.compile(r"[^\W\d_]+(?:[-'’.][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$", re.IGNORECASE)
_PARTS = re.compile(r"[-'’.]")
_INITIAL = re.compile(r"(?<=\w)\.(?=\w)")


def _find(text: PrintedText, given: Given) -> Iterator[Found]:
    for number, said, agency in given.names_in(text.text, look=_names_in):
        yield Found(
            "name.registered",
            f"A name that {agency} has registered stands in {text.where}, as word {number}.",
            "Take it out, and write a role in its place.",
            hidden=said,
        )


def _names_in(text: str, given: Given) -> tuple[NamedAt, ...]:
    """Each registered name in a text: at which word it begins, how it is written there, and who registered it."""
    seen = text if text.isprintable() else "".join(letter for letter in text if unicodedata.category(letter) != "Cf")
    words = list(_WORD.finditer(seen))
    bodies = [found.span() for body in given.bodies if body in seen for found in re.finditer(re.escape(body), seen)]
    found: list[NamedAt] = []
    number = 0
    while number < len(words):
        some = _together(words, number, seen)
        # The longest first: «Ann Marsh» is one name, not two.
        for size in range(len(some), 0, -1):
            if size == 1 and _is_inside(some[0], bodies):
                continue
            agency = _registered_by([word.group() for word in some[:size]], given)
            if agency is not None:
                found.append((number + 1, seen[some[0].start() : some[size - 1].end()], agency))
                number += size - 1
                break
        number += 1
    return tuple(found)


def _together(words: list[re.Match[str]], first: int, text: str) -> list[re.Match[str]]:
    """The words from the first on between which nothing stands but spaces, or a comma after a surname."""
    some = [words[first]]
    for word in words[first + 1 : first + MOST_WORDS]:
        if text[some[-1].end() : word.start()].strip() not in ("", ",", "."):
            break
        some.append(word)
    return some


def _is_inside(word: re.Match[str], places: list[tuple[int, int]]) -> bool:
    """A surname may be a place too: «Marsh» in «Marsh City Council» is nobody."""
    return any(start <= word.start() and word.end() <= end for start, end in places)


def _registered_by(words: list[str], given: Given) -> str | None:
    said = " ".join(words)
    if (agency := given.registered_by(said)) is not None:
        return agency
    forms = []
    if "'" in said or "’" in said:
        forms.append(_POSSESSIVE.sub("", said))
    if "." in said:
        forms += [_INITIAL.sub(". ", said), _INITIAL.sub(" ", said)]
    if len(words) == 2:
        # «Marsh, Ann» is how lists write it.
        forms.append(f"{words[1]} {words[0]}")
    elif len(words) == 1:
        # «Ann-Marsh» holds both names.
        forms += _PARTS.split(said)
    for form in forms:
        if len(form) > 1 and form != said and (agency := given.registered_by(form)) is not None:
            return agency
    return None


CHECK = TextCheck(
    id="names",
    title="No registered name stands anywhere",
    codes={"name.registered": "A name stands there that an agency has registered."},
    find=_find,
)
