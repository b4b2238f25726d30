"""An audit in the browser: the lead draws, an auditor grades on a phone by keyboard, the second reader is blind.

Once both have signed, the second reader says which grade stands where they differ.
"""

from tests.axe import bring, faults
from tests.journeys.browsing import Window, looked
from tests.journeys.hands import Keyboard

LEAD = ("audit and learning lead", "council")
# Of the round that the story leaves open: who may read what of a new one hangs on its random number.
_READ_TWICE = """
    SELECT f.ref, m.role, n.role FROM audits_file f JOIN audits_audit a ON a.id = f.audit_id
    JOIN audits_reading r ON r.file_id = f.id AND NOT r.is_second
    JOIN audits_reading o ON o.file_id = f.id AND o.is_second
    JOIN partnership_membership m ON m.person_id = r.person_id
    JOIN partnership_membership n ON n.person_id = o.person_id
    WHERE a.state = 'drawn' AND r.state = 'given' AND o.state = 'given' ORDER BY f.id LIMIT 1
"""


def signs_grades(seen: Window, file: str, *, first: str) -> tuple[Keyboard, list[str]]:
    """Grade a file by keyboard, the first area with that word and every other «Good», and sign it.

    Out: the hands, and what is wrong with the page of the grades.
    """
    page, hand = seen.page, Keyboard(seen.page)
    bring(page)
    seen.go(f"/audit-files/{file}")
    assert "You have not begun to grade it" in page.inner_text("main")
    assert "side by side" not in page.inner_text("main")
    hand.press(page.get_by_role("button", name="Begin to grade"))
    areas = [group for group in page.get_by_role("group").all() if group.get_by_role("radio", name="Good").count()]
    for at, area in enumerate(areas):
        hand.choose(area.get_by_role("radio", name="Good" if at else first, exact=True))
    found = looked(page, width=375)
    hand.press(page.get_by_role("button", name="Save and continue"))
    if "/check" not in page.url:
        seen.go(f"/forms/{page.url.split('/forms/')[1].split('/')[0]}/check")
    hand.press(page.get_by_role("button", name="Sign this form"))
    return hand, found


def test_a_lead_draws_files_by_keyboard_and_gives_them_out(product, as_role):
    lead = as_role(*LEAD)
    hand = Keyboard(lead.page)
    lead.go("/audits/new?of=practice-audit")
    hand.write(lead.page.get_by_label("How many files?"), "12")
    hand.press(lead.page.get_by_role("button", name="Go on"))
    assert "Nothing is drawn yet" in lead.page.inner_text("main")
    hand.press(lead.page.get_by_role("button", name="Draw 12 files"))
    # The first leads to the form, the second draws.
    hand.press(lead.page.get_by_role("button", name="Draw 12 files"))
    hand.press(lead.page.get_by_role("button", name="Give the files out"))
    for person in lead.page.get_by_role("checkbox").all():
        hand.choose(person)
    hand.press(lead.page.get_by_role("button", name="Give the files out"))
    assert "readings are signed" in lead.page.inner_text("main")
    bring(lead.page)
    assert (faults(lead.page), hand.unmarked, lead.said) == ([], [], [])


def test_two_readers_grade_by_keyboard_at_375_px_each_blind_and_the_second_says_which_grade_stands(product, as_role):
    file, first, second = product.rows(_READ_TWICE)[0]
    reader, other = (as_role(role, "council", width=375) for role in (first, second))
    hand, seen = signs_grades(reader, file, first="Good")
    assert "You have signed your grades." in reader.page.inner_text("main")
    second_hand, seen_by_second = signs_grades(other, file, first="Requires improvement")
    assert "You two differ in 1 of " in other.page.inner_text("main")
    reader.go(f"/audit-files/{file}")
    assert "Not agreed yet" in reader.page.inner_text("main")
    assert reader.page.get_by_role("button", name="Say which grade stands").count() == 0

    found = [*seen, *seen_by_second, *looked(other.page, width=375)]
    second_hand.press(other.page.get_by_role("button", name="Say which grade stands"))
    second_hand.choose(other.page.get_by_role("radio", name="Good", exact=True))
    found += looked(other.page, width=375)
    second_hand.press(other.page.get_by_role("button", name="These grades stand"))
    assert "Agreed. These grades count." in other.page.get_by_role("alert").inner_text()
    assert "Where you differed, one grade stands." in other.page.inner_text("main")
    assert "Not agreed yet" not in other.page.inner_text("main")
    found += looked(other.page, width=375)
    assert (found, hand.unmarked + second_hand.unmarked) == ([], [])
    assert reader.said + other.said == []
