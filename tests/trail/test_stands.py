"""Whether anything was done: what is kept rests on it, so it has to change with whatever could be read anew."""

from datetime import timedelta

import pytest
from django.db import connections, transaction

from lineofsight.trail.actions import record
from lineofsight.trail.queries import stands
from tests.at_once import at_once
from tests.trail.given import moment

pytestmark = pytest.mark.django_db(transaction=True)
LOOKS = ("read",)
LATER = moment(100)


def done(act: str = "visit.recorded", hour: int = 1, subject: str = "child") -> None:
    with transaction.atomic():
        record(act, subject=subject, by="somebody", at=moment(hour))


def test_it_stays_while_nothing_is_done_but_looking_and_changes_with_every_other_act():
    done()
    before = stands(but=LOOKS, now=LATER)

    done("read")

    assert before is not None
    assert stands(but=LOOKS, now=LATER) == before
    done("visit.recorded")
    assert stands(but=LOOKS, now=LATER) not in (before, None)


def test_nothing_is_kept_where_nothing_was_ever_done_but_looking():
    done("read")

    assert stands(but=LOOKS, now=LATER) is None


def test_nothing_is_kept_by_whoever_has_written_and_may_take_it_back():
    done()

    with transaction.atomic():
        record("visit.recorded", subject="child", by="somebody", at=moment(2))
        assert stands(but=LOOKS, now=LATER) is None
    assert stands(but=LOOKS, now=LATER) is not None


def test_nothing_is_kept_by_whoever_does_not_see_yet_what_was_recorded():
    done(hour=5)
    done(hour=1)

    # The newest event is older than what was recorded before it: two at once, of whom one began earlier.
    assert stands(but=LOOKS, now=moment(5) - timedelta(microseconds=1)) is None
    assert stands(but=LOOKS, now=moment(5)) is not None


@pytest.mark.postgres_only
def test_what_comes_to_light_late_under_a_smaller_number_changes_it():
    done()
    seen = []

    def slow(hold) -> None:
        with transaction.atomic():
            record("visit.recorded", subject="child", by="slow", at=moment(2))
            hold()

    def meanwhile() -> None:
        try:
            done(hour=3)
            # The slow one has a smaller number, is not to be seen, and will be: nothing may be kept.
            seen.append(stands(but=LOOKS, now=LATER))
        finally:
            connections.close_all()

    assert at_once(slow, meanwhile) == (None, None)
    assert seen == [None]
    newest, near = stands(but=LOOKS, now=LATER)
    assert (bool(newest), near) == (True, 3)
