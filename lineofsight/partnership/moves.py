"""State machines as data: from where to where, by whom, and with a reason or without."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from lineofsight.partnership.rules import ROLE_WORDS, Role


class Whose(StrEnum):
    """Whose row a move may be made to: anybody's, only one's own agency's, or only another's."""

    ANY = "any"
    OWN = "own"
    OTHER = "other"


@dataclass(frozen=True)
class Move:
    """One allowed move of a state machine, who makes it, whether a reason must be given, and to whose row."""

    source: str
    target: str
    roles: frozenset[Role]
    needs_reason: bool = False
    whose: Whose = Whose.ANY

    def may_be_made(self, *, roles: frozenset[Role], actor_agency: int | None, row_agency: int) -> bool:
        """Whether somebody with these roles, of `actor_agency`, may make it to a row of `row_agency`."""
        if not roles & self.roles:
            return False
        if self.whose is Whose.ANY:
            return True
        return actor_agency is not None and (actor_agency == row_agency) is (self.whose is Whose.OWN)

    @property
    def who_can(self) -> str:
        """«Agency safeguarding lead, for their own agency», as a page says who makes it."""
        told = ", ".join(sorted(ROLE_WORDS[role] for role in self.roles))
        return (
            told + {Whose.ANY: "", Whose.OWN: ", for their own agency", Whose.OTHER: ", for another agency"}[self.whose]
        )


class Conflict(Exception):
    """What was asked for cannot be done as things stand (409). Its sentence says why, and what can."""


class NotYours(Conflict):
    """The move is allowed from here, and not to this person (409). Says who can make it."""

    def __init__(self, what: str, move: Move) -> None:
        self.move = move
        super().__init__(f"{what} is {move.source}. You cannot make it {move.target}. Who can: {move.who_can}.")


class WrongState(Conflict):
    """The move is not one that can be made from here (409). Says from where, and who could do what."""

    def __init__(self, what: str, source: str, target: str, moves: Iterable[Move] = ()) -> None:
        self.source, self.target = source, target
        onward = sorted({move.target for move in moves if move.source == source})
        can = f"It can become: {', '.join(onward)}." if onward else "It cannot be changed any more."
        super().__init__(f"{what} is {source} and cannot become {target}. {can}")


class ReasonNeeded(ValueError):
    """The move needs a reason, because somebody will ask why."""

    field = "reason"

    def __init__(self, target: str) -> None:
        super().__init__(f"Say why it is {target}: enter a reason.")


def find_move(moves: Iterable[Move], *, what: str, source: str, target: str, reason: str) -> Move:
    """The allowed move from one state to another. Raises WrongState, ReasonNeeded."""
    moves = tuple(moves)
    for move in moves:
        if (move.source, move.target) == (source, target):
            if move.needs_reason and not reason.strip():
                raise ReasonNeeded(target)
            return move
    raise WrongState(what, source, target, moves)
