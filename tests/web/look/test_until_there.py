"""A click ends when the page that it opens is there, also where its words come late."""

import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Browser, Locator

LATE = 0.5


class Slow(BaseHTTPRequestHandler):
    """A page with a link, and one whose body comes half a second after its head."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        if self.path == "/":
            self.wfile.write(b"<!doctype html><title>First</title><body><a href='/slow'>Go on</a>")
            return
        self.wfile.write(b"<!doctype html><title>Slow</title>")
        self.wfile.flush()
        time.sleep(LATE)
        self.wfile.write(b"<body><p>There")

    def log_message(self, *_: object) -> None:
        """Say nothing among the tests."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Slow)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def paragraphs_after(browser: Browser, address: str, click: Callable[[Locator], None]) -> int:
    page = browser.new_page()
    page.goto(address)
    click(page.get_by_role("link", name="Go on"))
    found = page.locator("p").count()
    page.close()
    return found


def test_a_click_waits_for_the_words_of_the_page_that_it_opens(browser, address):
    assert paragraphs_after(browser, address, Locator.click) == 1


def test_control_the_click_of_the_library_ends_before(browser, address):
    assert paragraphs_after(browser, address, Locator.click.__wrapped__) == 0
