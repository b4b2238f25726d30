"""A workforce lead hands a list of people in: a word that the list does not know, then all of it, by keyboard."""

import json
from pathlib import Path

from tests.axe import bring, faults
from tests.journeys.browsing import sideways
from tests.journeys.hands import Keyboard

LEAD = ("audit and learning lead", "council")
HEAD = "Staff number,Name,Post number,Team,Role,FTE,Started,Left,Agency worker,Leaving reason\n"
ROW = "z901,Wren Hollow,,North 1,{role},1,01/06/2026,,no,\n"


def test_a_workforce_lead_sees_what_a_list_would_give_before_all_of_it_is_taken(product, as_role, papers):
    seen = as_role(*LEAD)
    page, hands = seen.page, Keyboard(seen.page)
    bring(page)
    wrong: dict[str, list[str]] = {}
    people = "SELECT COUNT(*) FROM workforce_spell"
    before = product.rows(people)

    def look(name: str) -> None:
        found = faults(page)
        page.set_viewport_size({"width": 375, "height": 800})
        if sideways(page) > 0:
            found.append(f"{sideways(page)} px too wide")
        page.set_viewport_size({"width": 1280, "height": 800})
        if found or seen.said:
            wrong[name] = [*found, *seen.said]

    def hand_in(name: str, text: str) -> None:
        seen.go("/lists/new?of=people-in-post")
        path = Path(papers) / name
        path.write_text(text, encoding="utf-8")
        hands.upload(page.locator("input[type=file]"), path)
        hands.press(page.get_by_role("button", name="Read the list"))

    seen.go("/lists")
    look("lists")
    hand_in("wrong.csv", HEAD + ROW.format(role="Wizard"))
    look("refused")
    assert "1 of 1 row cannot be taken, so none is." in page.locator("main").inner_text()
    assert page.get_by_role("button", name="Take these").count() == 0
    hands.press(page.get_by_role("button", name="Leave it, take nothing"))
    hand_in("right.csv", HEAD + ROW.format(role="Social worker"))
    look("to take")
    assert product.rows(people) == before
    hands.press(page.get_by_role("button", name="Take this row"))
    look("receipt")
    assert "1 row was taken." in page.locator("main").inner_text()
    seen.go("/workforce")
    look("workforce")

    assert wrong == {}
    assert hands.unmarked == []
    assert product.rows(people)[0][0] == before[0][0] + 1
    kept = [product.rows(f"SELECT * FROM {table}") for table in ("workforce_stafflist", "workforce_staffmember")]
    told = json.dumps([*kept, product.rows("SELECT * FROM trail_payload")], default=str)
    assert "Wren Hollow" not in told
    assert "z901" not in told
