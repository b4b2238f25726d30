"""The coverage map on the screen and on paper."""

import pytest

from tests.assurance.coverage import twin
from tests.journeys.browsing import role_button
from tests.journeys.printed import sheets
from tests.journeys.product import served


@pytest.fixture
def review(product):
    return product.rows("SELECT ref FROM assurance_review WHERE name LIKE '%Robin%'")[0][0]


def test_the_map_prints_on_one_a3_and_the_page_for_the_chair_on_one_a4(product, as_role, review):
    seen = as_role("business manager")

    seen.go(f"/reviews/{review}/coverage")
    map_sheets = sheets(seen.page)
    seen.go(f"/reviews/{review}/can-show")
    chair_sheets = sheets(seen.page)

    assert map_sheets == [(420, 297)]
    assert chair_sheets == [(210, 297)]


def test_the_map_of_a_whole_report_of_44_paragraphs_prints_on_one_sheet_too(product, browser, tmp_path):
    report = tmp_path / "report.txt"
    report.write_text(twin.report(), encoding="utf-8")
    copy = product.copied_to(tmp_path / "data")
    taken = copy.run("import-summary", str(report), "--review", "new")
    review = copy.rows("SELECT ref FROM assurance_review ORDER BY id DESC")[0][0]

    with served(copy) as running:
        window = browser.new_page()
        window.goto(f"{running.address}/demo/")
        role_button(window, "business manager", "partnership").click()
        window.goto(f"{running.address}/reviews/{review}/coverage")
        lede, map_sheets = window.locator(".los-lede").inner_text(), sheets(window)
        window.goto(f"{running.address}/reviews/{review}/can-show")
        chair_sheets = sheets(window)
        window.close()

    assert taken.returncode == 0, taken.stderr
    assert lede.startswith("13 of 44 paragraphs carry a quotation, 8 pair it with a claim: 1 source, about 1 of 5")
    assert map_sheets == [(420, 297)]
    assert chair_sheets == [(210, 297)]


def test_a_place_of_the_map_leads_by_keyboard_to_its_sentences(product, as_role, review):
    seen = as_role("business manager")
    seen.go(f"/reviews/{review}/coverage")

    seen.page.locator(".los-map__link").first.focus()
    seen.page.keyboard.press("Enter")
    seen.page.wait_for_url("**theme=**")

    heading = seen.page.locator("#sentences").inner_text()
    listed = seen.page.locator(".los-rows__row").count()
    assert heading.endswith(f"({listed})")
    assert listed > 0


def test_without_colour_each_place_says_its_word(product, as_role, review):
    seen = as_role("business manager", forced_colors="active")
    seen.go(f"/reviews/{review}/coverage")

    words = seen.page.locator(".los-map__cell").all_inner_texts()
    borders = seen.page.evaluate(
        "() => [...document.querySelectorAll('.los-map__cell')].map(cell => getComputedStyle(cell).borderTopStyle)"
    )

    assert all(word.strip() for word in words)
    assert {style for style, word in zip(borders, words, strict=True) if word == "No statement"} == {"dashed"}
    assert "solid" in borders


def test_on_a_phone_the_table_gives_way_to_a_list_by_theme(product, as_role, review):
    seen = as_role("business manager", width=375)
    seen.go(f"/reviews/{review}/coverage")

    assert not seen.page.locator(".los-map").is_visible()
    assert seen.page.locator(".los-map-list a").first.is_visible()
    assert "No statement from" in seen.page.locator(".los-map-list").inner_text()


def test_what_ends_within_thirty_days_is_told_with_what_it_would_weaken(product, as_role, review):
    seen = as_role("business manager")
    seen.go(f"/reviews/{review}/evidence")

    seen.page.locator(".los-next .govuk-button").click()

    told = seen.page.locator("main").inner_text()
    assert "Sentence 8 rests on nothing then." in told
    assert "Action 1 falls from «Quality checked» to «Said», and rests on nothing then." in told
