"""DuckDB in memory, shut off from files, network and extensions: for a county, for what-if, for history."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice

import duckdb

from lineofsight.sight.calendar_tables import calendar_tables
from lineofsight.sight.compile import Param
from lineofsight.sight.engines.reading import Row
from lineofsight.sight.engines.tables import COLUMNS, FACTS, Cell, calendar_rows, create, fact_rows
from lineofsight.sight.history import Calendars, History

AT_ONCE = 50_000
"""How many rows are handed over at once."""


class Duck:
    """A database in memory with the tables of facts and calendars."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def execute(self, sql: str, params: Sequence[Param] = ()) -> Sequence[Row]:
        """Run SQL with `%s` for each parameter."""
        return self._connection.execute(sql.replace("%s", "?").replace("%%", "%"), list(params)).fetchall()

    def load(self, histories: Iterable[History]) -> None:
        """Add the facts of some children."""
        for name, rows in fact_rows(histories).items():
            self.insert(name, rows)

    def empty(self) -> None:
        """Forget all facts. The tables are made anew: one whose rows are deleted keeps some of its memory."""
        for name in FACTS:
            self._connection.execute(create(name).replace("CREATE", "CREATE OR REPLACE", 1))

    def insert(self, name: str, rows: Iterable[tuple[Cell, ...]]) -> None:
        """Add rows to a table, whole columns at a time."""
        types = [column.split()[1] for column in COLUMNS[name].split(", PRIMARY KEY")[0].split(", ")]
        columns = ", ".join(f"UNNEST(CAST(? AS {type}[]))" for type in types)
        left = iter(rows)
        while some := list(islice(left, AT_ONCE)):
            self._connection.execute(
                f"INSERT INTO {name} SELECT {columns}", [list(cells) for cells in zip(*some, strict=True)]
            )


# The text joins in the order that is meant: the many rows first, and each small table looked up by them. DuckDB guesses
# four rows where a million come, and would build its tables of the million. Pulling projections up costs more time over
# a text of this length than it ever saves.
_OPTIMIZERS_OFF = "join_order,build_side_probe_side,projection_pullup"


def furnished(connection: duckdb.DuckDBPyConnection, calendars: Calendars) -> Duck:
    """A database with empty tables for facts and full ones for calendars, that runs the text as it is written."""
    connection.execute(f"SET disabled_optimizers = '{_OPTIMIZERS_OFF}'")
    found = Duck(connection)
    for name in COLUMNS:
        connection.execute(create(name))
    for name, rows in calendar_rows(calendar_tables(calendars)):
        found.insert(name, rows)
    return found


@contextmanager
def duck(calendars: Calendars, *, memory_limit: str = "2GB", threads: int | None = None) -> Iterator[Duck]:
    """A database of its own, gone at the end. Nothing in it can reach a file, the network or its own settings."""
    config: dict[str, str | bool | int | float | list[str]] = {
        "enable_external_access": "false",
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "memory_limit": memory_limit,
    }
    if threads:
        config["threads"] = str(threads)
    with duckdb.connect(":memory:", config=config) as connection:
        found = furnished(connection, calendars)
        connection.execute("SET lock_configuration = true")
        yield found
