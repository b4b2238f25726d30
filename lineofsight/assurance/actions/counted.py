"""Count as answered in an open round what an agency said on another page."""

from lineofsight.assurance.actions.minutes import Minute, kept
from lineofsight.assurance.models import Recommendation, Round, RoundAnswer, RoundItem, RoundShare, Update
from lineofsight.assurance.rules.rounds import LONGEST_ANSWER, AnswerKind, RoundState, Way
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.queries import today
from lineofsight.partnership.rows import written_by
from lineofsight.partnership.rules import Role
from lineofsight.trail.actions import record


def count_as_answered(
    *,
    by: Actor,
    text: str,
    recommendation: Recommendation | None = None,
    update: Update | None = None,
    decision: str = "",
    minute: Minute | None = None,
) -> None:
    """Where an open round asks an agency about what it has just told of on another page, it has answered.

    In the transaction of that act, whose policy was asked. An answer that stands in the round already is left alone:
    nobody is called silent who has spoken, and nobody's words are replaced. `decision`: whether it accepts the
    recommendation. `minute`: the unit recorded it for the agency that leads.
    """
    day = today(by.now)
    of = {"recommendation": recommendation} if recommendation else {"action": update.action if update else None}
    agency_id = recommendation.agency_id if recommendation and minute else by.agency_id
    asked = RoundItem.objects.visible_to(by).filter(**of, agency_id=agency_id, answers__isnull=True)
    open_now = asked.filter(share__round__state=RoundState.OPEN, share__round__opens_date__lte=day)
    for item in list(open_now.select_related("agency", "share")):
        # As in `give_answer`: who closes the round, or answers in it, waits for this row.
        RoundShare.objects.select_for_update().get(pk=item.share_id)
        collecting = Round.objects.visible_to(by).get(shares=item.share_id)
        if item.answers.exists() or collecting.state != RoundState.OPEN:
            continue
        answer = RoundAnswer.objects.create(
            item=item,
            agency_id=item.agency_id,
            number=1,
            kind=(update.says if update else decision) or AnswerKind.UPDATE,
            text=text[:LONGEST_ANSWER],
            as_at_date=update.as_at_date if update else day,
            way=Way.ON_BEHALF if minute else Way.BROWSER,
            update=update,
            role=role_of(by),
            **written_by(by),
            **kept(minute),
        )
        details = {"answer": answer.ref, "kind": str(answer.kind), "way": str(answer.way)}
        is_late = day > item.share.due_date
        record("round.answered", subject=item, by=by, at=by.now, agency=item.agency.code, is_late=is_late, **details)


def role_of(by: Actor) -> str:
    """Who said it, as its page names them. A link is made for one person, whose name stands in it."""
    return f"{by.name}, by reply link, {by.agency_name}"[:200] if Role.LINK_HOLDER in by.roles else by.role_words[:200]
