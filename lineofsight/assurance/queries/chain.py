"""What people ask of recommendations and actions, always for an actor: a fixed number of queries for each list."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet, prefetch_related_objects

from lineofsight.assurance.models import (
    Action,
    ActionMove,
    DueChange,
    Evidence,
    Finding,
    FindingRecommendation,
    LikenessDecision,
    OpenItem,
    Recommendation,
    RecommendationAction,
    RecommendationMove,
    RecommendationOpinion,
    Review,
    Statement,
    StatementRecommendation,
    Update,
)
from lineofsight.assurance.queries.behind import ActionBasis, basis_of_action, behind_actions
from lineofsight.assurance.queries.review import basis_of, with_basis
from lineofsight.assurance.rules.asking import Asked, Question, five_questions
from lineofsight.assurance.rules.chain import FINISHED_ACTIONS, UpdateState, is_overdue, owner_says, public_word
from lineofsight.assurance.rules.likeness import most_like
from lineofsight.library.scales import PublicWord, Shows
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.models import Agency, Membership
from lineofsight.partnership.queries import today
from lineofsight.trail.canonical import canonical, sha256_hex


def recommendations(actor: Actor) -> QuerySet[Recommendation]:
    """Recommendations that the actor sees, with their moves, opinions, findings, actions and sentences."""
    return _with(actor, Prefetch("statements", _answers(actor).prefetch_related(_statement(actor))))


def recommendations_beside(
    statements: Iterable[Statement], *, review: Review, actor: Actor
) -> tuple[Recommendation, ...]:
    """The same of one review, where its sentences (of `with_basis`, for the same actor) are read already: they are not
    read again."""
    known = {statement.pk: statement for statement in statements}
    rows = tuple(_with(actor, Prefetch("statements", _answers(actor))).filter(review=review))
    others = []
    for tie in (tie for row in rows for tie in row.statements.all()):
        if tie.statement_id in known:
            tie.statement = known[tie.statement_id]
        else:
            others.append(tie)
    prefetch_related_objects(others, _statement(actor))
    return rows


def _statement(actor: Actor) -> Prefetch:
    return Prefetch("statement", with_basis(actor))


def _answers(actor: Actor) -> QuerySet[StatementRecommendation]:
    """Which sentences answer a recommendation, as far as the actor sees them."""
    rows = StatementRecommendation.objects.filter(
        statement__in=Statement.objects.visible_to(actor), ended_at__isnull=True
    )
    return rows.order_by("statement__position")


def _with(actor: Actor, statements: Prefetch) -> QuerySet[Recommendation]:
    return (
        Recommendation.objects.visible_to(actor)
        .select_related("agency__successor", "review", "owner__person", "superseded_by")
        .prefetch_related(
            Prefetch("moves", RecommendationMove.objects.select_related("agency").order_by("number")),
            Prefetch("opinions", RecommendationOpinion.objects.select_related("agency").order_by("-id")),
            Prefetch(
                "findings",
                FindingRecommendation.objects.filter(finding__in=Finding.objects.visible_to(actor))
                .select_related("finding")
                .order_by("finding__number"),
            ),
            Prefetch(
                "actions",
                RecommendationAction.objects.filter(action__in=Action.objects.visible_to(actor))
                .select_related("action__agency")
                .prefetch_related(
                    Prefetch("action__moves", ActionMove.objects.order_by("number")),
                    Prefetch(
                        "action__updates",
                        Update.objects.visible_to(actor).filter(state=UpdateState.ACCEPTED).order_by("id"),
                    ),
                    *behind_actions(actor, "action__"),
                )
                .order_by("action__number"),
            ),
            statements,
        )
        .order_by("review_id", "number")
    )


def find_recommendation(actor: Actor, ref: str) -> Recommendation | None:
    """One recommendation, or None."""
    return recommendations(actor).called(ref)


def recommendation_alone(actor: Actor, ref: str) -> Recommendation | None:
    """One recommendation without all that hangs on it: enough to say whose it is. One query."""
    return Recommendation.objects.visible_to(actor).select_related("agency").called(ref)


def action_alone(actor: Actor, ref: str) -> Action | None:
    """One action without all that hangs on it: enough to say whose it is. One query."""
    return Action.objects.visible_to(actor).select_related("agency").called(ref)


def actions(actor: Actor) -> QuerySet[Action]:
    """Actions that the actor sees, with their moves, updates and what became of their days."""
    return (
        Action.objects.visible_to(actor)
        .select_related("agency__successor", "review", "owner__person", "replaced_by")
        .prefetch_related(
            Prefetch("moves", ActionMove.objects.select_related("agency").order_by("number")),
            Prefetch("updates", Update.objects.visible_to(actor).order_by("-id")),
            *behind_actions(actor),
            Prefetch("due_changes", DueChange.objects.select_related("decision").order_by("id")),
            Prefetch(
                "recommendations",
                RecommendationAction.objects.filter(recommendation__in=Recommendation.objects.visible_to(actor))
                .select_related("recommendation")
                .order_by("recommendation__number"),
            ),
        )
        .order_by("review_id", "number")
    )


def find_action(actor: Actor, ref: str) -> Action | None:
    """One action, or None."""
    return actions(actor).called(ref)


def may_replace(row: Action, actor: Actor) -> list[Action]:
    """The other actions of a review that could take the place of this one: any that is still open."""
    others = actions(actor).filter(review=row.review_id).exclude(pk=row.pk)
    return [other for other in others if state_of(other) not in FINISHED_ACTIONS]


def replaced_by(row: Action, actor: Actor) -> list[Action]:
    """The earlier actions whose place this one took."""
    return list(Action.objects.visible_to(actor).filter(replaced_by=row).order_by("number"))


def find_update(actor: Actor, ref: str) -> Update | None:
    """One update, or None."""
    return Update.objects.visible_to(actor).select_related("action__agency", "action__review", "agency").called(ref)


def findings_of(review: Review, actor: Actor) -> QuerySet[Finding]:
    """The findings of a review, in their order."""
    return Finding.objects.visible_to(actor).filter(review=review).order_by("number")


def state_of(row: Recommendation | Action) -> str:
    """Where it stands: what its last move made of it."""
    return str(last_move(row).target)


def last_move(row: Recommendation | Action) -> RecommendationMove | ActionMove:
    """The last move that was made. Every row has one from its first day."""
    return max(row.moves.all(), key=lambda move: move.number)


def has_owner(row: Recommendation | Action, *, day: date) -> bool:
    """Whether somebody named has it today. Whoever has left has not; nor has a body that is closed."""
    owner = row.owner
    if owner is None or row.agency.closed_date is not None:
        return False
    is_here = owner.from_date <= day and (owner.until_date is None or owner.until_date > day)
    return bool(is_here and owner.person.is_active and owner.agency_id == row.agency_id)


@dataclass(frozen=True)
class OutsideOpinion:
    """The latest opinion on a recommendation, and whether what it rests on has changed since."""

    opinion: RecommendationOpinion
    has_lapsed: bool


# Nobody has to do anything about it any more, so nobody is missing who answers for it.
_NOTHING_LEFT = frozenset({"closed", "superseded", "declined", "verified", "cancelled"})
_IS_OVERDUE = frozenset({PublicWord.LATE, PublicWord.PARTLY_IMPLEMENTED, PublicWord.NOT_RESPONDED})


@dataclass(frozen=True)
class RecommendationNow:
    """One recommendation on a day: the owner's word, the outsider's, the public's, and what comes next."""

    row: Recommendation
    state: str
    owner_says: str
    public: PublicWord
    # By when it is to be done: its own day, else the last of its actions that are open; None where there is neither.
    due_date: date | None
    # Whether that day has passed, by the word that the public reads: inside and outside say the same.
    is_overdue: bool
    opinion: OutsideOpinion | None
    next_date: date | None
    is_late: bool
    has_owner: bool
    basis_sha: str
    shows: Shows
    actions: tuple["ActionNow", ...]
    # Whether anything current stands behind a sentence that answers it, or behind one of its actions.
    is_evidenced: bool

    @property
    def is_open(self) -> bool:
        """Whether anybody still has to do something about it."""
        return self.state not in _NOTHING_LEFT

    @property
    def has_opinion(self) -> bool:
        """Whether an opinion from outside stands on it today: one that has lapsed is about what stood there before."""
        return self.opinion is not None and not self.opinion.has_lapsed


