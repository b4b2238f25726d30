"""A form from its first page to its signature in the browser: without a script, by keyboard, on a phone, for axe."""

import re

import pytest

from tests.axe import bring, faults
from tests.journeys.browsing import bottom_of, sideways, unmarked_focus

QUALITY = "parenting-assessment-quality"
SECTIONS = {
    "the-assessment": {"framework-edition-0": "current", "filed-late-0": "no"},
    "areas": {
        f"{one}-0": "good" for one in ("child-heard", "strengths-and-risks", "parents-view", "change", "reasons")
    },
    "overall": {"overall-0": "good", "returned-0": "no"},
}


def child_near(product) -> tuple[str, str]:
    """A child whom the team manager of the demonstration is near: its reference and its short name."""
    question = (
        "SELECT s.ref, s.shown FROM identities_subject s JOIN identities_near n ON n.subject_id = s.id"
        " JOIN partnership_membership m ON m.person_id = n.person_id WHERE m.role = 'team manager' AND n.is_whole"
        " ORDER BY s.id"
    )
    return product.rows(question)[0]


def wrong_with(seen, *, refused: int = 0) -> list[str]:
    """What is wrong with the page that is open, at any width. `refused`: the answer that brought it, where it is one;
    then the errors stand first and push its heading down."""
    seen.page.set_viewport_size({"width": 1280, "height": 800})
    found = faults(seen.page)
    for width in (375, 320):
        seen.page.set_viewport_size({"width": width, "height": 800})
        if sideways(seen.page) > 0:
            found.append(f"{sideways(seen.page)} px too wide at {width}")
        if width == 375 and not refused and bottom_of(seen.page, "h1") > 800:
            found.append("its heading is below the first screen")
    seen.forgive(refused)
    said, seen.said[:] = list(seen.said), []
    return found + said


def begin(seen, shown: str, instrument: str = QUALITY) -> str:
    seen.go(f"/forms/about/{instrument}")
    if seen.page.get_by_label("Which child?").count():
        seen.page.get_by_label("Which child?").fill(shown)
    seen.page.get_by_role("button", name="Begin").click()
    return seen.page.url


def answer(seen, answers: dict[str, str]) -> None:
    for name, value in answers.items():
        seen.page.locator(f'input[name="{name}"][value="{value}"]').check()


def day(seen, name: str, typed: tuple[str, str, str]) -> None:
    for part, value in zip(("day", "month", "year"), typed, strict=True):
        seen.page.locator(f'input[name="{name}-{part}"]').fill(value)


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_form_is_filled_in_and_signed(product, as_role, script):
    seen = as_role("team manager", "council", java_script_enabled=script)
    _, shown = child_near(product)

    begin(seen, shown)
    for section, answers in SECTIONS.items():
        seen.page.goto(seen.page.url.split("/sections")[0].removesuffix("/check") + f"/sections/{section}")
        answer(seen, answers)
        if section == "the-assessment":
            day(seen, "completed-on-0", ("2", "3", "2026"))
        seen.page.get_by_role("button", name="Save and continue").click()
    assert seen.page.locator("h1").inner_text() == "Check the answers"
    seen.page.get_by_role("button", name="Sign this form").click()

    assert "Signed." in seen.page.locator("main").inner_text()
    assert "The quality check graded the assessment good; 5 of 5 areas were good or better." in (
        seen.page.locator("main").inner_text()
    )
    assert seen.said == []


def test_no_page_of_a_form_has_a_fault_at_any_width(product, as_role):
    seen = as_role("team manager", "council")
    ref, shown = child_near(product)
    bring(seen.page)
    wrong = {}

    def look(name: str, *, refused: int = 0) -> None:
        found = wrong_with(seen, refused=refused)
        if found:
            wrong[name] = found

    for name, path in {
        "forms": "/forms",
        "first page": f"/forms/about/{QUALITY}",
        "first page of a workbook": "/forms/about/substance-use-workbook",
        "forms of a child": f"/forms/children/{ref}",
    }.items():
        seen.go(path)
        look(name)
    address = begin(seen, shown)
    look("form, not started")
    seen.go(f"{address}/sections/the-assessment")
    look("section")
    seen.page.get_by_role("button", name="Save and continue").click()
    look("section with errors", refused=422)
    answer(seen, SECTIONS["the-assessment"] | {"filed-late-0": "yes"})
    day(seen, "completed-on-0", ("2", "3", "2026"))
    seen.page.get_by_role("button", name="Save and continue").click()
    look("section that asks for more")
    seen.go(f"{address}/sections/areas")
    look("section with grades")
    for page in ("", "/check", "/print", "/word"):
        seen.go(f"{address}{page}")
        look(f"form {page}")
    reflection = begin(seen, shown, "not-managing-to-work-with-a-parent")
    seen.go(f"{reflection}/sections/differently")
    look("section that repeats")
    seen.go(f"{begin(seen, shown, 'substance-use-workbook')}/print")
    look("workbook")

    assert wrong == {}


def test_both_sets_of_answers_are_shown_to_the_second_of_two_people(product, as_role):
    first, second = as_role("team manager", "council"), as_role("team manager", "council")
    bring(second.page)
    _, shown = child_near(product)
    address = f"{begin(first, shown)}/sections/areas"
    second.go(address)
    first.go(address)
    answer(first, SECTIONS["areas"])
    first.page.get_by_role("button", name="Save and continue").click()

    answer(second, SECTIONS["areas"] | {"change-0": "inadequate"})
    second.page.get_by_role("button", name="Save and continue").click()

    assert second.page.locator("h1").inner_text() == "Two people answered this"
    assert wrong_with(second, refused=409) == []
    second.page.get_by_label("Join them").check()
    second.page.get_by_role("button", name="Continue").click()
    assert second.page.locator('input[name="change-0"][value="inadequate"]').is_checked()
    second.page.get_by_role("button", name="Save and continue").click()
    second.go(f"{address.split('/sections')[0]}/check")
    assert "Inadequate" in second.page.locator("main").inner_text()


