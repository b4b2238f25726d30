"""An analyst adds a measure, sees its figure, keeps it as evidence; the business unit agrees, and cites it."""

from tests.axe import bring, faults
from tests.journeys.browsing import sideways
from tests.journeys.hands import Keyboard

ID = "care-visits-made"


def test_an_analyst_adds_a_measure_by_keyboard_and_another_cites_its_figure(product, as_role):
    analyst = as_role("analyst", "council")
    page, hand = analyst.page, Keyboard(analyst.page)
    bring(page)
    wrong: dict[str, list[str]] = {}

    def look(name: str) -> None:
        found = faults(page)
        page.set_viewport_size({"width": 375, "height": 800})
        if sideways(page) > 0:
            found.append(f"{sideways(page)} px too wide")
        page.set_viewport_size({"width": 1280, "height": 800})
        # A refused form is answered with 422, which the browser notes.
        said = [one for one in analyst.said if "422" not in one]
        if found or said:
            wrong[name] = [*found, *said]

    analyst.go("/measures/add?from=visits-in-care-in-time")
    page.locator("summary", has_text="Its groups, source and days").press("Enter")
    hand.write(page.locator("#id_id"), ID)
    hand.write(page.get_by_label("Its name"), "Visits to children in care that were made, in time or late")
    assert page.locator("#id_counted_1_column").input_value() == "stands"
    hand.write(page.locator("#id_counted_1_value"), "")
    hand.press(page.get_by_role("button", name="Try it on the records"))
    look("refused")
    assert "Enter with what it is compared." in page.inner_text("main")
    hand.write(page.locator("#id_counted_1_value"), "in time, late")
    examples = page.locator("#id_examples")
    hand.press(page.get_by_role("button", name="Try it on the records"))
    # The examples that it started from say what the other measure gives.
    assert "Example «plain: two in time, one late»: the total: 3 of 3 (100%), not 2 of 3 (67%)." in page.inner_text(
        "main"
    )
    mended = examples.input_value().replace("2, of: 3", "3, of: 3").replace("2 of 3 (67%)", "3 of 3 (100%)")
    hand.write(examples, mended)
    hand.press(page.get_by_role("button", name="Try it on the records"))
    look("tried")
    assert "nothing is kept yet" in page.inner_text("main")
    before = product.rows("SELECT COUNT(*) FROM assurance_ownmeasure")[0][0]
    hand.press(page.get_by_role("button", name="Keep it on the shelf"))
    look("kept")
    assert "For local sign-off: added by Agency analyst" in page.inner_text("main")
    assert product.rows("SELECT COUNT(*) FROM assurance_ownmeasure")[0][0] == before + 1
    hand.press(page.get_by_role("button", name="Use as evidence"))
    hand.press(page.get_by_role("link", name="Robin"))
    hand.choose(page.get_by_role("checkbox").first)
    hand.press(page.get_by_role("button", name="Keep it behind these sentences"))
    evidence = page.url.rsplit("/", 1)[1]
    assert (wrong, hand.unmarked) == ({}, [])

    unit = as_role("business manager")
    unit.go(f"/measures/{ID}", status=404)
    assert "Page not found" in unit.page.inner_text("main")
    unit.go("/measures")
    with unit.page.expect_navigation():
        unit.page.get_by_role(
            "link", name="Read «Visits to children in care that were made, in time or late» and agree to it"
        ).click()
    bring(unit.page)
    assert faults(unit.page) == []
    with unit.page.expect_navigation():
        unit.page.get_by_role("button", name="Agree to version 1").click()
    unit.go(f"/measures/{ID}")
    assert "agreed by Business manager" in unit.page.inner_text("main")
    unit.go(f"/evidence/{evidence}/judge")
    unit_hand = Keyboard(unit.page)
    unit_hand.choose(unit.page.get_by_role("radio", name="Accept it: it counts"))
    unit_hand.press(unit.page.locator("main form button[type=submit]"))
    standing = product.rows("SELECT state FROM assurance_evidence WHERE ref = ?", evidence)
    assert standing == [("accepted",)]
    unit.go(f"/measures/{ID}")
    assert "Behind 1 sentence." in unit.page.inner_text("main")
