"""Eight pathways, each from its start through the pages by those who take its steps, as its own first example tells.

Three are walked in the browser, with a second agency. Of the other five the same pages are read and the same forms sent
without one, with the fields that stand there.
"""

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

import pytest

from tests.axe import bring
from tests.journeys.browsing import Window, looked
from tests.journeys.hands import Keyboard, Mouse
from tests.journeys.product import Product
from tests.journeys.reading import Writer
from tests.journeys.stories import Story, day_fields, story_of

IN_THE_BROWSER = {"keeping-babies-safe": Mouse, "when-we-are-not-managing": Mouse, "guardian-exchange": Keyboard}
BY_FORMS = ("pre-proceedings", "care-proceedings", "review-decisions", "placed-with-parents", "returned-home")
# Children whom the people of a story find: they were on that pathway, and are on none now. Each walk takes another.
_CHILDREN = """
    SELECT DISTINCT s.ref, s.shown FROM pathways_part p JOIN identities_subject s ON p.subject_id = s.id
    JOIN partnership_agency a ON p.agency_id = a.id
    WHERE a.code = ? AND p.pathway = ? AND NOT EXISTS (SELECT 1 FROM pathways_part q JOIN pathways_run o
    ON q.run_id = o.id WHERE q.subject_id = s.id AND o.ended IS NULL) ORDER BY s.id
"""
_KNOWN_BY = {
    "council": "care-proceedings",
    "community-health": "keeping-babies-safe",
    "court-service": "guardian-exchange",
}
_LAST_CALL = "SELECT ref FROM pathways_call ORDER BY id DESC"


class Browsing:
    """Somebody in a browser, who does what a `Writer` does without one, and looks at how pages are drawn."""

    def __init__(self, seen: Window, hand: type) -> None:
        self.seen, self.page, self.hands = seen, seen.page, hand(seen.page)
        self.wrong: list[str] = []
        bring(seen.page)

    @property
    def path(self) -> str:
        return self.page.url.removeprefix(self.seen.address)

    def go(self, path: str) -> None:
        self.seen.go(path)

    def follow(self, end: str) -> None:
        self.hands.press(self.page.locator(f'main a[href$="{end}"]').first)

    def send(self, fields: dict[str, str]) -> None:
        for name, value in fields.items():
            field = self.page.locator(f'main [name="{name}"]')
            if field.first.get_attribute("type") == "radio":
                self.hands.choose(self.page.locator(f'main [name="{name}"][value="{value}"]'))
            else:
                self.hands.write(field, value)
        self.hands.press(self.page.locator("main form button[type=submit]").first)

    def words(self) -> str:
        return " ".join(self.page.locator("main").inner_text().split())

    def look(self) -> None:
        self.wrong += looked(self.page, width=1280)

    def troubles(self) -> list[str]:
        return [*self.wrong, *getattr(self.hands, "unmarked", []), *self.seen.said]


def tell(story: Story, product: Product, child_at: int, person: Callable[[str, str], Any]) -> dict[str, str]:
    """Tell a story through the pages. person: somebody of a role and agency. Out: the page of each agency's part."""
    children = {code: product.rows(_CHILDREN, code, _KNOWN_BY[code])[child_at] for code in story.agencies}
    manager = person("team manager", "council")
    manager.go(f"/sight/children/{children['council'][0]}/start")
    manager.follow(f"?of={story.pathway.id}")
    days = {"day": story.started, **{f"asked_{kind}": day for kind, day in story.asked.items()}}
    manager.send({field: part for name, day in days.items() for field, part in day_fields(name, day).items()})
    manager.look()
    assert "Started." in manager.words()
    parts = {"council": manager.path}
    for code in story.agencies[1:]:
        manager.follow("/call")
        manager.send({"agency": product.rows("SELECT ref FROM partnership_agency WHERE code = ?", code)[0][0]})
        lead = person("safeguarding lead", code)
        lead.go(f"/pathway-calls/{product.rows(_LAST_CALL)[0][0]}")
        lead.send({"answer": "yes", "child": children[code][1]})
        lead.look()
        parts[code] = lead.path
    for step, move, day in story.moves:
        role, code = story.who(step)
        somebody = person(role, code)
        somebody.go(parts[code])
        if move.not_required:
            somebody.follow(f"/leave-out?step={step.id}")
            somebody.send({"reason": move.not_required})
            assert "Recorded as not required" in somebody.words()
            continue
        somebody.follow(f"/step?step={step.id}")
        number = {"number": str(move.number)} if move.number else {}
        somebody.send(day_fields("day", day) | ({"code": move.code} if move.code else {}) | number)
        assert f"Recorded: {step.title[:1].lower()}{step.title[1:]}." in somebody.words()
    return parts


def stands_as_told(story: Story, parts: dict[str, str], person: Callable[[str, str], Any]) -> None:
    """Each agency reads every day, of its own steps what came of them, and of the others' nothing more."""
    pages = {}
    for code, part in parts.items():
        reader = person(next(role for role, of in map(story.who, story.pathway.steps) if of == code), code)
        reader.go(part)
        reader.look()
        pages[code] = reader.words()
    last = max(day for _, _, day in story.moves)
    for code, page in pages.items():
        assert (f"Ended on {last.day} {last:%B %Y}." in page) == story.example.ended
        # What has ended asks for nothing more.
        assert not (story.example.ended and "Not yet" in page)
        assert [days for days in story.late if f"Done, {days} days late" not in page] == []
        for step, move, day in story.moves:
            words, is_own = story.words_of(step, move), story.who(step)[1] == code
            # Of a privileged step no other agency reads that there is one.
            assert (step.title in page) == (is_own or not step.is_private), (code, step.id)
            assert move.not_required or (step.is_private and not is_own) or short(day) in page, (code, step.id)
            assert not words or (f": {words}" in page) == is_own, (code, step.id)


def short(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


@pytest.fixture(scope="module")
def writer(product) -> Callable[[str, str], Writer]:
    """Somebody of a role and agency without a browser, who stepped into it once for all walks."""
    return cache(lambda role, agency: Writer(product, role, agency))


@pytest.mark.parametrize("id", BY_FORMS)
def test_each_role_takes_its_steps_of_a_pathway_through_the_forms_of_its_pages_without_a_browser(id, product, writer):
    story = story_of(id)

    stands_as_told(story, tell(story, product, BY_FORMS.index(id), writer), writer)


@pytest.mark.parametrize("id", IN_THE_BROWSER)
def test_two_agencies_take_a_pathway_through_the_browser_as_its_example_tells(id, product, as_role):
    people = []

    @cache
    def person(role: str, agency: str) -> Browsing:
        people.append(Browsing(as_role(role, agency), IN_THE_BROWSER[id]))
        return people[-1]

    story = story_of(id)
    parts = tell(story, product, len(BY_FORMS) + list(IN_THE_BROWSER).index(id), person)
    stands_as_told(story, parts, person)

    assert len(parts) == 2
    assert [trouble for one in people for trouble in one.troubles()] == []


def test_control_a_field_and_a_step_that_a_page_does_not_have_are_not_sent(product, writer):
    child = product.rows(_CHILDREN, "council", _KNOWN_BY["council"])[0][0]
    manager = writer("team manager", "council")
    manager.go(f"/sight/children/{child}/start?of=returned-home")

    with pytest.raises(KeyError):
        manager.send({"colour": "red"})
    with pytest.raises(AssertionError, match="has no link to"):
        manager.follow("/step?step=look")
