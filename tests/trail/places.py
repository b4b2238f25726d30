"""An installation of its own for a test: a data folder, a database, and commands that run in a process of their own."""

import atexit
import contextlib
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from django.db import connection
from psycopg.errors import DuplicateObject, UniqueViolation

ROOT = Path(__file__).resolve().parent.parent.parent
SETTING_UP = "import django; django.setup()\n"


@dataclass(frozen=True)
class Place:
    """One installation. `url` is empty for SQLite."""

    folder: Path
    url: str = ""

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """One management command; what it printed and how it ended."""
        return self._python("-m", "django", *command)

    def done(self, *command: str) -> str:
        """What a command printed that has to succeed."""
        answer = self.run(*command)
        assert answer.returncode == 0, answer.stderr
        return answer.stdout

    def script(self, code: str) -> str:
        """What a small program printed that ran with our settings."""
        answer = self._python("-c", SETTING_UP + code)
        assert answer.returncode == 0, answer.stderr
        return answer.stdout

    def _python(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "LOS_DATA": str(self.folder), "PYTHONPATH": str(ROOT), "DATABASE_URL": self.url}
        return subprocess.run([sys.executable, *arguments], env=environment, cwd=ROOT, capture_output=True, text=True)


def new_place(folder: Path, *, like: Place | None = None) -> Place:
    """A place with nothing in it, on the database of this test run. `close` removes what lies outside the folder.

    `like`: with the database of that place, which nobody has open.
    """
    if connection.vendor != "postgresql":
        for path in like.folder.glob("lineofsight.sqlite3*") if like else ():
            shutil.copy(path, folder)
        return Place(folder)
    name = f"place_{abs(hash(str(folder))) % 10**9}"
    template = f' TEMPLATE "{_name(like)}"' if like else ""
    with _server() as server:
        server.execute(f'DROP DATABASE IF EXISTS "{name}"')
        server.execute(f'CREATE DATABASE "{name}"{template}')
    return Place(folder, urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}")))


def migrated_place(folder: Path) -> Place:
    """A place that has every table: made once for all places of a test process, which then take a copy."""
    return new_place(folder, like=_migrated())


@cache
def _migrated() -> Place:
    folder = Path(os.environ["LOS_DATA"]) / "migrated"
    folder.mkdir(parents=True)
    place = new_place(folder)
    atexit.register(close, place)
    place.script("from lineofsight.trail.tables import bring_up_to_date; bring_up_to_date()")
    return place


def close(place: Place) -> None:
    """Remove the database that `new_place` made."""
    if place.url:
        with _server() as server:
            server.execute(f'DROP DATABASE IF EXISTS "{_name(place)}" WITH (FORCE)')


def make_roles(place: Place) -> None:
    """Make the roles of the how-to for PostgreSQL, word for word; the first of them gets the database."""
    if not place.url:
        return
    lines = (ROOT / "docs/how-to/set-up-postgresql.md").read_text().splitlines()
    roles = [line.strip() for line in lines if line.strip().startswith("CREATE ROLE ")]
    assert len(roles) == 4
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
        for line in roles:
            # They belong to the whole server: another process of this run may have made them.
            with contextlib.suppress(DuplicateObject, UniqueViolation):
                server.execute(line)
        server.execute(f'ALTER DATABASE "{urlsplit(place.url).path[1:]}" OWNER TO lineofsight_owner')


def signed_in_as(place: Place, role: str) -> Place:
    """The same place, reached as one of the roles of the how-to; on SQLite as it is."""
    if not place.url:
        return place
    parts = urlsplit(place.url)
    return replace(place, url=urlunsplit(parts._replace(netloc=f"{role}:…@")))


def _name(place: Place) -> str:
    return urlsplit(place.url).path[1:]


def _server() -> psycopg.Connection:
    return psycopg.connect(os.environ["DATABASE_URL"], autocommit=True)
