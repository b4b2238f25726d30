"""How somebody works a page: with a mouse, or with the keyboard alone. The same journey takes either."""

from pathlib import Path

from playwright.sync_api import Locator, Page

from tests.journeys.browsing import unmarked_focus

# More stops than any page of a journey has: whoever does not arrive by then never does.
MOST_STOPS = 250


class Mouse:
    """Clicks. What it cannot see it cannot press."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, control: Locator) -> None:
        """Press a button or follow a link, and wait for the page that comes."""
        with self.page.expect_navigation():
            control.click()

    def choose(self, control: Locator) -> None:
        """Choose one radio or tick one box. GOV.UK draws it with its label."""
        self.page.locator(f'label[for="{control.get_attribute("id")}"]').click()

    def write(self, control: Locator, words: str) -> None:
        """Replace what stands in a field."""
        control.fill(words)

    def pick(self, control: Locator, words: str) -> None:
        """Choose from a list that opens."""
        control.select_option(label=words)

    def upload(self, control: Locator, file: Path) -> None:
        """Choose a file."""
        control.set_input_files(file)


class Keyboard:
    """Tab, arrows, Space and Enter. Every stop on the way must show that the keyboard is there."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.unmarked: list[str] = []

    def _reach(self, control: Locator, arrived: str) -> None:
        wanted = control.element_handle()
        for _ in range(MOST_STOPS):
            if self.page.evaluate(arrived, wanted):
                return
            self.page.keyboard.press("Tab")
            self.unmarked += unmarked_focus(self.page)
        raise AssertionError(f"the keyboard does not reach {wanted} on {self.page.url}")

    def press(self, control: Locator) -> None:
        """Go there and press Enter, and wait for the page that comes."""
        self._reach(control, "wanted => document.activeElement === wanted")
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def choose(self, control: Locator) -> None:
        """Tab into the group, arrows to the one, Space where nothing is chosen yet."""
        self._reach(
            control,
            "wanted => document.activeElement === wanted || (wanted.type === 'radio'"
            " && document.activeElement.type === 'radio' && document.activeElement.name === wanted.name)",
        )
        for _ in range(MOST_STOPS):
            if control.evaluate("it => it === document.activeElement"):
                break
            self.page.keyboard.press("ArrowDown")
        if not control.is_checked():
            self.page.keyboard.press("Space")

    def write(self, control: Locator, words: str) -> None:
        """Go there, take out what stands, type."""
        self._reach(control, "wanted => document.activeElement === wanted")
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(words)

    def pick(self, control: Locator, words: str) -> None:
        """Go there, and down the list until it is the one."""
        self._reach(control, "wanted => document.activeElement === wanted")
        for _ in range(MOST_STOPS):
            if control.evaluate("it => it.selectedOptions[0].label") == words:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"the list on {self.page.url} does not have «{words}»")

    def upload(self, control: Locator, file: Path) -> None:
        """Go there, and give it the file. What Enter opens is the system's own window, no page of ours, and a browser
        without a screen does not always say that it opened one.
        """
        self._reach(control, "wanted => document.activeElement === wanted && !wanted.disabled")
        control.set_input_files(file)
