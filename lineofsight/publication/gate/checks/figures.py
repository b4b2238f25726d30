"""Figures: n of N with period and definition, and computing again to the same."""

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from lineofsight.library.words import day_words
from lineofsight.measures.figure import Figure, whole_percent
from lineofsight.measures.judged import definition_sha
from lineofsight.publication.content.edition import Line, LineFigure, LineKind
from lineofsight.publication.content.told import as_told
from lineofsight.publication.gate.based import Base, base_of
from lineofsight.publication.gate.check import Found, LineCheck
from lineofsight.publication.gate.given import Given
from lineofsight.publication.gate.near import PERCENT
from lineofsight.publication.gate.numbers import (
    A_WHOLE_NUMBER,
    figures_said,
    numbers_in,
    share_said,
    shares_said,
)
from lineofsight.publication.gate.whom import FOR, OF
from lineofsight.publication.wording import when_words

# Below it a share is told with its n of N or not at all (docs/library/small-numbers.md).
_FEWEST = 20


def _says_a_figure(line: Line, given: Given) -> bool:
    return bool(line.figures) or any(True for _ in figures_said(given.own_words(line)))


def _based(line: Line, given: Given) -> Iterator[Found]:
    own = given.own_words(line)
    tied = [place for figure in line.figures for place in places_of(figure.text, own)]
    in_words = list(shares_said(own)) if _pairs(line) else []
    untied = [
        own[start:end]
        for start, end in figures_said(own)
        if not touches(start, end, tied)
        and not _follows(own[start:end], line)
        # «Nearly three» of «nearly three quarters»: whether that is so, is looked at with every share in words.
        and not touches(start, end, in_words)
    ]
    if untied:
        yield Found(
            "figure.not_tied",
            f"«{untied[0]}» is a figure, and no count is tied to it.",
            "Tie the figure to a measure, or state n of N with its period and source.",
        )
    elif more := _more_of_them(line, own, tied, given):
        yield Found(
            "figure.not_tied",
            f"«{more}» counts more of what {line.figures[0].number} counts, and no count is tied to it.",
            "Tie the figure to a measure, or state n of N with its period and source.",
        )
    for figure in line.figures:
        if not _counts_the_review(figure, line, own):
            yield from _base_missing(figure)
        yield from _turned_or_later(figure, given)


# «… and 23 in the second», «…; 31 had not»: a number without a word for what is counted.
_MORE_OF_THEM = re.compile(
    rf"(?:[,;:]|\band\b|\bbut\b|\bthen\b|\bwith\b)\s+(?:(?:about|another|a further|only|the other|then|by|nearly)\s+)*"
    rf"(?P<number>(?!(?:19|20)\d\d\b){A_WHOLE_NUMBER})\s+(?:more\s+)?"
    r"(?:in|on|at|by|within|during|after|before|soon|later|did|had|were|was|have|has|came|said|do)\b",
    re.IGNORECASE,
)


def _more_of_them(line: Line, own: str, tied: list[tuple[int, int]], given: Given) -> str:
    """A number that counts what a figure counts, and is neither it nor what is left of it."""
    last = min((end for _, end in tied), default=len(own))
    known = [number for figure in line.figures for number in _numbers_of(figure)]
    known += [Decimal(voice.asked) for voice in given.content.voices.items if voice.asked is not None]
    for found in _MORE_OF_THEM.finditer(own, last):
        if touches(*found.span("number"), tied):
            continue
        if not any(number in known for number in numbers_in(found["number"])):
            return found.group().lstrip(",;: ")
    return ""


def _numbers_of(figure: LineFigure) -> Iterator[Decimal]:
    """The numbers of a figure and of what it is compared with, what they leave, and who was left out."""
    base = base_of(figure)
    for n, of in (base.real, figure.told.numbers(base.n, base.of)) if base is not None and base.terms is None else ():
        yield from (Decimal(n), Decimal(of), Decimal(of - n))
    if base is not None and base.terms is not None:
        yield from (*base.real, base.real[1] - base.real[0])
    if (earlier := figure.compared_with) is not None:
        yield from (Decimal(earlier.n), Decimal(earlier.of), Decimal(earlier.of - earlier.n))
    if figure.measured is not None:
        yield from (Decimal(part.count) for part in figure.measured.figure.left_out)


def _pairs(line: Line) -> list[tuple[int, int]]:
    """n and N of the figures, and of what they are compared with, as far as a share of them tells nothing more."""
    based = [(figure, base) for figure in line.figures if figure.told.is_exact and (base := base_of(figure))]
    pairs = [(base.n, base.of) for _, base in based if base.has_share]
    pairs += [(earlier.n, earlier.of) for figure, _ in based if (earlier := figure.compared_with)]
    return [(n, of) for n, of in pairs if of >= _FEWEST]


_N_OF_N = re.compile(r"(\d+)\s+(?:out\s+)?of\s+(?:the\s+|all\s+)?(\d+)", re.IGNORECASE)
_THE_OTHERS = re.compile(r"\b(?:not|others?|rest|remaining)\b", re.IGNORECASE)


def _follows(said: str, line: Line) -> bool:
    """Whether a share is the one of a figure that is tied, told again in words, or of what that is compared with.

    Not where the numbers are rounded or few: there a share would tell what was counted.
    """
    pairs = _pairs(line)
    said = re.sub(r"\s+of$", "", said)
    # «In a quarter of them it was not», beside «18 of 24 (75%)».
    others = [(of - n, of) for n, of in pairs if n < of] if _THE_OTHERS.search(line.wording) else []
    if (share := share_said(said)) is not None:
        return any(abs(share - Fraction(n, of)) <= Fraction(1, 40) for n, of in (*pairs, *others))
    if counts := _N_OF_N.fullmatch(said):
        return (int(counts[1]), int(counts[2])) in others
    percent = PERCENT.fullmatch(said)
    return percent is not None and any(percent[1] == str(whole_percent(n, of)) for n, of in pairs)


