"""Judge all children of a county in DuckDB, against a floor; and one child in SQLite, against a bare insert.

./los bench sight [CHILDREN …]
"""

# ruff: noqa: S608
import sqlite3
import statistics
import sys
import tempfile
from contextlib import closing
from functools import lru_cache
from pathlib import Path

from bench._county import AS_AT, fill
from bench._measured import Spent, Table, ms, show, spent_on, times
from lineofsight.library.shelf import load
from lineofsight.sight.calendar_tables import calendar_tables
from lineofsight.sight.compile import Compiled, Sources, compile_standards
from lineofsight.sight.engines.duck import Duck, duck
from lineofsight.sight.engines.tables import COLUMNS, FACTS, calendar_rows, create, width
from lineofsight.sight.shelf import in_use

RULES = in_use(load())
SEVEN = ("cla-visit", "cla-review", "cp-visit", "cin-visit", "core-group", "rcpc", "icpc")
SIZES = (1_500, 15_000)
LIVE = 60
# Scan every column, sort once, write.
FLOOR = "CREATE OR REPLACE TABLE floor AS SELECT * FROM event ORDER BY child, kind, day"


def text(number: int) -> Compiled:
    """The text of so many standards, the seven that a county asks for most among them."""
    ids = [*SEVEN, *(id for id in dict.fromkeys(one.id for one in RULES.standards) if id not in SEVEN)][:number]
    return compile_standards([one for one in RULES.standards if one.id in ids], alone=RULES.alone)


def judge_all(database: Duck, compiled: Compiled) -> int:
    question = compiled.asked(as_at=AS_AT)
    database.execute(f"CREATE OR REPLACE TABLE judged AS {question.sql}", question.params)
    ((number,),) = database.execute("SELECT COUNT(*) FROM judged")
    assert isinstance(number, int)
    return number


def county(sizes: tuple[int, ...]) -> Table:
    """So many children: the floor, seven standards, forty-two, all."""
    every = len({one.id for one in RULES.standards})
    rows = []
    for children in sizes:
        with duck(RULES.calendars, memory_limit="6GB") as database:
            fill(database, children=children, kinds=tuple(RULES.kinds))
            ((events,),) = database.execute("SELECT COUNT(*) FROM event")
            database.execute(FLOOR)
            floor = statistics.median(spent_on(lambda: database.execute(FLOOR)).cpu for _ in range(3))
            rows.append((f"{children:,} children, {events:,} events: scan, sort, write", ms(floor), "", "1"))
            for number in (7, 42, every):
                compiled = text(number)
                found = judge_all(database, compiled)
                taken = statistics.median(spent_on(lambda: judge_all(database, compiled)).cpu for _ in range(2))  # noqa: B023
                rows.append((f"{number} standards", ms(taken), f"{found:,}", times(taken / floor)))
    return Table(
        title="Judge every child",
        headers=("what", "processor time", "obligations", "against the floor"),
        rows=tuple(rows),
        notes=("DuckDB in memory, results written to a table in order. The floor is of the same run.",),
    )


def one_child() -> Table:
    """A visit recorded and its child judged on a file of SQLite that waits for the disk."""
    with duck(RULES.calendars) as database:
        fill(database, children=1_500, kinds=tuple(RULES.kinds))
        facts = {name: database.execute(f"SELECT * FROM {name}") for name in FACTS}
    with tempfile.TemporaryDirectory() as folder, closing(sqlite3.connect(Path(folder, "facts"))) as connection:
        connection.isolation_level = None
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("BEGIN")
        for name in COLUMNS:
            connection.execute(create(name))
        for name, found in (*calendar_rows(calendar_tables(RULES.calendars)), *facts.items()):
            connection.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * width(name))})", found)
        for name in FACTS:
            connection.execute(f"CREATE INDEX {name}_child ON {name}(child)")
        connection.execute("COMMIT")
        bare = [_recorded(connection, child, None) for child in range(LIVE)]
        rows = [_row("a visit inserted and committed", bare, bare)]
        for number in (1, 7, 42):
            compiled = text(number)
            _recorded(connection, 0, compiled)  # the text is taken apart once for each connection
            taken = [_recorded(connection, child, compiled) for child in range(1, LIVE)]
            rows.append(_row(f"and its child judged by {number} standards", taken, bare))
    return Table(
        title="Judge one child",
        headers=(
            "what",
            "processor time",
            "95 of 100 within",
            "against the insert",
            "by the clock",
            "against the insert",
        ),
        rows=tuple(rows),
        notes=("A file of SQLite that waits for the disk before it says that something is kept.",),
    )


def _row(what: str, taken: list[Spent], bare: list[Spent]) -> tuple[str, ...]:
    """Medians, the ninety-fifth of a hundred, and both medians against those of the bare insert."""
    (cpu, wall), (of_cpu, of_wall) = _medians(taken), _medians(bare)
    most = sorted(one.cpu for one in taken)[int(len(taken) * 0.95)]
    return (what, ms(cpu), ms(most), times(cpu / of_cpu), ms(wall), times(wall / of_wall))


def _medians(taken: list[Spent]) -> Spent:
    return Spent(statistics.median(one.cpu for one in taken), statistics.median(one.wall for one in taken))


def _recorded(connection: sqlite3.Connection, child: int, compiled: Compiled | None) -> Spent:
    name = f"c{child:07}"

    def record() -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO event VALUES (?, 'need-visit', 20600, '', '')", (name,))
        if compiled is not None:
            question = compiled.asked(as_at=AS_AT, sources=Sources.of_one(name))
            connection.execute(_with_question_marks(question.sql), question.params).fetchall()
        connection.execute("COMMIT")

    return spent_on(record)


@lru_cache
def _with_question_marks(sql: str) -> str:
    return sql.replace("%s", "?").replace("%%", "%")


if __name__ == "__main__":
    asked = tuple(int(word) for word in sys.argv[1:] if word.isdigit())
    show(county(asked or SIZES))
    print(one_child().markdown())
