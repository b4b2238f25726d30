"""A clause beside a count is about what was counted: what nothing behind it speaks of has a sentence of its own."""

import re
from collections.abc import Iterator

from lineofsight.publication.content.edition import Line, LineFigure, LineKind
from lineofsight.publication.gate.based import base_of
from lineofsight.publication.gate.behind import texts_behind
from lineofsight.publication.gate.check import Found, LineCheck
from lineofsight.publication.gate.checks.counted import named_in
from lineofsight.publication.gate.checks.figures import places_of
from lineofsight.publication.gate.checks.the_counted import TELLS_LITTLE
from lineofsight.publication.gate.given import Given
from lineofsight.publication.gate.numbers import numbers_in
from lineofsight.publication.gate.whom import OF

# Where a clause begins that may say more than was counted.
_PARTS = re.compile(
    r"[.;:]\s+|,?\s+and\s+(?=(?:\w+ly\s+)?(?:\w{3,}ed|were|was|are|is|had|have|has|knew|felt|said|saw|took|sent|came|made|gave"
    r"|wrote|met|kept|most|many|nobody|no one|staff|workers|families|children|parents|plans|visits|managers|all"
    r"|both)\b)"
    r"|,\s+(?:which|who|so|where|when|while|with)\s+",
    re.IGNORECASE,
)
_BESIDE_THE_POINT = named_in(
    "about nearly over under around half third quarter fifth sixth tenth share mean average number numbers count "
    "counts counted counting figure figures year years month months week weeks day days time times answer answers "
    "answered said says told tells known shown still also only just some others other rest same here there then "
    "again later earlier day good better less more many most few people person somebody anybody agency agencies "
    "count summary means tens least asked replied one two three four five six seven eight nine ten eleven twelve "
    "twenty thirty forty fifty"
)


def _find(line: Line, given: Given) -> Iterator[Found]:
    """«… and shaped the plan»: a clause beside a count of which nothing behind the sentence says anything."""
    own = given.own_words(line)
    known = named_in(" ".join([*texts_behind(line, given), *_notes(line), line.agency, *line.about]))
    clauses = _PARTS.split(own)
    for place, clause in enumerate(clauses):
        if (
            _AIM.search(clause)
            or _SHARE.search(clause)
            or any(places_of(figure.text, clause) or _says_a_number_of(figure, clause) for figure in line.figures)
            or TELLS_LITTLE.search(clause)
            or (place == 0 and _sets_the_scene(clause, line))
        ):
            continue
        said = named_in(clause) - _BESIDE_THE_POINT
        new = said - known - named_in(" ".join([*clauses[:place], *clauses[place + 1 :]]))
        if 2 * len(new) > len(said) and _CLAIMS.search(clause):
            yield Found(
                "counted.added",
                f"«{' '.join(clause.split())}» is told beside {line.figures[0].number}, and nothing behind the "
                "sentence speaks of it.",
                "Say it in a sentence of its own, with its evidence, or leave it out.",
            )
            return


# «Reviewing officers raised challenges; of these …»: who did the things that are counted, and no more of them.
_SCENE = re.compile(
    r"(?:\w[\w’'-]*\s+){1,6}(?:raised|made|sent|held|asked|wrote|began|opened|received|had)\s+(?:(?:the|some|many)\s+)?(?P<what>\w+)"
    r"(?:\s+(?:in|about|to|for|of|on)\s+(?:\w[\w’'-]*\s*){1,4})?\W*",
    re.IGNORECASE,
)


def _sets_the_scene(clause: str, line: Line) -> bool:
    scene = _SCENE.fullmatch(clause.strip())
    tied = (figure.stated or figure.measured for figure in line.figures)
    heads = (part.split()[0] for one in tied if one for part in one.definition.split(OF) if part.strip())
    return scene is not None and bool(named_in(scene["what"]) & named_in(" ".join(heads)))


def _says_a_number_of(figure: LineFigure, clause: str) -> bool:
    """«…; 223 have come»: the clause is the figure's own, told apart from its whole."""
    base = base_of(figure)
    return base is not None and bool({*base.real} & set(numbers_in(clause)))


_AIM = re.compile(r"\b(?:aim|goal|target|correct\w*|last summary|last edition)\b", re.IGNORECASE)
# The figure itself, in words: «the majority took it».
_SHARE = re.compile(
    r"^\W*(?:\w+\s+){0,2}?(?:majority|minority|half|(?:a|one|two|three)\s+(?:thirds?|quarters?|fifths?)|\w+ "
    r"(?:in|out of) \w+)\b|^\W*(?:(?:at|in|for|of)\s+)?(?:most|many)\s+\w+s\b",
    re.IGNORECASE,
)
# A clause that claims has a verb in it.
_CLAIMS = re.compile(
    r"\b(?:\w{3,}ed|were|was|are|is|had|have|has|knew|felt|saw|took|sent|came|made|gave|wrote|met|kept|follow|follows|needed"
    r"|know|knows|use|uses|feel|feels|work|works|want|wants)\b",
    re.IGNORECASE,
)


def _notes(line: Line) -> Iterator[str]:
    for figure in line.figures:
        if figure.measured is not None:
            yield from figure.measured.figure.caveats


def _has_figure(line: Line, given: Given) -> bool:
    return bool(line.figures) and line.kind is not LineKind.INTENTION


CHECK = LineCheck(
    id="figure-clauses",
    title="Each clause beside a figure is about what was counted",
    codes={"counted.added": "A clause beside a figure tells of what nothing behind the sentence speaks of."},
    applies=_has_figure,
    find=_find,
)
