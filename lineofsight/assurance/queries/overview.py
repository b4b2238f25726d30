"""What a leader asks about in the chain and in what is said: each question one query, for whoever asks."""

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from lineofsight.assurance.models import (
    Action,
    ActionMove,
    FigureRecord,
    OpenItem,
    Recommendation,
    RecommendationAction,
    RecommendationMove,
    Statement,
    Supports,
)
from lineofsight.assurance.rules import OpenKind
from lineofsight.assurance.rules.chain import CHASED_ACTIONS, RecommendationState
from lineofsight.partnership.actor import Actor

OPEN_RECOMMENDATIONS = (
    RecommendationState.DRAFTED,
    RecommendationState.REOPENED,
    RecommendationState.ACCEPTED,
)


def open_actions(actor: Actor) -> QuerySet[Action]:
    """Actions that are still to be done, the earliest day first, with who answers for them."""
    last = ActionMove.objects.filter(action=OuterRef("pk")).order_by("-number").values("target")[:1]
    rows = Action.objects.visible_to(actor).annotate(state=Subquery(last)).filter(state__in=CHASED_ACTIONS)
    return rows.select_related("agency", "owner__person").order_by("due_date", "review_id", "number")


def open_recommendations(actor: Actor) -> QuerySet[Recommendation]:
    """Recommendations that nobody has answered, or that were accepted and are not done; `is_acted_on`: an action for
    it is still to be done."""
    last = RecommendationMove.objects.filter(recommendation=OuterRef("pk")).order_by("-number").values("target")[:1]
    stands = ActionMove.objects.filter(action=OuterRef("action")).order_by("-number").values("target")[:1]
    seen = Action.objects.visible_to(actor)
    acted = RecommendationAction.objects.filter(recommendation=OuterRef("pk"), action__in=seen)
    acted = acted.annotate(state=Subquery(stands))
    rows = Recommendation.objects.visible_to(actor).annotate(
        state=Subquery(last), is_acted_on=Exists(acted.filter(state__in=CHASED_ACTIONS))
    )
    return (
        rows.filter(state__in=OPEN_RECOMMENDATIONS)
        .select_related("agency", "owner__person")
        .order_by("respond_by_date", "review_id", "number")
    )


def frozen_figures(actor: Actor) -> QuerySet[FigureRecord]:
    """Every frozen figure that the actor sees, the earliest first."""
    rows: QuerySet[FigureRecord] = FigureRecord.objects.visible_to(actor).select_related("agency")
    return rows.order_by("as_at_date", "id")


def figures_of_own(actor: Actor) -> QuerySet[FigureRecord]:
    """Those of them that speak of the actor's own agency: it froze them, or they stand behind a sentence of its own.

    Whoever freezes a figure owns its row, and that is mostly the partnership's office.
    """
    behind = Supports.objects.visible_to(actor).filter(
        ended_at__isnull=True, statement__agency_id=actor.agency_id, evidence__figure=OuterRef("pk")
    )
    return frozen_figures(actor).filter(Q(agency_id=actor.agency_id) | Q(Exists(behind)))


def not_known(actor: Actor) -> QuerySet[OpenItem]:
    """What agencies say is not known and has not been closed."""
    rows = OpenItem.objects.visible_to(actor).filter(kind=OpenKind.NOT_KNOWN, closed_at__isnull=True)
    return rows.select_related("agency").order_by("since_date", "id")


def agencies_that_speak(actor: Actor) -> set[int]:
    """The agencies that say something in a sentence that the actor sees."""
    rows = Statement.objects.visible_to(actor).filter(is_included=True)
    return set(rows.order_by().values_list("agency_id", flat=True).distinct())
