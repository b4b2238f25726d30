"""Where the focus goes after htmx has swapped something in. The answers are given by the test, not by a server."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.web.look.gallery import served

LIST = '<div id="list"><h2>14 actions</h2><a href="/next">An action</a></div>'
SUMMARY = (
    '<div id="list"><div class="govuk-error-summary" tabindex="-1"><h2>There is a problem</h2></div><h2>Form</h2></div>'
)
NEXT_ROW = '<div id="list"><h2>Rows</h2><a href="/a">First</a><a href="/b" data-los-focus id="b">Second</a></div>'
SAME_BUTTON = '<div id="list"><h2>Rows</h2><button id="go" hx-get="/answer" hx-target="#list">Go</button></div>'
START = """
<div id="list"><h2>Before</h2><button id="go" hx-get="/answer" hx-target="#list" hx-swap="outerHTML">Go</button></div>
<textarea id="typing" aria-label="Text"></textarea>
<button id="outside" hx-get="/answer" hx-target="#list" hx-swap="outerHTML">Outside</button>
"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with served() as address:
        opened = browser.new_page()
        opened.goto(address + "trace-empty.html")
        opened.evaluate(
            "html => { document.querySelector('main').innerHTML = html; htmx.process(document.body) }", START
        )
        yield opened
        opened.close()


def swap(page: Page, answer: str, press: str = "#go", status: int = 200) -> None:
    page.route("**/answer", lambda route: route.fulfill(status=status, content_type="text/html", body=answer))
    page.evaluate(
        "document.addEventListener('htmx:afterSettle', () => document.documentElement.dataset.settled = 'yes')"
    )
    page.focus(press)
    page.keyboard.press("Enter")
    page.wait_for_selector("html[data-settled]")


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id || document.activeElement.innerText"))


def test_when_the_control_is_gone_the_heading_of_what_came_takes_the_focus(page: Page):
    swap(page, LIST)

    assert focused(page) == "14 actions"


def test_when_the_control_is_still_there_it_keeps_the_focus(page: Page):
    swap(page, SAME_BUTTON)

    assert focused(page) == "go"


def test_a_form_with_errors_gives_the_focus_to_its_summary(page: Page):
    swap(page, SUMMARY, status=422)

    assert focused(page) == "There is a problem"


def test_the_server_may_name_the_next_row(page: Page):
    swap(page, NEXT_ROW)

    assert focused(page) == "b"


def test_a_swap_elsewhere_does_not_move_the_focus(page: Page):
    swap(page, LIST, press="#outside")

    assert focused(page) == "outside"


def test_without_our_file_the_focus_would_be_lost(browser: Browser):
    with served() as address:
        page = browser.new_page()
        page.route("**/focus.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
        page.goto(address + "trace-empty.html")
        page.evaluate("html => { document.querySelector('main').innerHTML = html; htmx.process(document.body) }", START)

        swap(page, LIST)

        assert page.evaluate("document.activeElement === document.body")
        page.close()


def test_htmx_keeps_our_settings(page: Page):
    settings = page.evaluate(
        "[htmx.config.allowEval, htmx.config.includeIndicatorStyles, htmx.config.historyCacheSize]"
    )

    assert settings == [False, False, 0]
