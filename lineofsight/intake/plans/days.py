"""Days as people write them in plans: British, day first; and words that stand for no day."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()  # noqa: SIM905
_NAMES = r"(?P<{}>jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*"
_DAY = re.compile(
    r"(?<![\d/.-])(?:(?P<iso>\d{4}-\d{1,2}-\d{1,2})|(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>\d{4}|\d{2})"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+(?:of\s+)?{_NAMES.format('n2')}[\s,-]+(?P<y2>\d{{4}}|\d{{2}})"
    rf"|(?:(?P<end>end|mid|early|late)(?:\s+of)?[\s-]+)?\b{_NAMES.format('n3')}[\s,-]+(?P<y3>\d{{4}}|\d{{2}})"
    r"|q(?P<q>[1-4])\s*(?:of\s+)?(?:(?P<qy>\d{4})(?:\s*[/–-]\s*(?P<qy2>\d{2,4}))?"
    r"|(?P<qs>\d{2})\s*[/–-]\s*(?P<qs2>\d{2})))(?![\d/])",
    re.IGNORECASE,
)


# What stands before or behind the day in «Done in Sept 25», «Complete (12/03/26)».
_BESIDE_A_DAY = re.compile(r"(?:\b(?:in|on|by|at|from|since)|[\s,;:.()\[\]–—-])+$")
_FROM = re.compile(r"\b(?:from|since|starting|beginning)\s+(?:in\s+|the\s+)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Day:
    """Words for a time. `day` is the last day that they allow; None is «not known», and the words say all there is.

    is_exact: a day of the calendar was written. is_wrong: it looks like a day and the calendar has none such.
    """

    words: str
    day: date | None = None
    is_exact: bool = False
    is_wrong: bool = False


def days_in(text: str) -> tuple[Day, ...]:
    """Every time in a cell, in its order; one Day without a day where the words («ongoing», «TBC») hold none."""
    # «Quarterly from January 2026» begins then, and ends on no day.
    found = tuple(_day(match) for match in _DAY.finditer(text) if not _FROM.search(text, 0, match.start()))
    return found or ((Day(text.strip()),) if text.strip() else ())


def beside_the_day(text: str) -> tuple[Day, str] | None:
    """The one day in a text, and the words before it, or behind it where none stand before; None without one day."""
    days = [one for one in days_in(text) if one.day]
    if len(days) != 1:
        return None
    before, _, after = text.partition(days[0].words)
    return days[0], _BESIDE_A_DAY.sub("", before) or after


def starts_with_day(line: str) -> tuple[Day, str] | None:
    """The day that a line begins with, and the rest after it: «12/03/26: first meeting held»."""
    match = _DAY.match(line.lstrip("-•* ([").strip())
    if not match:
        return None
    rest = line.lstrip("-•* ([").strip()[match.end() :]
    return _day(match), rest.lstrip("):]–- ").strip()


def _day(match: re.Match[str]) -> Day:
    words = match.group()
    part = match.groupdict()
    try:
        if part["iso"]:
            year, month, number = map(int, part["iso"].split("-"))
            return Day(words, date(year, month, number), is_exact=True)
        if part["d"]:
            return Day(words, date(_year(part["y"]), int(part["m"]), int(part["d"])), is_exact=True)
        if part["d2"]:
            month = _MONTHS.index(part["n2"][:3].lower()) + 1
            return Day(words, date(_year(part["y2"]), month, int(part["d2"])), is_exact=True)
        if part["q"]:
            of_year = int(part["qy"] or f"20{part['qs']}")
            is_financial = (part["qy2"] or part["qs2"]) is not None
            return Day(words, _end_of_quarter(int(part["q"]), of_year, is_financial))
        month = _MONTHS.index(part["n3"][:3].lower()) + 1
        return Day(words, _end_of_month(_year(part["y3"]), month))
    except (ValueError, OverflowError):
        return Day(words, is_wrong=True)


def _year(text: str) -> int:
    return int(text) + (2000 if len(text) == 2 else 0)


def _end_of_month(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _end_of_quarter(quarter: int, year: int, is_financial: bool) -> date:
    # The financial year begins in April: its fourth quarter ends in March of the next.
    if is_financial:
        return _end_of_month(year + (quarter == 4), (quarter * 3 + 3 - 1) % 12 + 1)
    return _end_of_month(year, quarter * 3)
