"""What a figure rests on: n of N with its days, whether it was measured here or stated by an agency."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from lineofsight.library.counting import RatioIs
from lineofsight.library.scales import CountKind
from lineofsight.measures.terms import Terms
from lineofsight.publication.content.edition import Comparison, LineFigure
from lineofsight.publication.wording import count_words


@dataclass(frozen=True, kw_only=True)
class Base:
    """n of `of`, with the days, how the rows were chosen, and how many were left out. 0 <= n <= of but for a ratio.

    `terms`: of a sum or a ratio; then n and of hold its decimals too.
    """

    n: int
    of: int
    kind: CountKind
    period_from: date | None
    period_to: date | None
    as_at_date: date | None
    left_out: int
    terms: Terms | None = None

    @property
    def is_full_count(self) -> bool:
        """Whether every one was counted."""
        return self.kind is CountKind.FULL_COUNT

    @property
    def is_ratio(self) -> bool:
        """Whether it is two numbers of their own, and not some of all."""
        return self.terms is not None and self.terms.is_ratio

    @property
    def has_share(self) -> bool:
        """Whether its n is a share of its N, told in a hundred or in words."""
        return self.terms is None or not self.is_ratio or self.terms.ratio_is is RatioIs.PERCENT

    @property
    def real(self) -> tuple[Decimal, Decimal]:
        """n and N as people write them."""
        return self.terms.real(self.n, self.of) if self.terms else (Decimal(self.n), Decimal(self.of))

    @property
    def words(self) -> str:
        """The figure in its own words: «34 of 40 (85%)», «12 for 92 full-time equivalents (13.0%)»."""
        return self.terms.words(self.n, self.of) if self.terms else count_words(self.n, self.of, self.kind)

    @property
    def bare_words(self) -> str:
        """The same without what follows from the two numbers."""
        if self.terms is None:
            return f"{self.n} of {self.of}"
        return self.terms.words(self.n, self.of, with_value=False)

    def earlier_words(self, earlier: Comparison) -> str:
        """What it is compared with, in the same words."""
        return self.terms.words(earlier.n, earlier.of) if self.terms else count_words(earlier.n, earlier.of)


def base_of(figure: LineFigure) -> Base | None:
    """The base of a figure; None where n or N was not supplied or they cannot be (n above N)."""
    if figure.measured is not None:
        tied = figure.measured.figure
        left_out = sum(left.count for left in tied.left_out)
        return Base(n=tied.n, of=tied.of, kind=tied.kind, period_from=tied.period_from, period_to=tied.period_to,
                    as_at_date=tied.as_at_date, left_out=left_out, terms=tied.terms)  # fmt: skip
    stated = figure.stated
    if stated is None or stated.n is None or stated.of is None or not 0 <= stated.n <= stated.of:
        return None
    return Base(n=stated.n, of=stated.of, kind=stated.kind, period_from=stated.period_from, period_to=stated.period_to,
                as_at_date=stated.as_at_date, left_out=0)  # fmt: skip


def is_earlier(earlier: Comparison, base: Base) -> bool:
    """Whether the figure compared with is from an earlier time."""
    before: date | None = earlier.period_to or earlier.as_at_date
    now = base.period_to or base.as_at_date
    return before is not None and now is not None and before < now
