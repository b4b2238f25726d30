"""What a return gave, counted while it comes in. It grows with the kinds and never with the rows."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from lineofsight.records.taken import RefusedRow

T = TypeVar("T")
# More refused lines than anybody reads are counted and not listed.
MOST_LISTED = 1_000


@dataclass
class KindCount:
    """The rows of one kind: read, and what became of them. `withdrawn`: no longer in the source.

    read = new + changed + unchanged + without_day + refused.
    """

    read: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: int = 0
    withdrawn: int = 0
    # Known to be there, and the day could not be read: of these the cell is refused.
    without_day: int = 0
    # No longer in the source as far as one could read it, and not taken back: some of it could not be read.
    kept: int = 0


@dataclass
class Counts:
    """All kinds, and the refused lines."""

    kinds: dict[str, KindCount] = field(default_factory=dict)
    refused: list[RefusedRow] = field(default_factory=list)
    refused_lines: int = 0
    refused_fields: int = 0
    # Children whom an earlier delivery of this source named, and this one should and does not.
    not_named: int = 0
    # Children whose records were deleted when their time was over: left out, or back with an entry since.
    gone_left_out: int = 0
    gone_back: int = 0
    # Of how many children something is taken back.
    taken_back_of: int = 0
    # Children whom no return named before, and how many were known when it came.
    new_children: int = 0
    known_children: int = 0
    _last_line: tuple[str, int] = ("", 0)

    def of(self, kind: str) -> KindCount:
        """The count of one kind."""
        return self.kinds.setdefault(kind, KindCount())

    def refuse(self, row: RefusedRow) -> None:
        """Count a refused line, or one more field of the same line."""
        self.refused_fields += 1
        if (row.file, row.line) != self._last_line or row.line == 0:
            self.refused_lines += 1
        self._last_line = (row.file, row.line)
        if len(self.refused) < MOST_LISTED:
            self.refused.append(row)

    @property
    def is_without_change(self) -> bool:
        """Whether the records stand afterwards as they stood before."""
        return not any(one.new or one.changed or one.without_day or one.withdrawn for one in self.kinds.values())


class Seen:
    """Which rows or children a return holds: one bit for each number, so that a million take 125 kB."""

    def __init__(self, kept: bytes = b"") -> None:
        self._bits = bytearray(kept)

    def add(self, number: int) -> None:
        """Note a number."""
        place, bit = divmod(number, 8)
        if place >= len(self._bits):
            self._bits.extend(bytes(place + 1 - len(self._bits)))
        self._bits[place] |= 1 << bit

    def whole(self) -> bytes:
        """All of them, as they are kept: the number n is the n-th bit."""
        return bytes(self._bits)

    def __contains__(self, number: int) -> bool:
        place, bit = divmod(number, 8)
        return place < len(self._bits) and bool(self._bits[place] & (1 << bit))


def in_chunks(rows: Iterator[T], size: int) -> Iterator[list[T]]:
    """The rows, so many at a time."""
    chunk: list[T] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
