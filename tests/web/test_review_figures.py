"""The figures of a review, as the business unit reads them: of children no more than the public would be told."""

from datetime import timedelta

import pytest

from lineofsight.assurance import tables
from lineofsight.assurance.models import FigureRecord
from lineofsight.partnership.rules import Audience, Role
from lineofsight.partnership.scope import scope
from lineofsight.web.reviews import figures as figures_page
from tests.factories import rows
from tests.factories.partnership import TODAY, acting
from tests.web.pages import sent, text
from tests.web.sight.conftest import bodies, browser, clock, council

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]
__all__ = ["bodies", "browser", "clock", "council"]


def test_few_cases_are_too_few_to_show_and_are_not_taken_as_evidence(bodies, council, browser):
    council.child(visits=[TODAY - timedelta(days=days) for days in (60, 30)])
    review = rows.review(bodies.hub, Audience.PARTNERSHIP)
    said = rows.statement(review, bodies.council, Audience.HUB)
    unit, address = browser(Role.BUSINESS_MANAGER, "hub"), f"/reviews/{review.ref}/figures"

    page, own = (text(unit.get(f"{address}?theme={theme}")) for theme in ("oversight", "quality-and-voice"))

    assert "All agencies: too few to show" in page
    assert f"{bodies.council.name}: too few to show" in page
    # A sentence is nobody's child.
    assert "0 of 1 (0%)" in own
    assert 'value="visits-in-care-in-time/' not in unit.get(f"{address}?theme=oversight").content.decode()
    form = {"figure": "visits-in-care-in-time/", "statement": said.ref}
    assert sent(unit, address, **form).status_code == 422
    assert not FigureRecord.objects.exists()
    assert sent(unit, address, **form | {"figure": "statements-with-current-evidence/"}).status_code == 302


def test_the_page_begins_with_the_themes_and_counts_the_figures_of_one_alone(bodies, council, browser, monkeypatch):
    council.child(visits=[TODAY - timedelta(days=30)])
    review = rows.review(bodies.hub, Audience.PARTNERSHIP)
    unit, address = browser(Role.BUSINESS_MANAGER, "hub"), f"/reviews/{review.ref}/figures"
    counted: list[int] = []
    each = figures_page.figures_of_each
    monkeypatch.setattr(figures_page, "figures_of_each", lambda *a, **k: (counted.append(len(a[1])), each(*a, **k))[1])

    themes, one = text(unit.get(address)), unit.get(f"{address}?theme=oversight").content.decode()

    assert "Who oversees the work" in themes
    assert "Choose the theme that the sentence belongs to." in themes
    assert counted[0] == 0
    assert 0 < counted[1] < 30
    assert 'href="#visits-in-care-in-time"' in one
    assert 'id="visits-in-care-in-time"' in one


def test_a_choice_of_nothing_says_what_to_choose(bodies, browser):
    review = rows.review(bodies.hub, Audience.PARTNERSHIP)
    unit, address = browser(Role.BUSINESS_MANAGER, "hub"), f"/reviews/{review.ref}/figures"

    for where in (address, f"{address}?theme=oversight"):
        answer = sent(unit, where)
        assert answer.status_code == 422
        assert "Choose a figure, and the sentence that rests on it." in text(answer)


def test_all_measures_of_a_review_read_each_table_of_rows_once(bodies, council, monkeypatch):
    council.child(visits=[TODAY - timedelta(days=30)])
    review = rows.review(bodies.hub, Audience.PARTNERSHIP)
    unit = acting(Role.BUSINESS_MANAGER, bodies.hub)
    asked = tables.measures_here(unit)
    read: list[str] = []
    rows_of_records = tables.rows_of_records
    monkeypatch.setattr(
        tables, "rows_of_records", lambda face, *a, **k: (read.append(face), rows_of_records(face, *a, **k))[1]
    )

    with scope(unit, writes=False):
        together = tables.figures_of_each(review, asked, unit, as_at=TODAY)
        once = len(read)
        one_by_one = [(one, tables.figures_of(review, one, unit, as_at=TODAY)) for one in asked]

    assert list(together) == one_by_one
    assert once == len(set(read))
    # The control: one by one they read them again and again.
    assert len(read) - once > 2 * once
