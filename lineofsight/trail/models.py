"""What was done or read, by whom. Rows are only ever added; the sealer gives them their place in the tree."""

from typing import Any

from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import Exact, GreaterThan, LessThanOrEqual

from lineofsight.trail.refs import REF_LENGTH, new_ref
from lineofsight.trail.sensitivity import Sens, sens

ACT_LENGTH = 80


class RefField(models.CharField):  # type: ignore[type-arg]
    """A random public reference, given once and never edited."""

    def __init__(self, **options: Any) -> None:
        options.update(max_length=REF_LENGTH, unique=True, default=new_ref, editable=False)
        super().__init__(**options)


class Event(models.Model):
    """One act. No foreign keys upwards: the trail outlives whatever it speaks of."""

    SENSITIVITY = sens(S1="id ref act at actor_ref subject_ref agency_code sens commitment")

    ref = RefField()
    act = models.CharField(max_length=ACT_LENGTH)
    at = models.DateTimeField()
    actor_ref = models.CharField(max_length=REF_LENGTH)
    subject_ref = models.CharField(max_length=REF_LENGTH, blank=True)
    agency_code = models.CharField(max_length=40, blank=True)
    sens = models.CharField(max_length=2, choices=[(level.value, level.value) for level in Sens])
    # Hash of the salted details, so that details can be erased and the proof still holds.
    commitment = models.CharField(max_length=64)

    class Meta:
        indexes = [models.Index(fields=["subject_ref", "id"], name="trail_event_subject")]
        # SQLite takes a text of any length; both databases shall refuse the same rows.
        constraints = [
            models.CheckConstraint(
                condition=GreaterThan(Length("act"), 0) & LessThanOrEqual(Length("act"), ACT_LENGTH),
                name="trail_event_act_length",
            ),
            models.CheckConstraint(condition=Exact(Length("commitment"), 64), name="trail_event_commitment_length"),
            models.CheckConstraint(
                condition=models.Q(sens__in=[level.value for level in Sens]), name="trail_event_sens"
            ),
        ]


class Payload(models.Model):
    """The details of one act. Erasable when the law asks for it; the event and its commitment stay."""

    SENSITIVITY = sens(S2="event salt body")

    # The event is the key, so that adding details never reads them back: row security may forbid just that.
    event = models.OneToOneField(Event, on_delete=models.PROTECT, related_name="payload", primary_key=True)
    salt = models.CharField(max_length=64)
    # Canonical JSON as text: PostgreSQL reorders the keys of its own JSON types.
    body = models.TextField()


class Seal(models.Model):
    """The place of one event in the tree: its number and its leaf hash."""

    SENSITIVITY = sens(S1="id seq event leaf")

    # From 0, as the RFC counts leaves.
    seq = models.BigIntegerField(unique=True)
    event = models.OneToOneField(Event, on_delete=models.PROTECT, related_name="seal")
    leaf = models.CharField(max_length=64)


class Checkpoint(models.Model):
    """A signed statement of the tree's size and root at a moment."""

    SENSITIVITY = sens(S0="id number size root frontier at note")

    # Counted without gaps from 1, and signed in the note: a checkpoint that was dropped leaves a hole.
    number = models.BigIntegerField(unique=True)
    size = models.BigIntegerField(unique=True)
    root = models.CharField(max_length=64)
    # The tree's right edge, so that the next batch need not read all leaves again.
    frontier = models.TextField()
    at = models.DateTimeField()
    # The whole signed note (C2SP), as it is handed to others.
    note = models.TextField()


class Done(models.Model):
    """The answer already given to a form that was sent twice (promise P13)."""

    SENSITIVITY = sens(S1="id key actor_ref at", S2="location")

    key = models.CharField(max_length=80)
    actor_ref = models.CharField(max_length=REF_LENGTH)
    location = models.CharField(max_length=400)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["actor_ref", "key"], name="trail_done_once")]


class Series(models.Model):
    """The last number that was given in a series."""

    SENSITIVITY = sens(S1="id name last")

    name = models.CharField(max_length=80, unique=True)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "series"
