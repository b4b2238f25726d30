"""What every test stands on: tables emptied quickly, a browser that is there or said to be missing."""

import os
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from functools import partial, wraps
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.db.backends.base.creation import BaseDatabaseCreation
from django.test import TransactionTestCase
from playwright.sync_api import Browser, Locator, sync_playwright
from whitenoise.middleware import WhiteNoiseMiddleware

from lineofsight.trail import triggers
from tests.browser import FLAGS, MISSING, find_chromium
from tests.journeys.product import Product, prepared
from tests.once import made_once, shared_folder
from tests.trail.places import Place, close, new_place

# What migrating itself writes, and no test does.
_STAY = {"django_content_type", "auth_permission", "django_site"}


@pytest.fixture(scope="session", autouse=True)
def tables_emptied_quickly() -> Iterator[None]:
    """Empty only the tables that hold rows after a test with real transactions.

    Django's own flush takes all of them, on PostgreSQL a second and more, and then builds the walls anew; and the
    append-only triggers would refuse it.
    """
    flush = TransactionTestCase._fixture_teardown
    TransactionTestCase._fixture_teardown = lambda _: _empty()
    yield
    TransactionTestCase._fixture_teardown = flush


def _drop(made: BaseDatabaseCreation, name: str, verbosity: int) -> None:
    """Drop the test database with whoever is still in it: a thread of a race keeps its connection for a while."""
    made.connection.close_pool()
    with made._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE {made.connection.ops.quote_name(name)} WITH (FORCE)")


if connection.vendor == "postgresql":
    # Of the one creation, for as long as the process lives: its end is after that of every fixture.
    connection.creation._destroy_test_db = partial(_drop, connection.creation)


def _empty() -> None:
    quoted = [connection.ops.quote_name(name) for name in connection.introspection.table_names() if name not in _STAY]
    asked = " UNION ALL ".join(
        f"SELECT {place} WHERE EXISTS (SELECT 1 FROM {name})"
        for place, name in enumerate(quoted)
        if name != '"django_migrations"'
    )
    with triggers.lifted() if connection.vendor == "sqlite" else nullcontext(), connection.cursor() as cursor:
        cursor.execute(asked)
        full = [quoted[place] for (place,) in cursor.fetchall()]
        with connection.constraint_checks_disabled():
            # PostgreSQL's way to leave triggers and foreign keys unasked; the tests are its superuser.
            deletes = [f"DELETE FROM {name}" for name in full]
            if connection.vendor == "postgresql":
                deletes = ["SET session_replication_role = replica", *deletes, "RESET session_replication_role"]
            for statement in deletes:
                cursor.execute(statement)


@pytest.fixture(scope="session", autouse=True)
def static_files_looked_up_once() -> Iterator[None]:
    """Keep the list of static files for each further client of a test, which would look all of them up again."""
    find, found = WhiteNoiseMiddleware.add_files_from_finders, {}

    def find_once(middleware: WhiteNoiseMiddleware) -> None:
        if not found:
            find(middleware)
            found.update(middleware.files)
        middleware.files.update(found)

    WhiteNoiseMiddleware.add_files_from_finders = find_once
    yield
    WhiteNoiseMiddleware.add_files_from_finders = find


@pytest.fixture(scope="module")
def new_installation(tmp_path_factory) -> Iterator[Callable[..., Place]]:
    """Makes installations of their own; their databases go when the tests of the module end."""
    made: list[Place] = []

    def make(kind: Callable[[Path], Place] = new_place) -> Place:
        made.append(kind(tmp_path_factory.mktemp("place")))
        return made[-1]

    yield make
    for place in made:
        close(place)


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> Product:
    """The demonstration as at the journeys' day, told once for all test processes: take a copy (`copied_to`)."""
    folder = shared_folder(tmp_path_factory, "told")
    with made_once(folder) as is_there:
        if not is_there:
            prepared(folder)
    return Product(folder)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium. Without one the test is skipped by name; where CI is set it fails."""
    found = find_chromium()
    if found:
        return found
    if os.environ.get("CI"):
        pytest.fail(MISSING)
    pytest.skip(MISSING)


def until_there(act: Callable[..., None]) -> Callable[..., None]:
    """A click or a key that opens a page ends when its words are there. Playwright's own end with the page's first
    byte, so that a slow machine is asked about a page without a body.
    """

    @wraps(act)
    def acted(locator: Locator, *given: Any, **named: Any) -> None:
        act(locator, *given, **named)
        locator.page.wait_for_load_state("domcontentloaded")

    return acted


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """The one browser of a test process: Playwright cannot be started a second time beside itself."""
    # Its event loop counts as running for all that this process does from now on, and Django would refuse its rows.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    Locator.click, Locator.press = until_there(Locator.click), until_there(Locator.press)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield started
        started.close()


@pytest.fixture(scope="session")
def is_long_run(request: pytest.FixtureRequest) -> bool:
    """True in `./los promises`: take the promise's whole number of kills, steps or cases, not the short one."""
    return bool(request.config.getoption("long"))
