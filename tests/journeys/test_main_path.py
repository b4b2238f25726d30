"""One way through the product, walked with a mouse, with the keyboard alone, on a phone and without scripts.

Given a report and a partnership. When it is imported, an agency adds evidence, the unit accepts it, the scrutineer
gives an opinion and the agency signs. Then the check shows what is still missing, and nothing was lost on the way.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.journeys.browsing import Window, bottom_of, sideways
from tests.journeys.hands import Keyboard, Mouse
from tests.journeys.reports import invented, read

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

    def enter(self, role: str, agency: str, path: str) -> tuple[Window, Any]:
        """Open a page as somebody."""
        seen = self.as_role(role, agency, width=self.width, java_script_enabled=self.has_scripts)
        return seen, self.open(seen, path)

    def open(self, seen: Window, path: str) -> Any:
        """Go to a page with hands of one's own."""
        seen.go(path)
        self.look(seen.page)
        self.hands.append(self.hand(seen.page))
        return self.hands[-1]

    def look(self, page: Page) -> None:
        """What holds on each page of the walk."""
        if not self.has_scripts:
            # The browser runs none of the page's scripts, and ours to measure it neither.
            return
        if sideways(page) > 0:
            self.wrong.append(f"{page.url} is {sideways(page)} px too wide")
        if self.width == PHONE and bottom_of(page, "h1") > HEIGHT:
            self.wrong.append(f"{page.url} begins below the first screen")


WALKS = {
    "with a mouse": (Mouse, 1280, True),
    "with the keyboard alone": (Keyboard, 1280, True),
    "on a phone": (Mouse, PHONE, True),
    "without scripts": (Mouse, 1280, False),
}
CHILD = ("Wren", "Finch", "Swift", "Heron")


