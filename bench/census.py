"""Read a census of children in need, of one, ten and a hundred thousand children: seconds and memory.

./los bench census [CHILDREN …]
"""

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from bench._census import write_census
from bench._measured import Table, ms, show

SIZES = (1_000, 10_000, 100_000)
# Read in a process of its own, which says how long it took and how large it became.
READ = """
import resource, sys, time
from pathlib import Path
from lineofsight.intake.returns.recognise import reading_of
from lineofsight.intake.returns.codes import codes_of
codes_of("legal")
began = time.process_time()
reading = reading_of("cin", [Path(sys.argv[1])])
facts = sum(1 for _ in reading.taken())
print(time.process_time() - began, facts, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def measure(sizes: tuple[int, ...] = SIZES) -> Table:
    """Each size once: time is linear and memory flat, or something is wrong."""
    rows = []
    with TemporaryDirectory(prefix="lineofsight-bench-") as folder:
        for children in sizes:
            path = write_census(Path(folder) / "census.xml", children)
            done = subprocess.run([sys.executable, "-c", READ, str(path)], capture_output=True, check=True, text=True)
            seconds, facts, peak = done.stdout.split()
            rows.append(
                (
                    f"{children:,}",
                    f"{path.stat().st_size / 1e6:,.1f} MB",
                    ms(float(seconds)),
                    f"{float(seconds) / children * 1e6:,.0f} µs",
                    f"{int(facts):,}",
                    f"{peak} MB",
                )
            )
    return Table(
        title="Read a census of children in need",
        headers=("children", "file", "processor time", "each child", "facts", "peak, interpreter and library included"),
        rows=tuple(rows),
    )


if __name__ == "__main__":
    given = tuple(int(word) for word in sys.argv[1:] if word.isdigit())
    show(measure(given or SIZES))
