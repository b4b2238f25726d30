"""What a stated share can mean when it does not say of how many: which whole numbers fit it, and how wide it could be.

Nothing here guesses the missing number. It says which numbers are possible, and what would follow from each.
"""

from collections.abc import Iterable
from decimal import Decimal
from math import ceil, floor

from lineofsight.measures.intervals import wilson

# Which totals are looked at where nothing bounds them, and which stand for few, some and many.
_FURTHEST = 200
_FEW_SOME_MANY = (8, 40, 100)


def counts_that_round_to(percent: Decimal, *, of: int) -> range:
    """The whole numbers n for which n of `of` is printed as `percent`, with as many decimals as it has.

    Both ends count in, because some people round a half up and some down: what is left out is surely impossible.
    """
    digits = percent.normalize().as_tuple().exponent
    half = Decimal(5).scaleb(min(int(digits), 0) - 1)
    least = ceil((percent - half) * of / 100)
    most = floor((percent + half) * of / 100)
    return range(max(least, 0), min(most, of) + 1)


def possible_totals(percent: Decimal, *, over: int = 0, up_to: int = _FURTHEST) -> tuple[int, ...]:
    """The totals above `over` of which some whole number is `percent`."""
    return tuple(of for of in range(over + 1, up_to + 1) if counts_that_round_to(percent, of=of))


def in_runs(numbers: Iterable[int], *, most: int = 4) -> str:
    """«42 to 44, 49 to 51, 56 to 59, 63 to 66 and more»; every number stands in it up to the words «and more»."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    told = [str(run[0]) if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs]
    return ", ".join(told[:most]) + (" and more" if len(told) > most else "")


def share_beside_a_count(percent: Decimal, *, shown: str, count: int, is_more: bool, said: str) -> str:
    """What the words «over forty» and «86%» beside each other allow, in a sentence.

    `is_more`: the count is only said to be exceeded. `shown` and `said`: the two as they are written.
    """
    if not is_more:
        fits = counts_that_round_to(percent, of=count)
        if fits:
            return f"If «{shown}» is of «{said}», it is {' or '.join(str(n) for n in fits)} of {count}."
        below = floor(percent * count / 100)
        return (
            f"«{shown}» cannot be of «{said}»: {below} of {count} is {_whole(below, count)}%,"
            f" {below + 1} of {count} is {_whole(below + 1, count)}%."
        )
    possible = possible_totals(percent, over=count)
    out = [of for of in range(count + 1, (possible[-1] if possible else count) + 1) if of not in set(possible)]
    missing = f" It cannot be {in_runs(out, most=3)}." if out else ""
    return f"If «{shown}» is of «{said}», that number can be {in_runs(possible)}.{missing}"


def share_of_unknown(percent: Decimal, *, shown: str) -> str:
    """How wide a share of an unknown number could be for all, if those looked at had been drawn at random."""
    told = []
    for least in _FEW_SOME_MANY:
        of = next((of for of in possible_totals(percent, over=least - 1)), None)
        if of is None:
            continue
        n = counts_that_round_to(percent, of=of)[0]
        told.append(f"of {n} of {of}, {wilson(n, of).words()}")
    return (
        f"«{shown}» of an unknown number. If they were drawn at random, what it says for all depends on how many they"
        f" were: in the case {'; '.join(told)}."
    )


def share_above(percent: Decimal, *, shown: str) -> str:
    """From how many on «over 95%» is less than all of them."""
    of = next(of for of in range(1, 100_000) if Decimal(100 * (of - 1)) / of > percent) if percent < 100 else 0
    return f"«{shown}» of an unknown number: of {of - 1} or fewer it would mean all of them." if of > 1 else ""


def share_below(percent: Decimal, *, shown: str) -> str:
    """From how many on «less than 30%» is more than nobody."""
    of = next(of for of in range(1, 100_000) if Decimal(100) / of < percent) if percent > 0 else 0
    return f"«{shown}» of an unknown number: of {of - 1} or fewer it would mean nobody." if of > 1 else ""


def _whole(n: int, of: int) -> int:
    return floor(Decimal(100 * n) / of + Decimal("0.5"))
