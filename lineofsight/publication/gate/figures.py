"""Figures: n of N with period and definition, computing again to the same, and saying what the sentence says."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from lineofsight.library.scales import CountKind
from lineofsight.measures.figure import FEWEST_FOR_PERCENT_OF_SAMPLE, Figure
from lineofsight.publication.content import Line, LineFigure
from lineofsight.publication.gate.based import Base, base_of
from lineofsight.publication.gate.check import Found, LineCheck
from lineofsight.publication.gate.given import Given
from lineofsight.publication.gate.numbers import figures_said, numbers_in
from lineofsight.publication.wording import MONTHS, count_words, listed, when_words


def _says_a_figure(line: Line, given: Given) -> bool:
    return bool(line.figures) or any(True for _ in figures_said(given.own_words(line)))


def _has_figure(line: Line, given: Given) -> bool:
    return bool(line.figures)


def _based(line: Line, given: Given) -> Iterator[Found]:
    own = given.own_words(line)
    tied = [place for figure in line.figures for place in _places(figure.text, own)]
    untied = [own[start:end] for start, end in figures_said(own) if not _touches(start, end, tied)]
    if untied:
        yield Found(
            "figure.not_tied",
            f"«{untied[0]}» is a figure, and nothing is tied to it.",
            "Tie the figure to a measure, or state n of N with its period and source.",
        )
    for figure in line.figures:
        yield from _base_missing(figure)


def _base_missing(figure: LineFigure) -> Iterator[Found]:
    said = f"«{figure.text}»"
    if figure.unit == "money":
        base: Base | None = None
    else:
        base = base_of(figure)
        if base is None:
            stated = figure.stated
            if stated and stated.n is not None and stated.of is not None:
                yield Found(
                    "figure.impossible",
                    f"{said} is stated as {stated.n} of {stated.of}, which cannot be.",
                    "n and N may have changed places: correct them.",
                )
            else:
                yield Found(
                    "figure.no_base",
                    f"{said} is stated, denominator not supplied: it does not say how many of how many.",
                    "Add n and N, or tie the figure to a measure.",
                )
            return
    days = figure.stated or (figure.measured.figure if figure.measured else None)
    if days is None or not when_words(days.period_from, days.period_to, days.as_at_date):
        yield Found(
            "figure.no_period", f"{said} does not say when it was counted.", "Add the period, or the day as at."
        )
    if figure.stated is not None and not (figure.stated.definition.strip() and figure.stated.source.strip()):
        yield Found(
            "figure.no_definition",
            f"{said} does not say what was counted and from which records.",
            "Add what was counted and where from.",
        )
    if figure.measured is not None and not figure.measured.definition.strip():
        yield Found("figure.no_definition", f"{said} does not say what was counted.", "Add what was counted.")


BASE = LineCheck(
    id="figure-base",
    title="Each figure has n of N, a period and a definition",
    codes={
        "figure.not_tied": "The sentence says a share or a count to which nothing is tied.",
        "figure.no_base": "The figure is stated without n and N.",
        "figure.impossible": "n is above N.",
        "figure.no_period": "The figure does not say when it was counted.",
        "figure.no_definition": "The figure does not say what was counted, or from where.",
    },
    applies=_says_a_figure,
    find=_based,
)


def _is_measured(line: Line, given: Given) -> bool:
    return any(figure.measured for figure in line.figures)


def _again(line: Line, given: Given) -> Iterator[Found]:
    for figure in line.figures:
        if figure.measured is None:
            continue
        frozen, now = figure.measured.figure, given.recomputed.get(figure.measured.ref)
        if now is None or isinstance(now, str):
            why = now.rstrip(".") if now else "it was not computed again"
            yield Found(
                "figure.no_longer_computes",
                f"{figure.number} ({frozen.words()}) does not compute now: {why}.",
                "Mend the measure or its records, or tie another figure.",
            )
        else:
            yield from _differs(figure.number, frozen, now)


def _differs(number: str, frozen: Figure, now: Figure) -> Iterator[Found]:
    # Records may be touched without changing what they count: the rows' hash and the caveats alone refuse nothing.
    different = set(frozen.differences(now)) - {"snapshot_sha", "caveats"}
    if different & {"definition_sha", "measure_id", "measure_version"}:
        yield Found(
            "figure.definition_changed",
            f"{number} was computed by an earlier definition: version {frozen.measure_version}, "
            f"now version {now.measure_version}.",
            "Have the figure counted again by the present definition.",
        )
    elif different:
        yield Found(
            "figure.differs",
            f"{number} was {frozen.words()} when it was kept; counted again it is "
            f"{now.words()}{_other_days(frozen, now)}.",
            "Have the figure counted again, and write what it says now.",
        )


def _other_days(frozen: Figure, now: Figure) -> str:
    if frozen.words() != now.words():
        return ""
    return f", for {now.group or 'all'}, {when_words(now.period_from, now.period_to, now.as_at_date)}"


AGAIN = LineCheck(
    id="figure-again",
    title="Each measured figure computes again to the same",
    codes={
        "figure.no_longer_computes": "The measure does not compute any more.",
        "figure.differs": "Computed again, the figure is another one.",
        "figure.definition_changed": "The measure's definition has changed since.",
    },
    applies=_is_measured,
    find=_again,
)


def _as_said(line: Line, given: Given) -> Iterator[Found]:
    own = given.own_words(line)
    for figure in line.figures:
        if not _places(figure.text, own):
            yield Found(
                "figure.not_in_sentence",
                f"{figure.number} is tied as «{figure.text}», but the sentence does not say that any more.",
                "Put the figure into the sentence again, or untie it.",
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
        if not says_what_it_is(figure, base):
            yield Found(
                "figure.sentence_differs",
                f"The sentence says «{figure.text}». {figure.number} is {count_words(base.n, base.of)}.",
                "Write what the figure says.",
            )
        elif _percent_of_few(figure, base, own):
            yield Found(
                "figure.percent_of_few",
                f"«{figure.text}» sounds more certain than {count_words(base.n, base.of, base.kind)} is.",
                f"Write «{base.n} of {base.of}».",
            )
    yield from _other_time(line, own)


def _text_says_value(figure: LineFigure) -> bool:
    said = numbers_in(figure.text)
    wanted = [Decimal(value) for value in (figure.value, figure.value_to) if value is not None]
    return not said or all(value in said for value in wanted)


def says_what_it_is(figure: LineFigure, base: Base) -> bool:
    """Whether the sentence's number agrees with n of N: rounded as printed, «over» truly over, «about» near."""
    value, to = Decimal(figure.value), Decimal(figure.value_to) if figure.value_to else None
    match figure.unit:
        case "percent" | "share" if base.of == 0:
            return False
        case "percent":
            true = Decimal(100 * base.n) / Decimal(base.of)
            return _agrees(true, value, to, figure.comparator, half=_half_step(figure.value), near=Decimal("2.5"))
        case "share":
            true, value = Decimal(base.n) / Decimal(base.of), value / Decimal(figure.denominator or 1)
            return _agrees(true, value, None, figure.comparator, half=Decimal("0.025"), near=Decimal("0.05"))
        case "count":
            if figure.denominator is not None and figure.denominator != base.of:
                return False
            near = max(Decimal(2), value / 10)
            return _agrees(Decimal(base.n), value, to, figure.comparator, half=Decimal(0), near=near)
        case "percentage_point":
            earlier = figure.compared_with
            if earlier is None or earlier.of == 0 or base.of == 0:
                return False
            true = abs(Decimal(100 * base.n) / base.of - Decimal(100 * earlier.n) / earlier.of)
            return _agrees(true, value, to, figure.comparator, half=Decimal(1), near=Decimal("2.5"))
        case _:
            return True


