"""A director reads what needs attention and asks, by keyboard and on a phone; the page prints on one sheet."""

from tests.axe import bring, faults
from tests.journeys.browsing import sideways
from tests.journeys.printed import sheets

LEADER = ("leader", "council")


def test_a_director_reads_the_page_asks_by_keyboard_and_finds_the_question_again(product, as_role):
    seen = as_role(*LEADER)
    bring(seen.page)
    seen.go("/overview")
    first = seen.page.get_by_role("link", name="Ask about this").first
    first.focus()
    with seen.page.expect_navigation():
        seen.page.keyboard.press("Enter")
    seen.page.get_by_label("Your question").focus()
    seen.page.keyboard.type("What happens next, and by when?")
    for _ in range(4):
        seen.page.keyboard.press("Tab")
    with seen.page.expect_navigation():
        seen.page.keyboard.press("Enter")

    assert "What happens next, and by when?" in seen.page.locator("main").inner_text()
    assert "waits for an answer" in seen.page.inner_text("main")
    seen.go("/overview")
    assert "questions of yours wait for an answer" in seen.page.inner_text("main")
    wrong = []
    for width in (1280, 375, 320):
        seen.page.set_viewport_size({"width": width, "height": 800})
        wrong += [*faults(seen.page), *(["too wide"] if sideways(seen.page) > 0 else [])]
    assert wrong == []


def test_the_leaders_page_prints_on_one_a4_even_with_seven_long_lines_in_each_list(as_role):
    seen = as_role(*LEADER)
    seen.go("/overview")
    filled = seen.page.evaluate(
        """() => {
            const words = "A sentence of the length that people write when they say what was done, and by whom. "
            let filled = 0
            for (const list of document.querySelectorAll(".los-overview__list")) {
                let items = list.querySelector("ul")
                const bare = list.querySelector("h2").id.match(/changed|unseen/)
                if (!items) { items = document.createElement("ul"); items.className = "govuk-list"; list.append(items) }
                while (items.children.length < 7) {
                    const line = document.createElement("li")
                    line.className = "los-overview__line"
                    line.innerHTML = `<span class="los-overview__what">${words}${words}</span>`
                        + (bare ? "" : `<span class="los-note">${words}</span>`)
                    items.append(line)
                }
                filled += items.children.length
            }
            return filled
        }"""
    )

    assert filled == 42
    assert sheets(seen.page) == [(210, 297)]
