"""A plan that comes again: which of its rows are here already, and what they say that is new."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from lineofsight.assurance.rules.plan_days import PlannedUpdate
from lineofsight.assurance.rules.plan_rows import PlanRow
from lineofsight.intake.characters import fold
from lineofsight.intake.editions import Fate, matched

BROUGHT_IN = "Brought in with a plan"
"""How the reason of a move begins that a plan made, and nobody here."""


@dataclass(frozen=True, slots=True)
class Standing:
    """An action that came with an earlier plan, as it stands here. has_gone_on: somebody worked on it here since."""

    title: str
    asks: str
    due: date
    word: str
    updates: AbstractSet[str]
    has_gone_on: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """One row of the comparison: places in the rows of the plan and in what stands here; and what is different.

    due, word, title   what the plan now says, where it is something else
    updates            the entries that are not here yet
    is_taken           false where work has gone on here: what stands here stays, and the plan's words are only shown
    """

    fate: Fate
    row: int | None = None
    stands: int | None = None
    title: str = ""
    due: date | None = None
    word: str = ""
    updates: tuple[PlannedUpdate, ...] = ()
    is_taken: bool = True


def differences(rows: Sequence[PlanRow], asks: Sequence[str], stands: Sequence[Standing]) -> tuple[Difference, ...]:
    """Every row of the plan beside what stands here, and last what stands here and is in the plan no more.

    asks: for each row the recommendation that it answers. A row that only says new things is «changed words» too.
    """
    before = [f"{one.asks}\n{one.title}" for one in stands]
    later = [f"{asked}\n{row.title}" for asked, row in zip(asks, rows, strict=True)]
    found = []
    for pair in matched(before, later):
        if pair.earlier is None or pair.later is None:
            found.append(Difference(pair.fate, pair.later, pair.earlier))
        else:
            found.append(_difference(pair.later, rows[pair.later], pair.earlier, stands[pair.earlier]))
    return tuple(found)


def _difference(at: int, row: PlanRow, place: int, here: Standing) -> Difference:
    said = Difference(
        Fate.CHANGED,
        at,
        place,
        row.title if row.title != here.title else "",
        row.due if row.due != here.due else None,
        row.status if row.status != here.word else "",
        tuple(told for told in row.updates if fold(told.text) not in here.updates),
        not here.has_gone_on,
    )
    if said.title or said.due or said.word or said.updates:
        return said
    return Difference(Fate.SAME, at, place)


def as_the_plan_says(word: str) -> str:
    """The reason of a move that a plan made."""
    return f"{BROUGHT_IN}, which says «{word}»." if word else f"{BROUGHT_IN}."
