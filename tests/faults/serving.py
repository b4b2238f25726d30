"""The shipped server as a process of its own: `./los run` with its workers, its sealer and its worker for jobs."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# How many tenths of a second a server may take to answer for the first time on a busy machine.
PATIENCE = 1_800


class NotServed(RuntimeError):
    """The server ended, or never answered. The sentence holds what it said."""


@dataclass(frozen=True)
class Served:
    """A server that answers at `port`. `group`: the number of its processes' group. `log`: what it said."""

    port: int
    group: int
    log: Path

    def processor_seconds(self) -> float:
        """The processor time that its processes have taken up to now."""
        spent = 0
        for stat in Path("/proc").glob("[0-9]*/stat"):
            with contextlib.suppress(OSError):
                facts = stat.read_text().rpartition(")")[2].split()
                if int(facts[2]) == self.group:
                    spent += int(facts[11]) + int(facts[12])
        return spent / os.sysconf("SC_CLK_TCK")


def settings_of(data: Path, *, database: str = "") -> dict[str, str]:
    """What a process of a demonstration in `data` is told."""
    strange = ("LOS_", "DATABASE", "DJANGO", "PYTEST")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(strange)}
    told = {"DJANGO_SETTINGS_MODULE": "lineofsight.settings", "LOS_MODE": "demonstration", "LOS_DATA": str(data)}
    return kept | told | ({"DATABASE_URL": database} if database else {})


def free_port() -> int:
    """A port that nobody listens at."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def run_command(port: int) -> list[str]:
    """`./los run`, as it is shipped."""
    return [sys.executable, "-m", "lineofsight.cli.main", "run", "--port", str(port)]


@contextmanager
def served(command: Sequence[str], *, port: int, environment: Mapping[str, str], log: Path) -> Iterator[Served]:
    """Serve by `command` until the block ends. Raises NotServed."""
    with open(log, "wb") as said:
        process = subprocess.Popen(
            command, cwd=ROOT, env=dict(environment), stdout=said, stderr=said, start_new_session=True
        )
    try:
        _wait_for(process, port, log)
        yield Served(port, process.pid, log)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(timeout=60)
        finally:
            # What does not end is told as that, and is not left behind with its connections.
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


def _wait_for(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    for _ in range(PATIENCE):
        with contextlib.suppress(urllib.error.URLError, ConnectionError):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=30).close()
            return
        try:
            process.wait(timeout=0.1)
        except subprocess.TimeoutExpired:
            continue
        break
    raise NotServed(f"The server did not answer: {log.read_text(errors='replace')[-2000:]}")


def wait_seconds(seconds: float) -> None:
    """Let a crowd work for so long."""
    time.sleep(seconds)
