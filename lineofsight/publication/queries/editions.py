"""What people ask of editions: which there are, what they print, and whose move is next."""

from datetime import date

from django.db.models import QuerySet

from lineofsight.assurance import queries as assurance
from lineofsight.assurance.models import Review, Statement
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.queries import today
from lineofsight.publication.models import Edition
from lineofsight.publication.rules import EditionState


def editions(actor: Actor) -> QuerySet[Edition]:
    """The editions that the actor sees, newest first."""
    return Edition.objects.visible_to(actor).select_related("review").order_by("-id")


def find_edition(actor: Actor, ref: str) -> Edition | None:
    """One edition, None when there is none that the actor may see."""
    return editions(actor).called(ref)


def editions_of(review: Review, actor: Actor) -> QuerySet[Edition]:
    """The editions of one review, newest first."""
    return editions(actor).filter(review=review)


def included(edition: Edition, actor: Actor) -> QuerySet[Statement]:
    """The statements that the edition would print, in order, as far as the actor sees them."""
    return assurance.statements_of(edition.review, actor).filter(is_included=True, current__isnull=False)


def waits_for(edition: Edition) -> str:
    """Whose move is next, in a sentence."""
    return {
        EditionState.DRAFT: "The business unit writes it and locks it when it is ready to be checked.",
        EditionState.LOCKED: "A checker reads it next: somebody who did not write it.",
        EditionState.CHECKED: "A safeguarding partner approves it next.",
        EditionState.APPROVED: "A publisher publishes it next: neither its author nor its checker.",
        EditionState.PUBLISHED: "It is published and cannot be changed.",
        EditionState.WITHDRAWN: "It was withdrawn.",
        EditionState.SUPERSEDED: "A later edition has replaced it.",
    }[EditionState(edition.state)]


def published_days(actor: Actor) -> tuple[tuple[date, str], ...]:
    """The day on which each edition that the actor sees was published, with what it is called."""
    rows = editions(actor).filter(published_at__isnull=False).order_by("published_at")
    return tuple((today(row.published_at), f"{row.review.name}, edition {row.number} published") for row in rows)


def last_published(actor: Actor) -> Edition | None:
    """The edition that was published last and stands; None where there is none that the actor sees."""
    return editions(actor).filter(state=EditionState.PUBLISHED).order_by("-published_at", "-id").first()


def newer_published(edition: Edition, actor: Actor) -> Edition | None:
    """The newest published edition of the same review that came after this one."""
    later = editions(actor).filter(review_id=edition.review_id, number__gt=edition.number, state=EditionState.PUBLISHED)
    return later.order_by("-number").first()
