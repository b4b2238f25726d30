"""May this actor do this act, to this object? The one place that answers."""

from typing import Any

from lineofsight.partnership import rules
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.rules import Act


class Forbidden(Exception):
    """The actor sees the thing but may not do this to it (403)."""

    def __init__(self, act: Act, actor: Actor) -> None:
        self.act, self.actor = act, actor
        super().__init__(f"{actor.role_words or 'Nobody signed in'} may not do this: {act.value}.")


def can(actor: Actor, act: Act, thing: Any = None) -> bool:
    """Whether `actor` may do `act`, to `thing` (any row with `agency_id`) where one is given."""
    return rules.may(
        roles=actor.roles,
        act=act,
        actor_agency=actor.agency_id,
        row_agency=getattr(thing, "agency_id", None),
    )


def require(actor: Actor, act: Act, thing: Any = None) -> None:
    """Raise Forbidden unless `can`. Actions call it too, so that a command has the same rules as a page."""
    if not can(actor, act, thing):
        raise Forbidden(act, actor)
