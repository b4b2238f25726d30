"""Processes that run commands of ours one after another, and die by SIGKILL at a step that they are told.

A step is whatever can be torn: an SQL statement as the database gets it (BEGIN and COMMIT among them), a file opened
for writing, a rename, a folder made or taken away. Steps are counted, not timed, so that a kill hits the same place on
a slow machine and a fast one.

Started by `tests.faults.killing` as one process that has everything loaded and forks a new one for each order: what
dies is a whole process with a database connection of its own, and nobody waits for Django to start sixty times.
"""

import contextlib
import io
import json
import os
import signal
import sys
import traceback
from pathlib import Path
from typing import Any

FILE_STEPS = {"os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.link"}


class Steps:
    """Counts the steps of this process, and ends it at number `dies_at`."""

    def __init__(self, dies_at: int | None) -> None:
        self.taken, self.dies_at, self.counts = 0, dies_at, False

    def step(self, *_: object) -> None:
        if not self.counts:
            return
        self.taken += 1
        if self.taken == self.dies_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def of_files(self, event: str, arguments: tuple[Any, ...]) -> None:
        opens_to_write = event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
        if event in FILE_STEPS or opens_to_write:
            self.step()


def watch(steps: Steps) -> None:
    """Let every statement and every change of a file be a step."""
    from django.db.backends.signals import connection_created

    sys.addaudithook(steps.of_files)
    connection_created.connect(
        lambda connection, **_: connection.connection.set_trace_callback(steps.step), weak=False, dispatch_uid="steps"
    )


def without_transactions() -> None:
    """The deliberate fault: every statement is committed by itself, and nobody notices."""
    from django.db import connection
    from django.db.transaction import Atomic

    def enter(self: Atomic) -> None:
        connection.ensure_connection()
        connection.in_atomic_block = True

    Atomic.__enter__ = enter  # type: ignore[method-assign]
    Atomic.__exit__ = lambda self, *_: None  # type: ignore[method-assign]


def run(command: list[str], steps: Steps) -> dict[str, Any]:
    """One command as a person types it, with what it said and how it ended."""
    from lineofsight.cli.main import main

    said, complained = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(complained):
        steps.taken, steps.counts = 0, True
        try:
            code = main(command)
        except SystemExit as end:
            code = int(end.code or 0)
        steps.counts = False
    return {"code": code, "out": said.getvalue(), "err": complained.getvalue(), "steps": steps.taken}


def answer(order: dict[str, Any]) -> Any:
    """Do what `tests.faults.killing` asks: {"commands": […], "dies_at": …, "autocommit": …}."""
    steps = Steps(order.get("dies_at"))
    watch(steps)
    if order.get("autocommit"):
        without_transactions()
    return [run(command, steps) for command in order["commands"]]


def load_everything(report: Path) -> None:
    """What every command would load first; no database is opened, so that each fork opens its own."""
    import django

    django.setup()
    import lineofsight.cli.main
    import lineofsight.web.urls  # noqa: F401
    from lineofsight.assurance.shelf import shelf
    from lineofsight.cli.management.commands import import_summary, publish, rebuild, verify  # noqa: F401
    from lineofsight.intake.understand import read_document

    read_document(report)
    shelf()


def do(line: str) -> dict[str, Any]:
    """Fork a process for one order. Out: its answer, or the number of the signal that ended it."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            text = json.dumps(answer(json.loads(line)))
        except BaseException:  # noqa: BLE001  (told to the test, which fails with it)
            text = json.dumps({"trouble": traceback.format_exc()})
        with os.fdopen(writing, "w") as pipe:
            pipe.write(text)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        text = pipe.read()
    _, status = os.waitpid(child, 0)
    return {"killed": os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0, "answer": json.loads(text or "null")}


if __name__ == "__main__":
    load_everything(Path(sys.argv[1]))
    for order in sys.stdin:
        print(json.dumps(do(order)), flush=True)
