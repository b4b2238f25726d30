"""Every page of the demonstration: nothing for axe, nothing in the console, not too wide, its answer in sight.

And nothing of it is lost in forced colours, or waits for a script.
"""

import pytest
from playwright.sync_api import Page

from tests.axe import Stand, faults
from tests.journeys.browsing import bottom_of, role_button, sideways
from tests.journeys.in_sight import dead_without_scripts, lost_in_forced_colours
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
        found = dead_without_scripts(seen.go(place.path, status=place.status).text())
        found += lost_in_forced_colours(seen.page)
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


def test_control_what_is_drawn_by_its_background_alone_is_lost_in_forced_colours(product, as_role):
    seen = as_role("business manager")
    seen.go("/reviews")
    before = lost_in_forced_colours(seen.page)
    # By the sheet of the page's own objects: the policy lets no style stand in the markup.
    seen.page.evaluate(
        """() => {
            const add = (markup, id, looks) => {
                document.querySelector("main").insertAdjacentHTML("beforeend", markup)
                Object.assign(document.getElementById(id).style, looks)
            }
            const solid = {background: "#0b4144", display: "inline-block", width: "20px", height: "20px"}
            add("<span id='bar'></span>", "bar", solid)
            add("<span id='edged'></span>", "edged", {...solid, border: "1px solid"})
            add("<button id='flat' class='govuk-button'>Go</button>", "flat", {background: "#0b4144", border: "0"})
            add("<a id='dark' href='/'>Go</a>", "dark", {outline: "none", boxShadow: "0 0 0 3px #fd0"})
            add("<p id='pale'>Words</p>", "pale", {forcedColorAdjust: "none", color: "#fff"})
        }"""
    )

    lost = lost_in_forced_colours(seen.page)

    assert before == []
    assert [(words.partition(" in forced")[0], words.partition('id="')[2].partition('"')[0]) for words in lost] == [
        ("drawn by its background alone", "bar"),
        ("words that are not seen", "pale"),
        ("a control without an edge", "flat"),
        ("focus that is not seen", "dark"),
    ]


@pytest.mark.parametrize(
    "markup",
    [
        '<a href="#">More</a>',
        '<a role="button">More</a>',
        "<button>More</button>",
        '<form><input name="a"><button type="button">Go</button></form>',
        "<form><input></form>",
        '<div hidden><a href="/more">More</a></div>',
        '<select onchange="go()"></select>',
    ],
)
def test_control_what_waits_for_a_script_is_named(markup):
    alive = '<form><input><button>Go</button></form><a href="/">Home</a><button type="button" hidden>Menu</button>'

    assert dead_without_scripts(f"<main>{alive}</main>") == []
    assert dead_without_scripts(f"<main>{alive}{markup}</main>") != []


@pytest.mark.parametrize("path", ["", "all/"])
def test_a_public_page_carries_no_script_and_sets_no_cookie(product, as_role, path):
    seen = as_role()

    response = seen.go(f"/published/{product.story()['published']}/{path}")

    assert seen.page.locator("script").count() == 0
    assert "set-cookie" not in response.headers
    assert seen.page.context.cookies() == []
