"""What was found in a file that came back, before anything is understood: tables of cells, and words beside them."""

import io
from dataclasses import dataclass
from enum import StrEnum
from zipfile import ZipFile

from lineofsight.intake.characters import clean, fold


class Mark(StrEnum):
    """What must be known of a cell besides its words."""

    NONE = ""
    # Its words are what a formula came to, or the formula itself.
    FORMULA = "formula"
    # It is merged with rows below it; or it is one of the rows below.
    SPANS = "spans"
    COVERED = "covered"
    # All that it shows is that a formula went wrong; or some of its words are struck through.
    ERROR = "error"
    STRUCK = "struck"


@dataclass(frozen=True)
class Row:
    """One row: its number as the file shows it, its cells, and a mark for each."""

    number: int
    cells: tuple[str, ...]
    marks: tuple[Mark, ...]

    @property
    def is_empty(self) -> bool:
        """Whether no cell says anything."""
        return not any(self.cells)


@dataclass(frozen=True)
class Table:
    """The rows of a table or of a sheet. `name`: how a place in it is told apart, where there are several."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Loose:
    """Words that stand in no row: a comment, a line below the table, a text box."""

    place: str
    text: str


@dataclass(frozen=True)
class Sheet:
    """A file as it was found. `doubts`: what the reader left out, a sentence each."""

    tables: tuple[Table, ...]
    loose: tuple[Loose, ...] = ()
    doubts: tuple[str, ...] = ()


def pictures_told(content: bytes) -> tuple[str, ...]:
    """How many pictures a Word or Excel file holds, as a sentence: a pack has none, and nobody reads what they show."""
    with ZipFile(io.BytesIO(content)) as package:
        count = sum(part.startswith(("xl/media/", "word/media/")) for part in package.namelist())
    return (f"Not read: {count} picture{'s' if count > 1 else ''} in the file.",) if count else ()


def tidy(text: str) -> str:
    """The lines of a cell without what nobody sees: empty lines, spaces at their ends, spaces side by side."""
    lines = (fold(clean(line)) for line in text.replace("_x000D_", "").splitlines())
    return "\n".join(line for line in lines if line)
