"""What an audit found below good, area by area, the actions it is tied to, and the round that showed a change."""

from django.db import models
from django.db.models import Q

from lineofsight.assurance.models.chain import Action
from lineofsight.assurance.rules.audits import AuditFindingState
from lineofsight.partnership.rows import OWNED, REACHING, AgencyRow, OwnedRow
from lineofsight.records.audits.models import Audit
from lineofsight.trail.sensitivity import sens


class AuditFinding(AgencyRow):
    """In one area of a round some files were below good. Closed by a round that asks again, and by nothing else."""

    SENSITIVITY = REACHING | sens(S2="audit area n of state closed_by closed_n closed_of closed_at version")

    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="findings")
    area = models.CharField(max_length=80)
    n = models.PositiveIntegerField()
    of = models.PositiveIntegerField()
    state = models.CharField(max_length=20, choices=[(one.value, one.value) for one in AuditFindingState])
    closed_by = models.ForeignKey(Audit, on_delete=models.PROTECT, null=True, blank=True, related_name="closes")
    closed_n = models.PositiveIntegerField(null=True, blank=True)
    closed_of = models.PositiveIntegerField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["audit", "area"], name="assurance_auditfinding_once"),
            models.CheckConstraint(
                condition=Q(state=AuditFindingState.OPEN, closed_by__isnull=True)
                | Q(state=AuditFindingState.CLOSED, closed_by__isnull=False),
                name="assurance_auditfinding_closed_by_a_round",
            ),
        ]


class AuditFindingAction(OwnedRow):
    """An action answers what an audit found: one that was there already, or one that was made for it."""

    SEEN_THROUGH = "finding"
    SENSITIVITY = OWNED | sens(S2="finding action is_new")

    finding = models.ForeignKey(AuditFinding, on_delete=models.PROTECT, related_name="ties")
    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="audit_findings")
    is_new = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["finding", "action"], name="assurance_auditfinding_tied_once")]
