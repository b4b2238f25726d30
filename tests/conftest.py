"""What every test stands on: the triggers lifted for Django's flush, a browser that is there or said to be missing."""

import os
from collections.abc import Iterator

import pytest
from django.test import TransactionTestCase
from playwright.sync_api import Browser, sync_playwright

from lineofsight.trail import triggers
from tests.browser import FLAGS, MISSING, find_chromium


@pytest.fixture(scope="session", autouse=True)
def flush_with_triggers_lifted() -> Iterator[None]:
    """Django empties the tables after a test with real transactions; the append-only triggers would refuse that."""
    flush = TransactionTestCase._fixture_teardown

    def lifted_flush(self: TransactionTestCase) -> None:
        with triggers.lifted():
            flush(self)

    TransactionTestCase._fixture_teardown = lifted_flush
    yield
    TransactionTestCase._fixture_teardown = flush


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium. Without one the test is skipped by name; where CI is set it fails."""
    found = find_chromium()
    if found:
        return found
    if os.environ.get("CI"):
        pytest.fail(MISSING)
    pytest.skip(MISSING)


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """The one browser of a test process: Playwright cannot be started a second time beside itself."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield started
        started.close()


@pytest.fixture(scope="session")
def is_long_run(request: pytest.FixtureRequest) -> bool:
    """True in `./los promises`: take the promise's whole number of kills, steps or cases, not the short one."""
    return bool(request.config.getoption("long"))
