"""What people ask of a round, always for an actor: who is asked what, who answered, who is silent."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from lineofsight.assurance.models import (
    Action,
    Evidence,
    PackReading,
    Recommendation,
    RecommendationMove,
    Review,
    Round,
    RoundAnswer,
    RoundExtension,
    RoundItem,
    RoundShare,
    Statement,
    Update,
)
from lineofsight.assurance.queries import chain
from lineofsight.assurance.queries.waiting import resting_on_nothing
from lineofsight.assurance.rules.chain import FINISHED_ACTIONS, UNDECIDED, UpdateState
from lineofsight.assurance.rules.rounds import TOLD, Count, PackState, RoundState, Way, count, is_late
from lineofsight.files.models import Held
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.models import Agency
from lineofsight.partnership.queries import today

_SETTLED = frozenset({"declined", "implemented", "evidenced", "assured", "closed", "superseded"})


def rounds(actor: Actor) -> QuerySet[Round]:
    """Rounds that the actor sees, those that are open first, each with the shares that the actor sees."""
    return (
        Round.objects.visible_to(actor)
        .select_related("review", "agency")
        .prefetch_related(Prefetch("shares", _shares(actor)))
        .order_by("-state", "-due_date", "-id")
    )


def _shares(actor: Actor) -> QuerySet[RoundShare]:
    return (
        RoundShare.objects.visible_to(actor)
        .select_related("agency", "round__review")
        .prefetch_related(
            Prefetch("items", RoundItem.objects.order_by("number")),
            Prefetch("items__answers", _answers(actor)),
            Prefetch("extensions", RoundExtension.objects.order_by("id")),
        )
        .order_by("agency__name")
    )


def _answers(actor: Actor) -> QuerySet[RoundAnswer]:
    # An answer may reach further than the update that it became, and than the minute that shows it.
    behind = (
        Prefetch("update", Update.objects.visible_to(actor)),
        Prefetch("evidence", Evidence.objects.visible_to(actor)),
        Prefetch("held", Held.objects.visible_to(actor)),
    )
    return RoundAnswer.objects.prefetch_related(*behind).order_by("number")


def find_round(actor: Actor, ref: str) -> Round | None:
    """One round, or None."""
    return rounds(actor).called(ref)


def find_share(actor: Actor, ref: str) -> RoundShare | None:
    """What one agency is asked, or None."""
    return _shares(actor).called(ref)


def find_item(actor: Actor, ref: str) -> RoundItem | None:
    """One thing that is asked, or None."""
    return (
        RoundItem.objects.visible_to(actor)
        .select_related("share__round__review", "share__agency", "agency", "action", "recommendation")
        .select_related("statement__review", "statement__agency")
        .prefetch_related(Prefetch("answers", _answers(actor)))
        .called(ref)
    )


@dataclass(frozen=True)
class LastAnswer:
    """What was said before about a thing, the day that it was about, and how far it said that an action is."""

    text: str
    as_at_date: date
    says: str = ""


@dataclass(frozen=True)
class ItemNow:
    """One thing that is asked: its answer in this round, if there is one, and what was said before.

    `is_undecided`: it is a recommendation, and nobody has said whether it is accepted.
    """

    item: RoundItem
    answer: RoundAnswer | None
    last: LastAnswer | None
    draft: Update | None = None
    is_undecided: bool = False

    @property
    def number(self) -> int:
        """The number of the answer that stands; 0 before the first."""
        return self.answer.number if self.answer else 0


@dataclass(frozen=True)
class ShareNow:
    """How far one agency is on a day."""

    share: RoundShare
    items: tuple[ItemNow, ...]
    count: Count
    is_late: bool
    by_way: Mapping[str, int]
    # Packs that came back and that nobody has looked through yet.
    packs: tuple[PackReading, ...] = ()

    @property
    def is_silent(self) -> bool:
        """Whether nothing at all came from it: no answer, and no pack that waits."""
        return self.count.is_silent and not self.packs

    @property
    def unanswered(self) -> tuple[ItemNow, ...]:
        """What it has not answered yet."""
        return tuple(one for one in self.items if one.answer is None)


_Thing = tuple[int | None, int | None, int | None]


def _thing(item: RoundItem) -> _Thing:
    """What an item asks about."""
    return item.action_id, item.recommendation_id, item.statement_id


def last_answers(items: Iterable[RoundItem]) -> dict[int, LastAnswer]:
    """What was said before about each item, by its id: the accepted update of an action, else an earlier round's."""
    listed = tuple(items)
    found: dict[int, LastAnswer] = {}
    by_thing: dict[_Thing, LastAnswer] = {}
    earlier = (
        RoundAnswer.objects.filter(kind__in=TOLD)
        .exclude(item__share__round__in={item.share.round_id for item in listed})
        .filter(item__agency__in={item.agency_id for item in listed})
        .select_related("item")
        .order_by("id")
    )
    for answer in earlier:
        by_thing[_thing(answer.item)] = LastAnswer(answer.text, answer.as_at_date)
    actions = [item.action_id for item in listed if item.action_id]
    for update in Update.objects.filter(action__in=actions, state=UpdateState.ACCEPTED).order_by("id"):
        by_thing[update.action_id, None, None] = LastAnswer(update.text, update.as_at_date, update.says)
    for item in listed:
        said = by_thing.get(_thing(item))
        if said is not None:
            found[item.pk] = said
    return found


