"""The data-protection officer asks for a deletion, the director of the agency reads what goes and agrees, and the
receipt says so: at a desk with a mouse, and on a phone by keyboard alone."""

import pytest

from tests.axe import bring, faults
from tests.journeys.browsing import sideways
from tests.journeys.hands import Keyboard, Mouse

OFFICER, DIRECTOR = ("data-protection officer", "partnership"), ("leader", "council")
# A child of whom something was last recorded long before anybody here can remember.
OF_LONG_AGO = """
from datetime import date
from lineofsight.partnership.models import Agency
from tests.factories import record_rows
of = record_rows.delivery(Agency.objects.get(code="council"), mark="{name}".ljust(64, "0"))
child = record_rows.subject(of, pseudonym="{name}".ljust(26, "0"), shown="{name}")
record_rows.fact(child, day=date(1987, 5, 4))
"""


@pytest.mark.parametrize(
    ("name", "width", "hands"), [("GNE-375", 375, Keyboard), ("GNE-128", 1280, Mouse)], ids=["phone", "desk"]
)
def test_a_child_goes_once_the_director_agrees_and_not_before(product, as_role, name: str, width: int, hands):
    made = product.run("shell", "-c", OF_LONG_AGO.format(name=name))
    assert made.returncode == 0, made.stderr
    officer, director = as_role(*OFFICER, width=width), as_role(*DIRECTOR, width=width)
    wrong: dict[str, list[str]] = {}

    def look(seen, called: str) -> None:
        bring(seen.page)
        found = faults(seen.page)
        if sideways(seen.page) > 0:
            found.append(f"{sideways(seen.page)} px too wide")
        # The browser itself says that a page came back with what is missing.
        found += [said for said in seen.said if "422" not in said]
        if found:
            wrong[called] = found

    # Given the officer sees that one is due, and reads what would go.
    page, at = officer.page, hands(officer.page)
    officer.go("/retention")
    look(officer, "what is kept")
    at.press(page.get_by_role("link", name="Decide about records of children"))
    look(officer, "decide")
    assert "What would go (1)" in page.locator("main").inner_text()
    assert "Records of a child, the last entry in May 1987" in page.locator("main").inner_text()
    assert name not in page.content()

    # When they ask, nothing goes.
    at.choose(page.get_by_label("Ask the agency to agree that the one that goes can be deleted"))
    at.write(page.get_by_label("Why?"), "Nothing was added for 35 years.")
    at.press(page.get_by_role("button", name="Write this decision down"))
    look(officer, "asked")
    assert "Nothing goes until somebody there has agreed" in page.locator("main").inner_text()

    # Then the director finds it on the first page, must choose, and agrees.
    page, at = director.page, hands(director.page)
    director.go("/")
    at.press(page.get_by_role("link", name="Records of children: may 1 of").first)
    look(director, "may they be deleted")
    at.press(page.get_by_role("button", name="Save this answer"))
    look(director, "nothing chosen")
    assert "Choose whether they may be deleted" in page.locator("main").inner_text()
    at.choose(page.get_by_label("Yes, delete them now"))
    at.press(page.get_by_role("button", name="Save this answer"))
    look(director, "agreed")
    assert "Deleted: 1." in page.locator("main").inner_text()

    # And the receipt stands with the decision, with a reference and no word of the child.
    officer.go("/retention")
    look(officer, "receipt")
    told = officer.page.locator("main").inner_text()
    assert "Records of children: 1 deleted. Nothing was added for 35 years." in told
    assert name not in officer.page.content()
    assert wrong == {}