@dataclass(frozen=True)
class ActionNow:
    """One action on a day."""

    row: Action
    state: str
    is_overdue: bool
    basis: ActionBasis


def action_now(row: Action, *, day: date) -> ActionNow:
    """Where an action stands on a day."""
    state = state_of(row)
    overdue = is_overdue(state=state, due_date=row.due_date, day=day)
    return ActionNow(row, state, overdue, basis_of_action(row, day=day))


def recommendation_now(row: Recommendation, *, day: date) -> RecommendationNow:
    """Where a recommendation stands on a day. Takes a row of `recommendations`, asks nothing more."""
    state = state_of(row)
    acts = tuple(action_now(tie.action, day=day) for tie in row.actions.all())
    # What is reported complete waits for somebody else: its day is no longer its owner's to keep.
    still_due = [act.row.due_date for act in acts if act.state not in FINISHED_ACTIONS | {"reported complete"}]
    open_days = list(still_due)
    if state == "drafted" and row.respond_by_date:
        open_days.append(row.respond_by_date)
    elif row.due_date and owner_says(state) != "Implemented" and state not in ("declined", "superseded"):
        open_days.append(row.due_date)
    next_date = min(open_days, default=None)
    sha, shows = _basis(row, day=day)
    due_date = row.due_date or max(still_due, default=None)
    public = public_word(
        state=state,
        due_date=due_date,
        respond_by=row.respond_by_date,
        day=day,
        actions=[act.state for act in acts],
    )
    latest = next((one for one in row.opinions.all() if today(one.recorded_at) <= day), None)
    return RecommendationNow(
        row=row,
        state=state,
        owner_says=owner_says(state),
        public=public,
        due_date=due_date,
        is_overdue=due_date is not None and day > due_date and public in _IS_OVERDUE,
        opinion=OutsideOpinion(latest, latest.basis_sha != sha) if latest else None,
        next_date=next_date,
        is_late=next_date is not None and day > next_date,
        has_owner=has_owner(row, day=day),
        basis_sha=sha,
        shows=shows,
        actions=acts,
        is_evidenced=any(act.basis.current for act in acts)
        or any(basis_of(tie.statement, day=day).standing.is_evidenced for tie in row.statements.all()),
    )


