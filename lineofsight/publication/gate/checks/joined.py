"""A second deed joined to one that was counted: «read and agreed», where behind the figure it says that it was read."""

import re
from collections.abc import Iterator

from lineofsight.publication.content.edition import Line
from lineofsight.publication.content.told import TOO_FEW
from lineofsight.publication.gate.behind import said_before, texts_behind
from lineofsight.publication.gate.check import Found, LineCheck
from lineofsight.publication.gate.checks.figures import places_of
from lineofsight.publication.gate.checks.the_counted import TELLS_LITTLE
from lineofsight.publication.gate.given import Given
from lineofsight.publication.gate.numbers import numbers_in

_BEFORE_A_VERB = (
    r"(?:(?:they|it|he|she|staff|most|all|workers|families|children|was|were|is|are|had|has|have|now|then|also|not|so|been"
    r"|\w+ly)\s+)*"
)
# What ends in «-ed», and verbs that are no nouns too: «guardians and managers» joins no deed.
_VERB = (
    r"(?P<verb>\w{2,}ed|wrote|written|gave|given|kept|felt|found|told|said|came|went|saw|seen|knew|known|got|took|taken|made"
    r"|met|held|led|left|spoke|chose|thought|understood|did|does|became|began|stood|stayed|hung|sent|put|built|taught|brought|bought|set|ran|drew|rang|sold|shown|began|works?|follows?|understand"
    r"|knows?|trust|feels?|recognises?|apply|applies)\b"
)
_JOINED = re.compile(rf"\b(?:and|so|which|therefore|because|so that)\s+{_BEFORE_A_VERB}{_VERB}", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z’']+")


def _stem(word: str) -> str:
    return re.sub(r"(?:ing|ed|es|s|e)$", "", word.casefold())[:6]


def _behind_semicolon(line: Line, own: str) -> Iterator[re.Match[str]]:
    """«…; the court agreed with them»: a clause of its own behind the count, with no number of it."""
    for clause in _CLAUSE.finditer(own):
        is_counted = any(places_of(figure.text, clause.group()) for figure in line.figures) or numbers_in(
            clause.group()
        )
        tells_little = TELLS_LITTLE.search(clause.group()) or _CORRECTS.search(clause.group())
        if not is_counted and not tells_little and (verb := _SAYS.match(clause.group())):
            yield verb


_CLAUSE = re.compile(r";[^;.]+")
_CORRECTS = re.compile(r"\bcorrect\w*\b", re.IGNORECASE)
_SAYS = re.compile(rf";\s+(?:[\w’'-]+\s+){{1,5}}?{_VERB}", re.IGNORECASE)


def _applies(line: Line, given: Given) -> bool:
    # Of what stands behind a sentence without a figure the titles alone are known: too little to miss a deed in.
    return bool(line.figures)


def _find(line: Line, given: Given) -> Iterator[Found]:
    own, texts = given.own_words(line), (*texts_behind(line, given), *said_before(line, given))
    found = [] if TOO_FEW in own or not texts else [*_JOINED.finditer(own), *_behind_semicolon(line, own)]
    if not found:
        return
    behind = {_stem(word) for word in _WORD.findall(" ".join(texts))}
    for one in found:
        if _stem(one["verb"]) not in behind:
            yield Found(
                "claim.joined",
                f"«{one.group()}» joins a second deed to what was counted, and nothing that stands behind the sentence "
                f"says «{one['verb']}».",
                "Say what was counted, and the rest in a sentence of its own with its evidence.",
            )
            return


CHECK = LineCheck(
    id="joined",
    title="No second deed is joined to what was counted",
    codes={"claim.joined": "A second deed or consequence is joined to a figure, and nothing behind it says that."},
    applies=_applies,
    find=_find,
)
