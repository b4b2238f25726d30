"""Jobs: what somebody asked for that takes longer than a page may, and where it stands."""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from lineofsight.jobs.rules import JobKind, JobState
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.rules import Role
from lineofsight.trail.models import RefField
from lineofsight.trail.sensitivity import sens


class JobRows(models.QuerySet[Any]):
    """Jobs, narrowed to those that an actor may see."""

    def visible_to(self, actor: Actor) -> Self:
        """One's own; whoever does the jobs sees all. The same stands in PostgreSQL's row security."""
        if Role.JOB in actor.roles:
            return self.all()
        return self.filter(person_id=actor.person_id) if actor.is_signed_in else self.none()


class Job(models.Model):
    """One thing to do beside the requests. It is done for whoever asked, and never sees more than they do."""

    SENSITIVITY = sens(
        S1="id ref kind key person by_ref recorded_at state tries done of due_at began_at beat_at ended_at result_ref"
        " version",
        S2="about order trouble",
    )

    ref = RefField()
    kind = models.CharField(max_length=40, choices=[(kind.value, kind.value) for kind in JobKind])
    # What must not be asked for twice has a name: «digests 2026-06-22».
    key = models.CharField(max_length=80, unique=True, null=True, blank=True)
    # Whoever asked; nobody for what the service does by itself.
    person = models.ForeignKey("partnership.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    by_ref = models.CharField(max_length=26)
    recorded_at = models.DateTimeField()
    # What it is about, in words for whoever asked: the name of a file.
    about = models.CharField(max_length=200, blank=True)
    # What was asked for, in JSON.
    order = models.TextField(max_length=4000, blank=True)
    state = models.CharField(
        max_length=20, choices=[(state.value, state.value) for state in JobState], default=JobState.WAITING
    )
    # How often it was begun. Whoever runs it ends it only as this try: another may have taken it over.
    tries = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    of = models.PositiveIntegerField(default=0)
    due_at = models.DateTimeField()
    began_at = models.DateTimeField(null=True, blank=True)
    beat_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    # Why it did not work, in a sentence for the person.
    trouble = models.CharField(max_length=400, blank=True)
    # What it made.
    result_ref = models.CharField(max_length=26, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = JobRows.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["due_at"], condition=Q(state__in=["waiting", "running"]), name="jobs_job_to_do")
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(state="failed") | ~Q(trouble=""), name="jobs_job_that_failed_says_why")
        ]


class Worker(models.Model):
    """Whoever does the jobs, and when they were last heard of."""

    SENSITIVITY = sens(S1="id name began_at beat_at")

    name = models.CharField(max_length=40, unique=True)
    began_at = models.DateTimeField()
    beat_at = models.DateTimeField()
