"""One browser, one server, one demonstration for all journeys of a test process."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.axe import Stand
from tests.journeys.browsing import Window, window
from tests.journeys.product import Product, served


@pytest.fixture(scope="session")
def product(told: Product, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """The demonstration, served from a copy of this test process."""
    with served(told.copied_to(tmp_path_factory.mktemp("product") / "data")) as running:
        yield running


@pytest.fixture(scope="session")
def signed_in(browser: Browser, product: Product) -> Callable[[str, str], Any]:
    """Give the cookies of a role, after sending once the form that stands on the demonstration's page."""
    kept: dict[tuple[str, str], Any] = {}
    first = browser.new_context()
    page = first.new_page()
    page.goto(f"{product.address}/demo/")
    token = page.locator('input[name="csrfmiddlewaretoken"]').first.input_value()
    unsigned = first.storage_state()
    first.close()

    def cookies(role: str, agency: str) -> Any:
        if (role, agency) not in kept:
            context = browser.new_context(storage_state=unsigned)
            form = {"csrfmiddlewaretoken": token, "role": role, "agency": agency}
            answer = context.request.post(f"{product.address}/demo/become/", form=form, max_redirects=0)
            assert answer.status == 302, f"nobody is {role} of {agency}: {answer.status}"
            kept[role, agency] = context.storage_state()
            context.close()
        return kept[role, agency]

    return cookies


@pytest.fixture
def as_role(
    browser: Browser, product: Product, signed_in: Callable[[str, str], Any]
) -> Iterator[Callable[..., Window]]:
    """Open a window as somebody: `as_role("scrutineer", "scrutiny", width=375)`. Nobody for an empty role."""
    contexts = []

    def open_window(role: str = "", agency: str = "partnership", *, width: int = 1280, **options: Any) -> Window:
        state = signed_in(role, agency) if role else None
        context = browser.new_context(storage_state=state, viewport={"width": width, "height": 800}, **options)
        context.set_default_timeout(15_000)
        contexts.append(context)
        return window(context, product.address)

    yield open_window
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def stand(browser: Browser, product: Product) -> Iterator[Stand]:
    """Where axe looks at pages that were only opened."""
    made = Stand(browser, f"{product.address}/help")
    yield made
    made.end()


@pytest.fixture(scope="session")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for the files that people upload."""
    return tmp_path_factory.mktemp("papers")
