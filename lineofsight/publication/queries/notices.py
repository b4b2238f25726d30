"""What is told beside a published edition, what waits to be, and which sentences nobody has told the public about."""

from collections.abc import Mapping

from django.db.models import QuerySet

from lineofsight.partnership.actor import Actor
from lineofsight.partnership.queries import today
from lineofsight.publication.content.notices import Notice as Printed
from lineofsight.publication.content.notices import fell_from_json
from lineofsight.publication.models import Edition, Notice
from lineofsight.publication.rules import EditionState, NoticeState
from lineofsight.publication.since import Fallen, fallen_behind


def notices(actor: Actor) -> QuerySet[Notice]:
    """The notices that the actor sees, the newest first."""
    return Notice.objects.visible_to(actor).select_related("edition", "edition__review", "agency").order_by("-id")


def find_notice(actor: Actor, ref: str) -> Notice | None:
    """One notice, None when there is none that the actor may see."""
    return notices(actor).called(ref)


def printed_notices(actor: Actor, edition: Edition | None = None) -> Mapping[int, tuple[Printed, ...]]:
    """The notices that anybody reads, by the key of their edition, in order. One query."""
    rows = Notice.objects.visible_to(actor).filter(state=NoticeState.PRINTED).order_by("edition_id", "number")
    found: dict[int, tuple[Printed, ...]] = {}
    for row in rows if edition is None else rows.filter(edition=edition):
        found[row.edition_id] = (*found.get(row.edition_id, ()), as_printed(row))
    return found


def as_printed(row: Notice) -> Printed:
    """A notice as anybody reads it, or would on the day on which it was written."""
    return Printed(
        ref=row.ref,
        number=row.number,
        printed_date=today(row.decided_at or row.recorded_at),
        text=row.text,
        fell=fell_from_json(row.fell),
    )


def waiting_notice(edition: Edition, actor: Actor) -> Notice | None:
    """The notice that waits for its second person, None where none does."""
    return notices(actor).filter(edition=edition, state=NoticeState.WRITTEN).first()


def not_yet_told(edition: Edition, actor: Actor) -> tuple[Fallen, ...]:
    """What fell behind the sentences of an edition that may be read, and no printed notice tells of."""
    if edition.state not in (EditionState.PUBLISHED, EditionState.SUPERSEDED):
        return ()
    fallen = fallen_behind(edition, actor)
    if not fallen:
        return ()
    told = {
        (one.number, one.evidence)
        for notice in printed_notices(actor, edition).get(edition.pk, ())
        for one in notice.fell
    }
    return tuple(one for one in fallen if (one.number, one.fell.evidence) not in told)
