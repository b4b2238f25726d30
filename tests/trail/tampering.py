"""What somebody with the database in their hands could do to the trail, one function for each kind.

Each takes a source of chance and changes the stored rows behind the product's back (the triggers are lifted).
"""

import random
from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.db.models import F, QuerySet

from lineofsight.trail import keys
from lineofsight.trail.actions import commitment
from lineofsight.trail.checkpoint import SigningKey, TreeHead, sign
from lineofsight.trail.leaves import leaf_of
from lineofsight.trail.models import Checkpoint, Event, Payload, Seal
from lineofsight.trail.refs import new_ref
from lineofsight.trail.tree import Frontier

Tampering = Callable[[random.Random], None]
KINDS: dict[str, Tampering] = {}


def kind(tampering: Tampering) -> Tampering:
    KINDS[tampering.__name__.replace("_", " ")] = tampering
    return tampering


def remove(rows: QuerySet) -> None:
    rows._raw_delete("default")


def one(rng: random.Random) -> Event:
    return rng.choice(list(Event.objects.filter(seal__isnull=False).exclude(payload__body="").order_by("id")))


def two(rng: random.Random) -> tuple[Event, Event]:
    first, second = rng.sample(
        list(Event.objects.filter(seal__isnull=False).exclude(payload__body="").order_by("id")), 2
    )
    return first, second


def checkpoint(rng: random.Random) -> Checkpoint:
    return rng.choice(list(Checkpoint.objects.order_by("size")))


def change(event: Event, **values: object) -> None:
    Event.objects.filter(pk=event.pk).update(**values)


def shift(*, above: int, by: int) -> None:
    """Renumber the seals above a number, without two of them ever having the same."""
    Seal.objects.filter(seq__gt=above).update(seq=-F("seq") - 1)
    Seal.objects.filter(seq__lt=0).update(seq=-F("seq") - 1 + by)


def seal_again() -> None:
    """Make every leaf fit its event again, as one who knows the code would."""
    for seal in Seal.objects.select_related("event"):
        Seal.objects.filter(pk=seal.pk).update(leaf=leaf_of(seal.event).hex())


def sign_again(key: SigningKey | None) -> None:
    """Make every checkpoint fit the seals; with a key its note too."""
    leaves = [bytes.fromhex(leaf) for leaf in Seal.objects.order_by("seq").values_list("leaf", flat=True)]
    for row in Checkpoint.objects.order_by("size"):
        edge = Frontier()
        for leaf in leaves[: row.size]:
            edge = edge.add(leaf)
        head = TreeHead(key.name, row.size, edge.root(), row.number, row.at) if key else None
        Checkpoint.objects.filter(pk=row.pk).update(
            root=edge.root().hex(), frontier=edge.text(), note=sign(head, key) if head and key else row.note
        )


# --- the event -----------------------------------------------------------------------------------------------------


@kind
def another_act(rng):
    change(one(rng), act=f"statement.withdrawn{rng.randrange(9)}")


@kind
def another_actor(rng):
    change(one(rng), actor_ref=f"somebody-{rng.randrange(99)}")


@kind
def another_moment(rng):
    event = one(rng)
    change(event, at=event.at + timedelta(microseconds=rng.choice([-1, 1]) * rng.randrange(1, 10**9)))


@kind
def another_subject(rng):
    change(one(rng), subject_ref=new_ref())


@kind
def another_agency(rng):
    change(one(rng), agency_code=f"agency-{rng.randrange(99)}")


@kind
def another_class(rng):
    change(one(rng), sens="S0")


@kind
def another_ref(rng):
    change(one(rng), ref=new_ref())


@kind
def another_id(rng):
    event = one(rng)
    new = 10**6 + rng.randrange(10**6)
    change(event, id=new)
    Seal.objects.filter(event_id=event.pk).update(event_id=new)
    Payload.objects.filter(event_id=event.pk).update(event_id=new)


@kind
def event_deleted(rng):
    remove(Event.objects.filter(pk=one(rng).pk))


@kind
def event_deleted_with_all_that_hangs_on_it(rng):
    event = one(rng)
    for rows in (Payload.objects.filter(event=event), Seal.objects.filter(event=event)):
        remove(rows)
    remove(Event.objects.filter(pk=event.pk))


@kind
def event_deleted_and_the_later_ones_renumbered(rng):
    event = one(rng)
    place = event.seal.seq
    for rows in (Payload.objects.filter(event=event), Seal.objects.filter(event=event)):
        remove(rows)
    remove(Event.objects.filter(pk=event.pk))
    shift(above=place, by=-1)


def _inserted(rng: random.Random) -> Event:
    event = one(rng)
    salt, body = "00" * 32, '{"text":"never said"}'
    event.pk, event.ref, event._state.adding = None, new_ref(), True
    event.at -= timedelta(days=rng.randrange(3, 300))
    event.commitment = commitment(salt=salt, body=body)
    event.save()
    Payload.objects.create(event=event, salt=salt, body=body)
    return event


@kind
def event_inserted_as_if_long_ago(rng):
    _inserted(rng)


