"""Whoever takes editions of one sentence all the way, in the browser."""

from django.utils import timezone

from lineofsight.intake.documents import SentenceKind
from lineofsight.partnership.models import Agency
from lineofsight.partnership.queries import actor_of
from lineofsight.partnership.rules import Role
from lineofsight.publication.actions import editions as actions
from lineofsight.publication.actions.publishing import publish
from lineofsight.publication.models import Edition
from tests.factories import declared_rows, rows
from tests.factories.partnership import member, partnership


class Office:
    """People who take editions of one sentence all the way, by today's clock."""

    def __init__(self) -> None:
        self.bodies = partnership()
        now = timezone.now()
        hub, council = self.bodies.hub, Agency.objects.get(code="council")
        self.people = {role: member(role, hub) for role in (Role.BUSINESS_MANAGER, Role.CHECKER, Role.PUBLISHER)}
        self.people[Role.EXECUTIVE] = member(Role.EXECUTIVE, council)
        self.by = {role: actor_of(person, now=now) for role, person in self.people.items()}
        self.review = rows.review(hub)
        rows.statement(self.review, hub, kind=SentenceKind.CONTEXT, text="Five agencies have answered.")
        rows.open_item(self.review, hub)

    def publish_one(self) -> Edition:
        made = actions.open_edition(review=self.review, by=self.by[Role.BUSINESS_MANAGER])
        declared_rows.declare_all(made, self.bodies.hub, day=timezone.localdate())
        actions.lock_edition(edition=made, by=self.by[Role.BUSINESS_MANAGER])
        actions.check_edition(edition=made, by=self.by[Role.CHECKER])
        actions.approve_edition(edition=made, by=self.by[Role.EXECUTIVE])
        publish(edition=made, by=self.by[Role.PUBLISHER])
        return Edition.objects.get(pk=made.pk)
