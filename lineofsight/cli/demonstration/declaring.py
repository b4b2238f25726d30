"""The part of the story in which people declare what has to be told before an edition is published."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from lineofsight.cli.demonstration.evidence import will_be_offered
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.rules import Role
from lineofsight.publication.actions.declared import attest_search, lift_hold, override, put_hold, say_family
from lineofsight.publication.actions.names import register_names
from lineofsight.publication.content.declared import HoldKind, SearchPlace
from lineofsight.publication.judging import gate
from lineofsight.publication.queries import declared as queries_declared
from lineofsight.publication.queries import editions as published


def begin(told: Any) -> None:
    """Lay down whom somebody listened to, which names were registered and what held a Summary back."""
    for voice in told.story["voices"]:
        facts = {**voice["evidence"], **{name: voice[name] for name in ("by", "day", "accepted")}}
        will_be_offered(told, facts, behind=partial(_behind, told, voice.get("behind")))
    names, hold = told.story["names"], told.story["hold"]
    told.on(names["day"], lambda: _names(told, names))
    told.on(hold["put"], lambda: _hold(told, hold))


def _behind(told: Any, begins: str | None, actor: Actor) -> list[Any]:
    return [told.statement(actor, begins)] if begins else []


def tell(told: Any, facts: Mapping[str, Any]) -> None:
    """Say where people looked before an edition was locked, and what the family was offered."""
    search(told, facts)
    family = facts["family"]
    with told.acting(Role(family["by"]), family["day"], family["of"]) as actor:
        say_family(
            edition=_edition(told, actor),
            offered_date=told.day(family["offered"]),
            child_line=family.get("line", ""),
            by=actor,
        )


def search(told: Any, facts: Mapping[str, Any], *, before: int | None = None) -> None:
    """Look for what is public: once before the edition is locked, and once more as near to publishing as can be."""
    for one in facts["searches"]:
        is_late = one["day"] <= facts["locked"]
        if is_late == (before is not None):
            with told.acting(Role(one["by"]), one["day"], one["of"]) as actor:
                attest_search(
                    edition=_edition(told, actor),
                    place=SearchPlace(one["place"]),
                    searched_date=told.day(one["day"]),
                    by=actor,
                )


def let_pass(told: Any, facts: Mapping[str, Any]) -> None:
    """A second person lets one refusal of the check pass, with a reason that is printed."""
    with told.acting(Role.SCRUTINEER, facts["day"]) as scrutineer:
        edition, row = _edition(told, scrutineer), told.statement(scrutineer, facts["begins"])
        refusals = gate(edition, scrutineer)[1].refusals
        refusal = next(one for one in refusals if one.code == facts["code"] and one.place.endswith(f" {row.position}"))
        override(edition=edition, refusal=refusal, wording=row.current, reason=facts["reason"], by=scrutineer)


def _edition(told: Any, actor: Any) -> Any:
    return published.find_edition(actor, told.edition.ref)


def _names(told: Any, facts: Any) -> None:
    with told.acting(Role.SAFEGUARDING_LEAD, facts["day"], facts["agency"]) as lead:
        register_names(names=facts["names"], by=lead)


def _hold(told: Any, facts: Any) -> None:
    with told.acting(Role(facts["by"]), facts["put"], facts["of"]) as actor:
        put = put_hold(
            edition=_edition(told, actor), kind=HoldKind(facts["kind"]), since_date=told.day(facts["since"]), by=actor
        )
    with told.acting(Role(facts["lifted_by"]), facts["lifted"], facts["lifted_of"]) as actor:
        lift_hold(
            hold=queries_declared.find_hold(actor, put.ref),
            reason=facts["reason"],
            lifted_date=told.day(facts["ended"]),
            expected_version=put.version,
            by=actor,
        )
