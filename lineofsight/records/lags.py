"""How many days lay between what happened and its being written down. By child and day; of no worker."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lineofsight.records.days import day_of
from lineofsight.records.tables import Known, questions_answered, written_down


@dataclass(frozen=True, slots=True)
class Lag:
    """One event: whose, when, and how many days later it was written down; nought where it was written ahead."""

    child: str
    day: date
    days: int


def lags_of(of: Known) -> Iterator[Lag]:
    """Each event of which the source, or whoever recorded it here, says when it was written down."""
    for child, _, day, recorded in questions_answered(of, written_down(of), []):
        yield Lag(child, day_of(day), max(recorded - day, 0))
