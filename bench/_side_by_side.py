"""So many children judged by five standards in DuckDB and in pandas, in one process; a great many in parts.

Run by bench/sight_pandas.py in an environment that has pandas. Writes what it found as JSON.
"""

# ruff: noqa: S608
import json
import resource
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from bench._analyst import COVERED, Calendar, judge
from bench._county import AS_AT, fill
from lineofsight.library.shelf import load
from lineofsight.sight.calendar_tables import number
from lineofsight.sight.compile import Compiled, compile_standards
from lineofsight.sight.engines.duck import Duck, duck
from lineofsight.sight.shelf import in_use

RULES = in_use(load())
NUMBERS = "CAST(substr(child, 2) AS INTEGER)"
# Scan every column, sort once, write.
FLOOR = "CREATE OR REPLACE TABLE floor AS SELECT * FROM event ORDER BY child, kind, day"
RESULT = f"""SELECT {NUMBERS} AS child, standard, since, counted_from, due, status, COALESCE(met, -1) AS met, days_late
FROM judged ORDER BY 1, 2, 3, 4"""
FEW, REPEATS = 10_000, 3
"""Up to so many children the median of so many runs, in turns; above it one run."""
PART = 2_000


def spent(what: Callable[[], object]) -> float:
    """Processor time of this process: what others do on the machine counts little."""
    began = time.process_time()
    what()
    return time.process_time() - began


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


def each_apart() -> list[Compiled]:
    """One text for each standard: what joining one arm for each shape to a table of standards saves."""
    return [compile_standards([one for one in RULES.standards if one.id == id], alone=RULES.alone) for id in COVERED]


def judged(database: Duck, compiled: Compiled) -> None:
    question = compiled.asked(as_at=AS_AT)
    database.execute(f"CREATE OR REPLACE TABLE judged AS {question.sql}", question.params)


def compared(children: int) -> dict[str, Any]:
    """Both engines on the same children: the same obligations to the last day, and what each took."""
    with duck(RULES.calendars, memory_limit="6GB") as database:
        fill(database, children=children, kinds=tuple(RULES.kinds))
        ((events,),) = database.execute("SELECT COUNT(*) FROM event")
        spans_frame, events_frame = frames(database)
        days, compiled, apart = calendar(database), text(), each_apart()
        found = judge(spans_frame, events_frame, days, as_at=number(AS_AT))
        judged(database, compiled)
        wanted = database._connection.execute(RESULT).df()
        _same(found, wanted)

        def one_by_one() -> None:
            for one in apart:
                judged(database, one)

        def analyst() -> None:
            judge(spans_frame, events_frame, days, as_at=number(AS_AT))

        taken: dict[str, list[float]] = {"floor": [], "DuckDB": [], "DuckDB, each apart": [], "pandas": []}
        whats = (lambda: database.execute(FLOOR), lambda: judged(database, compiled), one_by_one, analyst)
        for _ in range(REPEATS if children <= FEW else 1):
            for what, times in zip(whats, taken.values(), strict=True):
                times.append(spent(what))
    medians = {name: statistics.median(times) for name, times in taken.items()}
    return {"children": children, "events": events, "obligations": len(found), "seconds": medians, "peak": peak()}


def _same(found: pd.DataFrame, wanted: pd.DataFrame) -> None:
    """Raise AssertionError unless both say the same of the same, row for row."""
    pd.testing.assert_frame_equal(
        found.astype({"child": "int64", "standard": "str", "status": "str"}),
        wanted.astype(dict.fromkeys(("child", "since", "counted_from", "due", "met", "days_late"), "int64")).astype(
            {"standard": "str", "status": "str"}
        ),
        check_dtype=False,
    )


def in_parts(children: int, *, memory: str) -> dict[str, Any]:
    """So many children in parts, as a machine with little memory does it: no child is judged by another's facts."""
    whole = {"floor": 0.0, "DuckDB": 0.0, "pandas": 0.0}
    events = obligations = 0
    compiled = text()
    for first in range(0, children, PART):
        # A database for each part: an emptied one keeps some of its memory.
        with duck(RULES.calendars, memory_limit=memory) as database:
            days = calendar(database)
            fill(database, children=min(PART, children - first), kinds=tuple(RULES.kinds), first=first)
            spans_frame, events_frame = frames(database)
            whole["floor"] += spent(lambda: database.execute(FLOOR))
            whole["DuckDB"] += spent(lambda: judged(database, compiled))
            found: list[pd.DataFrame] = []
            whole["pandas"] += spent(
                lambda: found.append(judge(spans_frame, events_frame, days, as_at=number(AS_AT)))  # noqa: B023
            )
            _same(found[0], database._connection.execute(RESULT).df())
            events += len(events_frame)
            obligations += len(found[0])
    return {"children": children, "events": events, "obligations": obligations, "seconds": whole, "peak": peak()}


def peak() -> int:
    """The most memory that this process held, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


if __name__ == "__main__":
    size = int(sys.argv[1])
    if "--in-parts" in sys.argv:
        limit = 2_000_000_000
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
        print(json.dumps(in_parts(size, memory="800MB")))
    else:
        print(json.dumps(compared(size)))
