"""The tables that the text reads, in SQL that every engine takes, and facts as their rows."""

from collections.abc import Iterable, Iterator
from datetime import date

from lineofsight.sight.calendar_tables import CalendarTables, number
from lineofsight.sight.history import History

COLUMNS = {
    "event": "child TEXT NOT NULL, kind TEXT NOT NULL, day INTEGER, code TEXT NOT NULL, link TEXT NOT NULL",
    "span": "child TEXT NOT NULL, kind TEXT NOT NULL, start_day INTEGER, until_day INTEGER, code TEXT NOT NULL, "
    "number INTEGER NOT NULL",
    "carried": "child TEXT NOT NULL, kind TEXT NOT NULL, start_day INTEGER, until_day INTEGER",
    "child": "child TEXT NOT NULL, born_month_day INTEGER",
    "calendar": "day INTEGER PRIMARY KEY, month_index INTEGER NOT NULL, dom INTEGER NOT NULL",
    "month": "month_index INTEGER PRIMARY KEY, first_day INTEGER NOT NULL, days INTEGER NOT NULL",
    "working_rank": "calendar TEXT NOT NULL, day INTEGER NOT NULL, working_rank INTEGER NOT NULL, "
    "PRIMARY KEY (calendar, day)",
    "working_day": "calendar TEXT NOT NULL, working_rank INTEGER NOT NULL, day INTEGER NOT NULL, "
    "PRIMARY KEY (calendar, working_rank)",
}
FACTS = ("event", "span", "carried", "child")
CALENDARS = ("calendar", "month", "working_rank", "working_day")

Cell = str | int | None
Rows = Iterable[tuple[Cell, ...]]


def create(name: str) -> str:
    """The SQL that makes a table."""
    return f"CREATE TABLE {name} ({COLUMNS[name]})"


def width(name: str) -> int:
    """How many columns a table has."""
    return COLUMNS[name].split(", PRIMARY KEY")[0].count(",") + 1


def fact_rows(histories: Iterable[History]) -> dict[str, list[tuple[Cell, ...]]]:
    """The facts of children as rows of the four tables."""
    rows: dict[str, list[tuple[Cell, ...]]] = {name: [] for name in FACTS}
    for one in histories:
        rows["child"].append((one.child, _day(one.born_month)))
        rows["event"] += [(one.child, e.kind, _day(e.day), e.code, e.link) for e in one.events]
        rows["span"] += [(one.child, s.kind, _day(s.start), _day(s.until), s.code, s.number) for s in one.spans]
        rows["carried"] += [(one.child, c.kind, _day(c.start), _day(c.until)) for c in one.carried]
    return rows


def calendar_rows(tables: CalendarTables) -> Iterator[tuple[str, Rows]]:
    """The rows of each table of calendars."""
    for name in CALENDARS:
        yield name, getattr(tables, name)


def _day(day: date | None) -> int | None:
    return None if day is None else number(day)
