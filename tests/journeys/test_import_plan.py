"""An Excel plan is taken in to the end; a hostile file is refused in one sentence, and nothing is written."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from tests.axe import faults
from tests.factories.plans import ROWS, workbook
from tests.journeys.browsing import sideways
from tests.journeys.hands import Mouse


def looked(page) -> list[str]:
    """What is wrong with the page in sight."""
    return faults(page) + ([f"{page.url} is {sideways(page)} px too wide"] if sideways(page) > 0 else [])


@pytest.mark.parametrize(("width", "bird"), [(1280, "curlew"), (375, "godwit")])
def test_an_excel_plan_becomes_actions_that_keep_its_words(as_role, papers: Path, width: int, bird: str):
    plan = papers / f"{bird}.xlsx"
    named = tuple(tuple(cell.replace("plan", f"{bird} plan") for cell in row) for row in ROWS)
    plan.write_bytes(workbook(named))
    unit = as_role("business manager", "partnership", width=width)
    hands, page, wrong = Mouse(unit.page), unit.page, []

    # Given the unit uploads a plan in which one agency and one day are not known.
    unit.go("/reviews/import")
    hands.press(page.get_by_role("link", name="Import an action plan"))
    hands.upload(page.get_by_label("Upload the plan"), plan)
    hands.press(page.get_by_role("button", name="Upload and read"))
    wrong += looked(page)
    assert page.locator("h1").inner_text() == "Check the plan"
    assert "3 actions, 3 updates" in page.locator(".los-lede").inner_text()

    # When they say what the columns are, which agency «CSC» is, and by which day «ongoing» will be done.
    hands.press(page.get_by_role("link", name="Change columns"))
    wrong += looked(page)
    page.get_by_label("Column «Evidence»").select_option(label="Not used")
    hands.press(page.get_by_role("button", name="Save"))
    hands.press(page.get_by_role("link", name="Change agencies"))
    wrong += looked(page)
    page.get_by_label("«CSC» is").select_option(index=2)
    page.get_by_label("«Northmoor Community Health» is").select_option(index=3)
    hands.press(page.get_by_role("button", name="Save"))
    hands.press(page.get_by_role("link", name="Change due days"))
    wrong += looked(page)
    for part, value in (("Day", "31"), ("Month", "3"), ("Year", "2027")):
        hands.write(page.get_by_label(part, exact=True), value)
    hands.press(page.get_by_role("button", name="Save"))
    hands.press(page.get_by_role("link", name="As it will be written (3)"))
    wrong += looked(page)

    # Then the last button writes it, and an action shows the plan's own word in quotation marks.
    hands.press(page.get_by_role("link", name="Go on to write the plan"))
    wrong += looked(page)
    page.get_by_label("Into which review").select_option("new")
    hands.write(page.get_by_label("Name of the new review"), f"Review «{bird}»")
    hands.press(page.get_by_role("button", name="Write the plan"))
    assert page.locator("h1").inner_text() == f"Review «{bird}»"
    hands.press(page.get_by_role("link", name=f"Read every {bird} plan with the child."))
    hands.press(page.get_by_role("link", name="Write guidance for practitioners."))
    wrong += looked(page)
    assert "The plan says «On track»" in page.locator(".los-lede").inner_text()
    assert "which said «On track»" in page.locator("main").inner_text()

    # When the plan comes again with another status, then only that is written.
    plan.write_bytes(workbook(tuple(tuple(cell.replace("On track", "At risk") for cell in row) for row in named)))
    unit.go("/reviews/import-plan")
    hands.upload(page.get_by_label("Upload the plan"), plan)
    hands.press(page.get_by_role("button", name="Upload and read"))
    hands.press(page.get_by_role("link", name="Change here before"))
    wrong += looked(page)
    page.get_by_label("This is a later edition of").select_option(label=f"Review «{bird}»")
    hands.press(page.get_by_role("button", name="Save"))
    wrong += looked(page)
    assert "1 says something new" in page.locator(".los-lede").inner_text()
    assert wrong == []
    assert unit.said == []


def bomb() -> bytes:
    """A workbook that would unpack to far more than it is."""
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", "<Types/>")
        made.writestr("xl/workbook.xml", b" " * 300_000_000)
    return written.getvalue()


def with_macros() -> bytes:
    """A workbook with a part that holds macros."""
    written = BytesIO(workbook())
    with zipfile.ZipFile(written, "a") as made:
        made.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0 macros")
    return written.getvalue()


HOSTILE = {
    "a zip bomb": ("bomb.xlsx", bomb),
    "a workbook with macros": ("macros.xlsx", with_macros),
    "a program by another name": ("plan.xlsx", lambda: b"MZ\x90\x00" + b"\x00" * 2000),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_is_refused_in_one_sentence_and_nothing_is_written(product, as_role, papers: Path, what: str):
    name, content = HOSTILE[what]
    (papers / name).write_bytes(content())
    unit = as_role("business manager", "partnership")
    hands, page = Mouse(unit.page), unit.page
    before = product.rows("SELECT count(*) FROM assurance_reportimport")

    unit.go("/reviews/import-plan")
    hands.upload(page.get_by_label("Upload the plan"), papers / name)
    hands.press(page.get_by_role("button", name="Upload and read"))

    said = page.locator(".govuk-error-summary__list li").all_inner_texts()
    assert len(said) == 1
    assert said[0].count(".") >= 1
    assert looked(page) == []
    assert product.rows("SELECT count(*) FROM assurance_reportimport") == before
