"""Words that somebody is still typing: theirs alone until they save them."""

from typing import Any, Self

from django.db import models

from lineofsight.assurance.models.review import Statement
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.rules import Role
from lineofsight.trail.models import RefField
from lineofsight.trail.sensitivity import sens


class DraftRows(models.QuerySet[Any]):
    """Drafts, narrowed to one's own."""

    def visible_to(self, actor: Actor) -> Self:
        """One's own; the job that takes old ones away sees all. The same stands in PostgreSQL's row security."""
        if Role.JOB in actor.roles:
            return self.all()
        return self.filter(person_id=actor.person_id) if actor.is_signed_in else self.none()


class Draft(models.Model):
    """What one person began to write in place of a statement's words. It is nobody's record, and it is removed."""

    SENSITIVITY = sens(S1="id ref person statement began_sha named recorded_at ends_at", S2="text not_names")

    ref = RefField()
    person = models.ForeignKey("partnership.Person", on_delete=models.PROTECT, related_name="+")
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="drafts")
    # The field as it was typed, tokens and all.
    text = models.TextField(max_length=8000, blank=True)
    # Which quotation each token of the field stands for: «Q1:ref Q2:ref».
    named = models.TextField(max_length=4000, blank=True)
    # Words of which the writer said that they are no names, in JSON.
    not_names = models.TextField(max_length=2000, blank=True)
    # The words that stood when it was begun: where others stand now, somebody else has saved.
    began_sha = models.CharField(max_length=64)
    recorded_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    objects = DraftRows.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "statement"], name="assurance_draft_one_each")]
