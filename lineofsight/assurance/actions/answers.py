"""Answer what is asked in a round: by whoever may, by whichever way, and again where it changed."""

from datetime import date

from django.db import IntegrityError, transaction

from lineofsight.assurance.actions.counted import role_of
from lineofsight.assurance.actions.minutes import Minute, check_minute, kept
from lineofsight.assurance.actions.moving import decide_by_answer
from lineofsight.assurance.actions.shown import offer_shown
from lineofsight.assurance.models import (
    Recommendation,
    Round,
    RoundAnswer,
    RoundItem,
    RoundShare,
    Update,
)
from lineofsight.assurance.queries.rounds import last_answers, undecided_of
from lineofsight.assurance.rules.chain import UPDATE_MOVES, RecommendationState, UpdateState
from lineofsight.assurance.rules.rounds import (
    DECISIONS,
    ITEM_MOVES,
    NOT_ANSWERED,
    AnswerKind,
    AnswerRefused,
    Said,
    Way,
    check_answer,
    check_open,
    kinds_asked,
    says_of,
)
from lineofsight.files.models import Held
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.moves import NotYours, find_move
from lineofsight.partnership.policy import require
from lineofsight.partnership.queries import today
from lineofsight.partnership.rows import Stale, save_version, written_by
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
    attached: Held | None = None,
) -> RoundAnswer:
    """Answer one item; about an action it becomes an update, about a sentence evidence that is offered. Both wait for
    the business unit.

    `expected`: the number of the answer that the person saw, 0 for none. `minute`: for an answer on behalf. `held`: the
    pack that it came in. `attached`: a file that shows what is answered.
    Raises Forbidden, CannotAnswer, AnswerRefused, NotYours, Stale.
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
    _check_asked(item, said.kind)
    source = stands.kind if stands else NOT_ANSWERED
    move = find_move(ITEM_MOVES, what=item.label, source=source, target=said.kind, reason=text)
    if not by.roles & move.roles:
        raise NotYours(item.label, move)
    if way is Way.ON_BEHALF:
        check_minute(minute, day=day)
    if said.kind in DECISIONS:
        decision = RecommendationState(said.kind)
        row = Recommendation.objects.get(pk=item.recommendation_id)
        decide_by_answer(recommendation=row, decision=decision, text=text, by=by, minute=minute)
    update = _told(item, said.kind, text, as_at, said_before=last.says if last else "", by=by)
    offered = offer_shown(item, said.kind, text, attached=attached, update=update, by=by)
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
                update=update,
                evidence=offered,
                role=role_of(by),
                **({"held": held} | kept(minute)),
                **written_by(by),
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


def _check_asked(item: RoundItem, kind: AnswerKind) -> None:
    """Whether an item of this kind can be answered so. Whether nothing has changed is asked elsewhere."""
    undecided = item.recommendation_id in undecided_of([item])
    of_action, of_sentence = item.action_id is not None, item.statement_id is not None
    if kind in kinds_asked(of_action=of_action, is_undecided=undecided, has_last=True, of_sentence=of_sentence):
        return
    if of_sentence:
        raise AnswerRefused(f"{item.label} is a sentence. Say what shows it, or why there is nothing to report.")
    if kind is AnswerKind.SHOWN:
        raise AnswerRefused(f"{item.label} is no sentence. Say in your words how far it is.")
    if kind not in DECISIONS:
        raise AnswerRefused(f"{item.label} is not an action. Say in your words how far it is.")
    if item.action_id is not None:
        raise AnswerRefused(f"{item.label} is not a recommendation. Say how far it is.")
    raise AnswerRefused(f"Whether {item.label.lower()} is accepted was said already. Say what has changed since.")


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
        **written_by(by),
        **sent,
        **facts,
    )


def _waiting(item: RoundItem, by: Actor) -> Update | None:
    """The update that nobody has judged yet. A draft is its agency's alone: others leave it as it is."""
    states = [UpdateState.SUBMITTED, UpdateState.RETURNED]
    if by.agency_id == item.agency_id and Role.LINK_HOLDER not in by.roles:
        states.append(UpdateState.DRAFT)
    return Update.objects.filter(action=item.action_id, state__in=states).order_by("-id").first()
