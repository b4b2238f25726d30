"""The scrutineer gives an opinion, challenges, is answered, and sees both lapse when the wording changes.

Given a sentence that rests on an audit. When the scrutineer signs an opinion and doubts something, the agency's lead
answers on a phone; when the unit changes a word, the scrutineer's page says of both that they are about earlier words.
"""

from typing import Any

from tests.axe import faults
from tests.journeys.browsing import sideways
from tests.journeys.places import OF_ROBIN, SCRUTINEER

WORDS = "A manager read 41 of 52"
DOUBT = "Who chose the 52 assessments?"
ANSWER = "They are all that were written in the year."


def press(page: Any, name: str, *, role: str = "button") -> None:
    """Press Enter on a control, and wait for the page that comes."""
    control = page.get_by_role(role, name=name, exact=True).first
    control.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_an_opinion_is_given_a_challenge_is_answered_and_both_lapse_with_the_wording(product, as_role):
    found = product.rows(
        "SELECT s.ref FROM assurance_statement s JOIN assurance_wording w ON s.current_id = w.id"
        f" WHERE w.text LIKE '{WORDS}%' AND s.review_id = (SELECT id FROM assurance_review WHERE {OF_ROBIN})"
    )
    sentence = f"/statements/{found[0][0]}"
    scrutineer = as_role(*SCRUTINEER)
    page = scrutineer.page

    # Given an opinion is signed by keyboard.
    scrutineer.go(f"{sentence}/opinion")
    page.get_by_label("Limited assurance").check()
    for at, words in enumerate(("The plans were read.", "By a second reader.", "Read ten more.")):
        page.locator("textarea").nth(at).fill(words)
    press(page, "Read it once more")
    told = page.inner_text("main")
    assert "Outside opinion: limited assurance (Independent scrutineer" in told
    assert not faults(page)
    press(page, "Sign this opinion")
    assert "Limited assurance. The plans were read." in page.inner_text("main")

    # When the same scrutineer challenges the sentence.
    press(page, "Challenge this sentence", role="link")
    page.get_by_label("What do you doubt").fill(DOUBT)
    assert not faults(page)
    press(page, "Challenge it")
    challenge = page.url
    assert "It waits in the work of" in page.inner_text("main")

    # Then the lead of the agency finds it in their work, and answers on a phone.
    lead = as_role("safeguarding lead", "council", width=375)
    lead.go("/")
    assert DOUBT in lead.page.inner_text("main")
    lead.go(sentence)
    press(lead.page, "Answer the challenge")
    lead.page.get_by_label("Your answer").fill(ANSWER)
    assert not faults(lead.page)
    assert sideways(lead.page) <= 0
    press(lead.page, "Answer")
    assert lead.page.title().startswith("Answered; the scrutineer has not closed it")

    # And the scrutineer reads the answer, and sees both lapse once a word was changed.
    scrutineer.go(sentence)
    assert ANSWER in page.inner_text("main")
    unit = as_role("business manager")
    unit.go(f"{sentence}/change")
    unit.page.locator("#id_text").fill(
        "Of 52 assessments of parents a manager read 41 (79%) before they went to court."
    )
    unit.page.locator("main form button").first.focus()
    with unit.page.expect_navigation():
        unit.page.keyboard.press("Enter")
    scrutineer.go(sentence)
    told = page.inner_text("main")
    assert "It has lapsed: what it rests on has changed since." in told
    assert "what it was about has changed since" in told
    assert page.locator(".los-next a").first.inner_text() == "Close the challenge"

    # And closes the challenge: what it was about is gone.
    press(page, "Close the challenge")
    page.get_by_label("Resolved").check()
    page.get_by_label("Why?").fill("It was answered, and the sentence says it otherwise.")
    press(page, "Say so")
    assert page.url == challenge
    assert page.title().startswith("Resolved")
    assert scrutineer.said == []
