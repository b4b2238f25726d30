"""A child, a figure, an export and the forms of a partnership that agreed otherwise: all follow its shelf."""

from datetime import date

import pytest

from lineofsight.assurance.actions.figures import freeze_figure
from lineofsight.assurance.models import FigureRecord
from lineofsight.assurance.tables import all_computed_again, figures_of
from lineofsight.library.measure import Measure
from lineofsight.library.shelf import load
from lineofsight.partnership.rules import Role
from lineofsight.partnership.scope import scope
from lineofsight.partnership.shelf import shelf
from tests.factories import record_rows, rows
from tests.factories.partnership import TODAY, acting, member
from tests.factories.sight_rows import returned
from tests.web.forms.filling import begun
from tests.web.pages import page, words_of
from tests.web.rounds.conftest import signed_in
from tests.web.systems.another import copied, of_another

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]
BEGAN, MET = date(2026, 6, 1), date(2026, 6, 12)
MEASURE = "core-groups-in-time"


@pytest.fixture
def not_met(bodies):
    """A child with a protection plan, of whom no core group has met."""
    made = returned(bodies.council, kinds=("protection-plan", "core-group", "initial-conference")).child(team="North 1")
    record_rows.span(made, kind="protection-plan", start=BEGAN)
    return made


@pytest.fixture
def child(not_met):
    """The same child, whose core group first met nine working days after the plan began."""
    record_rows.fact(not_met, kind="core-group", day=MET)
    return not_met


@pytest.fixture
def theirs(tmp_path, settings):
    """Their shelf is in use from when this is called."""

    def take() -> None:
        settings.LOS_SHELF = str(of_another(tmp_path))

    return take


def test_a_child_is_judged_by_their_times(browser, child, theirs):
    lead = browser(Role.SAFEGUARDING_LEAD, "council")
    address = f"/sight/children/{child.ref}"
    ours = words_of(page(lead, address))

    theirs()
    changed = words_of(page(lead, address))

    assert "First core group" in ours
    assert ("15 Jun 2026" in ours, "11 Jun 2026" in ours) == (True, False)
    assert ("15 Jun 2026" in changed, "11 Jun 2026" in changed) == (False, True)


def test_the_file_of_what_is_overdue_follows_their_times(browser, not_met, theirs):
    lead = browser(Role.SAFEGUARDING_LEAD, "council")

    def due() -> set[str]:
        rows = lead.get("/sight/download?about=all").content.decode().splitlines()
        return {row.split(",")[2] for row in rows if row.split(",")[1] == "core-group"}

    ours = due()
    theirs()

    assert (ours, due()) == ({"2026-06-15"}, {"2026-06-11"})


def test_a_figure_that_stood_by_our_times_is_counted_otherwise_by_theirs_when_the_gate_asks(bodies, child, theirs):
    unit = acting(Role.BUSINESS_MANAGER, bodies.hub)
    review = rows.review(bodies.hub)
    with scope(unit, writes=True):
        measure = shelf().get(Measure, MEASURE, on=TODAY)
        total = figures_of(review, measure, unit, as_at=TODAY)[0]
        freeze_figure(review=review, measure=measure, figure=total, statements=[], by=unit)

    def again():
        with scope(unit, writes=False):
            [found] = all_computed_again(FigureRecord.objects.all(), unit).values()
        return found

    unchanged = again()
    theirs()
    changed = again()

    assert (total.n, total.of) == (1, 1)
    assert unchanged == total
    assert (changed.n, changed.of) == (0, 1)


def test_their_form_asks_otherwise_and_their_pathway_goes_another_way(tmp_path, settings, browser, bodies, child):
    """Not their titles alone: a question, a choice, a step, who does it, and how long a child is offered."""
    for name, pairs in OTHERWISE.items():
        copied(tmp_path, name, *pairs)
    settings.LOS_SHELF = str(tmp_path)
    assert load(tmp_path).faults == ()
    record_rows.fact(child, kind="came-home", day=TODAY)
    person = member(Role.TEAM_MANAGER, bodies.council)
    record_rows.near(person, child)
    manager = signed_in(person)

    board = page(manager, "/pathways?of=returned-home")
    part = manager.post(
        f"/sight/children/{child.ref}/start?of=returned-home",
        {"day-day": "22", "day-month": "6", "day-year": "2026", "key": "once"},
    )
    steps = words_of(page(manager, part.url))
    form = words_of(page(manager, f"{begun(manager, child, 'reflective-supervision')}/sections/thinking"))

    assert "in the last 5 days" in words_of(board)
    assert "Ask the child how it is at home" in steps
    assert "reviewing officer (council)" in steps
    assert "Did what anybody thinks of the plan change?" in form
    assert "What the child wants" in form


OTHERWISE = {
    "instruments/reflective-supervision": (
        ("Did anybody change their mind?", "Did what anybody thinks of the plan change?"),
        ("workbook: The substance-use workbook", "workbook: What the child wants"),
    ),
    "pathways/returned-home": (
        ("offered_for: 28", "offered_for: 5"),
        ("Say whether the return was planned", "Ask the child how it is at home"),
        ("roles: [team manager]", "roles: [reviewing officer]"),
    ),
}
