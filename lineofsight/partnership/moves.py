"""State machines as data: from where to where, by whom, and with a reason or without."""

from collections.abc import Iterable
from dataclasses import dataclass

from lineofsight.partnership.rules import Role


@dataclass(frozen=True)
class Move:
    """One allowed move of a state machine, who makes it, and whether a reason must be given."""

    source: str
    target: str
    roles: frozenset[Role]
    needs_reason: bool = False


class WrongState(Exception):
    """The move is not one that can be made from here (409). Says from where, and who could do what."""

    def __init__(self, what: str, source: str, target: str, moves: Iterable[Move] = ()) -> None:
        self.source, self.target = source, target
        onward = sorted({move.target for move in moves if move.source == source})
        can = f"It can become: {', '.join(onward)}." if onward else "It cannot be changed any more."
        super().__init__(f"{what} is {source} and cannot become {target}. {can}")


class ReasonNeeded(ValueError):
    """The move needs a reason, because somebody will ask why."""

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
