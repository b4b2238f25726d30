"""What a read report is: plain frozen values that the rooms above work with.

Offsets (`start`, `end`) count characters in the text of the paragraph, end exclusive. Agencies stand here by
their full names as the report first gives them; an empty string or None never stands for one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

Number = int | Decimal
Label = int | str | None
Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


class Unit(StrEnum):
    """What a stated figure counts in."""

    COUNT = "count"
    PERCENT = "percent"
    PERCENTAGE_POINT = "percentage_point"
    MONEY = "money"
    SHARE = "share"


class Comparator(StrEnum):
    """How the words around a figure bend it: «over 40» is more than 40."""

    EQUAL = "="
    MORE = ">"
    AT_LEAST = ">="
    LESS = "<"
    AT_MOST = "<="
    ABOUT = "~"


class SentenceKind(StrEnum):
    """What a sentence does. A sentence that admits something adverse is never progress."""

    PROGRESS = "progress"
    INTENTION = "intention"
    ADVERSE = "adverse"
    QUOTATION = "quotation"
    CONTEXT = "context"


class ClaimKind(StrEnum):
    """A claim that needs more than a document behind it."""

    ALL = "all"
    NONE = "none"
    ALWAYS = "always"
    CHANGE = "change"


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something the reader is unsure of, said in a sentence, with the readings it thinks likely (best first)."""

    code: str
    sentence: str
    paragraph: Label = None
    line: int | None = None
    readings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of somebody else. `text` stands between the outer marks, without the dots at either edge.

    `partial` says that dots stood there. `attribution` is the report's own wording for who speaks and
    `attributed_to` the name it comes to. `parts` counts the paragraphs that the quotation runs over.
    """

    text: str
    attributed_to: str | None
    partial: bool
    start: int
    end: int
    attribution: str = ""
    parts: int = 1


@dataclass(frozen=True, slots=True)
class Term:
    """Words in quotation marks that nobody is quoted for: a pseudonym, a title, a word held at arm's length."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """A figure as the report states it, never as counted by us. `value_to` is the far end of a range.

    `percent` keeps the percentage printed beside a count and `numerator` the count printed beside a percentage.
    `quoted` says that the figure stands inside a quotation, so it is the quoted body's and not the report's.
    """

    text: str
    value: Number
    value_to: Number | None
    unit: Unit
    comparator: Comparator
    denominator: int | None
    start: int
    end: int
    percent: Number | None = None
    numerator: int | None = None
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """A word that claims everything, nothing or a change: «all», «every», «no», «has improved»."""

    kind: ClaimKind
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a paragraph: what it does and which agency says it (None where nobody is named).

    `also`: the other agencies that it names as doing it too; whose sentence it is a person says.
    """

    text: str
    start: int
    end: int
    kind: SentenceKind
    agency: str | None
    claims: tuple[Claim, ...] = ()
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph. `number` is whole where it can be; `printed` is the mark exactly as it stood («- 2.»)."""

    number: Label
    text: str
    printed: str = ""
    line: int | None = None
    agencies: tuple[str, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    figures: tuple[StatedFigure, ...] = ()
    terms: tuple[Term, ...] = ()
    sentences: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading (None before the first one) and what stands under it. `printed` is the heading's own number."""

    heading: str | None
    paragraphs: tuple[Paragraph, ...]
    printed: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table as rows of cell texts; `header` is empty where the file shows none."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Remainder:
    """Text that belongs to no paragraph: a closing line, an address, a page number, a list of contents."""

    text: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency that the report names, by its first full name, with every other way it is called there."""

    name: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A report as read. Nothing of the file is lost: what fits nowhere is in `other`, what is unsure in `warnings`."""

    title: str
    sections: tuple[Section, ...]
    tables: tuple[Table, ...] = ()
    other: tuple[Remainder, ...] = ()
    warnings: tuple[Doubt, ...] = ()
    agencies: tuple[Agency, ...] = ()

    def paragraphs(self) -> Iterator[Paragraph]:
        """Every paragraph in the order of the report."""
        for section in self.sections:
            yield from section.paragraphs


def to_json(document: Document) -> dict[str, Json]:
    """Return the report as JSON values: the shape that `./los read FILE --json` prints.

    Keys may be added to this shape and are never renamed.
    """
    return {
        "title": document.title,
        "sections": [_section(section) for section in document.sections],
        "tables": [
            {"header": list(t.header), "rows": [list(row) for row in t.rows], "line": t.line} for t in document.tables
        ],
        "other": [piece.text for piece in document.other],
        "other_lines": [piece.line for piece in document.other],
        "agencies": [{"name": agency.name, "also": list(agency.also)} for agency in document.agencies],
        "warnings": [_doubt(doubt) for doubt in document.warnings],
    }


