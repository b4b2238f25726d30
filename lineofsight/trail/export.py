"""Write the sealed trail into a file that others can check without us (see independent_verifier.py)."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.db import transaction

from lineofsight.trail.actions import HasRef, record
from lineofsight.trail.canonical import canonical
from lineofsight.trail.leaves import FIELDS
from lineofsight.trail.models import Checkpoint, Event, Payload, Seal
from lineofsight.trail.sealer import seal
from lineofsight.trail.sensitivity import Sens
from lineofsight.trail.spoilt import by_key, pages


class NothingSealed(RuntimeError):
    """There is no checkpoint yet, so there is nothing to export."""


def export(*, path: Path, by: HasRef | str, at: datetime, with_details: bool = False) -> Checkpoint:
    """Write every event that the last checkpoint covers to `path`, and that checkpoint's note to `path`.checkpoint.

    Events carry references and acts, no texts; their details (up to class S3, all agencies') only `with_details`.
    The export itself is an act, recorded and sealed first. Raises NothingSealed, FileExistsError.
    """
    with transaction.atomic():
        record("trail.exported", subject="", by=by, at=at, sens=Sens.S1, with_details=with_details)
    last = seal(at=at)
    if last is None:
        raise NothingSealed("Nothing is sealed yet.")
    with path.open("x", encoding="utf-8", newline="\n") as file:
        for line in _lines(last.size, with_details=with_details):
            file.write(line + "\n")
    with path.with_name(f"{path.name}.checkpoint").open("x", encoding="utf-8", newline="\n") as file:
        file.write(last.note)
    return last


def _lines(size: int, *, with_details: bool) -> Iterator[str]:
    """One canonical line for each event: `event` with all its fields and, with details, `salt` and `body`."""
    for page in pages(Seal.objects.filter(seq__lt=size).values_list("pk", "event_id")):
        ids = [event_id for _, event_id in page]
        events = by_key(Event.objects.values_list(*FIELDS), ids)
        payloads = by_key(Payload.objects.values_list("event_id", "salt", "body"), ids) if with_details else {}
        for event_id in ids:
            row: dict[str, object] = {"event": dict(zip(FIELDS, events[event_id], strict=True))}
            if with_details:
                _, row["salt"], row["body"] = payloads[event_id]
            yield canonical(row).decode()
