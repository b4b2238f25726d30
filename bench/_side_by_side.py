"""So many children judged by five standards in DuckDB and in pandas, in one process.

Run by bench/sight_pandas.py in an environment that has pandas. Writes what it found as JSON. Twice: from tables in
memory to a table in memory, where pandas is given numbers and categories that were made before; and from the same CSV
files to a CSV file, reading and writing counted for both.
"""

# ruff: noqa: S608
import json
import statistics
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import numpy as np
import pandas as pd

from bench._analyst import Calendar, judge
from bench._county import AS_AT, COVERED, fill
from bench._measured import Spent, peak, spent_on
from lineofsight.library.shelf import load
from lineofsight.sight.calendar_tables import number
from lineofsight.sight.compile import Compiled, compile_standards
from lineofsight.sight.engines.duck import Duck, duck, furnished
from lineofsight.sight.engines.tables import FACTS
from lineofsight.sight.shelf import in_use

RULES = in_use(load())
NUMBERS = "CAST(substr(child, 2) AS INTEGER)"
# Scan every column, sort once, write.
FLOOR = "CREATE OR REPLACE TABLE floor AS SELECT * FROM event ORDER BY child, kind, day"
COLUMNS = "child, standard, since, counted_from, due, status, COALESCE(met, -1) AS met, days_late"
RESULT = f"SELECT * REPLACE ({NUMBERS} AS child) FROM (SELECT {COLUMNS} FROM judged) ORDER BY 1, 2, 3, 4"
EMPTY = {"event": ", FORCE_NOT_NULL (code, link)", "span": ", FORCE_NOT_NULL (code)"}
FEW, REPEATS = 10_000, 3
"""Up to so many children the median of so many runs, in turns; above it one run."""


def frames(database: Duck) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The facts as an analyst holds them: numbers and categories."""
    ask = database._connection.execute
    spans = ask(f"SELECT {NUMBERS} AS child, kind, start_day, until_day, number FROM span").df()
    events = ask(f"SELECT {NUMBERS} AS child, kind, day FROM event").df()
    for one in (spans, events):
        one["kind"] = one["kind"].astype("category")
        one["child"] = one["child"].astype("int64")
    return spans, events.astype({"day": "int64"})


def calendar(database: Duck) -> Calendar:
    """The calendars as arrays."""
    ask = database.execute
    days = np.array(ask("SELECT day, month_index, dom FROM calendar ORDER BY day"))
    months = np.array(ask("SELECT month_index, first_day, days FROM month ORDER BY month_index"))
    named = "calendar = 'england-bank-holidays'"
    ranks = np.array(ask(f"SELECT day, working_rank FROM working_rank WHERE {named} ORDER BY day"))
    working = np.array(ask(f"SELECT day FROM working_day WHERE {named} ORDER BY working_rank"))
    return Calendar(
        days[0, 0],
        days[:, 1],
        days[:, 2],
        months[0, 0],
        months[:, 1],
        months[:, 2],
        ranks[0, 0],
        ranks[:, 1],
        working[:, 0],
    )


def text() -> Compiled:
    return compile_standards([one for one in RULES.standards if one.id in COVERED], alone=RULES.alone)


def judged(database: Duck, compiled: Compiled) -> None:
    question = compiled.asked(as_at=AS_AT)
    database.execute(f"CREATE OR REPLACE TABLE judged AS {question.sql}", question.params)


def from_memory(children: int) -> dict[str, Any]:
    """Both engines on the same children: the same obligations to the last day, and what each took."""
    with duck(RULES.calendars, memory_limit="6GB") as database:
        fill(database, children=children, kinds=tuple(RULES.kinds))
        ((events,),) = database.execute("SELECT COUNT(*) FROM event")
        spans_frame, events_frame = frames(database)
        days, compiled = calendar(database), text()
        found = judge(spans_frame, events_frame, days, as_at=number(AS_AT))
        judged(database, compiled)
        _same(found, database._connection.execute(RESULT).df())
        taken = _in_turns(
            {
                "floor": lambda: database.execute(FLOOR),
                "DuckDB": lambda: judged(database, compiled),
                "pandas": lambda: judge(spans_frame, events_frame, days, as_at=number(AS_AT)),
            },
            repeats=REPEATS if children <= FEW else 1,
        )
    return {"children": children, "events": events, "obligations": len(found), "taken": taken}


def from_files(children: int, folder: Path) -> dict[str, Spent]:
    """Both from the same CSV files to a CSV file of their own."""
    with duckdb.connect(":memory:", config={"memory_limit": "6GB"}) as connection:
        database = furnished(connection, RULES.calendars)
        fill(database, children=children, kinds=tuple(RULES.kinds))
        for name in FACTS:
            connection.execute(f"COPY {name} TO '{folder / name}.csv' (HEADER)")
        days, compiled = calendar(database), text()
        question = compiled.asked(as_at=AS_AT)
        sql = f"SELECT {COLUMNS} FROM ({question.sql.replace('%s', '?').replace('%%', '%')})"

        def ours() -> None:
            for name in FACTS:
                connection.execute(f"DELETE FROM {name}")
                connection.execute(f"COPY {name} FROM '{folder / name}.csv' (HEADER{EMPTY.get(name, '')})")
            connection.execute(f"COPY ({sql}) TO '{folder}/ours.csv' (HEADER)", list(question.params))

        def analyst() -> None:
            spans = pd.read_csv(
                folder / "span.csv",
                usecols=["child", "kind", "start_day", "until_day", "number"],
                dtype={"kind": "category"},
            )
            events = pd.read_csv(folder / "event.csv", usecols=["child", "kind", "day"], dtype={"kind": "category"})
            judge(spans, events, days, as_at=number(AS_AT)).to_csv(folder / "theirs.csv", index=False)

        taken = _in_turns({"DuckDB, files": ours, "pandas, files": analyst}, repeats=REPEATS if children <= FEW else 1)
    _same(pd.read_csv(folder / "theirs.csv"), pd.read_csv(folder / "ours.csv"))
    return taken


def _in_turns(whats: Mapping[str, Callable[[], object]], *, repeats: int) -> dict[str, Spent]:
    times: dict[str, list[Spent]] = {name: [] for name in whats}
    for _ in range(repeats):
        for name, what in whats.items():
            times[name].append(spent_on(what))
    return {
        name: Spent(statistics.median(one.cpu for one in some), statistics.median(one.wall for one in some))
        for name, some in times.items()
    }


def _same(found: pd.DataFrame, wanted: pd.DataFrame) -> None:
    """Raise AssertionError unless both say the same of the same, row for row."""
    kinds: dict[str, str] = dict.fromkeys(("since", "counted_from", "due", "met", "days_late"), "int64")
    kinds |= dict.fromkeys(("child", "standard", "status"), "str")
    pd.testing.assert_frame_equal(found.astype(kinds), wanted.astype(kinds), check_dtype=False)


if __name__ == "__main__":
    size = int(sys.argv[1])
    both = from_memory(size)
    with TemporaryDirectory(prefix="lineofsight-bench-") as made:
        both["taken"] |= from_files(size, Path(made))
    print(json.dumps(both | {"peak": peak()}))
