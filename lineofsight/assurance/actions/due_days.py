"""Ask for more time and give it: a dated decision by somebody else than whoever asked."""

from datetime import date

from django.db import transaction

from lineofsight.assurance.models import Action, DueChange, DueDecision
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.moves import Conflict, ReasonNeeded, WrongState
from lineofsight.partnership.policy import Forbidden, require
from lineofsight.partnership.rows import save_version, written_by
from lineofsight.partnership.rules import Act
from lineofsight.trail.actions import record


class NoMoreTime(ValueError):
    """A new day that is not later than the old one."""

    def __init__(self) -> None:
        super().__init__("Enter a day after the one by which it is due now.")


class AskedYourself(Conflict):
    """Whoever asked for more time cannot give it (409)."""

    def __init__(self) -> None:
        super().__init__("You asked for this yourself. Somebody else of the business unit decides it.")


@transaction.atomic
def ask_for_time(*, action: Action, new_date: date, reason: str, by: Actor) -> DueChange:
    """Ask for a later day, with the reason. Raises Forbidden, NoMoreTime, ReasonNeeded, WrongState (already asked)."""
    require(by, Act.DUE_ASK, action)
    if not reason.strip():
        raise ReasonNeeded("later")
    if new_date <= action.due_date:
        raise NoMoreTime
    if DueChange.objects.filter(action=action, decision__isnull=True).exists():
        raise WrongState(f"More time for {action.label}", "asked for already", "asked for again")
    change = DueChange.objects.create(
        action=action,
        agency_id=action.agency_id,
        old_date=action.due_date,
        new_date=new_date,
        reason=reason.strip(),
        **written_by(by),
    )
    record("due day.asked", subject=action, by=by, at=by.now, agency=action.agency.code, new_date=new_date.isoformat())
    return change


@transaction.atomic
def decide_time(*, change: DueChange, is_granted: bool, reason: str, by: Actor) -> DueDecision:
    """Give more time, or say why not. The action's day changes with the decision.

    Raises Forbidden, AskedYourself, ReasonNeeded (when it is not given), WrongState (already decided), Stale.
    """
    require(by, Act.DUE_DECIDE)
    if by.agency_id is None:
        raise Forbidden(Act.DUE_DECIDE, by)
    if by.ref == change.by_ref:
        raise AskedYourself
    if not is_granted and not reason.strip():
        raise ReasonNeeded("not given")
    if DueDecision.objects.filter(change=change).exists():
        raise WrongState("More time", "decided", "decided again")
    decision = DueDecision.objects.create(
        change=change,
        agency_id=by.agency_id,
        asked_by_ref=change.by_ref,
        is_granted=is_granted,
        reason=reason.strip(),
        role=by.role_words[:200],
        **written_by(by),
    )
    if is_granted:
        save_version(change.action, expected=change.action.version, due_date=change.new_date)
    record(
        "due day.given" if is_granted else "due day.kept",
        subject=change.action,
        by=by,
        at=by.now,
        agency=change.agency.code,
        new_date=change.new_date.isoformat(),
        reason=reason.strip(),
    )
    return decision
