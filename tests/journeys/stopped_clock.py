"""The product as a process of its own whose clock stands still at LOS_TEST_MOMENT, so that no day of a journey differs.

    python -m tests.journeys.stopped_clock COMMAND …      a command of ./los
    python -m tests.journeys.stopped_clock serve PORT     the service, one process
    python -m tests.journeys.stopped_clock tell DAY KEPT  the story, and what stood before its edition was published

The server imports this module too: it finds `application` here, made after the clock was stopped.
"""

import json
import os
import shutil
import sqlite3
import sys
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from lineofsight.settings.compiled import compiled_once

# Beside what is kept before it is published: the edition, {"ref", "day"}.
EDITION = "edition.json"
MOMENT = datetime.fromisoformat(os.environ["LOS_TEST_MOMENT"])
timezone.now = lambda: MOMENT
# Each server would compile two hundred templates again.
settings.TEMPLATES[0]["OPTIONS"]["bytecode_cache"] = compiled_once(settings.PACKAGE)


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


def tell(day: str, kept: Path) -> int:
    """Tell the story as at a day, and keep in `kept` what stands when its second edition is about to be published:
    the files, the database as it was committed, and in EDITION which edition and which day it is. Out: the exit code.
    """
    import django

    django.setup()
    from lineofsight.cli.demonstration import editions
    from lineofsight.cli.main import main

    publish = editions.publish

    def keep_and_publish(*, edition: Any, by: Any) -> Any:
        if edition.number == 2:
            told = Path(settings.LOS_DATA)
            shutil.copytree(told, kept, ignore=shutil.ignore_patterns("lineofsight.sqlite3*"))
            with (
                closing(sqlite3.connect(told / "lineofsight.sqlite3")) as database,
                closing(sqlite3.connect(kept / "lineofsight.sqlite3")) as copied,
            ):
                database.backup(copied)
            (kept / EDITION).write_text(json.dumps({"ref": edition.ref, "day": by.now.date().isoformat()}))
        return publish(edition=edition, by=by)

    editions.publish = keep_and_publish
    return main(["demo", "--prepare", "--as-at", day])


if __name__ != "__main__":
    from lineofsight.web.wsgi import application as application
elif sys.argv[1] == "serve":
    serve(int(sys.argv[2]))
elif sys.argv[1] == "tell":
    sys.exit(tell(sys.argv[2], Path(sys.argv[3])))
else:
    from lineofsight.cli.main import main

    sys.exit(main(sys.argv[1:]))
