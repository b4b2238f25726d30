"""Whoever takes an edition of one sentence all the way, and an edition that stands there as if somebody had."""

from datetime import datetime

from lineofsight.intake.documents import SentenceKind
from lineofsight.partnership.rules import Audience, Role
from lineofsight.publication.actions.editions import approve_edition, check_edition, lock_edition, open_edition
from lineofsight.publication.actions.publishing import publish
from lineofsight.publication.content.edition import EditionContent
from lineofsight.publication.models import Edition
from lineofsight.publication.rules import EditionState
from lineofsight.version import VERSION
from tests.factories import declared_rows, rows
from tests.factories.partnership import acting, partnership


class Office:
    """People who take an edition of one sentence all the way."""

    def __init__(self) -> None:
        self.bodies = partnership()
        self.author = acting(Role.BUSINESS_MANAGER, self.bodies.hub)
        self.checker = acting(Role.CHECKER, self.bodies.hub)
        self.partner = acting(Role.EXECUTIVE, self.bodies.council)
        self.publisher = acting(Role.PUBLISHER, self.bodies.hub)
        self.review = rows.review(self.bodies.hub)
        rows.statement(self.review, self.bodies.hub, kind=SentenceKind.CONTEXT, text="Five agencies have answered.")
        rows.open_item(self.review, self.bodies.hub)

    def publish_one(self) -> Edition:
        made = open_edition(review=self.review, by=self.author)
        declared_rows.declare_all(made, self.bodies.hub)
        lock_edition(edition=made, by=self.author)
        check_edition(edition=made, by=self.checker)
        approve_edition(edition=made, by=self.partner)
        publish(edition=made, by=self.publisher)
        return Edition.objects.get(pk=made.pk)


def stands_published(edition: Edition, content: EditionContent, *, at: datetime) -> None:
    """Make the row of an edition one that is published with this content."""
    Edition.objects.filter(pk=edition.pk).update(
        content=content.to_json().decode(),
        content_sha=content.sha,
        state=EditionState.PUBLISHED,
        audience=Audience.PUBLIC,
        written_with=VERSION,
        published_at=at,
    )
