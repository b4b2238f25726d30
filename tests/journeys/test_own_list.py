"""A list of a council's own: its columns are proposed, corrected, tried on it and kept, and the list is read."""

from pathlib import Path

import pytest

from tests.journeys.browsing import looked
from tests.journeys.hands import Keyboard, Mouse

ROWS = """Client ID,Contact ref,Contact date,How seen,{name}
1001,C1,03/03/2026,Alone,Robin Example
1001,C2,07/04/2026,Phone call,Robin Example
1002,C3,08/04/2026,With others,Kim Example
"""


@pytest.mark.parametrize(("width", "of", "hand"), [(1280, "Carer's name", Mouse), (375, "Child's name", Keyboard)])
def test_a_list_of_ones_own_is_tried_kept_and_read(as_role, papers: Path, width: int, of: str, hand):
    listed = papers / f"contacts-{width}.csv"
    listed.write_text(ROWS.format(name=of))
    analyst = as_role("analyst", "council", width=width)
    hands, page, wrong = hand(analyst.page), analyst.page, []

    # Given an analyst hands in a list that nobody has mapped.
    analyst.go("/returns/new")
    hands.choose(page.get_by_role("radio", name="A list of our own"))
    page.locator("input[type=file]").set_input_files(listed)
    hands.press(page.get_by_role("button", name="Upload and read"))
    wrong += looked(page, width=width)
    assert page.locator("h1").inner_text() == "How is your list read?"
    assert page.get_by_label(of.capitalize()).input_value() == "thrown away"

    # When they say what a row tells, and what its words mean.
    hands.write(page.get_by_label("What is the list called?"), f"Contacts at {width}")
    page.get_by_label("What does a row tell?").select_option("care-visit")
    hands.press(page.get_by_role("button", name="Try it on the list"))
    wrong += looked(page, width=width)
    page.get_by_label("«Alone» means").select_option("seen-alone")
    page.get_by_label("«With others» means").select_option("seen")
    hands.press(page.get_by_role("button", name="Try it on the list"))
    wrong += looked(page, width=width)
    assert "2 would be taken, 1 refused" in page.locator("#tried").inner_text()

    # Then it is kept, and the list waits to be taken.
    hands.press(page.get_by_role("button", name="Keep it, and read the list"))
    wrong += looked(page, width=width)
    assert f"What we would take from the list «Contacts at {width}»" in page.locator("h1").inner_text()
    assert wrong == []
