"""«Who checked this, and how»: searches, holds, the family, the partners' approvals and what was let pass, in words."""

from collections.abc import Iterator

from lineofsight.library.words import day_words
from lineofsight.publication.content.declared import (
    Approval,
    FamilySight,
    Hold,
    HoldKind,
    Override,
    Search,
    SearchPlace,
)
from lineofsight.publication.content.edition import EditionContent
from lineofsight.publication.render import words
from lineofsight.publication.render.pages import Told

_PLACES = {
    SearchPlace.JUDGMENTS: "published judgments",
    SearchPlace.INQUEST: "the records of the inquest",
    SearchPlace.TRIAL: "what is known of the criminal trial",
    SearchPlace.PRESS: "the press",
}
_HOLDS = {
    HoldKind.CRIMINAL: "Criminal proceedings",
    HoldKind.INQUEST: "An inquest",
    HoldKind.FAMILY: "Family proceedings",
}


def who_checked(content: EditionContent) -> tuple[Told, ...]:
    """Each thing with the words of whoever declared it, and under it who that was, by role, and when."""
    declared = content.declared
    return (
        *(_search(one) for one in declared.searches),
        *(_hold(one) for one in declared.holds if one.lifted_date is not None),
        *_family(declared.family),
        *(_approval(one) for one in declared.approvals),
        *(_override(one) for one in declared.overrides),
    )


def _who(role: str, agency: str) -> str:
    return f"the {role[:1].lower()}{role[1:]}, {agency}"


def _search(one: Search) -> Told:
    looked = f"ooked at by {_who(one.by_role, one.by_agency)}, on {day_words(one.searched_date)}."
    if one.found:
        return Told(text=one.found, note=f"Found in {_PLACES[one.where]}, l{looked}")
    return Told(text=f"Nothing that stands against publishing was found in {_PLACES[one.where]}.", note=f"L{looked}")


def _hold(one: Hold) -> Told:
    ended = day_words(one.lifted_date) if one.lifted_date else ""
    role = f"{one.lifted_by_role[:1].lower()}{one.lifted_by_role[1:]}"
    held = f"{_HOLDS[one.kind]} held this Summary back from {day_words(one.since_date)} to {ended}."
    return Told(text=one.lifted_reason, note=f"{held} Said by the {role}.")


def _family(one: FamilySight | None) -> Iterator[Told]:
    if one is None:
        return
    said = f"Said by {_who(one.by_role, one.by_agency)}."
    if one.offered_date:
        yield Told(
            text=f"The family was offered sight of this Summary on {day_words(one.offered_date)}.",
            note=said,
        )
    else:
        yield Told(text=one.not_offered_reason, note=f"Why the family was not offered sight of this Summary. {said}")


def _approval(one: Approval) -> Told:
    return Told(
        text=f"{one.agency} approved this Summary on {day_words(one.approved_date)}.",
        note=f"{one.role[:1].upper()}{one.role[1:]}, after somebody else had checked it.",
    )


def _override(one: Override) -> Told:
    place = words.line_address(one.line_number) if one.line_number else "The Summary as a whole"
    who = _who(one.by_role, one.by_agency)
    return Told(text=one.reason, note=f"{place} was let pass by {who}, on {day_words(one.given_date)}.")
