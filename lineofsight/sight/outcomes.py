"""How a return home went: whether it lasted 3, 6 and 12 months, and what else was recorded of the child meanwhile.

Plain values. Whether it lasted is not known until so many months have passed.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from lineofsight.library.days import months_after

HOME, ENQUIRY, INJURY = "came-home", "enquiry-started", "injury-referred"
LASTS = (3, 6, 12)
Row = dict[str, str | int | date | None]


def return_rows(
    child: str,
    returns: Iterable[tuple[date, str]],
    *,
    care: Sequence[date],
    plans: Sequence[date],
    enquiries: Sequence[date],
    injuries: Sequence[date],
    on: date,
) -> Iterator[Row]:
    """One row a return home. Each of the others: the days on which a time in care, a plan, an enquiry began."""
    # Twice on one day is one return; the code that says something stands.
    by_day: dict[date, str] = {}
    for day, how in sorted(returns):
        by_day[day] = by_day.get(day) or how
    for home, how in by_day.items():
        if home > on:
            continue
        whole = months_after(home, LASTS[-1])
        row: Row = {"child": child, "home_date": home, "how": how or None, "whole_date": whole}
        back = _first_after(care, home)
        for months in LASTS:
            until = months_after(home, months)
            row[f"lasted_{months}"] = None if until > on else int(back is None or back >= until)
        for name, days in (("back", care), ("plan", plans), ("enquiry", enquiries), ("injury", injuries)):
            first = _first_after(days, home)
            row[f"{name}_12"] = None if whole > on else int(first is not None and first < whole)
        yield row


def _first_after(days: Iterable[date], day: date) -> date | None:
    return min((one for one in days if one > day), default=None)
