"""Evidence in the middle of the chain: what stands behind an action, and behind an update of it."""

from django.db import models

from lineofsight.assurance.models.chain import Action, Update
from lineofsight.assurance.models.review import Evidence
from lineofsight.partnership.rows import OWNED, OwnedRow
from lineofsight.trail.sensitivity import sens


class ActionEvidence(OwnedRow):
    """One piece of evidence put behind one action."""

    SEEN_THROUGH = "action"
    SENSITIVITY = OWNED | sens(S1="evidence action")

    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="actions")
    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="evidence")

    class Meta:
        verbose_name_plural = "action evidence"
        constraints = [models.UniqueConstraint(fields=["action", "evidence"], name="assurance_behind_action_once")]


class UpdateEvidence(OwnedRow):
    """One piece of evidence ticked beside an update: it shows what the update says."""

    SEEN_THROUGH = "update"
    SENSITIVITY = OWNED | sens(S2="evidence update")

    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="updates")
    update = models.ForeignKey(Update, on_delete=models.PROTECT, related_name="evidence")

    class Meta:
        verbose_name_plural = "update evidence"
        constraints = [models.UniqueConstraint(fields=["evidence", "update"], name="assurance_behind_update_once")]
