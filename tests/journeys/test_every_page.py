"""Every page of the demonstration: nothing for axe, nothing in the console, not too wide, its answer in sight."""

import pytest
from playwright.sync_api import Page

from tests.axe import Stand, faults
from tests.journeys.browsing import bottom_of, role_button, sideways
from tests.journeys.places import NOBODY, Place, places

# The groups share the work evenly between two test processes.
GROUPS = 4
PHONE_SCREEN = 800
WIDTHS = WIDE, PHONE, SMALLEST = 1280, 375, 320
ROLES = {
    "council": (
        "safeguarding lead",
        "contributor",
        "executive",
        "leader",
        "team manager",
        "practitioner",
        "reviewing officer",
    ),
    "partnership": ("checker", "publisher", "data-protection officer", "administrator"),
    "scrutiny": ("scrutineer",),
}


def faults_at(width: int, place: Place, page: Page, stand: Stand) -> list[str]:
    """What is wrong with a page at a width."""
    if width == WIDE:
        return stand.faults(page)
    found = []
    if (over := sideways(page)) > 0:
        found.append(f"{over} px too wide at {width}")
    if width == PHONE and bottom_of(page, "h1") > PHONE_SCREEN:
        found.append("its heading is below the first screen")
    if width == PHONE and place.who != NOBODY and bottom_of(page, ".los-next .govuk-button") > PHONE_SCREEN:
        found.append("its next step is below the first screen")
    return found


@pytest.fixture(scope="module")
def everywhere(product) -> list[Place]:
    """All pages, asked for once: each reference is a question to the database beside the server."""
    return places(product)


@pytest.mark.parametrize("group", range(GROUPS))
def test_a_page_has_no_fault_at_any_width_and_its_answer_stands_on_the_first_screen(everywhere, as_role, stand, group):
    wrong = {}
    opened = {}
    # Each page is looked at from wide to narrow, the next one from narrow to wide: one change of width less for each.
    for turn, place in enumerate(everywhere[group::GROUPS]):
        if place.who not in opened:
            opened[place.who] = as_role(*place.who)
        seen = opened[place.who]
        widths = WIDTHS if turn % 2 else WIDTHS[::-1]
        seen.page.set_viewport_size({"width": widths[0], "height": PHONE_SCREEN})
        seen.go(place.path, status=place.status)
        found = []
        for width in widths:
            if width != widths[0]:
                seen.page.set_viewport_size({"width": width, "height": PHONE_SCREEN})
            found += faults_at(width, place, seen.page, stand)
        title = seen.page.title()
        if not title.strip() or (place.who != NOBODY and not title.endswith("Line of Sight")):
            found.append(f"its title is «{title}»")
        if seen.said:
            found.append(f"the console says {seen.said}")
            seen.said.clear()
        if found:
            wrong[f"{place.name} as {place.who[0] or 'nobody'}"] = found

    assert wrong == {}


def test_the_checks_find_a_page_that_is_too_wide_unlabelled_and_speaks_to_the_console(product, as_role):
    seen = as_role("business manager", width=320)
    seen.go("/reviews")
    seen.page.evaluate(
        """() => {
            document.querySelector("main").insertAdjacentHTML("beforeend", "<input><pre>" + "x".repeat(200) + "</pre>")
            const script = document.createElement("script")
            script.textContent = "1"
            document.body.append(script)
        }"""
    )

    assert any(fault.startswith("label") for fault in faults(seen.page))
    assert sideways(seen.page) > 0
    assert any("Content Security Policy" in one for one in seen.said)


@pytest.mark.parametrize(
    ("role", "agency"),
    [("contributor", "council"), ("business manager", "partnership"), ("scrutineer", "scrutiny")],
)
def test_one_click_on_the_page_of_roles_leads_to_the_home_of_that_role(product, as_role, role, agency):
    seen = as_role()
    seen.go("/demo/")

    button = role_button(seen.page, role, agency)
    words = button.inner_text()
    button.click()

    assert seen.page.locator("h1").inner_text() == "My work"
    role_shown = seen.page.locator(".govuk-phase-banner__text").inner_text()
    assert role_shown.casefold().startswith(words.removeprefix("Start as ").splitlines()[0].split(",")[0].casefold())
    assert seen.said == []


def test_every_role_of_the_demonstration_has_a_home(product, as_role):
    for agency, roles in ROLES.items():
        for role in roles:
            seen = as_role(role, agency)

            seen.go("/")

            assert seen.page.locator("h1").inner_text() == "My work"
            assert seen.page.locator(".govuk-phase-banner").inner_text().startswith("Demonstration")
            assert seen.said == []


def test_the_whole_page_stays_readable_in_forced_colours(product, as_role):
    seen = as_role("business manager", forced_colors="active")
    seen.go(f"/summaries/{product.story()['draft']}/gate")

    drawn = seen.page.evaluate(
        """() => {
            const next = getComputedStyle(document.querySelector(".los-next"))
            const line = getComputedStyle(document.querySelector(".los-refused li + li"))
            return {next: next.borderTopStyle, line: line.borderTopStyle}
        }"""
    )
    picture = seen.page.screenshot()

    assert drawn == {"next": "solid", "line": "solid"}
    assert faults(seen.page) == []
    assert len(picture) > 10_000


@pytest.mark.parametrize("path", ["", "all/"])
def test_a_public_page_carries_no_script_and_sets_no_cookie(product, as_role, path):
    seen = as_role()

    response = seen.go(f"/published/{product.story()['published']}/{path}")

    assert seen.page.locator("script").count() == 0
    assert "set-cookie" not in response.headers
    assert seen.page.context.cookies() == []
