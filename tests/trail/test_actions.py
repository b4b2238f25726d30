"""What record leaves behind, what canonical refuses, and how details are erased without breaking a proof."""

import json
from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum

import pytest
from django.db import DataError, IntegrityError, transaction

from lineofsight.trail import actions
from lineofsight.trail.actions import NoTransaction, commitment, erase_details, record
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


def test_a_commitment_depends_on_the_salt_and_on_the_body():
    bodies = [canonical({"answer": answer}).decode() for answer in ("yes", "no")]

    assert len({commitment(salt=salt, body=body) for salt in ("1" * 64, "2" * 64) for body in bodies}) == 4


def test_moments_of_other_zones_are_the_same_moment():
    london = datetime(2026, 7, 1, 12, tzinfo=timezone(timedelta(hours=1)))

    assert canonical(london) == canonical(london.astimezone(UTC))


@pytest.mark.django_db
def test_many_acts_recorded_together_leave_the_events_that_one_after_another_would():
    acts = [actions.ActDone(act="action.added", subject=f"a{n}", agency="council", details={"n": n}) for n in range(3)]

    actions.record_all(acts, by="person", at=moment(1))
    record("action.added", subject="a3", by="person", at=moment(1), agency="council", n=3)

    kept = Event.objects.order_by("id").values_list("act", "subject_ref", "actor_ref", "agency_code", "sens", "at")
    assert list(kept) == [("action.added", f"a{n}", "person", "council", "S1", moment(1)) for n in range(4)]
    for n, event in enumerate(Event.objects.order_by("id")):
        assert event.payload.body == f'{{"n":{n}}}'
        assert event.commitment == commitment(salt=event.payload.salt, body=event.payload.body)
    assert len({event.payload.salt for event in Event.objects.all()}) == 4
    seal(at=moment(2))
    assert verify().ok


@pytest.mark.django_db(transaction=True)
def test_many_acts_are_recorded_only_in_the_transaction_that_does_them():
    with pytest.raises(NoTransaction):
        actions.record_all([actions.ActDone(act="action.added", subject="a")], by="person", at=moment(1))

    assert not Event.objects.exists()


@pytest.mark.django_db
def test_details_are_erased_once():
    event, *_ = some_events(1)
    erase_details(events=Event.objects.filter(pk=event.pk), by="officer", at=moment(5), reason="asked for")

    again = erase_details(
        events=Event.objects.filter(pk=event.pk), by="officer", at=moment(6), reason="asked for again"
    )

    assert (again, Event.objects.filter(act=actions.ERASED).count()) == (0, 1)
