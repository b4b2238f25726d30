"""Answer what is asked in a round: by whoever may, by whichever way, and again where it changed."""

from datetime import date

from django.db import IntegrityError, transaction

from lineofsight.assurance.actions.minutes import Minute, check_minute, kept
from lineofsight.assurance.models import Recommendation, Round, RoundAnswer, RoundItem, RoundShare, Update
from lineofsight.assurance.queries.rounds import last_answers
from lineofsight.assurance.rules.chain import UPDATE_MOVES, UpdateState
from lineofsight.assurance.rules.rounds import (
    ITEM_MOVES,
    LONGEST_ANSWER,
    NOT_ANSWERED,
    AnswerKind,
    RoundState,
    Said,
    Way,
    check_answer,
    check_open,
    says_of,
)
from lineofsight.files.models import Held
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.moves import NotYours, find_move
from lineofsight.partnership.policy import require
from lineofsight.partnership.queries import today
from lineofsight.partnership.rows import Stale, save_version
from lineofsight.partnership.rules import Act, Audience, Role
from lineofsight.trail.actions import record

_ACTS = {
    Way.BROWSER: Act.ROUND_ANSWER,
    Way.ON_BEHALF: Act.ROUND_RUN,
    Way.PACK: Act.PACK_TAKE,
    Way.LINK: Act.REPLY_GIVE,
}


@transaction.atomic
def give_answer(
    *,
    item: RoundItem,
    said: Said,
    expected: int,
    by: Actor,
    way: Way = Way.BROWSER,
    minute: Minute | None = None,
    held: Held | None = None,
) -> RoundAnswer:
    """Answer one item; about an action it becomes an update that waits for the business unit.

    `expected`: the number of the answer that the person saw, 0 for none. `minute`: for an answer on behalf. `held`: the
    pack that it came in. Raises Forbidden, CannotAnswer, AnswerRefused, NotYours, Stale.
    """
    require(by, _ACTS[way], item)
    day = today(by.now)
    # Closing waits for this row, and we for closing: an answer is in time for the record or is not taken.
    share = RoundShare.objects.select_for_update().get(pk=item.share_id)
    collecting = Round.objects.get(pk=share.round_id)
    check_open(label=collecting.label, state=collecting.state, opens_date=collecting.opens_date, day=day)
    stands = RoundAnswer.objects.filter(item=item).order_by("-number").first()
    if (stands.number if stands else 0) != expected:
        raise Stale(stands)
    last = last_answers([item]).get(item.pk)
    text, as_at = check_answer(said, last=last.text if last else "", day=day)
    source = stands.kind if stands else NOT_ANSWERED
    move = find_move(ITEM_MOVES, what=item.label, source=source, target=said.kind, reason=text)
    if not by.roles & move.roles:
        raise NotYours(item.label, move)
    if way is Way.ON_BEHALF:
        check_minute(minute, day=day)
    try:
        with transaction.atomic():
            answer = RoundAnswer.objects.create(
                item=item,
                agency_id=item.agency_id,
                number=expected + 1,
                kind=said.kind,
                text=text,
                as_at_date=as_at,
                way=way,
                update=_told(item, said.kind, text, as_at, said_before=last.says if last else "", by=by),
                role=_role_of(by),
                **({"held": held} | kept(minute)),
                by_ref=by.ref,
                recorded_at=by.now,
            )
    except IntegrityError as trouble:
        raise Stale(RoundAnswer.objects.filter(item=item).order_by("-number").first()) from trouble
    record(
        "round.answered",
        subject=item,
        by=by,
        at=by.now,
        agency=item.agency.code,
        answer=answer.ref,
        kind=str(said.kind),
        way=str(way),
        is_late=day > share.due_date,
    )
    item._prefetched_objects_cache = {}  # type: ignore[attr-defined]
    return answer


