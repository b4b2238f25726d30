"""A published report through import, and what its map finds: the real one where it is there, and its invented twin."""

from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lineofsight.assurance.actions.reviews import import_report
from lineofsight.assurance.models import Review
from lineofsight.assurance.queries.coverage import Coverage, coverage_of, page_of
from lineofsight.assurance.rules.coverage import FindingKind
from lineofsight.assurance.shelf import shelf
from lineofsight.intake.understand import read_document
from lineofsight.library.kinds import Partner
from lineofsight.library.scales import Shows
from lineofsight.partnership.rules import AgencyKind, Audience, Role
from lineofsight.publication.actions.editions import open_edition
from tests.assurance.coverage import twin
from tests.factories import rows
from tests.factories.partnership import TODAY, actor, agency
from tests.story import pages_count_alike

pytestmark = pytest.mark.django_db
SOURCE = Path(__file__).resolve().parents[4] / "shared" / "source" / "tds20-summary-of-progress.txt"


@pytest.fixture
def unit():
    return actor(Role.BUSINESS_MANAGER, agency("hub", "Wexcombe Safeguarding Partnership", AgencyKind.HUB))


@pytest.fixture(params=["published", "twin"])
def map_(request, unit) -> Coverage:
    if request.param == "twin":
        content = twin.report().encode()
    elif SOURCE.exists():
        content = SOURCE.read_bytes()
    else:
        pytest.skip("the published report is not beside the project: its twin is read instead")
    made = import_report(document=read_document(content, "report.txt"), by=unit)
    return coverage_of(made.review, unit)


def test_the_map_counts_paragraphs_quotations_pairs_sources_and_agencies(map_):
    totals = map_.totals

    assert totals.paragraphs == 44
    assert (totals.quoting, totals.paired) == (13, 8)
    assert totals.sources == 1
    assert (totals.about, totals.agencies) == (1, 5)
    assert totals.undated_pairs == 8


def test_every_page_counts_the_sentences_of_the_report_alike(map_, unit):
    edition = open_edition(review=Review.objects.get(), by=unit)

    pages_count_alike(edition, unit)
    assert map_.counts.sentences == len(map_.rows)


def test_the_seven_figures_that_do_not_say_of_how_many_are_found_with_their_arithmetic(map_):
    told = [one.why for one in map_.findings if one.kind is FindingKind.NO_BASE]

    assert map_.totals.no_base == len(told) == 7
    assert any("42 to 44, 49 to 51, 56 to 59, 63 to 66" in why for why in told)
    assert any("30 of 40, 60% to 86%" in why for why in told)
    assert any("of 20 or fewer it would mean all of them" in why for why in told)


def test_the_statutory_partners_that_say_nothing_are_named(map_):
    assert map_.silent == ("The integrated care board", "The chief officer of police")


def test_nothing_is_shown_to_be_more_than_said(map_):
    assert max(row.shows for row in map_.rows) is Shows.SAID


def test_a_silent_partner_that_is_set_up_here_is_named_as_it_is_called(unit):
    agency("police", "Wexcombe Police", AgencyKind.POLICE)
    made = import_report(document=read_document(twin.report().encode(), "report.txt"), by=unit)

    assert coverage_of(made.review, unit).silent == ("The integrated care board", "Wexcombe Police")


def test_each_partner_of_the_library_is_a_kind_of_agency_that_there_is():
    listed = shelf().entries(Partner, on=TODAY)

    assert len(listed) == 3
    assert {partner.agency_kind for partner in listed} <= {kind.value for kind in AgencyKind}


def test_the_map_asks_as_often_for_many_sentences_as_for_few(unit):
    review = rows.review(unit_agency := agency("trust", "Northmoor Health", AgencyKind.HEALTH))
    counts = []
    for many in (2, 20):
        for _ in range(many):
            made = rows.statement(review, unit_agency, text="All plans are read, 75% of them twice.")
            rows.behind(made, rows.evidence(review, unit_agency, state="accepted"))
            rows.extract(made.current, rows.assessment(review, unit_agency, about=unit_agency))
        with CaptureQueriesContext(
            connection,
        ) as asked:
            page_of(coverage_of(review, unit), review, unit)
        counts.append(len(asked))

    assert counts[0] == counts[1] <= 14


def test_a_member_who_sees_one_agency_is_not_told_that_the_others_say_nothing(unit):
    council = agency("council", "Wexcombe Council", AgencyKind.COUNCIL)
    health = agency("trust", "Northmoor Health", AgencyKind.HEALTH)
    review = rows.review(council)
    rows.statement(review, council, Audience.HUB, section="Injuries")
    rows.statement(review, health, Audience.HUB, section="Injuries")

    theirs = coverage_of(review, actor(Role.CONTRIBUTOR, council))

    assert [column.name for column in theirs.columns] == ["Wexcombe Council"]
    assert theirs.silent == ()
    assert theirs.themes_without == ()
    assert not theirs.sees_all


@pytest.mark.parametrize(("content", "found"), [(b"The same.", 1), (b"Another.", 0)])
def test_one_file_behind_a_sentence_twice_is_one_source(unit, content, found):
    council = agency("council", "Wexcombe Council", AgencyKind.COUNCIL)
    review = rows.review(council)
    made = rows.statement(review, council, section="Injuries")
    first = rows.held(council, Audience.HUB, content=b"The same.")
    second = first if content == b"The same." else rows.held(council, Audience.HUB, content=content)
    for held in (first, second):
        rows.behind(made, rows.evidence(review, council, state="accepted", held=held))

    told = coverage_of(review, unit).findings

    assert sum(one.kind is FindingKind.ONE_SOURCE for one in told) == found


def test_the_map_can_be_of_the_sentences_in_the_summary_alone(unit):
    council = agency("council", "Wexcombe Council", AgencyKind.COUNCIL)
    review = rows.review(council)
    rows.statement(review, council, section="Injuries")
    rows.statement(review, council, section="Injuries", is_included=False)

    counts = [
        sum(cell.count for cell in coverage_of(review, unit, only_included=only).cells.values())
        for only in (False, True)
    ]

    assert counts == [2, 1]
