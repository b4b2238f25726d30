"""Keep a process of ours alive: one that ends is begun anew, and the log says so."""

import logging
import subprocess
import threading
from collections.abc import Sequence

log = logging.getLogger("lineofsight.cli")
PAUSE = 5.0
# How long a process may take to end when it is asked to, before it is killed.
PATIENCE = 30.0


class Supervised:
    """A process that is begun anew whenever it ends by itself. `pause`: seconds between an end and the next start."""

    def __init__(self, command: Sequence[str], *, pause: float = PAUSE) -> None:
        self._command, self._pause = list(command), pause
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="supervisor", daemon=True)
        self._process: subprocess.Popen[bytes] | None = None
        self.begun = 0

    def start(self) -> None:
        """Begin."""
        self._begin()
        self._thread.start()

    def stop(self) -> None:
        """End the process, by force where it does not listen, and begin no other."""
        self._stopping.set()
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
        self._thread.join(PATIENCE)
        if self._process is not None and self._process.poll() is None:
            self._process.kill()
            self._thread.join()

    def _begin(self) -> None:
        # A session of its own: Ctrl+C is for us, and we end it in its own time.
        self._process = subprocess.Popen(self._command, start_new_session=True)
        self.begun += 1

    def _run(self) -> None:
        while self._process is not None:
            code = self._process.wait()
            if self._stopping.is_set():
                return
            log.error("the worker ended with code %s and is begun anew: look above for the reason", code)
            if self._stopping.wait(self._pause):
                return
            self._begin()
