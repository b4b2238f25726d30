"""Record that somebody looked at a child's row or at another agency's, and tell whose it is who did."""

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import QuerySet

from lineofsight.partnership.actor import Actor
from lineofsight.partnership.models import Agency
from lineofsight.partnership.policy import can
from lineofsight.partnership.queries import LONDON, who_were
from lineofsight.partnership.reads import (
    CHILDREN_READ,
    FILE_OPENED,
    LIST_SEEN,
    LOOKS,
    READ,
    TAKEN_AWAY,
    is_recorded,
    is_unusual,
)
from lineofsight.partnership.rows import ChildRow
from lineofsight.partnership.rules import Act
from lineofsight.trail.actions import record
from lineofsight.trail.models import Event
from lineofsight.trail.sensitivity import Sens


def _most(row: Any) -> Sens:
    """A row is as sensitive as the most sensitive thing in it."""
    return max(type(row).SENSITIVITY.values(), key=lambda level: level.value)


def note_read(*, row: Any, by: Actor) -> None:
    """Record that a page of a row was read, once a day for each reader, where the rule says so."""
    if not by.is_signed_in or not _is_recorded(row, by):
        return
    begun = by.now.astimezone(LONDON).replace(hour=0, minute=0, second=0, microsecond=0)
    known = Event.objects.filter(subject_ref=row.ref, act=READ, actor_ref=by.ref, at__gte=begun)
    if not known.exists():
        _note(READ, row, by)


def _is_recorded(row: Any, by: Actor) -> bool:
    if not hasattr(row, "audience") and not isinstance(row, ChildRow):
        return False
    audience = getattr(row, "audience", None)
    return is_recorded(most=_most(row), audience=audience, row_agency=row.agency_id, reader_agency=by.agency_id)


def note_file_opened(*, held: Any, by: Actor) -> None:
    """Record that somebody of another agency opened a file: every time, and by which grant."""
    if by.is_signed_in and held.agency_id != by.agency_id:
        leave = [one.ref for one in by.grants if one.opens(agency_id=held.agency_id, behind=held.behind, now=by.now)]
        _note(FILE_OPENED, held, by, leave=leave)


def note_children_read(*, what: str, children: Collection[str], by: Actor) -> None:
    """Record that somebody was shown rows of children together: for what, how many, and which (their references).

    One event for a page of a list: which they were stands in its details, salted, and can be erased.
    """
    refs = sorted({ref for ref in children if ref})
    if not refs:
        return
    told = {"what": what, "n": len(refs), "refs": refs}
    with transaction.atomic():
        record(CHILDREN_READ, subject="", by=by, at=by.now, agency=by.agency_code, sens=Sens.S3, **told)


def note_taken_away(*, what: str, rows: int, by: Actor) -> None:
    """Record that somebody took a list away as a file: which, and how many rows of it."""
    with transaction.atomic():
        record(TAKEN_AWAY, subject="", by=by, at=by.now, agency=by.agency_code, sens=Sens.S2, what=what, rows=rows)


def _note(act: str, row: Any, by: Actor, **details: object) -> None:
    # A page is read without a transaction on SQLite; the record has one of its own.
    with transaction.atomic():
        record(act, subject=row, by=by, at=by.now, agency=row.agency.code, sens=_most(row), **details)


@dataclass(frozen=True)
class Saved:
    """The last time that something was done to a row: by whom, and when."""

    by_ref: str
    at: datetime


def last_saved(row: Any) -> Saved:
    """When a row was last changed and by whom, as the trail has it; where the trail has nothing, when it was written.

    Who only looked at it has not changed it.
    """
    last = Event.objects.filter(subject_ref=row.ref).exclude(act__in=LOOKS).order_by("-id").first()
    return Saved(last.actor_ref, last.at) if last else Saved(row.by_ref, row.recorded_at)


LOOKED_BACK = 365
"""So many days back a page tells who looked."""


@dataclass(frozen=True)
class Look:
    """One time that somebody looked who has to be recorded: who (a role), when, at the page or at its file."""

    who: str
    at: datetime
    is_file: bool
    is_unusual: bool
    leave: tuple[str, ...] = ()
    reader_ref: str = ""


def who_looked(row: Any, actor: Actor, *, files: Iterable[Any] = ()) -> tuple[Look, ...] | None:
    """Who looked at a row and its files in the last days: unusual times first, then the newest.

    None for whoever may not ask.
    """
    if not can(actor, Act.LOOKS_READ, row):
        return None
    things = [row.ref, *(file.ref for file in files)]
    since = actor.now - timedelta(days=LOOKED_BACK)
    looks = list(Event.objects.filter(subject_ref__in=things, act__in=LOOKS, at__gte=since).select_related("payload"))
    who = who_were(event.actor_ref for event in looks)
    return _unusual_first(
        Look(
            who(event.actor_ref, event.at),
            event.at,
            event.act == FILE_OPENED,
            is_unusual(event.at),
            _leave_of(event, actor),
            event.actor_ref,
        )
        for event in looks
    )


def _leave_of(event: Event, actor: Actor) -> tuple[str, ...]:
    # Row security may hide the payload altogether, and details are erased when their time is over.
    payload = getattr(event, "payload", None)
    if payload is None or not payload.body or event.agency_code != actor.agency_code:
        return ()
    return tuple(json.loads(payload.body).get("leave", ()))


