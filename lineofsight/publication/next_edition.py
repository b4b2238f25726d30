"""The next edition of a Summary that is here: when it can be opened, and what becomes of its sentences."""

from dataclasses import dataclass

from django.db import transaction

from lineofsight.assurance import queries as assurance
from lineofsight.assurance.models import Review
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.moves import Conflict
from lineofsight.partnership.policy import can, require
from lineofsight.partnership.rules import Act
from lineofsight.publication.actions.editions import open_edition
from lineofsight.publication.models import Edition
from lineofsight.publication.queries.editions import editions, editions_of
from lineofsight.publication.rules import EditionState

# An edition in one of these is still on its way to the public.
ON_ITS_WAY = (EditionState.DRAFT, EditionState.LOCKED, EditionState.CHECKED, EditionState.APPROVED)


class StillOpen(Conflict):
    """Two editions of one review would be written at once, so that nobody could say which words come next (409)."""

    def __init__(self, edition: Edition) -> None:
        super().__init__(f"Edition {edition.number} is not published yet. Go on with that one.")


@dataclass(frozen=True)
class Along:
    """What comes along into the next edition: sentences that are printed, those with current evidence, those left out;
    and the edition that readers see now, None when there is none."""

    sentences: int
    evidenced: int
    left_out: int
    shown_now: Edition | None


def on_its_way(review: Review, actor: Actor) -> Edition | None:
    """The edition of a review that is written or waits to be published; None when the next one can be opened."""
    return editions_of(review, actor).filter(state__in=ON_ITS_WAY).first()


def reviews_without_one(actor: Actor) -> list[Review]:
    """The reviews whose next edition the actor can open, by name."""
    if not can(actor, Act.EDITION_COMPILE):
        return []
    going = editions(actor).filter(state__in=ON_ITS_WAY).values("review")
    return list(assurance.reviews(actor).exclude(pk__in=going).order_by("name"))


def what_comes_along(review: Review, actor: Actor) -> Along:
    """What the next edition begins with."""
    rows = list(assurance.statements_of(review, actor).filter(current__isnull=False))
    printed = [row for row in rows if row.is_included]
    return Along(
        sentences=len(printed),
        evidenced=assurance.counts_of(printed, day=actor.now).evidenced,
        left_out=len(rows) - len(printed),
        shown_now=editions_of(review, actor).filter(state=EditionState.PUBLISHED).first(),
    )


@transaction.atomic
def open_next_edition(*, review: Review, by: Actor) -> Edition:
    """Open the next edition of a review, with the sentences as they stand, under the heading of the one before.

    Raises StillOpen, Forbidden.
    """
    require(by, Act.EDITION_COMPILE)
    # The review is locked, so that two people who press at once open one edition.
    Review.objects.visible_to(by).select_for_update().get(pk=review.pk)
    unfinished = on_its_way(review, by)
    if unfinished is not None:
        raise StillOpen(unfinished)
    before = editions_of(review, by).first()
    return open_edition(review=review, by=by, title=before.title if before else "")
