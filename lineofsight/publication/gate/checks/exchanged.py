"""One word of what was counted exchanged for another: «last calls», where first calls were counted."""

import re
from collections.abc import Iterator

from lineofsight.publication.content.edition import Line, LineFigure, LineKind
from lineofsight.publication.gate.behind import said_before, texts_behind
from lineofsight.publication.gate.check import Found, LineCheck
from lineofsight.publication.gate.checks.evidence import LOOKED_AT
from lineofsight.publication.gate.given import Given

_WORD = re.compile(r"[a-z]+(?:[’'-][a-z]+)*|[.;:,]|\d[\d,.]*")
# Words that name nothing: what stands on either side of them stands side by side.
_SMALL = frozenset(
    re.findall(
        r"\w+",
        "a an the this that these those its their our his her it they who whom whose which what is are was were"
        " be been being has have had do does did no not and or as by all each every any some other others more"
        " most than also still then there here so if when where while will would can could may might must should"
        " at out up off new earlier later now before after year month week day last next same",
    )
)
_BETWEEN = frozenset(("about", "on", "for", "to", "of", "into", "from", "with", "in"))
# Turned round in time, whatever stands beside them.
_OPPOSITES = (("before", "after"), ("first", "last"), ("start", "end"), ("together", "apart"))


def _applies(line: Line, given: Given) -> bool:
    return bool(line.figures) and line.kind is not LineKind.INTENTION


def _find(line: Line, given: Given) -> Iterator[Found]:
    own = given.own_words(line).casefold()
    behind = " . ".join([*texts_behind(line, given), *said_before(line, given)]).casefold()
    titles = [item.title for item in given.rests_on(line) if item.kind in LOOKED_AT]
    known, said = _stems(behind), _stems(own)
    for figure in line.figures:
        for text in (*_counted(figure), *titles):
            # What evidence is called says of what kind things are only by the way.
            found = next(_exchanged(text.casefold(), own, known=known, said=said, kinds=text not in titles), None)
            if found is not None:
                counted, instead = found
                yield Found(
                    "figure.exchanged",
                    f"{figure.number} counts «{text}», and the sentence says «{instead}» where that says «{counted}».",
                    "Say what was counted in the words of its definition.",
                )
                return


def _counted(figure: LineFigure) -> Iterator[str]:
    if figure.stated is not None:
        yield figure.stated.definition
    if figure.measured is not None:
        yield figure.measured.definition


def _exchanged(text: str, own: str, *, known: set[str], said: set[str], kinds: bool) -> Iterator[tuple[str, str]]:
    for one, other in (*_OPPOSITES, *((b, a) for a, b in _OPPOSITES)):
        if _has(text, one) and not _has(text, other) and _has(own, other) and not _has(own, one) and other not in known:
            yield one, other
    there, here = _side_by_side(text), _side_by_side(own)
    for left, between, right in here:
        for before, other_between, behind in there:
            if between != other_between:
                continue
            if _stem(left) == _stem(before) and between and _is_instead(behind, right, known, said):
                yield f"{before} {between} {behind}", f"{left} {between} {right}"
            elif (
                kinds
                and _stem(right) == _stem(behind)
                and not between
                and not _IS_NO_KIND.search(before)
                and not _IS_NO_KIND.search(left)
                and _is_instead(before, left, known, said)
            ):
                yield f"{before} {behind}", f"{left} {right}"


def _is_instead(counted: str, word: str, known: set[str], said: set[str]) -> bool:
    """Whether a word stands in the place of one that the sentence does not say, and nothing behind it says it."""
    return _stem(counted) not in said and _stem(word) not in known and not _LOOKS_LIKE_DEED.search(word)


_LOOKS_LIKE_DEED = re.compile(r"(?:ed|ing|ly)$")
# Of what kind something is, is told by a word that is no deed, not several things, and nobody's.
_IS_NO_KIND = re.compile(
    r"(?:ed|ing|ly|s)$|^(?:give|gave|took|take|people|say|said|show|have|made|make|get|got|tell|told)$"
)


def _side_by_side(text: str) -> list[tuple[str, str, str]]:
    """Each two words that name something, with the preposition that stands between them, if one does."""
    found: list[tuple[str, str, str]] = []
    last, between = "", ""
    for word in _WORD.findall(text):
        if word[0] in ".;:,0123456789":
            last, between = "", ""
        elif word in _BETWEEN:
            between = word if last and not between else ""
            last = last if between else ""
        elif word not in _SMALL:
            if last:
                found.append((last, between, word))
            last, between = word, ""
    return found


def _has(text: str, word: str) -> bool:
    return re.search(rf"\b{word}\b", text) is not None


def _stems(text: str) -> set[str]:
    return {_stem(word) for word in re.findall(r"[a-z]+(?:[’'-][a-z]+)*", text)}


def _stem(word: str) -> str:
    return re.sub(r"[’']s?$", "", word).removesuffix("s")[:5]


CHECK = LineCheck(
    id="figure-exchanged",
    title="No word of what was counted is exchanged for another",
    codes={"figure.exchanged": "In the place of a word of what was counted the sentence says another one."},
    applies=_applies,
    find=_find,
)
