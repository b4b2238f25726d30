"""What a person corrects in a read report: frozen values, applied to the report as it was read.

A correction names its place in the report *as read*: the paragraph (what was left out is counted on after the last
paragraph) and, inside it, the character `at` which the part, quotation, figure or sentence begins. So corrections mean
the same in whatever order they come; of two about the same place and field the later one counts.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from lineofsight.intake.documents import Paragraph


class Field(StrEnum):
    """What can be corrected. `new` is said behind each; empty means none."""

    SECTION = "section"  # the heading it stands under
    NUMBER = "number"  # its number
    AGENCY = "who says it"  # the agency of every sentence of the part
    SENTENCE = "who says the sentence"  # the agency of one sentence
    SPEAKER = "who is quoted"
    MARKED = "words in quotation marks"  # «quotation» or «term»
    DENOMINATOR = "of how many"  # whole number
    FIGURE = "figure"  # «figure» or «no figure»
    JOINED = "joined to the one before"  # «yes» or empty
    SPLIT = "begins a paragraph"  # «yes» or empty
    KEPT = "kept"  # «left out», «put back», or empty for as read
    DOUBT = "doubt"  # the reading chosen; `at` counts the doubts of the report
    NAME = "name"  # the words that stand instead; `old` is the name; the same words: it may stand


@dataclass(frozen=True, slots=True)
class Correction:
    """One thing that a person set right: where, what, what stood there, what stands there now."""

    paragraph: int
    field: Field
    at: int
    old: str
    new: str


class CannotCorrect(ValueError):
    """The correction does not fit the report. Its message is a sentence for the person."""


Wanted = Mapping[tuple[int, Field, int], str]


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph after correction, with its place in the report as read: paragraph, and character it begins at."""

    position: int
    at: int
    heading: str | None
    paragraph: Paragraph
    is_moved: bool = False


def wanted(corrections: Iterable[Correction]) -> dict[tuple[int, Field, int], str]:
    """What shall stand at each place: of several corrections of one place, the last."""
    return {(one.paragraph, one.field, one.at): one.new for one in corrections if one.field is not Field.NAME}
