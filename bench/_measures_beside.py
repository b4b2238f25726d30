"""The same 100 measures by month and team, by our series and in pandas, in one process. Writes JSON.

Run by bench/measures.py in an environment that has pandas.
"""

# ruff: noqa: S608
import json
import random
import sqlite3
import sys
from collections.abc import Sequence
from contextlib import closing
from datetime import date, timedelta
from typing import Any

import pandas as pd

from bench._measured import side_by_side
from lineofsight.library.measure import FaceColumns, Measure
from lineofsight.library.shelf import load
from lineofsight.measures.series import by_month
from lineofsight.measures.sql import Face

AS_AT = date(2026, 5, 31)
MONTHS = tuple(date(2023 + (5 + at) // 12, (5 + at) % 12 + 1, 1) for at in range(36))
STANDS = ("in time", "in time", "in time", "late", "not done", "not known")
COLUMNS = ("child", "which", "agency", "team", "family", "standard", "due_date", "met_date", "stands")
STANDARDS = tuple(f"standard-{at}" for at in range(50))
COUNTED = ("in time", "late")


def rows(many: int) -> list[tuple[str | None, ...]]:
    """What was due, invented: the same for the same number."""
    pick = random.Random(7)
    days = (AS_AT - MONTHS[0]).days
    found = []
    for at in range(many):
        due = MONTHS[0] + timedelta(days=pick.randrange(days + 1))
        team, stands, standard = f"Team {pick.randrange(50)}", pick.choice(STANDS), pick.choice(STANDARDS)
        found.append((f"C{at}", str(at), "Council", team, "family", standard, due.isoformat(), None, stands))
    return found


def measures() -> list[Measure]:
    """Fifty kinds of things that were due; of each the share in time, and the share that was late."""
    whole = load().history(Measure, "visits-in-care-in-time")[-1].model_dump(by_alias=True, exclude_none=True)
    made = []
    for standard in STANDARDS:
        where = [{"column": "standard", "equals": standard}, *whole["population"]["where"]["all"][1:]]
        for stands in COUNTED:
            numerator = {"words": "those", "where": {"column": "stands", "equals": stands}}
            population = {"words": "what was due", "where": {"all": where}}
            made.append(Measure.model_validate(whole | {"population": population, "numerator": numerator}))
    return made


def in_pandas(frame: pd.DataFrame) -> dict[tuple[int, str, str], tuple[int, int, int]]:
    """As an analyst writes it: n, N and what is not known, of each measure by month and team, and of all teams."""
    found: dict[tuple[int, str, str], tuple[int, int, int]] = {}
    for at, standard in enumerate(STANDARDS):
        some = frame[frame.standard == standard]
        known = some.stands != "not known"
        for number, stands in enumerate(COUNTED):
            flags = pd.DataFrame(
                {"month": some.month, "team": some.team, "n": some.stands == stands, "of": known, "not": ~known}
            )
            by_team = flags.groupby(["month", "team"], observed=True)[["n", "of", "not"]].sum()
            whole = by_team.groupby("month", observed=True).sum()
            key = at * len(COUNTED) + number
            for (month, team), *values in by_team.itertuples():
                found[key, month, team] = tuple(map(int, values))  # type: ignore[assignment]
            for month, *values in whole.itertuples():
                found[key, month, ""] = tuple(map(int, values))  # type: ignore[assignment]
    return found


def main(many: int) -> dict[str, Any]:
    """Both, and a floor: a bare count by month and team."""
    data, asked = rows(many), measures()
    declared = load().history(FaceColumns, "due")[-1]
    with closing(sqlite3.connect(":memory:")) as memory:
        memory.execute(f"CREATE TABLE rows_due ({', '.join(COLUMNS)})")
        memory.executemany(f"INSERT INTO rows_due VALUES ({', '.join('?' for _ in COLUMNS)})", data)
        faces = {"due": Face(declared, f"SELECT {', '.join(COLUMNS)} FROM rows_due")}
        frame = pd.DataFrame(data, columns=list(COLUMNS))
        frame["month"] = frame.due_date.str[:7].astype("category")
        for name in ("team", "standard", "stands"):
            frame[name] = frame[name].astype("category")

        def execute(sql: str, params: Sequence[str | int]) -> list[tuple[Any, ...]]:
            return memory.execute(sql.replace("%s", "?"), params).fetchall()

        def ours() -> dict[tuple[int, str, str], tuple[int, int, int]]:
            found = {}
            for at, measure in enumerate(asked):
                sums = by_month(measure, faces=faces, execute=execute, as_at=AS_AT, months=MONTHS, by="team")
                for (month, team), one in sums.items():
                    left_out = sum(each.count for each in one.left_out)
                    found[at, str(month)[:7], team] = (one.n, one.of, left_out)
            return found

        def floor() -> None:
            for _ in asked:
                memory.execute(
                    "SELECT team, SUBSTR(due_date, 1, 7), COUNT(*) FROM rows_due WHERE standard = ? GROUP BY 1, 2",
                    (STANDARDS[0],),
                ).fetchall()

        assert ours() == in_pandas(frame)
        seconds = side_by_side(floor, ours, lambda: in_pandas(frame), repeats=3)
        numbers = len(ours())
    return {
        "rows": many,
        "numbers": numbers,
        "seconds": dict(zip(("floor", "ours", "pandas"), seconds, strict=True)),
    }


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]))))
