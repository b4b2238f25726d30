"""One effect for a form that was sent twice: double click, retry, back button (promise P13)."""

from collections.abc import Collection
from datetime import datetime

from django.db import connection

from lineofsight.trail.actions import NoTransaction
from lineofsight.trail.models import Done


def already_done(*, actor_ref: str, key: str) -> str | None:
    """Where this actor's form with this key was answered before; None the first time.

    Asked inside the transaction of the act: a second request with the same key waits here until the first has ended.
    Raises NoTransaction outside one.
    """
    if not connection.in_atomic_block:
        raise NoTransaction("whether a form was sent before is asked in the transaction that acts on it")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            # On SQLite the transaction has the one write lock already.
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{actor_ref} {key}"])
    return Done.objects.filter(actor_ref=actor_ref, key=key).values_list("location", flat=True).first()


def done_of(*, actor_ref: str, keys: Collection[str]) -> list[str]:
    """Which of these forms of an actor were answered."""
    return list(Done.objects.filter(actor_ref=actor_ref, key__in=keys).order_by("key").values_list("key", flat=True))


def remember(*, actor_ref: str, key: str, location: str, at: datetime) -> None:
    """Keep the answer (an address of ours) to this form. Raises IntegrityError when there is one already."""
    Done.objects.create(actor_ref=actor_ref, key=key, location=location, at=at)
