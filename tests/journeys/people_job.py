"""One job of people: who does it, how it is done once by a scripted user, and what is counted of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page

from tests.journeys.browsing import role_button
from tests.journeys.counted import Counted, taken
from tests.journeys.product import Product


@dataclass
class Desk:
    """One person at the demonstration, what is counted of them, and a folder for their files."""

    browser: Browser
    product: Product
    papers: Path
    windows: list[Page] = field(default_factory=list)

    def sits(self, role: str, agency: str) -> Counted:
        """Somebody at their first page, nothing counted yet."""
        page = self.browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
        self.windows.append(page)
        page.set_default_timeout(15_000)
        if role:
            page.goto(f"{self.product.address}/demo/")
            role_button(page, role, agency).click()
        return Counted(page)

    def leave(self) -> None:
        """Close every window of this person, so that the next job does not wait for the pages of this one."""
        for page in self.windows:
            page.context.close()
        self.windows.clear()

    def stands_at(self) -> str:
        """The page that was opened last, and its heading; nothing where no page was."""
        pages = [page for window in self.windows for page in window.context.pages]
        return f"{pages[-1].url} «{pages[-1].title()}»" if pages else "no page"

    def at(self, path: str) -> str:
        """The address of a path."""
        return f"{self.product.address}{path}"


@dataclass(frozen=True)
class Done:
    """What a job took, and on what it was measured."""

    on: str
    clicks: int
    words: int
    server: float

    @property
    def seconds(self) -> float:
        """How long it took, without reading and thinking."""
        return taken(clicks=self.clicks, words=self.words, server=self.server)


@dataclass(frozen=True)
class PeopleJob:
    """A job: who does it, what it is, how long it takes today, the goal, and how it is done here.

    `do`: None where the product cannot do it yet. `limit`: the goal in seconds, None where it is no time.
    """

    who: str
    what: str
    today: str
    goal: str
    limit: float | None = None
    do: Callable[[Desk], Done] | None = None
    why_not: str = ""
    # Some jobs come before others: what is asked about has to be there. The later have higher numbers.
    turn: int = 5
    # Done by a command of `./los`, with no page.
    by_command: bool = False


def done_by(hands: Counted, on: str) -> Done:
    """What somebody's hands did, on what."""
    return Done(on, hands.clicks, hands.words, hands.server)


def named(page: Page, name: str) -> Locator:
    """The first link or button of this name: the first step of a page is a link that looks like a button."""
    return page.get_by_role("link", name=name).or_(page.get_by_role("button", name=name)).first
