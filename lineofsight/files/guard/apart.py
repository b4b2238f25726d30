"""Look at a file in a process of its own, so that a hostile file exhausts that process and nobody else."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from lineofsight.files.guard.verdict import SENTENCES, Verdict

WALL_SECONDS = 10.0
_PROGRAM = (
    "import sys; sys.path.insert(0, sys.argv[1]);"
    "from lineofsight.files.guard.process import main; sys.exit(main(sys.argv[2], sys.argv[3]))"
)
_HOUSE = Path(__file__).resolve().parents[3]


@dataclass(frozen=True)
class Look:
    """A verdict, and the most memory (kB) that reaching it took; 0 when the process was stopped."""

    verdict: Verdict
    peak_kb: int


def inspect_apart(content_path: Path, name: str, *, wall_seconds: float = WALL_SECONDS) -> Verdict:
    """Judge a file as `inspect` does, in a limited process. A process that is stopped or fails means refused."""
    return look_apart(content_path, name, wall_seconds=wall_seconds).verdict


def look_apart(content_path: Path, name: str, *, wall_seconds: float = WALL_SECONDS) -> Look:
    """As `inspect_apart`, with the memory it took."""
    # Isolated, without site packages and without our environment: the standard library and the guard, nothing else.
    command = [sys.executable, "-I", "-S", "-B", "-c", _PROGRAM, str(_HOUSE), str(content_path.resolve()), name]
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={},
            cwd="/",
            timeout=wall_seconds,
            check=True,
        )
        answer = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError, ValueError):
        return Look(Verdict(ok=False, code="exhausted", sentence=SENTENCES["exhausted"]), 0)
    said = answer["verdict"]
    return Look(Verdict(**{**said, "notes": tuple(said["notes"])}), answer["peak_kb"])
