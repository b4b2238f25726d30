"""The part of the story in which people declare what has to be told before an edition is published."""

from typing import Any

from lineofsight.assurance import queries
from lineofsight.assurance.actions import evidence
from lineofsight.assurance.rules import EvidenceState
from lineofsight.partnership.rules import Role
from lineofsight.publication import queries as published
from lineofsight.publication import queries_declared
from lineofsight.publication.actions_declared import attest_search, lift_hold, put_hold, say_family
from lineofsight.publication.actions_names import register_names
from lineofsight.publication.declared import HoldKind, SearchPlace


def tell(told: Any) -> None:
    """Say what people told us, what held the edition back, where people looked, and what the family was offered."""
    facts = told.story["declared"]
    _voices(told, facts["voices"])
    _names(told, facts["names"])
    _hold(told, facts["hold"])
    for search in facts["searches"]:
        if search["day"] > told.story["first_edition"]["locked"]:
            _search(told, search)
    family = facts["family"]
    with told.acting(Role(family["by"]), family["day"], family["of"]) as actor:
        say_family(
            edition=_edition(told, actor),
            offered_date=told.day(family["offered"]),
            child_line=family["line"],
            by=actor,
        )


def search_again(told: Any) -> None:
    """Look once more after the edition was locked, as near to its publication as can be."""
    for search in told.story["declared"]["searches"]:
        if search["day"] <= told.story["first_edition"]["locked"]:
            _search(told, search)


def _edition(told: Any, actor: Any) -> Any:
    return published.find_edition(actor, told.edition.ref)


def _voices(told: Any, facts: Any) -> None:
    with told.acting(Role.SAFEGUARDING_LEAD, facts["day"], facts["by"]) as lead:
        offered = evidence.offer_evidence(
            review=told.review,
            offer=told.offer(facts["evidence"]),
            statements=[told.statement(lead, facts["behind"])],
            by=lead,
        )
    with told.acting(Role.BUSINESS_MANAGER, facts["accepted"]) as unit:
        evidence.move_evidence(
            evidence=queries.find_evidence(unit, offered.ref),
            target=EvidenceState.ACCEPTED,
            expected_version=offered.version,
            by=unit,
        )


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


def _search(told: Any, facts: Any) -> None:
    with told.acting(Role(facts["by"]), facts["day"], facts["of"]) as actor:
        attest_search(
            edition=_edition(told, actor),
            place=SearchPlace(facts["place"]),
            searched_date=told.day(facts["day"]),
            by=actor,
        )
