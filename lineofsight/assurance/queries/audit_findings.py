"""Findings of audits as pages ask for them: within what an actor may see."""

from collections.abc import Sequence

from django.db.models import Prefetch, QuerySet

from lineofsight.assurance.models import Action, AuditFinding, AuditFindingAction, Recommendation
from lineofsight.assurance.queries.chain import actions, state_of
from lineofsight.assurance.rules.chain import FINISHED_ACTIONS
from lineofsight.partnership.actor import Actor
from lineofsight.records.audits.models import Audit


def findings_of(actor: Actor, audit: Audit) -> tuple[AuditFinding, ...]:
    """What was found in a round, with the actions that answer it, as far as the actor sees those."""
    return tuple(_findings(actor).filter(audit=audit).order_by("id"))


def find_finding(actor: Actor, ref: str) -> AuditFinding | None:
    """One finding by its reference; None where there is none that the actor may see."""
    return _findings(actor).called(ref)


def _findings(actor: Actor) -> QuerySet[AuditFinding]:
    ties = AuditFindingAction.objects.filter(action__in=Action.objects.visible_to(actor)).select_related("action")
    rows: QuerySet[AuditFinding] = AuditFinding.objects.visible_to(actor).select_related(
        "agency", "audit", "audit__agency", "closed_by"
    )
    return rows.prefetch_related(Prefetch("ties", ties.order_by("id")))


def open_findings(actor: Actor) -> QuerySet[AuditFinding]:
    """What was found in one's own agency and no round has shown to have changed, the oldest first."""
    return _findings(actor).filter(agency_id=actor.agency_id, state="open").order_by("id")


def answered_by(action: Action, actor: Actor) -> tuple[AuditFinding, ...]:
    """The findings of audits that an action answers, as far as an actor sees them."""
    return tuple(_findings(actor).filter(ties__action=action).order_by("id"))


def actions_to_tie(actor: Actor) -> Sequence[Action]:
    """The actions of one's own agency that are still open: one of them is tied before a new one is made."""
    rows = actions(actor).filter(agency_id=actor.agency_id)
    return [row for row in rows if state_of(row) not in FINISHED_ACTIONS]


def recommendations_to_answer(actor: Actor) -> Sequence[Recommendation]:
    """The recommendations of one's own agency that a new action can answer."""
    rows = Recommendation.objects.visible_to(actor).filter(agency_id=actor.agency_id, superseded_by__isnull=True)
    return list(rows.select_related("review").order_by("review_id", "number"))


def all_findings(by: Actor) -> QuerySet[AuditFinding]:
    """Every finding that an actor may see, with its actions."""
    rows: QuerySet[AuditFinding] = AuditFinding.objects.visible_to(by).select_related("agency", "audit", "closed_by")
    return rows.prefetch_related("ties").order_by("id")
