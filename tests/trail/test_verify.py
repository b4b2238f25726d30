"""What verify says of a whole trail, of a spoilt one, and of checkpoints that others bring."""

import pytest
from django.db import connection, transaction

from lineofsight.trail import keys, spoilt, triggers
from lineofsight.trail.checkpoint import SigningKey, TreeHead, sign
from lineofsight.trail.models import Checkpoint, Event
from lineofsight.trail.queries import last_checkpoint
from lineofsight.trail.sealer import seal
from lineofsight.trail.tree import EMPTY_ROOT
from lineofsight.trail.verify import LISTED, Finding, verify
from tests.trail.given import moment, sealed_trail, some_events

pytestmark = pytest.mark.django_db


def codes(verdict) -> set[str]:
    return {finding.code for finding in verdict.findings}


def test_an_empty_trail_is_whole():
    verdict = verify()

    assert (verdict.ok, verdict.size, verdict.root, verdict.events) == (True, 0, EMPTY_ROOT.hex(), 0)


def test_a_whole_trail_is_whole_and_counted():
    sealed_trail(batches=3, each=4)
    some_events(2, hour=12)

    verdict = verify(held={"kept": Checkpoint.objects.get(number=2).note})

    assert verdict.ok
    assert (verdict.size, verdict.root) == (12, last_checkpoint().root)
    assert (verdict.events, verdict.details, verdict.erased, verdict.unsealed) == (12, 12, 0, 2)
    assert (verdict.checkpoints, verdict.held_checkpoints) == (3, 1)


def test_verifying_changes_nothing():
    sealed_trail(batches=1)
    some_events(1, hour=9)

    verify()

    assert (Event.objects.count(), Checkpoint.objects.count(), last_checkpoint().size) == (9, 1, 8)


def test_a_trail_longer_than_a_page_is_read_whole(monkeypatch):
    monkeypatch.setattr(spoilt, "PAGE", 3)
    sealed_trail(batches=5, each=4)

    verdict = verify()

    assert (verdict.ok, verdict.events, verdict.checkpoints) == (True, 20, 5)


def test_a_checkpoint_of_a_longer_trail_says_that_ours_was_cut_off():
    sealed_trail(batches=1)
    with transaction.atomic():
        point = transaction.savepoint()
        some_events(3, hour=9)
        longer = seal(at=moment(20)).note
        transaction.savepoint_rollback(point)

    verdict = verify(held={"kept.txt": longer})

    assert verdict.findings == (
        Finding("truncated", "11 events stand in the checkpoint in kept.txt; only 8 are sealed here."),
    )


@pytest.mark.parametrize("note", ["", "nothing of the kind", "a\n1\n\n— a b\n"])
def test_a_held_checkpoint_that_is_none_is_said(note):
    sealed_trail(batches=1)

    assert codes(verify(held={"kept.txt": note})) == {"held-checkpoint"}


def test_a_held_checkpoint_of_another_trail_is_said():
    sealed_trail(batches=1)
    other = SigningKey.new("lineofsight/another")
    note = sign(TreeHead(other.name, 8, bytes(32), 1, moment(8)), other)

    assert codes(verify(held={"kept.txt": note})) == {"held-checkpoint"}


def test_many_findings_are_counted_and_not_all_listed():
    sealed_trail(batches=1, each=LISTED + 7)
    triggers.lift()
    Event.objects.update(act="another.act")

    verdict = verify()

    assert (len(verdict.findings), verdict.findings_left_out) == (LISTED, 7)


def test_the_present_key_is_not_replaced_by_an_earlier_one(settings):
    sealed_trail(batches=1)
    old = SigningKey.new("lineofsight/old")
    keys.trust_earlier(settings.KEYS_ROOT, (old.public,))
    some_events(1, hour=9)
    last = seal(at=moment(10))
    triggers.lift()
    head = TreeHead(old.name, last.size, bytes.fromhex(last.root), last.number, last.at)
    Checkpoint.objects.filter(pk=last.pk).update(note=sign(head, old))

    assert codes(verify()) == {"checkpoint-altered"}


@pytest.mark.sqlite_only(reason="PostgreSQL keeps a column to its type")
@pytest.mark.parametrize(
    "table, column, value",
    [
        ("trail_event", "at", "'banana'"),
        ("trail_event", "at", "'2026-13-45 99:99:99'"),
        ("trail_event", "at", "7"),
        ("trail_event", "act", "x'ff00fe'"),
        ("trail_event", "act", "CAST(x'ff00fe' AS TEXT)"),
        ("trail_event", "sens", "x'00'"),
        ("trail_event", "commitment", "x'00'"),
        ("trail_payload", "body", "CAST(x'ff' AS TEXT)"),
        ("trail_payload", "body", "x'ff'"),
        ("trail_payload", "salt", "1.5"),
        ("trail_seal", "seq", "'seven'"),
        ("trail_seal", "leaf", "x'ff'"),
        ("trail_seal", "leaf", "CAST(x'ff' AS TEXT)"),
        ("trail_seal", "event_id", "'seven'"),
        ("trail_checkpoint", "at", "'banana'"),
        ("trail_checkpoint", "size", "'many'"),
        ("trail_checkpoint", "number", "'many'"),
        ("trail_checkpoint", "note", "x'ff'"),
        ("trail_checkpoint", "frontier", "7"),
        ("trail_checkpoint", "root", "CAST(x'ff' AS TEXT)"),
    ],
)
def test_a_spoilt_value_is_a_finding_and_no_crash(table, column, value):
    sealed_trail(batches=3, each=3)
    triggers.lift()
    key = "event_id" if table == "trail_payload" else "id"
    point = transaction.savepoint()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA ignore_check_constraints = ON")
        cursor.execute(f"UPDATE {table} SET {column} = {value} WHERE {key} = (SELECT min({key}) + 1 FROM {table})")
        changed = cursor.rowcount

    verdict = verify(held={"kept": Checkpoint.objects.filter(number=3).values_list("note", flat=True).first()})

    transaction.savepoint_rollback(point)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA ignore_check_constraints = OFF")
    assert changed == 1
    assert not verdict.ok
