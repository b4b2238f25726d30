"""Which database a test run works on: `--database sqlite` (the default) or `--database postgres`.

A pytest plugin and no conftest, because the settings are read before any conftest is.
"""

import argparse
import atexit
import os
import shutil
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest

from tests.postgres import NoPostgres, start

HERE = Path(__file__).resolve().parent
# Folders of tests that use no database of the run: the PostgreSQL pass does not even read them.
WITHOUT_DATABASE = (
    *("faults", "house", "intake", "journeys", "library", "packs", "spec", "web/look"),
    *("publication/editing", "publication/pure"),
)

# Below those folders: what serves the product, and is walked on a database of the run's server as well.
WALKED_ON_BOTH = ("journeys/test_systems.py",)


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("line of sight")
    group.addoption("--database", choices=["sqlite", "postgres"], default="sqlite", help="the database to test on")
    group.addoption("--long", action="store_true", help="the promises' whole length: many kills, many steps")


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(args: list[str]) -> None:
    """Set the environment before Django's settings are read. The workers of xdist inherit it, but for the folder."""
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if worker:
        os.environ["LOS_DATA"] = os.path.join(os.environ["LOS_DATA"], worker)
        return
    if "LOS_DATA" not in os.environ:
        folder = os.environ["LOS_DATA"] = tempfile.mkdtemp(prefix="lineofsight-test-")
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
    address = os.environ.pop("DATABASE_URL", "")
    os.environ.pop("LOS_TEST_POSTGRES", None)
    if wanted(args) == "sqlite":
        return
    if not address.startswith("postgres"):
        try:
            server = start()
        except NoPostgres as trouble:
            raise pytest.UsageError(str(trouble)) from None
        # Not at the end of pytest's own session, which a broken settings file never reaches.
        atexit.register(server.stop)
        address = server.url
    os.environ["DATABASE_URL"] = address
    # Where the served product of the journeys makes a database of its own (tests/journeys/product.py).
    os.environ["LOS_TEST_POSTGRES"] = address


def wanted(args: Sequence[str]) -> str:
    """The database that the arguments of pytest ask for."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--database", default="sqlite")
    return str(parser.parse_known_args(list(args))[0].database)


def pytest_report_header(config: pytest.Config) -> str:
    return f"database: {config.getoption('database')}"


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave out what cannot have a test for PostgreSQL; reading all tests takes each process many seconds."""
    return (config.getoption("database") == "postgres" and is_without_database(collection_path)) or None


def is_without_database(path: Path) -> bool:
    """Whether a path lies in a folder whose tests use no database; what is walked on both is left there."""
    return _is_below(path, WITHOUT_DATABASE) and not _is_on_the_way(path, WALKED_ON_BOTH)


@cache
def _is_below(path: Path, folders: tuple[str, ...]) -> bool:
    return any(path.is_relative_to(HERE / folder) for folder in folders)


@cache
def _is_on_the_way(path: Path, files: tuple[str, ...]) -> bool:
    return any((HERE / file).is_relative_to(path) for file in files)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave each pass what is its own; whatever uses the database holds on both unless it gives a reason."""
    kept, left = [], []
    for item in items:
        if uses_database(item) and not item.get_closest_marker("sqlite_only"):
            item.add_marker("both_databases")
            if is_without_database(item.path):
                raise pytest.UsageError(f"{item.nodeid} uses the database: WITHOUT_DATABASE in tests/databases.py")
        (kept if belongs(item, config) else left).append(item)
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = kept


def uses_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(fixtures & {"db", "transactional_db"})


def is_for_length(item: pytest.Item) -> bool:
    """Whether a test runs on PostgreSQL at length only: its file carries the mark and does not name it."""
    mark = item.get_closest_marker("postgres_at_length")
    return mark is not None and getattr(item, "originalname", item.name) not in mark.kwargs["but"]


def belongs(item: pytest.Item, config: pytest.Config) -> bool:
    if item.get_closest_marker("long") and not config.getoption("long"):
        return False
    if config.getoption("database") == "postgres":
        if is_for_length(item) and not config.getoption("long"):
            return False
        return bool(item.get_closest_marker("both_databases") or item.get_closest_marker("postgres_only"))
    return not item.get_closest_marker("postgres_only")
