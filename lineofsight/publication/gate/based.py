"""What a figure rests on: n of N with its days, whether it was measured here or stated by an agency."""

from dataclasses import dataclass
from datetime import date

from lineofsight.library.scales import CountKind
from lineofsight.publication.content import Comparison, LineFigure


@dataclass(frozen=True, kw_only=True)
class Base:
    """n of `of`, 0 <= n <= of, with the days, how the rows were chosen, and how many were left out."""

    n: int
    of: int
    kind: CountKind
    period_from: date | None
    period_to: date | None
    as_at_date: date | None
    left_out: int

    @property
    def is_full_count(self) -> bool:
        """Whether every one was counted."""
        return self.kind is CountKind.FULL_COUNT


def base_of(figure: LineFigure) -> Base | None:
    """The base of a figure; None where n or N was not supplied or they cannot be (n above N)."""
    if figure.measured is not None:
        tied = figure.measured.figure
        left_out = sum(left.count for left in tied.left_out)
        return Base(n=tied.n, of=tied.of, kind=tied.kind, period_from=tied.period_from, period_to=tied.period_to,
                    as_at_date=tied.as_at_date, left_out=left_out)  # fmt: skip
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
