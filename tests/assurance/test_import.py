"""A report becomes statements: who says each, what it quotes from whom, and which numbers lack their base."""

import pytest
from django.test import Client

from lineofsight.assurance.actions.assessments import describe_assessment, store_source
from lineofsight.assurance.actions.reviews import NothingToImport, import_report
from lineofsight.assurance.models import Assessment, Evidence, Extract, Review, StatedFigure, Statement
from lineofsight.intake.understand import read_document
from lineofsight.library.scales import Shows
from lineofsight.partnership.policy import Forbidden
from lineofsight.partnership.rules import Audience, Role
from lineofsight.trail.models import Event
from tests.factories import rows
from tests.factories.partnership import TODAY, member

pytestmark = pytest.mark.django_db
REPORT = """Summary of Progress

1. Wexcombe Council has read its plans again. Plans were good in 85 per cent of cases.
2. The Ofsted inspection of Wexcombe Council found that: "plans are written with the child".
3. More was learned later.
"""


@pytest.fixture
def imported(bodies, unit):
    return import_report(document=read_document(REPORT.encode(), "report.txt"), by=unit)


def test_every_sentence_becomes_a_statement_in_its_order(imported):
    told = [row.current.text for row in Statement.objects.select_related("current").order_by("position")]

    assert (len(told), told[1], told[-1]) == (4, "Plans were good in 85 per cent of cases.", "More was learned later.")
    assert imported.statements == 4


def test_a_sentence_is_said_by_the_agency_it_names_and_a_doubt_is_said_where_none_is_named(imported, bodies):
    said = {row.position: (row.agency, bool(row.doubt)) for row in Statement.objects.select_related("agency")}

    assert (said[1], said[4]) == ((bodies.council, False), (bodies.hub, True))


def test_an_agencys_sentence_is_not_yet_every_members_to_see(imported):
    assert set(Statement.objects.values_list("audience", flat=True)) == {Audience.HUB}


def test_a_quotation_is_tied_to_the_assessment_of_the_body_it_is_attributed_to(imported):
    extract = Extract.objects.get()

    assert (extract.text, extract.assessment.body) == ("plans are written with the child", "Ofsted")
    assert extract.assessment.scope == "local"


def test_a_percentage_without_a_base_is_kept_with_its_denominator_not_supplied(imported):
    figure = StatedFigure.objects.get()

    assert (figure.value, figure.unit, figure.denominator) == (85, "percent", None)


def test_an_import_leaves_one_event_that_counts_what_it_made(imported):
    assert Event.objects.filter(act="report.imported", subject_ref=imported.review.ref).count() == 1


def test_a_report_without_a_paragraph_makes_nothing(bodies, unit):
    with pytest.raises(NothingToImport):
        import_report(document=read_document(b"Summary of Progress\n", "report.txt"), by=unit)

    assert (Review.objects.count(), Event.objects.count()) == (0, 0)


def test_only_the_unit_imports(bodies, lead):
    with pytest.raises(Forbidden):
        import_report(document=read_document(REPORT.encode(), "report.txt"), by=lead)


def test_a_described_assessment_says_about_whom_and_over_which_months(imported, bodies, unit):
    described = describe_assessment(
        assessment=Assessment.objects.get(),
        title="Inspection of the council",
        body="The national inspectorate",
        about=bodies.council,
        scope="national",
        period_from=TODAY,
        period_to=TODAY,
        published_date=TODAY,
        expected_version=1,
        by=unit,
    )

    stored = Assessment.objects.get()
    assert (stored.about, stored.scope, stored.period_from, stored.version) == (bodies.council, "national", TODAY, 2)
    assert described.title == stored.title


def test_a_corrected_assessment_is_told_the_same_by_the_evidence_that_it_is(imported, bodies, unit):
    assessment = Assessment.objects.get()
    held = rows.held(bodies.hub, Audience.PARTNERSHIP)
    store_source(assessment=assessment, held=held, text="plans", expected_version=1, by=unit)
    before = Evidence.objects.get()
    days = {"period_from": TODAY, "period_to": TODAY, "published_date": TODAY}

    told = {"title": "Inspection of 2025", "body": "The inspectorate", "about": bodies.council, "scope": "regional"}
    describe_assessment(assessment=assessment, expected_version=assessment.version, by=unit, **told, **days)

    evidence, stored = Evidence.objects.get(), Assessment.objects.get()
    assert (before.title, before.about) != (evidence.title, evidence.about)
    assert (evidence.title, evidence.about, evidence.scope) == ("Inspection of 2025", bodies.council, "regional")
    assert (evidence.period_from, evidence.version, stored.body) == (TODAY, before.version + 1, "The inspectorate")
    assert Event.objects.filter(act="evidence.described", subject_ref=evidence.ref).count() == 1


def test_a_stored_source_stands_behind_the_sentences_that_quote_it_as_said_at_most(imported, bodies, unit):
    held = rows.held(bodies.hub, Audience.PARTNERSHIP)

    store_source(assessment=Assessment.objects.get(), held=held, text="plans", expected_version=1, by=unit)

    evidence = Evidence.objects.get()
    assert (evidence.state, evidence.shows) == ("accepted", Shows.SAID)
    assert [tie.statement.position for tie in evidence.supports.all()] == [3]


@pytest.mark.parametrize(("audience", "status"), [(Audience.OWN, 404), (Audience.HUB, 200)])
def test_a_page_of_another_agencys_import_does_not_exist_for_the_unit(bodies, monkeypatch, audience, status):
    monkeypatch.setattr("lineofsight.web.middleware.must_set_up", lambda request: False)
    report_import = rows.report_import(rows.held(bodies.council, audience), bodies.council, audience)
    client = Client()
    client.force_login(member(Role.BUSINESS_MANAGER, bodies.hub))

    assert client.get(f"/imports/{report_import.ref}").status_code == status


def test_what_a_parent_told_is_no_outside_assessment_and_what_a_body_found_is(bodies, unit):
    report = """Summary of Progress

1. A parent told us that "nobody rang back for three weeks".

2. The Care Inspectorate found that "plans are read with the child".
"""

    made = import_report(document=read_document(report.encode(), "report.txt"), by=unit)

    assert [row.body for row in Assessment.objects.filter(review=made.review)] == ["Care Inspectorate"]


def test_one_body_written_in_two_ways_is_one_outside_assessment(bodies, unit):
    report = """Summary of Progress

1. Inspectors found that "plans are read with the child".

2. A year later "nobody waits for a plan", wrote the inspectors.
"""

    made = import_report(document=read_document(report.encode(), "report.txt"), by=unit)

    assert Extract.objects.count() == 2
    assert [row.body for row in Assessment.objects.filter(review=made.review)] == ["Inspectors"]
