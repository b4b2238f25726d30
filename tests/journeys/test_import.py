"""A Word report is taken in: one paragraph is corrected, a doubt is decided, the review is made, the receipt kept."""

import json
from pathlib import Path

import docx
import pytest

from tests.journeys.browsing import looked
from tests.journeys.hands import Mouse

TEXT = (
    ("Heading 1", "Oversight of visits"),
    (
        "Normal",
        "1. Wexcombe Council children's services gave managers a list of visits. Of the 40 read, 34 were in time.",
    ),
    ("Normal", '2. The Ofsted inspection found that: "managers know which visits are late and why".'),
    ("Heading 1", "The family court"),
    ("Normal", "3. Guidance about the {bird} pathway was written for practitioners."),
)


def word_report(folder: Path, *, about: str) -> Path:
    """A Word file with headings and numbered paragraphs, of its own for each walk."""
    written = docx.Document()
    written.add_heading("Summary of Progress", level=0)
    for style, words in TEXT:
        written.add_paragraph(words.format(bird=about), style=style)
    path = folder / f"{about}.docx"
    written.save(path)
    return path


@pytest.mark.parametrize(("width", "bird"), [(1280, "plover"), (375, "dunlin")])
def test_a_word_report_is_corrected_decided_created_and_leaves_a_receipt(as_role, papers: Path, width: int, bird: str):
    report = word_report(papers, about=bird)
    unit = as_role("business manager", "partnership", width=width)
    hands, page, wrong = Mouse(unit.page), unit.page, []

    # Given the unit uploads a Word report.
    unit.go("/reviews/import")
    hands.upload(page.get_by_label("Upload the report"), report)
    hands.press(page.get_by_role("button", name="Upload and read"))
    wrong += looked(page, width=width)
    assert page.locator("h1").inner_text() == "Check what we read"
    assert "3 paragraphs, 1 quotations" in page.locator(".los-lede").inner_text()

    # When they say of how many a figure is, and which agency says the paragraph that names none.
    preview = page.url
    unit.go(f"{preview}/paragraph?at=0-0")
    wrong += looked(page, width=width)
    hands.write(page.get_by_label("Number (optional)"), "11")
    hands.press(page.get_by_role("button", name="Save and next"))
    unit.go(f"{preview}/paragraph?at=2-0")
    wrong += looked(page, width=width)
    hands.choose(page.get_by_role("radio", name="Wexcombe Council children's services"))
    hands.press(page.get_by_role("button", name="Save and next"))
    wrong += looked(page, width=width)

    # Then the review holds it, and the receipt says who did.
    unit.go(f"{preview}/create")
    wrong += looked(page, width=width)
    hands.write(page.get_by_label("Name of the review"), f"Review «{bird}»")
    hands.press(page.get_by_role("button", name="Create the review"))
    assert page.locator("h1").inner_text() == f"Review «{bird}»"
    unit.go(f"{preview}/receipt")
    wrong += looked(page, width=width)
    with page.expect_download() as coming:
        page.get_by_role("link", name="as data (JSON)").click()
    receipt = json.loads(Path(coming.value.path()).read_text(encoding="utf-8"))
    assert {(one["what"], one["to"]) for one in receipt["corrected"]} == {
        ("number", "11"),
        ("doubt", "Wexcombe Council children's services"),
    }
    assert wrong == []
    assert unit.said == []