def _section(section: Section) -> dict[str, Json]:
    return {
        "heading": section.heading,
        "printed": section.printed,
        "line": section.line,
        "paragraphs": [_paragraph(paragraph) for paragraph in section.paragraphs],
    }


def _paragraph(paragraph: Paragraph) -> dict[str, Json]:
    return {
        "number": paragraph.number,
        "printed": paragraph.printed,
        "text": paragraph.text,
        "line": paragraph.line,
        "agencies": list(paragraph.agencies),
        "quotations": [_quotation(quotation) for quotation in paragraph.quotations],
        "figures": [_figure(figure) for figure in paragraph.figures],
        "terms": [term.text for term in paragraph.terms],
        "term_places": [[term.start, term.end] for term in paragraph.terms],
        "sentences": [_sentence(sentence) for sentence in paragraph.sentences],
    }


def _quotation(quotation: Quotation) -> dict[str, Json]:
    return {
        "text": quotation.text,
        "attributed_to": quotation.attributed_to,
        "attribution": quotation.attribution,
        "partial": quotation.partial,
        "parts": quotation.parts,
        "start": quotation.start,
        "end": quotation.end,
    }


def _figure(figure: StatedFigure) -> dict[str, Json]:
    return {
        "text": figure.text,
        "value": plain_number(figure.value),
        "value_to": plain_number(figure.value_to),
        "unit": figure.unit.value,
        "comparator": figure.comparator.value,
        "denominator": figure.denominator,
        "percent": plain_number(figure.percent),
        "numerator": figure.numerator,
        "quoted": figure.quoted,
        "start": figure.start,
        "end": figure.end,
    }


def _sentence(sentence: Sentence) -> dict[str, Json]:
    return {
        "text": sentence.text,
        "kind": sentence.kind.value,
        "agency": sentence.agency,
        "also": list(sentence.also),
        "claims": [
            {"kind": claim.kind.value, "text": claim.text, "start": claim.start, "end": claim.end}
            for claim in sentence.claims
        ],
        "start": sentence.start,
        "end": sentence.end,
    }


def _doubt(doubt: Doubt) -> dict[str, Json]:
    return {
        "code": doubt.code,
        "sentence": doubt.sentence,
        "paragraph": doubt.paragraph,
        "line": doubt.line,
        "readings": list(doubt.readings),
    }


def from_json(values: Any) -> Document:
    """Return the report that `to_json` made these values of, exactly."""
    return Document(
        title=values["title"],
        sections=tuple(
            Section(one["heading"], tuple(map(_paragraph_of, one["paragraphs"])), one["printed"], one["line"])
            for one in values["sections"]
        ),
        tables=tuple(
            Table(tuple(one["header"]), tuple(map(tuple, one["rows"])), one["line"]) for one in values["tables"]
        ),
        other=tuple(map(Remainder, values["other"], values["other_lines"])),
        warnings=tuple(Doubt(**{**one, "readings": tuple(one["readings"])}) for one in values["warnings"]),
        agencies=tuple(Agency(one["name"], tuple(one["also"])) for one in values["agencies"]),
    )


def _paragraph_of(values: Any) -> Paragraph:
    return Paragraph(
        number=values["number"],
        text=values["text"],
        printed=values["printed"],
        line=values["line"],
        agencies=tuple(values["agencies"]),
        quotations=tuple(Quotation(**one) for one in values["quotations"]),
        figures=tuple(map(_figure_of, values["figures"])),
        terms=tuple(Term(text, *place) for text, place in zip(values["terms"], values["term_places"], strict=True)),
        sentences=tuple(map(_sentence_of, values["sentences"])),
    )


def _figure_of(values: Any) -> StatedFigure:
    numbers = {name: _number_of(values[name]) for name in ("value", "value_to", "percent")}
    return StatedFigure(
        **{**values, **numbers, "unit": Unit(values["unit"]), "comparator": Comparator(values["comparator"])}
    )


def _number_of(value: int | float | None) -> Number | None:
    return Decimal(str(value)) if isinstance(value, float) else value


def _sentence_of(values: Any) -> Sentence:
    claims = tuple(Claim(**{**one, "kind": ClaimKind(one["kind"])}) for one in values["claims"])
    also = tuple(values.get("also", ()))  # what was read by an earlier version of ours does not say it
    return Sentence(**{**values, "kind": SentenceKind(values["kind"]), "claims": claims, "also": also})


def plain_number(value: Number | None) -> int | float | None:
    """Return a whole number as int and any other as float, for JSON and for people."""
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)
