"""Sealing: every committed event once, numbers without gaps, nobody waits, nothing on top of what is broken."""

import logging
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections, transaction

from lineofsight.trail import keys, sealer, triggers
from lineofsight.trail.checkpoint import SigningKey, verify
from lineofsight.trail.leaves import FIELDS, leaf_of
from lineofsight.trail.models import Checkpoint, Event, Seal
from lineofsight.trail.sealer import Sealer, TrailBroken, seal
from lineofsight.trail.tree import root
from tests.trail.given import moment, sealed_trail, some_events


def places() -> list[int]:
    return list(Seal.objects.order_by("seq").values_list("seq", flat=True))


@pytest.mark.django_db
def test_nothing_recorded_is_nothing_sealed():
    assert seal(at=moment(1)) is None


@pytest.mark.django_db
def test_events_are_numbered_without_gaps_and_the_root_is_that_of_their_leaves(monkeypatch):
    monkeypatch.setattr(sealer, "BATCH", 3)
    some_events(8)

    last = seal(at=moment(9))

    assert places() == list(range(8))
    assert last.root == root([leaf_of(event) for event in Event.objects.order_by("id")]).hex()
    assert list(Checkpoint.objects.order_by("size").values_list("number", "size")) == [(1, 3), (2, 6), (3, 8)]


@pytest.mark.django_db
def test_a_checkpoint_is_signed_with_our_key_at_the_moment_given(settings):
    some_events(2)

    last = seal(at=moment(3))

    head, key = verify(last.note, [keys.signing_key(settings.KEYS_ROOT).public])
    assert (head.size, head.root.hex(), head.number, head.at) == (2, last.root, 1, moment(3))
    assert head.origin == key.name


@pytest.mark.django_db
def test_without_anything_new_no_checkpoint_is_added():
    sealed_trail(batches=1)

    again = seal(at=moment(99))

    assert Checkpoint.objects.count() == 1
    assert again.at == moment(8)


@pytest.mark.django_db
def test_a_batch_goes_on_from_the_edge_of_the_one_before():
    sealed_trail(batches=3, each=5)

    last = Checkpoint.objects.order_by("-size").first()
    assert last.root == root([bytes.fromhex(seal.leaf) for seal in Seal.objects.order_by("seq")]).hex()


def test_a_leaf_is_made_of_every_stored_field():
    assert set(FIELDS) == {field.attname for field in Event._meta.concrete_fields}


@pytest.mark.django_db
@pytest.mark.parametrize("tampered", ["frontier", "note", "seal", "checkpoint"])
def test_nothing_is_sealed_on_top_of_a_broken_checkpoint(tampered):
    sealed_trail(batches=2)
    triggers.lift()
    last = Checkpoint.objects.order_by("-size")
    if tampered == "frontier":
        last.filter(size=16).update(frontier="00" * 32)
    elif tampered == "note":
        last.filter(size=16).update(note=last.last().note)
    elif tampered == "seal":
        Seal.objects.filter(seq=15).delete()
    else:
        Checkpoint.objects.all().delete()
    some_events(1, hour=20)

    with pytest.raises(TrailBroken):
        seal(at=moment(30))

    assert not Seal.objects.filter(seq__gt=15).exists()


@pytest.mark.django_db
def test_a_lost_key_stops_the_sealing_until_its_public_half_is_known(settings, tmp_path):
    sealed_trail(batches=1)
    earlier = keys.signing_key(settings.KEYS_ROOT).public
    settings.KEYS_ROOT = tmp_path / "new"
    some_events(1, hour=20)

    with pytest.raises(TrailBroken):
        seal(at=moment(30))
    keys.trust_earlier(settings.KEYS_ROOT, (earlier,))
    last = seal(at=moment(30))

    assert last.size == 9
    assert isinstance(keys.signing_key(settings.KEYS_ROOT), SigningKey)


@pytest.mark.django_db(transaction=True)
def test_a_sealer_that_dies_in_a_batch_leaves_nothing_of_it(monkeypatch):
    some_events(4)

    def dies(*args, **options):
        raise KeyboardInterrupt

    monkeypatch.setattr(sealer, "sign", dies)
    with pytest.raises(KeyboardInterrupt):
        seal(at=moment(5))

    assert (Seal.objects.count(), Checkpoint.objects.count()) == (0, 0)


@pytest.mark.postgres_only
@pytest.mark.django_db(transaction=True)
def test_an_event_with_a_smaller_id_that_is_committed_later_is_sealed():
    begun, go_on = threading.Event(), threading.Event()

    def slow():
        with transaction.atomic():
            Event.objects.create(id=1, act="slow.act", at=moment(1), actor_ref="slow", sens="S1", commitment="0" * 64)
            begun.set()
            go_on.wait(30)
        connections.close_all()

    thread = threading.Thread(target=slow)
    thread.start()
    assert begun.wait(30)
    Event.objects.create(id=2, act="fast.act", at=moment(2), actor_ref="fast", sens="S1", commitment="0" * 64)
    first = seal(at=moment(3)).size
    go_on.set()
    thread.join()

    second = seal(at=moment(4)).size

    assert (first, second) == (1, 2)
    assert list(Seal.objects.order_by("seq").values_list("event_id", flat=True)) == [2, 1]


@pytest.mark.postgres_only
@pytest.mark.django_db(transaction=True)
def test_many_sealers_at_once_seal_each_event_once(monkeypatch):
    monkeypatch.setattr(sealer, "BATCH", 5)
    some_events(60)

    def work(_):
        try:
            return seal(at=moment(99)).size
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as many:
        sizes = list(many.map(work, range(6)))

    assert sizes == [60] * 6
    assert places() == list(range(60))
    assert Checkpoint.objects.count() == 12


class Turns:
    """Stands for `seal`: fails the first time, and tells when it was called the third time."""

    def __init__(self) -> None:
        self.count, self.third = 0, threading.Event()

    def __call__(self, *, at, above):
        self.count += 1
        if self.count == 3:
            self.third.set()
        if self.count == 1:
            raise TrailBroken("invented trouble")


def test_the_timer_goes_on_after_a_failure_and_says_it(monkeypatch, caplog):
    turns = Turns()
    monkeypatch.setattr(sealer, "seal", turns)
    timer = Sealer(now=lambda: moment(1), every=0.001)

    with caplog.at_level(logging.ERROR):
        timer.start()
        came_again = turns.third.wait(30)
        timer.stop()

    assert came_again
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    assert "invented trouble" in caplog.text


@pytest.mark.django_db
def test_the_timer_looks_at_the_newest_and_every_so_often_at_all():
    timer = Sealer(now=lambda: moment(9))
    events = some_events(3)
    timer.turn()
    # As on PostgreSQL, where a transaction that began earlier may end later.
    Event.objects.create(id=-5, act="late.act", at=moment(2), actor_ref="late", sens="S1", commitment="0" * 64)
    timer.turn()
    short_look = Seal.objects.count()

    for _ in range(sealer.SHORT_LOOKS):
        timer.turn()

    assert short_look == len(events)
    assert places() == [0, 1, 2, 3]


@pytest.mark.postgres_only
@pytest.mark.django_db
def test_a_sealer_from_whom_events_are_hidden_says_so():
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE blind NOLOGIN")
        cursor.execute("GRANT SELECT ON trail_event TO blind")
        cursor.execute("ALTER TABLE trail_event ENABLE ROW LEVEL SECURITY")
        cursor.execute("SET LOCAL ROLE blind")

    with pytest.raises(sealer.OutOfScope):
        seal(at=moment(1))