@dataclass(frozen=True)
class ChildLook:
    """One time that somebody read of a child: who (a role), when, in which list; on the child's pages where blank."""

    who: str
    at: datetime
    is_unusual: bool
    what: str = ""
    reader_ref: str = ""


def who_read_child(row: ChildRow, actor: Actor) -> tuple[ChildLook, ...] | None:
    """Who read of a child in the last days, on its pages or in a list: unusual times first, then the newest.

    None for whoever may not ask.
    """
    if not can(actor, Act.LOOKS_READ, row):
        return None
    reads = list(_reads_of(row, actor, since=actor.now - timedelta(days=LOOKED_BACK)))
    who = who_were(ref for ref, _, _ in reads)
    return _unusual_first(ChildLook(who(ref, at), at, is_unusual(at), what, ref) for ref, at, what in reads)


Looked = TypeVar("Looked", Look, ChildLook)


def _unusual_first(looks: Iterable[Looked]) -> tuple[Looked, ...]:
    newest = sorted(looks, key=lambda one: one.at, reverse=True)
    return tuple(sorted(newest, key=lambda one: not one.is_unusual))


def _reads_of(row: Any, actor: Actor, *, since: datetime) -> Iterator[tuple[str, datetime, str]]:
    for event in Event.objects.filter(subject_ref=row.ref, act=READ, at__gte=since):
        yield event.actor_ref, event.at, ""
    lists = Event.objects.filter(act=CHILDREN_READ, agency_code=actor.agency_code, at__gte=since)
    # Which children a list showed stands in its details alone. References are random: one is part of no other.
    for event in lists.filter(payload__body__contains=f'"{row.ref}"').select_related("payload"):
        yield event.actor_ref, event.at, str(json.loads(event.payload.body).get("what", ""))


@dataclass(frozen=True)
class Unusual:
    """How often somebody looked at an unusual time at a child of an agency, or at rows of an agency not their own."""

    who: str
    agency: str
    times: int
    last: datetime
    ref: str = ""


def unusual_looks(actor: Actor, *, days: int = 7) -> tuple[Unusual, ...]:
    """Looks at unusual times in the last days, for the data-protection officer: who and whose, never at what."""
    return tuple(one.unusual for one in lookers(actor, days=days) if one.unusual)


@dataclass(frozen=True)
class Looker:
    """Who looked at rows of which agency: how often, the last time, and what of it was at an unusual time.

    ref: of the look that is asked about first: the last unusual one, else the last.
    """

    who: str
    agency: str
    times: int
    last: datetime
    ref: str
    unusual: Unusual | None


def lookers(actor: Actor, *, days: int = 7) -> tuple[Looker, ...]:
    """Who looked in the last days, for the data-protection officer: who and whose, never at what. Unusual first."""
    if not can(actor, Act.TRAIL_READ):
        return ()
    names = dict(Agency.objects.values_list("code", "name"))
    looks = tuple(looks_since(actor.now - timedelta(days=days)).values_list("actor_ref", "agency_code", "at", "ref"))
    who = who_were({reader for reader, *_ in looks})
    by_whom: dict[tuple[str, str, str], list[tuple[datetime, str]]] = {}
    for reader, code, at, ref in looks:
        by_whom.setdefault((reader, who(reader, at), code), []).append((at, ref))
    found = (_looker(words, names.get(code, code), some) for (_, words, code), some in by_whom.items())
    return tuple(sorted(found, key=lambda one: (-(one.unusual.times if one.unusual else 0), -one.times, one.who)))


def _looker(words: str, agency: str, looks: list[tuple[datetime, str]]) -> Looker:
    unusual = [one for one in looks if is_unusual(one[0])]
    told = Unusual(words, agency, len(unusual), *max(unusual)) if unusual else None
    last, ref = max(looks)
    return Looker(words, agency, len(looks), last, told.ref if told else ref, told)


def find_look(actor: Actor, ref: str) -> Event | None:
    """One look, for the data-protection officer; None for everybody else."""
    return Event.objects.filter(act__in=LOOKS, ref=ref).first() if can(actor, Act.TRAIL_READ) else None


def looks_since(moment: datetime) -> QuerySet[Event]:
    """The events of looking since a moment."""
    return Event.objects.filter(act__in=LOOKS, at__gte=moment).order_by("id")


def seen_before(*, what: str, keys: Collection[str], by: Actor) -> tuple[datetime, frozenset[str]] | None:
    """When somebody last looked at a list on an earlier day, and what stood in it then; None where they never did.

    The first look of a day is kept, so that a list can say what changed since.
    """
    begun = by.now.astimezone(LONDON).replace(hour=0, minute=0, second=0, microsecond=0)
    looks = Event.objects.filter(act=LIST_SEEN, actor_ref=by.ref, subject_ref="", payload__body__contains=f'"{what}"')
    found = list(looks.order_by("-id").select_related("payload")[:2])
    is_first_today = not found or found[0].at < begun
    if is_first_today:
        with transaction.atomic():
            told = {"what": what, "keys": sorted(keys)}
            record(LIST_SEEN, subject="", by=by, at=by.now, agency=by.agency_code, sens=Sens.S2, **told)
    before = next((one for one in found if one.at < begun), None)
    if before is None:
        return None
    return before.at, frozenset(json.loads(before.payload.body).get("keys", ()))
