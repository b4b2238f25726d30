"""Judge children by five standards in DuckDB and in pandas, as an analyst writes it.

./los bench sight-pandas [CHILDREN …] [--write]

Both must say the same, row for row. `--write` puts table and chart into docs/performance.md. From 100,000 children on
they are judged in parts, under a limit of 2 GB.
"""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from typing import Any

from bench._apart import ROOT, python_of
from bench._measured import Table, machine, times

PAGE = ROOT / "docs" / "performance.md"
CHART = ROOT / "docs" / "performance-sight.svg"
BEGINS, ENDS = "<!-- sight-pandas: written by the bench -->", "<!-- sight-pandas: ends -->"
SIZES = (1_500, 15_000, 150_000)
IN_PARTS = 100_000
COLOURS = {"floor": "#b1b4b6", "DuckDB": "#0b4144", "pandas": "#d4841c"}


def measured(children: int) -> dict[str, Any] | None:
    """What a process of its own found for so many children; None, and said why, where it did not come to its end."""
    more = ["--in-parts"] if children >= IN_PARTS else []
    command = [str(python_of("bench", "runtime.txt", "bench.txt")), "-m", "bench._side_by_side", str(children), *more]
    # Threads that nobody needs here would take address space away from the limit.
    environment = os.environ | {"OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(command, cwd=ROOT, env=environment, check=False, capture_output=True, text=True)
    if done.returncode:
        print(f"{children:,} children: {done.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
        return None
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def table(found: list[dict[str, Any]]) -> Table:
    """Each size: seconds of the floor, and the others as ratios to it in the same run."""
    rows = []
    for one in found:
        seconds = one["seconds"]
        apart = seconds.get("DuckDB, each apart")
        rows.append(
            (
                f"{one['children']:,}",
                f"{one['events']:,}",
                f"{one['obligations']:,}",
                f"{seconds['floor']:.2f} s",
                times(seconds["DuckDB"] / seconds["floor"]),
                times(seconds["pandas"] / seconds["floor"]),
                times(seconds["DuckDB"] / seconds["pandas"]),
                times(apart / seconds["DuckDB"]) if apart else "not measured",
                f"{one['peak'] / 1e9:.1f} GB",
            )
        )
    return Table(
        title="Judge children by five standards, against pandas (`sight-pandas`)",
        headers=(
            *("children", "events", "obligations", "floor", "DuckDB to floor", "pandas to floor", "DuckDB to pandas"),
            *("a text each to one text", "peak memory"),
        ),
        rows=tuple(rows),
        notes=(
            "Processor time. The floor: scan the events, sort them once, write them. pandas: these five standards and "
            "nothing else, no unknowns, no conflicts, whole columns at a time. The rows of both are compared, all of "
            "them. «A text each»: one SQL text for each standard, where ours has one arm for each shape, joined to a "
            "table of standards. Up to 10,000 children the median of three runs, above it one. "
            "The peak is of the process that held both; "
            f"from {IN_PARTS:,} children on in parts, with at most 2 GB of addresses.",
        ),
    )


def chart(found: list[dict[str, Any]]) -> str:
    """Bars: microseconds of processor time for each child, by size and engine."""
    bars = []
    most = max(one["seconds"][name] / one["children"] for one in found for name in COLOURS)
    y = 40
    for one in found:
        bars.append(f'<text x="0" y="{y}" font-weight="bold">{one["children"]:,} children</text>')
        for name, colour in COLOURS.items():
            y += 22
            each = one["seconds"][name] / one["children"]
            wide = each / most * 360
            bars.append(
                f'<text x="0" y="{y}">{name}</text><rect x="80" y="{y - 13}" width="{wide:.0f}" height="16" '
                f'fill="{colour}"/><text x="{86 + wide:.0f}" y="{y}">{each * 1e6:,.0f}</text>'
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
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(BEGINS)
    after = rest.partition(ENDS)[2] if rest else ""
    whole = f"{before.rstrip()}\n\n{BEGINS}\n{words}{ENDS}\n{after.lstrip()}"
    PAGE.write_text(whole, encoding="utf-8")
    CHART.write_text(drawn, encoding="utf-8")


if __name__ == "__main__":
    began = machine()
    sizes = [int(word) for word in sys.argv[1:] if word.isdigit()] or SIZES
    all_found = [found for found in map(measured, sizes) if found is not None]
    day = datetime.now(UTC).date()
    found_table = table(all_found).markdown()
    picture = f"![{CHART.stem}: microseconds of processor time for each child]({CHART.name})"
    text = f"{found_table}\nMeasured on {day.day} {day:%B %Y}: {began}\n\n{picture}\n"
    print(text)
    if "--write" in sys.argv:
        write(text, chart(all_found))
