"""The transaction of one request or command, with PostgreSQL told who is asking."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.db import connection, transaction

from lineofsight.partnership.actor import Actor

_CONTEXT = (
    "SELECT set_config('role', %s, true), set_config('los.agency', %s, true), set_config('los.agency_code', %s, true),"
    " set_config('los.own_from', %s, true), set_config('los.other_from', %s, true), set_config('los.writes', %s, true),"
    " set_config('los.person', %s, true), set_config('los.children', %s, true),"
    " set_config('los.staff', %s, true)"
)


_outer: ContextVar[Actor | None] = ContextVar("scope", default=None)
_as_signed_in: ContextVar[bool] = ContextVar("as_signed_in", default=False)


@contextmanager
def as_signed_in() -> Iterator[None]:
    """Every scope inside stays the role that signed in: whoever puts a backup back owns the tables.

    The owner is not the application's role and may not become it. Row security is forced, so it holds the owner too.
    """
    token = _as_signed_in.set(True)
    try:
        yield
    finally:
        _as_signed_in.reset(token)


def _tell(actor: Actor | None) -> None:
    if actor is None:
        values = ["none", *[""] * 8]
    else:
        values = [
            "none" if _as_signed_in.get() else settings.LOS_APP_ROLE,
            str(actor.agency_id or ""),
            actor.agency_code,
            str(int(actor.reach.own_from)),
            str(int(actor.reach.other_from)),
            "any" if actor.writes_for_any else "moves" if actor.moves_editions else "own",
            str(actor.person_id or ""),
            str(int(actor.reach.children)),
            str(int(actor.reach.staff)),
        ]
    with connection.cursor() as cursor:
        cursor.execute(_CONTEXT, values)


@contextmanager
def scope(actor: Actor, *, writes: bool) -> Iterator[None]:
    """Run the block as `actor`: all or nothing, and within row security.

    On PostgreSQL always one transaction, as the application's role. On SQLite only where `writes`: there a
    transaction takes the one write lock, and reading must not wait for it.
    """
    if connection.vendor == "postgresql":
        is_outermost = not connection.in_atomic_block
        with transaction.atomic():
            outer = _outer.get()
            _tell(actor)
            token = _outer.set(actor)
            try:
                yield
            finally:
                _outer.reset(token)
            # A local setting ends with its transaction. It outlives a released savepoint, so a scope inside another
            # gives back what it found; after an exception the rollback does the same.
            if not is_outermost and not connection.needs_rollback:
                _tell(outer)
    elif writes:
        with transaction.atomic():
            yield
    else:
        yield