@kind
def event_inserted_and_sealed_in_the_middle(rng):
    event, place = _inserted(rng), rng.randrange(1, 20)
    shift(above=place, by=1)
    Seal.objects.create(seq=place + 1, event=event, leaf=leaf_of(event).hex())


# --- the details ---------------------------------------------------------------------------------------------------


@kind
def details_altered(rng):
    Payload.objects.filter(event=one(rng)).update(body=f'{{"text":"another {rng.randrange(999)}"}}')


@kind
def details_altered_with_their_commitment(rng):
    event = one(rng)
    body = '{"text":"another"}'
    Payload.objects.filter(event=event).update(body=body)
    change(event, commitment=commitment(salt=event.payload.salt, body=body))


@kind
def details_swapped(rng):
    first, second = two(rng)
    for event, other in ((first, second.payload), (second, first.payload)):
        Payload.objects.filter(event=event).update(salt=other.salt, body=other.body)


@kind
def details_blanked_without_an_act(rng):
    Payload.objects.filter(event=one(rng)).update(salt="", body="")


@kind
def details_deleted(rng):
    remove(Payload.objects.filter(event=one(rng)))


# --- the seals -----------------------------------------------------------------------------------------------------


@kind
def seal_altered(rng):
    Seal.objects.filter(event=one(rng)).update(leaf=rng.randbytes(32).hex())


@kind
def seal_deleted(rng):
    remove(Seal.objects.filter(event=one(rng)))


@kind
def renumbered(rng):
    Seal.objects.filter(event=one(rng)).update(seq=10**6 + rng.randrange(99))


@kind
def reordered_by_number(rng):
    first, second = (event.seal for event in two(rng))
    Seal.objects.filter(pk=first.pk).update(seq=-1)
    Seal.objects.filter(pk=second.pk).update(seq=first.seq)
    Seal.objects.filter(pk=first.pk).update(seq=second.seq)


@kind
def reordered_with_their_leaves(rng):
    first, second = (event.seal for event in two(rng))
    Seal.objects.filter(pk=first.pk).update(event_id=-1)
    Seal.objects.filter(pk=second.pk).update(event_id=first.event_id, leaf=first.leaf)
    Seal.objects.filter(pk=first.pk).update(event_id=second.event_id, leaf=second.leaf)


@kind
def event_altered_and_sealed_again(rng):
    another_act(rng)
    seal_again()


@kind
def event_altered_and_all_sealed_and_counted_again(rng):
    another_actor(rng)
    seal_again()
    sign_again(None)


# --- the checkpoints -----------------------------------------------------------------------------------------------


@kind
def checkpoint_root_altered(rng):
    Checkpoint.objects.filter(pk=checkpoint(rng).pk).update(root=rng.randbytes(32).hex())


@kind
def checkpoint_frontier_altered(rng):
    row = checkpoint(rng)
    edge = " ".join(rng.randbytes(32).hex() for _ in row.frontier.split())
    Checkpoint.objects.filter(pk=row.pk).update(frontier=edge)


@kind
def checkpoint_size_altered(rng):
    Checkpoint.objects.filter(pk=checkpoint(rng).pk).update(size=F("size") + 10**6)


@kind
def checkpoint_moment_altered(rng):
    Checkpoint.objects.filter(pk=checkpoint(rng).pk).update(at=F("at") - timedelta(hours=rng.randrange(1, 99)))


@kind
def checkpoint_note_altered(rng):
    row = checkpoint(rng)
    place = rng.randrange(len(row.note))
    letter = "7" if row.note[place] != "7" else "8"
    Checkpoint.objects.filter(pk=row.pk).update(note=row.note[:place] + letter + row.note[place + 1 :])


@kind
def checkpoint_signed_with_another_key(rng):
    row = checkpoint(rng)
    known = keys.signing_key(settings.KEYS_ROOT)
    name = rng.choice([known.name, "lineofsight/somebody"])
    note = sign(TreeHead(name, row.size, bytes.fromhex(row.root), row.number, row.at), SigningKey.new(name))
    Checkpoint.objects.filter(pk=row.pk).update(note=note)


@kind
def checkpoint_dropped(rng):
    remove(Checkpoint.objects.filter(pk=checkpoint(rng).pk))


# --- what only a checkpoint that somebody else holds can show --------------------------------------------------------


@kind
def the_tail_cut_off_at_an_earlier_checkpoint(rng):
    kept = rng.choice(list(Checkpoint.objects.order_by("size"))[:-1]).size
    gone = list(Seal.objects.filter(seq__gte=kept).values_list("event_id", flat=True))
    remove(Checkpoint.objects.filter(size__gt=kept))
    for rows in (Seal.objects.filter(event_id__in=gone), Payload.objects.filter(event_id__in=gone)):
        remove(rows)
    remove(Event.objects.filter(pk__in=gone))


@kind
def all_rewritten_by_somebody_with_the_key(rng):
    another_act(rng)
    seal_again()
    sign_again(keys.signing_key(settings.KEYS_ROOT))


@kind
def all_emptied(rng):
    for model in (Checkpoint, Seal, Payload, Event):
        remove(model.objects.all())


NEEDS_A_HELD_CHECKPOINT = {
    "the tail cut off at an earlier checkpoint",
    "all rewritten by somebody with the key",
    "all emptied",
}
