"""A stop that comes while the server still starts is obeyed."""

import subprocess
import sys
import threading

import pytest

from lineofsight.cli.management.commands.run import ended

# A server that does not hear the first two times.
DEAF = """
import signal, sys, time
heard = []
signal.signal(signal.SIGTERM, lambda *_: heard.append(1) if len(heard) < 2 else sys.exit(0))
print("up", flush=True)
time.sleep(60)
"""


@pytest.fixture
def server():
    process = subprocess.Popen([sys.executable, "-c", DEAF], stdout=subprocess.PIPE)
    process.stdout.readline()
    yield process
    process.kill()
    process.communicate()


def test_it_is_told_again_until_it_ends(server):
    stop = threading.Event()
    stop.set()

    assert ended(server, stop) == 0


def test_control_told_once_it_goes_on(server):
    server.terminate()

    with pytest.raises(subprocess.TimeoutExpired):
        server.wait(timeout=1)
