"""Returns in the words that people read: their sources, and the kinds of row that they give."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from lineofsight.library.fact import FactKind
from lineofsight.library.mapping import CsvMapping
from lineofsight.library.shelf import Shelf
from lineofsight.partnership.actor import Actor
from lineofsight.records.practice.counts import KindCount
from lineofsight.records.practice.own_mappings import shelf_of
from lineofsight.records.practice.receipts import ReceiptBody
from lineofsight.records.practice.rules import ALLOCATION, CHILD, OWN_LIST
from lineofsight.web.dates import long_day


@dataclass(frozen=True)
class SourceWords:
    """A source as a choice, in a sentence, and what it is."""

    title: str
    short: str
    hint: str


SOURCES: Mapping[str, SourceWords] = MappingProxyType(
    {
        "ssd": SourceWords("Standard safeguarding dataset", "SSD return", "One CSV file for each table."),
        "cin": SourceWords("Children in need census", "children in need census", "One XML file. It holds no visits."),
        "ssda903": SourceWords(
            "Children looked after return (SSDA903)", "SSDA903 return", "CSV files or one XML file."
        ),
        "annex-a": SourceWords(
            "Lists for inspectors (Annex A)", "Annex A lists", "One Excel file, or a CSV for each list."
        ),
        OWN_LIST: SourceWords(
            "A list of our own", "list of your own", "One CSV file. You say once what its columns hold."
        ),
    }
)


def short_source(source: str, actor: Actor) -> str:
    """«SSD return», «list of children who came home»: what a mapping reads is called by its title, an agency's own
    between marks."""
    if source in SOURCES:
        return SOURCES[source].short
    library = shelf_of(actor)
    title = library.newest(CsvMapping, source).title if source in library.ids(CsvMapping.FOLDER) else source
    return title.removeprefix("A ") if title.startswith("A ") else f"list «{title}»"


@dataclass(frozen=True)
class KindRow:
    """One line of the table of kinds."""

    title: str
    read: int
    new: int
    changed: int
    unchanged: int
    without_day: int
    withdrawn: int
    kept: int
    refused: int


def kind_titles(shelf: Shelf, *, on: date) -> dict[str, str]:
    """The title of each kind: «Visit to a child in care»."""
    return {entry.id: entry.title for entry in shelf.entries(FactKind, on=on)} | {
        CHILD: "Child",
        ALLOCATION: "Who works with a child",
    }


def _kind_row(title: str, c: KindCount) -> KindRow:
    numbers = (c.read, c.new, c.changed, c.unchanged, c.without_day, c.withdrawn, c.kept, c.refused)
    return KindRow(title, *numbers)


def kind_rows(body: ReceiptBody, titles: Mapping[str, str]) -> list[KindRow]:
    """The table of kinds, children first, then by title. A kind that has left the library keeps its id."""
    rows = [(kind != CHILD, _kind_row(titles.get(kind, kind), c)) for kind, c in body.kinds]
    return [row for _, row in sorted(rows, key=lambda one: (one[0], one[1].title))]


def carried_words(carried: Iterable[tuple[str, str, str]], titles: Mapping[str, str]) -> list[tuple[str, str]]:
    """How far a return reaches: the kind, and «from 1 April 2025 to 31 March 2026»."""
    found = []
    for kind, start, until in carried:
        begins = f"from {long_day(date.fromisoformat(start))}" if start else "from the beginning"
        ends = f"to {long_day(date.fromisoformat(until))}" if until else "without an end"
        found.append((titles.get(kind, kind), f"{begins} {ends}"))
    return sorted(found)
