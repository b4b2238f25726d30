"""A worker that ends is begun anew, and ends for good when we do."""

import logging
import os
import sys

from lineofsight.cli.supervising import Supervised


def test_a_process_that_ends_by_itself_is_begun_anew_and_the_log_says_so(tmp_path, caplog):
    # Read from a pipe, so that nobody waits for a clock.
    pipe = tmp_path / "told"
    os.mkfifo(pipe)
    # Writes that it was begun, and dies of it.
    command = [sys.executable, "-c", f"open({str(pipe)!r}, 'w').write('begun'); raise SystemExit(3)"]
    worker = Supervised(command, pause=0.01)

    with caplog.at_level(logging.ERROR):
        worker.start()
        heard = []
        for _ in range(2):
            with open(pipe) as log:
                heard.append(log.read())
        worker.stop()

    assert heard == ["begun"] * 2
    assert worker.begun >= 2
    assert "ended with code 3 and is begun anew" in caplog.text


def test_control_one_that_goes_on_is_begun_once_and_ends_with_us(tmp_path):
    worker = Supervised([sys.executable, "-c", "import signal; signal.pause()"], pause=0.01)

    worker.start()
    worker.stop()

    assert worker.begun == 1
    assert worker._process is not None
    assert worker._process.poll() is not None
