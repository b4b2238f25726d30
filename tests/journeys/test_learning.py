"""A training lead takes a register on a phone, by keyboard alone; the names are gone when it is closed."""

import json

from tests.axe import bring, faults
from tests.journeys.browsing import sideways
from tests.journeys.hands import Keyboard

LEAD = ("audit and learning lead", "council")


def test_a_training_lead_takes_and_closes_a_register_on_a_phone_by_keyboard(product, as_role):
    ref = product.rows("SELECT ref FROM learning_session WHERE state = 'planned' ORDER BY session_date, id LIMIT 1")[0][
        0
    ]
    (label,) = product.rows("SELECT label FROM learning_booking WHERE label LIKE 'M-%' ORDER BY id LIMIT 1")[0]
    seen = as_role(*LEAD, width=375)
    page, hands = seen.page, Keyboard(seen.page)
    bring(page)
    wrong: dict[str, list[str]] = {}

    def look(name: str) -> None:
        found = faults(page)
        if sideways(page) > 0:
            found.append(f"{sideways(page)} px too wide")
        if found or seen.said:
            wrong[name] = [*found, *seen.said]

    seen.go("/learning")
    look("list")
    seen.go(f"/sessions/{ref}/register")
    look("register")
    assert page.locator("input[name=here]:checked").count() == 0
    heights = page.eval_on_selector_all("input[name=here] + label", "all => all.map(it => it.offsetHeight)")
    assert min(heights) >= 44
    hands.choose(page.get_by_label(label, exact=True))
    hands.press(page.get_by_role("button", name="Save register", exact=True))
    look("saved")
    hands.choose(page.get_by_label(f"Left early: {label}", exact=True))
    hands.press(page.get_by_role("button", name="Save, and add someone who came"))
    look("add")
    hands.write(page.get_by_label("What should the register call them?"), "Wren Hollow")
    page.get_by_label("Of which agency?").select_option(label="Wexcombe Police")
    hands.press(page.get_by_role("button", name="Add them"))
    # What was ticked before somebody was added is still ticked.
    assert page.get_by_label(f"Left early: {label}", exact=True).is_checked()
    hands.press(page.get_by_role("button", name="Save, and close the register"))
    look("close")
    hands.press(page.get_by_role("button", name="Close the register"))
    look("closed")

    assert wrong == {}
    assert hands.unmarked == []
    assert "Wren Hollow" not in page.content()
    assert label not in page.content()
    kept = product.rows(
        f"SELECT * FROM learning_booking b JOIN learning_session s ON s.id = b.session_id WHERE s.ref = '{ref}'"
    )
    told = [product.rows(f"SELECT * FROM {table}") for table in ("trail_event", "trail_payload", "learning_attendance")]
    assert "Wren Hollow" not in json.dumps([kept, told], default=str)
    assert f'"{label}"' not in json.dumps([kept, told], default=str)
    counts = product.rows(
        "SELECT sum(came), sum(left_early) FROM learning_headcount h JOIN learning_session s"
        f" ON s.id = h.session_id WHERE s.ref = '{ref}'"
    )
    assert tuple(counts[0]) == (2, 1)