def _agrees(
    true: Decimal, value: Decimal, to: Decimal | None, comparator: str, *, half: Decimal, near: Decimal
) -> bool:
    if to is not None:
        return value - half <= true <= to + half
    match comparator:
        case ">":
            return true > value
        case ">=":
            return true >= value
        case "<":
            return true < value
        case "<=":
            return true <= value
        case "~":
            return abs(true - value) <= near
        case _:
            return abs(true - value) <= half


def _half_step(value: str) -> Decimal:
    """Half of the last printed digit: 86 stands for 85.5 to 86.5, 37.5 for 37.45 to 37.55."""
    decimals = len(value.partition(".")[2])
    return Decimal(5).scaleb(-decimals - 1)


def _percent_of_few(figure: LineFigure, base: Base, own: str) -> bool:
    """A percentage of a small sample, or of files chosen for a reason, without its n of N in the sentence."""
    few = base.kind is CountKind.RANDOM_SAMPLE and base.of < FEWEST_FOR_PERCENT_OF_SAMPLE
    if figure.unit != "percent" or not (few or base.kind is CountKind.PURPOSIVE):
        return False
    return not re.search(rf"\b{base.n}\b.{{0,60}}\bof\b.{{0,20}}\b{base.of}\b", own)


_MONTH_SAID = re.compile(rf"\b(?:({'|'.join(MONTHS)})\s+)?((?:19|20)\d\d)\b")


def _other_time(line: Line, own: str) -> Iterator[Found]:
    """A sentence may name the month in which something began; but when no figure of it is from any time that it names,
    the figure is from another time than the reader will think."""
    said = [(int(year), MONTHS.index(month) + 1 if month else None) for month, year in _MONTH_SAID.findall(own)]
    spans = [span for figure in line.figures for span in _times(figure)]
    if not said or not spans:
        return
    if not any(_within(year, month, span) for year, month in said for span in spans):
        times = [when_words(figure_from, figure_to, None) for figure_from, figure_to in spans]
        yield Found(
            "figure.other_time",
            f"The sentence names another time than its figure, which is for {listed(times)}.",
            "Write the figure's own time.",
        )


def _times(figure: LineFigure) -> Iterator[tuple[date, date]]:
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


def _places(text: str, own: str) -> list[tuple[int, int]]:
    """Where the figure's words stand in the sentence, as whole words."""
    spaced = r"\s+".join(re.escape(part) for part in text.split())
    if not spaced:
        return []
    return [found.span() for found in re.finditer(rf"(?<![\w.]){spaced}(?!\w|[.,]\d)", own, re.IGNORECASE)]


def _touches(start: int, end: int, places: list[tuple[int, int]]) -> bool:
    return any(start < stop and begin < end for begin, stop in places)
