"""Judge children by five standards: in DuckDB and in pandas, as an analyst writes it, and a whole country in parts.

./los bench sight-pandas [CHILDREN …] [--write]

Both must say the same, row for row. From 100,000 children on DuckDB alone judges them, in parts, under a limit of 2 GB.
`--write` puts tables and chart into docs/performance.md.
"""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from typing import Any

from bench._apart import ROOT, python_of
from bench._measured import PAGE, Table, machine, put, times

CHART = PAGE.with_name("performance-sight.svg")
SIZES = (1_500, 15_000, 150_000, 1_200_000)
IN_PARTS = 100_000
COLOURS = {"floor": "#b1b4b6", "DuckDB": "#0b4144", "pandas": "#d4841c"}


def measured(children: int) -> dict[str, Any] | None:
    """What a process of its own found for so many children; None, and said why, where it did not come to its end."""
    module = "bench._england" if children >= IN_PARTS else "bench._side_by_side"
    # Threads that nobody needs here would take address space away from the limit.
    environment = os.environ | {"OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(
        [str(python_of("bench", "runtime.txt", "bench.txt")), "-m", module, str(children)],
        cwd=ROOT,
        env=environment,
        check=False,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        print(f"{children:,} children: {done.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
        return None
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _ratio(one: dict[str, Any], name: str, other: str) -> str:
    """Processor time, and by the clock."""
    (cpu, wall), (of_cpu, of_wall) = one["taken"][name], one["taken"][other]
    return f"{times(cpu / of_cpu)} ({times(wall / of_wall)})"


def _seconds(one: dict[str, Any], name: str) -> str:
    cpu, wall = one["taken"][name]
    return f"{cpu:.2f} s ({wall:.2f} s)" if wall < 100 else f"{cpu:.0f} s ({wall:.0f} s)"


def beside(found: list[dict[str, Any]]) -> Table:
    """Each size: seconds of the floor, and the others as ratios to it in the same run."""
    rows = [
        (
            f"{one['children']:,}",
            f"{one['events']:,}",
            f"{one['obligations']:,}",
            _seconds(one, "floor"),
            _ratio(one, "DuckDB", "floor"),
            _ratio(one, "pandas", "floor"),
            _ratio(one, "DuckDB", "pandas"),
            _ratio(one, "DuckDB, files", "pandas, files"),
        )
        for one in found
    ]
    return Table(
        title="Judge children by five standards, against pandas (`sight-pandas`)",
        headers=(
            *("children", "events", "obligations", "floor", "DuckDB to floor", "pandas to floor"),
            *("DuckDB to pandas, in memory", "DuckDB to pandas, from files"),
        ),
        rows=tuple(rows),
        notes=(
            "Processor time, and in brackets by the clock, with two threads for DuckDB and one for pandas, while "
            "others wanted to run. The floor: scan the events, sort them once, write them. pandas: these five "
            "standards and nothing else, no unknowns, no conflicts, whole columns at a time. In memory pandas is "
            "given children as numbers and kinds as categories, made before the clock runs, and DuckDB is given "
            "text; from files both read the same CSV files and write their rows as CSV. The rows of both are "
            "compared, all of them. Up to 10,000 children the median of three runs, above it one.",
        ),
    )


def in_parts(found: list[dict[str, Any]]) -> Table:
    """Great sizes: what DuckDB alone took under the limit."""
    rows = [
        (
            f"{one['children']:,}",
            f"{one['events']:,}",
            f"{one['obligations']:,}",
            _seconds(one, "floor"),
            _seconds(one, "DuckDB"),
            _ratio(one, "DuckDB", "floor"),
            f"{one['taken']['DuckDB'][0] / one['children'] * 1e6:.0f} µs",
            f"{one['peak'] / 1e9:.2f} GB",
        )
        for one in found
    ]
    return Table(
        title="The same for a whole country, with at most 2 GB",
        headers=("children", "events", "obligations", "floor", "DuckDB", "to floor", "each child", "peak memory"),
        rows=tuple(rows),
        notes=(
            "In parts of ten thousand children, each a database of its own; the rows of each go to a Parquet "
            "file, as do those of the floor. The process may not have more than 2 GB of addresses. Making the "
            "children is not counted.",
        ),
    )


def chart(found: list[dict[str, Any]]) -> str:
    """Bars: microseconds of processor time for each child, by size and engine."""
    bars = []
    taken = [{name: cpu / one["children"] for name, (cpu, _) in one["taken"].items()} for one in found]
    most = max(each for one in taken for name, each in one.items() if name in COLOURS)
    y = 40
    for one, each in zip(found, taken, strict=True):
        bars.append(f'<text x="0" y="{y}" font-weight="bold">{one["children"]:,} children</text>')
        for name, colour in COLOURS.items():
            if name not in each:
                continue
            y += 22
            wide = each[name] / most * 360
            bars.append(
                f'<text x="0" y="{y}">{name}</text><rect x="80" y="{y - 13}" width="{wide:.0f}" height="16" '
                f'fill="{colour}"/><text x="{86 + wide:.0f}" y="{y}">{each[name] * 1e6:,.0f}</text>'
            )
        y += 34
    title = "Microseconds of processor time for each child: the floor, DuckDB and pandas"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 560 {y}" width="560" height="{y}" '
        f'font-family="sans-serif" font-size="14"><title>{title}</title><rect width="560" height="{y}" fill="#fff"/>'
        f'<text x="0" y="16">{title}</text>{"".join(bars)}</svg>\n'
    )


def write(words: str, drawn: str) -> None:
    """Put the table where the page has a place for it, and the chart beside the page."""
    put(words, name="sight-pandas")
    CHART.write_text(drawn, encoding="utf-8")


if __name__ == "__main__":
    began = machine()
    sizes = [int(word) for word in sys.argv[1:] if word.isdigit()] or SIZES
    all_found = [found for found in map(measured, sizes) if found is not None]
    day = datetime.now(UTC).date()
    few = [one for one in all_found if one["children"] < IN_PARTS]
    many = [one for one in all_found if one["children"] >= IN_PARTS]
    tables = [make(some).markdown() for make, some in ((beside, few), (in_parts, many)) if some]
    found_table = "\n".join(tables)
    picture = f"![{CHART.stem}: microseconds of processor time for each child]({CHART.name})"
    text = f"{found_table}\nMeasured on {day.day} {day:%B %Y}: {began}\n\n{picture}\n"
    print(text)
    if "--write" in sys.argv:
        write(text, chart(all_found))
