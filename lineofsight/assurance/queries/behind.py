"""What stands behind actions and updates, what evidence is used for, and what ends soon. Always for an actor."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from lineofsight.assurance.models import (
    Action,
    ActionEvidence,
    Evidence,
    Recommendation,
    Review,
    Statement,
    StatementRecommendation,
    Tick,
    Update,
    UpdateEvidence,
)
from lineofsight.assurance.queries.review import basis_of, rests_on, statements_of, with_basis
from lineofsight.assurance.queries.versions import newer_by_older, newer_of
from lineofsight.assurance.rules import EvidenceKind, EvidenceState, Standing, Support, is_current, standing, who_says
from lineofsight.assurance.rules.chain import UpdateState
from lineofsight.assurance.rules.explained import Loss, loss_without, why_it_stands
from lineofsight.library.scales import Shows
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.queries import today

SOON = timedelta(days=30)
"""What ends within so many days is told."""


def behind_actions(actor: Actor, path: str = "") -> tuple[Prefetch, ...]:
    """What to fetch with actions so that their evidence, and that of their updates, is there: two queries."""
    seen = Evidence.objects.visible_to(actor)
    ties = {"evidence__in": seen, "ended_at__isnull": True}
    return (
        Prefetch(
            f"{path}evidence",
            ActionEvidence.objects.filter(**ties).select_related("evidence__agency").order_by("evidence__number"),
        ),
        Prefetch(
            f"{path}updates__evidence",
            UpdateEvidence.objects.filter(**ties).select_related("evidence__agency").order_by("evidence__number"),
        ),
    )


@dataclass(frozen=True)
class ActionBasis:
    """What stands behind an action on a day: on the action itself, and on its accepted updates."""

    standing: Standing
    current: tuple[Evidence, ...]
    other: tuple[Evidence, ...]


def basis_of_action(row: Action, *, day: date) -> ActionBasis:
    """What stands behind an action. Takes a row with `behind_actions`, asks nothing more."""
    pieces = _pieces(row)
    current = tuple(one for one in pieces if _counts(one, day=day))
    other = tuple(one for one in pieces if one not in current)
    return ActionBasis(standing(kind="progress", supports=_supports(pieces, row, day=day)), current, other)


def _pieces(row: Action) -> list[Evidence]:
    """The evidence on an action and on its accepted updates, each once."""
    accepted = [update for update in row.updates.all() if update.state == UpdateState.ACCEPTED]
    ties = [*row.evidence.all(), *(tie for update in accepted for tie in update.evidence.all())]
    return list({tie.evidence.pk: tie.evidence for tie in ties}.values())


def _with_basis(review: Review, actor: Actor) -> QuerySet[Action]:
    accepted = Update.objects.visible_to(actor).filter(state=UpdateState.ACCEPTED)
    rows = Action.objects.visible_to(actor).filter(review=review).prefetch_related(Prefetch("updates", accepted))
    return rows.prefetch_related(*behind_actions(actor)).order_by("number")


def _counts(evidence: Evidence, *, day: date) -> bool:
    return is_current(state=evidence.state, valid_until=evidence.valid_until, day=day)


def _supports(pieces: Iterable[Evidence], row: Any, *, day: date) -> list[Support]:
    return [
        Support(
            ref=one.ref,
            shows=Shows(one.shows),
            who=who_says(
                kind=one.kind,
                evidence_agency=one.agency_id,
                statement_agency=row.agency_id,
                agency_kind=one.agency.kind,
            ),
            is_current=_counts(one, day=day),
            is_quotation=one.kind == EvidenceKind.ASSESSMENT,
        )
        for one in pieces
    ]


def reasons_for(statement: Statement, *, day: date) -> tuple[str, ...]:
    """Why a statement stands where it stands. Takes a row of `with_basis`, asks nothing more."""
    basis = basis_of(statement, day=day)
    labels = {str(one.ref): f"{one.label} «{one.title}»" for one in (*basis.current, *basis.other)}
    return why_it_stands(kind=statement.kind, supports=basis.supports, labels=labels)


def actions_resting_on(evidence: Evidence, actor: Actor) -> QuerySet[Action]:
    """The actions behind which a piece of evidence stands, itself or through an update."""
    # The update itself may reach less far than its action, so its tie is looked at as the actor sees it.
    ticks = UpdateEvidence.objects.visible_to(actor).filter(evidence=evidence, ended_at__isnull=True)
    through = ticks.values("update__action")
    return (
        Action.objects.visible_to(actor)
        .filter(Q(evidence__evidence=evidence, evidence__ended_at__isnull=True) | Q(pk__in=through))
        .select_related("agency")
        .order_by("number")
        .distinct()
    )


def ticked_beside(update: Update, actor: Actor) -> list[Evidence]:
    """The evidence that was ticked beside an update, as far as the actor sees it."""
    standing = {"updates__update": update, "updates__ended_at__isnull": True}
    return list(Evidence.objects.visible_to(actor).filter(**standing).order_by("number"))


def ticks_on_action(action: Action, actor: Actor) -> tuple[list[Tick], list[Tick]]:
    """The ticks behind an action and beside its updates that stand, and those that were taken away again, as far as
    the actor sees what was ticked and the update; those of the action first, each in the order of their numbers."""
    seen = {"evidence__in": Evidence.objects.visible_to(actor)}
    own = ActionEvidence.objects.visible_to(actor).filter(action=action, **seen)
    beside = UpdateEvidence.objects.visible_to(actor).filter(update__action=action, **seen)
    ticks: list[Tick] = [
        *own.select_related("evidence", "action__agency").order_by("evidence__number", "id"),
        *beside.select_related("evidence", "update__agency").order_by("evidence__number", "id"),
    ]
    return [one for one in ticks if one.ended_at is None], [one for one in ticks if one.ended_at is not None]


def evidence_to_tick(review: Review, actor: Actor) -> QuerySet[Evidence]:
    """The evidence of one's own agency in a review that can be ticked: offered or accepted."""
    states = (EvidenceState.OFFERED, EvidenceState.ACCEPTED)
    rows = Evidence.objects.visible_to(actor).filter(review=review, agency_id=actor.agency_id, state__in=states)
    return rows.select_related("agency").order_by("-number")


