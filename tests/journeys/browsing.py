"""A page in the browser with what it said, and the checks that hold on every page of the product."""

from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import BrowserContext, Page, Response

from tests.axe import faults

# What our policy stops, what a script throws, and what was asked for in vain all stand in the console.
REFUSED = "Failed to load resource: the server responded with a status of {status}"


@dataclass
class Window:
    """One open page of one person. `said` collects errors of the console; an expected refusal is no error."""

    page: Page
    address: str
    said: list[str] = field(default_factory=list)

    def go(self, path: str, *, status: int = 200) -> Response:
        """Open a path and see that it is answered with `status`, without a word in the console."""
        response = self.page.goto(path if "://" in path else f"{self.address}{path}")
        assert response is not None
        assert response.status == status, f"{path} answered {response.status}"
        self.forgive(status)
        return response

    def forgive(self, status: int) -> None:
        """Leave out what the browser says about an answer that was expected."""
        self.said[:] = [one for one in self.said if not (status >= 400 and REFUSED.format(status=status) in one)]


def window(context: BrowserContext, address: str) -> Window:
    """A new page that listens to its console."""
    opened = Window(context.new_page(), address)
    opened.page.on(
        "console", lambda message: opened.said.append(message.text) if message.type in ("error", "warning") else None
    )
    opened.page.on("pageerror", lambda error: opened.said.append(str(error)))
    return opened


def sideways(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def bottom_of(page: Page, selector: str) -> float:
    """Where the first element that fits ends, in pixels from the top of the page; 0 where there is none."""
    box = page.locator(selector).first.bounding_box() if page.locator(selector).count() else None
    return box["y"] + box["height"] if box else 0.0


def unmarked_focus(page: Page) -> list[str]:
    """The control that has the focus and does not show it, if so: neither it nor the label that draws it differs."""
    return list(
        page.evaluate(
            """() => {
                const seen = document.activeElement
                if (!seen || seen === document.body) return []
                const drawn = [getComputedStyle(seen)]
                for (const label of seen.labels || []) drawn.push(getComputedStyle(label, "::before"))
                const differs = style => style.boxShadow !== "none"
                    || (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2)
                return drawn.some(differs) ? [] : [seen.outerHTML.slice(0, 160)]
            }"""
        )
    )


def role_button(page: Page, role: str, agency: str) -> Any:
    """The button of the demonstration that steps into a role."""
    return page.locator(
        f'form:has(input[name="agency"][value="{agency}"]):has(input[name="role"][value="{role}"]) button'
    )


def looked(page, *, width: int) -> list[str]:
    """What is wrong with the page in sight."""
    wrong = faults(page)
    if sideways(page) > 0:
        wrong.append(f"{page.url} is {sideways(page)} px too wide")
    if width == 375 and bottom_of(page, "h1") > 800:
        wrong.append(f"{page.url} begins below the first screen")
    return wrong
