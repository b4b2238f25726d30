"""What a sentence says of its figure: the same numbers, the same whole, the same time."""

import re
from collections.abc import Collection, Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

from lineofsight.library.publishing import NumberRule
from lineofsight.library.scales import CountKind, WhoIsCounted
from lineofsight.library.words import MONTHS, listed
from lineofsight.measures.figure import whole_percent
from lineofsight.measures.terms import number_words
from lineofsight.publication.content.edition import Line, LineFigure
from lineofsight.publication.gate.amounts import amount_agrees, amount_is
from lineofsight.publication.gate.based import Base, base_of
from lineofsight.publication.gate.behind import SO_MANY, told_behind
from lineofsight.publication.gate.check import Found, LineCheck
from lineofsight.publication.gate.checks.figures import places_of, touches
from lineofsight.publication.gate.given import Given
from lineofsight.publication.gate.near import PERCENT, ROUNDED_BY, agrees, half_step, is_about, is_told_as
from lineofsight.publication.gate.numbers import A_NUMBER, NOT_A_COUNT, numbers_in, without_shares
from lineofsight.publication.gate.whom import whom
from lineofsight.publication.wording import when_words


def _has_figure(line: Line, given: Given) -> bool:
    return bool(line.figures)


def _as_said(line: Line, given: Given) -> Iterator[Found]:
    own, numbers = given.own_words(line), given.own_rules.numbers
    for figure in line.figures:
        if not places_of(figure.text, own):
            yield Found(
                "figure.not_in_sentence",
                f"{figure.number} is tied as «{figure.text}», but the sentence does not say that any more.",
                "Put the figure into the sentence again, or untie it.",
            )
            continue
        if not _is_number(figure):
            yield Found(
                "figure.text_differs",
                f"«{figure.text}» is kept as «{figure.value}», which is no number.",
                "Put the figure into the sentence again.",
            )
            continue
        if not _text_says_value(figure):
            yield Found(
                "figure.text_differs",
                f"The sentence says «{figure.text}», but the figure behind it is kept as {figure.value}.",
                "Put the figure into the sentence again.",
            )
            continue
        base = base_of(figure)
        if base is None:
            continue
        if not says_what_it_is(figure, base) or not counts_agree(figure, base, told_behind(line, given)):
            yield Found(
                "figure.sentence_differs",
                f"The sentence says «{figure.text}». {figure.number} is {base.words}.",
                "Write what the figure says.",
            )
        elif _percent_of_few(figure, base, own, numbers.rule(whom(figure, line, numbers))):
            yield Found(
                "figure.percent_of_few",
                f"«{figure.text}» sounds more certain than {base.words} is.",
                f"Write «{base.bare_words}».",
            )
    yield from _other_whole(line, own)
    yield from _other_time(line, own, given.content.as_at_date)


_A_VALUE = re.compile(r"-?\d{1,15}(?:\.\d{1,15})?")


def _is_number(figure: LineFigure) -> bool:
    return all(_A_VALUE.fullmatch(value) for value in (figure.value, figure.value_to) if value is not None)


def _text_says_value(figure: LineFigure) -> bool:
    said = numbers_in(figure.text)
    wanted = [Decimal(value) for value in (figure.value, figure.value_to) if value is not None]
    return not said or all(value in said for value in wanted)


