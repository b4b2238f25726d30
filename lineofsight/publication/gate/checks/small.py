"""Small numbers: how a figure may be told in public depends on whom it counts. docs/library/small-numbers.md."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from lineofsight.library.counting import RatioIs
from lineofsight.library.publishing import NumberRule, SmallNumbers
from lineofsight.library.scales import WhoIsCounted
from lineofsight.measures.figure import TOTAL
from lineofsight.measures.terms import Terms
from lineofsight.publication.content.edition import Line, LineFigure
from lineofsight.publication.content.told import TOO_FEW, Told, rounded
from lineofsight.publication.gate.based import Base, base_of
from lineofsight.publication.gate.check import Found, LineCheck
from lineofsight.publication.gate.checks.figures import places_of, touches
from lineofsight.publication.gate.given import Given
from lineofsight.publication.gate.numbers import A_NUMBER, numbers_in
from lineofsight.publication.gate.released import Released, points_of, released_as
from lineofsight.publication.gate.whom import counts_below, whom, words_pattern

_SHARES = frozenset({"percent", "share", "percentage_point"})
_PERCENT = re.compile(rf"{A_NUMBER}\s?(?:%|per\s?cent\b|percent\b)", re.IGNORECASE)


def as_released(n: int, of: int, *, to: int, with_percent: bool = False) -> str:
    """How n of N is written where it has to be rounded: «about 410 of 470 (88%)», «all of about 410»."""
    return Told(nearest=to, share_from=0 if with_percent else of + 1).words(n, of)


def _always(line: Line, given: Given) -> bool:
    return True


def _find(line: Line, given: Given) -> Iterator[Found]:
    numbers = given.own_rules.numbers
    for figure in line.figures:
        base = base_of(figure)
        if base is not None and figure.unit != "money":
            rule = numbers.rule(whom(figure, line, numbers))
            if (
                rule.counts is WhoIsCounted.SAMPLE
                and not rule.fewest
                and _tells_children(base, given.own_words(line), numbers)
            ):
                yield from _few_in_sample(figure, base, numbers.rule(WhoIsCounted.CHILDREN))
                continue
            yield from _told(figure, base, rule, counts_below=counts_below(figure, numbers))
            yield from _exact_of_rounded(figure, base, rule, given.own_words(line))
            if rule.fewest:
                yield from _by_difference(figure, line, rule, given)
                yield from _chart_by_difference(figure, line, rule, given)
    yield from _bare(line, given)


def _told(figure: LineFigure, base: Base, rule: NumberRule, *, counts_below: bool) -> Iterator[Found]:
    said, compared = f"«{figure.text}»", figure.compared_with
    few = _has_few_printed if figure.told.is_done else _has_few
    amounts = [_parts(one.n, one.of, base.terms, counts_below=counts_below) for one in (base, compared) if one]
    if any(few(parts, rule) for parts in amounts):
        yield Found(
            "small.too_few",
            f"{said} rests on fewer than {rule.fewest} {rule.counts.value}, or on all but so few. "
            "Somebody could know them.",
            f"Write «{TOO_FEW}» in place of the number, and untie the figure.",
        )
        return
    is_small = counts_below and base.real[1] < rule.fewest_for_rate and not figure.told.has_share
    whole = (0,) if base.is_ratio else (0, base.of)
    if is_small and rule.fewest and base.of and base.n in whole:
        yield Found(
            "small.whole_group",
            f"{said} tells the same of every one of a group of fewer than {rule.fewest_for_rate}.",
            f"Write «{TOO_FEW}», or tell it of a larger group.",
        )
    elif is_small and rule.fewest and (figure.unit in _SHARES or _PERCENT.search(figure.text)):
        yield Found(
            "small.rate_of_few",
            f"{said} is a share of fewer than {rule.fewest_for_rate} {rule.counts.value}.",
            "Leave the share out.",
        )
    # Full-time equivalents count nobody who could be known; nor does a number for each that follows from the others.
    free = set() if base.terms is None else _free(figure, base, counts_below=counts_below)
    exact = [number for number in _counts(figure) if number % rule.round_to and number not in free]
    if base.terms is not None and rule.round_to > 1 and not exact and not _is_rounded(figure, base):
        exact = [0]
    if rule.round_to > 1 and exact:
        with_percent = bool(_PERCENT.search(figure.text))
        has_whole = figure.denominator is not None or len(_counts(figure)) > 1
        cure = as_released(base.n, base.of, to=rule.round_to, with_percent=with_percent)
        if base.terms is not None:
            cure = Told(nearest=rule.round_to, exact_below=not counts_below).words(base.n, base.of, base.terms)
        elif not has_whole and base.n != base.of:
            cure = f"about {rounded(base.n, to=rule.round_to)}"
        yield Found(
            "small.not_rounded",
            f"{said} is an exact number of {rule.counts.value}. In public such numbers are rounded to the nearest "
            f"{rule.round_to}.",
            f"Write «{cure}».",
        )


def _tells_children(base: Base, own: str, numbers: SmallNumbers) -> bool:
    """Whether a sentence counts children in a sample («of the 25 babies whose files were read»), and not files."""
    told = {number for found in bare_pattern(numbers.plurals).finditer(own) for number in numbers_in(found["number"])}
    return bool(told & set(base.real))


def _few_in_sample(figure: LineFigure, base: Base, rule: NumberRule) -> Iterator[Found]:
    if _has_few(_parts(base.n, base.of, base.terms, counts_below=True), rule):
        yield Found(
            "small.too_few",
            f"«{figure.text}» counts children of a sample, and rests on fewer than {rule.fewest} of them, or on all "
            "but so few. Somebody could know them.",
            f"Write «{TOO_FEW}» in place of the number, and untie the figure; or count files, plans or answers, and "
            "not children.",
        )


_HEDGE = re.compile(
    r"\b(?:about|around|some|roughly|approximately|nearly|almost|over|under|more than|fewer than)\b", re.I
)


def _exact_of_rounded(figure: LineFigure, base: Base, rule: NumberRule, own: str) -> Iterator[Found]:
    """«495 of 510» where both are rounded: nobody can say that it is exactly so, at least so or at most so."""
    told = figure.told
    if not told.is_done or rule.round_to == 1 or figure.unit in _SHARES or (base.terms and base.terms.is_ratio):
        return
    bent = figure.comparator in (">=", "<=") and Decimal(figure.value) == base.real[0]
    plain = figure.comparator in ("=", "~") and not _HEDGE.search(figure.text)
    hedged = [_HEDGE.search(own[max(0, at - 25) : at].rpartition(",")[2]) for at, _ in places_of(figure.text, own)]
    if not bent and (not plain or all(hedged)):
        return
    yield Found(
        "small.not_rounded",
        f"«{figure.text}» tells a rounded number of {rule.counts.value} as exact: it stands for about so many.",
        f"Write «{told.words(base.n, base.of) if base.terms is None else told.words(base.n, base.of, base.terms)}».",
    )


def _parts(n: int, of: int, terms: Terms | None, *, counts_below: bool) -> tuple[Decimal, ...]:
    """What could make somebody known: those counted, all of them, and the others. Of a ratio, those counted alone,
    unless its lower number counts children too; there are no others."""
    if terms is None:
        return (Decimal(n), Decimal(of), Decimal(of - n))
    upper, lower = terms.real(n, of)
    if terms.is_ratio:
        return (upper, lower) if counts_below else (upper,)
    return (upper, lower, lower - upper)


def _has_few(parts: Sequence[Decimal], rule: NumberRule) -> bool:
    return any(0 < part < rule.fewest for part in parts)


def _has_few_printed(parts: Sequence[Decimal], rule: NumberRule) -> bool:
    """The same of numbers that are rounded already: what is left of all may look smaller than it was."""
    least = rounded(rule.fewest, to=rule.round_to)
    return any(0 < part < least or part % rule.round_to for part in parts[:2])


def _free(figure: LineFigure, base: Base, *, counts_below: bool) -> set[Decimal]:
    """Numbers among the words of a sum or a ratio that may stand exactly."""
    terms = base.terms
    if terms is None or not terms.is_ratio:
        return set()
    found = {Decimal(terms.times)} if counts_below else {Decimal(terms.times), base.real[1]}
    if terms.ratio_is is RatioIs.EACH:
        pairs = ((base.n, base.of), figure.told.numbers(base.n, base.of, terms))
        found |= {Decimal(tenths) / 10 for pair in pairs if (tenths := terms.tenths(*pair)) is not None}
    return found


def _is_rounded(figure: LineFigure, base: Base) -> bool:
    """Whether what is said of a sum or a ratio follows from numbers that are rounded: a percentage or a number for each
    of the exact ones would narrow down what was counted."""
    terms = base.terms
    if terms is None or figure.told.is_done or not (figure.text and terms.ratio_is is RatioIs.EACH):
        return True
    exactly, told = terms.tenths(base.n, base.of), terms.tenths(*figure.told.numbers(base.n, base.of, terms))
    said = {10 * number for number in numbers_in(figure.text)}
    return exactly == told or exactly not in said


def _counts(figure: LineFigure) -> list[int]:
    """The whole numbers among the figure's words that count somebody, without percentages and shares."""
    if figure.unit == "share":
        return []
    return [int(number) for number in numbers_in(_PERCENT.sub(" ", figure.text)) if number == int(number)]


