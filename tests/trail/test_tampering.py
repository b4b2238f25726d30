"""Promise P10: history cannot be quietly rewritten before the last checkpoint that somebody else holds."""

import random
from collections import Counter

import pytest
from django.db import transaction

from lineofsight.trail import triggers
from lineofsight.trail.leaves import leaf_of
from lineofsight.trail.models import Checkpoint, Seal
from lineofsight.trail.queries import last_checkpoint
from lineofsight.trail.verify import verify
from tests.trail.given import erase, moment, sealed_trail, some_events
from tests.trail.tampering import KINDS, NEEDS_A_HELD_CHECKPOINT

SHORT, LONG = 120, 1_000


@pytest.fixture
def held(db) -> dict[str, str]:
    """A whole trail with one erasure, its triggers lifted for the tamperer; the checkpoint that an agency keeps."""
    triggers.lift()
    events = some_events(8)
    with transaction.atomic():
        erase(events[5], at=moment(8))
    sealed_trail(batches=4, after=9)
    return {"kept.txt": last_checkpoint().note}


def undone(tamper, rng, look):
    """Tamper, look, and undo it: what `look` returned."""
    point = transaction.savepoint()
    try:
        tamper(rng)
        return look()
    finally:
        transaction.savepoint_rollback(point)


def leaves_alone_are_right() -> bool:
    """A verifier without anchors: each event fits its leaf, and the numbers have no gap. The negative control."""
    seals = list(Seal.objects.filter(event__id__isnull=False).order_by("seq").select_related("event"))
    return all(seal.seq == place and seal.leaf == leaf_of(seal.event).hex() for place, seal in enumerate(seals))


def test_every_tampering_is_found(held, is_long_run):
    rng = random.Random(6962)
    names = list(KINDS) * (1 + (LONG if is_long_run else SHORT) // len(KINDS))
    missed = Counter(name for name in names if undone(KINDS[name], rng, lambda: verify(held=held).ok))

    assert len(names) >= (LONG if is_long_run else SHORT)
    assert missed == {}
    assert verify(held=held).ok


def test_control_without_a_held_checkpoint_the_rewriting_of_everything_is_missed(held):
    rng = random.Random(1)
    missed = {name for name, tamper in KINDS.items() if undone(tamper, rng, lambda: verify().ok)}

    assert missed == NEEDS_A_HELD_CHECKPOINT


def test_control_a_verifier_of_leaves_alone_misses_most_kinds(held):
    rng = random.Random(2)
    missed = {name for name, tamper in KINDS.items() if undone(tamper, rng, leaves_alone_are_right)}

    assert missed >= NEEDS_A_HELD_CHECKPOINT | {
        "details altered",
        "details swapped",
        "details deleted",
        "details blanked without an act",
        "event inserted as if long ago",
        "event altered and sealed again",
        "checkpoint signed with another key",
        "checkpoint dropped",
    }
    assert "another act" not in missed


@pytest.mark.parametrize(
    "name, code",
    [
        ("another act", "event-altered"),
        ("event deleted", "event-missing"),
        ("seal deleted", "renumbered"),
        ("renumbered", "renumbered"),
        ("event inserted as if long ago", "backdated"),
        ("details altered", "details-altered"),
        ("details swapped", "details-altered"),
        ("details deleted", "details-missing"),
        ("details blanked without an act", "details-missing"),
        ("seal altered", "event-altered"),
        ("event altered and sealed again", "root-differs"),
        ("checkpoint dropped", "checkpoint-missing"),
        ("checkpoint root altered", "checkpoint-altered"),
        ("checkpoint signed with another key", "checkpoint-altered"),
        ("the tail cut off at an earlier checkpoint", "truncated"),
        ("all rewritten by somebody with the key", "rewritten"),
        ("all emptied", "truncated"),
    ],
)
def test_a_tampering_is_called_by_its_name(held, name, code):
    verdict = undone(KINDS[name], random.Random(3), lambda: verify(held=held))

    assert code in {finding.code for finding in verdict.findings}
    assert Checkpoint.objects.count() == 4
