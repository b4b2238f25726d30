"""The editions that anybody may read of, from the rows: those that were published, and those withdrawn since."""

from dataclasses import dataclass
from datetime import date

from lineofsight.partnership.actor import Actor
from lineofsight.partnership.queries import today
from lineofsight.publication.content.edition import EditionContent
from lineofsight.publication.content.notices import Notice
from lineofsight.publication.models import Withdrawal
from lineofsight.publication.queries.editions import editions
from lineofsight.publication.queries.notices import printed_notices
from lineofsight.publication.render.site_lists import Shelved, Standing
from lineofsight.publication.rules import EditionState


@dataclass(frozen=True)
class Frozen:
    """An edition as it is stored, what is told beside it, and since when and why it is gone."""

    content: str
    state: str
    notices: tuple[Notice, ...] = ()
    withdrawn_date: date | None = None
    withdrawn_reason: str = ""


def frozen_editions(actor: Actor) -> tuple[Frozen, ...]:
    """Every edition that was ever published, as far as the actor sees it: newest first."""
    rows = editions(actor).exclude(content="").values_list("pk", "content", "state")
    told = printed_notices(actor)
    gone = {row.edition_id: row for row in Withdrawal.objects.visible_to(actor)}
    return tuple(
        Frozen(
            content,
            state,
            told.get(key, ()),
            today(gone[key].recorded_at) if key in gone else None,
            gone[key].reason if key in gone else "",
        )
        for key, content, state in rows
    )


def shelf_of(frozen: tuple[Frozen, ...]) -> tuple[Shelved, ...]:
    """The same, read."""
    return tuple(
        Shelved(
            content=EditionContent.from_json(one.content),
            standing=Standing.WITHDRAWN if one.state == EditionState.WITHDRAWN else Standing.PUBLISHED,
            withdrawn_date=one.withdrawn_date,
            withdrawn_reason=one.withdrawn_reason,
            notices=one.notices,
        )
        for one in frozen
    )
