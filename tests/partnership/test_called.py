"""A row is found by its reference among those that somebody sees, and nothing is put in order for it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lineofsight.assurance.models import Review
from lineofsight.partnership.rules import Audience, Role
from lineofsight.partnership.scope import scope
from tests.factories import rows
from tests.factories.partnership import actor, partnership

pytestmark = pytest.mark.django_db


def test_a_row_is_found_by_its_reference_only_by_whoever_sees_it():
    bodies = partnership()
    one, _ = (rows.review(bodies.council, Audience.OWN, name=name) for name in ("One", "Another"))
    for of, found in ((bodies.council, one), (bodies.health, None)):
        by = actor(Role.CONTRIBUTOR, of)
        with scope(by, writes=False):
            assert Review.objects.visible_to(by).called(one.ref) == found
            assert Review.objects.visible_to(by).called("a" * 26) is None


def test_no_order_is_asked_for_where_one_row_is_found_as_the_first_of_several_would():
    asked = {}
    for name, find in (
        ("called", lambda rows: rows.called("a" * 26)),
        ("first", lambda rows: rows.filter(ref="a" * 26).first()),
    ):
        with CaptureQueriesContext(connection) as captured:
            find(Review.objects.order_by("name"))
        asked[name] = ["ORDER BY" in one["sql"] for one in captured]

    assert asked == {"called": [False], "first": [True]}
