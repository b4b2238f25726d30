"""Whom a figure counts: as somebody said, or as its own words say. It decides how the figure may be told in public."""

import re
from functools import lru_cache

from lineofsight.library.measure import FaceColumns, Measure
from lineofsight.library.publishing import SmallNumbers
from lineofsight.library.scales import CountKind, WhoIsCounted
from lineofsight.publication.content.edition import BasisKind, Line, LineFigure
from lineofsight.publication.gate.based import base_of

OF = ", of "
"""What stands between those counted and all of them."""

FOR = ", for "
"""What stands between the two numbers of a ratio in the words of what was counted."""


def whom(figure: LineFigure, line: Line | None, numbers: SmallNumbers) -> WhoIsCounted:
    """The class of a figure. What was read as a sample is a sample, whoever it is about. `line`: its sentence, if it
    stands in one."""
    said = figure.measured.counts if figure.measured else figure.stated.counts if figure.stated else None
    if said is not None:
        return said
    base = base_of(figure)
    if (base is not None and base.kind is not CountKind.FULL_COUNT) or (line is not None and is_of_audit(figure, line)):
        return WhoIsCounted.SAMPLE
    tied = figure.measured or figure.stated
    if figure.measured is not None and figure.measured.figure.terms is not None and counts_below(figure, numbers):
        whole = first_class(figure.measured.definition.rpartition(FOR)[2], numbers)
        if whole is WhoIsCounted.CHILDREN:
            return whole
    definition = tied.definition if tied is not None else ""
    said_of = class_of(definition, numbers) or (_in_sentence(figure, line, numbers) if line is not None else None)
    return said_of or WhoIsCounted.OTHER


def class_of_measure(measure: Measure, face: FaceColumns, numbers: SmallNumbers) -> WhoIsCounted:
    """The class of a figure that was computed: whose records its rows are of, or as its definition says."""
    said = f"{measure.numerator.words}{OF}{measure.population.words}"
    return measure.counted_as(face, by_words=class_of(said, numbers))


def counts_below(figure: LineFigure, numbers: SmallNumbers) -> bool:
    """Whether the lower number of a ratio counts children too. What some are of always counts the same as they."""
    tied = figure.measured
    terms = tied.figure.terms if tied is not None else None
    if tied is None or terms is None or not terms.is_ratio:
        return True
    below = first_class(terms.per, numbers) or first_class(tied.definition.rpartition(FOR)[2], numbers)
    return below is WhoIsCounted.CHILDREN


def class_of(definition: str, numbers: SmallNumbers) -> WhoIsCounted | None:
    """The class of what was counted, from its words: «those done by that day, of children on the pathway» are children,
    though a day is spoken of first. Where it is not children, the class whose word stands first."""
    parts = definition.split(OF)
    if any(first_class(part, numbers) is WhoIsCounted.CHILDREN for part in parts):
        return WhoIsCounted.CHILDREN
    return first_class(definition, numbers)


def first_class(text: str, numbers: SmallNumbers) -> WhoIsCounted | None:
    """The class whose word stands first in a text, the longer of two at one place; None where none does."""
    found = [
        (match.start(), -len(match.group()), counts)
        for counts, pattern in _patterns(tuple((counts, words) for counts, words in numbers.words.items()))
        if (match := pattern.search(text))
    ]
    return min(found)[2] if found else None


def is_of_audit(figure: LineFigure, line: Line) -> bool:
    """Whether the figure was stated from an audit of this sentence: some were read, and some were not."""
    if figure.stated is None:
        return False
    read = {item.title for item in line.basis if item.kind in (BasisKind.AUDIT, BasisKind.EXPERIENCE)}
    return figure.stated.source in read


def _in_sentence(figure: LineFigure, line: Line, numbers: SmallNumbers) -> WhoIsCounted | None:
    """What stands right behind the figure in its sentence: «12 children»."""
    at = line.wording.casefold().find(figure.text.casefold())
    if at < 0:
        return None
    behind = line.wording[at + len(figure.text) :].split()[:3]
    return first_class(" ".join([figure.text, *behind]), numbers)


@lru_cache(maxsize=8)
def _patterns(
    classes: tuple[tuple[WhoIsCounted, tuple[str, ...]], ...],
) -> tuple[tuple[WhoIsCounted, re.Pattern[str]], ...]:
    return tuple((counts, words_pattern(words)) for counts, words in classes)


@lru_cache(maxsize=64)
def words_pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern for any of these words, whole, longest first. A possessive is no count: «children's homes»."""
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return re.compile(
        rf"(?<![\w-])(?:{'|'.join(re.escape(word) for word in longest_first)})(?![\w-]|['’]s?\b|['’])", re.IGNORECASE
    )
