"""Leave a trail: one event for each act, in the same transaction as the act."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from django.db import transaction
from django.db.models import Field, QuerySet

from lineofsight.trail.canonical import canonical, sha256_hex
from lineofsight.trail.models import Event, Payload
from lineofsight.trail.sensitivity import Sens

# Every act pays for its event: the two rows go in as plain SQL, which costs half of what the models' own way costs
# (./los bench writers). The columns still come from the model.
_EVENT_FIELDS = [field for field in Event._meta.concrete_fields if not field.primary_key]
_ADD_EVENT = (
    f"INSERT INTO {Event._meta.db_table} ({', '.join(field.column for field in _EVENT_FIELDS)})"  # noqa: S608
    f" VALUES ({', '.join(['%s'] * len(_EVENT_FIELDS))}) RETURNING id"
)
_ADD_PAYLOAD = f"INSERT INTO {Payload._meta.db_table} (event_id, salt, body) VALUES (%s, %s, %s)"  # noqa: S608


class HasRef(Protocol):
    """Anything that can be spoken of: it has a public reference."""

    @property
    def ref(self) -> str: ...


class NoTransaction(RuntimeError):
    """An act was recorded outside a transaction: it could survive the failure of what it speaks of."""


def _ref(thing: "HasRef | str") -> str:
    return thing if isinstance(thing, str) else thing.ref


def commitment(*, salt: str, body: str) -> str:
    """The hash that an event keeps of its details: SHA-256 of salt and canonical body."""
    return sha256_hex(f"{salt}\n{body}".encode())


@dataclass(frozen=True, kw_only=True)
class ActDone:
    """One act of many that are recorded together."""

    act: str
    subject: "HasRef | str"
    agency: str = ""
    sens: Sens = Sens.S1
    details: Mapping[str, Any] = field(default_factory=dict)


def _event(told: ActDone, *, by: "HasRef | str", at: datetime) -> tuple[Event, str, str]:
    """The event of an act, not yet written, with the salt and the body that its commitment is made of."""
    salt, body = secrets.token_hex(32), canonical(dict(told.details)).decode()
    event = Event(
        act=told.act,
        at=at,
        actor_ref=_ref(by),
        subject_ref=_ref(told.subject),
        agency_code=told.agency,
        sens=told.sens.value,
        commitment=commitment(salt=salt, body=body),
    )
    return event, salt, body


def record(
    act: str,
    *,
    subject: "HasRef | str",
    by: "HasRef | str",
    at: datetime,
    agency: str = "",
    sens: Sens = Sens.S1,
    **details: Any,
) -> Event:
    """Add one event: `by` did `act` to `subject` at the moment `at` (aware, kept in UTC).

    `at` is the moment of recording; a day that the act speaks of belongs into the details. `agency` is the code of the
    agency whose row it is; `details` are canonical values, kept salted beside the event.
    Raises NoTransaction outside a transaction, NotCanonical when a detail has no written form.
    """
    if not transaction.get_connection().in_atomic_block:
        raise NoTransaction(f"{act} must be recorded in the transaction that does it")
    told = ActDone(act=act, subject=subject, agency=agency, sens=sens, details=details)
    event, salt, body = _event(told, by=by, at=at)
    with transaction.get_connection().cursor() as cursor:
        cursor.execute(_ADD_EVENT, [_for_database(field, event) for field in _EVENT_FIELDS])
        event.pk = cursor.fetchone()[0]
        cursor.execute(_ADD_PAYLOAD, [event.pk, salt, body])
    event._state.adding = False
    return event


def _for_database(field: "Field[Any, Any]", event: Event) -> Any:
    return field.get_db_prep_save(getattr(event, field.attname), transaction.get_connection())


def record_all(told: Iterable[ActDone], *, by: "HasRef | str", at: datetime) -> list[Event]:
    """Add an event for each of many acts, in their order, in a few statements: the same events as `record` leaves.

    Raises NoTransaction, NotCanonical.
    """
    acts = list(told)
    if not transaction.get_connection().in_atomic_block:
        raise NoTransaction(f"{len(acts)} acts must be recorded in the transaction that does them")
    drafted = [_event(one, by=by, at=at) for one in acts]
    events = Event.objects.bulk_create(event for event, _, _ in drafted)
    Payload.objects.bulk_create(Payload(event=event, salt=salt, body=body) for event, salt, body in drafted)
    return events


# The one act that may leave an event without its details; `verify` accepts a blank payload only where it stands.
ERASED = "trail.details_erased"


def with_details(*, before: datetime, sens: Sens) -> QuerySet[Event]:
    """The events of one class that are older than a moment and still have their details."""
    return Event.objects.filter(at__lt=before, sens=sens.value).exclude(payload__body="")


def erase_details(*, events: QuerySet[Event], by: "HasRef | str", at: datetime, reason: str) -> int:
    """Blank the details of events, salt and all, because the law asks for it. The events and every proof stay.

    Each leaves an event of its own that names it. Out: how many had details. Raises NoTransaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise NoTransaction("details are erased in the transaction that records it")
    found = list(events.exclude(payload__body="").order_by("id"))
    for start in range(0, len(found), _AT_ONCE):
        some = found[start : start + _AT_ONCE]
        Payload.objects.filter(event__in=some).update(salt="", body="")
        told = (ActDone(act=ERASED, subject=one, agency=one.agency_code, details={"reason": reason}) for one in some)
        record_all(told, by=by, at=at)
    return len(found)


_AT_ONCE = 500
