"""Figures of practice for a review: counted from pathways, by agency, as at a day, and again a year later the same."""

from dataclasses import replace
from datetime import timedelta

import pytest

from lineofsight.assurance.actions.figures import freeze_figure
from lineofsight.assurance.models import FigureRecord
from lineofsight.assurance.rules import EvidenceKind
from lineofsight.assurance.tables import computed_again, figures_of, measures_here
from lineofsight.library.measure import Measure
from lineofsight.partnership.actor import job
from lineofsight.partnership.policy import Forbidden
from lineofsight.partnership.rules import Role
from lineofsight.partnership.scope import scope
from lineofsight.partnership.shelf import shelf
from lineofsight.records.pathways.models import StepDone
from tests.factories import rows
from tests.factories.partnership import NOW, TODAY, acting
from tests.records.pathways.conftest import STARTED, bodies, council, does, health, started

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)
LETTERS = "letters-before-proceedings-in-time"

__all__ = ["bodies", "council", "health"]


@pytest.fixture
def review(bodies):
    return rows.review(bodies.hub)


def letters(review, by, *, as_at=TODAY):
    measure = shelf().get(Measure, LETTERS, on=as_at)
    with scope(by, writes=False):
        return figures_of(review, measure, by, as_at=as_at)


def test_the_unit_counts_what_agencies_recorded_and_sees_no_row(review, council, bodies):
    part = started(council, "pre-proceedings")
    does(council.near, part, "letter", STARTED + A_DAY)
    unit = acting(Role.BUSINESS_MANAGER, bodies.hub)

    total, own = letters(review, unit)

    assert (total.n, total.of) == (1, 1)
    assert (own.group, own.n, own.of) == (council.agency.name, 1, 1)
    assert total.period_to == TODAY


def test_a_letter_that_came_late_is_not_counted(review, council, bodies):
    part = started(council, "pre-proceedings")
    does(council.near, part, "letter", STARTED + 9 * A_DAY)

    [total, _] = letters(review, acting(Role.BUSINESS_MANAGER, bodies.hub))

    assert (total.n, total.of) == (0, 1)


def test_a_figure_as_at_an_earlier_day_stays_what_it_was(review, council, bodies):
    part = started(council, "pre-proceedings")
    unit = acting(Role.BUSINESS_MANAGER, bodies.hub)
    before = letters(review, unit, as_at=STARTED + 5 * A_DAY)
    does(council.near, part, "letter", STARTED + 9 * A_DAY)

    assert letters(review, unit, as_at=STARTED + 5 * A_DAY) == before


def test_somebody_who_does_not_see_what_all_submitted_gets_no_figure(review, council):
    with pytest.raises(Forbidden):
        letters(review, council.lead)


def test_a_frozen_figure_of_practice_is_counted_again_and_one_that_changed_is_found_out(review, council, bodies):
    part = started(council, "pre-proceedings")
    does(council.near, part, "letter", STARTED + A_DAY)
    unit = acting(Role.BUSINESS_MANAGER, bodies.hub)
    [total, _] = letters(review, unit)
    with scope(unit, writes=True):
        measure = shelf().get(Measure, LETTERS, on=TODAY)
        evidence = freeze_figure(review=review, measure=measure, figure=total, statements=[], by=unit)
        record = FigureRecord.objects.get()
        again = computed_again(record, unit)
        other = replace(total, n=0)

    assert evidence.kind == EvidenceKind.COUNT
    assert FigureRecord.objects.get().snapshot_sha == total.snapshot_sha
    assert again == total
    assert again != other


def test_measures_of_practice_are_among_those_of_a_review():
    assert LETTERS in {measure.id for measure in measures_here(job("test", now=NOW))}


def test_a_step_that_an_agency_keeps_to_itself_is_counted_and_seen_by_nobody_else(review, council, bodies):
    begun = TODAY - 60 * A_DAY
    part = started(council, "care-proceedings", day=begun, case_management_hearing_listed=begun + 20 * A_DAY)
    does(council.near, part, "case-management", begun + 20 * A_DAY)
    does(council.near, part, "legal-planning", begun + 25 * A_DAY, code="in-proceedings")
    does(council.near, part, "final-evidence", begun + 45 * A_DAY)
    unit = acting(Role.BUSINESS_MANAGER, bodies.hub)

    measure = shelf().get(Measure, "legal-planning-before-final-evidence", on=TODAY)
    with scope(unit, writes=False):
        total, _ = figures_of(review, measure, unit, as_at=TODAY)
        hidden = StepDone.objects.visible_to(unit).filter(step="legal-planning").exists()

    assert (total.n, total.of, hidden) == (1, 1, False)
