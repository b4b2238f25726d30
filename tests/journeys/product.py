"""The product on a demonstration of its own: its commands, its server, its database and its day.

In the PostgreSQL pass that database is one of the run's server, named by the folder of the data.
"""

import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from django.db import connections
from psycopg import sql

ROOT = Path(__file__).resolve().parents[2]
# The PostgreSQL server of this run (tests/databases.py); "" where the run is on SQLite.
SERVER = os.environ.get("LOS_TEST_POSTGRES", "")
# The day that the story is told as at. On PostgreSQL it is the one on which the clocks go forward: each telling shows
# two things, that the story can be told on a database and that it can be told as at a day (docs/decisions/0243).
DAYS = {"sqlite": "2026-06-22", "postgres": "2027-03-28"}
DAY = DAYS["postgres" if SERVER else "sqlite"]
# 2:32pm in London, after everything that the story tells of that day.
MOMENT = f"{DAY}T13:32:00+00:00"
# How long a server may take to answer for the first time, in tenths of a second.
PATIENCE = 600


class NotServed(RuntimeError):
    """The server ended, or never answered. The sentence says what it said."""


@dataclass(frozen=True)
class Product:
    """One installation in demonstration mode: the folder of its data, and its address ("" when it is not served)."""

    folder: Path
    address: str = ""

    @property
    def database(self) -> str:
        """Its name on the PostgreSQL server of this run; "" where there is none, and it stands in its folder."""
        return f"journeys_{sha256(str(self.folder).encode()).hexdigest()[:16]}" if SERVER else ""

    def environment(self) -> dict[str, str]:
        """What its processes are told."""
        kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "LOS_SHELF"}}
        if self.database:
            kept["DATABASE_URL"] = urlunsplit(urlsplit(SERVER)._replace(path=f"/{self.database}"))
        return kept | {
            "LOS_MODE": "demonstration",
            "LOS_DATA": str(self.folder),
            "LOS_TEST_MOMENT": MOMENT,
            "LOS_SECRET_KEY": "only-for-journeys-" * 4,
            "DJANGO_SETTINGS_MODULE": "lineofsight.settings",
        }

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a command of `./los` on it, at its moment."""
        command = [sys.executable, "-m", "tests.journeys.stopped_clock", *arguments]
        return subprocess.run(command, cwd=ROOT, env=self.environment(), capture_output=True, text=True, check=False)

    def story(self) -> dict[str, str]:
        """The references of the published edition and of the draft: {"published", "draft", "as_at", "version"}."""
        return json.loads((self.folder / "demonstration.json").read_text())

    def rows(self, question: str, *values: str) -> list[tuple]:
        """Rows of its database, read beside the server. Of SQLite alone: the pages of both are found by role."""
        with closing(sqlite3.connect(f"file:{self.folder / 'lineofsight.sqlite3'}?mode=ro", uri=True)) as database:
            return database.execute(question, values).fetchall()

    def copied_to(self, folder: Path) -> "Product":
        """The same installation, not served, in another folder."""
        shutil.copytree(self.folder, folder)
        copied = Product(folder)
        _create(copied, like=self.database)
        return copied

    @contextmanager
    def opened(self) -> Iterator[None]:
        """Let Django ask its database, in this process, instead of the one of the tests, until the block ends."""
        own, opened = connections["default"], connections["default"].copy()
        opened.settings_dict["NAME"] = self.database or str(self.folder / "lineofsight.sqlite3")
        # The pool goes by Django's name for a database and not by where it is: it would lend the tests' own.
        opened.settings_dict["OPTIONS"].pop("pool", None)
        connections["default"] = opened
        try:
            yield
        finally:
            opened.close()
            connections["default"] = own


def _create(product: Product, *, like: str = "template1") -> None:
    """Give it a database of its own, with what another holds; none where it keeps its rows in its folder."""
    if product.database:
        with psycopg.connect(SERVER, autocommit=True) as server:
            made = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
            server.execute(made.format(sql.Identifier(product.database), sql.Identifier(like)))


def unpublished(told: Path) -> Path:
    """Where that lies which stood when the second edition of a story was approved and not yet published."""
    return told.with_name(f"{told.name}-unpublished")


def prepared(folder: Path) -> Product:
    """Tell the demonstration's story as at the journeys' day, into an empty folder.

    On SQLite what stood before its second edition was published is kept too, in the folder that `unpublished` names.
    """
    product = Product(folder)
    _create(product)
    shutil.rmtree(unpublished(folder), ignore_errors=True)
    if product.database:
        done = product.run("demo", "--prepare", "--as-at", DAY)
    else:
        done = product.run("tell", DAY, str(unpublished(folder)))
    if done.returncode:
        raise NotServed(done.stdout + done.stderr)
    return product


@contextmanager
def served(product: Product) -> Iterator[Product]:
    """Serve it at a free port until the block ends."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "tests.journeys.stopped_clock", "serve", str(port)]
    said = product.folder / "server.log"
    with open(said, "wb") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=product.environment(), stdout=log, stderr=log)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(process, address, said)
        yield Product(product.folder, address)
    finally:
        process.terminate()
        process.wait(timeout=30)


def _wait_for(process: subprocess.Popen, address: str, said: Path) -> None:
    for _ in range(PATIENCE):
        try:
            with urllib.request.urlopen(f"{address}/health", timeout=30):
                return
        except urllib.error.URLError:
            pass
        try:
            process.wait(timeout=0.1)
        except subprocess.TimeoutExpired:
            continue
        break
    raise NotServed(f"The server did not answer: {said.read_text(errors='replace')}")