def _by_difference(figure: LineFigure, line: Line, rule: NumberRule, given: Given) -> Iterator[Found]:
    own = released_as(figure, line, given.content)
    if own is None:
        return
    below = counts_below(figure, given.own_rules.numbers)
    for other in given.released.get(own.what, ()):
        if own.overlaps(other) and _differ_by_few(own, other, rule, counts_below=below):
            yield Found(
                "small.by_difference",
                f"«{figure.text}» and the figure in {other.where} overlap, and differ by fewer than {rule.fewest}: "
                "whoever takes one from the other has a number that is too small to show.",
                "Give both for the same days and groups, or take one of them out.",
            )
            return
    rest = _rest(own, given) if own.group == TOTAL else None
    if rest is not None and _has_few(_parts(*rest, own.base.terms, counts_below=below), rule):
        yield Found(
            "small.by_difference",
            f"«{figure.text}» less the groups that are told apart in this Summary leaves fewer than {rule.fewest}.",
            "Take out one of the groups, or the whole.",
        )


def _chart_by_difference(figure: LineFigure, line: Line, rule: NumberRule, given: Given) -> Iterator[Found]:
    """The same for each point of its chart: a chart is a table."""
    for point in points_of(figure, line, given.content):
        for other in given.released.get(point.what, ()):
            if point.overlaps(other) and _differ_by_few(point, other, rule):
                yield Found(
                    "small.by_difference",
                    f"A point of the chart of «{figure.text}» and the figure in {other.where} overlap, and differ by"
                    f" fewer than {rule.fewest}: one taken from the other is too small a number to show.",
                    "Leave the chart out.",
                )
                return