def count_as_answered(
    *,
    by: Actor,
    text: str,
    recommendation: Recommendation | None = None,
    update: Update | None = None,
    minute: Minute | None = None,
) -> None:
    """Where an open round asks an agency about what it has just told of on another page, it has answered.

    In the transaction of that act, whose policy was asked. An answer that stands in the round already is left alone:
    nobody is called silent who has spoken, and nobody's words are replaced. `minute`: the unit recorded it for the
    agency that leads.
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
            kind=update.says or AnswerKind.UPDATE if update else AnswerKind.UPDATE,
            text=text[:LONGEST_ANSWER],
            as_at_date=update.as_at_date if update else day,
            way=Way.ON_BEHALF if minute else Way.BROWSER,
            update=update,
            role=_role_of(by),
            by_ref=by.ref,
            recorded_at=by.now,
            **kept(minute),
        )
        details = {"answer": answer.ref, "kind": str(answer.kind), "way": str(answer.way)}
        is_late = day > item.share.due_date
        record("round.answered", subject=item, by=by, at=by.now, agency=item.agency.code, is_late=is_late, **details)


def _role_of(by: Actor) -> str:
    """Who said it, as its page names them. A link is made for one person, whose name stands in it."""
    return f"{by.name}, by reply link, {by.agency_name}"[:200] if Role.LINK_HOLDER in by.roles else by.role_words[:200]


def check_takes_answers(item: RoundItem, *, day: date) -> None:
    """Whether an item of `find_item` takes an answer on a day, for its page. Raises CannotAnswer."""
    collecting = item.share.round
    check_open(label=collecting.label, state=collecting.state, opens_date=collecting.opens_date, day=day)


@transaction.atomic
def keep_words(*, item: RoundItem, text: str, by: Actor, way: Way = Way.BROWSER) -> None:
    """Keep words that gave way to somebody else's in the history of an item. Raises Forbidden."""
    require(by, _ACTS[way], item)
    record("words kept", subject=item, by=by, at=by.now, agency=item.agency.code, text=text[:4000])


def _told(item: RoundItem, kind: AnswerKind, text: str, as_at: date, *, said_before: str, by: Actor) -> Update | None:
    """Say it about the action too, so that the business unit can accept it or ask. Nothing to report says nothing."""
    if item.action_id is None or kind is AnswerKind.NOTHING:
        return None
    is_unchanged = kind is AnswerKind.UNCHANGED
    facts = {"text": text, "as_at_date": as_at, "is_unchanged": is_unchanged}
    facts["says"] = said_before if is_unchanged else says_of(kind)
    sent = {"state": UpdateState.SUBMITTED, "submitted_at": by.now}
    waiting = _waiting(item, by)
    if waiting is not None and waiting.state == UpdateState.DRAFT:
        find_move(UPDATE_MOVES, what="This update", source=waiting.state, target=UpdateState.SUBMITTED, reason="")
        save_version(waiting, expected=waiting.version, audience=Audience.HUB, by_ref=by.ref, **sent, **facts)
        return waiting
    if waiting is not None:
        find_move(UPDATE_MOVES, what="This update", source=waiting.state, target=UpdateState.SUPERSEDED, reason="")
        save_version(waiting, expected=waiting.version, state=UpdateState.SUPERSEDED)
    return Update.objects.create(
        action_id=item.action_id,
        agency_id=item.agency_id,
        audience=Audience.HUB,
        supersedes=waiting,
        by_ref=by.ref,
        recorded_at=by.now,
        **sent,
        **facts,
    )


def _waiting(item: RoundItem, by: Actor) -> Update | None:
    """The update that nobody has judged yet. A draft is its agency's alone: others leave it as it is."""
    states = [UpdateState.SUBMITTED, UpdateState.RETURNED]
    if by.agency_id == item.agency_id and Role.LINK_HOLDER not in by.roles:
        states.append(UpdateState.DRAFT)
    return Update.objects.filter(action=item.action_id, state__in=states).order_by("-id").first()
