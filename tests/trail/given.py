"""A small trail to work on: invented references, fixed moments."""

from datetime import UTC, datetime, timedelta

from django.db import transaction

from lineofsight.trail.actions import erase_details, record
from lineofsight.trail.models import Event
from lineofsight.trail.sealer import seal

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
ACTS = ("statement.saved", "evidence.attached", "opinion.recorded", "statement.signed_off")


def moment(hour: int) -> datetime:
    """So many hours after the first one."""
    return START + timedelta(hours=hour)


def some_events(count: int, *, hour: int = 0, subject: str = "review") -> list[Event]:
    """So many events, one an hour from `hour` on."""
    found = []
    for number in range(count):
        with transaction.atomic():
            found.append(
                record(
                    ACTS[number % len(ACTS)],
                    subject=subject,
                    by=f"person-{number % 3}",
                    at=moment(hour + number),
                    agency=("northmoor", "council")[number % 2],
                    number=hour + number,
                    text=f"Invented text {hour + number} – «ä»",
                )
            )
    return found


def erase(event: Event, *, at: datetime) -> None:
    """Blank the details of one event."""
    erase_details(events=Event.objects.filter(pk=event.pk), by="officer", at=at, reason="asked for by the person")


def sealed_trail(*, batches: int = 4, each: int = 8, after: int = 0) -> list[Event]:
    """A trail of some batches, each sealed under a checkpoint of its own."""
    found = []
    for batch in range(batches):
        found += some_events(each, hour=after + batch * each)
        seal(at=moment(after + (batch + 1) * each))
    return found
