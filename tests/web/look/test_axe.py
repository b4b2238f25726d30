"""Words that are drawn alike are measured once, and no pale word is missed for it."""

import pytest
from playwright.sync_api import Browser

from tests.axe import SCRIPT, faults, of_distinct_words

PAGE = """<!doctype html><html lang="en-GB"><title>A page</title><style>
    body { background: #fff; color: #0b0c0c; position: relative }
    .pale { color: #ccc } .dark { background: #222; height: 40px; position: relative }
    .over { position: absolute; top: 5px }
    .quiet { opacity: 0.3 }
</style><main><h1>A page</h1>%s</main>"""
ALIKE = "<p>These words are drawn like the others.</p>" * 40
PALE = {
    "words of a pale class": '<p class="pale">Here</p>',
    "plain words in a dark box": '<div class="dark"><p>Here</p></div>',
    "a link in a pale sentence": '<p class="pale"><span>Here</span></p>',
    "words in something that is half seen": '<div class="quiet"><p>Here</p></div>',
    "words that are moved over a dark box": '<div class="dark"><p class="over">Here</p></div>',
    "words in a field": '<input aria-label="A field" class="pale" value="Here">',
    "a pale word in a plain sentence": '<p>Not <b style="color: #ccc">here</b></p>',
    "a pale word that says so itself": '<p style="color: #ccc">Here</p>',
}


@pytest.mark.parametrize("pale", PALE.values(), ids=list(PALE))
def test_a_pale_word_among_many_is_found_as_axe_finds_it_on_the_whole_page(browser: Browser, pale: str):
    page = browser.new_page()
    page.set_content(PAGE % (ALIKE + pale + ALIKE))

    found = faults(page)
    whole = page.evaluate(
        "axe.run({runOnly: ['color-contrast']}).then(found => found.violations.flatMap(one => one.nodes).length)"
    )
    page.close()

    assert len(found) == whole == 1
    assert found[0].startswith("color-contrast: ")


def test_control_where_all_words_are_dark_nothing_is_found_and_few_are_measured(browser: Browser):
    page = browser.new_page()
    page.set_content(PAGE % ALIKE)

    found, distinct = faults(page), of_distinct_words(page)
    page.close()

    assert found == []
    assert distinct == 2


def test_axe_is_in_a_page_once_and_finds_a_fault_that_is_none_of_contrast(browser: Browser):
    page = browser.new_page()
    page.add_init_script(SCRIPT)
    page.goto("about:blank")
    page.set_content(PAGE % "<input>")

    found = faults(page)
    page.close()

    assert [fault.partition(":")[0] for fault in found] == ["label"]
