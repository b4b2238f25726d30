"""What was counted turned round in time: «last calls», where first calls were counted."""

import re
from collections.abc import Iterator

from lineofsight.publication.content.edition import Line, LineFigure, LineKind
from lineofsight.publication.gate.behind import said_before, texts_behind
from lineofsight.publication.gate.check import Found, LineCheck
from lineofsight.publication.gate.given import Given

# Each turns the other round, whatever stands beside them. Any other word may be as true as the definition's own.
_OPPOSITES = (("before", "after"), ("first", "last"), ("start", "end"), ("together", "apart"))


def _applies(line: Line, given: Given) -> bool:
    return bool(line.figures) and line.kind is not LineKind.INTENTION


def _find(line: Line, given: Given) -> Iterator[Found]:
    own = given.own_words(line).casefold()
    behind = " . ".join([*texts_behind(line, given), *said_before(line, given)]).casefold()
    for figure in line.figures:
        for text in _counted(figure):
            for counted, instead in (*_OPPOSITES, *((b, a) for a, b in _OPPOSITES)):
                is_counted = _has(text.casefold(), counted) and not _has(text.casefold(), instead)
                if is_counted and _has(own, instead) and not _has(own, counted) and not _has(behind, instead):
                    yield Found(
                        "figure.exchanged",
                        f"{figure.number} counts «{text}», and the sentence says «{instead}» and not «{counted}».",
                        "Say what was counted in the words of its definition.",
                    )
                    return


def _counted(figure: LineFigure) -> Iterator[str]:
    if figure.stated is not None:
        yield figure.stated.definition
    if figure.measured is not None:
        yield figure.measured.definition


def _has(text: str, word: str) -> bool:
    return re.search(rf"\b{word}\b", text) is not None


CHECK = LineCheck(
    id="figure-exchanged",
    title="Nothing that was counted is turned round",
    codes={"figure.exchanged": "The sentence turns round in time what was counted."},
    applies=_applies,
    find=_find,
)
