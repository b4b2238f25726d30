"""Why something was late, beside what was due: what a reason can be given for, and the words of the library."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from django.conf import settings

from lineofsight.library.late_reason import LateReason
from lineofsight.library.standard_examples import Status
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.shelf import shelf
from lineofsight.records.practice.why_late import MANAGERS, Which
from lineofsight.records.why_late import Given
from lineofsight.sight.obligation import Obligation

TOO_LATE = (Status.LATE, Status.OVERDUE, Status.MISSED)


@dataclass(frozen=True, slots=True)
class Reason:
    """The reason that stands beside something late: its code and words, who gave it, in which role, and when."""

    code: str
    says: str
    by_ref: str
    role: str
    at: datetime


def which_of(one: Obligation) -> Which:
    """What a reason is said of."""
    return Which(one.standard, one.since, one.counted_from)


def reason_given(found: Mapping[tuple[str, Which], Given], one: Obligation) -> Reason | None:
    """The reason that stands beside something late; None for what is not late, whatever was said of it before."""
    return reason_of(found.get((one.child, which_of(one)))) if one.status in TOO_LATE else None


def reason_of(given: Given | None) -> Reason | None:
    """A reason with its words; None where none stands."""
    if given is None or not given.code:
        return None
    return Reason(given.code, says_of(given.code), given.by_ref, given.role, given.at)


def says_of(code: str) -> str:
    """The words of a reason; its code where a partnership has taken it off its shelf since."""
    reason = all_reasons().get(code)
    return reason.says if reason else code


def all_reasons() -> Mapping[str, LateReason]:
    """Every reason of the library in its newest edition, by its id."""
    return _all_reasons(settings.LOS_SHELF)


@cache
def _all_reasons(_own: str) -> Mapping[str, LateReason]:
    found = shelf()
    return {one.id: one for one in found.all_newest(LateReason)}


def reasons_offered(actor: Actor, *, on: date) -> tuple[LateReason, ...]:
    """The reasons that somebody may give, in the order of the library."""
    in_force = shelf().entries(LateReason, on=on)
    return tuple(one for one in in_force if not one.is_decision or actor.roles & MANAGERS)
