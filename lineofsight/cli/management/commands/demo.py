"""./los demo: an invented partnership to walk through."""

import json
import shutil
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.db import connection, connections

from lineofsight.cli.command import OurCommand
from lineofsight.cli.demonstration.loading import load
from lineofsight.cli.management.commands.measure import day
from lineofsight.cli.management.commands.run import serve
from lineofsight.library.words import counted
from lineofsight.partnership import clock
from lineofsight.partnership.actor import job
from lineofsight.partnership.queries import today
from lineofsight.partnership.scope import scope
from lineofsight.program import program
from lineofsight.publication.queries.editions import find_edition
from lineofsight.publication.rebuilding import rebuild
from lineofsight.publication.writing import write_site
from lineofsight.trail.tables import bring_up_to_date
from lineofsight.version import VERSION


class Command(OurCommand):
    """Set the demonstration up once, build its Summary into a folder, and serve it."""

    help = "Set up an invented partnership, build its published Summary into out/, and serve it on this machine."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """[--port 8000] [--once] [--as-at DATE] [--out DIR]"""
        parser.add_argument("--port", type=int, default=8000, help="where to listen on this machine (8000)")
        parser.add_argument("--once", action="store_true", help="set up, build the Summary, and stop")
        parser.add_argument("--as-at", type=day, metavar="DATE", help="tell the story as at this day (today)")
        parser.add_argument("--out", default="out", metavar="DIR", help="where the Summary is built (out)")
        parser.add_argument("--prepare", action="store_true", help="only set up what is missing, and say nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        """Raises CommandError outside demonstration mode."""
        if not settings.IS_DEMONSTRATION:
            raise CommandError("The demonstration runs only in demonstration mode: unset LOS_MODE and DATABASE_URL.")
        loaded = self.set_up(as_at=options["as_at"])
        if options["prepare"]:
            return
        out = Path(options["out"])
        reader = job("demonstration", now=clock.now())
        with scope(reader, writes=False):
            edition = find_edition(reader, loaded["published"])
            if edition is None:
                raise CommandError("The demonstration was changed by hand. Take its folder away and run this again.")
            built = rebuild(edition, reader)
        if not built.is_well:
            raise CommandError(f"The published Summary cannot be built again: {', '.join(built.differing)} differ.")
        write_site(built.files, out)
        self.stdout.write(f"The demonstration stands as at {loaded['as_at']}. Everything in it is invented.")
        self._say_how_far_it_went_on(loaded)
        self.stdout.write(f"Published Summary: {out / 'index.html'} (edition {loaded['published']})")
        self.stdout.write(f"Next edition, not ready yet: {program()} gate {loaded['draft']}")
        if not options["once"]:
            self.stdout.write(f"Open http://127.0.0.1:{options['port']}/ and choose who to be. Ctrl+C stops.")
            connections.close_all()
            serve(port=options["port"], workers=1)

    def _say_how_far_it_went_on(self, loaded: dict[str, str]) -> None:
        gone_on = today(clock.now()) - date.fromisoformat(loaded["as_at"])
        if gone_on.days > 0:
            again = date.fromisoformat(loaded.get("told_on", loaded["as_at"])) + gone_on
            self.stdout.write(
                f"{counted(gone_on.days, 'day has', 'days have')} gone by since."
                f" To tell it anew, without what was done in it: {program()} demo --as-at {again}"
            )

    def set_up(self, *, as_at: date | None) -> dict[str, str]:
        """Make the database and load the story, unless that was done for the same day by this version."""
        mark, loaded = clock.mark(), clock.story()
        if loaded.get("version") == VERSION and as_at in (None, date.fromisoformat(loaded["as_at"])):
            bring_up_to_date()
            return loaded
        mark.unlink(missing_ok=True)
        _clear()
        bring_up_to_date()
        told_on = today(clock.now())
        as_at = as_at or told_on
        with _not_waiting_for_the_disk():
            first, second = load(as_at=as_at)
        loaded = {
            "version": VERSION,
            "as_at": as_at.isoformat(),
            "told_on": told_on.isoformat(),
            "published": first,
            "draft": second,
        }
        # Written last: a story that was not told to its end is told again.
        draft = mark.with_suffix(".new")
        draft.write_text(json.dumps(loaded))
        draft.rename(mark)
        return loaded


@contextmanager
def _not_waiting_for_the_disk() -> Iterator[None]:
    """Write to SQLite without a wait for the disk at each of some two thousand commits, and wait once at the end.

    Nothing is lost by it that would be kept: a story that was not told to its end is told again.
    """
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous = OFF")
        yield
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _clear() -> None:
    """Take away an earlier demonstration: its SQLite file and its uploads. Another database is never emptied."""
    if connection.vendor != "sqlite":
        return
    connections.close_all()
    database = Path(connection.settings_dict["NAME"])
    for path in (database, database.with_name(database.name + "-wal"), database.with_name(database.name + "-shm")):
        path.unlink(missing_ok=True)
    shutil.rmtree(settings.FILES_ROOT, ignore_errors=True)
    shutil.rmtree(settings.KEYS_ROOT, ignore_errors=True)
