"""What was taken is kept: no row of it is changed or removed, whoever asks the database."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from lineofsight.partnership.rules import Role
from lineofsight.partnership.scope import scope
from lineofsight.records.identities.models import Import, Subject
from lineofsight.records.practice.clearing import clear_unfinished
from lineofsight.records.practice.models import Fact
from lineofsight.trail import triggers
from tests.factories import record_rows
from tests.factories.partnership import acting
from tests.records.readings import born, placed, reading, visit, with_worker

pytestmark = pytest.mark.django_db
MARCH = date(2026, 3, 3)
TABLES = (
    "practice_fact",
    "practice_span",
    "practice_allocation",
    "practice_description",
    "identities_namedchildren",
    "identities_subject",
)


def run(sql: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.fixture
def one_return(council):
    council.takes(reading(born("1"), visit("1", MARCH, worker="7"), placed("1", MARCH), with_worker("1", "7", MARCH)))
    return council


@pytest.mark.parametrize("table", TABLES)
def test_rows_of_a_return_that_was_taken_are_neither_changed_nor_removed(one_return, table):
    for change in (f"DELETE FROM {table}", f"UPDATE {table} SET delivery_id = delivery_id + 1"):
        with pytest.raises(IntegrityError, match="keeps what was written"):
            run(change)


def test_a_taken_return_does_not_become_unfinished_again(one_return):
    with pytest.raises(IntegrityError, match="keeps what was written"):
        run("UPDATE identities_import SET state = 'begun', number = NULL, taken_at = NULL")


def test_control_without_the_triggers_the_same_rows_can_be_removed(one_return):
    with triggers.lifted():
        run("DELETE FROM practice_fact")

    assert not Fact.objects.exists()


def test_leftovers_of_a_return_that_died_go_and_what_was_taken_stays(one_return):
    before = one_return.knows()
    died = record_rows.delivery(one_return.agency, state="begun", number=None, taken_at=None)
    child = record_rows.subject(died, pseudonym="p" * 26, shown="PPP-PPP")
    left = record_rows.fact(child)
    record_rows.fact(Subject.objects.exclude(pk=child.pk).get(), delivery_id=died.pk, supersedes=Fact.objects.first())
    record_rows.fact(child, delivery_id=died.pk, supersedes=left)
    assert one_return.knows() == before

    with scope(one_return.analyst, writes=True):
        cleared = clear_unfinished(agency=one_return.agency, by=one_return.analyst)

    assert (cleared, Import.objects.count(), Subject.objects.count(), Fact.objects.count()) == (1, 1, 1, 1)
    assert one_return.knows() == before


@pytest.mark.postgres_only
@pytest.mark.parametrize("role", [Role.BUSINESS_MANAGER, Role.CONTRIBUTOR, Role.SCRUTINEER, Role.TEAM_MANAGER])
def test_who_sees_no_child_removes_and_writes_none_on_a_database_with_a_second_wall(one_return, role):
    child = Subject.objects.get()
    with scope(acting(role, one_return.agency), writes=True):
        run("DELETE FROM practice_fact")
        with pytest.raises(Exception, match="row-level security"), transaction.atomic():
            record_rows.fact(child)

    assert Fact.objects.count() == 1
