"""An invented report as we write it for the corpus: plain lines, with the truth beside the words.

A file of the corpus begins with what holds for the whole of it (`title:`, `agency: key = Name`, `wrap:`, …), up to
`---`. Then every line is one block:

    ## Heading
    | cells | of a | table |            (the first row is its header)
    %% a line that belongs to no paragraph
    1. A paragraph with its mark. @key,key #PA !all

After a paragraph stand who acts (@), what each sentence does (#: Progress, Intention, Adverse, Quotation, Context) and
what it claims (!). Inside it, {q Who|words} are quoted, {q~ Who|words} are quoted in part, {q+|words} go on with the
quotation of the paragraph before, {t|words} are a term, and {f 34/40|words} state a figure: with a comparator
(> >= < <= ~), a range (20..30), a base (/40) and a unit (% pp £, or s for a share).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

HERE = Path(__file__).parent
KINDS = {"P": "progress", "I": "intention", "A": "adverse", "Q": "quotation", "C": "context"}
_MARK = re.compile(r"(\d+(?:\.\d+)+\.?|\d+[.)]|\(?[a-z]+\)|[ivx]+\.|[A-Z]{1,4}\.?\d{1,2}(?=\s[A-Z“\"‘{])|[•●*-])\s+")
_BULLETS = "•●*-"
_HEADING_MARK = re.compile(r"(\d+(?:\.\d+)*)\.?\s+")
_TRUTH = re.compile(r"(?:\s+[@#!][\w,-]+)+$")
_FIGURE = re.compile(r"(>=|<=|[><~]?)(s?)(£?)([\d.]+?)(?:\.\.([\d.]+))?(%|pp)?(?:/(\d+)(s?))?")
_COMPARATORS = {"": "=", ">": ">", ">=": ">=", "<": "<", "<=": "<=", "~": "~"}


@dataclass(frozen=True)
class Figure:
    """A figure as it should be read."""

    value: Decimal
    value_to: Decimal | None
    unit: str
    comparator: str
    denominator: int | None


@dataclass
class Quoted:
    """A quotation as it should be read."""

    who: str | None
    text: str
    partial: bool


@dataclass
class Said:
    """One paragraph: its mark, its words, and the truth about them."""

    mark: str
    text: str
    agencies: tuple[str, ...] = ()
    kinds: str = ""
    claims: tuple[str, ...] = ()
    quotations: list[Quoted] = field(default_factory=list)
    terms: list[str] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)

    @property
    def is_bullet(self) -> bool:
        """Is its mark a bullet?"""
        return self.mark != "" and self.mark in _BULLETS

    @property
    def number(self) -> str:
        """Its number without the dot or the brackets; empty where it has none."""
        return "" if self.is_bullet else self.mark.strip("().")


@dataclass(frozen=True)
class Heading:
    """A heading and the number printed before it."""

    mark: str
    text: str


@dataclass(frozen=True)
class Aside:
    """A line that belongs to no paragraph."""

    text: str


@dataclass(frozen=True)
class Rows:
    """A table, its header first."""

    rows: tuple[tuple[str, ...], ...]


@dataclass
class Report:
    """A whole invented report."""

    name: str
    title: str
    settings: dict[str, str]
    blocks: list[Said | Heading | Aside | Rows] = field(default_factory=list)

    @property
    def said(self) -> Iterator[Said]:
        """Its paragraphs."""
        return (block for block in self.blocks if isinstance(block, Said))

    @property
    def tables(self) -> Iterator[Rows]:
        """Its tables."""
        return (block for block in self.blocks if isinstance(block, Rows))


def reports(folder: str) -> list[Report]:
    """Every report of a folder: `texts`, which the rules were made with, `held_back`, or one written by others."""
    return [report_of(path) for path in sorted((HERE / folder).glob("*.txt"))]


def report_of(path: Path) -> Report:
    """Read one report of ours."""
    front, _, body = path.read_text(encoding="utf-8").partition("\n---\n")
    settings: dict[str, str] = {}
    agencies: dict[str, str] = {}
    for line in front.splitlines():
        key, _, value = line.partition(": ")
        if key == "agency":
            short, _, name = value.partition(" = ")
            agencies[short] = name
        else:
            settings[key] = value
    report = Report(path.stem, settings["title"], settings)
    rows: list[tuple[str, ...]] = []
    for line in [*body.splitlines(), ""]:
        if line.startswith("|"):
            rows.append(tuple(cell.strip() for cell in line.strip("|").split("|")))
            continue
        if rows:
            report.blocks.append(Rows(tuple(rows)))
            rows = []
        if line.startswith("## "):
            mark = _HEADING_MARK.match(line[3:])
            report.blocks.append(Heading(mark.group(1) if mark else "", line[3 + mark.end() if mark else 3 :]))
        elif line.startswith("%% "):
            report.blocks.append(Aside(line[3:]))
        elif line:
            report.blocks.append(_said(line, report, agencies))
    return report


def _said(line: str, report: Report, agencies: dict[str, str]) -> Said:
    truth = _TRUTH.search(line)
    words = line[: truth.start()] if truth else line
    found = _MARK.match(words)
    said = Said(found.group(1) if found else "", "")
    said.text = _words(words[found.end() if found else 0 :], said, report)
    for part in truth.group().split() if truth else ():
        values = tuple(part[1:].split(","))
        if part[0] == "#":
            said.kinds = part[1:]
        elif part[0] == "!":
            said.claims = values
        else:
            said.agencies = tuple(agencies[key] for key in values if key != "-")
    return said


def _words(text: str, said: Said, report: Report) -> str:
    """The words of a stretch without the truth in it, which goes to the paragraph."""
    plain: list[str] = []
    position = 0
    while (start := text.find("{", position)) >= 0:
        plain.append(text[position:start])
        end = _closing(text, start)
        about, _, inner = text[start + 1 : end].partition("|")
        plain.append(_marked(about, inner, said, report))
        position = end + 1
    return "".join([*plain, text[position:]])


def _closing(text: str, start: int) -> int:
    depth = 0
    for position in range(start, len(text)):
        depth += {"{": 1, "}": -1}.get(text[position], 0)
        if depth == 0:
            return position
    raise AssertionError(f"a brace is not closed: {text[start:]}")


def _marked(about: str, inner: str, said: Said, report: Report) -> str:
    kind, _, rest = about.partition(" ")
    if kind == "q+":
        words = _words(inner, said, report)
        first = [quoted for earlier in report.said for quoted in earlier.quotations][-1]
        first.text += f" {words}"
        return words
    if kind in ("q", "q~"):
        quoted = Quoted(None if rest == "-" else rest, "", kind == "q~")
        said.quotations.append(quoted)
        quoted.text = _words(inner, said, report)
        return quoted.text
    if kind == "t":
        said.terms.append(inner)
        return inner
    assert kind == "f", about
    said.figures.append(figure_of(rest))
    return inner


def figure_of(spec: str) -> Figure:
    """Read a figure as the corpus writes it: `>=9/10s`, `55..60%`, `£1200000`, `34/40`."""
    found = _FIGURE.fullmatch(spec)
    assert found, spec
    comparator, shared, money, value, value_to, unit, base, is_share = found.groups()
    of = "share" if shared or is_share else "money" if money else {"%": "percent", "pp": "percentage_point"}.get(unit)
    return Figure(
        Decimal(value),
        Decimal(value_to) if value_to else None,
        of or "count",
        _COMPARATORS[comparator],
        int(base) if base else None,
    )
