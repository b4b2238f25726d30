"""What record leaves behind, what canonical refuses, and how details are erased without breaking a proof."""

import json
from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum

import pytest
from django.db import DataError, IntegrityError, transaction

from lineofsight.trail.actions import NoTransaction, commitment, record
from lineofsight.trail.canonical import NotCanonical, canonical
from lineofsight.trail.models import Event, Payload
from lineofsight.trail.sealer import seal
from lineofsight.trail.sensitivity import Sens
from lineofsight.trail.verify import verify
from tests.trail.given import erase, moment, some_events

NAIVE = datetime(2026, 3, 31, tzinfo=UTC).replace(tzinfo=None)


class Colour(StrEnum):
    RED = "red"


@pytest.mark.parametrize(
    "value, written",
    [
        ({"b": 1, "a": None}, '{"a":null,"b":1}'),
        (["é", "\u2028", "\x00"], '["é","\u2028","\\u0000"]'),
        (date(2026, 3, 31), '"2026-03-31"'),
        (datetime(2026, 3, 31, 1, tzinfo=timezone(timedelta(hours=1))), '"2026-03-31T00:00:00.000000+00:00"'),
        (Colour.RED, '"red"'),
        ((True, 2**70), "[true,1180591620717411303424]"),
    ],
)
def test_a_value_has_one_written_form(value, written):
    assert canonical(value) == written.encode()


@pytest.mark.parametrize("value", [1.0, float("nan"), {1: 2}, {"a"}, b"a", NAIVE, "\ud800", object()])
def test_a_value_without_one_written_form_is_refused(value):
    with pytest.raises(NotCanonical):
        canonical([value])


@pytest.mark.django_db
def test_an_event_keeps_who_what_when_and_its_details_apart():
    event = record("review.opened", subject="review", by="person", at=moment(1), agency="council", sens=Sens.S2, n=3)

    stored = Event.objects.get()
    assert (stored.act, stored.subject_ref, stored.actor_ref, stored.at) == (
        "review.opened",
        "review",
        "person",
        moment(1),
    )
    assert (stored.agency_code, stored.sens) == ("council", "S2")
    assert json.loads(stored.payload.body) == {"n": 3}
    assert stored.commitment == commitment(salt=event.payload.salt, body='{"n":3}')


@pytest.mark.django_db
def test_the_same_details_twice_have_two_commitments():
    first, second = (record("a.b", subject="", by="p", at=moment(1), text="same") for _ in range(2))

    assert first.commitment != second.commitment


@pytest.mark.django_db(transaction=True)
def test_an_act_is_not_recorded_outside_its_transaction():
    with pytest.raises(NoTransaction):
        record("a.b", subject="", by="p", at=moment(1))

    assert not Event.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_act_that_fails_leaves_no_trail():
    def fails_after_recording():
        with transaction.atomic():
            record("a.b", subject="", by="p", at=moment(1))
            return 1 // 0

    with pytest.raises(ZeroDivisionError):
        fails_after_recording()

    assert not Event.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("act", ["", "a" * 81])
def test_both_databases_refuse_an_act_of_the_wrong_length(act):
    with pytest.raises((IntegrityError, DataError)), transaction.atomic():
        record(act, subject="", by="p", at=moment(1))


@pytest.mark.django_db
def test_erased_details_are_said_and_the_proof_holds():
    event, *_ = some_events(3)
    before = seal(at=moment(4)).note

    erase(event, at=moment(5))
    seal(at=moment(6))

    erased = Payload.objects.get(event=event)
    verdict = verify(held={"kept": before})
    assert (erased.salt, erased.body) == ("", "")
    assert (verdict.ok, verdict.erased, verdict.events) == (True, 1, 4)
