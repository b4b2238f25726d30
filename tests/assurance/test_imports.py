"""A report on its way in, on a real database: whole or not at all, and gone when its days are over."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from lineofsight.assurance.actions.imports import (
    SomebodyCorrected,
    begin_import,
    correct,
    create_review,
    leave_overdue,
    stop_import,
)
from lineofsight.assurance.models import ImportCorrection, ReportImport, Review
from lineofsight.assurance.queries.imports import find_import, imports_begun
from lineofsight.assurance.rules.imports import NameOfAChild
from lineofsight.intake.correcting.corrections import CannotCorrect, Correction, Field
from lineofsight.intake.understand import read_document
from lineofsight.partnership.actor import job
from lineofsight.partnership.moves import WrongState
from lineofsight.partnership.policy import Forbidden
from lineofsight.partnership.rows import Stale
from lineofsight.partnership.rules import Audience, Role
from lineofsight.trail.models import Event
from tests.factories import rows
from tests.factories.partnership import NOW, Partnership, acting, partnership

pytestmark = pytest.mark.django_db
REPORT = b"A report\n\n1. Wexcombe Council gave managers a list.\n\n2. Guidance was written for practitioners.\n"


@pytest.fixture
def bodies(settings, tmp_path) -> Partnership:
    settings.FILES_ROOT = tmp_path / "files"
    return partnership()


@pytest.fixture
def unit(bodies):
    return acting(Role.BUSINESS_MANAGER, bodies.hub)


def begun(bodies, unit, content: bytes = REPORT) -> ReportImport:
    held = rows.held(bodies.hub, Audience.HUB, content=content, name="report.txt")
    return begin_import(held=held, document=read_document(content, "report.txt"), by=unit)


def fix(new: str = "Northmoor Community Health") -> Correction:
    return Correction(1, Field.AGENCY, 0, "", new)


def test_an_import_that_was_left_loses_its_content_on_its_last_day_and_keeps_a_receipt(bodies, unit):
    here = begun(bodies, unit)
    correct(report_import=here, paragraph=1, corrections=[fix()], seen=0, by=unit)

    assert leave_overdue(by=job("leave", now=NOW + timedelta(days=30) - timedelta(seconds=1))) == 0
    assert leave_overdue(by=job("leave", now=NOW + timedelta(days=30))) == 1

    here.refresh_from_db()
    assert (here.state, here.document) == ("left", "")
    assert "paragraphs" in here.receipt
    assert not ImportCorrection.objects.exclude(old="", new="").exists()
    assert Event.objects.filter(act="import.left", subject_ref=here.ref).count() == 1


def test_an_import_whose_days_are_over_is_seen_by_nobody_even_before_it_is_removed(bodies, unit):
    here = begun(bodies, unit)
    later = acting(Role.BUSINESS_MANAGER, bodies.hub, email="later@hub.example")
    over = type(later)(**{**later.__dict__, "now": NOW + timedelta(days=30)})

    assert find_import(later, here.ref) == here
    assert find_import(over, here.ref) is None
    assert list(imports_begun(over)) == []


def test_whoever_saves_a_correction_on_what_they_had_not_seen_is_told(bodies, unit):
    here = begun(bodies, unit)
    correct(report_import=here, paragraph=1, corrections=[fix()], seen=0, by=unit)

    with pytest.raises(SomebodyCorrected):
        correct(report_import=here, paragraph=1, corrections=[fix("Wexcombe Council")], seen=0, by=unit)

    assert [one.new for one in here.corrections.all()] == ["Northmoor Community Health"]


def test_corrections_of_which_one_does_not_fit_are_all_refused(bodies, unit):
    here = begun(bodies, unit)

    with pytest.raises(CannotCorrect):
        correct(
            report_import=here,
            paragraph=1,
            corrections=[fix(), Correction(1, Field.SPLIT, 4000, "", "yes")],
            seen=0,
            by=unit,
        )

    assert not here.corrections.exists()


def test_a_review_is_created_once_and_a_stale_version_creates_nothing(bodies, unit):
    here = begun(bodies, unit)
    with pytest.raises(Stale):
        create_review(report_import=here, name="A review", expected_version=here.version + 1, by=unit)
    assert not Review.objects.exists()

    create_review(report_import=here, name="A review", expected_version=here.version, by=unit)

    with pytest.raises(WrongState):
        create_review(report_import=here, name="A review", expected_version=here.version, by=unit)
    assert Review.objects.count() == 1


def test_a_childs_name_creates_nothing(bodies, unit):
    here = begun(bodies, unit, REPORT.replace(b"Guidance was", b"The child Aldra was seen and guidance was"))

    with pytest.raises(NameOfAChild, match="«Aldra» in paragraph 2"):
        create_review(report_import=here, name="A review", expected_version=here.version, by=unit)

    assert not Review.objects.exists()


def test_a_receipt_cannot_be_rewritten(bodies, unit):
    here = begun(bodies, unit)
    create_review(report_import=here, name="A review", expected_version=here.version, by=unit)

    with pytest.raises(DatabaseError), transaction.atomic():
        ReportImport.objects.filter(pk=here.pk).update(receipt="{}")


def test_nobody_but_the_unit_begins_corrects_stops_or_creates(bodies, unit):
    here = begun(bodies, unit)
    lead = acting(Role.SAFEGUARDING_LEAD, bodies.council)

    for act in (
        lambda: begin_import(held=here.held, by=lead),
        lambda: correct(report_import=here, paragraph=1, corrections=[fix()], seen=0, by=lead),
        lambda: stop_import(report_import=here, expected_version=here.version, by=lead),
        lambda: create_review(report_import=here, name="A review", expected_version=here.version, by=lead),
    ):
        with pytest.raises(Forbidden):
            act()
