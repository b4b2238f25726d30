"""One return of an agency at a time: whoever has the turn knows that every other one that is not finished has died."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection

from lineofsight.partnership.models import Agency


class AnotherIsBeingTaken(Exception):
    """Somebody is taking a return of this agency at this moment."""

    def __init__(self, agency: Agency) -> None:
        super().__init__(f"Another file of {agency.name} is being taken. Wait until it has ended, then try again.")


@contextmanager
def turn(agency: Agency) -> Iterator[None]:
    """Have the turn, or raise AnotherIsBeingTaken. It ends with the process, however that dies: nothing is timed."""
    if connection.vendor == "postgresql":
        with _turn_on_server(agency):
            yield
        return
    folder = settings.LOS_DATA / "turns"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(folder / f"import-{agency.code}", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AnotherIsBeingTaken(agency) from None
        yield
    finally:
        os.close(handle)


@contextmanager
def _turn_on_server(agency: Agency) -> Iterator[None]:
    name = f"import {agency.code}"
    if connection.in_atomic_block:
        # It ends with the transaction around us, which may fail: a lock of the session would outlive that in the pool.
        _have(agency, "SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))", name)
        yield
        return
    _have(agency, "SELECT pg_try_advisory_lock(hashtextextended(%s, 0))", name)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", [name])


def _have(agency: Agency, question: str, name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(question, [name])
        if not cursor.fetchone()[0]:
            raise AnotherIsBeingTaken(agency)
