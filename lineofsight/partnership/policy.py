"""May this actor do this act, to this object? The one place that answers."""

from dataclasses import dataclass
from typing import Any

from lineofsight.partnership import rules
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.rules import Act


class Forbidden(Exception):
    """The actor sees the thing but may not do this to it (403)."""

    def __init__(self, act: Act, actor: Actor) -> None:
        self.act, self.actor = act, actor
        super().__init__(f"{actor.role_words or 'Nobody signed in'} may not do this: {act.value}.")


@dataclass(frozen=True)
class OfAgency:
    """Stands for a row that is an agency's, where there is none yet to ask the policy about."""

    agency_id: int | None


def can(actor: Actor, act: Act, thing: Any = None) -> bool:
    """Whether `actor` may do `act`, to `thing` (any row with `agency_id`) where one is given."""
    if actor.stopped and _is_stopped(actor, thing):
        return False
    if rules.may(
        roles=actor.roles,
        act=act,
        actor_agency=actor.agency_id,
        row_agency=getattr(thing, "agency_id", None),
        is_of_the_unit=bool(rules.RULES[act].to_unit) and _is_of_the_unit(thing),
    ):
        return True
    return bool(actor.roles & rules.RULES[act].by_grant) and is_granted(actor, thing)


def _is_stopped(actor: Actor, thing: Any) -> bool:
    """Whether the actor said that they should not see it, or what it stands behind, and nobody has answered yet."""
    return getattr(thing, "ref", "") in actor.stopped or bool(actor.stopped & getattr(thing, "behind", frozenset()))


def _is_of_the_unit(thing: Any) -> bool:
    agency = getattr(thing, "agency", None)
    return agency is not None and agency.kind == rules.AgencyKind.HUB


def is_granted(actor: Actor, thing: Any) -> bool:
    """Whether a grant of the actor opens `thing` now: a row that says what it stands behind (`behind`)."""
    agency_id = getattr(thing, "agency_id", None)
    behind: frozenset[str] = getattr(thing, "behind", frozenset())
    return any(one.opens(agency_id=agency_id, behind=behind, now=actor.now) for one in actor.grants)


def require(actor: Actor, act: Act, thing: Any = None) -> None:
    """Raise Forbidden unless `can`. Actions call it too, so that a command has the same rules as a page."""
    if not can(actor, act, thing):
        raise Forbidden(act, actor)
