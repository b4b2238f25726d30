"""Every system of the library is walked: each role opens its page in the demonstration and finds what stands there."""

import pytest

from lineofsight.library.shelf import load
from lineofsight.library.system import System
from tests.axe import bring, faults
from tests.journeys.browsing import sideways, window
from tests.journeys.product import DAY, ROOT, SERVER

# Each row is walked on both databases, by the same sign-ins and one server each.
pytestmark = pytest.mark.both_databases
# How a page is drawn does not hang on the database.
IS_LOOKED_AT = not SERVER
SHELF = load(None)
SYSTEMS = sorted(SHELF.all_newest(System), key=lambda one: one.row)
# Where the demonstration has an agency of a kind twice, the one whose people do this.
AGENCIES = {
    "hub": "partnership",
    "council": "council",
    "court advisory": "court-service",
    "health": "community-health",
    "probation": "probation",
    "independent": "scrutiny",
}


@pytest.fixture(scope="module")
def opened(browser, product, signed_in):
    """The window of a role, opened once for all systems; and what stood on each page that somebody looked at."""
    windows, looked_at = {}, {}

    def window_of(role, agency):
        if (role, agency) not in windows:
            context = browser.new_context(storage_state=signed_in(role, agency))
            windows[role, agency] = window(context, product.address)
            if IS_LOOKED_AT:
                bring(windows[role, agency].page)
        return windows[role, agency]

    yield window_of, looked_at
    for one in windows.values():
        one.page.context.close()


def of_its_look(page) -> list[str]:
    """What is wrong with how a page is drawn."""
    if not IS_LOOKED_AT:
        return []
    page.set_viewport_size({"width": 1280, "height": 800})
    found = faults(page)
    page.set_viewport_size({"width": 375, "height": 800})
    return found + (["it is too wide at 375"] if sideways(page) > 0 else [])


@pytest.mark.parametrize("system", SYSTEMS, ids=[one.row for one in SYSTEMS])
def test_each_role_of_a_system_opens_its_page_and_finds_its_part(system, opened):
    window_of, looked_at = opened
    wrong = []
    for part in system.does:
        for role in part.who.roles:
            who = (role.value, AGENCIES[part.who.agency.value])
            seen = window_of(*who)
            if (*who, part.where) not in looked_at:
                seen.go(part.where)
                # Several systems have their part on one page: nobody here writes, so it is opened once.
                looked_at[*who, part.where] = seen.page.locator("main").inner_text().casefold()
                wrong += [f"{part.where} as {who[0]}: {fault}" for fault in of_its_look(seen.page)]
            if part.sees.casefold() not in looked_at[*who, part.where]:
                wrong.append(f"{who[0]} of {who[1]} does not find «{part.sees}» on {part.where}")

    assert wrong == []
    assert window_of(*who).said == []


def test_every_row_is_there_once_and_none_is_left_out():
    assert [one.row for one in SYSTEMS] == [f"R{number:02d}" for number in range(1, 50)]


def test_the_page_of_all_systems_says_what_the_demonstration_says(told, tmp_path):
    made = told.run("systems", "--as-at", DAY, "--out", str(tmp_path / "systems.md"))

    assert made.returncode == 0, made.stderr
    # Made anew by ./los demo --once --as-at 2026-06-22 and ./los systems --as-at 2026-06-22 --out docs/systems.md.
    assert (ROOT / "docs/systems.md").read_text() == (tmp_path / "systems.md").read_text()
