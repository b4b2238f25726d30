"""What was deleted, written down outside of the database and its backups: a backup from before is put right by it.

One line of JSON a decision, in a file that the settings name (LOS_DELETED). It holds the rule, the role, the reason and
references, which say nothing to anybody without the database; no content of anything.
"""

import json
import os
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from lineofsight.library.retention import Stored
from lineofsight.partnership.actor import job
from lineofsight.partnership.models import RetentionDecision
from lineofsight.partnership.scope import scope
from lineofsight.trail.canonical import canonical
from lineofsight.trail.models import Event

FACTS = ("ref", "kind", "rule", "due_count", "deleted", "reason", "by_role", "stayed")


class UnreadableList(ValueError):
    """The file is no list of what was deleted. The sentence says where, and what to do."""


def write_deleted_list(*, now: datetime) -> Path:
    """Add every decision to delete that the list does not hold yet. Nothing is ever taken out of it.

    Out: where it stands. A stop before this leaves a decision for the next time: each decision and backup writes it.
    """
    path: Path = settings.DELETED_LIST
    worker = job("deleted list", now=now)
    with scope(worker, writes=False):
        of = installation()
        held = {one["ref"] for one in _lines(path)} if path.exists() else set()
        made = RetentionDecision.objects.filter(outcome="delete").exclude(ref__in=held).order_by("id")
        lines = [canonical(_told(one, of)) + b"\n" for one in made.prefetch_related("tombstones")]
    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), "wb") as file:
        file.writelines(lines)
        file.flush()
        os.fsync(file.fileno())
    return path


def _told(decision: RetentionDecision, of: str) -> dict[str, Any]:
    return {
        **{name: getattr(decision, name) for name in FACTS},
        "of": of,
        "before": decision.before_date.isoformat(),
        "at": decision.recorded_at.isoformat(),
        "gone": [one.subject_ref for one in decision.tombstones.all()],
    }


def installation() -> str:
    """What no other installation has: the reference of the first act in its history."""
    return Event.objects.order_by("id").values_list("ref", flat=True).first() or ""


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(path.read_text().splitlines(), start=1):
        try:
            told = json.loads(line)
            _ = told["of"], told["gone"], Stored(told["kind"]), [told[name] for name in FACTS]
            _ = date.fromisoformat(told["before"]), datetime.fromisoformat(told["at"])
        except (ValueError, KeyError, TypeError):
            raise UnreadableList(
                f"Line {number} of {path} is not a decision to delete. Give the file that `backup` names."
            ) from None
        yield told


def read_deleted_list(path: Path) -> tuple[dict[str, Any], ...]:
    """The decisions of a list. Raises UnreadableList, also where there is no such file."""
    try:
        return tuple(_lines(path))
    except (OSError, UnicodeDecodeError):
        raise UnreadableList(f"{path} cannot be read. Give the file that `backup` names.") from None
