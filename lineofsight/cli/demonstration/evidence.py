"""The part of the story that tells what was put behind sentences and actions, and whether it counted."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from io import BytesIO
from typing import Any

from lineofsight.assurance import queries
from lineofsight.assurance.actions import evidence, opinions, versions
from lineofsight.assurance.actions.offer import Offer
from lineofsight.assurance.actions.opinions import View
from lineofsight.assurance.rules import EvidenceKind, EvidenceState
from lineofsight.files.actions import keep_file
from lineofsight.library.scales import OpinionWord, Shows
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.queries import agency_by_code, own_agency
from lineofsight.partnership.rules import Audience, Role

UNIT = "partnership"


def offer_of(told: Any, facts: Mapping[str, Any]) -> Offer:
    """What somebody of the story offers as evidence."""
    counted = facts.get("counted")
    first, last = counted["period"] if counted else (None, None)
    return Offer(
        kind=EvidenceKind(facts["kind"]),
        title=facts["title"],
        note=f"{facts['title']}. An invented document of the demonstration.",
        shows=Shows.from_words(facts["shows"]),
        counted_n=counted["n"] if counted else None,
        counted_of=counted["of"] if counted else None,
        counted_words=counted["words"] if counted else "",
        period_from=told.day_or_none(first),
        period_to=told.day_or_none(last),
        received_date=told.day_or_none(facts.get("received")),
        valid_until=told.day(facts.get("valid", -300)),
        asked=facts.get("asked"),
        answered=facts.get("answered"),
        heard=facts.get("heard", ""),
        about=agency_by_code(facts["about"]) if "about" in facts else None,
        consent=facts.get("consent", ""),
        spoke=facts.get("spoke", ""),
    )


def will_be_offered(told: Any, facts: Mapping[str, Any], *, behind: Callable[[Actor], Iterable[Any]]) -> None:
    """On its day an agency offers it; on another the unit accepts it; on a third there may be a newer version.

    What a partner says of another agency's work stands behind that agency's sentence once the unit has put it there.
    """
    offered: list[Any] = []

    def offers() -> None:
        with told.acting(_who(facts["by"]), facts["day"], facts["by"]) as actor:
            offer = _with_things(told, offer_of(told, facts), facts, by=actor)
            offered.append(
                evidence.offer_evidence(
                    review=told.review,
                    offer=offer,
                    statements=[] if "about" in facts else list(behind(actor)),
                    by=actor,
                )
            )

    told.on(facts["day"], offers)
    if "accepted" in facts:
        told.on(facts["accepted"], lambda: _accept(told, offered[0], facts["accepted"]))
    if "about" in facts:
        told.on(facts["accepted"], lambda: _put_behind(told, offered[0], behind, facts["accepted"]))
    if "newer" in facts:
        told.on(facts["newer"]["day"], lambda: _newer(told, offered[0], facts))


def _who(code: str) -> Role:
    return Role.BUSINESS_MANAGER if code == UNIT else Role.SAFEGUARDING_LEAD


def _with_things(told: Any, offer: Offer, facts: Mapping[str, Any], *, by: Actor) -> Offer:
    """The offer with its file, or with the inspection of which it speaks."""
    if "file" in facts:
        return replace(offer, held=_file(facts["file"], by=by))
    if offer.kind is not EvidenceKind.ASSESSMENT:
        return offer
    assessment = queries.assessments_of(told.review, by).get()
    looked = {"period_from": assessment.period_from, "period_to": assessment.period_to}
    return replace(offer, assessment=assessment, about=assessment.about, **looked)


def _file(name: str, *, by: Actor) -> Any:
    content = f"{name}\n\nAn invented file of the demonstration. Plan 1: good. Plan 2: to be written again.\n"
    return keep_file(content=BytesIO(content.encode()), name=name, agency=own_agency(by), by=by, audience=Audience.HUB)


def _accept(told: Any, offered: Any, day: int) -> None:
    with told.acting(Role.BUSINESS_MANAGER, day) as unit:
        evidence.move_evidence(
            evidence=queries.find_evidence(unit, offered.ref),
            target=EvidenceState.ACCEPTED,
            expected_version=offered.version,
            by=unit,
        )


def _put_behind(told: Any, offered: Any, behind: Callable[[Actor], Iterable[Any]], day: int) -> None:
    with told.acting(Role.BUSINESS_MANAGER, day) as unit:
        piece = queries.find_evidence(unit, offered.ref)
        evidence.use_evidence(evidence=piece, statements=list(behind(unit)), actions=[], by=unit)


def _newer(told: Any, offered: Any, facts: Mapping[str, Any]) -> None:
    newer = facts | facts["newer"]
    with told.acting(_who(facts["by"]), newer["day"], facts["by"]) as lead:
        older = queries.find_evidence(lead, offered.ref)
        versions.offer_version(evidence=older, offer=offer_of(told, newer), by=lead)


def will_be_judged(told: Any, begins: str, facts: Mapping[str, Any]) -> None:
    """On its day the scrutineer says how sure one can be of a sentence."""
    told.on(facts["day"], partial(_opinion, told, begins, facts))


def _opinion(told: Any, begins: str, facts: Mapping[str, Any]) -> None:
    with told.acting(Role.SCRUTINEER, facts["day"]) as scrutineer:
        opinions.give_opinion(
            statement=queries.find_statement(scrutineer, told.statement(scrutineer, begins).ref),
            view=View(
                level=OpinionWord(facts["level"]),
                know=facts["know"],
                how=facts["how"],
                next_step=facts["next"],
                next_test_date=told.day(facts["day"] - 180),
            ),
            seen_basis="",
            by=scrutineer,
        )
