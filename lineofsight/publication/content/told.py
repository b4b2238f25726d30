"""How the counts of a figure are told in public: exact, or rounded and from which number on."""

from dataclasses import dataclass, replace

from lineofsight.measures.figure import Figure, whole_percent
from lineofsight.measures.terms import NO_CASES, Terms, number_words
from lineofsight.publication.content.part import Part

TOO_FEW = "too few to show"
LEFT_OUT = "Some were left out; how many is not told, because numbers of children are rounded"


def rounded(number: int, *, to: int) -> int:
    """The nearest multiple, halves up: 412 to 5 is 410."""
    return (2 * number + to) // (2 * to) * to


@dataclass(frozen=True, kw_only=True)
class Told(Part):
    """To the nearest so many (1: exact); fewer than `fewest` never; a share only from N = `share_from` on.

    `is_done`: the numbers beside it are those that are printed already. Then nobody can know whether N was large enough
    for a share, so `has_share` says it. `exact_below`: the lower number of a ratio counts nobody who could be known
    («98 full-time equivalents»), and is told as it was counted.
    """

    nearest: int = 1
    fewest: int = 0
    share_from: int = 0
    is_done: bool = False
    has_share: bool = False
    exact_below: bool = False

    @property
    def is_exact(self) -> bool:
        """Whether the numbers are printed as they were counted."""
        return self.nearest == 1

    def is_few(self, n: int, of: int, terms: Terms | None = None) -> bool:
        """Whether somebody could know those counted: they, the whole or the others are too few."""
        if terms is None:
            parts = (n, of) if self.is_done else (n, of, of - n)
            return any(0 < part < self.fewest for part in parts)
        upper, lower = terms.real(n, of)
        amounts = [upper] if self.exact_below else [upper, lower]
        if not (self.is_done or terms.is_ratio):
            amounts.append(lower - upper)
        return any(0 < part < self.fewest for part in amounts)

    def numbers(self, n: int, of: int, terms: Terms | None = None) -> tuple[int, int]:
        """The two numbers as they are printed; amounts to the nearest so many whole ones."""
        above, below = (10**terms.n_places, 10**terms.of_places) if terms else (1, 1)
        lower = of if self.exact_below else rounded(of, to=self.nearest * below)
        return (rounded(n, to=self.nearest * above), lower)

    def words(self, n: int, of: int, terms: Terms | None = None) -> str:
        """«about 410 of 470 (87%)», «all of about 410», «none of about 60», «too few to show», «no cases».

        The share is that of the printed numbers: another one would narrow down what was counted.
        """
        if terms is not None:
            return self._words_of(n, of, terms)
        if of == 0:
            return NO_CASES
        if self.is_few(n, of):
            return TOO_FEW
        first, whole = self.numbers(n, of)
        if n in (0, of):
            return f"all of about {whole}" if n else f"none of about {whole}"
        share = self.has_share if self.is_done else of >= self.share_from
        return f"about {first} of {whole} ({whole_percent(first, whole)}%)" if share else f"about {first} of {whole}"

    def _words_of(self, n: int, of: int, terms: Terms) -> str:
        """«about 35 children for 98 full-time equivalents (0.4 each)», «none of about 60 days»."""
        if n == 0 and of == 0:
            return NO_CASES
        if self.is_few(n, of, terms):
            return TOO_FEW
        first, whole = self.numbers(n, of, terms)
        if not terms.is_ratio and n in (0, of):
            return f"{'all' if n else 'none'} of about {number_words(whole, terms.of_places)} {terms.unit}"
        is_large = self.has_share if self.is_done else terms.real(n, of)[1] >= self.share_from
        return f"about {terms.words(first, whole, with_value=self.exact_below or is_large)}"

    def done(self, *wholes: int) -> "Told":
        """The same once the numbers are the printed ones. `wholes`: the Ns that were counted."""
        return replace(self, is_done=True, has_share=all(of >= self.share_from for of in wholes))


EXACT = Told()


def as_told(figure: Figure, told: Told) -> Figure:
    """A computed figure with the numbers that are printed. How many were left out is a small number of its own."""
    n, of = told.numbers(figure.n, figure.of, figure.terms)
    caveats = (*figure.caveats, LEFT_OUT) if figure.left_out else figure.caveats
    return replace(figure, n=n, of=of, left_out=(), caveats=caveats)
