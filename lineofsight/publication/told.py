"""How the counts of a figure are told in public: exact, or rounded and from which number on."""

from dataclasses import dataclass, replace

from lineofsight.measures.figure import Figure, whole_percent
from lineofsight.measures.terms import NO_CASES
from lineofsight.publication.part import Part

TOO_FEW = "too few to show"
LEFT_OUT = "Some were left out; how many is not told, because numbers of children are rounded"


def rounded(number: int, *, to: int) -> int:
    """The nearest multiple, halves up: 412 to 5 is 410."""
    return (2 * number + to) // (2 * to) * to


@dataclass(frozen=True, kw_only=True)
class Told(Part):
    """To the nearest so many (1: exact); fewer than `fewest` never; a share only from N = `share_from` on.

    `is_done`: the numbers beside it are those that are printed already. Then nobody can know whether N was large enough
    for a share, so `has_share` says it.
    """

    nearest: int = 1
    fewest: int = 0
    share_from: int = 0
    is_done: bool = False
    has_share: bool = False

    @property
    def is_exact(self) -> bool:
        """Whether the numbers are printed as they were counted."""
        return self.nearest == 1

    def is_few(self, n: int, of: int) -> bool:
        """Whether somebody could know those counted: they, the whole or the others are too few."""
        parts = (n, of) if self.is_done else (n, of, of - n)
        return any(0 < part < self.fewest for part in parts)

    def numbers(self, n: int, of: int) -> tuple[int, int]:
        """The two numbers as they are printed."""
        return (rounded(n, to=self.nearest), rounded(of, to=self.nearest))

    def words(self, n: int, of: int) -> str:
        """«about 410 of 470 (87%)», «all of about 410», «none of about 60», «too few to show», «no cases».

        The share is that of the printed numbers: another one would narrow down what was counted.
        """
        if of == 0:
            return NO_CASES
        if self.is_few(n, of):
            return TOO_FEW
        first, whole = self.numbers(n, of)
        if n in (0, of):
            return f"all of about {whole}" if n else f"none of about {whole}"
        share = self.has_share if self.is_done else of >= self.share_from
        return f"about {first} of {whole} ({whole_percent(first, whole)}%)" if share else f"about {first} of {whole}"

    def done(self, *wholes: int) -> "Told":
        """The same once the numbers are the printed ones. `wholes`: the Ns that were counted."""
        return replace(self, is_done=True, has_share=all(of >= self.share_from for of in wholes))


EXACT = Told()


def as_told(figure: Figure, told: Told) -> Figure:
    """A computed figure with the numbers that are printed. How many were left out is a small number of its own."""
    n, of = told.numbers(figure.n, figure.of)
    caveats = (*figure.caveats, LEFT_OUT) if figure.left_out else figure.caveats
    return replace(figure, n=n, of=of, left_out=(), caveats=caveats)
