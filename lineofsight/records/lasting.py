"""Who has been in care since when, and who has worked with them: for counting how long people stay."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from lineofsight.records.children import NOT_HOLDING
from lineofsight.records.days import day_of, number_of
from lineofsight.records.tables import Known, questions_answered

# Whoever leads a team or advises a young adult is not the worker whom a child should keep.
NOT_THE_WORKER = (*NOT_HOLDING, "manager", "personal adviser")


def times_in_care(of: Known, *, until: date) -> Mapping[str, tuple[tuple[date, date | None], ...]]:
    """The times in care of each child that began by a day, oldest first: first day, and the day on which it ended."""
    asked = "SELECT child, start, \"until\" FROM span WHERE kind = 'care' AND start <= %s ORDER BY child, start"
    found: dict[str, list[tuple[date, date | None]]] = defaultdict(list)
    for child, start, end in questions_answered(of, asked, [number_of(until)]):
        found[child].append((day_of(start), None if end is None else day_of(end)))
    return {child: tuple(times) for child, times in found.items()}


def placed_on(of: Known, *, on: date) -> Mapping[str, str]:
    """The code of where each child lives on a day; nothing of whoever has no placement then, or two that differ."""
    asked = (
        'SELECT child, code FROM span WHERE kind = \'placement\' AND start <= %s AND ("until" IS NULL OR "until" > %s)'
        " ORDER BY child, code"
    )
    found: dict[str, set[str]] = defaultdict(set)
    for child, code in questions_answered(of, asked, [number_of(on)] * 2):
        found[child].add(code)
    return {child: next(iter(codes)) for child, codes in found.items() if len(codes) == 1}


def allocations_until(of: Known, *, on: date) -> Mapping[str, tuple[tuple[date, date | None, str], ...]]:
    """Who has worked with each child by a day: first day, the day on which it ended, and a mark of who it was."""
    marks = ", ".join(["%s"] * len(NOT_THE_WORKER))
    asked = (
        f'SELECT child, start, "until", worker FROM allocation WHERE start <= %s AND role NOT IN ({marks})'  # noqa: S608
        " ORDER BY child, start, worker"
    )
    found: dict[str, list[tuple[date, date | None, str]]] = defaultdict(list)
    for child, start, end, worker in questions_answered(of, asked, [number_of(on), *NOT_THE_WORKER]):
        found[child].append((day_of(start), None if end is None else day_of(end), worker))
    return {child: tuple(rows) for child, rows in found.items()}
