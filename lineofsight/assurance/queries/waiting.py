"""What waits for somebody's act in the chain and the evidence: each question one query, for whoever asks."""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from lineofsight.assurance.models import (
    Action,
    ActionMove,
    DueChange,
    Evidence,
    Recommendation,
    RecommendationMove,
    RoundItem,
    Statement,
    Supports,
    Update,
)
from lineofsight.assurance.rules import EvidenceState
from lineofsight.assurance.rules.chain import CHASED_ACTIONS, UNDECIDED, UpdateState
from lineofsight.assurance.rules.rounds import RoundState
from lineofsight.intake.documents import SentenceKind
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.queries import today
from lineofsight.partnership.rules import AgencyKind

# The check asks evidence of these (publication/gate/checks/evidence.py).
_NEED_EVIDENCE = (SentenceKind.PROGRESS, SentenceKind.ADVERSE)
_MAY_COUNT = (EvidenceState.OFFERED, EvidenceState.ACCEPTED)


def undecided(actor: Actor) -> QuerySet[Recommendation]:
    """Recommendations of which nobody has said whether they are accepted, the next day first."""
    last = RecommendationMove.objects.filter(recommendation=OuterRef("pk")).order_by("-number").values("target")[:1]
    return (
        Recommendation.objects.visible_to(actor)
        .annotate(state=Subquery(last))
        .filter(state__in=UNDECIDED)
        .select_related("agency", "review")
        .order_by("respond_by_date", "review_id", "number")
    )


def _asked_now(actor: Actor, about: str) -> Exists:
    """Whether an open round asks the actor's agency about it, and has no answer."""
    asked = RoundItem.objects.filter(
        **{about: OuterRef("pk")},
        agency_id=actor.agency_id,
        answers__isnull=True,
        share__round__state=RoundState.OPEN,
        share__round__opens_date__lte=today(actor.now),
    )
    return Exists(asked)


def to_answer(actor: Actor) -> QuerySet[Recommendation]:
    """Recommendations of which the actor's own agency has not said whether it accepts them, the next day first.

    `is_asked`: an open round asks for it, so that it is answered there.
    """
    return undecided(actor).filter(agency_id=actor.agency_id).annotate(is_asked=_asked_now(actor, "recommendation"))


def not_asked_whether_accepted(actor: Actor) -> QuerySet[Recommendation]:
    """Recommendations of which nobody has said whether they are accepted, and that no open round asks about either."""
    asked = RoundItem.objects.filter(recommendation=OuterRef("pk"), share__round__state=RoundState.OPEN)
    return undecided(actor).filter(~Exists(asked))


def resting_on_nothing(actor: Actor) -> QuerySet[Statement]:
    """Sentences of agencies that would be printed, say what was done, and have no evidence that counts or waits to be
    looked at, in the order of their numbers. What the business unit says of itself it mends itself."""
    day = today(actor.now)
    behind = Supports.objects.filter(
        statement=OuterRef("pk"), ended_at__isnull=True, evidence__state__in=_MAY_COUNT
    ).exclude(evidence__state=EvidenceState.ACCEPTED, evidence__valid_until__lt=day)
    return (
        Statement.objects.visible_to(actor)
        .filter(~Exists(behind), is_included=True, current__isnull=False, kind__in=_NEED_EVIDENCE)
        .exclude(agency__kind=AgencyKind.HUB)
        .select_related("agency", "review", "current")
        .order_by("review_id", "position")
    )


def running(actor: Actor, *, until: date) -> QuerySet[Action]:
    """Actions of the actor's own agency that are still to be done and due by a day, the earliest first.

    `is_asked`: an open round asks about it, so that it is answered there.
    """
    last = ActionMove.objects.filter(action=OuterRef("pk")).order_by("-number").values("target")[:1]
    return (
        Action.objects.visible_to(actor)
        .filter(agency_id=actor.agency_id, due_date__lte=until)
        .annotate(state=Subquery(last), is_asked=_asked_now(actor, "action"))
        .filter(state__in=CHASED_ACTIONS)
        .select_related("agency", "review")
        .order_by("due_date", "review_id", "number")
    )


def questions_to_answer(actor: Actor) -> QuerySet[Update]:
    """Updates of the actor's own agency that came back with a question and have not been sent again."""
    return (
        Update.objects.visible_to(actor)
        .filter(agency_id=actor.agency_id, state=UpdateState.RETURNED)
        .exclude(action__updates__state=UpdateState.SUBMITTED)
        .select_related("action__review", "agency")
        .order_by("id")
    )


def updates_to_judge(actor: Actor) -> QuerySet[Update]:
    """Updates that agencies have sent and nobody has accepted or sent back."""
    return (
        Update.objects.visible_to(actor)
        .filter(state=UpdateState.SUBMITTED)
        .select_related("action__review", "agency")
        .order_by("submitted_at", "id")
    )


def time_to_decide(actor: Actor) -> QuerySet[DueChange]:
    """Requests for more time that nobody has decided; never the actor's own."""
    seen = Action.objects.visible_to(actor).values("pk")
    return (
        DueChange.objects.filter(action__in=seen, decision__isnull=True)
        .exclude(by_ref=actor.ref)
        .select_related("action__review", "action__agency")
        .order_by("id")
    )


def evidence_ending(actor: Actor, *, day: date, until: date) -> QuerySet[Evidence]:
    """Evidence of the actor's own agency that counts today and will have expired by `until`, the earliest first."""
    return (
        Evidence.objects.visible_to(actor)
        .filter(agency_id=actor.agency_id, state=EvidenceState.ACCEPTED, valid_until__gte=day, valid_until__lte=until)
        .select_related("agency", "review")
        .order_by("valid_until", "number")
    )


def evidence_expired(actor: Actor, *, day: date) -> QuerySet[Evidence]:
    """Evidence of the actor's own agency that was accepted and whose last day has passed, the latest first."""
    return (
        Evidence.objects.visible_to(actor)
        .filter(agency_id=actor.agency_id, state=EvidenceState.ACCEPTED, valid_until__lt=day)
        .order_by("-valid_until", "number")
    )
