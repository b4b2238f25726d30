"""Say what happened with an action, and accept it or send it back with a question."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from lineofsight.assurance.actions.counted import count_as_answered
from lineofsight.assurance.actions.moving import move_by_answer
from lineofsight.assurance.models import Action, Update
from lineofsight.assurance.rules.chain import UPDATE_MOVES, ActionState, UpdateState, plan_says
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.moves import Move, NotYours, find_move
from lineofsight.partnership.policy import require
from lineofsight.partnership.queries import today
from lineofsight.partnership.rows import save_version, written_by
from lineofsight.partnership.rules import Act, Audience
from lineofsight.trail.actions import record


class NothingSaid(ValueError):
    """An update without words, or a re-confirmation where nothing was said before."""


def last_accepted(action: Action, by: Actor) -> Update | None:
    """The answer that stands."""
    rows = Update.objects.visible_to(by).filter(action=action, state=UpdateState.ACCEPTED)
    found: Update | None = rows.order_by("-id").first()
    return found


def begun(action: Action, by: Actor) -> Update | None:
    """The update that is being written, or that waits for an answer, as far as somebody sees it: a draft is its
    agency's."""
    open_states = (UpdateState.DRAFT, UpdateState.SUBMITTED, UpdateState.RETURNED)
    rows = Update.objects.visible_to(by).filter(action=action, state__in=open_states)
    found: Update | None = rows.order_by("-id").first()
    return found


@transaction.atomic
def write_update(
    *,
    action: Action,
    text: str,
    as_at_date: date,
    is_unchanged: bool,
    says: str = "",
    by: Actor,
    update: Update | None = None,
    expected_version: int = 0,
) -> Update:
    """Keep a draft; only the agency sees it. With `update` the words of that draft change, never of a later state.

    Nothing changed: the words of the answer that stands are said again. `says`: how far the action is, a word of
    `Says`, or "".
    Raises Forbidden, NothingSaid, WrongState, Stale.
    """
    require(by, Act.UPDATE_WRITE, action)
    if is_unchanged:
        stands = last_accepted(action, by)
        if stands is None:
            raise NothingSaid("Nothing was said before, so nothing can be re-confirmed. Say what has happened.")
        text, says = stands.text, stands.says
    text = text.strip()
    if not text:
        raise NothingSaid("Say what has happened since last time.")
    if as_at_date > today(by.now):
        raise NothingSaid("The day of the update must be today or in the past.")
    words = {"text": text, "as_at_date": as_at_date, "is_unchanged": is_unchanged, "says": says}
    if update is None:
        update = Update.objects.create(
            action=action,
            agency_id=action.agency_id,
            audience=Audience.OWN,
            **written_by(by),
            **words,
        )
    else:
        find_move(UPDATE_MOVES, what="This update", source=update.state, target=UpdateState.SUBMITTED, reason="")
        save_version(update, expected=expected_version, by_ref=by.ref, **words)
    record("update.drafted", subject=update, by=by, at=by.now, agency=action.agency.code, is_unchanged=is_unchanged)
    return update


@transaction.atomic
def bring_in_updates(
    *, action: Action, told: Sequence[tuple[date, str]], word: str = "", state: ActionState | None = None, by: Actor
) -> list[Update]:
    """Keep what a plan says happened, oldest first: each replaces the one before, and the last stands as accepted.

    The business unit held the plan already, so nobody submits it; each says that it came with a plan. `word`: how far
    the plan says that the action is, and `state` what that means. Raises Forbidden.
    """
    require(by, Act.REVIEW_IMPORT)
    before = last_accepted(action, by)
    if told and before is not None:
        save_version(before, expected=before.version, state=UpdateState.SUPERSEDED)
    written: list[Update] = []
    for number, (day, text) in enumerate(told, start=1):
        is_last = number == len(told)
        update = Update.objects.create(
            action=action,
            agency_id=action.agency_id,
            audience=Audience.PARTNERSHIP,
            state=UpdateState.ACCEPTED if is_last else UpdateState.SUPERSEDED,
            text=text,
            as_at_date=day,
            says=plan_says(state) if is_last else "",
            is_from_plan=True,
            plan_word=word if is_last else "",
            supersedes=written[-1] if written else before,
            **written_by(by),
        )
        written.append(update)
    if written:
        refs = [update.ref for update in written]
        record("updates.brought in", subject=action, by=by, at=by.now, agency=action.agency.code, updates=refs)
    return written


@transaction.atomic
def submit_update(*, update: Update, expected_version: int, by: Actor) -> Update:
    """Submit it for the agency; from now on the business unit sees it.

    Raises Forbidden, WrongState, NotYours, Stale.
    """
    require(by, Act.UPDATE_WRITE, update)
    _move(update, UpdateState.SUBMITTED, by=by, reason="")
    changes = {"state": UpdateState.SUBMITTED, "submitted_at": by.now, "audience": max(update.audience, Audience.HUB)}
    save_version(update, expected=expected_version, **changes)
    record("update.submitted", subject=update, by=by, at=by.now, agency=update.agency.code)
    count_as_answered(update=update, text=update.text, by=by)
    return update


@transaction.atomic
def accept_update(*, update: Update, expected_version: int, by: Actor) -> Update:
    """Accept it: it replaces the answer before, is the partnership's to see, and never changes again.

    Where it says how far the action is, the action moves there in the same breath. Raises Forbidden, WrongState, Stale.
    """
    require(by, Act.UPDATE_JUDGE)
    _move(update, UpdateState.ACCEPTED, by=by, reason="")
    before = last_accepted(update.action, by)
    save_version(
        update,
        expected=expected_version,
        state=UpdateState.ACCEPTED,
        audience=Audience.PARTNERSHIP,
        supersedes=before,
    )
    if before is not None:
        save_version(before, expected=before.version, state=UpdateState.SUPERSEDED)
    record("update.accepted", subject=update, by=by, at=by.now, agency=update.agency.code, says=update.says)
    move_by_answer(action=update.action, says=update.says, as_at_date=update.as_at_date, by=by)
    return update


@transaction.atomic
def return_update(*, update: Update, question: str, expected_version: int, by: Actor) -> Update:
    """Send it back with a question. Raises Forbidden, WrongState, ReasonNeeded, Stale."""
    require(by, Act.UPDATE_JUDGE)
    _move(update, UpdateState.RETURNED, by=by, reason=question)
    save_version(update, expected=expected_version, state=UpdateState.RETURNED, question=question.strip())
    record("update.returned", subject=update, by=by, at=by.now, agency=update.agency.code, question=question.strip())
    return update


def _move(update: Update, target: UpdateState, *, by: Actor, reason: str) -> Move:
    move = find_move(UPDATE_MOVES, what="This update", source=update.state, target=target, reason=reason)
    if not move.may_be_made(roles=by.roles, actor_agency=by.agency_id, row_agency=update.agency_id):
        raise NotYours("This update", move)
    return move
