"""Somebody changes a sentence of the draft: with scripts, without, by keyboard, on a phone, and beside somebody else.

Given the draft of the demonstration. When words are typed, the checks follow and the caret stays; what is typed is
never lost, whoever saves first and whatever becomes of the connection.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.axe import faults
from tests.journeys.browsing import sideways
from tests.journeys.hands import Keyboard
from tests.journeys.product import Product, served

Enter = Callable[..., Page]
UNIT, LEAD = ("business manager", "partnership"), ("safeguarding lead", "council")


@pytest.fixture(scope="module")
def own_product(told: Product, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """A copy of the demonstration: sentences are changed here that others count."""
    with served(told.copied_to(tmp_path_factory.mktemp("editor") / "data")) as running:
        yield running


@pytest.fixture
def enter(browser: Browser, own_product: Product) -> Iterator[Enter]:
    """Open a sentence of the draft as somebody: `enter(LEAD, 11, width=375)`."""
    contexts = []

    def opened(who: tuple[str, str], number: int, *, width: int = 1280, **options: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 800}, **options)
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{own_product.address}/demo/")
        role, agency = who
        form = f'form:has(input[name="agency"][value="{agency}"]):has(input[name="role"][value="{role}"])'
        page.locator(f"{form} button").click()
        page.goto(f"{own_product.address}/summaries/{own_product.story()['draft']}/edit?sentence={number}")
        return page

    yield opened
    for context in contexts:
        context.close()


def sentence(page: Page, number: int) -> str:
    return page.locator(f"#s{number} .los-sentence__text").inner_text()


def test_from_what_is_refused_one_key_leads_into_the_field_of_its_sentence(enter: Enter):
    page = enter(UNIT, 11, java_script_enabled=False)
    page.goto(page.url.replace("/edit?sentence=11", "/gate"))
    mend = page.locator('.los-refused a[href$="#words"]').first
    number = mend.inner_text().split(":")[0].removeprefix("Mend sentence ")

    mend.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")

    expect(page.get_by_label(f"Sentence {number}", exact=True)).to_be_focused()


def test_a_pause_of_typing_brings_the_checks_and_the_caret_stays_where_it_was(enter: Enter):
    page = enter(LEAD, 11)
    field = page.locator("#words")
    field.focus()
    field.evaluate("it => it.setSelectionRange(8, 8)")

    page.keyboard.type(" always with Jo")
    expect(page.locator("#checks")).to_contain_text("«always» is a claim")

    assert field.evaluate("it => [it === document.activeElement, it.selectionStart]") == [True, 23]
    page.locator('label:has-text("«Jo» is not one")').click()
    expect(page.locator("#checks")).not_to_contain_text("looks like a name")
    # What was ticked is gone; the keyboard stays where it was.
    expect(page.locator("#checks :focus")).to_have_count(1)
    expect(page.locator("#reads")).to_contain_text("always")
    expect(page.locator("#status")).to_contain_text("Kept as a draft at")
    assert faults(page) == []

    page.reload()
    assert page.get_by_role("button", name="Discard it").is_visible()
    assert faults(page) == []
    page.get_by_role("button", name="Use it").click()
    assert "always" in page.locator("#words").input_value()
    page.get_by_role("button", name="Save sentence 11").click()
    assert "always" in sentence(page, 11)


def test_a_figure_goes_in_where_the_caret_is_and_is_kept_as_its_words(enter: Enter, own_product: Product):
    ((number,),) = own_product.rows("SELECT number FROM assurance_evidence WHERE title LIKE 'Second reading%'")
    page = enter(LEAD, 5)
    field = page.locator("#words")
    field.fill("A second person read the plans:  were good or better.")
    field.evaluate("it => it.setSelectionRange(32, 32)")

    page.get_by_role("button", name="Put into the sentence").first.click()
    assert field.input_value() == f"A second person read the plans: {{F{number}}} were good or better."
    expect(page.locator("#reads .los-chip")).to_have_text("34 of 40 (85%)")
    page.get_by_role("button", name="Save sentence 5").click()

    assert sentence(page, 5).endswith("A second person read the plans: 34 of 40 (85%) were good or better.")


def test_without_scripts_a_button_does_the_same(enter: Enter):
    page = enter(LEAD, 12, java_script_enabled=False)
    page.locator("#words").fill("Oversight is always read by Jo.")

    page.get_by_role("button", name="Check and keep as draft").click()
    checks = page.locator("#checks").inner_text()
    page.locator('label:has-text("«Jo» is not one")').click()
    page.get_by_role("button", name="Check and keep as draft").click()
    again = page.locator("#checks").inner_text()
    page.get_by_role("button", name="Save sentence 12").click()

    assert "«always» is a claim" in checks
    assert "«Jo» looks like a name" in checks
    assert "looks like a name" not in again
    assert sentence(page, 12).endswith("Oversight is always read by Jo.")


def test_two_people_who_change_one_sentence_lose_neither_text(enter: Enter):
    first, second = enter(UNIT, 17), enter(LEAD, 17)
    first.locator("#words").fill("The council has recruited 42 workers.")
    second.locator("#words").fill("The council recruited workers and most remain.")

    first.get_by_role("button", name="Save sentence 17").click()
    second.get_by_role("button", name="Save sentence 17").click()

    assert second.locator("h1").inner_text() == "Two people changed this"
    assert "42" in second.locator(".los-diff").inner_text()
    assert second.locator("#id_text").input_value() == "The council recruited workers and most remain."
    assert faults(second) == []
    second.get_by_label("Join them").check()
    second.locator("#id_text").fill("The council recruited 42 workers and most remain.")
    second.get_by_role("button", name="Save this version").click()
    assert sentence(second, 17).endswith("The council recruited 42 workers and most remain.")


def test_a_lost_connection_keeps_the_field_and_says_so(enter: Enter):
    page = enter(UNIT, 9)
    page.context.set_offline(True)

    page.locator("#words").fill("The service published its standards in May.")

    expect(page.locator("#lost")).to_contain_text("the connection is lost. Your words are still here.")
    expect(page.locator("#status")).to_contain_text("Your words are still here.")
    assert page.locator("#words").input_value() == "The service published its standards in May."
    page.context.set_offline(False)
    page.locator("#words").press_sequentially(" ")
    expect(page.locator("#lost")).to_be_hidden()


def test_on_a_phone_sentence_checks_and_evidence_follow_each_other(enter: Enter):
    page = enter(UNIT, 5, width=375)

    tops = [page.locator(one).bounding_box()["y"] for one in ("#reads", "#words", "#checks", ".los-editor__offer")]
    jump = page.locator(".los-jump a").first

    assert tops == sorted(tops)
    assert sideways(page) <= 0
    assert faults(page) == []
    jump.click()
    assert "#section-1" in page.url


def test_by_keyboard_alone_a_sentence_is_changed_and_saved(enter: Enter):
    page = enter(UNIT, 8)
    hand = Keyboard(page)

    hand.write(page.locator("#words"), "The trust wrote guidance for reports to the family court.")
    hand.press(page.get_by_role("button", name="Save sentence 8"))

    assert hand.unmarked == []
    assert sentence(page, 8).endswith("The trust wrote guidance for reports to the family court.")
