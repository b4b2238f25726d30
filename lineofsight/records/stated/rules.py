"""What is true of a quarter's figures: whole numbers, n within N, each question answered; and who moves what."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lineofsight.library.quarterly import Quarterly, QuarterlyExample, next_quarter, quarter_before, quarter_of
from lineofsight.library.who import Role
from lineofsight.partnership.moves import Move, Whose

LONGEST_QUESTION = 300
QUARTERS_ASKED = 4
"""So many quarters that have ended can still be stated."""


class StatedState(StrEnum):
    """Where what a body stated stands."""

    SENT = "sent"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    SUPERSEDED = "superseded"


_SENDS = frozenset({Role.CONTRIBUTOR, Role.SAFEGUARDING_LEAD})
_UNIT = frozenset({Role.BUSINESS_MANAGER})
STATED_MOVES = (
    Move(StatedState.SENT, StatedState.ACCEPTED, _UNIT),
    Move(StatedState.SENT, StatedState.RETURNED, _UNIT, needs_reason=True),
    # Sent anew: the earlier one stays, and no longer counts.
    Move(StatedState.SENT, StatedState.SUPERSEDED, _SENDS, whose=Whose.OWN),
    Move(StatedState.RETURNED, StatedState.SUPERSEDED, _SENDS, whose=Whose.OWN),
    Move(StatedState.ACCEPTED, StatedState.SUPERSEDED, _SENDS, whose=Whose.OWN),
)


@dataclass(frozen=True, slots=True)
class Count:
    """n of N, or a reason for which it was not counted."""

    n: int | None = None
    of: int | None = None
    why: str = ""


class WrongCounts(ValueError):
    """Figures that cannot be taken: a sentence for each, by its question."""

    def __init__(self, wrong: Mapping[str, str]) -> None:
        self.wrong = dict(wrong)
        super().__init__(" ".join(wrong.values()))


def checked(kind: Quarterly, stated: Mapping[str, Count]) -> dict[str, Count]:
    """The figures, each question answered or with a reason. Raises WrongCounts."""
    asked = {question.id: question for question in kind.questions}
    wrong = {id: f"«{id}» is not asked here." for id in sorted(set(stated) - set(asked))}
    found: dict[str, Count] = {}
    for id, question in asked.items():
        one = stated.get(id, Count())
        if one.why and one.n is None and one.of is None:
            if one.why not in kind.reasons_not_counted:
                wrong[id] = f"«{question.asks}»: choose one of the reasons."
        elif one.n is None or one.of is None:
            wrong[id] = f"«{question.asks}» is not answered: enter both numbers, or say why it was not counted."
        elif one.why:
            wrong[id] = f"«{question.asks}» has numbers and a reason why there are none: keep one of the two."
        elif one.n < 0 or one.of < 0:
            wrong[id] = f"«{question.asks}»: enter a whole number."
        elif one.n > one.of:
            wrong[id] = f"«{question.asks}»: {one.n} cannot be more than the {one.of} of which it is counted."
        found[id] = one
    if wrong:
        raise WrongCounts(wrong)
    return found


def quarters_asked(kind: Quarterly, *, today: date) -> tuple[date, ...]:
    """The quarters that have ended and can be stated, the latest first: since the question was first asked."""
    found, first = [], quarter_of(today)
    for _ in range(QUARTERS_ASKED):
        first = quarter_before(first)
        if first >= quarter_of(kind.from_date):
            found.append(first)
    return tuple(found)


def quarter_words(first: date) -> str:
    """«April to June 2026»."""
    months = ("January to March", "April to June", "July to September", "October to December")
    return f"{months[first.month // 3]} {first.year}"


def last_day_of(first: date) -> date:
    """The last day of a quarter."""
    return date.fromordinal(next_quarter(first).toordinal() - 1)


def disagreements(kind: Quarterly, example: QuarterlyExample) -> tuple[str, ...]:
    """Where a worked example is not what comes out: a sentence for each, empty when they agree."""
    stated = {id: Count(one.n, one.of, one.why or "") for id, one in example.stated.items()}
    try:
        checked(kind, stated)
    except WrongCounts as refused:
        if example.refused and example.refused in str(refused):
            return ()
        return (f"Example «{example.name}»: it is refused: {refused}",)
    return (f"Example «{example.name}»: it should be refused and is not.",) if example.refused else ()
