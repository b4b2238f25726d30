"""The transaction of one request or command, with PostgreSQL told who is asking."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.db import connection, transaction

from lineofsight.partnership.actor import Actor

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


def _settings(actor: Actor | None) -> dict[str, str]:
    """What PostgreSQL is told of who asks, by the name of the setting: nobody is told of as nothing."""
    told = {
        "role": "none" if _as_signed_in.get() else settings.LOS_APP_ROLE,
        "los.agency": "",
        "los.agency_code": "",
        "los.own_from": "",
        "los.other_from": "",
        "los.writes": "",
        "los.person": "",
        "los.children": "",
        "los.staff": "",
    }
    if actor is None:
        return told | {"role": "none"}
    return told | {
        "los.agency": str(actor.agency_id or ""),
        "los.agency_code": actor.agency_code,
        "los.own_from": str(int(actor.reach.own_from)),
        "los.other_from": str(int(actor.reach.other_from)),
        "los.writes": "any" if actor.writes_for_any else "moves" if actor.moves_editions else "own",
        "los.person": str(actor.person_id or ""),
        "los.children": str(int(actor.reach.children)),
        "los.staff": str(int(actor.reach.staff)),
    }


def _tell(actor: Actor | None) -> None:
    told = [word for setting in _settings(actor).items() for word in setting]
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(["set_config(%s, %s, true)"] * (len(told) // 2)), told)


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
