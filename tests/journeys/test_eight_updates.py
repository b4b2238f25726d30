"""The lead of an agency says on a phone what has happened with eight actions, one after the other.

Given eight more actions of the agency are due today and each waits in its work. When the lead opens one after the other
from there, on a screen of 375 pixels, and submits what has happened, then each action shows what was typed for it and
no other, and each update waits for the business unit.
"""

from tests.axe import faults
from tests.journeys.adding import adds, new_action
from tests.journeys.browsing import sideways

MANY = 8


def test_a_lead_updates_eight_items_on_a_phone_and_each_keeps_its_own_words(product, as_role):
    lead = as_role("safeguarding lead", "council", width=375)
    page, address = lead.page, new_action(product)
    lead.go(address)
    titles = [f"Give parents the plan, office {number}" for number in range(1, MANY + 1)]
    for title in titles:
        adds(page, address, title)

    for number, title in enumerate(titles, start=1):
        lead.go("/")
        with page.expect_navigation():
            page.get_by_role("link", name=title).click()
        page.get_by_label("In your words").fill(f"Office {number} gave {number + 3} plans to parents.")
        page.get_by_label("Submit it to the business unit").check()
        if page.get_by_label("Something has").count():
            page.get_by_label("Something has").check()
        if number == 1:
            assert sideways(page) <= 0
            assert not faults(page)
        with page.expect_navigation():
            page.get_by_role("button", name="Save this update").click()
        assert f"Office {number} gave {number + 3} plans to parents." in page.inner_text("main")

    assert lead.said == []
    kept = product.rows(
        "SELECT a.title, u.text, u.state FROM assurance_update u JOIN assurance_action a ON u.action_id = a.id"
        " WHERE a.title LIKE 'Give parents the plan, office %' ORDER BY a.id"
    )
    assert kept == [
        (title, f"Office {number} gave {number + 3} plans to parents.", "submitted")
        for number, title in enumerate(titles, start=1)
    ]