def test_a_section_is_answered_by_keyboard_alone(product, as_role):
    seen = as_role("team manager", "council")
    _, shown = child_near(product)
    seen.go(f"{begin(seen, shown)}/sections/the-assessment")
    unmarked: list[str] = []

    seen.page.locator('input[name="framework-edition-0"]').first.focus()
    for key in ("Space", "Tab", "2", "Tab", "3", "Tab", "2026", "Tab", "ArrowDown"):
        if key.isdecimal():
            seen.page.keyboard.type(key)
        else:
            seen.page.keyboard.press(key)
        unmarked += unmarked_focus(seen.page)
    seen.page.keyboard.press("Tab")
    with seen.page.expect_navigation():
        seen.page.keyboard.press("Enter")

    assert unmarked == []
    assert seen.page.locator("h1").inner_text() == "How good it is"


def test_the_pages_of_a_log_have_no_fault_and_say_what_is_missing(product, as_role):
    seen = as_role("practitioner", "court-service")

    seen.go("/forms/about/guardian-log")
    bring(seen.page)

    assert wrong_with(seen) == []
    seen.page.get_by_role("button", name="Add an entry").click()
    assert wrong_with(seen) == []
    seen.page.get_by_role("button", name="Save and sign this entry").click()
    assert wrong_with(seen, refused=422) == []
    assert "Enter the short name of the child" in seen.page.locator("main").inner_text()


def test_who_is_asked_about_a_word_and_saves_again_does_not_meet_themselves(product, as_role):
    seen = as_role("team manager", "council")
    _, shown = child_near(product)
    address = f"{begin(seen, shown)}/sections/overall"
    seen.go(address)
    answer(seen, {"overall-0": "inadequate", "returned-0": "yes"})
    seen.page.get_by_role("button", name="Save and continue").click()
    thinking = seen.page.locator('[name="to-think-about-0"]')
    day(seen, "right-by-0", ("1", "7", "2026"))

    # Pressed at once after typing: before the page has kept itself.
    thinking.fill("Say more about what Mary saw.")
    with seen.page.expect_response(lambda told: told.status == 422):
        seen.page.get_by_role("button", name="Save and continue").click()
    thinking.fill("Say more about what the child saw.")
    with seen.page.expect_navigation():
        seen.page.get_by_role("button", name="Save and continue").click()

    assert seen.page.locator("h1").inner_text() != "Two people answered this"
    seen.forgive(422)
    assert seen.said == []


KEPT = re.compile(r"^\s*Saved \d+:\d\d")
LOST = re.compile("The connection is lost. What you typed is still on this page")


def said(seen, sentence: re.Pattern[str]) -> None:
    """Wait until the page says under its buttons how it stands with what was typed."""
    seen.page.locator("[data-los-kept]", has_text=sentence).wait_for()


def kept_codes(product, address: str) -> set[str]:
    """What the service holds of a form, as its last saves say."""
    question = (
        "SELECT DISTINCT a.question, a.code FROM forms_answer a JOIN forms_saved s ON a.save_of_id = s.id"
        " JOIN forms_form f ON s.form_id = f.id WHERE f.ref = ?"
    )
    return {code for _, code in product.rows(question, address.rsplit("/forms/")[1].split("/")[0])}


def test_nothing_typed_is_lost_when_the_connection_goes_and_it_is_saved_when_it_returns(product, as_role):
    seen = as_role("team manager", "council")
    _, shown = child_near(product)
    address = begin(seen, shown)
    seen.go(f"{address}/sections/areas")

    # given: what is typed is kept by itself
    answer(seen, {"child-heard-0": "good"})
    said(seen, KEPT)
    assert kept_codes(product, address) == {"good"}

    # when: the connection goes while somebody types, and they even try to save
    seen.page.context.set_offline(True)
    answer(seen, {"change-0": "inadequate"})
    said(seen, LOST)
    seen.page.get_by_role("button", name="Save and continue").click()

    # then: the page stays with every word, and nothing of it stands in the browser's store
    assert seen.page.url.endswith("/sections/areas")
    assert seen.page.locator('input[name="change-0"][value="inadequate"]').is_checked()
    stored = seen.page.evaluate("JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)])")
    assert "inadequate" not in stored
    assert "change-0" not in stored
    assert kept_codes(product, address) == {"good"}

    seen.page.context.set_offline(False)
    said(seen, KEPT)
    assert kept_codes(product, address) == {"good", "inadequate"}
    seen.page.reload()
    assert seen.page.locator('input[name="change-0"][value="inadequate"]').is_checked()


def test_without_its_script_the_page_goes_with_the_connection(product, as_role):
    """The control: what the test above sees is the script's doing, and this is what it would be without."""
    seen = as_role("team manager", "council")
    _, shown = child_near(product)
    address = begin(seen, shown)
    seen.page.route("**/keeping*.js", lambda route: route.abort())
    seen.go(f"{address}/sections/areas")

    seen.page.context.set_offline(True)
    answer(seen, {"change-0": "inadequate"})
    with seen.page.expect_event("requestfailed"):
        seen.page.get_by_role("button", name="Save and continue").click(no_wait_after=True)
    seen.page.context.set_offline(False)

    seen.page.goto(f"{address}/sections/areas")
    assert not seen.page.locator('input[name="change-0"][value="inadequate"]').is_checked()
    assert kept_codes(product, address) == set()
