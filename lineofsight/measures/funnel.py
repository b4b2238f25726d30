"""Shares of teams, or of groups, side by side, and between which shares chance alone lets each fall."""

from dataclasses import dataclass

from lineofsight.measures.chance import Beside, Limits, limits
from lineofsight.measures.figure import whole_percent
from lineofsight.measures.trends import FEWEST_IN_A_MONTH

FEWEST = FEWEST_IN_A_MONTH


@dataclass(frozen=True, slots=True)
class Part:
    """One team: n in time of `of`."""

    name: str
    n: int
    of: int


@dataclass(frozen=True)
class Parts:
    """What the parts are called, and the whole that they stand beside; are_rounded: their numbers are no exact ones."""

    one: str = "team"
    whole: str = "all teams"
    order: str = "Order is size, not rank."
    are_rounded: bool = False

    @property
    def many(self) -> str:
        """«teams»."""
        return f"{self.one}s"

    def told(self, part: Part) -> str:
        """«36 of 41 (88%)»; rounded «about 250 of 335 (75%)»."""
        return f"{'about ' if self.are_rounded else ''}{part.n} of {part.of} ({whole_percent(part.n, part.of)}%)"


@dataclass(frozen=True)
class Funnel:
    """The parts with enough to be judged, as a rule the largest first, beside the whole."""

    parts: tuple[Part, ...]
    n: int
    of: int
    called: Parts = Parts()

    def limits(self, part: Part) -> Limits:
        """What chance explains for a team of that size."""
        return limits(self.n, self.of, whole=part.of)

    def beside(self, part: Part) -> Beside:
        """How a team stands beside all."""
        return self.limits(part).beside(part.n)

    @property
    def sentence(self) -> str:
        """«6 of 7 teams are within what chance explains; lower: South 2.»"""
        found = {one: [part.name for part in self.parts if self.beside(part) is one] for one in Beside}
        of = f"{len(self.parts)} {self.called.many}"
        said = f"{len(found[Beside.WITHIN])} of {of} are within what chance explains"
        for word, one in (("lower", Beside.LOWER), ("higher", Beside.HIGHER)):
            said += f"; {word}: {', '.join(found[one])}" if found[one] else ""
        return f"{said}."


def funnel_of(teams: list[Part], called: Parts = Parts()) -> Funnel | None:
    """The funnel of teams; None where fewer than two have enough to be judged."""
    enough = [one for one in teams if one.of >= FEWEST]
    if len(enough) < 2:
        return None
    in_order = sorted(enough, key=lambda one: (-one.of, one.name))
    return Funnel(tuple(in_order), sum(one.n for one in teams), sum(one.of for one in teams), called)
