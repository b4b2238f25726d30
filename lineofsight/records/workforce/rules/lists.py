"""What was taken from a list of those who work. Plain values, no clock."""

from dataclasses import dataclass
from enum import StrEnum


class ListState(StrEnum):
    """Where a list stands: it was read and can be looked at; then all of it is taken, or nothing."""

    READ = "read"
    TAKEN = "taken"
    LEFT = "left"


@dataclass(frozen=True)
class ListReceipt:
    """What a list gave, or would give: counts, places and columns, and nothing that stood in a cell.

    refused: line, column, why, and what to do. strange: line and column of what no list here had before, though lists
    were taken: a team, a number of a post. It can be right, and is asked about.
    """

    new: int = 0
    corrected: int = 0
    same: int = 0
    gone: int = 0
    people: int = 0
    refused: tuple[tuple[int, str, str, str], ...] = ()
    thrown: tuple[str, ...] = ()
    strange: tuple[tuple[int, str], ...] = ()

    @property
    def strange_by_column(self) -> tuple[tuple[str, tuple[int, ...]], ...]:
        """The lines of what no list here had before, by their column."""
        columns = dict.fromkeys(column for _, column in self.strange)
        return tuple((one, tuple(line for line, column in self.strange if column == one)) for one in columns)

    @property
    def lines(self) -> int:
        """How many rows the list has."""
        return self.new + self.corrected + self.same + len({one[0] for one in self.refused})

    @property
    def changes(self) -> int:
        """How many rows it adds, corrects or takes away."""
        return self.new + self.corrected + self.gone


class NotTaken(ValueError):
    """Rows of the list cannot be read, so nothing of it is taken."""

    def __init__(self, refused: int) -> None:
        rows = "1 row of the list cannot be taken" if refused == 1 else f"{refused} rows of the list cannot be taken"
        super().__init__(f"{rows}, so none is. Correct what is named below, and hand the list in again.")


class NotSure(ValueError):
    """Something in the list no list here had before, and nobody has said that it is right."""

    def __init__(self, rows: int) -> None:
        told = "1 row has a team or a post" if rows == 1 else f"{rows} rows have a team or a post"
        super().__init__(f"{told} that no list here has. Tick that it is right, or correct the list.")
