"""Search in the browser: by keyboard, on a phone, and what is found opens for whoever found it."""

import pytest

from tests.axe import bring, faults
from tests.journeys.browsing import sideways

# Words that stand in many kinds of thing, and the roles that see different parts of them.
WORDS = ("visit", "plan", "care")
PEOPLE = (
    ("business manager", "partnership"),
    ("safeguarding lead", "council"),
    ("practitioner", "council"),
    ("contributor", "community-health"),
    ("scrutineer", "scrutiny"),
    ("leader", "council"),
    ("data-protection officer", "partnership"),
)
EACH = 2


def test_somebody_searches_by_keyboard_and_finds_a_sentence_and_a_rule(as_role):
    seen = as_role("safeguarding lead", "council")
    bring(seen.page)
    seen.go("/")
    seen.page.get_by_role("link", name="Search", exact=True).focus()
    with seen.page.expect_navigation():
        seen.page.keyboard.press("Enter")
    seen.page.get_by_label("What do you look for?").focus()
    seen.page.keyboard.type("Babies")
    with seen.page.expect_navigation():
        seen.page.keyboard.press("Enter")

    told = seen.page.inner_text("main")
    assert "Sentences: " in told
    assert "What is looked after: " in told
    assert seen.page.url.endswith("/search")
    assert "babies" not in seen.page.title().casefold()
    wrong = []
    for width in (1280, 375, 320):
        seen.page.set_viewport_size({"width": width, "height": 800})
        wrong += [*faults(seen.page), *(["too wide"] if sideways(seen.page) > 0 else [])]
    assert wrong == []

    seen.page.get_by_label("What do you look for?").fill("")
    with seen.page.expect_navigation():
        seen.page.get_by_role("button", name="Search").click()
    assert "Enter a word to look for." in seen.page.inner_text("main")
    seen.forgive(422)


@pytest.mark.parametrize("who", PEOPLE, ids=[role for role, _ in PEOPLE])
def test_what_somebody_finds_opens_for_them(who, as_role):
    seen = as_role(*who)
    wrong, kinds = [], set()
    for word in WORDS:
        seen.go("/search")
        seen.page.get_by_label("What do you look for?").fill(word)
        with seen.page.expect_navigation():
            seen.page.get_by_role("button", name="Search").click()
        for heading in seen.page.get_by_role("heading", level=2).all():
            kinds.add(heading.inner_text().split(":")[0])
            links = heading.locator("xpath=following-sibling::ul[1]//a").all()[:EACH]
            for href in [link.get_attribute("href") or "" for link in links]:
                answer = seen.page.request.get(seen.address + href)
                if not answer.ok or ((mark := href.partition("#")[2]) and f'id="{mark}"' not in answer.text()):
                    wrong.append(f"{href}: {answer.status}")

    assert wrong == []
    # Words of the glossary are everybody's; nobody finds nothing at all.
    assert kinds
