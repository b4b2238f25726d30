"""Every system of the library is walked: each role opens its page in the demonstration and finds what stands there."""

import re

import pytest

from lineofsight.library.shelf import load
from lineofsight.library.system import System
from tests.journeys.browsing import sideways, window
from tests.journeys.product import DAY, ROOT, SERVER, Product
from tests.journeys.reading import Reader

# Each row is walked on both databases, by the same sign-ins and one server each.
pytestmark = pytest.mark.both_databases
# How a page is drawn does not hang on the database: on PostgreSQL its words are read without a browser.
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


class Looker:
    """A role with a browser, who also looks at how each page is drawn."""

    def __init__(self, request: pytest.FixtureRequest, product: Product, role: str, agency: str) -> None:
        cookies = request.getfixturevalue("signed_in")(role, agency)
        context = request.getfixturevalue("browser").new_context(storage_state=cookies)
        self.window = window(context, product.address)
        self.stand = request.getfixturevalue("stand")

    def main_of(self, path: str) -> str:
        """The words that stand on a page. Fails where it is drawn wrongly."""
        page = self.window.page
        self.window.go(path)
        words = page.locator("main").inner_text()
        page.set_viewport_size({"width": 1280, "height": 800})
        found = self.stand.faults(page)
        page.set_viewport_size({"width": 375, "height": 800})
        found += ["it is too wide at 375"] if sideways(page) > 0 else []
        assert (found, self.window.said) == ([], [])
        return words

    def end(self) -> None:
        self.window.page.context.close()


@pytest.fixture(scope="module")
def main_of(request, product):
    """What stands on a page for a role, in small letters. Nobody here writes: each is opened once for all systems."""
    people, stood = {}, {}

    def asked(role: str, agency: str, path: str) -> str:
        who = (role, agency)
        if who not in people:
            people[who] = Looker(request, product, *who) if IS_LOOKED_AT else Reader(product, *who)
        if (*who, path) not in stood:
            stood[*who, path] = people[who].main_of(path).casefold()
        return stood[*who, path]

    yield asked
    for one in people.values():
        one.end()


@pytest.mark.parametrize("system", SYSTEMS, ids=[one.row for one in SYSTEMS])
def test_each_role_of_a_system_opens_its_page_and_finds_its_part(system, main_of):
    missed = [
        f"{role.value} of {agency} does not find «{part.sees}» on {part.where}"
        for part in system.does
        for role in part.who.roles
        if part.sees.casefold() not in main_of(role.value, agency := AGENCIES[part.who.agency.value], part.where)
    ]

    assert missed == []


def test_every_row_is_there_once_and_none_is_left_out():
    assert [one.row for one in SYSTEMS] == [f"R{number:02d}" for number in range(1, 50)]


def test_the_page_of_all_systems_says_what_the_demonstration_says(told, tmp_path):
    made = told.run("systems", "--as-at", DAY, "--out", str(tmp_path / "systems.md"))

    assert made.returncode == 0, made.stderr
    # Made anew by ./los demo --once --as-at 2026-06-22 and ./los systems --as-at 2026-06-22 --out docs/systems.md.
    kept, now = (ROOT / "docs/systems.md").read_text(), (tmp_path / "systems.md").read_text()
    if SERVER:
        # As at another day some numbers are others, and each word is the same.
        kept, now = (re.sub(r"\d+", "0", text) for text in (kept, now))
    assert kept == now
