"""What was read is what goes, all of it or nothing, and it leaves its tombstone."""

from contextlib import nullcontext
from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from lineofsight.desk import going
from lineofsight.library.retention import Stored
from lineofsight.partnership.models import RetentionDecision, Tombstone
from lineofsight.partnership.retention import WrongDecision
from lineofsight.partnership.scope import scope
from lineofsight.partnership.tombstones import GONE
from lineofsight.trail.models import Event
from tests.desk.going.making import deleted, old_file, old_words, seen
from tests.factories import chain_rows, rows
from tests.factories.partnership import NOW, TODAY

pytestmark = pytest.mark.django_db


def test_what_was_read_is_what_goes_and_something_else_is_read_again(bodies, officer):
    old_file(bodies.council)
    mark = seen(officer, Stored.FILES).mark
    old_file(bodies.council, name="b.txt")

    with pytest.raises(WrongDecision, match="has changed meanwhile"):
        deleted(officer, Stored.FILES, mark=mark)
    assert not Tombstone.objects.exists()


def test_where_something_rests_on_each_none_can_be_deleted(bodies, officer, old_review):
    rows.evidence(old_review, bodies.council, held=old_file(bodies.council))

    with pytest.raises(WrongDecision, match="Something rests on each"):
        deleted(officer, Stored.FILES)


def test_a_fault_in_the_middle_brings_everything_back(bodies, officer, monkeypatch):
    words = old_words(bodies)

    def breaks(**_: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(going.words, "take_words_away", breaks)
    with pytest.raises(RuntimeError, match="disk"):
        deleted(officer, Stored.WORDS_OF_PEOPLE)

    words.refresh_from_db()
    assert words.words
    assert not Tombstone.objects.exists()
    assert not RetentionDecision.objects.exists()
    assert not Event.objects.filter(act=GONE).exists()


def test_a_review_in_which_something_is_open_stays_and_says_what(bodies, officer):
    review = rows.review(bodies.hub, completed_date=TODAY - timedelta(days=3700))
    chain_rows.recommendation(review, bodies.council)
    rows.edition(review, bodies.hub)

    [stays] = seen(officer, Stored.REVIEWS).staying

    assert stays.rests == ("edition 1, which is on its way", "Recommendation 1, which is not closed")
    with pytest.raises(WrongDecision, match="none can be deleted"):
        deleted(officer, Stored.REVIEWS)


def test_a_tombstone_stays_as_it_was_laid(bodies, officer):
    old_file(bodies.council)
    deleted(officer, Stored.FILES)

    with pytest.raises(IntegrityError, match="keeps what was written"), transaction.atomic():
        Tombstone.objects.update(rule="another")


def test_nobody_but_background_work_lays_one(bodies, officer):
    old_file(bodies.council)
    made = deleted(officer, Stored.FILES)
    facts = {"kind": "files", "agency": bodies.hub, "decision": made, "rule": "r", "by_role": "o", "recorded_at": NOW}
    # SQLite has no row security.
    is_held = connection.vendor == "postgresql"
    refused = pytest.raises(DatabaseError, match="row-level security") if is_held else nullcontext()

    with refused, transaction.atomic(), scope(officer, writes=True):
        Tombstone.objects.create(subject_ref="x" * 26, **facts)
