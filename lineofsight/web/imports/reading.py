"""Read a long file while its page refreshes itself. All that is known of it stands in the database.

A reading that dies with its process falls silent there; its page says so and offers to read again.
"""

import logging
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import connections

from lineofsight.assurance.actions import imports
from lineofsight.assurance.queries.imports import find_import
from lineofsight.assurance.rules.imports import ImportKind
from lineofsight.assurance.sources import READ, Stopped
from lineofsight.intake.readers.guard import Unreadable
from lineofsight.partnership import clock
from lineofsight.partnership.actor import Actor, job
from lineofsight.partnership.scope import scope

log = logging.getLogger("lineofsight.web")
BEAT = 2.0
GENERAL = "We could not read this file. Save it again, or ask for it as a Word or Excel file, and try again."


@dataclass
class Progress:
    """How far a reading is, and whether somebody stopped it. One thread writes each."""

    done: int = 0
    of: int = 0
    stopped: threading.Event = field(default_factory=threading.Event)

    def tell(self, done: int, of: int) -> None:
        """Taken by the reader as it goes from page to page."""
        self.done, self.of = done, of


@contextmanager
def _as_reader() -> Iterator[Actor]:
    actor = job("read", now=clock.now())
    with scope(actor, writes=True):
        yield actor


def begin(ref: str) -> None:
    """Read in the background. Called once what it reads is committed."""
    threading.Thread(target=read_apart, args=(ref,), name=f"read {ref}", daemon=True).start()


def read_apart(ref: str, *, beat: float = BEAT) -> None:
    """Read the file of an import, telling every `beat` seconds how far it is, and keep what was read."""
    progress = Progress()
    try:
        with _as_reader() as actor:
            row = find_import(actor, ref)
        if row is None:
            return
        with ThreadPoolExecutor(1) as pool:
            read = READ[ImportKind(row.kind)]
            coming = pool.submit(read, row.held, on_progress=progress.tell, is_cancelled=progress.stopped.is_set)
            while not coming.done():
                with _as_reader() as actor:
                    if not imports.note_progress(ref=ref, done=progress.done, of=progress.of, at=actor.now):
                        progress.stopped.set()
                try:
                    coming.exception(timeout=beat)
                except NotYet:
                    continue
            document = coming.result()
        with _as_reader() as actor:
            imports.finish_reading(ref=ref, document=document, by=actor)
    except Stopped:
        return
    except Unreadable as trouble:
        _fail(ref, str(trouble))
    except Exception:
        # Whatever it is: the person is told, and the service goes on.
        log.exception("an import could not be read: %s", ref)
        _fail(ref, GENERAL)
    finally:
        connections.close_all()


def _fail(ref: str, sentence: str) -> None:
    with _as_reader() as actor:
        imports.fail_reading(ref=ref, sentence=sentence, by=actor)
