"""An audit in the browser: the lead draws, an auditor grades on a phone by keyboard, the second reader is blind."""

from tests.axe import bring, faults
from tests.journeys.browsing import sideways
from tests.journeys.hands import Keyboard

LEAD = ("audit and learning lead", "council")
_READ_TWICE = """
    SELECT f.ref, m.role, n.role FROM audits_file f JOIN audits_audit a ON a.id = f.audit_id
    JOIN audits_reading r ON r.file_id = f.id AND NOT r.is_second
    JOIN audits_reading o ON o.file_id = f.id AND o.is_second
    JOIN partnership_membership m ON m.person_id = r.person_id
    JOIN partnership_membership n ON n.person_id = o.person_id
    WHERE a.ref = ? ORDER BY f.number LIMIT 1
"""


def test_a_lead_draws_an_auditor_grades_by_keyboard_at_375_px_and_the_second_reader_is_blind(product, as_role):
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
    drawn = lead.page.url.rsplit("/", 1)[1]
    bring(lead.page)
    found = faults(lead.page)

    file, first, second = product.rows(_READ_TWICE, drawn)[0]
    reader = as_role(first, "council", width=375)
    hand = Keyboard(reader.page)
    reader.go(f"/audit-files/{file}")
    hand.press(reader.page.get_by_role("button", name="Begin to grade"))
    for group in reader.page.get_by_role("group").all():
        good = group.get_by_role("radio", name="Good", exact=True)
        if good.count():
            hand.choose(good)
    bring(reader.page)
    found += [*faults(reader.page), *([f"{sideways(reader.page)} px too wide"] if sideways(reader.page) > 0 else [])]
    hand.press(reader.page.get_by_role("button", name="Save and continue"))
    if "/check" not in reader.page.url:
        reader.go(f"/forms/{reader.page.url.split('/forms/')[1].split('/')[0]}/check")
    hand.press(reader.page.get_by_role("button", name="Sign this form"))
    assert "You have signed your grades." in reader.page.inner_text("main")

    other = as_role(second, "council")
    other.go(f"/audit-files/{file}")
    assert "You have not begun to grade it" in other.page.inner_text("main")
    assert "side by side" not in other.page.inner_text("main")
    assert (found, hand.unmarked, lead.said, reader.said) == ([], [], [], [])
