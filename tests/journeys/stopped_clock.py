"""The product as a process of its own whose clock stands still at LOS_TEST_MOMENT, so that no day of a journey differs.

    python -m tests.journeys.stopped_clock COMMAND …      a command of ./los
    python -m tests.journeys.stopped_clock serve PORT     the service, one process

The server imports this module too: it finds `application` here, made after the clock was stopped.
"""

import os
import sys
from datetime import datetime

from django.utils import timezone

MOMENT = datetime.fromisoformat(os.environ["LOS_TEST_MOMENT"])
timezone.now = lambda: MOMENT


def serve(port: int) -> None:
    """Serve until the process is ended. It ends with whoever started it: its standard input closes then."""
    from granian import Granian
    from granian.constants import Interfaces

    Granian(
        "tests.journeys.stopped_clock:application",
        address="127.0.0.1",
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=4,
        websockets=False,
        log_access=False,
        log_enabled=False,
    ).serve()


if __name__ != "__main__":
    from lineofsight.web.wsgi import application as application
elif sys.argv[1] == "serve":
    serve(int(sys.argv[2]))
else:
    from lineofsight.cli.main import main

    sys.exit(main(sys.argv[1:]))
