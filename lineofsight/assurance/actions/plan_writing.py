"""Write the many actions of a plan in a few statements: each with its event, as if they were written one by one.

A plan of 3,000 actions took 20 statements for each of them, and nobody else could save meanwhile.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from django.db import transaction

from lineofsight.assurance.models import (
    Action,
    ActionMove,
    Recommendation,
    RecommendationAction,
    Review,
    Update,
)
from lineofsight.assurance.rules.chain import ActionState, UpdateState, plan_says
from lineofsight.assurance.rules.plan_differences import as_the_plan_says
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.models import Agency
from lineofsight.partnership.policy import Forbidden, require
from lineofsight.partnership.rows import written_by
from lineofsight.partnership.rules import Act, Audience
from lineofsight.trail.actions import ActDone, record_all
from lineofsight.trail.numbers import take_numbers


@dataclass(frozen=True, kw_only=True)
class Planned:
    """An action of a plan: where it stands there, how far it is by the plan's own word, and what it says happened.

    `told`: each entry with its day, oldest first.
    """

    recommendation: Recommendation
    lead: Agency
    title: str
    due_date: date
    state: ActionState
    place: str
    outcome: str = ""
    owner_role: str = ""
    word: str = ""
    words: str = ""
    first_due_date: date | None = None
    told: tuple[tuple[date, str], ...] = ()


@transaction.atomic
def write_actions(*, review: Review, planned: Sequence[Planned], by: Actor) -> int:
    """Write the actions of a plan, where the plan says that they are, with what it says happened. Out: how many
    updates. Its days may have gone by. Raises Forbidden."""
    require(by, Act.REVIEW_IMPORT)
    for one in planned:
        require(by, Act.ACTION_ADD, one.recommendation)
    if by.agency_id is None:
        raise Forbidden(Act.ACTION_ADD, by)
    written = written_by(by)
    first = take_numbers(f"{review.ref} action", count=len(planned))
    rows = Action.objects.bulk_create(
        Action(
            review=review,
            agency=one.lead,
            audience=Audience.PARTNERSHIP,
            number=number,
            title=one.title,
            outcome=one.outcome,
            owner_role=one.owner_role,
            first_due_date=one.first_due_date or one.due_date,
            due_date=one.due_date,
            source_place=one.place,
            plan_word=one.word,
            plan_words=one.words,
            **written,
        )
        for number, one in enumerate(planned, start=first)
    )
    both = list(zip(rows, planned, strict=True))
    ActionMove.objects.bulk_create(
        ActionMove(
            action=row,
            agency_id=by.agency_id,
            number=1,
            target=one.state,
            reason=as_the_plan_says(one.word),
            role=by.role_words[:200],
            **written,
        )
        for row, one in both
    )
    RecommendationAction.objects.bulk_create(
        RecommendationAction(recommendation=one.recommendation, action=row, agency=one.lead, **written)
        for row, one in both
    )
    updates = _updates(both, by=by)
    record_all(_told(both, updates), by=by, at=by.now)
    return sum(map(len, updates.values()))


def _updates(both: Sequence[tuple[Action, Planned]], *, by: Actor) -> dict[int, list[Update]]:
    """The entries of each action, by its id: all the first ones, then all the second ones, each replacing its last."""
    written: dict[int, list[Update]] = {}
    for entries in zip_longest(*(one.told for _, one in both)):
        rows = []
        for (row, one), entry in zip(both, entries, strict=True):
            if entry is None:
                continue
            before = written.setdefault(row.pk, [])
            is_last = len(before) + 1 == len(one.told)
            day, text = entry
            rows.append(
                Update(
                    action=row,
                    agency_id=row.agency_id,
                    audience=Audience.PARTNERSHIP,
                    state=UpdateState.ACCEPTED if is_last else UpdateState.SUPERSEDED,
                    text=text,
                    as_at_date=day,
                    says=plan_says(one.state) if is_last else "",
                    is_from_plan=True,
                    plan_word=one.word if is_last else "",
                    supersedes=before[-1] if before else None,
                    **written_by(by),
                )
            )
        for update in Update.objects.bulk_create(rows):
            written[update.action_id].append(update)
    return written


def _told(both: Sequence[tuple[Action, Planned]], updates: dict[int, list[Update]]) -> Iterable[ActDone]:
    for row, one in both:
        asked = {"recommendations": [one.recommendation.ref]}
        yield ActDone(act="action.brought in", subject=row, agency=one.lead.code, details=asked)
        if row.pk in updates:
            refs = [update.ref for update in updates[row.pk]]
            yield ActDone(act="updates.brought in", subject=row, agency=one.lead.code, details={"updates": refs})