@pytest.mark.parametrize("manner", WALKS)
def test_a_report_becomes_sentences_with_evidence_opinion_and_signature(as_role, papers: Path, manner: str):
    child = CHILD[list(WALKS).index(manner)]
    text = invented(about=child)
    report = papers / f"{child}.txt"
    report.write_text(text)
    document = read(text)
    total = sum(len(paragraph.sentences) for paragraph in document.paragraphs())
    walk = Walk(as_role, *WALKS[manner])

    # Given the unit imports a report and sees what was read before anything is made.
    unit, hands = walk.enter("business manager", "partnership", "/reviews/import")
    hands.upload(unit.page.get_by_label("Upload the report"), report)
    hands.press(unit.page.get_by_role("button", name="Upload and read"))
    walk.look(unit.page)
    assert unit.page.locator("h1").inner_text() == "Check what we read"
    assert f"{len(list(document.paragraphs()))} paragraphs" in unit.page.locator(".los-lede").inner_text()
    assert "1 place needs your eye" in unit.page.locator(".los-lede").inner_text()
    hands.press(unit.page.get_by_role("link", name="Go on to create the review"))
    walk.look(unit.page)
    hands.write(unit.page.get_by_label("Name of the review"), f"Review «{child}»")
    hands.press(unit.page.get_by_role("button", name="Create the review"))
    walk.look(unit.page)
    review = unit.page.url
    assert unit.page.locator("h1").inner_text() == f"Review «{child}»"
    assert f"of {total}" in unit.page.locator(".los-lede").inner_text()

    # When its lead adds a note as evidence to a sentence of the council.
    lead, hands = walk.enter("safeguarding lead", "council", review)
    row = lead.page.locator(".los-rows__row", has_text="gave team managers a weekly list")
    hands.press(row.get_by_role("link"))
    walk.look(lead.page)
    sentence = lead.page.url
    assert "Nothing current stands behind it" in lead.page.locator(".los-basis").inner_text()
    hands.press(lead.page.get_by_role("button", name="Add evidence"))
    walk.look(lead.page)
    hands.write(lead.page.get_by_label("What is it called?"), f"The weekly list of {child}")
    hands.choose(lead.page.get_by_role("radio", name="A document"))
    hands.write(lead.page.get_by_label("Note (optional)"), "The list as team managers see it on Mondays.")
    hands.choose(lead.page.get_by_role("radio", name="Said", exact=True))
    hands.press(lead.page.get_by_role("button", name="Offer this evidence"))
    walk.look(lead.page)
    assert "The business unit checks it next" in lead.page.get_by_role("alert").inner_text()

    # And the unit accepts it.
    unit, hands = walk.enter("business manager", "partnership", "/")
    hands.press(unit.page.get_by_role("link", name=f"The weekly list of {child}").last)
    walk.look(unit.page)
    hands.press(unit.page.get_by_role("button", name="Judge"))
    walk.look(unit.page)
    hands.choose(unit.page.get_by_role("radio", name="Accept it: it counts"))
    hands.press(unit.page.get_by_role("button", name="Save this answer"))
    assert unit.page.locator(".los-lede").inner_text() == "It counts: accepted, and current."

    # And the scrutineer says how sure one can be.
    scrutineer, hands = walk.enter("scrutineer", "scrutiny", sentence)
    hands.press(scrutineer.page.get_by_role("button", name="Give an opinion"))
    walk.look(scrutineer.page)
    hands.write(scrutineer.page.get_by_label("What do we know?"), "The list is made each week.")
    hands.write(scrutineer.page.get_by_label("How do we know it?"), "Four lists were read.")
    hands.write(scrutineer.page.get_by_label("What next?"), "Ask managers what they did with it.")
    hands.choose(scrutineer.page.get_by_role("radio", name="Limited assurance"))
    hands.press(scrutineer.page.get_by_role("button", name="Read it once more"))
    walk.look(scrutineer.page)
    hands.press(scrutineer.page.get_by_role("button", name="Sign this opinion"))
    walk.look(scrutineer.page)
    assert "Limited assurance." in scrutineer.page.locator(".los-voices").inner_text()

    # And the agency signs what is said about it, once the unit asks.
    hands = walk.open(unit, review)
    hands.press(unit.page.get_by_role("link", name="Edition 1"))
    hands.press(unit.page.get_by_role("button", name="Ask the agencies to sign"))
    walk.look(unit.page)
    hands = walk.open(lead, review)
    hands.press(lead.page.get_by_role("link", name="Edition 1"))
    hands.press(lead.page.get_by_role("button", name="Read and sign"))
    walk.look(lead.page)
    hands.choose(lead.page.get_by_role("checkbox"))
    hands.press(lead.page.locator("main").get_by_role("button", name="Sign"))
    walk.look(lead.page)
    assert lead.page.locator("h1").inner_text().startswith("Sign th")
    hands.press(lead.page.locator("main").get_by_role("button", name="Sign"))
    walk.look(lead.page)
    assert lead.page.get_by_role("alert").inner_text().startswith("Done\n\nSigned")

    # Then the check says what is missing still, and where to mend it; the signed agency is not among them.
    hands = walk.open(unit, review)
    hands.press(unit.page.get_by_role("link", name="Edition 1"))
    hands.press(unit.page.get_by_role("button", name="See which sentences, and why"))
    walk.look(unit.page)
    assert unit.page.locator("h1").inner_text() == "Can this be published?"
    assert unit.page.locator(".los-lede").inner_text().startswith("Not ready.")
    waiting = unit.page.locator("#signatures ~ table").first.inner_text()
    assert "Wexcombe Community Health Trust" in waiting
    assert "Wexcombe Council" not in waiting
    assert walk.wrong == []
    assert [hands.unmarked for hands in walk.hands if isinstance(hands, Keyboard) and hands.unmarked] == []
    assert [seen.said for seen in (unit, lead, scrutineer)] == [[], [], []]


def test_the_keyboard_passes_every_control_of_a_long_form_and_is_caught_nowhere(product, as_role):
    seen = as_role("safeguarding lead", "council")
    seen.go(f"/summaries/{product.story()['draft']}/sign")
    controls = seen.page.evaluate(
        """() => {
            const kinds = "a[href], button, input:not([type=hidden]), textarea, select, summary"
            const all = document.querySelectorAll(kinds)
            const groups = new Set()
            return [...all].filter(it => it.checkVisibility({contentVisibilityAuto: true})).filter(it => {
                if (it.type !== "radio") return true
                const is_new = !groups.has(it.name)
                groups.add(it.name)
                return is_new
            }).length
        }"""
    )
    reached = set()
    for _ in range(controls):
        seen.page.keyboard.press("Tab")
        reached.add(seen.page.evaluate("[...document.querySelectorAll('*')].indexOf(document.activeElement)"))

    assert controls > 20
    assert len(reached) == controls


def test_a_control_that_hides_its_focus_is_noticed(product, as_role):
    seen = as_role("safeguarding lead", "council")
    seen.go("/reviews")
    seen.page.evaluate(
        "document.querySelector('main a').setAttribute('id', 'it')"
        " || document.getElementById('it').style.setProperty('box-shadow', 'none', 'important')"
        " || document.getElementById('it').style.setProperty('outline', 'none', 'important')"
    )
    hands = Keyboard(seen.page)

    hands._reach(seen.page.locator("#it"), "wanted => document.activeElement === wanted")

    assert len(hands.unmarked) == 1
