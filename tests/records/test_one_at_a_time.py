"""Two returns of one agency are never taken at once, and a turn ends with whoever had it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from django.db import connection, transaction

from lineofsight.partnership.models import Agency
from lineofsight.records.identities.one_at_a_time import AnotherIsBeingTaken, turn
from tests.factories.partnership import agency
from tests.records.readings import reading, visit

pytestmark = pytest.mark.django_db


@contextmanager
def somebody_else_has_the_turn(of: Agency) -> Iterator[None]:
    """Another thread, with a connection of its own, holds it until the block ends."""
    has_it, may_go = threading.Event(), threading.Event()

    def hold() -> None:
        with turn(of):
            has_it.set()
            may_go.wait()
        connection.close()

    other = threading.Thread(target=hold)
    other.start()
    has_it.wait()
    try:
        yield
    finally:
        may_go.set()
        other.join()


def test_while_somebody_takes_a_return_nobody_else_of_the_agency_does(council):
    with (
        somebody_else_has_the_turn(council.agency),
        pytest.raises(AnotherIsBeingTaken, match="Wait until it has ended"),
    ):
        council.takes(reading(visit("1", date(2026, 3, 3))))

    assert council.takes(reading(visit("1", date(2026, 3, 3)))).delivery.number == 1


def test_another_agency_need_not_wait(council):
    second = agency("second", "Second Council", "council")

    with somebody_else_has_the_turn(council.agency), turn(second):
        assert not council.knows()


def test_a_turn_ends_when_what_was_done_in_it_fails(council):
    with pytest.raises(ZeroDivisionError), transaction.atomic(), turn(council.agency):
        raise ZeroDivisionError

    with somebody_else_has_the_turn(council.agency):
        pass
