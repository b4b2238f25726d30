"""The outbox: every mail is a row before it is sent. And how often somebody wants to be told what waits for them."""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from lineofsight.mails.rules import MailKind, MailState, Rhythm
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.policy import can
from lineofsight.partnership.rules import Act, Role
from lineofsight.trail.models import RefField
from lineofsight.trail.sensitivity import sens


class MailRows(models.QuerySet[Any]):
    """Mails, narrowed to those that an actor may see."""

    def visible_to(self, actor: Actor) -> Self:
        """All of them, for whoever looks after the outbox or does the sending; nobody's for everybody else."""
        return self.all() if Role.JOB in actor.roles or can(actor, Act.OUTBOX_READ) else self.none()


class Mail(models.Model):
    """One mail to one person. It is written with the act that causes it, and says nothing that an account guards."""

    SENSITIVITY = sens(
        S1="id ref kind key person to_words by_ref recorded_at subject state tries due_at ended_at version",
        S2="address body trouble",
        S4="secret",
    )

    ref = RefField()
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in MailKind])
    # What must not be sent twice has a name: «digest 2026-06-22» and the reference of a person.
    key = models.CharField(max_length=80, unique=True, null=True, blank=True)
    # Somebody with an account gets it at the address that they have when it is sent.
    person = models.ForeignKey("partnership.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # For somebody without an account.
    address = models.EmailField(max_length=254, blank=True)
    # To whom, by role and agency, as a page tells it.
    to_words = models.CharField(max_length=250)
    by_ref = models.CharField(max_length=26)
    recorded_at = models.DateTimeField()
    subject = models.CharField(max_length=120)
    body = models.TextField(max_length=2000)
    # What only the mail itself may hold, such as the address of a reply link. Blank as soon as the mail has ended.
    secret = models.CharField(max_length=400, blank=True)
    state = models.CharField(
        max_length=20, choices=[(state.value, state.value) for state in MailState], default=MailState.WAITING
    )
    tries = models.PositiveIntegerField(default=0)
    due_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    trouble = models.CharField(max_length=400, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = MailRows.as_manager()

    class Meta:
        indexes = [models.Index(fields=["due_at"], condition=Q(state="waiting"), name="mails_mail_to_send")]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, address="") | (Q(person__isnull=True) & ~Q(address="")),
                name="mails_mail_has_one_recipient",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "failed"]) | Q(secret=""), name="mails_mail_that_ended_has_no_secret"
            ),
        ]


class MailChoice(models.Model):
    """How often somebody wants their digest. Who never chose gets it daily."""

    SENSITIVITY = sens(S1="id ref person rhythm recorded_at version")

    ref = RefField()
    person = models.OneToOneField("partnership.Person", on_delete=models.PROTECT, related_name="+")
    rhythm = models.CharField(max_length=10, choices=[(rhythm.value, rhythm.value) for rhythm in Rhythm])
    recorded_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