def _differ_by_few(one: Released, other: Released, rule: NumberRule, *, counts_below: bool = True) -> bool:
    here, there = (
        _parts(each.base.n, each.base.of, each.base.terms, counts_below=counts_below) for each in (one, other)
    )
    return any(0 < abs(left - right) < rule.fewest for left, right in zip(here, there, strict=True))


def _rest(whole: Released, given: Given) -> tuple[int, int] | None:
    """What is left of a whole, of the numbers as they were counted: the rest of rounded ones is their rounding."""
    groups = {
        other.group: other
        for other in given.released.get(whole.what, ())
        if other.group != TOTAL and (other.first, other.last) == (whole.first, whole.last)
    }
    if not groups or any(one.counted is None for one in (whole, *groups.values())):
        return None
    counted = [one.counted for one in groups.values() if one.counted is not None]
    held = whole.counted or whole.base
    return (held.n - sum(base.n for base in counted), held.of - sum(base.of for base in counted))


# Words before a number that make it a law, a level or a page; and words between it and the children that end the count.
NO_COUNT_BEFORE = re.compile(
    rf"(?:\b{A_NUMBER}\s+in\s+(?:every\s+)?|\bfewer than\s+"
    r"|\b(?:sections?|regulations?|articles?|part|schedule|levels?|stage|tier|year|grade|page|paragraph|aged?|under"
    r"|over the age of|item|number|recommendation|chapter)|[(/£–-])\s*$",
    re.IGNORECASE,
)
_BETWEEN = (
    r"(?:of\s+(?:the|those|these|our|its|their)\s+)?"
    r"(?:(?!(?:of|and|or|in|to|for|with|that|who|when|as|the|a|by|from|per|was|were|are|is|had|have|has)\b)"
    r"[a-z-]*[a-rt-z]\s+){0,2}"
)


def _bare(line: Line, given: Given) -> Iterator[Found]:
    """«3 children» with no figure tied to it. «One child» says no number, and a year is none."""
    own = given.own_words(line)
    rule = given.own_rules.numbers.rule(WhoIsCounted.CHILDREN)
    if not rule.fewest and rule.round_to == 1:
        return
    tied = [place for figure in line.figures for place in places_of(figure.text, own)]
    for found in bare_pattern(given.own_rules.numbers.plurals).finditer(own):
        number = next(iter(numbers_in(found.group("number"))), Decimal(0))
        is_year = re.fullmatch(r"(?:19|20)\d\d", found.group("number")) is not None
        if touches(*found.span("number"), tied) or is_year or NO_COUNT_BEFORE.search(own[: found.start()]):
            continue
        if 1 < number < rule.fewest:
            yield Found(
                "small.too_few",
                f"«{found.group()}» counts fewer than {rule.fewest} children. Somebody could know them.",
                f"Leave the number out, or write «{TOO_FEW}».",
            )
        elif number % rule.round_to and number > 1:
            near = rounded(int(number), to=rule.round_to)
            yield Found(
                "small.not_rounded",
                f"«{found.group()}» is an exact number of children. In public such numbers are rounded to the nearest "
                f"{rule.round_to}.",
                f"Write «about {near}».",
            )


@lru_cache(maxsize=8)
def bare_pattern(plurals: tuple[str, ...]) -> re.Pattern[str]:
    # Letters between are small ones, so that «on 31 March children …» is no count.
    return re.compile(rf"\b(?P<number>(?i:{A_NUMBER}))\s+{_BETWEEN}{words_pattern(plurals).pattern}")


CHECK = LineCheck(
    id="small-numbers",
    title="No number points to a child",
    codes={
        "small.too_few": "It counts 1 to 7 children, or all but so few.",
        "small.whole_group": "It tells the same of everybody in a small group.",
        "small.rate_of_few": "It gives a share of fewer than 20 children.",
        "small.not_rounded": "It gives an exact number of children, or a rounded one as if it were exact.",
        "small.by_difference": "Taken from another released figure it leaves 1 to 7 children.",
    },
    applies=_always,
    find=_find,
)
