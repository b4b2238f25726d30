"""Whether a figure fell back from an earlier one of the same measure, by which way is better."""

from fractions import Fraction

from lineofsight.library.measure import Direction
from lineofsight.library.words import day_words
from lineofsight.measures.figure import Figure


def value_of(figure: Figure) -> Fraction | None:
    """n for each of N, exactly, so that it can be compared; None where there is nothing below."""
    if figure.of == 0:
        return None
    terms = figure.terms
    if terms is None:
        return Fraction(figure.n, figure.of)
    return Fraction(figure.n * 10**terms.of_places, figure.of * 10**terms.n_places * terms.times)


def fell_back(earlier: Figure, later: Figure, direction: Direction) -> bool:
    """Whether the later one is worse. With no better way, or nothing to count in one of the two, it is not."""
    before, now = value_of(earlier), value_of(later)
    if before is None or now is None or direction is Direction.NEITHER:
        return False
    return now < before if direction is Direction.HIGHER else now > before


def what_changed(earlier: Figure, later: Figure) -> str:
    """«Before: 40 of 50 (80%), as at 1 March 2026.», for whoever reads the later one."""
    day = earlier.as_at_date
    return f"Before: {earlier.words()}, as at {day_words(day)}."