def undecided_of(items: Iterable[RoundItem]) -> frozenset[int]:
    """Of the recommendations that are asked about, those of which nobody has said whether they are accepted."""
    asked = {item.recommendation_id for item in items if item.recommendation_id}
    moves = RecommendationMove.objects.filter(recommendation__in=asked).order_by("number") if asked else ()
    last = {move.recommendation_id: move.target for move in moves}
    return frozenset(one for one, target in last.items() if target in UNDECIDED)


def _drafts(actor: Actor, items: Sequence[RoundItem]) -> dict[int, Update]:
    """What somebody of the agency has begun to write about an action; only the agency sees it."""
    updates = Update.objects.visible_to(actor).filter(
        action__in=[item.action_id for item in items if item.action_id],
        agency_id=actor.agency_id,
        state__in=(UpdateState.DRAFT, UpdateState.RETURNED),
    )
    return {update.action_id: update for update in updates.order_by("id")}


def share_now(share: RoundShare, actor: Actor) -> ShareNow:
    """How far an agency is today. Takes a row of `rounds` or `find_share`."""
    return shares_now((share,), actor)[0]


def shares_now(shares: Iterable[RoundShare], actor: Actor) -> tuple[ShareNow, ...]:
    """How far each agency is today, in a fixed number of queries."""
    listed = tuple(shares)
    items = [item for share in listed for item in share.items.all()]
    last = last_answers(items) if items else {}
    drafts = _drafts(actor, items) if items else {}
    undecided = undecided_of(items)
    packs = packs_that_wait(listed, actor)
    day = today(actor.now)
    found = []
    for share in listed:
        now = tuple(
            ItemNow(
                item,
                answer_of(item),
                last.get(item.pk),
                drafts.get(item.action_id or 0) if item.action_id else None,
                item.recommendation_id in undecided,
            )
            for item in share.items.all()
        )
        counted = count_of(share)
        ways = {
            str(way): ways_count
            for way in Way
            if (ways_count := sum(one.answer is not None and one.answer.way == way for one in now))
        }
        late = share.round.state == RoundState.OPEN and is_late(
            due_date=share.due_date, day=day, missing=counted.missing
        )
        found.append(ShareNow(share, now, counted, late, ways, packs.get(share.pk, ())))
    return tuple(found)


def packs_that_wait(shares: Iterable[RoundShare], actor: Actor) -> dict[int, tuple[PackReading, ...]]:
    """The packs that came back in some shares and that nobody has looked through yet, by the share.

    Where a later pack was taken and nothing of the share is missing any more, an earlier one asks for nobody.
    """
    shares = list(shares)
    complete = [share for share in shares if not count_of(share).missing]
    taken = PackReading.objects.visible_to(actor).filter(share__in=complete, state=PackState.TAKEN)
    last_taken = dict(taken.order_by("id").values_list("share", "id"))
    rows = PackReading.objects.visible_to(actor).filter(share__in=shares, state=PackState.READ).order_by("id")
    found: dict[int, tuple[PackReading, ...]] = {}
    for row in rows:
        if row.pk < last_taken.get(row.share_id, 0):
            continue
        found[row.share_id] = (*found.get(row.share_id, ()), row)
    return found


def count_of(share: RoundShare) -> Count:
    """How far an agency is, for lists. Takes a row of `rounds` or `find_share`, asks nothing more."""
    answers = (answer_of(item) for item in share.items.all())
    return count(answer.kind if answer else "" for answer in answers)


