"""Take an edition out with everything that it is judged by. It holds what is not public, so the trail keeps who did."""

from django.db import transaction

from lineofsight.partnership.actor import Actor
from lineofsight.partnership.policy import require
from lineofsight.partnership.queries import today
from lineofsight.partnership.rules import Act
from lineofsight.publication.compiling.edition import content_of
from lineofsight.publication.content.edition import EditionContent, Recomputed
from lineofsight.publication.exported import Exported
from lineofsight.publication.judging import earlier_of, recomputed_of, sources_of
from lineofsight.publication.models import Edition
from lineofsight.trail.actions import record
from lineofsight.trail.canonical import sha256_hex


@transaction.atomic
def export_edition(*, edition: Edition, by: Actor) -> bytes:
    """The file that `./los gate FILE.json` judges as this edition is judged now, without names. Raises Forbidden.

    A published edition is judged as on the day on which it was published, when its figures computed to themselves:
    what came since is no fault of what was printed.
    """
    require(by, Act.GATE_READ, edition)
    content = content_of(edition, by)
    published_at = edition.published_at
    file = Exported(
        content=content,
        sources=sources_of(edition.review, by),
        recomputed=_as_frozen(content) if published_at else recomputed_of(content, by),
        today=today(published_at or by.now),
        earlier=earlier_of(edition, by),
    ).to_json()
    record("edition.exported", subject=edition, by=by, at=by.now, agency=edition.agency.code, sha256=sha256_hex(file))
    return file


def _as_frozen(content: EditionContent) -> Recomputed:
    """The measured figures of a frozen edition, by their refs."""
    measured = (figure.measured for line in content.lines() for figure in line.figures)
    return {tied.ref: tied.figure for tied in measured if tied is not None}
