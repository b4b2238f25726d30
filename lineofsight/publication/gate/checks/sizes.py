"""Words that say how much, against the figures beside them: «most», «doubled», «three quarters», «last month»."""

import re
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction

from lineofsight.library.words import listed
from lineofsight.publication.content.edition import Line, LineFigure, LineKind
from lineofsight.publication.gate.based import Base, base_of
from lineofsight.publication.gate.check import Found, LineCheck
from lineofsight.publication.gate.checks.figures import places_of
from lineofsight.publication.gate.given import Given
from lineofsight.publication.gate.near import is_told_as
from lineofsight.publication.gate.numbers import A_WHOLE_NUMBER, numbers_in, share_said, shares_said

# «Most» of something is more than half of it; with these words it is the highest of many, or a manner of speaking.
_MOST = (
    r"(?<!\bthe )(?<!\bat )\bmost\b(?!\s+(?:recent|recently|likely|often|of all|important|serious|common|vulnerable"
    r"|effective|effectively|useful|needed|needs|at risk)\b)"
)
_SHARES: tuple[tuple[re.Pattern[str], Callable[[Fraction], bool]], ...] = (
    (
        re.compile(rf"{_MOST}|\b(?:the|a|great|large|vast) majority\b|\b(?:over|more than) half\b", re.IGNORECASE),
        lambda share: share > Fraction(1, 2),
    ),
    (
        re.compile(r"\ba minority\b|\b(?:fewer|less) than half\b|\bunder half\b", re.IGNORECASE),
        lambda share: share < Fraction(1, 2),
    ),
    (re.compile(r"\b(?:nearly|almost) (?:all|every)\b", re.IGNORECASE), lambda share: share >= Fraction(9, 10)),
)
# How many times as much it has to be at least, or at most. «Doubled» of 1.9 times is near enough for a reader.
_TIMES: tuple[tuple[re.Pattern[str], Callable[[Fraction], bool]], ...] = (
    (
        re.compile(
            r"\b(?:doubled|(?:double|twice) (?:the|what|that)|twice as (?:many|much|often|high))\b", re.IGNORECASE
        ),
        lambda times: Fraction(19, 10) <= times,
    ),
    (
        re.compile(r"\b(?:trebled|tripled|three times (?:the|what|as (?:many|much|often|high)))\b", re.IGNORECASE),
        lambda times: Fraction(28, 10) <= times,
    ),
    (re.compile(r"\b(?:halved|half as (?:many|much|often))\b", re.IGNORECASE), lambda times: times <= Fraction(11, 20)),
)
_OVER = re.compile(r"\b(?:more than|over)\s+$", re.IGNORECASE)
_UNDER = re.compile(r"\b(?:fewer than|less than|under)\s+$", re.IGNORECASE)
_NEARLY = re.compile(r"\b(?:nearly|almost|close to)\s+$", re.IGNORECASE)
_NUMBER_BEFORE = re.compile(rf"\b({A_WHOLE_NUMBER})\s*\(\s*$", re.IGNORECASE)


def _says_how_it_is(line: Line, given: Given) -> bool:
    return bool(line.figures) and line.kind is not LineKind.INTENTION


def _find(line: Line, given: Given) -> Iterator[Found]:
    own = given.own_words(line)
    for said, words in words_that_differ(own, line.figures):
        yield _otherwise(said, words)
    for figure, base in _based(line.figures):
        yield from _number_before(figure, base, own)


def _based(figures: Iterable[LineFigure]) -> list[tuple[LineFigure, Base]]:
    return [(figure, base) for figure in figures if (base := base_of(figure)) and base.of and base.has_share]


def words_that_differ(own: str, figures: Iterable[LineFigure]) -> Iterator[tuple[str, str]]:
    """Each word of a text that says how much and is so of none of these figures, and what the figures are."""
    based = _based(figures)
    if not based:
        return
    told = listed([base.words for _, base in based])
    shares = [Fraction(base.n, base.of) for _, base in based]
    for pattern, is_so in _SHARES:
        if (found := pattern.search(own)) and not any(map(is_so, shares)):
            yield found.group(), told
    for start, end in shares_said(own):
        said = share_said(own[start:end])
        before = own[:start]
        if said is not None and not any(_is_so(said, share, before) for share in shares):
            yield own[start:end], told
    times = [time for figure, base in based for time in _times(figure, base)]
    for pattern, is_so in _TIMES:
        # That nothing earlier stands beside it is another check's to say.
        if times and (found := pattern.search(own)) and not any(map(is_so, times)):
            yield found.group(), told


def _is_so(said: Fraction, share: Fraction, before: str) -> bool:
    """Whether a share in words is the figure's: truly over or under, up to five in a hundred below for «nearly»."""
    if _OVER.search(before):
        return share > said
    if _UNDER.search(before):
        return share < said
    near = Fraction(1, 20) if _NEARLY.search(before) else Fraction(1, 40)
    return said - near <= share <= said + Fraction(1, 40)


def _times(figure: LineFigure, base: Base) -> Iterator[Fraction]:
    """How many times as much as before, by count and by share."""
    earlier = figure.compared_with
    if earlier is not None and earlier.n and earlier.of:
        yield Fraction(base.n, earlier.n)
        yield Fraction(base.n, base.of) / Fraction(earlier.n, earlier.of)


def _number_before(figure: LineFigure, base: Base, own: str) -> Iterator[Found]:
    """«One hundred and twenty (112 of 160)» and «160 (70%)»: what stands before the bracket is the n inside it."""
    for start, _ in places_of(figure.text, own):
        if found := _NUMBER_BEFORE.search(own[:start]):
            numbers = numbers_in(found[1])
            if numbers and not any(is_told_as(number, base.n, figure) for number in numbers):
                yield _otherwise(found[1], base.words)


def _otherwise(said: str, words: str) -> Found:
    return Found(
        "figure.word_differs",
        f"«{' '.join(said.split())}» is not what the figure says: {words}.",
        "Write what the figure says.",
    )


CHECK = LineCheck(
    id="figure-words",
    title="No word beside a figure says more or less than the figure",
    codes={"figure.word_differs": "«Most», «doubled», «three quarters» or a number in words is not what n of N gives."},
    applies=_says_how_it_is,
    find=_find,
)
