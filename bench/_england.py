"""So many children judged by five standards in DuckDB alone, in parts, with little memory; results to Parquet.

Run by bench/sight_pandas.py in a process of its own under a limit of addresses. Writes what it found as JSON.
"""

# ruff: noqa: S608
import json
import resource
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from bench._county import AS_AT, COVERED, fill
from bench._measured import peak, spent_on
from lineofsight.library.shelf import load
from lineofsight.sight.compile import compile_standards
from lineofsight.sight.engines.duck import furnished
from lineofsight.sight.shelf import in_use

LIMIT = 2_000_000_000
PART = 10_000
RULES = in_use(load())


def england(children: int) -> dict[str, Any]:
    """No child is judged by another's facts, so any number is judged in parts. The floor is written in parts too."""
    compiled = compile_standards([one for one in RULES.standards if one.id in COVERED], alone=RULES.alone)
    question = compiled.asked(as_at=AS_AT)
    sql = question.sql.replace("%s", "?").replace("%%", "%")
    taken = {"floor": [0.0, 0.0], "DuckDB": [0.0, 0.0]}
    events = obligations = written = 0
    with TemporaryDirectory(prefix="lineofsight-bench-") as folder:
        path = Path(folder, "part.parquet")
        for first in range(0, children, PART):
            # A database for each part: an emptied one keeps some of its memory.
            with duckdb.connect(":memory:", config={"memory_limit": "900MB", "threads": "2"}) as connection:
                fill(
                    furnished(connection, RULES.calendars),
                    children=min(PART, children - first),
                    kinds=tuple(RULES.kinds),
                    first=first,
                )
                floor = f"COPY (SELECT * FROM event ORDER BY child, kind, day) TO '{path}' (FORMAT parquet)"
                for name, what, params in (
                    ("floor", floor, []),
                    ("DuckDB", f"COPY ({sql}) TO '{path}' (FORMAT parquet)", list(question.params)),
                ):
                    spent = spent_on(lambda: connection.execute(what, params))  # noqa: B023
                    taken[name] = [taken[name][0] + spent.cpu, taken[name][1] + spent.wall]
                written += path.stat().st_size
                ((count,),) = connection.execute("SELECT COUNT(*) FROM event").fetchall()
                events += count
                ((count,),) = connection.execute(f"SELECT COUNT(*) FROM '{path}'").fetchall()
                obligations += count
    found = {"children": children, "events": events, "obligations": obligations, "written": written}
    return found | {"taken": taken, "peak": peak()}


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (LIMIT, LIMIT))
    print(json.dumps(england(int(sys.argv[1]))))
