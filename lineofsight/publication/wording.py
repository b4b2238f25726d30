"""How days, periods and counts are written in what people read."""

from datetime import date

from lineofsight.library.scales import CountKind
from lineofsight.library.words import day_range, day_words
from lineofsight.measures.figure import FEWEST_FOR_PERCENT_OF_SAMPLE, whole_percent
from lineofsight.measures.terms import NO_CASES


def period_words(first: date | None, last: date | None) -> str:
    """«1 to 30 June 2026», «1 April 2025 to 31 March 2026»; one day or none where only one or none is known."""
    if first is None or last is None:
        known = first or last
        return day_words(known) if known else ""
    # A period the wrong way round is told as it was given: the gate refuses it, and has to say what it refuses.
    return day_range(first, last) if first <= last else f"{day_words(first)} to {day_words(last)}"


def when_words(first: date | None, last: date | None, as_at: date | None) -> str:
    """The period, or «as at 30 June 2026», or nothing where neither is known."""
    return period_words(first, last) or (f"as at {day_words(as_at)}" if as_at else "")


def count_words(n: int, of: int, kind: CountKind = CountKind.FULL_COUNT) -> str:
    """«34 of 40 (85%)», without a percentage where it would say too much; «no cases». The rule of `Figure.words`."""
    if of == 0:
        return NO_CASES
    few = kind is CountKind.RANDOM_SAMPLE and of < FEWEST_FOR_PERCENT_OF_SAMPLE
    if few or kind is CountKind.PURPOSIVE:
        return f"{n} of {of}"
    return f"{n} of {of} ({whole_percent(n, of)}%)"
