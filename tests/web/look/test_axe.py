"""Words that are drawn alike are measured once, and no pale word is missed; a page put up has its faults."""

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, Page

from tests.axe import SCRIPT, Stand, faults, kept, of_distinct_words

PAGE = """<!doctype html><html lang="en-GB"><title>A page</title><style>
    body { background: #fff; color: #0b0c0c; position: relative }
    .pale { color: #ccc } .dark { background: #222; height: 40px; position: relative }
    .over { position: absolute; top: 5px }
    .quiet { opacity: 0.3 }
</style><main><h1>A page</h1>%s</main>"""
ALIKE = "<p>These words are drawn like the others.</p>" * 40
PALE = {
    "words of a pale class": '<p class="pale">Here</p>',
    "plain words in a dark box": '<div class="dark"><p>Here</p></div>',
    "a link in a pale sentence": '<p class="pale"><span>Here</span></p>',
    "words in something that is half seen": '<div class="quiet"><p>Here</p></div>',
    "words that are moved over a dark box": '<div class="dark"><p class="over">Here</p></div>',
    "words in a field": '<input aria-label="A field" class="pale" value="Here">',
    "a pale word in a plain sentence": '<p>Not <b style="color: #ccc">here</b></p>',
    "a pale word that says so itself": '<p style="color: #ccc">Here</p>',
}


@pytest.mark.parametrize("pale", PALE.values(), ids=list(PALE))
def test_a_pale_word_among_many_is_found_as_axe_finds_it_on_the_whole_page(browser: Browser, pale: str):
    page = browser.new_page()
    page.set_content(PAGE % (ALIKE + pale + ALIKE))

    found = faults(page)
    whole = page.evaluate(
        "axe.run({runOnly: ['color-contrast']}).then(found => found.violations.flatMap(one => one.nodes).length)"
    )
    page.close()

    assert len(found) == whole == 1
    assert found[0].startswith("color-contrast: ")


LINKS = """<style>a { color: #003078 } .bare { text-decoration: none }</style>
    <p><a class="bare" href="#">A link by itself</a></p><p>Read <a href="#">the plan</a> first.</p>%s"""


def test_a_link_that_only_its_colour_tells_from_the_words_around_it_is_found_as_on_the_whole_page(browser: Browser):
    page = browser.new_page()
    page.set_content(PAGE % (LINKS % ""))
    before = faults(page)
    page.set_content(PAGE % (LINKS % '<p>Read <a class="bare" href="#">the plan</a> first.</p>'))

    found = faults(page)
    whole = page.evaluate(
        "axe.run({runOnly: ['link-in-text-block']}).then(found => found.violations.flatMap(one => one.nodes).length)"
    )
    page.close()

    assert (before, whole) == ([], 1)
    assert [one.partition(":")[0] for one in found] == ["link-in-text-block"]


def test_control_where_all_words_are_dark_nothing_is_found_and_few_are_measured(browser: Browser):
    page = browser.new_page()
    page.set_content(PAGE % ALIKE)

    found, distinct = faults(page), of_distinct_words(page)
    page.close()

    assert found == []
    assert distinct == 2


def test_axe_is_in_a_page_once_and_finds_a_fault_that_is_none_of_contrast(browser: Browser):
    page = browser.new_page()
    page.add_init_script(SCRIPT)
    page.goto("about:blank")
    page.set_content(PAGE % "<input>")

    found = faults(page)
    page.close()

    assert [fault.partition(":")[0] for fault in found] == ["label"]


def test_what_passed_on_one_page_is_not_measured_on_the_next_and_a_new_look_is(browser: Browser):
    page = browser.new_page()
    page.set_content(PAGE % '<p style="color: #123456">Here</p>')
    before = kept()
    faults(page)
    measured = kept() - before
    page.set_content(PAGE % '<p style="color: #123456">There</p>')
    faults(page)
    again = kept() - before - measured
    page.set_content(PAGE % '<p style="color: #123456">There <b style="color: #cdc">pale</b></p>')

    found = faults(page)
    page.close()

    assert (measured > 0, again) == (True, 0)
    assert [one.split(":")[0] for one in found] == ["color-contrast"]


