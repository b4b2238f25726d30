"""Whoever stops the service is not kept waiting by a process of the server that does not hear it."""

import os
import signal
from collections.abc import Sequence
from pathlib import Path

from lineofsight.cli.management.commands.run import server_command
from tests.faults.killing import Place
from tests.faults.serving import free_port, served, settings_of, wait_seconds

SECONDS = 1


def children_of(pid: int) -> list[int]:
    """The processes that a process has begun."""
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def has_ended(pid: int) -> bool:
    """Whether a process of ours has ended; nobody has asked yet with what."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"


def stops(command: Sequence[str], place: Place, port: int) -> bool:
    """Whether a server ends when it is told to, though one of its processes hears nothing any more."""
    with served(command, port=port, environment=settings_of(place.data), log=place.data.parent / "deaf.log") as server:
        deaf = children_of(server.group)[0]
        os.kill(deaf, signal.SIGSTOP)
        os.kill(server.group, signal.SIGTERM)
        for _ in range(16 * SECONDS):
            if has_ended(server.group):
                return True
            wait_seconds(0.25)
        os.killpg(server.group, signal.SIGKILL)
        return False


def test_a_process_of_the_server_that_hears_nothing_is_ended(place: Place):
    port = free_port()

    assert stops(server_command(port=port, workers=2, seconds_to_end=SECONDS), place, port)


def test_control_without_that_the_server_waits_for_it(place: Place):
    port = free_port()
    command = server_command(port=port, workers=2, seconds_to_end=SECONDS)
    at = command.index("--workers-kill-timeout")

    assert not stops([*command[:at], *command[at + 2 :]], place, port)