def _basis(row: Recommendation, *, day: date) -> tuple[str, Shows]:
    """What an opinion on it rests on: who leads, its words, what was accepted of its actions, and what its sentences
    show."""
    bases = [basis_of(tie.statement, day=day) for tie in row.statements.all()]
    updates = sorted(update.ref for tie in row.actions.all() for update in tie.action.updates.all())
    behind = [basis_of_action(tie.action, day=day) for tie in row.actions.all()]
    content = {
        "lead": row.agency.ref,
        "text": row.text,
        "public": row.public_wording,
        "statements": sorted(basis.sha for basis in bases),
        "updates": updates,
        "evidence": sorted([item.ref, item.version] for basis in behind for item in basis.current),
    }
    shown = [basis.standing.shows for basis in bases] + [basis.standing.shows for basis in behind]
    return sha256_hex(canonical(content)), max(shown, default=Shows.SAID)


def recommendations_of(
    review: Review, actor: Actor, *, statements: Iterable[Statement] = ()
) -> tuple[RecommendationNow, ...]:
    """The recommendations of a review where they stand today, in their order. statements: those read already."""
    day = today(actor.now)
    rows = recommendations_beside(statements, review=review, actor=actor)
    return tuple(recommendation_now(row, day=day) for row in rows)


def quality_of(row: Recommendation) -> tuple[Question, ...]:
    """The five questions to a recommendation, answered."""
    return five_questions(
        Asked(
            text=row.text,
            lead=row.agency.name,
            owner_role=row.owner_role,
            due_date=row.due_date,
            measure=row.measure,
            why=row.why,
            findings=len(row.findings.all()),
        )
    )


