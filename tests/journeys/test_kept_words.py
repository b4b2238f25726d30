"""Words that were not sent when the line dropped, the page was closed or the machine changed hands.

Given somebody who writes an update on a train. When the connection goes between typing and pressing, then the page says
so and keeps every word, another page has them too, and they are gone once they are sent, at sign-out and after a day.
"""

import re
from typing import Any

import pytest

from tests.axe import faults
from tests.journeys.adding import adds, new_action
from tests.journeys.browsing import role_button, sideways
from tests.journeys.places import LEAD

WORDS = "Managers read 12 of 14 plans with the child."
STORED = "JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)])"
KEPT = re.compile(r"Your words of \d+:\d\d[ap]m were kept on this device\. They were not sent\.")


@pytest.fixture
def update(product, as_role, request) -> str:
    """The page on which the council's lead says what has happened with an action of this test's own."""
    lead, address = as_role(*LEAD), new_action(product)
    lead.go(address)
    adds(lead.page, address, f"Read plans aloud, {request.node.name[:60]}")
    (ref,) = product.rows("SELECT ref FROM assurance_action ORDER BY id DESC LIMIT 1")[0]
    return f"/actions/{ref}/update"


def write(seen: Any, words: str = WORDS) -> None:
    """Type, and wait until the browser has it."""
    seen.page.locator("#id_text").fill(words)
    until_kept(seen, 1)


def offered(seen: Any) -> Any:
    """The part of the page that offers words which were kept."""
    return seen.page.get_by_role("region", name="Words that were kept")


def kept(seen: Any) -> int:
    """How many forms' words the browser keeps."""
    return int(seen.page.evaluate("Object.keys(localStorage).filter(name => name.startsWith('los-words:')).length"))


def until_kept(seen: Any, number: int) -> None:
    """Wait until the browser keeps the words of so many forms."""
    seen.page.evaluate(
        """number => new Promise((done, fail) => {
            const kept = () => Object.keys(localStorage).filter(name => name.startsWith("los-words:")).length
            const look = () => kept() === number ? done() : requestAnimationFrame(look)
            setTimeout(() => fail(`${kept()} are kept, and not ${number}`), 15000)
            look()
        })""",
        number,
    )


def press_without_a_line(seen: Any) -> None:
    """Send the form while no request goes through, though the browser believes that it is connected."""
    seen.page.route("**/*", lambda route: route.abort())
    with seen.page.expect_event("framenavigated"):
        seen.page.locator("main form button[type=submit]").first.click(no_wait_after=True)
    seen.page.unroute("**/*")


def test_without_a_connection_the_page_stays_and_says_that_the_words_are_kept(as_role, update):
    seen = as_role(*LEAD, width=375)
    seen.go(update)
    write(seen)

    seen.page.context.set_offline(True)
    seen.page.locator("main form button[type=submit]").first.click()

    seen.page.get_by_text("The connection is lost, so nothing was sent. Your words are kept on this device.").wait_for()
    assert seen.page.url.endswith(update)
    assert WORDS not in seen.page.evaluate(STORED), "what rests on the device can be read by nobody who finds it"
    seen.page.context.set_offline(False)


def test_words_that_were_pressed_into_a_dead_line_are_put_back_and_gone_once_they_are_sent(as_role, update):
    seen = as_role(*LEAD, width=375)
    seen.go(update)
    write(seen)
    press_without_a_line(seen)

    seen.go(update)
    offered(seen).get_by_text(KEPT).wait_for()
    assert seen.page.locator("#id_text").input_value() != WORDS
    assert not faults(seen.page)
    assert sideways(seen.page) <= 0
    seen.page.get_by_role("button", name="Put them back").press("Enter")
    assert seen.page.locator("#id_text").input_value() == WORDS
    assert seen.page.evaluate("document.activeElement.id") == "id_text"

    assert kept(seen) == 1
    seen.page.get_by_label("Submit it to the business unit").check()
    seen.page.get_by_label("Something has").check()
    with seen.page.expect_navigation():
        seen.page.get_by_role("button", name="Save this update").click()
    assert WORDS in seen.page.inner_text("main")
    until_kept(seen, 0)
    seen.go(update)
    assert not offered(seen).count()


def test_control_without_the_piece_the_words_are_gone(as_role, update):
    seen = as_role(*LEAD)
    seen.page.route("**/kept_words*.js", lambda route: route.abort())
    seen.go(update)
    seen.page.locator("#id_text").fill(WORDS)
    press_without_a_line(seen)
    seen.page.route("**/kept_words*.js", lambda route: route.abort())

    seen.go(update)
    assert seen.page.locator("#id_text").input_value() != WORDS
    assert not offered(seen).count()
    assert kept(seen) == 0


def test_words_that_were_thrown_away_are_not_offered_again(as_role, update):
    seen = as_role(*LEAD)
    seen.go(update)
    write(seen)

    seen.go(update)
    seen.page.get_by_role("button", name="Throw them away").click()
    assert kept(seen) == 0
    seen.go(update)
    assert not offered(seen).count()


def test_signing_out_clears_the_words_and_leaving_without_it_does_not(as_role, update):
    # A session of its own: the others' goes on.
    seen = as_role()
    seen.go("/demo/")
    seen.page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    with seen.page.expect_navigation():
        role_button(seen.page, *LEAD).click()
    seen.go(update)
    write(seen)
    seen.go("/")
    assert kept(seen) == 1, "the control: a page that is left keeps them"

    with seen.page.expect_navigation():
        seen.page.get_by_role("button", name="Sign out").first.click()

    assert kept(seen) == 0


def test_who_signs_in_after_somebody_finds_nothing_of_theirs(as_role, signed_in, update):
    seen = as_role(*LEAD)
    seen.go(update)
    write(seen)

    # The first went away without signing out; the cookies are another's now.
    seen.page.context.clear_cookies()
    seen.page.context.add_cookies(signed_in("business manager", "partnership")["cookies"])
    seen.go("/")

    assert kept(seen) == 0


@pytest.mark.parametrize(("hours", "is_kept"), [(23, 1), (25, 0)])
def test_words_are_kept_for_a_day(as_role, update, hours, is_kept):
    seen = as_role(*LEAD)
    seen.go(update)
    write(seen)

    seen.page.evaluate(
        """hours => {
            const name = Object.keys(localStorage).find(name => name.startsWith("los-words:"))
            const record = JSON.parse(localStorage.getItem(name))
            localStorage.setItem(name, JSON.stringify({ ...record, at: record.at - hours * 3600 * 1000 }))
        }""",
        hours,
    )
    seen.go(update)

    assert kept(seen) == is_kept
