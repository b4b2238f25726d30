"""A figure that was frozen three times brings its course into the edition as a chart; what fell is not part of it."""

from datetime import date

import pytest

from lineofsight.assurance.models import Evidence
from lineofsight.assurance.rules import EvidenceKind, EvidenceState
from lineofsight.publication.compiling.edition import content_of
from lineofsight.publication.queries.editions import find_edition
from tests.factories import rows
from tests.factories.partnership import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]

DAYS = (date(2025, 12, 31), date(2026, 3, 31), date(2026, 6, 30))
MEASURE = "statements-with-current-evidence"
COUNTS = ((30, 40), (33, 41), (38, 42))


@pytest.fixture
def frozen(statement, bodies):
    """The same measure as at three days, the last behind the sentence that cites it."""
    found = []
    for day, (n, of) in zip(DAYS, COUNTS, strict=True):
        record = rows.figure_record(statement.review, bodies.hub, n=n, of=of, as_at_date=day, measure_id=MEASURE)
        number = 50 + len(found)
        found.append(
            rows.evidence(
                statement.review, bodies.hub, number=number, kind=EvidenceKind.COUNT, figure=record,
                state=EvidenceState.ACCEPTED, accepted_at=NOW,
            )
        )  # fmt: skip
    rows.behind(statement, found[-1])
    rows.stated_figure(statement.current, "38 of 42")
    return found


def chart_in(edition, by):
    (figure,) = content_of(find_edition(by, edition.ref), by).lines()[0].figures
    return figure.measured.chart


def test_three_frozen_figures_of_one_definition_are_a_chart_that_ends_with_the_cited_one(frozen, edition, author):
    chart = chart_in(edition, author)

    assert [(one.as_at_date, one.n, one.of) for one in chart.points] == [
        (day, n, of) for day, (n, of) in zip(DAYS, COUNTS, strict=True)
    ]
    assert chart.question


def test_what_was_withdrawn_is_no_point_and_two_points_are_no_chart(frozen, edition, author):
    Evidence.objects.filter(pk=frozen[1].pk).update(state=EvidenceState.WITHDRAWN)

    assert chart_in(edition, author) is None
