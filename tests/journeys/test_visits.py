"""What is due for a child, with those who do it: a visit, a reason for a late one, a talk before a review."""

from playwright.sync_api import Locator

from tests.axe import bring
from tests.journeys.browsing import Window
from tests.journeys.hands import Keyboard
from tests.journeys.walking import PHONE, Walk


def write_day(seen: Window, hands: Keyboard) -> None:
    """Today, in the one day that a form asks for."""
    for part, number in (("Day", "22"), ("Month", "6"), ("Year", "2026")):
        hands.write(seen.page.get_by_label(part, exact=True), number)


def answer(seen: Window, question: str, word: str) -> Locator:
    """The radio of an answer to a question of a form."""
    return seen.page.get_by_role("group", name=question).get_by_role("radio", name=word, exact=True)


def row_of(seen: Window, words: str) -> Locator:
    """The first row of a table in which some words stand."""
    return seen.page.locator("main tbody tr", has_text=words).first


def test_a_worker_records_a_visit_on_a_phone_by_keyboard_and_reads_at_once_how_it_stands(as_role):
    walk = Walk(as_role, Keyboard, PHONE, True)
    worker, hands = walk.enter("practitioner", "council", "/sight")
    bring(worker.page)
    row = row_of(worker, "Record a visit")
    child = row.locator("a[href^='/sight/children/']").first.inner_text()
    assert "Overdue by" in row.inner_text()

    walk.press(hands, "link", "Record a visit")
    write_day(worker, hands)
    hands.choose(answer(worker, "Was the child seen?", "Yes"))
    hands.choose(answer(worker, "Was the child seen alone?", "Yes"))
    walk.press(hands, "button", "Record it")
    walk.end_of_stage(worker)

    told = worker.page.get_by_role("alert").inner_text()
    assert "Recorded. That visit was" in told
    assert "late. Next: " in told
    hands = walk.open(worker, "/sight")
    assert child not in worker.page.locator("main table").inner_text()
    assert walk.troubles() == []


def test_a_manager_says_why_a_visit_is_late_and_the_reason_stands_beside_it(as_role):
    walk = Walk(as_role, Keyboard, 1280, True)
    manager, hands = walk.enter("team manager", "council", "/sight")
    bring(manager.page)
    child = row_of(manager, "Say why it is late").locator("a[href^='/sight/children/']").first.inner_text()
    walk.press(hands, "link", "Say why it is late")
    assert "This is not a referral" in manager.page.locator("main").inner_text()
    hands.choose(manager.page.get_by_role("radio", name="Somebody went and met nobody."))
    walk.press(hands, "button", "Save the reason")
    walk.end_of_stage(manager)
    assert "what was late stays late" in manager.page.get_by_role("alert").inner_text()
    walk.open(manager, "/sight")
    row = row_of(manager, child).inner_text()
    assert "Overdue by" in row
    assert "Why: Somebody went and met nobody (team manager)" in row
    assert walk.troubles() == []


def test_a_reviewing_officer_says_that_they_spoke_with_the_child_and_the_list_of_reviews_knows_it(as_role):
    walk = Walk(as_role, Keyboard, 1280, True)
    officer, hands = walk.enter("reviewing officer", "council", "/sight/reviews")
    bring(officer.page)
    row = row_of(officer, "Not yet")
    child = row.locator("a").first.inner_text()
    walk.press(hands, "link", "Say that you spoke")
    write_day(officer, hands)
    hands.choose(answer(officer, "Was the child alone with the reviewing officer?", "Yes"))
    walk.press(hands, "button", "Record it")
    walk.end_of_stage(officer)
    assert "Recorded." in officer.page.get_by_role("alert").inner_text()
    walk.open(officer, "/sight/reviews")
    row = row_of(officer, child).inner_text()
    assert "Yes, 22 June 2026" in row
    assert ("Not yet" in row, "Say that you spoke" in row) == (False, False)
    assert walk.troubles() == []
