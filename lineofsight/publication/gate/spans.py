"""Which words of a sentence stand between quotation marks, and which tied quotation each of them prints."""

import re
from collections import Counter
from dataclasses import dataclass

from lineofsight.publication.content.edition import Line, Quotation
from lineofsight.publication.gate.verbatim import words_in

_DOUBLE = re.compile(r"“([^”]*)”|\"([^\"]*)\"|«([^»]*)»|„([^“”]*)[“”]")
# A single mark opens before a word and closes after one; an apostrophe stands inside a word.
_SINGLE = re.compile(r"(?<!\w)['‘](?=[\w.…\[])((?:[^'’]|['’](?=\w))+)['’](?!\w)")
_LEFT_OVER = re.compile(r"[\"“”„«»]")
FEWEST_WORDS = 4
"""Fewer words between marks are a name or a term («was not brought»), not words taken from a source."""


@dataclass(frozen=True)
class Span:
    """The text between two marks: where it stands (marks included), what it says, the quotation tied to it, if any."""

    start: int
    end: int
    text: str
    quotation: Quotation | None

    @property
    def word_count(self) -> int:
        """How many words it has."""
        return len(words_in(self.text))


def tied_spans(line: Line) -> tuple[Span, ...]:
    """Every quoted place of the sentence, in order. A tied quotation belongs to the place most like it."""
    found = _quoted(line.wording, {len(words_in(quotation.text)) for quotation in line.quotations})
    free = list(line.quotations)
    spans = []
    for start, end, text in found:
        best = max(free, key=lambda quotation: _shared(text, quotation.text), default=None)
        if best is not None and _shared(text, best.text) >= 0.5:
            free.remove(best)
        else:
            best = None
        spans.append(Span(start, end, text, best))
    return tuple(spans)


def has_open_mark(wording: str) -> bool:
    """Whether a double quotation mark has no partner."""
    return bool(_LEFT_OVER.search(_DOUBLE.sub("", wording)))


def blanked(wording: str, spans: tuple[Span, ...]) -> str:
    """The wording with tied quotations made blank and the marks of untied ones taken off, letter for letter as long.

    So a claim cannot hide between quotation marks that quote nobody.
    """
    letters = list(wording)
    for span in spans:
        places = range(span.start, span.end) if span.quotation else (span.start, span.end - 1)
        for place in places:
            letters[place] = " "
    return "".join(letters)


def _quoted(wording: str, tied_lengths: set[int]) -> list[tuple[int, int, str]]:
    double = [
        (*match.span(), next(text for text in match.groups() if text is not None))
        for match in _DOUBLE.finditer(wording)
    ]
    rest = _DOUBLE.sub(lambda match: " " * len(match.group()), wording)
    single = [
        (*match.span(), match.group(1))
        for match in _SINGLE.finditer(rest)
        if len(words_in(match.group(1))) >= min({FEWEST_WORDS, *tied_lengths})
    ]
    return sorted(double + single)


def _shared(left: str, right: str) -> float:
    """The share of the longer text's words that the other has too."""
    here, there = Counter(words_in(left)), Counter(words_in(right))
    return (here & there).total() / max(here.total(), there.total(), 1)
