"""Each page of the gallery in a browser: no fault for axe, no sideways scroll, nothing our policy has to stop."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.axe import faults
from tests.web.look.gallery import names, served


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served() as where:
        yield where


def opened(browser: Browser, url: str, width: int) -> tuple[Page, list[str]]:
    """A page and what its console says; hints for developers are left out."""
    said: list[str] = []
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(url)
    return page, said


def sideways(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


@pytest.mark.parametrize("name", names())
def test_a_page_has_no_fault_wide_narrow_and_in_forced_colours(name: str, browser: Browser, address: str):
    page, said = opened(browser, address + name, 1280)

    found = {"wide": faults(page)}
    page.emulate_media(forced_colors="active")
    found["forced colours"] = faults(page)
    page.emulate_media(forced_colors="none")
    page.set_viewport_size({"width": 375, "height": 800})
    found["narrow"] = faults(page)
    page.set_viewport_size({"width": 320, "height": 800})
    too_wide = sideways(page)
    page.close()

    assert found == {"wide": [], "forced colours": [], "narrow": []}
    assert said == []
    assert too_wide <= 0


def test_the_checks_find_a_label_that_is_missing_a_wide_thing_and_a_script_without_nonce(
    browser: Browser, address: str
):
    page, said = opened(browser, address + "list.html", 320)
    page.evaluate(
        """() => {
            document.querySelector("main").insertAdjacentHTML("beforeend", "<input><pre>" + "x".repeat(200) + "</pre>")
            const script = document.createElement("script")
            script.textContent = "window.wasRun = true"
            document.body.append(script)
        }"""
    )

    found = faults(page)
    too_wide = sideways(page)
    was_run = page.evaluate("window.wasRun === true")

    page.close()
    assert any(fault.startswith("label") for fault in found)
    assert too_wide > 0
    assert not was_run
    assert any("Content Security Policy" in one for one in said)


def test_a_long_word_in_a_list_of_tasks_makes_no_page_wider_than_a_phone(browser: Browser, address: str):
    page, _ = opened(browser, address + "list.html", 375)
    page.evaluate(
        """() => document.querySelector("main").insertAdjacentHTML("beforeend", `<ul class="govuk-task-list"><li
            class="govuk-task-list__item"><div class="govuk-task-list__name-and-hint">https://${"x".repeat(90)}</div>
            <div class="govuk-task-list__status">By 3 May</div></li></ul>`)"""
    )

    too_wide = sideways(page)
    page.evaluate("document.querySelector('.govuk-task-list__name-and-hint').style.overflowWrap = 'inherit'")
    as_the_frame_has_it = sideways(page)

    page.close()
    assert too_wide <= 0
    assert as_the_frame_has_it > 0


def test_every_page_works_without_scripts_and_shows_the_whole_navigation(browser: Browser, address: str):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 375, "height": 800})
    page = context.new_page()
    page.goto(address + "list.html")

    shown = [link.is_visible() for link in page.locator(".govuk-service-navigation__link").all()]

    context.close()
    assert shown == [True] * 6


def test_keys_go_by_skip_link_header_navigation_search_sign_out_and_main(browser: Browser, address: str):
    page, _ = opened(browser, address + "list.html", 1280)
    words = []
    for _step in range(12):
        page.keyboard.press("Tab")
        words.append(page.evaluate("document.activeElement.innerText.split(/\\s+/).join(' ')"))

    page.close()
    assert words == [
        "Skip to main content", "Line of Sight", "My work", "Reviews", "Collecting", "Summaries", "Figures", "Agencies",
        "Search", "Sign out", "Change role", "Ask them again",
    ]  # fmt: skip


def test_print_leaves_out_what_is_not_read_and_adds_the_mark(browser: Browser, address: str):
    page, _ = opened(browser, address + "list.html", 1280)
    page.emulate_media(media="print")

    shown = {
        part: page.locator(part).first.is_visible()
        for part in [
            ".govuk-service-navigation",
            ".los-views",
            ".los-tools",
            ".los-next",
            "h1",
            "table",
            ".los-print-only",
        ]
    }
    mark = page.locator(".los-print-only").inner_text()

    page.close()
    assert [part for part, is_shown in shown.items() if is_shown] == ["h1", "table", ".los-print-only"]
    assert mark.endswith("as at 22 June 2026. S2: not for publication")
