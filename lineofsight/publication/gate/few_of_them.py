"""A part of those whom a figure counts is a count of them too, and may be one of few."""

import re
from collections.abc import Iterator

from lineofsight.library.scales import WhoIsCounted
from lineofsight.publication.content import Line
from lineofsight.publication.gate.check import Found, LineCheck
from lineofsight.publication.gate.figures import places_of, touches
from lineofsight.publication.gate.given import Given
from lineofsight.publication.gate.whom import class_of

_FEW = re.compile(
    r"\b(?:two|three|four|five|six|seven|[1-7])\s+(?:others?\b|(?:did|had|were|said|do|have)\b)"
    r"|(?<!no )(?<!each )(?<!every )\b(?:one|two|three|four|five|six|seven|[1-7])\s+of\s+"
    r"(?:them|those|these|whom|the\s+(?:others?|rest))\b",
    re.IGNORECASE,
)


def _counts_children(line: Line, given: Given) -> bool:
    numbers = given.own_rules.numbers
    tied = (figure.stated or figure.measured for figure in line.figures)
    return any(one is not None and class_of(one.definition, numbers) is WhoIsCounted.CHILDREN for one in tied)


def _find(line: Line, given: Given) -> Iterator[Found]:
    own = given.own_words(line)
    tied = [place for figure in line.figures for place in places_of(figure.text, own)]
    for found in _FEW.finditer(own):
        if not touches(*found.span(), tied):
            yield Found(
                "small.few_of_them",
                f"«{found.group()}» counts some of the children whom the sentence tells of, and they are few.",
                "Leave the number out, or write «some».",
            )


CHECK = LineCheck(
    id="few-of-them",
    title="No part of the children who are counted is told as a small number",
    codes={"small.few_of_them": "A number from 1 to 7 tells some of the children whom a figure counts."},
    applies=_counts_children,
    find=_find,
)