@dataclass(frozen=True)
class Earlier:
    """An earlier recommendation like this one, what became of it, and what somebody decided about the two."""

    now: RecommendationNow
    shared: tuple[str, ...]
    is_same: bool | None
    decided_by: str


def earlier_like(row: Recommendation, actor: Actor) -> tuple[Earlier, ...]:
    """Recommendations of other reviews like this one, most like first. What a person called the same stays in it."""
    earlier = Recommendation.objects.visible_to(actor).exclude(review=row.review_id).filter(id__lt=row.pk)
    texts = dict(earlier.order_by("review_id", "number").values_list("ref", "text"))
    decided = {
        said.earlier.ref: said
        for said in LikenessDecision.objects.visible_to(actor)
        .filter(recommendation=row)
        .select_related("earlier", "agency")
        .order_by("id")
    }
    found = {like.key: like.shared for like in most_like(row.text, texts)}
    found |= {ref: () for ref, said in decided.items() if said.is_same and ref in texts and ref not in found}
    # All that hangs on them is read of those alone that are like it.
    others = {other.ref: other for other in recommendations(actor).filter(ref__in=found)} if found else {}
    day = today(actor.now)
    return tuple(
        Earlier(
            now=recommendation_now(others[ref], day=day),
            shared=shared[:6],
            is_same=decided[ref].is_same if ref in decided else None,
            decided_by=decided[ref].role if ref in decided else "",
        )
        for ref, shared in found.items()
    )


def without_an_owner(actor: Actor) -> tuple[Recommendation | Action, ...]:
    """What is open and has nobody named today: it falls to the safeguarding lead of its agency."""
    day = today(actor.now)
    rows: Iterable[Recommendation | Action] = [*recommendations(actor), *actions(actor)]
    return tuple(row for row in rows if state_of(row) not in _NOTHING_LEFT and not has_owner(row, day=day))


@dataclass(frozen=True)
class LeftBehind:
    """A body that is closed, and what it still leads and says."""

    agency: Agency
    heir: Agency | None
    rows: tuple[Recommendation | Action, ...]
    sentences: int = 0
    evidence: int = 0
    open_items: int = 0


def left_behind(actor: Actor) -> tuple[LeftBehind, ...]:
    """The closed bodies that still lead something, with whom it passes to, by name."""
    rows: list[Recommendation | Action] = [
        *recommendations(actor).filter(agency__closed_date__isnull=False),
        *actions(actor).filter(agency__closed_date__isnull=False),
    ]
    said = {model: _of_closed(model, actor) for model in (Statement, Evidence, OpenItem)}
    keys = {row.agency_id for row in rows}.union(*said.values())
    closed = Agency.objects.filter(pk__in=keys).select_related("successor").order_by("name")
    return tuple(
        LeftBehind(
            agency,
            agency.successor,
            tuple(row for row in rows if row.agency_id == agency.pk),
            *(counts.get(agency.pk, 0) for counts in said.values()),
        )
        for agency in closed
    )


def _of_closed(model: Any, actor: Actor) -> dict[int, int]:
    """How many rows of each closed body the actor sees."""
    rows = model.objects.visible_to(actor).filter(agency__closed_date__isnull=False)
    return dict(rows.order_by().values_list("agency").annotate(count=Count("id")))


def may_own(row: Recommendation | Action, *, day: date) -> list[tuple[str, str]]:
    """Who can be named for it: the memberships of its agency today, as (reference, name and role)."""
    in_force = Q(from_date__lte=day) & (Q(until_date__isnull=True) | Q(until_date__gt=day))
    members = Membership.objects.filter(in_force, agency_id=row.agency_id, person__is_active=True)
    listed = members.select_related("person").order_by("role", "id")
    return [(member.ref, f"{member.person.name or member.role.capitalize()}") for member in listed]


def find_owner(ref: str) -> Membership | None:
    """One membership, or None."""
    return Membership.objects.filter(ref=ref).first()
