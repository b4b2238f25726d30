"""What people do where something was late: say why. It changes nothing of how the thing stands."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from lineofsight.library.late_reason import LateReason
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.policy import require
from lineofsight.partnership.rows import Stale
from lineofsight.partnership.rules import Act, Role
from lineofsight.records.identities.models import Subject
from lineofsight.records.identities.references import read_as_one
from lineofsight.records.practice.models import WhyLate
from lineofsight.records.practice.recording import acting_as
from lineofsight.trail.actions import record
from lineofsight.trail.sensitivity import Sens

MANAGERS = frozenset({Role.TEAM_MANAGER, Role.SAFEGUARDING_LEAD})


@dataclass(frozen=True, slots=True)
class Which:
    """One thing that was due for a child: by which standard, since when, counted from which day."""

    standard: str
    since: date | None
    counted_from: date | None


class ManagersDecision(ValueError):
    """Somebody else than a manager gives a manager's decision as the reason."""

    def __init__(self) -> None:
        super().__init__("Only a manager says that a manager decided it. Ask yours to say it here.")


@transaction.atomic
def say_why_late(*, subject: Subject, which: Which, reason: LateReason | None, after: str, by: Actor) -> WhyLate:
    """Say why it was late; without a reason: take back the one that stands. after: the ref of that one, or nothing.

    Raises Forbidden, ManagersDecision, and Stale where somebody has said another one meanwhile.
    """
    require(by, Act.WHY_LATE_GIVE, subject)
    if reason is not None and reason.is_decision and not by.roles & MANAGERS:
        raise ManagersDecision
    rows = WhyLate.objects.filter(
        subject_id__in=read_as_one(subject.agency_id, [subject.pk])[subject.pk],
        standard=which.standard,
        since=which.since,
        counted_from=which.counted_from,
    )
    last = rows.order_by("id").last()
    if (last.ref if last else "") != after:
        raise Stale(last)
    given = WhyLate.objects.create(
        agency_id=subject.agency_id,
        subject=subject,
        standard=which.standard,
        since=which.since,
        counted_from=which.counted_from,
        code=reason.id if reason else "",
        by_ref=by.ref,
        by_role=acting_as(by, Act.WHY_LATE_GIVE),
        recorded_at=by.now,
    )
    facts = {"standard": which.standard, "code": given.code, "role": given.by_role}
    act = "why late.given" if reason else "why late.taken back"
    record(act, subject=given, by=by, at=by.now, agency=by.agency_code, sens=Sens.S3, **facts)
    return given
