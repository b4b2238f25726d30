"""How somebody walks from a report to a sentence with evidence and a signature, whichever hands they have.

Each stage stands on a page, does what a person does there, and looks at every page that comes.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.axe import faults
from tests.journeys.browsing import Window, bottom_of, sideways
from tests.journeys.hands import Keyboard

PHONE = 375
HEIGHT = 800


@dataclass
class Walk:
    """Who walks how: the windows of the people, the hands, and what was wrong on the way."""

    as_role: Any
    hand: type
    width: int
    has_scripts: bool
    wrong: list[str] = field(default_factory=list)
    hands: list[Any] = field(default_factory=list)
    windows: list[Window] = field(default_factory=list)

    def enter(self, role: str, agency: str, path: str) -> tuple[Window, Any]:
        """Open a page as somebody."""
        seen = self.as_role(role, agency, width=self.width, java_script_enabled=self.has_scripts)
        self.windows.append(seen)
        return seen, self.open(seen, path)

    def open(self, seen: Window, path: str) -> Any:
        """Go to a page with hands of one's own."""
        seen.go(path)
        self.look(seen.page)
        self.hands.append(self.hand(seen.page))
        return self.hands[-1]

    def press(self, hands: Any, role: str, name: str, **which: Any) -> None:
        """Press the first link or button of that name in the page's own part, and look at what comes."""
        hands.press(hands.page.locator("main").get_by_role(role, name=name, **which).first)
        self.look(hands.page)

    def look(self, page: Page) -> None:
        """What holds on each page of the walk."""
        if not self.has_scripts:
            # The browser runs none of the page's scripts, and ours to measure it neither.
            return
        if sideways(page) > 0:
            self.wrong.append(f"{page.url} is {sideways(page)} px too wide")
        if self.width == PHONE and bottom_of(page, "h1") > HEIGHT:
            self.wrong.append(f"{page.url} begins below the first screen")

    def end_of_stage(self, seen: Window) -> None:
        """Have axe look at the page on which a stage ends."""
        self.wrong += [f"{seen.page.url}: {fault}" for fault in faults(seen.page)]

    def troubles(self) -> list[Any]:
        """What was wrong with a page, which control hid its focus, and what the console said."""
        hidden = [mark for hands in self.hands if isinstance(hands, Keyboard) for mark in hands.unmarked]
        return [*self.wrong, *hidden, *(said for seen in self.windows for said in seen.said)]


def imports(walk: Walk, report: Path, name: str) -> tuple[Window, str, str]:
    """The unit takes a report in and makes a review of it. Out: its window, the review's address, what was read."""
    unit, hands = walk.enter("business manager", "partnership", "/reviews/import")
    hands.upload(unit.page.get_by_label("Upload the report"), report)
    walk.press(hands, "button", "Upload and read")
    assert unit.page.locator("h1").inner_text() == "Check what we read"
    was_read = unit.page.locator(".los-lede").inner_text()
    walk.press(hands, "link", "Go on to create the review")
    hands.write(unit.page.get_by_label("Name of the review"), name)
    walk.press(hands, "button", "Create the review")
    assert unit.page.locator("h1").inner_text() == name
    return unit, unit.page.url, was_read


def offers(walk: Walk, review: str, words: str, title: str) -> tuple[Window, str]:
    """The council's lead puts a note behind one of its sentences. Out: their window, and the sentence's address."""
    lead, hands = walk.enter("safeguarding lead", "council", review)
    hands.press(lead.page.locator(".los-rows__row", has_text=words).get_by_role("link"))
    walk.look(lead.page)
    sentence = lead.page.url
    assert "Nothing current stands behind it" in lead.page.locator(".los-basis").inner_text()
    walk.press(hands, "button", "Add evidence")
    hands.write(lead.page.get_by_label("What is it called?"), title)
    hands.choose(lead.page.get_by_role("radio", name="A document"))
    hands.write(lead.page.get_by_label("Note (optional)"), "The list as team managers see it on Mondays.")
    hands.choose(lead.page.get_by_role("radio", name="Said", exact=True))
    walk.press(hands, "button", "Offer this evidence")
    assert "The business unit checks it next" in lead.page.get_by_role("alert").inner_text()
    return lead, sentence


def accepts(walk: Walk, unit: Window, title: str) -> None:
    """The unit finds it in its work and accepts it."""
    hands = walk.open(unit, "/")
    hands.press(unit.page.get_by_role("link", name=title).last)
    walk.look(unit.page)
    walk.press(hands, "button", "Judge")
    hands.choose(unit.page.get_by_role("radio", name="Accept it: it counts"))
    walk.press(hands, "button", "Save this answer")
    assert unit.page.locator(".los-lede").inner_text() == "It counts: accepted, and current."


def is_sure(walk: Walk, sentence: str) -> None:
    """The scrutineer says how sure one can be of it."""
    scrutineer, hands = walk.enter("scrutineer", "scrutiny", sentence)
    walk.press(hands, "button", "Give an opinion")
    hands.write(scrutineer.page.get_by_label("What do we know?"), "The list is made each week.")
    hands.write(scrutineer.page.get_by_label("How do we know it?"), "Four lists were read.")
    hands.write(scrutineer.page.get_by_label("What next?"), "Ask managers what they did with it.")
    hands.choose(scrutineer.page.get_by_role("radio", name="Limited assurance"))
    walk.press(hands, "button", "Read it once more")
    walk.press(hands, "button", "Sign this opinion")
    assert "Limited assurance." in scrutineer.page.locator(".los-voices").inner_text()


def signs(walk: Walk, unit: Window, lead: Window, review: str) -> None:
    """The unit asks the agencies to sign, and the council's lead signs what is said about it."""
    hands = walk.open(unit, review)
    walk.press(hands, "link", "Edition 1")
    walk.press(hands, "button", "Ask the agencies to sign")
    hands = walk.open(lead, review)
    walk.press(hands, "link", "Edition 1")
    walk.press(hands, "button", "Read and sign")
    hands.choose(lead.page.get_by_role("checkbox"))
    walk.press(hands, "button", "Sign")
    assert lead.page.locator("h1").inner_text().startswith("Sign th")
    walk.press(hands, "button", "Sign")
    assert lead.page.get_by_role("alert").inner_text().startswith("Done\n\nSigned")
