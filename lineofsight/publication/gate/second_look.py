"""A second look that a sentence tells of stands among its evidence."""

import re
from collections.abc import Iterator

from lineofsight.publication.content import BasisKind, Line, LineKind
from lineofsight.publication.gate.check import Found, LineCheck
from lineofsight.publication.gate.given import Given

_LOOKED = frozenset({BasisKind.AUDIT, BasisKind.COUNT, BasisKind.ASSESSMENT, BasisKind.EXPERIENCE})
_SECOND = re.compile(
    r"\b(?:(?:a|the|its|our|their)\s+)?(?:(?:second|third|another|further|later|repeat|repeated|follow-up|new)\s+"
    r"(?:audit|dip sample|sample|survey|inspection|reading|count|check|review of files)|re-?audit|re-?inspection)\b",
    re.IGNORECASE,
)


def _tells(line: Line, given: Given) -> bool:
    return line.kind in (LineKind.PROGRESS, LineKind.ADVERSE)


def _find(line: Line, given: Given) -> Iterator[Found]:
    found = _SECOND.search(given.own_words(line))
    looks = [item for item in given.rests_on(line) if item.kind in _LOOKED]
    if found is not None and len(looks) < 2 and not any(_SECOND.search(item.title) for item in looks):
        yield Found(
            "evidence.no_second_look",
            f"«{found.group()}» tells of a second look, and "
            + (f"only {looks[0].number} stands behind the sentence." if looks else "none stands behind the sentence."),
            "Add the evidence of the second look, or leave it out.",
        )


CHECK = LineCheck(
    id="second-look",
    title="A second look that is told of stands among the evidence",
    codes={"evidence.no_second_look": "The sentence tells of another audit, count or inspection than its evidence."},
    applies=_tells,
    find=_find,
)
