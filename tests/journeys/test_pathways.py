"""Health sees a mark on a baby, the council takes part and decides; each reads of the other the day alone.

And the same pages by keyboard alone, in a window of 375 pixels: begin, record, correct, and find it on the board.
"""

from tests.axe import bring, faults
from tests.journeys.browsing import Window, sideways
from tests.journeys.hands import Keyboard
from tests.journeys.product import Product

REFERRED, EXAMINED, DECIDED = (20, 6, 2026), (21, 6, 2026), (22, 6, 2026)
# What health answers at its first step, and what the council answers at its last.
TO_WHOM = "to the team for evenings, nights and weekends"
DECISION = "a section 47 enquiry was begun"


def _children(product: Product, agency: str, pathway: str) -> list[tuple[str, str]]:
    """The reference and the pseudonym of the children of an agency on a pathway, in the order of the story."""
    question = (
        "SELECT s.ref, s.shown FROM pathways_part p JOIN identities_subject s ON p.subject_id = s.id"
        " JOIN partnership_agency a ON p.agency_id = a.id WHERE a.code = ? AND p.pathway = ? ORDER BY p.id"
    )
    return product.rows(question, agency, pathway)


def _send(seen: Window) -> None:
    seen.page.locator("main form button[type=submit]").first.click()


def _day(seen: Window, day: tuple[int, int, int]) -> None:
    for part, number in zip(("day", "month", "year"), day, strict=True):
        seen.page.locator(f'input[name="day-{part}"]').fill(str(number))


def _record(seen: Window, run: str, step: str, day: tuple[int, int, int], code: str = "") -> None:
    seen.go(f"{run}/step?step={step}")
    _day(seen, day)
    if code:
        seen.page.locator(f'input[name="code"][value="{code}"]').check()
    _send(seen)


def test_two_agencies_take_a_baby_with_a_mark_to_its_outcome_and_keep_their_answers_apart(product, as_role):
    baby, of_health = _children(product, "community-health", "keeping-babies-safe")[0]
    _, of_council = _children(product, "council", "keeping-babies-safe")[0]
    visitor, lead, manager = (
        as_role("practitioner", "community-health"),
        as_role("safeguarding lead", "council"),
        as_role("team manager", "council"),
    )

    # given: a health visitor starts the pathway from the child's page and asks the council to take part
    visitor.go(f"/sight/children/{baby}")
    visitor.page.get_by_role("link", name="Start a pathway").click()
    visitor.page.get_by_role("link", name="A mark on a baby who does not move by themselves").click()
    _day(visitor, REFERRED)
    _send(visitor)
    run = visitor.page.url
    _record(visitor, run, "refer", REFERRED, "out-of-hours")
    visitor.page.get_by_role("link", name="Ask an agency to take part").click()
    visitor.page.get_by_label("Wexcombe Council children's services").check()
    _send(visitor)
    _record(visitor, run, "examine", EXAMINED)

    # when: the lead says which child it is, and the team's manager talks it over and decides
    lead.go("/")
    asks = "Wexcombe Community Health Trust asks your agency to take part: A mark on a baby who does not move"
    lead.page.get_by_role("link", name=asks).last.click()
    lead.page.locator('input[name="answer"][value="yes"]').check()
    lead.page.locator('input[name="child"]').fill(of_council)
    _send(lead)
    shared = lead.page.url
    _record(manager, shared, "discuss", DECIDED)
    _record(manager, shared, "outcome", DECIDED, "enquiry")

    # then: each reads its own answers, and of the other the days alone
    manager.go(shared)
    visitor.go(run)
    at_council, at_health = (seen.page.locator("main").inner_text() for seen in (manager, visitor))
    assert DECISION in at_council
    assert DECISION not in at_health
    assert "22 Jun 2026: Wexcombe Council children's services" in at_health
    assert "20 Jun 2026: Wexcombe Community Health Trust" in at_council
    assert TO_WHOM in at_health
    assert TO_WHOM not in at_council
    assert (of_council in at_health, of_health in at_council) == (False, False)
    assert run != shared
    assert visitor.said + lead.said + manager.said == []


def test_the_keyboard_begins_a_pathway_records_a_step_corrects_it_and_finds_it_on_the_board_of_a_phone(
    product, as_role
):
    baby, shown = _children(product, "community-health", "keeping-babies-safe")[1]
    seen = as_role("practitioner", "community-health", width=375)
    page, hands, wrong = seen.page, Keyboard(seen.page), []
    bring(page)

    def look() -> None:
        wrong.extend([*faults(page), *([f"{page.url} is too wide"] if sideways(page) else [])])

    def press(role: str, name: str) -> None:
        hands.press(page.locator("main").get_by_role(role, name=name, exact=True))
        look()

    def write_day(day: tuple[int, int, int]) -> None:
        for part, number in zip(("day", "month", "year"), day, strict=True):
            hands.write(page.locator(f'input[name="day-{part}"]'), str(number))

    # given: a health visitor begins the pathway from the child's page
    seen.go(f"/sight/children/{baby}")
    press("link", "Start a pathway")
    press("link", "A mark on a baby who does not move by themselves")
    write_day(REFERRED)
    press("button", "Start the pathway")
    run = page.url

    # when: they record the referral a day early, are told of it, and put it right
    press("button", "Record this step")
    write_day((19, 6, 2026))
    hands.choose(page.locator('input[name="code"][value="out-of-hours"]'))
    press("button", "Record this step")
    refused = page.locator(".govuk-error-summary").inner_text()
    write_day(EXAMINED)
    press("button", "Record this step")
    as_recorded = page.locator("main").inner_text()
    press("link", "Correct Refer to children's social care of 21 June 2026")
    write_day(REFERRED)
    press("button", "Save the correction")

    # then: the page tells both days, and the board shows the child at what comes next
    as_corrected = page.locator("main").inner_text()
    seen.go("/pathways")
    look()
    press("link", "A mark on a baby who does not move by themselves")
    hands.press(page.locator("main").get_by_role("link", name=shown).first)
    seen.forgive(422)
    assert "The day of a step is not before that." in refused
    assert "21 Jun 2026" in as_recorded
    assert "was 21 Jun 2026, corrected" in as_corrected
    assert page.url == run
    assert (wrong, hands.unmarked, seen.said) == ([], [], [])
