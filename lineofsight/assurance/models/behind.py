"""Evidence in the middle of the chain: what stands behind an action, and behind an update of it."""

from django.db import models

from lineofsight.assurance.models.chain import Action, Update
from lineofsight.assurance.models.review import Evidence, Tick, ended_says_why, once_standing
from lineofsight.library.words import day_words
from lineofsight.partnership.rows import OWNED
from lineofsight.trail.sensitivity import sens


class ActionEvidence(Tick):
    """One piece of evidence put behind one action."""

    SEEN_THROUGH = "action"
    SENSITIVITY = OWNED | sens(S1="evidence action ended_at ended_by_ref ended_reason")

    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="actions")
    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="evidence")

    class Meta:
        verbose_name_plural = "action evidence"
        constraints = [
            once_standing("action", "assurance_behind_action_once_standing"),
            ended_says_why("assurance_behind_action_ended_says_why"),
        ]

    @property
    def thing(self) -> Action:
        """The action behind which it stands."""
        return self.action

    @property
    def behind(self) -> str:
        """«action 3»."""
        return f"action {self.action.number}"


class UpdateEvidence(Tick):
    """One piece of evidence ticked beside an update: it shows what the update says."""

    SEEN_THROUGH = "update"
    SENSITIVITY = OWNED | sens(S2="evidence update ended_at ended_by_ref ended_reason")

    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="updates")
    update = models.ForeignKey(Update, on_delete=models.PROTECT, related_name="evidence")

    class Meta:
        verbose_name_plural = "update evidence"
        constraints = [
            once_standing("update", "assurance_behind_update_once_standing"),
            ended_says_why("assurance_behind_update_ended_says_why"),
        ]

    @property
    def thing(self) -> Update:
        """The update beside which it stands."""
        return self.update

    @property
    def behind(self) -> str:
        """«the update of 3 June 2026»."""
        return f"the update of {day_words(self.update.as_at_date)}"
