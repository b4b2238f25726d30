"""Letters that nobody sees: they can hide words, or turn them round, in what is printed."""

import unicodedata
from collections.abc import Iterator

from lineofsight.publication.gate.check import Found, TextCheck
from lineofsight.publication.gate.given import Given
from lineofsight.publication.gate.printed import PrintedText

# A soft hyphen only says where a word may break; quotations out of reports bring them along.
_MAY_STAND = frozenset({"\u00ad"})
_LINE_ENDS = frozenset("\n\t")
_UNSEEN = frozenset({"Cf", "Co", "Cs", "Cn"})


def _find(text: PrintedText, given: Given) -> Iterator[Found]:
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


CHECK = TextCheck(
    id="characters",
    title="Every letter can be seen",
    codes={
        "text.control": "A control character stands in a text.",
        "text.unseen": "A letter that nobody sees stands in a text.",
    },
    find=_find,
)