def statements_to_tick(review: Review, actor: Actor, *, of: int | None) -> QuerySet[Statement]:
    """The statements of a review that evidence can be put behind; those of one agency where `of` says which."""
    rows = Statement.objects.visible_to(actor).filter(review=review).select_related("agency", "current")
    return (rows if of is None else rows.filter(agency_id=of)).order_by("position")


def actions_to_tick(review: Review, actor: Actor, *, of: int | None) -> QuerySet[Action]:
    """The actions of a review that evidence can be put behind; those of one agency where `of` says which."""
    rows = Action.objects.visible_to(actor).filter(review=review).select_related("agency")
    return (rows if of is None else rows.filter(agency_id=of)).order_by("number")


def answered_by(statement: Statement, actor: Actor) -> list[StatementRecommendation]:
    """The recommendations that a statement answers, as far as the actor sees them."""
    return list(
        StatementRecommendation.objects.filter(
            statement=statement, ended_at__isnull=True, recommendation__in=Recommendation.objects.visible_to(actor)
        )
        .select_related("recommendation__agency")
        .order_by("recommendation__number")
    )


@dataclass(frozen=True)
class Weakens:
    """A sentence or an action that a piece of evidence holds up, and what it loses without it.

    `carried_to`: the newer version that waits to be checked and that somebody has put behind it already.
    """

    row: Statement | Action
    loss: Loss
    carried_to: Evidence | None = None

    @property
    def is_action(self) -> bool:
        """Whether it is an action."""
        return isinstance(self.row, Action)


def weakened_by(evidence: Evidence, actor: Actor) -> tuple[Weakens, ...]:
    """What a piece of evidence holds up today: the sentences and actions that would show less without it."""
    day = today(actor.now)
    found: list[tuple[Statement | Action, Loss | None]] = [
        (row, loss_without(evidence.ref, kind=row.kind, supports=basis_of(row, day=day).supports))
        for row in with_basis(actor).filter(rests_on(evidence))
    ]
    for action in _with_basis(evidence.review, actor).filter(pk__in=actions_resting_on(evidence, actor).values("pk")):
        supports = _supports(_pieces(action), action, day=day)
        found.append((action, loss_without(evidence.ref, kind="progress", supports=supports)))
    newer = newer_of(evidence, actor)
    carried = set()
    if newer is not None:
        carried = {*with_basis(actor).filter(rests_on(newer)), *actions_resting_on(newer, actor)}
    return tuple(Weakens(row, loss, newer if row in carried else None) for row, loss in found if loss)


@dataclass(frozen=True)
class EvidenceNow:
    """A piece of evidence on a day: whether it counts, ends soon or has ended, and what it holds up."""

    row: Evidence
    is_current: bool
    ends_soon: bool
    has_expired: bool
    used: int
    weakens: tuple[Weakens, ...]
    newer: Evidence | None = None


def evidence_now(review: Review, actor: Actor) -> tuple[EvidenceNow, ...]:
    """All evidence of a review that the actor sees, newest first, with what each holds up: a fixed number of
    queries."""
    day = today(actor.now)
    listed = list(statements_of(review, actor))
    behind: dict[int, list[Statement]] = {}
    for statement in listed:
        for tie in statement.supports.all():
            behind.setdefault(tie.evidence_id, []).append(statement)
    actions: dict[int, list[Action]] = {}
    for action in _with_basis(review, actor):
        for piece in _pieces(action):
            actions.setdefault(piece.pk, []).append(action)
    found = []
    rows = Evidence.objects.visible_to(actor).filter(review=review).select_related("agency").order_by("-number")
    newer_ones = newer_by_older(rows, actor)
    for row in rows:
        newer = newer_ones.get(row.pk)
        carried = [*behind.get(newer.pk, ()), *actions.get(newer.pk, ())] if newer else []
        counts = _counts(row, day=day)
        ends_soon = counts and row.valid_until is not None and row.valid_until <= day + SOON
        held_up = behind.get(row.pk, [])
        helped = actions.get(row.pk, [])
        losses: list[tuple[Statement | Action, Loss | None]] = [
            (one, loss_without(row.ref, kind=one.kind, supports=basis_of(one, day=day).supports)) for one in held_up
        ]
        losses += [
            (one, loss_without(row.ref, kind="progress", supports=_supports(_pieces(one), one, day=day)))
            for one in helped
        ]
        found.append(
            EvidenceNow(
                row=row,
                is_current=counts,
                ends_soon=ends_soon,
                has_expired=row.state == EvidenceState.ACCEPTED and not counts,
                used=len(held_up) + len(helped),
                weakens=tuple(Weakens(one, loss, newer if one in carried else None) for one, loss in losses if loss),
                newer=newer,
            )
        )
    return tuple(found)
