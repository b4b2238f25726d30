"""The terms of a figure that is not n of N rows: sums with decimal places, and ratios of two numbers.

Everything is whole numbers: 5,254.6 with one place is 52546. A share in a hundred has one decimal.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from fractions import Fraction
from typing import Any

from lineofsight.library.counting import RatioIs, ToldAs
from lineofsight.library.measure import Measure

NO_CASES = "no cases"
"""What stands in place of a figure when there was nothing to count. It is not 0 %."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """How two numbers are told. `unit` is what the upper one counts, and `one` one of them; `per`, `per_one`, `times`
    and `times_words` are a ratio's."""

    told: ToldAs
    ratio_is: RatioIs
    one: str
    unit: str
    per_one: str
    per: str
    n_places: int
    of_places: int
    times: int
    times_words: str

    @property
    def is_ratio(self) -> bool:
        """Whether it is two numbers of their own, and not some of all."""
        return self.told is ToldAs.RATIO

    def real(self, n: int, of: int) -> tuple[Decimal, Decimal]:
        """The two numbers as people write them: 3200 with two places is 32."""
        return Decimal(n).scaleb(-self.n_places), Decimal(of).scaleb(-self.of_places)

    def value(self, n: int, of: int) -> Fraction | None:
        """What a reader takes from it, exactly: so many in a hundred, or so many to each; None with nothing below."""
        if of == 0:
            return None
        each = Fraction(n * 10**self.of_places, of * 10**self.n_places * self.times)
        return each if self.ratio_is is RatioIs.EACH else 100 * each

    def tenths(self, n: int, of: int) -> int | None:
        """The value in tenths, halves up: 159 is 15.9 in a hundred, or 15.9 each; None where there is nothing below.

        A share is 0 or 100 in a hundred only when it is none or all.
        """
        if of == 0:
            return None
        above: int = n * 10**self.of_places
        below: int = of * 10**self.n_places * self.times
        in_each: int = 10 if self.ratio_is is RatioIs.EACH else 1000
        found = (2 * in_each * above + below) // (2 * below)
        return min(999, max(1, found)) if self.told is ToldAs.SHARE and 0 < n < of else found

    def value_words(self, n: int, of: int) -> str:
        """«15.9%», «16.0 each», or "" where there is nothing below."""
        tenths = self.tenths(n, of)
        if tenths is None:
            return ""
        whole = f"{tenths // 10:,}.{tenths % 10}"
        return f"{whole} each" if self.ratio_is is RatioIs.EACH else f"{whole}%"

    def words(self, n: int, of: int, *, with_value: bool = True) -> str:
        """«7,722.7 of 40,841.8 posts (18.9%)», «337,055 cases for 21,111.4 full-time equivalents (16.0 each)»."""
        if n == 0 and of == 0:
            return NO_CASES
        upper, lower = number_words(n, self.n_places), number_words(of, self.of_places)
        if self.told is ToldAs.SHARE:
            said = f"{upper} of {lower} {self.one if lower == '1' else self.unit}"
        else:
            counted = upper if self.unit == self.per else f"{upper} {self.one if upper == '1' else self.unit}"
            beside = f" × {self.times:,} {self.times_words}" if self.times > 1 else ""
            said = f"{counted} for {lower if of else 'no'} {self.per_one if lower == '1' else self.per}{beside}"
        value = self.value_words(n, of) if with_value else ""
        return f"{said} ({value})" if value else said

    def as_dict(self) -> dict[str, Any]:
        """Plain values that `canonical` takes; `from_dict` reads them."""
        return {item.name: getattr(self, item.name) for item in fields(self)} | {
            "told": self.told.value,
            "ratio_is": self.ratio_is.value,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Terms":
        """The terms that `as_dict` wrote. Raises TypeError or ValueError for anything else."""
        return cls(**{**data, "told": ToldAs(data["told"]), "ratio_is": RatioIs(data["ratio_is"])})


def terms_of(measure: Measure) -> Terms | None:
    """The terms of a measure's figures; None where it counts n of N rows."""
    if not measure.is_amount:
        return None
    return Terms(
        told=measure.told,
        ratio_is=measure.ratio_is or RatioIs.PERCENT,
        one=measure.unit.one,
        unit=measure.unit.many,
        per_one=(measure.per or measure.unit).one,
        per=(measure.per or measure.unit).many,
        n_places=measure.numerator.places or 0,
        of_places=measure.population.places or 0,
        times=measure.times.number if measure.times else 1,
        times_words=measure.times.many if measure.times else "",
    )


def number_words(number: int, places: int) -> str:
    """«5,254.6» for 525460 with two places: no more decimals than it has."""
    whole, rest = divmod(number, 10**places)
    decimals = f"{rest:0{places}}".rstrip("0") if places else ""
    return f"{whole:,}.{decimals}" if decimals else f"{whole:,}"
