"""A plan that comes again: what of it stands here already, and of which review it looks like the later state."""

from collections import Counter
from dataclasses import dataclass

from lineofsight.assurance.models import Action, ReportImport, Review
from lineofsight.assurance.queries.chain import actions, last_move
from lineofsight.assurance.rules.plan_differences import BROUGHT_IN, Difference, Standing, differences
from lineofsight.assurance.rules.plans import PlanReading
from lineofsight.intake.characters import fold
from lineofsight.partnership.actor import Actor

# A plan of which fewer rows are here is another plan.
HALF = 0.5


@dataclass(frozen=True)
class Compared:
    """A row of the comparison with the action that stands here, if one does."""

    difference: Difference
    action: Action | None


def compared(plan_import: ReportImport, now: PlanReading, actor: Actor) -> tuple[Compared, ...]:
    """The plan row by row beside the actions that came with an earlier one, which the actor sees."""
    earlier: Review | None = plan_import.earlier
    if earlier is None:
        return ()
    here = list(actions(actor).filter(review=earlier).exclude(source_place=""))
    asks = ["" if row.recommendation is None else now.plan.recommendations[row.recommendation].text for row in now.rows]
    found = differences(now.rows, asks, [_standing(action) for action in here])
    return tuple(Compared(one, None if one.stands is None else here[one.stands]) for one in found)


def _standing(action: Action) -> Standing:
    updates = list(action.updates.all())
    return Standing(
        action.title,
        next((tie.recommendation.text for tie in action.recommendations.all()), ""),
        action.due_date,
        action.plan_word,
        frozenset(fold(update.text) for update in updates),
        has_gone_on=bool(action.due_changes.all())
        or any(not update.is_from_plan for update in updates)
        or not str(last_move(action).reason).startswith(BROUGHT_IN),
    )


def likely_earlier(plan_import: ReportImport, now: PlanReading, actor: Actor) -> Review | None:
    """The review in which most of the plan's actions stand already, if at least half do."""
    if plan_import.earlier is not None or not now.rows:
        return None
    titles = {row.title for row in now.rows}
    rows = Action.objects.visible_to(actor).exclude(source_place="").values_list("review_id", "title")
    counted = Counter(review for review, title in set(rows) if title in titles)
    if not counted:
        return None
    review, count = counted.most_common(1)[0]
    return Review.objects.visible_to(actor).filter(pk=review).first() if count >= HALF * len(titles) else None