def answer_behind(update: Update, actor: Actor) -> RoundAnswer | None:
    """The answer of a round that an update came by; None for one that its agency wrote on its own."""
    return RoundAnswer.objects.visible_to(actor).filter(update=update).order_by("id").last()


def answers_behind(action: Action, actor: Actor) -> dict[str, RoundAnswer]:
    """The answers of rounds that the updates of an action came by, each by the reference of its update."""
    rows = RoundAnswer.objects.visible_to(actor).filter(update__action=action).select_related("update").order_by("id")
    return {answer.update.ref: answer for answer in rows if answer.update}


def answer_of(item: RoundItem) -> RoundAnswer | None:
    """The answer that stands: the last one."""
    answers = item.answers.all()
    return answers[len(answers) - 1] if answers else None


def item_now(item: RoundItem, actor: Actor) -> ItemNow:
    """One item with its answer and what was said before."""
    draft = _drafts(actor, [item]).get(item.action_id) if item.action_id else None
    is_undecided = item.recommendation_id in undecided_of([item])
    return ItemNow(item, answer_of(item), last_answers([item]).get(item.pk), draft, is_undecided)


@dataclass(frozen=True)
class CanBeAsked:
    """Something that an agency can be asked about, and whether it is proposed by itself."""

    row: Action | Recommendation | Statement
    agency: Agency
    kind: str
    is_proposed: bool
    asked_in: str = ""

    @property
    def label(self) -> str:
        """«Action 3», «Sentence 7»."""
        return label_of(self.row)

    @property
    def title(self) -> str:
        """What it is called; of a sentence, its words."""
        return title_of(self.row)


def label_of(row: Action | Recommendation | Statement) -> str:
    """How people call what is asked about: «Action 3», «Sentence 7»."""
    return f"Sentence {row.position}" if isinstance(row, Statement) else row.label


def title_of(row: Action | Recommendation | Statement) -> str:
    """What is asked about; of a sentence, its words."""
    if isinstance(row, Statement):
        return row.current.text if row.current else ""
    return row.title


def number_of(row: Action | Recommendation | Statement) -> int:
    """By which number it stands among others of its kind."""
    return row.position if isinstance(row, Statement) else row.number


def can_be_asked(review: Review, actor: Actor) -> tuple[CanBeAsked, ...]:
    """Every open action of a review, every open recommendation, and every sentence of an agency that rests on nothing;
    proposed: all of them, but for a recommendation that has an action and of which it was said whether it is accepted.

    What an open round asks already is not proposed again. A body that is closed is followed by its successor.
    """
    in_rounds = {
        _thing(item): item.share.round.label
        for item in RoundItem.objects.visible_to(actor)
        .filter(share__round__review=review, share__round__state=RoundState.OPEN)
        .select_related("share__round")
    }
    found = []
    actions = [row for row in chain.actions(actor).filter(review=review) if chain.state_of(row) not in FINISHED_ACTIONS]
    for action in actions:
        asked = in_rounds.get((action.pk, None, None), "")
        found.append(CanBeAsked(action, answering(action.agency), "action", not asked, asked))
    answered = {tie.recommendation_id for action in actions for tie in action.recommendations.all()}
    for row in chain.recommendations(actor).filter(review=review):
        if chain.state_of(row) not in _SETTLED:
            asked = in_rounds.get((None, row.pk, None), "")
            proposed = not asked and (row.pk not in answered or chain.state_of(row) in UNDECIDED)
            found.append(CanBeAsked(row, answering(row.agency), "recommendation", proposed, asked))
    for sentence in resting_on_nothing(actor).filter(review=review):
        asked = in_rounds.get((None, None, sentence.pk), "")
        found.append(CanBeAsked(sentence, answering(sentence.agency), "sentence", not asked, asked))
    return tuple(sorted(found, key=lambda one: (one.agency.name, one.kind, number_of(one.row))))


def answering(agency: Agency) -> Agency:
    """Who answers for a body today: itself, or the body that followed it."""
    followed = {agency.pk}
    while agency.closed_date is not None and agency.successor is not None and agency.successor_id not in followed:
        agency = agency.successor
        followed.add(agency.pk)
    return agency


def rounds_of(review: Review, actor: Actor) -> QuerySet[Round]:
    """The rounds of a review, the latest first."""
    return Round.objects.visible_to(actor).filter(review=review).order_by("-number")
