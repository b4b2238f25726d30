"""Write the sealed trail into a file that others can check without us (see independent_verifier.py)."""

import os
from collections.abc import Iterator
from datetime import datetime
from errno import EEXIST
from pathlib import Path

from django.db import transaction

from lineofsight.trail.actions import HasRef, record
from lineofsight.trail.canonical import canonical
from lineofsight.trail.leaves import FIELDS
from lineofsight.trail.models import Checkpoint, Event, Payload, Seal
from lineofsight.trail.sealer import seal
from lineofsight.trail.sensitivity import Sens
from lineofsight.trail.spoilt import by_key, pages


def export(*, path: Path, by: HasRef | str, at: datetime, with_details: bool = False) -> Checkpoint:
    """Write every event that the last checkpoint covers to `path`, and that checkpoint's note to `path`.checkpoint.

    Events carry references and acts, no texts; their details (up to class S3, all agencies') only `with_details`.
    The export itself is an act, recorded and sealed first. Raises FileExistsError.
    """
    beside = path.with_name(f"{path.name}.checkpoint")
    for target in (path, beside):
        if target.exists():
            raise FileExistsError(EEXIST, "there already", str(target))
    with transaction.atomic():
        record("trail.exported", subject="", by=by, at=at, sens=Sens.S1, with_details=with_details)
    last = seal(at=at)
    assert last is not None
    with open(path, "x", encoding="utf-8", newline="\n", opener=_for_ourselves) as file:
        for line in _lines(last.size, with_details=with_details):
            file.write(line + "\n")
    with open(beside, "x", encoding="utf-8", newline="\n", opener=_for_ourselves) as file:
        file.write(last.note)
    return last


def _for_ourselves(name: str, flags: int) -> int:
    """Open a file that only whoever runs us may read."""
    return os.open(name, flags, 0o600)


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