def says_what_it_is(figure: LineFigure, base: Base) -> bool:
    """Whether the sentence's number agrees with n of N: rounded as printed, «over» truly over, «about» near."""
    value, to = Decimal(figure.value), Decimal(figure.value_to) if figure.value_to else None
    if base.terms is not None and figure.unit in ("count", "percent"):
        return amount_is(figure, base)
    match figure.unit:
        case "percent" | "share" if base.of == 0:
            return False
        case "percent":
            true = Decimal(100 * base.n) / Decimal(base.of)
            if figure.comparator == "=" and value == whole_percent(base.n, base.of):
                return True
            if value == _percent_in_print(figure, base):
                return True
            return agrees(true, value, to, figure.comparator, half=half_step(figure.value), near=Decimal("2.5"))
        case "share":
            true, value = base.real[0] / base.real[1], value / Decimal(figure.denominator or 1)
            return agrees(true, value, None, figure.comparator, half=Decimal("0.025"), near=Decimal("0.05"))
        case "count":
            if figure.denominator is not None and not is_told_as(figure.denominator, base.of, figure):
                return False
            near = max(Decimal(2), value / 10)
            return agrees(Decimal(base.n), value, to, figure.comparator, half=Decimal(0), near=near)
        case "percentage_point":
            earlier = figure.compared_with
            if earlier is None or earlier.of == 0 or base.of == 0:
                return False
            true = abs(_percent_exactly(base, base.n, base.of) - _percent_exactly(base, earlier.n, earlier.of))
            return agrees(true, value, to, figure.comparator, half=Decimal(1), near=Decimal("2.5"))
        case _:
            return True


_N_OF_N = re.compile(
    r"(\d[\d,]*)\s+(?:out\s+)?of\s+(?:(?:the|all|about|around)\s+)*(\d[\d,]*)\b(?!\s?%)", re.IGNORECASE
)


def _percent_exactly(base: Base, n: int, of: int) -> Decimal:
    """So many in a hundred of an earlier or the present count, in the terms of the figure."""
    value = Fraction(100 * n, of) if base.terms is None else base.terms.value(n, of) or Fraction(0)
    return Decimal(value.numerator) / Decimal(value.denominator)


def counts_agree(figure: LineFigure, base: Base, behind: Collection[str] = ()) -> bool:
    """Whether every «n of N» and every percentage among the figure's own words is what n of N gives. behind: what else
    is told by number behind the sentence («three agencies»), which counts nothing of the figure."""
    if base.terms is not None:
        return amount_agrees(figure, base)
    for n, of in _N_OF_N.findall(figure.text):
        if not (is_told_as(_whole(n), base.n, figure) and is_told_as(_whole(of), base.of, figure)):
            return False
    if not _in_their_places(figure, base):
        return False
    if figure.unit in ("count", "percent") and not _says_only_its_numbers(figure, base, behind):
        return False
    # «Over 95%» and «80% to 90%» say their own; a change in percentage points is no share.
    if figure.comparator not in ("=", "~") or figure.value_to is not None or figure.unit == "percentage_point":
        return True
    if base.of == 0:
        return not PERCENT.search(figure.text)
    true, near = Decimal(100 * base.n) / base.of, ROUNDED_BY if is_about(figure) else Decimal(0)
    return all(
        abs(true - Decimal(said)) <= max(near, half_step(said))
        or Decimal(said) in (whole_percent(base.n, base.of), _percent_in_print(figure, base))
        for said in PERCENT.findall(figure.text)
    )


def _percent_in_print(figure: LineFigure, base: Base) -> int | None:
    """The share of the numbers as they are printed, where those are rounded: «about 15 of 25 (60%)» of 16 of 24. One of
    the exact numbers would narrow down what was counted."""
    if figure.told.is_exact or not is_about(figure):
        return None
    first, whole = figure.told.numbers(base.n, base.of)
    return whole_percent(first, whole) if whole else None


_OF_THEM = re.compile(r"(?:^|[,;:]\s)of\s+(?:(?:the|all|these|about)\s+)*(\d[\d,]*)\b(?!\s?%)", re.IGNORECASE)
_BEFORE_SHARE = re.compile(
    r"(?P<before>\b(?:of|in)\s+(?:(?:the|all|these|about)\s+)*)?\b(?P<n>\d[\d,]*)\s*\(\d[\d.]*\s?%\)"
)


def _in_their_places(figure: LineFigure, base: Base) -> bool:
    """«Of 96 posts, 81 (84%)»: «of» stands before all of them, the share behind those who were counted."""
    whole = [_whole(found) for found in _OF_THEM.findall(figure.text)]
    counted = [_whole(found["n"]) for found in _BEFORE_SHARE.finditer(figure.text) if not found["before"]]
    are_all = all(is_told_as(number, base.of, figure) for number in whole)
    return are_all and all(is_told_as(number, base.n, figure) for number in counted)


