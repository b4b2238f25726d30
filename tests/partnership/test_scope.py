"""PostgreSQL is told who asks for the length of one transaction, and forgets it however that ends."""

import pytest
from django.db import ProgrammingError, connection, transaction

from lineofsight.assurance.models import Review
from lineofsight.partnership.rules import Audience, Role
from lineofsight.partnership.scope import scope
from tests.factories import rows
from tests.factories.partnership import actor, partnership

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres_only]


def told() -> tuple[str, str]:
    """The role that asks now, and for which agency."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, COALESCE(current_setting('los.agency', true), '')")
        return cursor.fetchone()


@pytest.fixture
def bodies():
    made = partnership()
    for of in (made.council, made.health):
        rows.review(of, Audience.OWN, name=of.name)
    return made


@pytest.fixture
def council(bodies):
    return actor(Role.CONTRIBUTOR, bodies.council)


@pytest.fixture
def health(bodies):
    return actor(Role.CONTRIBUTOR, bodies.health)


def seen() -> list[str]:
    """What a query without any filter gives."""
    return list(Review.objects.order_by("id").values_list("name", flat=True))


def test_within_a_scope_a_query_without_a_filter_gives_ones_own_rows(bodies, council):
    with scope(council, writes=False):
        assert seen() == ["Wexcombe Council"]


def test_after_a_scope_nobody_is_told(council):
    before = told()
    with scope(council, writes=False):
        within = told()

    assert within[1] == str(council.agency_id)
    assert within[0] != before[0]
    assert told() == (before[0], "")


def test_after_a_scope_that_failed_nobody_is_told(council):
    before = told()
    with pytest.raises(ZeroDivisionError), scope(council, writes=True):
        raise ZeroDivisionError

    assert told() == (before[0], "")


def test_a_scope_within_another_gives_back_what_it_found(council, health):
    with scope(council, writes=True):
        with scope(health, writes=True):
            assert seen() == ["Northmoor Community Health"]

        assert seen() == ["Wexcombe Council"]


def test_an_inner_scope_that_failed_gives_back_what_it_found(council, health):
    with scope(council, writes=True):
        with pytest.raises(ZeroDivisionError), scope(health, writes=True):
            raise ZeroDivisionError

        assert seen() == ["Wexcombe Council"]


def test_a_savepoint_that_is_rolled_back_leaves_the_scope_as_it_was(council):
    with scope(council, writes=True):
        savepoint = transaction.savepoint()
        Review.objects.update(name="Changed")
        transaction.savepoint_rollback(savepoint)

        assert (told()[1], seen()) == (str(council.agency_id), ["Wexcombe Council"])


def test_row_security_refuses_a_row_written_for_another_agency(bodies, council):
    with pytest.raises(ProgrammingError, match="row-level security"), scope(council, writes=True):
        rows.review(bodies.health, Audience.OWN)


def test_control_without_a_scope_the_owner_of_the_tables_sees_everybodys_rows(bodies):
    assert len(seen()) == 2
