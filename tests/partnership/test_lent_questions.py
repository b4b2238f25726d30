"""What a prefetch hangs on a row is narrowed and counted as any other rows are, and takes nothing from the rest."""

import pytest
from django.db import connection
from django.db.models import Prefetch
from django.test.utils import CaptureQueriesContext

from lineofsight.assurance.models import Opinion, Statement
from lineofsight.partnership.actor import job
from tests.factories import rows
from tests.factories.partnership import NOW, partnership

pytestmark = pytest.mark.django_db


@pytest.fixture
def opinions():
    """Two sentences with two opinions each, of two bodies."""
    bodies = partnership()
    review = rows.review(bodies.hub)
    for text in ("Every plan is read.", "Every visit is written down."):
        said = rows.statement(review, bodies.council, text=text)
        rows.opinion(said, bodies.scrutiny)
        rows.opinion(said, bodies.hub)
    return bodies


def fetched():
    asked = Opinion.objects.visible_to(job("test", now=NOW)).order_by("-id")
    return list(Statement.objects.order_by("id").prefetch_related(Prefetch("opinions", asked))), asked


def test_they_are_there_without_another_question(opinions):
    found, _ = fetched()

    with CaptureQueriesContext(connection) as asked:
        told = [[one.agency_id for one in row.opinions.all()] for row in found]
    assert told == [[opinions.hub.pk, opinions.scrutiny.pk]] * 2
    assert len(asked) == 0


def test_narrowed_further_each_asks_for_its_own_alone(opinions):
    (first, second), asked = fetched()

    of_hub = first.opinions.all().filter(agency=opinions.hub)
    assert [one.statement_id for one in of_hub] == [first.pk]
    assert [one.statement_id for one in second.opinions.filter(agency=opinions.hub)] == [second.pk]
    assert [row.opinions.all().filter(agency=opinions.council).exists() for row in (first, second)] == [False, False]
    # The question from which they were taken is what it was.
    assert asked.count() == 4
    assert [one.pk for one in second.opinions.all().reverse()] == sorted(one.pk for one in second.opinions.all())
