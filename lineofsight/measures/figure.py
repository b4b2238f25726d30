"""A figure: never a bare number. n of N, what was left out, as at which day, by which definition, on which rows.

The same value serves statements, visits, audits and the workforce, and is the only one that may be cited as evidence.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from string import hexdigits
from typing import Any

from lineofsight.library.counting import ToldAs
from lineofsight.library.scales import CountKind
from lineofsight.measures.intervals import Interval, wilson
from lineofsight.measures.terms import NO_CASES, Terms
from lineofsight.trail.canonical import canonical, sha256_hex

FEWEST_FOR_PERCENT_OF_SAMPLE = 20
"""A sample smaller than this is told as n of N without a percentage."""

TOTAL = ""
"""The group of the figure over all groups."""


class ImpossibleFigure(ValueError):
    """These numbers, days or hashes cannot belong to one figure. The sentence says why."""


@dataclass(frozen=True, slots=True, order=True)
class LeftOut:
    """How many rows could not be judged, and why."""

    reason: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """n of `of` rows, as at a day, for one group or (group "") for all of them.

    n, of: rows counted and rows in question, 0 <= n <= of; rows left out stand in neither.
    terms: for a sum or a ratio, how its two numbers are told; a ratio's n may be larger than its of.
    period_from, period_to: the first and last day looked at, both or neither; the period ends by as_at_date.
    definition_sha, snapshot_sha: 64 hex digits; of the measure as it read, and of the rows with how each was counted.
    Raises ImpossibleFigure for anything that cannot be one figure.
    """

    measure_id: str
    measure_version: int
    definition_sha: str
    group: str
    n: int
    of: int
    left_out: tuple[LeftOut, ...]
    period_from: date | None
    period_to: date | None
    as_at_date: date
    kind: CountKind
    caveats: tuple[str, ...]
    snapshot_sha: str
    terms: Terms | None = None

    def __post_init__(self) -> None:
        for number in (self.n, self.of, self.measure_version, *(left.count for left in self.left_out)):
            if type(number) is not int:
                raise ImpossibleFigure(f"{number!r} is not a whole number.")
        if self.is_ratio and min(self.n, self.of) < 0:
            raise ImpossibleFigure(f"{self.n} for {self.of} cannot be: neither is below 0.")
        if not self.is_ratio and not 0 <= self.n <= self.of:
            raise ImpossibleFigure(f"{self.n} of {self.of} cannot be: n lies between 0 and N.")
        if self.measure_version < 1 or not self.measure_id:
            raise ImpossibleFigure("A figure names its measure and the version of its definition.")
        if any(left.count < 1 or not left.reason for left in self.left_out):
            raise ImpossibleFigure("What is left out has a reason and counts at least one.")
        if [left.reason for left in self.left_out] != sorted({left.reason for left in self.left_out}):
            raise ImpossibleFigure("Each reason for leaving out stands once, in order.")
        if (self.period_from is None) != (self.period_to is None):
            raise ImpossibleFigure("A period has a first and a last day.")
        if self.period_from and self.period_to and not self.period_from <= self.period_to <= self.as_at_date:
            raise ImpossibleFigure("A period begins before it ends, and ends by the day as at which it is told.")
        for sha in (self.definition_sha, self.snapshot_sha):
            if len(sha) != 64 or not set(sha) <= set(hexdigits.lower()):
                raise ImpossibleFigure("A figure carries the hash of its definition and of its rows.")

    @property
    def is_ratio(self) -> bool:
        """Whether it is two numbers of their own, and not some of all."""
        return self.terms is not None and self.terms.told is ToldAs.RATIO

    @property
    def percent(self) -> int | None:
        """The whole percentage; None when there were no cases, or when a percentage would say too much.

        Never 100 unless n = N, never 0 unless n = 0. A sample under 20, a sample chosen for a reason and a ratio have
        none.
        """
        if self.of == 0 or self.kind is CountKind.PURPOSIVE or self.is_ratio:
            return None
        if self.kind is CountKind.RANDOM_SAMPLE and self.of < FEWEST_FOR_PERCENT_OF_SAMPLE:
            return None
        return whole_percent(self.n, self.of)

    @property
    def interval(self) -> Interval | None:
        """The likely share of all, for a random sample that found anything to look at; None for every other kind."""
        if self.kind is CountKind.RANDOM_SAMPLE and self.of > 0:
            return wilson(self.n, self.of)
        return None

    def words(self) -> str:
        """«6 of 8 (75%)», «6 of 8» where a percentage would say too much, or «no cases»."""
        if self.terms is not None:
            return self.terms.words(self.n, self.of)
        if self.of == 0:
            return NO_CASES
        percent = self.percent
        return f"{self.n} of {self.of}" if percent is None else f"{self.n} of {self.of} ({percent}%)"

    def left_out_words(self) -> str:
        """«3 left out: 2 no date, 1 not included», or "" when nothing was."""
        if not self.left_out:
            return ""
        listed = ", ".join(f"{left.count} {left.reason}" for left in self.left_out)
        return f"{sum(left.count for left in self.left_out)} left out: {listed}"

    def as_dict(self) -> dict[str, Any]:
        """Everything, as plain values that `canonical` takes: days as ISO text, no floats. `from_dict` reads it.

        Terms stand in it only where there are some: n of N rows reads as it did before there were any.
        """
        terms = {} if self.terms is None else {"terms": self.terms.as_dict()}
        return terms | {
            "measure_id": self.measure_id,
            "measure_version": self.measure_version,
            "definition_sha": self.definition_sha,
            "group": self.group,
            "n": self.n,
            "of": self.of,
            "left_out": [{"reason": left.reason, "count": left.count} for left in self.left_out],
            "period_from": _iso(self.period_from),
            "period_to": _iso(self.period_to),
            "as_at_date": self.as_at_date.isoformat(),
            "kind": self.kind.value,
            "caveats": list(self.caveats),
            "snapshot_sha": self.snapshot_sha,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Figure":
        """The figure that `as_dict` wrote. Raises ImpossibleFigure when a word is missing, unknown or unfit."""
        names = {item.name for item in fields(cls)}
        if set(data) | {"terms"} != names:
            odd = ", ".join(sorted((set(data) | {"terms"}) ^ names))
            raise ImpossibleFigure(f"These words are missing or unknown: {odd}.")
        try:
            return cls(
                **{
                    **data,
                    "left_out": tuple(LeftOut(item["reason"], item["count"]) for item in data["left_out"]),
                    "period_from": _day(data["period_from"]),
                    "period_to": _day(data["period_to"]),
                    "as_at_date": date.fromisoformat(data["as_at_date"]),
                    "kind": CountKind(data["kind"]),
                    "caveats": tuple(data["caveats"]),
                    "terms": Terms.from_dict(data["terms"]) if data.get("terms") is not None else None,
                }
            )
        except ImpossibleFigure:
            raise
        except (TypeError, KeyError, ValueError) as error:
            raise ImpossibleFigure(f"This is not a figure: {error}.") from None

    def sha(self) -> str:
        """The hash of the whole figure: 64 hex digits."""
        return sha256_hex(canonical(self.as_dict()))

    def differences(self, other: "Figure") -> tuple[str, ...]:
        """The names of what differs between two figures, in order; empty when they are the same."""
        return tuple(item.name for item in fields(self) if getattr(self, item.name) != getattr(other, item.name))


def whole_percent(n: int, of: int) -> int:
    """n of `of` as a whole percentage, halves up; 100 only when n = of, 0 only when n = 0.

    Raises ZeroDivisionError when of is 0: no cases is not 0 %.
    """
    rounded = (200 * n + of) // (2 * of)
    if 0 < n < of:
        return min(99, max(1, rounded))
    return rounded


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