def test_control_what_failed_on_one_page_is_told_of_the_next_one_too(browser: Browser):
    page = browser.new_page()
    found = []
    for _ in range(2):
        page.set_content(PAGE % '<p class="pale">Here</p>')
        found.append(len(faults(page)))
    page.close()

    assert found == [1, 1]


def test_a_style_sheet_that_locks_the_screen_is_found_on_every_page_that_has_it(browser: Browser):
    locks = "<style>@media (orientation: portrait) { html { transform: rotate(90deg) } }</style><p>Here</p>"
    page = browser.new_page()
    found = []
    for _ in range(2):
        page.set_content(PAGE % locks)
        found.append([one.split(":")[0] for one in faults(page)])
    page.close()

    assert found == [["css-orientation-lock"]] * 2


class Pages(ThreadingHTTPServer):
    """Serves one document, `html`, at every address, and beside it a pale style sheet."""

    html = ""


class Answers(BaseHTTPRequestHandler):
    server: Pages

    def do_GET(self) -> None:
        is_sheet = self.path == "/pale.css"
        self.send_response(200)
        self.send_header("Content-Type", "text/css" if is_sheet else "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(b"main { color: #ccc }" if is_sheet else self.server.html.encode())

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def opened(browser: Browser) -> Iterator[Callable[[str], Page]]:
    """Open a document from a server: `opened(html)`."""
    page = browser.new_page()
    with Pages(("127.0.0.1", 0), Answers) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()

        def open_it(html: str) -> Page:
            server.html = html
            page.goto(f"http://127.0.0.1:{server.server_port}/page?at=1")
            return page

        yield open_it
        page.close()
        server.shutdown()


@pytest.fixture(scope="module")
def stand(browser: Browser, opened: Callable[[str], Page]) -> Iterator[Stand]:
    made = Stand(browser, opened(PAGE % ALIKE).url)
    yield made
    made.end()


FAULTY = PALE | {
    "a field without a name": "<input>",
    "a link without words": '<a href="#"></a>',
    "the same main part twice": "</main><main>",
}
WHOLE = {
    "no language": (PAGE % "").replace(' lang="en-GB"', ""),
    "no title": (PAGE % "").replace("<title>A page</title>", ""),
    "a screen that cannot be made larger": (PAGE % "").replace(
        "<title>", '<meta name="viewport" content="user-scalable=no"><title>'
    ),
    "words on the body itself": (PAGE % "").replace("<main>", '<body style="background: #222"><main>'),
}


def kinds(found: list[str]) -> list[str]:
    """The rules that were broken, each as often as it was."""
    return sorted(one.partition(":")[0] for one in found)


@pytest.mark.parametrize("html", [*(PAGE % one for one in FAULTY.values()), *WHOLE.values()], ids=[*FAULTY, *WHOLE])
def test_a_page_that_is_put_up_has_the_faults_that_axe_finds_on_it_and_the_next_has_them_no_more(opened, stand, html):
    page = opened(html)
    own, found = faults(page), stand.faults(page)
    after = stand.faults(opened(PAGE % ALIKE))

    assert own
    assert kinds(found) == kinds(own)
    assert after == []


def test_a_page_that_is_put_up_is_drawn_by_its_own_style_sheets(opened, stand):
    pale = (PAGE % "<p>Here</p>").replace("<style>", '<link rel="stylesheet" href="pale.css"><style>')
    before = stand.faults(opened(PAGE % "<p>Here</p>"))

    found = stand.faults(opened(pale))
    after = stand.faults(opened(PAGE % "<p>Here</p>"))

    assert (before, after) == ([], [])
    assert set(kinds(found)) == {"color-contrast"}


def test_a_page_that_is_put_up_stands_at_its_own_address_and_what_runs_in_it_does_not_run_again(opened, stand):
    page = opened(PAGE % "<script>document.body.append(document.createElement('hr'))</script>")
    stand.faults(page)

    assert stand.page.url == page.url
    assert stand.page.locator("hr").count() == page.locator("hr").count() == 1
