"""Values of cells as people see them: days, percentages, amounts."""

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from lineofsight.library.words import day_words

_NOT_SHOWN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_DIGITS = re.compile(r"[#0?][#0?,]*(?:\.([#0?]+))?")
_FIRST_DAY = datetime(1899, 12, 30)  # noqa: DTZ001 - a day of the calendar, nobody's clock
_FIRST_DAY_1904 = datetime(1904, 1, 1)  # noqa: DTZ001
_LAST_SERIAL = 2_958_465  # the end of the year 9999


def written_moment(moment: datetime, form: str = "d") -> str:
    """A day, and its time where it has one: «3 May 2026 14:30»; only «May 2026» where its number format shows no day.

    Whoever types «May 2026» into a cell has said no day: it is the program that keeps the first of the month.
    """
    shown = _NOT_SHOWN.sub("", form.split(";")[0]).lower()
    if "d" not in shown:
        return day_words(moment.date()).partition(" ")[2] if "m" in shown else str(moment.year)
    time = f" {moment:%H:%M}" if (moment.hour, moment.minute) != (0, 0) else ""
    return day_words(moment.date()) + time


def is_date_form(form: str) -> bool:
    """Does this number format show a day? Times of day and lengths of time do not."""
    shown = _NOT_SHOWN.sub("", form.split(";")[0]).lower()
    return bool(re.search(r"[dy]|mmm", shown)) or bool(re.fullmatch(r"m[-/. ]?m?", shown))


def moment_of(serial: float, *, from_1904: bool = False) -> datetime | None:
    """The moment that a sheet's number of days stands for; None where no calendar has it."""
    if not 1 <= serial <= _LAST_SERIAL:
        return None
    # Excel believes in 29 February 1900: the days before it are one further on.
    shift = 1 if serial < 60 and not from_1904 else 0
    try:
        moment = (_FIRST_DAY_1904 if from_1904 else _FIRST_DAY) + timedelta(days=serial + shift)
        return (moment + timedelta(seconds=0.5)).replace(microsecond=0)
    except OverflowError:
        return None


def written_number(stored: str, form: str) -> str:
    """A number as its format shows it: «75%», «1,250», «£3.50»; as it is stored where the format is a riddle."""
    try:
        value = Decimal(stored)
    except InvalidOperation:
        return stored
    if not value.is_finite() or abs(value.adjusted()) > 30:
        return stored
    sections = form.split(";")
    section = sections[1] if value < 0 and len(sections) > 1 and sections[1] else sections[0]
    literals = "".join(re.findall(r'"([^"]*)"|\[\$([^\]-]*)', section)[0]) if re.search(r'"|\[\$', section) else ""
    plain = _NOT_SHOWN.sub("", section)
    digits = _DIGITS.search(plain)
    if not form or form.lower() == "general" or form == "@" or not digits or re.search(r"[eE][+-]|/", plain):
        return general(value)
    is_percent = "%" in plain
    wanted, fewest = len(digits[1] or ""), (digits[1] or "").count("0")
    rounded = (value * 100 if is_percent else value).quantize(Decimal(1).scaleb(-wanted), rounding=ROUND_HALF_UP)
    text = f"{abs(rounded):,f}" if "," in digits[0] else f"{abs(rounded):f}"
    if wanted > fewest:
        whole, _, part = text.partition(".")
        part = part[:fewest] + part[fewest:].rstrip("0")
        text = f"{whole}.{part}" if part else whole
    padded = len(re.match(r"[#0?,]*", digits[0])[0].replace(",", "").lstrip("#?")) if digits else 0  # type: ignore[index]
    whole, dot, part = text.partition(".")
    text = whole.rjust(padded, "0") + dot + part if "," not in whole else text
    sign = "-" if rounded < 0 else ""
    money = next((mark for mark in "£$€" if mark in plain or mark in literals), "")
    if not money and literals.strip():
        at = section.find(literals)
        text = f"{literals}{text}" if at < section.find(digits[0]) else f"{text}{literals}"
    return f"{sign}{money}{text}{'%' if is_percent else ''}"


def general(value: Decimal) -> str:
    """A number without a format, without the last digits that a machine adds to 0.1 + 0.2."""
    rounded = value if len(value.as_tuple().digits) <= 11 else +value.normalize().__round__(10)
    text = f"{rounded:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def hides(form: str) -> bool:
    """A format of nothing but semicolons shows nothing, whatever the cell holds."""
    return bool(form) and set(form) == {";"}
