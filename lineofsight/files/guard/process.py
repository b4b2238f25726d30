"""The process in which a file is looked at. It has little memory, little time, and may write nothing.

Started by `apart`, never by hand: `main(path, name)` prints the verdict as one line of JSON.
"""

import json
import resource
import sys
from dataclasses import asdict
from pathlib import Path

from lineofsight.files.guard.inspect import inspect
from lineofsight.files.guard.verdict import MEGABYTE

MEMORY = 192 * MEGABYTE  # addresses, of which less than half is ever in use
SECONDS = 5  # of the processor


def limit(*, memory: int = MEMORY, seconds: int = SECONDS, open_files: int = 16) -> None:
    """Take the limits on: memory, processor time, open files, no files written, no core left behind."""
    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_NOFILE, open_files),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        try:
            resource.setrlimit(what, (most, most))
        except (ValueError, OSError):
            # macOS refuses some of them; the parent's clock still holds.
            continue


def main(path: str, name: str) -> int:
    """Look at one file and print the verdict and the most memory used (kB)."""
    limit()
    verdict = inspect(Path(path), name)
    sys.stdout.write(json.dumps({"verdict": asdict(verdict), "peak_kb": peak_kb()}))
    return 0


def peak_kb() -> int:
    """The most memory that this process has used, in kB."""
    try:
        # Linux hands ru_maxrss on from whoever started us, so there the kernel's own line is read.
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))
    except (OSError, StopIteration):
        # macOS counts in bytes.
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024 if sys.platform == "darwin" else 1)
