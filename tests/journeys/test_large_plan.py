"""A large plan is written beside the requests: its page says how far it is, and the worker does it to the end."""

from pathlib import Path

import pytest

from lineofsight.web.plans.views import MOST_AT_ONCE
from tests.axe import faults
from tests.factories.plans import HEADER, workbook
from tests.journeys.browsing import sideways
from tests.journeys.hands import Mouse

ROWS = MOST_AT_ONCE + 20


def looked(page) -> list[str]:
    """What is wrong with the page in sight."""
    return faults(page) + ([f"{page.url} is {sideways(page)} px too wide"] if sideways(page) > 0 else [])


@pytest.mark.parametrize(("width", "has_scripts"), [(1280, True), (375, False)])
def test_a_large_plan_is_written_by_the_worker_while_its_page_waits(product, as_role, papers: Path, width, has_scripts):
    name = f"plan-{width}"
    rows = ((f"{n}", "", f"Do {n} of {name}.", "Wexcombe Police", "31/12/2026", "", "", "") for n in range(ROWS))
    (papers / f"{name}.xlsx").write_bytes(workbook((HEADER, *rows)))
    unit = as_role("business manager", "partnership", width=width, java_script_enabled=has_scripts)
    hands, page, wrong = Mouse(unit.page), unit.page, []

    # Given a plan that is too large to be written at once.
    unit.go("/reviews/import-plan")
    hands.upload(page.get_by_label("Upload the plan"), papers / f"{name}.xlsx")
    hands.press(page.get_by_role("button", name="Upload and read"))
    unit.go(page.url.replace("/plan", "/write"))
    page.get_by_label("Into which review").select_option("new")
    hands.write(page.get_by_label("Name of the new review"), f"Review of {name}")
    hands.press(page.get_by_role("button", name="Write the plan"))
    assert page.locator("h1").inner_text() == "Writing an action plan"
    assert "It waits for its turn." in page.get_by_role("main").inner_text()
    if has_scripts:
        wrong += looked(page)
    job = page.url

    # When the worker has done what waits.
    done = product.run("work", "--once")
    assert done.returncode == 0, done.stderr

    # Then the page leads to the review, and nothing was written twice.
    unit.go(job)
    if has_scripts:
        wrong += looked(page)
    assert f"It is done: {ROWS} actions." in page.locator(".los-lede").inner_text()
    hands.press(page.get_by_role("button", name="Open the review"))
    assert page.locator("h1").inner_text() == f"Review of {name}"
    written = product.rows("SELECT count(*) FROM assurance_action WHERE title LIKE ?", f"%of {name}.")
    assert written == [(ROWS,)]
    assert wrong == []
    assert unit.said == []
