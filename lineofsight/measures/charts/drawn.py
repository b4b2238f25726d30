"""A chart with all that belongs to it: the question, the answer in a sentence, two drawings, notes, its table.

Whoever sees no drawing loses nothing: the sentence is its alternative, the table its twin.
"""

from dataclasses import dataclass

WIDE, NARROW = (760, 320), (320, 280)


@dataclass(frozen=True)
class Drawn:
    """wide, narrow: SVG, of which the width of the page shows one. head, rows: the table, its first column a name."""

    id: str
    question: str
    sentence: str
    wide: str
    narrow: str
    notes: tuple[str, ...]
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    source: str = ""
