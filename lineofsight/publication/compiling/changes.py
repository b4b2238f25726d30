"""What changed since the last edition, put into an edition while it is compiled."""

from dataclasses import replace

from lineofsight.partnership.actor import Actor
from lineofsight.publication.comparing import changes
from lineofsight.publication.content.as_published import as_published
from lineofsight.publication.content.changed import Changes
from lineofsight.publication.content.edition import EditionContent
from lineofsight.publication.models import Edition
from lineofsight.publication.rules import EditionState


def with_changes(content: EditionContent, edition: Edition, actor: Actor) -> EditionContent:
    """The content with what changed since the review's last edition that was published and not withdrawn.

    A first edition has nothing to be compared with. Withdrawn ones are named, and their text stays out.
    """
    earlier = Edition.objects.visible_to(actor).filter(review=edition.review_id, number__lt=edition.number)
    earlier = earlier.exclude(content="").order_by("-number")
    withdrawn: list[int] = []
    for before in earlier:
        if before.state != EditionState.WITHDRAWN:
            frozen = EditionContent.from_json(before.content)
            between = tuple(sorted(withdrawn))
            return replace(content, changes=changes(frozen, as_published(content), withdrawn=between))
        withdrawn.append(before.number)
    return replace(content, changes=Changes(since=None, withdrawn=tuple(sorted(withdrawn)))) if withdrawn else content


def between(earlier: EditionContent, later: EditionContent, *, withdrawn: tuple[int, ...]) -> Changes:
    """What changed between two editions, whatever stands between them. One that was withdrawn is named, not shown."""
    if withdrawn:
        return Changes(since=None, withdrawn=withdrawn)
    return changes(as_published(earlier), as_published(later))
