"""Letters that nobody sees: they can hide words, or turn them round, in what is printed."""

import re
import unicodedata
from collections.abc import Iterator

from lineofsight.publication.gate.check import Found, TextCheck
from lineofsight.publication.gate.given import Given
from lineofsight.publication.gate.printed import PrintedText

# A soft hyphen only says where a word may break; quotations out of reports bring them along.
_MAY_STAND = frozenset({"\u00ad"})
_LINE_ENDS = frozenset("\n\t")
_WORD = re.compile(r"[^\W\d_]+")
# A Cyrillic «а» in a Latin word hides it from whoever looks for the word.
_ALIKE = frozenset({"LATIN", "CYRILLIC", "GREEK"})
_UNSEEN = frozenset({"Cf", "Co", "Cs", "Cn"})


def _find(text: PrintedText, given: Given) -> Iterator[Found]:
    if not text.text.isascii() and (mixed := _mixed_word(text.text)):
        yield Found(
            "text.mixed",
            f"A word in {text.where} mixes letters of two alphabets that look alike: it begins as letter {mixed}.",
            "Write the word anew, by hand.",
        )
    if text.text.isprintable():
        return
    for at, letter in enumerate(text.text, start=1):
        kind = unicodedata.category(letter)
        if kind == "Cc" and letter not in _LINE_ENDS:
            yield Found(
                "text.control",
                f"A control character stands in {text.where}, as letter {at}.",
                "Write these words anew, by hand.",
            )
            return
        if kind in _UNSEEN and letter not in _MAY_STAND:
            yield Found(
                "text.unseen",
                f"A letter that nobody sees stands in {text.where}, as letter {at}: "
                f"{unicodedata.name(letter, 'one without a name').lower()}.",
                "Write these words anew, by hand.",
            )
            return


def _mixed_word(text: str) -> int:
    """Where a word begins that has letters of two alphabets; 0 where there is none."""
    for word in _WORD.finditer(text):
        if not word.group().isascii() and len({_alphabet(letter) for letter in word.group()} & _ALIKE) > 1:
            return word.start() + 1
    return 0


def _alphabet(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]


CHECK = TextCheck(
    id="characters",
    title="Every letter can be seen",
    codes={
        "text.control": "A control character stands in a text.",
        "text.mixed": "A word mixes letters of two alphabets that look alike.",
        "text.unseen": "A letter that nobody sees stands in a text.",
    },
    find=_find,
)
