"""A process that keeps a file and is killed on the way. `python -m tests.files.killed <step>` with LOS_DATA set.

Steps: `prepare` makes the database; `stored` dies when the file stands and no row is written; `written` dies when the
row is written and not committed; `row-first` is the deliberate fault: it commits the row and dies before the file
stands; `whole` lives.
"""

import io
import os
import signal
import sys
from datetime import UTC, datetime
from typing import Any

import django

NOW = datetime(2026, 6, 22, 9, 0, tzinfo=UTC)
CONTENT = b"Plans are read aloud to children.\n"


def die(*_: Any, **__: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def prepare() -> None:
    from lineofsight.partnership.models import Agency

    Agency.objects.create(code="northmoor", name="Northmoor Council", kind="council")


def keep(step: str) -> None:
    from lineofsight.files import actions, store
    from lineofsight.partnership.actor import Actor
    from lineofsight.partnership.models import Agency
    from lineofsight.partnership.rules import Role

    agency = Agency.objects.get()
    by = Actor(ref="person", roles=frozenset({Role.CONTRIBUTOR}), now=NOW, agency_id=agency.pk, agency_code=agency.code)
    if step == "stored":
        actions._write = die  # type: ignore[assignment]
    elif step == "written":
        actions.record = die  # type: ignore[assignment]
    elif step == "row-first":
        store.Store.keep = lambda self, incoming: _row_first(incoming, agency, by)  # type: ignore[assignment, method-assign]
    actions.keep_file(content=io.BytesIO(CONTENT), name="minutes.txt", agency=agency, by=by)


def _row_first(incoming: Any, agency: Any, by: Any) -> None:
    from lineofsight.files import actions
    from lineofsight.files.guard.verdict import TEXT, Verdict
    from lineofsight.partnership.rules import Audience

    # It is looked at again as its row is written, so the fault takes that away as well.
    actions._refuse_missing = lambda sha256: None
    taken = Verdict(ok=True, media_type=TEXT)
    actions._write(incoming, taken, name="minutes.txt", agency=agency, by=by, audience=Audience.OWN)
    die()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lineofsight.settings.test")
    django.setup()
    asked = sys.argv[1]
    if asked == "prepare":
        prepare()
    else:
        keep(asked)
