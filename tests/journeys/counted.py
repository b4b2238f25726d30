"""A person whose clicks, words and waiting are counted, and how long a job takes such a person."""

from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Locator, Page

# What a click with its look at the page takes, and a word typed; in seconds.
CLICK, WORD = 1.1, 0.3
# How long the server had the page: from the request to its last byte.
SERVED = (
    "(() => { const it = performance.getEntriesByType('navigation')[0]; return it.responseEnd - it.requestStart })()"
)


@dataclass
class Counted:
    """A mouse that counts. Going to a page by its address is no click: somebody stands there already."""

    page: Page
    clicks: int = 0
    words: int = 0
    served: list[float] = field(default_factory=list)

    def go(self, address: str) -> None:
        """Stand on a page; the time of the server counts."""
        self.page.goto(address)
        self._wait()

    def press(self, control: Locator) -> None:
        """Press a button or follow a link, and wait for the page that comes."""
        with self.page.expect_navigation():
            control.click()
        self.clicks += 1
        self._wait()

    def open(self, control: Locator) -> None:
        """Open something on the page itself."""
        control.click()
        self.clicks += 1

    def choose(self, control: Locator) -> None:
        """Choose one radio or tick one box."""
        self.page.locator(f'label[for="{control.get_attribute("id")}"]').click()
        self.clicks += 1

    def pick(self, control: Locator, **option: str | int) -> None:
        """Choose from a list: one click opens it, one chooses."""
        control.select_option(**option)
        self.clicks += 2

    def write(self, control: Locator, words: str) -> None:
        """Go into a field and type."""
        control.fill(words)
        self.clicks += 1
        self.words += len(words.split())

    def upload(self, control: Locator, file: Path) -> None:
        """Open the window of files, choose one, confirm."""
        control.set_input_files(file)
        self.clicks += 3

    def _wait(self) -> None:
        self.served.append(float(self.page.evaluate(SERVED)) / 1000)

    @property
    def server(self) -> float:
        """The seconds in which the person waited for the server."""
        return sum(self.served)


def taken(*, clicks: int, words: int, server: float) -> float:
    """Seconds of a job: the server's, 1.1 for a click, 0.3 for a word typed."""
    return server + CLICK * clicks + WORD * words
