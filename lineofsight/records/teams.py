"""Which team worked with a child on a day. Of teams alone: who the workers were is not asked here."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from lineofsight.records.children import NOT_HOLDING
from lineofsight.records.days import number_of
from lineofsight.records.tables import Known, questions_answered


@dataclass(frozen=True)
class Teams:
    """For each child the teams with their first day and the first day on which they no longer worked with the child."""

    of: Mapping[str, tuple[tuple[int, int | None, str], ...]]

    def on(self, child: str, day: date) -> str:
        """The team on a day, the last to begin; «» where none is recorded."""
        number = number_of(day)
        for start, until, team in reversed(self.of.get(child, ())):
            if start <= number and (until is None or until > number):
                return team
        return ""


def teams_of(of: Known) -> Teams:
    """The teams of all children of an agency."""
    found: dict[str, list[tuple[int, int | None, str]]] = defaultdict(list)
    marks = ", ".join(["%s"] * len(NOT_HOLDING))
    asked = (
        f'SELECT child, start, "until", team FROM allocation WHERE role NOT IN ({marks}) ORDER BY child, start, team'  # noqa: S608
    )
    for child, start, until, team in questions_answered(of, asked, list(NOT_HOLDING)):
        found[child].append((start, until, team))
    return Teams({child: tuple(rows) for child, rows in found.items()})
