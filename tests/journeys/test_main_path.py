"""One way through the product, walked with a mouse, with the keyboard alone, on a phone and without scripts.

Given a report and a partnership. When it is imported, an agency adds evidence, the unit accepts it, the scrutineer
gives an opinion and the agency signs. Then the check shows what is still missing, and nothing was lost on the way.
One walk goes on from there, each role in its turn, to the page that nobody has to sign in for.
"""

from pathlib import Path

import pytest

from tests.journeys.browsing import Window
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


REPORT = """Wexcombe Safeguarding Children Partnership Local Child Safeguarding Practice Review "Martin"

Oversight of visits

1. Wexcombe Council children's services gave team managers a weekly list of visits that are due.
"""
SEARCHED = ("Published judgments", "Records of the inquest", "The criminal trial", "The press, local and national")
SILENT = ("Wexcombe Integrated Care Board", "Wexcombe Police")
STEPS = (
    ("business manager", "partnership", "Lock it to be checked"),
    ("checker", "partnership", "I have read it: it points to nobody"),
    *(("executive", agency, "Approve it for your agency") for agency in ("council", "care-board", "police")),
    ("publisher", "partnership", "Publish this edition"),
)
DAY = (("Day", "22"), ("Month", "6"), ("Year", "2026"))


def test_from_not_ready_each_role_takes_its_step_until_anybody_reads_the_sentence_and_what_it_rests_on(
    as_role, papers: Path
):
    report = papers / "Martin.txt"
    report.write_text(REPORT)
    walk = Walk(as_role, Mouse, 1280, True)

    # Given a report of one sentence, with its evidence, an opinion and a signature.
    unit, review, _ = imports(walk, report, "Review «Martin»")
    lead, sentence = offers(walk, review, "gave team managers a weekly list", "The weekly list of Martin")
    accepts(walk, unit, "The weekly list of Martin")
    is_sure(walk, sentence)
    signs(walk, unit, lead, review)
    walk.hand = Keyboard
    hands = walk.open(unit, review)
    walk.press(hands, "link", "Edition 1")
    edition = unit.page.url.removeprefix(unit.address)
    assert "Something about the whole Summary is missing." in unit.page.locator("main").inner_text()

    # When the unit does what the page asks for, one thing after the other.
    walk.press(hands, "button", "See what has to be done")
    for place in SEARCHED:
        walk.press(hands, "button", "Say where you looked")
        hands.choose(unit.page.get_by_role("radio", name=place))
        write_day(unit, hands)
        hands.choose(unit.page.get_by_role("checkbox"))
        walk.press(hands, "button", "Record this search")
    walk.press(hands, "button", "Say what the family was offered")
    write_day(unit, hands)
    walk.press(hands, "button", "Record this")
    walk.press(hands, "button", "Say why nobody was asked")
    hands.write(unit.page.get_by_label("Why was nobody asked?"), "It is too soon. They are asked in autumn.")
    walk.press(hands, "button", "Save this reason")
    walk.end_of_stage(unit)
    for agency in SILENT:
        hands = walk.open(unit, f"{edition}/gate")
        walk.press(hands, "link", f"Nothing in the Summary is by {agency}")
        hands.choose(unit.page.get_by_role("radio", name="Not responded"))
        hands.write(unit.page.get_by_label("In one sentence"), f"{agency} has not said what it did.")
        hands.pick(unit.page.get_by_label("Whose it is"), agency)
        walk.press(hands, "button", "Add this")

    # And each role finds the edition in its work and takes its step; before the last, nobody outside reads it.
    public = f"/published/{edition.rpartition('/')[2]}/"
    reader = as_role()
    walk.windows.append(reader)
    for role, agency, button in STEPS:
        reader.go(public, status=404)
        seen, hands = walk.enter(role, agency, "/")
        walk.press(hands, "link", "Review «Martin», edition 1")
        if "/gate" in seen.page.url:
            walk.press(hands, "button", "Go on with edition 1")
        walk.press(hands, "button", button)
        walk.end_of_stage(seen)
    assert "Published. Its words and figures never change" in seen.page.get_by_role("alert").inner_text()

    # Then nobody signed in finds it in the list, reads its sentence, and opens what it rests on.
    hands = walk.open(reader, "/published")
    walk.press(hands, "link", "Review «Martin», edition 1")
    said = reader.page.locator("#s1")
    said.locator("summary").press("Enter")
    walk.end_of_stage(reader)
    assert reader.page.url == f"{reader.address}{public}"
    assert "gave team managers a weekly list of visits that are due." in said.inner_text()
    assert "Said. The agency itself, 22 June 2026. Rests on E1 (document)." in said.inner_text()
    assert "The weekly list of Martin." in said.locator("details[open]").inner_text()
    assert reader.page.context.cookies() == []
    assert walk.troubles() == []


def write_day(seen: Window, hands: Keyboard) -> None:
    """Today, in the one day that a form asks for."""
    for part, number in DAY:
        hands.write(seen.page.get_by_label(part, exact=True), number)


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
