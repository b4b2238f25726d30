"""Bring an action on to what a plan now says of it: only what is different, and only where nobody worked on it here."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from lineofsight.assurance.actions.moving import start
from lineofsight.assurance.actions.updates import bring_in_updates
from lineofsight.assurance.models import Action
from lineofsight.assurance.queries.chain import last_move
from lineofsight.assurance.rules.chain import ActionState
from lineofsight.assurance.rules.plan_differences import as_the_plan_says
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.policy import require
from lineofsight.partnership.rows import save_version
from lineofsight.partnership.rules import Act
from lineofsight.trail.actions import record


@transaction.atomic
def bring_on(
    *,
    action: Action,
    state: ActionState,
    title: str,
    due_date: date,
    word: str,
    words: str,
    told: Sequence[tuple[date, str]],
    by: Actor,
) -> Action:
    """Write what the plan now says: title, day, its own word and words, a move where it is further, new entries.

    Raises Forbidden, Stale.
    """
    require(by, Act.REVIEW_IMPORT)
    before = {"title": action.title, "due_date": action.due_date.isoformat(), "word": action.plan_word}
    save_version(action, expected=action.version, title=title, due_date=due_date, plan_word=word, plan_words=words)
    last = last_move(action)
    if state != last.target:
        reason = as_the_plan_says(word)
        start(action, state, number=last.number + 1, source=str(last.target), reason=reason, by=by)
    bring_in_updates(action=action, told=told, word=word, state=state, by=by)
    record("action.brought on", subject=action, by=by, at=by.now, agency=action.agency.code, before=before)
    return action
