"""A business manager runs a round of five agencies alone: two answer by browser, two by Word pack, one is silent.

Given a review with something open in each of five agencies. When the round is opened, two safeguarding leads answer,
and two packs come back. Then the round names the silent agency, and closes with what is missing.
"""

from pathlib import Path
from typing import Any

import pytest
from docx import Document

from lineofsight.packs.content import HEADINGS, KINDS, NOTHING
from tests.axe import faults
from tests.journeys.browsing import sideways
from tests.journeys.product import Product, served

AGENCIES = {
    "council": "Wexcombe Council children's services",
    "court-service": "Family Court Advisory Service",
    "community-health": "Wexcombe Community Health Trust",
    "mental-health": "Tarn Valley Mental Health Trust",
    "police": "Wexcombe Police",
}
BY_BROWSER, BY_PACK, SILENT = ("council", "court-service"), ("community-health", "mental-health"), "police"
WORDS, KIND = (list(HEADINGS).index(name) for name in ("words", "kind"))


@pytest.fixture(scope="module")
def own_product(told: Product, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A demonstration of its own: the round that its story tells is closed here."""
    with served(told.copied_to(tmp_path_factory.mktemp("collecting") / "data")) as running:
        yield running


class Desk:
    """Everybody's windows in one browser, and what was wrong on the way."""

    def __init__(self, browser: Any, product: Product) -> None:
        self.browser, self.product = browser, product
        self.wrong: list[str] = []
        self.contexts: list[Any] = []

    def enter(self, role: str, agency: str, *, width: int = 1280) -> Any:
        """A page of somebody, at their first page."""
        context = self.browser.new_context(viewport={"width": width, "height": 800}, accept_downloads=True)
        context.set_default_timeout(15_000)
        self.contexts.append(context)
        page = context.new_page()
        page.goto(f"{self.product.address}/demo/")
        form = f'form:has(input[name="agency"][value="{agency}"]):has(input[name="role"][value="{role}"])'
        page.locator(f"{form} button").click()
        return page

    def look(self, page: Any) -> None:
        """What holds on each page of the journey."""
        self.wrong += [f"{page.url}: {fault}" for fault in faults(page)]
        if sideways(page) > 0:
            self.wrong.append(f"{page.url} is too wide")

    def close(self) -> None:
        for context in self.contexts:
            context.close()


@pytest.fixture
def desk(browser: Any, own_product: Product) -> Any:
    made = Desk(browser, own_product)
    yield made
    made.close()


def test_a_round_of_five_agencies_is_opened_answered_and_closed_with_the_silent_one_named(desk: Desk, tmp_path: Path):
    unit = desk.enter("business manager", "partnership")

    # Given the earlier round is closed and each of five agencies leads something that is open.
    unit.get_by_role("link", name="Collecting").first.click()
    unit.get_by_role("link", name="Round 1, Local child").click()
    unit.get_by_role("link", name="Close the round").click()
    unit.get_by_label("Close it all the same").check()
    unit.get_by_role("button", name="Close the round").click()
    unit.get_by_role("link", name="Reviews").click()
    unit.get_by_role("link", name="Local child safeguarding practice review").click()
    review = unit.url
    for code in ("court-service",):
        unit.goto(f"{review}/recommendations/new")
        unit.get_by_label("Short name").fill(f"Say how often ({code})")
        unit.get_by_label("The recommendation, in its exact words").fill("Say how often plans are read, by month.")
        unit.get_by_label("Lead agency").select_option(label=AGENCIES[code])
        unit.get_by_role("button").last.click()
    unit.goto(review)

    # When the business manager opens a round and sees who is asked what.
    unit.get_by_role("link", name="Open a round of updates").click()
    desk.look(unit)
    last = unit.get_by_role("group", name="Last day")
    for part, value in (("Day", "3"), ("Month", "7"), ("Year", "2026")):
        last.get_by_label(part).fill(value)
    # Sentences on which nothing rests are proposed too; here the agencies are asked how far things are.
    sentences = unit.get_by_role("checkbox", name="Sentence ").all()
    assert [box.is_checked() for box in sentences] == [True] * 3
    for box in sentences:
        box.uncheck()
    unit.get_by_role("button", name="See who is asked what").click()
    assert "5 agencies are asked about 5 things" in unit.locator(".los-lede").inner_text()
    desk.look(unit)
    unit.get_by_role("button", name="Open the round").click()
    round_page = unit.url
    assert "0 of 5 (0%) answered" in unit.locator(".los-lede").inner_text()

    # And two agencies answer in the browser, one of them on a phone.
    for code, width in zip(BY_BROWSER, (1280, 375), strict=True):
        lead = desk.enter("safeguarding lead", code, width=width)
        lead.get_by_role("button", name="See what is asked").or_(
            lead.get_by_role("link", name="Answer 1 item of your agency")
        ).last.click()
        desk.look(lead)
        if lead.get_by_role("button", name="Re-confirm unchanged").count():
            lead.get_by_role("button", name="Re-confirm unchanged").click()
        else:
            lead.locator(".los-next .govuk-button").click()
            lead.get_by_label("Something has changed").check()
            lead.get_by_label("In your words").fill("Read every month since May.")
            desk.look(lead)
            lead.get_by_role("button", name="Send this answer").click()
        assert "1 of 1 (100%) answered" in lead.locator("main").inner_text()
        desk.look(lead)

    # And two packs are filled in with Word and come back by mail.
    for code in BY_PACK:
        unit.goto(round_page)
        unit.get_by_role("table").get_by_role("link", name=AGENCIES[code]).click()
        unit.get_by_role("link", name="Download the pack").click()
        desk.look(unit)
        with unit.expect_download() as waiting:
            unit.get_by_role("button", name="Download for Word").click()
        pack = tmp_path / f"{code}.docx"
        waiting.value.save_as(pack)
        document = Document(str(pack))
        cells = document.tables[0].rows[1].cells
        cells[WORDS].text = f"Words of {code}, written in Word."
        cells[KIND].text = KINDS[NOTHING] if code == "mental-health" else ""
        document.save(str(pack))
        unit.get_by_label("Upload the pack that came back").set_input_files(pack)
        unit.get_by_role("button", name="Upload and read").click()
        assert f"Words of {code}, written in Word." in unit.locator("main").inner_text()
        desk.look(unit)
        unit.get_by_role("button", name="Take what is ticked").click()
        assert "1 of 1 (100%) answered" in unit.locator(".los-lede").inner_text()

    # Then the silent agency is named, reminded, and named again when the round is closed.
    unit.goto(round_page)
    lede = unit.locator(".los-lede").inner_text()
    assert "4 of 5 (80%) answered, 1 of them with nothing to report. Wexcombe Police has answered nothing." in lede
    desk.look(unit)
    unit.get_by_role("button", name="Remind the agencies").click()
    assert "0 of 1 item of Wexcombe Police is answered." in unit.get_by_role("textbox").input_value()
    desk.look(unit)
    unit.goto(round_page)
    unit.get_by_role("link", name="Close the round").click()
    assert "Wexcombe Police, silent (1)" in unit.locator("main").inner_text()
    desk.look(unit)
    unit.get_by_label("Close it all the same").check()
    unit.get_by_role("button", name="Close the round").click()
    assert "Not answered when it closed (1)" in unit.locator("main").inner_text()
    desk.look(unit)
    assert desk.wrong == []


def test_one_person_answers_one_question_by_a_link_on_a_phone_without_scripts(desk: Desk):
    unit = desk.enter("business manager", "partnership")
    unit.goto(f"{desk.product.address}/reviews")
    unit.get_by_role("link", name="Local child safeguarding practice review").click()
    unit.get_by_role("link", name="Open a round of updates").click()
    last = unit.get_by_role("group", name="Last day")
    for part, value in (("Day", "3"), ("Month", "7"), ("Year", "2026")):
        last.get_by_label(part).fill(value)
    unit.get_by_role("button", name="See who is asked what").click()
    unit.get_by_role("button", name="Open the round").click()
    unit.get_by_role("table").get_by_role("link", name=AGENCIES[SILENT]).click()
    unit.get_by_role("link", name="Make a reply link").first.click()
    unit.get_by_label("Who answers by it").fill("Sam Lee")
    unit.get_by_role("button", name="Make the link").click()
    address = unit.get_by_label("Link for Sam Lee").input_value()
    desk.look(unit)

    phone = desk.browser.new_context(viewport={"width": 375, "height": 812}, java_script_enabled=False)
    desk.contexts.append(phone)
    page = phone.new_page()
    page.goto(address)
    page.get_by_role("button", name="See what will be sent").click()
    assert "Without words nothing is taken." in page.locator("main").inner_text()
    page.get_by_label("Something has changed").check()
    page.get_by_label("In your words").fill("New officers spend half a day on babies.")
    page.get_by_role("button", name="See what will be sent").click()
    assert "Nothing has been sent yet." in page.locator("main").inner_text()
    page.get_by_role("button", name="Send this answer").click()
    assert "Your answer is in" in page.locator("h1").inner_text()
    page.goto(address)
    assert "This link has been used" in page.locator("main").inner_text()

    unit.get_by_role("link", name="Back to what is asked").click()
    assert "Sam Lee, by reply link, Wexcombe Police" in unit.locator("main").inner_text()
    assert desk.wrong == []