_YEAR = re.compile(r"(?:19|20)\d\d")
# «In twelve months» and «one of the agencies» count nothing of the figure.
_BESIDE_THE_COUNT = re.compile(
    rf"\b(?:in|within|over|during|after)\s+(?:the\s+)?(?:last\s+|past\s+)?{A_NUMBER}\s+(?:days|weeks|months|years)\b"
    rf"|\bone\s+of\s+(?:the|its|our|these|those)\s+(?!{A_NUMBER}\b)",
    re.IGNORECASE,
)


def _says_only_its_numbers(figure: LineFigure, base: Base, behind: Collection[str]) -> bool:
    """Whether each number among the figure's words, percentages and years apart, belongs to it."""
    # A share in words («79%, about four in five») is compared with the figures as every such word is.
    own = _BESIDE_THE_COUNT.sub(" ", _YEAR.sub(" ", PERCENT.sub(" ", without_shares(figure.text))))
    numbers = numbers_in(SO_MANY.sub(lambda found: " " if found.group().casefold() in behind else found.group(), own))
    kept = {Decimal(value) for value in (figure.value, figure.value_to) if value is not None}
    earlier = figure.compared_with
    counts = [base.n, base.of, *((earlier.n, earlier.of) if earlier is not None else ())]
    return all(number in kept or any(is_told_as(int(number), count, figure) for count in counts) for number in numbers)


def _whole(number: str) -> int:
    return int(number.replace(",", ""))


_OF_THE = re.compile(r"\bof\s+(?:the|about|all)\s+(\d[\d,]*)\b" + NOT_A_COUNT, re.IGNORECASE)


def _other_whole(line: Line, own: str) -> Iterator[Found]:
    """«Of the 50 plans … 34 (85%)» names its N apart from the figure; with one figure it can only be that one's."""
    if len(line.figures) != 1 or (base := base_of(line.figures[0])) is None:
        return
    figure, tied = line.figures[0], places_of(line.figures[0].text, own)
    said = [found for found in _OF_THE.finditer(own) if not touches(*found.span(), tied)]
    numbers = [int(number) for number in numbers_in(own) if number == int(number)]
    if said and not any(is_told_as(number, base.real[1], figure) for number in numbers):
        yield Found(
            "figure.sentence_differs",
            f"The sentence says «{said[0].group()}». {figure.number} is {base.words}.",
            "Write what the figure says.",
        )


def _percent_of_few(figure: LineFigure, base: Base, own: str, rule: NumberRule) -> bool:
    """A percentage of a small sample, or of files chosen for a reason, without its n of N in the sentence."""
    is_small = rule.counts is WhoIsCounted.SAMPLE and base.real[1] < rule.fewest_for_rate
    if figure.unit != "percent" or not (is_small or base.kind is CountKind.PURPOSIVE):
        return False
    places = (base.terms.n_places, base.terms.of_places) if base.terms else (0, 0)
    said = [str(base.n), str(base.of)] if base.terms is None else map(number_words, (base.n, base.of), places)
    n, of = (rf"\b{re.escape(one)}\b" for one in said)
    return not re.search(rf"{n}.{{0,60}}\bof\b.{{0,20}}{of}|\bof\b.{{0,20}}{of}.{{0,80}}{n}", own, re.IGNORECASE)


_MONTH_SAID = re.compile(rf"\b(?:({'|'.join(MONTHS)})\s+)?((?:19|20)\d\d)\b")