def _turned_or_later(figure: LineFigure, given: Given) -> Iterator[Found]:
    of_figure = figure.stated or (figure.measured.figure if figure.measured else None)
    for part in (of_figure, figure.compared_with):
        if part is None:
            continue
        first, last = part.period_from, part.period_to
        if first is not None and last is not None and first > last:
            yield Found(
                "figure.wrong_period",
                f"The period of «{figure.text}» ends on {day_words(last)}, before it begins.",
                "Correct the first and the last day.",
            )
        elif (end := last or part.as_at_date) is not None and end > given.today:
            yield Found(
                "figure.wrong_period",
                f"«{figure.text}» is told for a time up to {day_words(end)}, which is still to come.",
                "Correct the period: nothing can be counted before it has happened.",
            )


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
                yield _nothing_shows(figure)
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


def _nothing_shows(figure: LineFigure) -> Found:
    """Where n and N stand in the sentence itself, what is missing is the evidence that counts them."""
    said = f"«{figure.text}»"
    if figure.denominator is None:
        return Found(
            "figure.no_base",
            f"{said} is stated, denominator not supplied: it does not say how many of how many."
            + (" A share is always of something." if figure.unit in ("percent", "share") else ""),
            "Add evidence and fill in «How many?» and «Of how many?», or tie a figure that the service counts. "
            "Where there is no whole (so many letters in a year), leave the number out of the sentence.",
            "evidence#id_counted_n",
        )
    n = figure.value if figure.unit in ("count", "share") else ""
    filled = f"n={n}&of={figure.denominator}" if n else f"of={figure.denominator}"
    return Found(
        "figure.not_counted",
        f"{said} says of how many, and no evidence behind the sentence counts it.",
        "Add the evidence that counts it: how many of how many, of what, and when.",
        f"evidence?{filled}#id_counted_n",
    )


_PARTS_OF_THE_REVIEW = re.compile(
    r"\s+(?:\w+\s+)?(?:recommendations?|findings?|actions?|chapters?|sections?|themes?)\b", re.IGNORECASE
)


def _counts_the_review(figure: LineFigure, line: Line, own: str) -> bool:
    """«The review made four recommendations»: its own parts, counted in what is said of the review itself.

    Anybody can count them in the report; no n of N could say more.
    """
    if line.kind is not LineKind.CONTEXT or figure.unit != "count" or base_of(figure) is not None:
        return False
    places = places_of(figure.text, own)
    return bool(places) and all(_PARTS_OF_THE_REVIEW.match(own[end:]) for _, end in places)


BASE = LineCheck(
    id="figure-base",
    title="Each figure has n of N, a period and a definition",
    codes={
        "figure.not_tied": "The sentence says a share or a count to which nothing is tied.",
        "figure.no_base": "The figure is stated without n and N.",
        "figure.not_counted": "The figure says of how many, and no evidence counts it.",
        "figure.impossible": "n is above N.",
        "figure.no_period": "The figure does not say when it was counted.",
        "figure.no_definition": "The figure does not say what was counted, or from where.",
        "figure.wrong_period": "The figure's period ends before it begins, or after today.",
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
            told = as_told(now, figure.told) if figure.told.is_done else now
            yield from _differs(figure.number, frozen, told)
        measure = given.own_rules.measures.get(frozen.measure_id)
        if measure is None or definition_sha(measure) != frozen.definition_sha:
            continue  # what it said then, only the figure knows
        words = f"{measure.numerator.words}{FOR if frozen.is_ratio else OF}{measure.population.words}"
        # Somebody may add a note; those of the measure stay.
        if figure.measured.definition != words or not set(measure.caveats) <= set(frozen.caveats):
            yield Found(
                "figure.other_words",
                f"What {figure.number} is said to count is not what its measure says, or a note of the measure is "
                f"missing. It counts «{words}».",
                "Have the figure counted again, so that the measure's own words and notes stand beside it.",
            )


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
    return f", {when_words(now.period_from, now.period_to, now.as_at_date)}"


AGAIN = LineCheck(
    id="figure-again",
    title="Each measured figure computes again to the same",
    codes={
        "figure.no_longer_computes": "The measure does not compute any more.",
        "figure.differs": "Computed again, the figure is another one.",
        "figure.other_words": "What it is said to count is not what the measure says, or one of its notes is gone.",
        "figure.definition_changed": "The measure's definition has changed since.",
    },
    applies=_is_measured,
    find=_again,
)


def places_of(text: str, own: str) -> list[tuple[int, int]]:
    """Where the figure's words stand in the sentence, as whole words."""
    pattern = _whole_words(text)
    return [found.span() for found in pattern.finditer(own)] if pattern is not None else []


@lru_cache(maxsize=2048)
def _whole_words(text: str) -> re.Pattern[str] | None:
    spaced = r"\s+".join(re.escape(part) for part in text.split())
    return re.compile(rf"(?<![\w.]){spaced}(?!\w|[.,]\d)", re.IGNORECASE) if spaced else None


def touches(start: int, end: int, places: list[tuple[int, int]]) -> bool:
    """Whether something from start to end shares a letter with one of these places."""
    return any(start < stop and begin < end for begin, stop in places)
