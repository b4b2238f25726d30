"""The editions that anybody may read of, from the rows: those that were published, and those withdrawn since."""

from lineofsight.partnership.actor import Actor
from lineofsight.publication.content.edition import EditionContent
from lineofsight.publication.queries.editions import editions
from lineofsight.publication.render.site_lists import Shelved, Standing
from lineofsight.publication.rules import EditionState

Frozen = tuple[str, str]
"""A frozen content as it is stored, and the state of its edition."""


def frozen_editions(actor: Actor) -> tuple[Frozen, ...]:
    """Every edition that was ever published, as far as the actor sees it: newest first."""
    return tuple(editions(actor).exclude(content="").values_list("content", "state"))


def shelf_of(frozen: tuple[Frozen, ...]) -> tuple[Shelved, ...]:
    """The same, read."""
    return tuple(
        Shelved(
            content=EditionContent.from_json(content),
            standing=Standing.WITHDRAWN if state == EditionState.WITHDRAWN else Standing.PUBLISHED,
        )
        for content, state in frozen
    )
