"""The rows of the records that measures count, by face of the library.

They are put together as background work does it, over every agency that keeps such records here, and nobody who asks
for a figure sees a row: what leaves this place is counted. Of a person there is nothing in them but a reference.
A new face is one function here and one file in the library.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from lineofsight.assurance.faces.of_practice import challenge_rows, step_rows
from lineofsight.assurance.faces.row import Row
from lineofsight.partnership.actor import Actor, job
from lineofsight.partnership.scope import scope

Rows = Callable[[Actor, date], Iterator[Row]]
"""The rows of a face as at a day, read by whoever is given."""

ROWS: Mapping[str, Rows] = {"steps": step_rows, "challenges": challenge_rows}


def rows_of_records(face: str, actor: Actor, *, on: date) -> list[Row]:
    """The rows of a face as at a day, in the order of its columns."""
    counting = job("figures", now=actor.now)
    with scope(counting, writes=False):
        return list(ROWS[face](counting, on))
