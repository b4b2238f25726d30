"""Count 100 measures by 36 months and 50 teams over what was due in a county, against the same in pandas.

./los bench measures [ROWS]

Both must say the same, number for number. It runs where pandas is (bench/sight_pandas.py makes that place).
"""

import json
import os
import subprocess
import sys
from typing import Any

from bench._apart import ROOT, python_of
from bench._measured import Table, machine, times

ROWS = 300_000
"""What falls due in a county of 15,000 children within three years, about."""


def measured(rows: int) -> dict[str, Any]:
    """What a process of its own found."""
    environment = os.environ | {"OPENBLAS_NUM_THREADS": "1"}
    command = [str(python_of("bench", "runtime.txt", "bench.txt")), "-m", "bench._measures_beside", str(rows)]
    done = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def table(found: dict[str, Any]) -> Table:
    """Seconds of a floor, and the others as ratios to it in the same run."""
    seconds = found["seconds"]
    ours, pandas, floor = seconds["ours"], seconds["pandas"], seconds["floor"]
    return Table(
        title="100 measures, 36 months, 50 teams, against pandas (`measures`)",
        headers=("rows", "numbers", "floor", "ours to floor", "pandas to floor", "ours to pandas"),
        rows=(
            (
                f"{found['rows']:,}",
                f"{found['numbers']:,}",
                f"{floor:.2f} s",
                times(ours / floor),
                times(pandas / floor),
                times(ours / pandas),
            ),
        ),
        notes=(
            "Processor time, the median of three runs in turns. The floor: 100 times a bare count by month and team in"
            " the same database. ours: by_month with the totals, n, N and what was left out. pandas: whole columns at a"
            " time, categories for codes, the same numbers. They are compared, all of them.",
        ),
    )


if __name__ == "__main__":
    print(table(measured(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)).markdown())
    print(machine())