def _other_time(line: Line, own: str, as_at: date) -> Iterator[Found]:
    """A sentence may name the month in which something began; but when no figure of it is from any time that it names,
    the figure is from another time than the reader will think."""
    # «About 1,490 of 1970» names no year.
    tied = [place for figure in line.figures for place in places_of(figure.text, own)]
    said = [
        (int(found[2]), MONTHS.index(found[1]) + 1 if found[1] else None)
        for found in _MONTH_SAID.finditer(own)
        if found[1] or not touches(*found.span(), tied) or not _is_a_count(found[2], line)
    ]
    spans = [span for figure in line.figures for span in times_of(figure)]
    quarters = [(int(found["year"]), _QUARTERS[found["which"].casefold()]) for found in _QUARTER_SAID.finditer(own)]
    is_elsewhere = bool(quarters) and not any(_in_quarter(one, span) for one in quarters for span in spans)
    is_elsewhere |= bool(_JUST_NOW.search(own)) and all((as_at - last).days > _A_MONTH_AGO for _, last in spans)
    if not (said or is_elsewhere) or not spans:
        return
    if is_elsewhere or not any(_within(year, month, span) for year, month in said for span in spans):
        times = [when_words(figure_from, figure_to, None) for figure_from, figure_to in spans]
        yield Found(
            "figure.other_time",
            f"The sentence names another time than its figure, which is for {listed(times)}.",
            "Write the figure's own time.",
        )


def _is_a_count(number: str, line: Line) -> bool:
    """Whether a number that reads like a year is one of the sentence's figures."""
    bases = [base for figure in line.figures if (base := base_of(figure)) is not None]
    counts = {number for base in bases for number in base.real}
    counts |= {Decimal(value) for figure in line.figures for value in (figure.value, figure.denominator) if value}
    return any(abs(Decimal(number) - count) <= ROUNDED_BY for count in counts)


_QUARTERS = {word: number for number, word in enumerate(("first", "second", "third", "fourth"))} | {
    f"q{number + 1}": number for number in range(4)
}
_QUARTER_SAID = re.compile(
    r"\b(?:(?P<which>q[1-4]|(?:first|second|third|fourth)(?=\s+quarter))(?:\s+quarter)?)\s+(?:of\s+)?(?P<year>20\d\d)\b",
    re.IGNORECASE,
)
_JUST_NOW = re.compile(r"\b(?:last|this)\s+(?:month|week)\b|\byesterday\b", re.IGNORECASE)
# From the last day counted to the day as at which the Summary speaks: two months and some days.
_A_MONTH_AGO = 65


def _in_quarter(said: tuple[int, int], span: tuple[date, date]) -> bool:
    """Whether the time has a day in that quarter, of the year or of the financial year that begins in April."""
    year, quarter = said
    begins = [date(year, 1 + 3 * quarter, 1), date(year + quarter // 3, (3 + 3 * quarter) % 12 + 1, 1)]
    return any(first <= span[1] and span[0] < _after(first) for first in begins)


def _after(first: date) -> date:
    months = first.year * 12 + first.month + 2
    return date(months // 12, months % 12 + 1, 1)


def times_of(figure: LineFigure) -> Iterator[tuple[date, date]]:
    """The first and the last day of a figure, and of what it is compared with."""
    base = base_of(figure)
    for part in (base, figure.compared_with):
        if part is not None:
            first, last = part.period_from or part.as_at_date, part.period_to or part.as_at_date
            if first is not None and last is not None:
                yield first, last


def _within(year: int, month: int | None, span: tuple[date, date]) -> bool:
    first, last = ((day.year, day.month if month else 0) for day in span)
    return first <= (year, month or 0) <= last


SAID = LineCheck(
    id="figure-said",
    title="Each sentence says what its figure says",
    codes={
        "figure.not_in_sentence": "A tied figure does not stand in the sentence any more.",
        "figure.text_differs": "The sentence prints another number than the one kept with the figure.",
        "figure.sentence_differs": "The number in the sentence is not what n of N gives.",
        "figure.percent_of_few": "A percentage of a small or chosen sample stands without n of N.",
        "figure.other_time": "The sentence names another time than its figure's.",
    },
    applies=_has_figure,
    find=_as_said,
)
