"""One way through the product, walked with a mouse, with the keyboard alone, on a phone and without scripts.

Given a report and a partnership. When it is imported, an agency adds evidence, the unit accepts it, the scrutineer
gives an opinion and the agency signs. Then the check shows what is still missing, and nothing was lost on the way.
"""

from pathlib import Path

import pytest

from tests.journeys.hands import Keyboard, Mouse
from tests.journeys.reports import invented, read
from tests.journeys.walking import PHONE, Walk, accepts, imports, is_sure, offers, signs

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

    # Given the unit imports a report, an agency adds a note to one of its sentences, and the unit accepts it.
    unit, review, was_read = imports(walk, report, f"Review «{child}»")
    assert f"{len(list(document.paragraphs()))} paragraphs" in was_read
    assert "1 place needs your eye" in was_read
    assert f"of {total}" in unit.page.locator(".los-lede").inner_text()
    lead, sentence = offers(walk, review, "gave team managers a weekly list", f"The weekly list of {child}")
    accepts(walk, unit, f"The weekly list of {child}")

    # When the scrutineer says how sure one can be, and the agency signs what is said about it.
    is_sure(walk, sentence)
    signs(walk, unit, lead, review)

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
    assert walk.troubles() == []


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
