"""What the pages ask the trail."""

from collections.abc import Collection
from datetime import datetime

from lineofsight.trail.actions import HasRef
from lineofsight.trail.models import Checkpoint, Event


def newest_ref(*, but: Collection[str]) -> str:
    """The reference of the newest event whose act is none of these; "" where there is none. As long as it stays the
    same, nothing else was done."""
    return Event.objects.exclude(act__in=but).order_by("-id").values_list("ref", flat=True).first() or ""


def was_told(act: str, *, subject: HasRef, by: HasRef) -> bool:
    """Whether somebody's act upon a subject stands in the trail already: for what is told once."""
    return Event.objects.filter(subject_ref=subject.ref, act=act, actor_ref=by.ref).exists()


def last_times(subject: HasRef, acts: Collection[str]) -> dict[str, datetime]:
    """When each of some acts was last done to a subject; none that was never done."""
    return dict(Event.objects.filter(subject_ref=subject.ref, act__in=acts).order_by("id").values_list("act", "at"))


def last_checkpoint() -> Checkpoint | None:
    """The newest signed checkpoint: printed in every edition and sent to every agency."""
    return Checkpoint.objects.order_by("-size").first()
