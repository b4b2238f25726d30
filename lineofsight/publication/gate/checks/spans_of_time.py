"""Lengths of time and distances in time that a sentence names: «in six months», «two years earlier»."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import combinations

from lineofsight.publication.content.edition import Line, LineFigure
from lineofsight.publication.gate.based import base_of
from lineofsight.publication.gate.behind import texts_behind
from lineofsight.publication.gate.check import Found, LineCheck
from lineofsight.publication.gate.checks.figures import places_of
from lineofsight.publication.gate.checks.figures_said import times_of
from lineofsight.publication.gate.checks.period_words import told_of_other_times
from lineofsight.publication.gate.given import Given
from lineofsight.publication.gate.numbers import A_WHOLE_NUMBER, numbers_in

_DAYS = {"day": 1, "week": 7, "month": 30.44, "quarter": 91.3, "term": 110, "year": 365.25}
_UNIT = r"(?P<unit>week|month|quarter|term|year)s?"
# «In six months» at the start, or «the last six months» anywhere. «Within six months» is a limit, and no length.
_LENGTH = re.compile(
    rf"(?:^(?:in|over|during)\s+(?:the\s+)?(?:last\s+|past\s+)?|\b(?:last|past)\s+)(?P<number>{A_WHOLE_NUMBER}|a)\s+{_UNIT}\b",
    re.IGNORECASE,
)
_EARLIER = re.compile(
    rf"\b(?P<number>{A_WHOLE_NUMBER}|an?|half an?|a few|some|several|the)\s+{_UNIT}\s+(?:earlier"
    rf"|before|ago|previously)\b"
    # «Last month it was»; «the week before the hearing» is another matter.
    r"|\b(?P<just>shortly|not long|a short time|soon|a little|just)\s+(?:earlier|before)(?=,?\s+(?:it"
    r"|this|that)\s+was\b)"
    rf"|\b(?:last|the\s+previous|the\s+preceding)\s+(?P<last>week|month|quarter|year)(?=,?\s+(?:it|this|that|when)\b)",
    re.IGNORECASE,
)
# The least and the most that is called so, in its unit.
_SO_MANY = {"a few": (2, 6), "several": (2, 9), "some": (2, 11), "half a": (0.5, 0.5), "half an": (0.5, 0.5)}
# How many letters may stand between «a year earlier» and its figure: «, when it was».
_NEAR = 25

# «In 2026 to 2027», «2026/27»: a financial year, or a school year.
_YEAR_OF_TWO = re.compile(r"\b(20\d\d)\s*(?:to|/|-|–|and)\s*(?:20)?(\d\d)\b(?!\s*%)")

_Time = tuple[date | None, date]


def _has_figure(line: Line, given: Given) -> bool:
    return bool(line.figures)


def _find(line: Line, given: Given) -> Iterator[Found]:
    own = given.own_words(line)
    times = {figure.number: time for figure in line.figures if (time := _time(figure)) is not None}
    yield from _lengths(own, list(times.values()))
    yield from _lengths_behind(own, list(times.values()), line, given)
    yield from _years_of_two(own, list(times.values()))
    yield from _distances(line, own, times)
    yield from _later(line, own, list(times.values()), given)
    yield from _some_time_after(line, own, given)
    told = [span for figure in line.figures for span in times_of(figure)]
    yield from told_of_other_times(own, told, given.content.as_at_date)


def _time(figure: LineFigure) -> _Time | None:
    base = base_of(figure)
    if base is None or (last := base.period_to or base.as_at_date) is None:
        return None
    return base.period_from, last


def _said_days(found: re.Match[str]) -> float:
    number = 1 if found["number"].casefold() in ("a", "an") else int(next(iter(numbers_in(found["number"])), 0))
    return number * _DAYS[found["unit"].casefold()]


def _lengths(own: str, times: list[_Time]) -> Iterator[Found]:
    lengths = [(last - first).days + 1 for first, last in times if first is not None]
    for found in _LENGTH.finditer(own):
        said = _said_days(found)
        # A month more or less, or a fifth of the time, is how people speak.
        if lengths and all(abs(said - length) > max(20, length / 5) for length in lengths):
            yield Found(
                "figure.other_span",
                f"The sentence says «{found.group().strip()}», and its figure is for {lengths[0]} days.",
                "Write the figure's own time.",
            )


# «… findings in one month.»: at the end of a clause, where no limit of what was counted is.
_AT_THE_END = re.compile(
    rf"\b(?:in|over|during)\s+(?:the\s+)?(?P<number>{A_WHOLE_NUMBER}|an?)\s+(?P<unit>month|year)s?(?=\s*(?:[.,;:]|$))",
    re.IGNORECASE,
)


def _lengths_behind(own: str, times: list[_Time], line: Line, given: Given) -> Iterator[Found]:
    lengths = [(last - first).days + 1 for first, last in times if first is not None]
    for found in _AT_THE_END.finditer(own) if lengths else ():
        said, words = _said_days(found), re.compile(rf"\b{found['number']}[\s-]{found['unit']}", re.IGNORECASE)
        is_said_behind = any(words.search(text) for text in texts_behind(line, given))
        if not is_said_behind and all(abs(said - length) > max(20, length / 5) for length in lengths):
            yield Found(
                "figure.other_span",
                f"The sentence says «{found.group().strip()}», and its figure is for {lengths[0]} days.",
                "Write the figure's own time.",
            )


def _years_of_two(own: str, times: list[_Time]) -> Iterator[Found]:
    for found in _YEAR_OF_TWO.finditer(own):
        year, next_year = int(found[1]), int(found[1][:2] + found[2])
        begins, ends = date(year, 4, 1), date(year + 1, 8, 31)
        if (
            next_year == year + 1
            and times
            and not any((first or last) <= ends and begins <= last for first, last in times)
        ):
            yield Found(
                "figure.other_span",
                f"The sentence says «{found.group()}», and its figure is for another year.",
                "Write the figure's own time.",
            )


def _distances(line: Line, own: str, times: dict[str, _Time]) -> Iterator[Found]:
    if len(times) < 2:
        return
    newest = max(last for _, last in times.values())
    places = sorted(
        (start, end, figure.number)
        for figure in line.figures
        if figure.number in times
        for start, end in places_of(figure.text, own)
    )
    for found in _EARLIER.finditer(own):
        number = _beside(found.span(), places)
        if number is None:
            continue
        apart = (newest - times[number][1]).days
        least, most = _said_to_be(found)
        # Half a year more or less of a year, half of anything shorter.
        if apart <= 0 or not least - min(183, least * 0.6) <= apart <= most + min(183, most * 0.6):
            yield Found(
                "figure.other_span",
                f"The sentence says «{found.group()}», and {number} is "
                + ("the newest of its figures." if apart <= 0 else f"{apart} days older than the other."),
                "Write how far apart the two figures are, the newer one as the newer.",
            )


def _said_to_be(found: re.Match[str]) -> tuple[float, float]:
    """How many days earlier it is said to be, at least and at most."""
    if found["just"]:
        return 0, 60
    unit = _DAYS[(found["unit"] or found["last"]).casefold()]
    number = " ".join((found["number"] or "the").casefold().split())
    if number in ("a", "an", "the"):
        return unit, unit
    least, most = _SO_MANY.get(number) or (float(next(iter(numbers_in(number)), 0)),) * 2
    return least * unit, most * unit


# «Asked some months after»: in what time it is counted, where what was counted is called «weeks later».
_SOME_TIME_AFTER = re.compile(
    r"\b(?:(?:some|a few|several|many)\s+)(?P<unit>day|week|month|year)s\s+(?:after|later)\b"
    r"|\b(?P<at_once>straight|right|immediately|directly|on the day|the day)\s+after\b|\bat the end "
    r"of (?:a|the|each|their)\b",
    re.IGNORECASE,
)
_AFTER_TIME = re.compile(
    r"\b(?P<unit>day|week|month|year)s?\s+(?:after|later)\b|\bafter\s+(?P<then>day|week|month|year)s\b", re.I
)


def _some_time_after(line: Line, own: str, given: Given) -> Iterator[Found]:
    behind = {
        (found["unit"] or found["then"]).casefold()
        for text in texts_behind(line, given)
        for found in _AFTER_TIME.finditer(text)
    }
    for found in _SOME_TIME_AFTER.finditer(own) if behind else ():
        if (found["unit"] or "").casefold() not in behind:
            yield Found(
                "figure.other_span",
                f"The sentence says «{found.group()}», and what stands behind it says «{min(behind)}s later».",
                "Write how long after it was counted, as what was counted says it.",
            )


_LATER = re.compile(rf"\b(?P<number>{A_WHOLE_NUMBER}|an?)\s+{_UNIT}\s+(?:later|on|after(?:wards)?)\b", re.IGNORECASE)
_AFTER_SO_LONG = re.compile(rf"\bafter\s+(?P<number>{A_WHOLE_NUMBER}|an?)\s+{_UNIT}\b", re.IGNORECASE)
_ANY_SPAN = re.compile(
    r"(?<!\bin the )(?<!\bin )(?<!of the )(?<!over )(?<!during )(?<!last )"
    rf"\b(?P<number>{A_WHOLE_NUMBER}|an?)\s+{_UNIT}\b",
    re.IGNORECASE,
)


def _later(line: Line, own: str, times: list[_Time], given: Given) -> Iterator[Found]:
    """«A year later» is so long after, where what was counted says so, or two figures are so far apart."""
    tied = [part for figure in line.figures if (part := figure.stated or figure.measured) is not None]
    spans = [_said_days(found) for part in tied for found in _ANY_SPAN.finditer(part.definition)]
    spans += [abs((one[1] - other[1]).days) for one, other in combinations(times, 2)]
    spans += [_said_days(found) for text in texts_behind(line, given) for found in _AFTER_SO_LONG.finditer(text)]
    for found in (*_LATER.finditer(own), *_AFTER_SO_LONG.finditer(own)):
        said = _said_days(found)
        if tied and all(abs(said - span) > max(20, span / 5) for span in spans):
            yield Found(
                "figure.other_span",
                f"The sentence says «{found.group()}», and nothing that was counted was so long after.",
                "Write on which day it was counted, as the figure has it.",
            )


def _beside(said: tuple[int, int], places: list[tuple[int, int, str]]) -> str | None:
    """The figure right behind «a year earlier», or else the one right before it."""
    behind = next((number for start, _, number in places if 0 <= start - said[1] <= _NEAR), None)
    before = next((number for _, end, number in reversed(places) if 0 <= said[0] - end <= _NEAR), None)
    return behind or before


CHECK = LineCheck(
    id="figure-span",
    title="Each sentence says how long its figure's time was, and how long ago",
    codes={"figure.other_span": "The sentence names another length of time, or another distance, than its figures."},
    applies=_has_figure,
    find=_find,
)
