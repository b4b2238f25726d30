"""When a number that is said is the true one: as printed, truly over, or near enough for «about»."""

import re
from decimal import Decimal

from lineofsight.publication.content.edition import LineFigure

PERCENT = re.compile(r"(\d+(?:\.\d+)?)\s?(?:%|per\s?cent\b|percent\b)", re.IGNORECASE)
ROUNDED_BY = Decimal("2.5")
"""How far a number that is told as «about», to the nearest 5, may be from the true one."""


def is_about(figure: LineFigure) -> bool:
    """Whether the figure is told as near, not as exact."""
    return figure.comparator == "~"


def is_told_as(said: int | Decimal, true: int | Decimal, figure: LineFigure) -> bool:
    """Whether a count is the true one, or near enough where the figure says «about»."""
    return said == true or (is_about(figure) and abs(Decimal(said) - true) <= ROUNDED_BY)


def agrees(true: Decimal, value: Decimal, to: Decimal | None, comparator: str, *, half: Decimal, near: Decimal) -> bool:
    """Whether a number, or a range, is what is true: «over» truly over, «about» within `near`, else within `half`."""
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


def half_step(value: str) -> Decimal:
    """Half of the last printed digit: 86 stands for 85.5 to 86.5, 37.5 for 37.45 to 37.55."""
    decimals = len(value.partition(".")[2])
    return Decimal(5).scaleb(-decimals - 1)
