"""Say why something was late: what is asked about, and that it is late."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from lineofsight.desk.sight.late_reasons import TOO_LATE, all_reasons, which_of
from lineofsight.desk.sight.lists import PathLine, path_of
from lineofsight.partnership.actor import Actor
from lineofsight.records.practice.why_late import Which, say_why_late
from lineofsight.records.why_late import Given, why_late


class NotLate(ValueError):
    """There is nothing to give a reason for."""

    def __init__(self) -> None:
        super().__init__("This is not late any more, or was never due: what is recorded has changed. Nothing was said.")


def given_for(actor: Actor, child: str) -> Mapping[tuple[str, Which], Given]:
    """What was said last of each thing that was late for a child, by the pseudonym."""
    return why_late(actor, agency_id=actor.agency_id, child=child)


def late_line(actor: Actor, child: str, which: Which, *, today: date) -> PathLine | None:
    """What was late and is asked about; None where it is not late (any more)."""
    for line in path_of(actor, child, as_at=today):
        if which_of(line.obligation) == which and line.obligation.status in TOO_LATE:
            return line
    return None


def give_reason(*, child: Any, which: Which, code: str, after: str, by: Actor, today: date) -> None:
    """Say why something is late, or take that back (an empty code). Raises NotLate, ManagersDecision, Stale."""
    if late_line(by, child.shown, which, today=today) is None:
        raise NotLate
    reason = all_reasons()[code] if code else None
    say_why_late(subject=child, which=which, reason=reason, after=after, by=by)
