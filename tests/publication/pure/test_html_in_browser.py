"""The edition opened from a folder in a browser: its style applies under the policy, axe finds nothing."""

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from lineofsight.publication.render.html import render
from tests.axe import faults
from tests.publication.pure import factory
from tests.publication.pure.second import second
from tests.publication.pure.sites import SITE

PAGES = ("index.html", "not-yet-done/index.html", "changes/index.html", "all/index.html", "how-to-read/index.html")
SITE_PAGES = (
    *("index.html", "review-1/index.html", "review-2/2/index.html", "agencies/index.html", "words/index.html"),
    *("agencies/fernley-county-council/index.html", "themes/court-work/index.html", "words/w/index.html"),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("edition")
    content = replace(factory.content(), changes=second().changes)
    for path, text in render(content).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(text)
    return root


def opened(browser: Browser, folder: Path, path: str, *, width: int) -> Page:
    page = browser.new_page(viewport={"width": width, "height": 900}, java_script_enabled=True)
    page.goto((folder / path).as_uri())
    return page


@pytest.mark.parametrize("width", [1280, 375])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(browser: Browser, folder: Path, path: str, width: int) -> None:
    page = opened(browser, folder, path, width=width)

    found = faults(page)
    page.close()

    assert found == []


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("site")
    for path, body in SITE.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(body)
    return root


@pytest.mark.parametrize("path", SITE_PAGES)
def test_axe_finds_nothing_on_the_pages_that_lead_to_sentences(browser: Browser, site: Path, path: str) -> None:
    page = opened(browser, site, path, width=320)

    found = faults(page)
    too_wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    page.close()

    assert found == []
    assert too_wide <= 0


def test_axe_would_find_a_fault(browser: Browser, folder: Path) -> None:
    page = opened(browser, folder, "index.html", width=1280)
    page.evaluate("document.documentElement.removeAttribute('lang')")

    found = faults(page)
    page.close()

    assert [fault.partition(":")[0] for fault in found] == ["html-has-lang"]


@pytest.mark.parametrize("path", PAGES)
def test_nothing_sticks_out_at_320_pixels(browser: Browser, folder: Path, path: str) -> None:
    page = opened(browser, folder, path, width=320)

    for number in page.locator("details").all():
        number.evaluate("details => details.open = true")
    too_wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    page.close()

    assert too_wide <= 0


def test_the_style_applies_from_a_folder_under_the_policy(browser: Browser, folder: Path) -> None:
    page = opened(browser, folder, "not-yet-done/index.html", width=1280)

    header = page.evaluate("getComputedStyle(document.querySelector('.los-header')).backgroundColor")
    heading = page.evaluate("getComputedStyle(document.querySelector('h1')).fontSize")
    page.close()

    assert header == "rgb(11, 65, 68)"
    assert heading == "48px"


def test_in_print_what_leads_elsewhere_is_gone_and_what_explains_is_not(browser: Browser, folder: Path) -> None:
    page = opened(browser, folder, "index.html", width=1280)
    page.emulate_media(media="print")
    leads = [one.is_visible() for one in page.locator("#themes, #forms, .los-list").all()]
    page.close()
    page = opened(browser, folder, "how-to-read/index.html", width=1280)
    page.emulate_media(media="print")
    explains = [one.is_visible() for one in page.locator(".los-list").all()]
    page.close()

    assert set(leads) == {False}
    assert set(explains) == {True}


def test_the_details_open_by_keyboard_and_in_print(browser: Browser, folder: Path) -> None:
    page = opened(browser, folder, "index.html", width=1280)
    signed = page.locator("#s2 dt", has_text="Signed")

    assert not signed.is_visible()
    page.locator("#s2 summary").focus()
    page.keyboard.press("Enter")
    assert signed.is_visible()

    page.keyboard.press("Enter")
    page.emulate_media(media="print")
    assert signed.bounding_box() is not None
    page.close()
