"""What has to be done before an edition is published: nine things, whether each is done, and who can do it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from lineofsight.library.words import counted, day_words, listed
from lineofsight.partnership.actor import Actor
from lineofsight.publication.content.declared import SearchPlace
from lineofsight.publication.content.edition import EditionContent
from lineofsight.publication.gate.refusal import GateResult
from lineofsight.publication.models import Edition
from lineofsight.publication.queries.declared import PartnerStands
from lineofsight.publication.read_mark import read_sha
from lineofsight.publication.signing import signing


@dataclass(frozen=True)
class Thing:
    """One thing: what, whether it is done, how it stands in a sentence, and who can do it."""

    id: str
    title: str
    is_done: bool
    state: str
    who: str


def things(
    edition: Edition, actor: Actor, *, content: EditionContent, result: GateResult, partners: tuple[PartnerStands, ...]
) -> tuple[Thing, ...]:
    """The nine things in their order. `content` and `result` are as the gate gave them for this actor."""
    return (
        *(_as_the_gate_says(one, result, is_published=bool(edition.content)) for one in _declared(content)),
        *(_as_published() if edition.content else (_sentences(content, result), _signed(edition, actor, result))),
        _checked(edition, content),
        _approved(edition, partners),
    )


_DECLARES = "The business manager, a checker or a safeguarding partner"
_UNIT = "The business manager"
_AGENCY = "Each agency itself"
# What the check says of the Summary as a whole and stands here as a thing of its own, by the first word of its code.
_THINGS_OF_THEIR_OWN = frozenset({"search", "hold", "family", "voices", "support", "approval", "signed"})


def _declared(content: EditionContent) -> tuple[Thing, ...]:
    """What people declare, in the words of what they have said so far."""
    return _searches(content), _holds(content), _family(content), _voices(content), _support(content)


# By which first word of a code the check speaks of a thing.
_SPEAKS_OF = {"searches": "search.", "holds": "hold.", "family": "family.", "voices": "voices.", "support": "support."}


def _as_the_gate_says(thing: Thing, result: GateResult, *, is_published: bool) -> Thing:
    """A thing is done when the check has nothing against it: it knows what is too old, too early or unsaid.

    What was published was done on its day.
    """
    against = [one.reason for one in result.refusals if one.code.startswith(_SPEAKS_OF[thing.id])]
    if is_published or not against:
        return replace(thing, is_done=True)
    return replace(thing, is_done=False, state=thing.state if not thing.is_done else against[0])


def _searches(content: EditionContent) -> Thing:
    searched = {one.where for one in content.declared.searches}
    missing = [place.value for place in SearchPlace if place not in searched]
    found = [one for one in content.declared.searches if one.found]
    state = f"Nobody has looked yet in: {listed(tuple(missing))}." if missing else "Every place was looked in."
    if found:
        state += f" {counted(len(found), 'search', 'searches')} found something."
    return Thing("searches", "Look for what makes a child known", not missing, state, _DECLARES)


def _holds(content: EditionContent) -> Thing:
    now = [one.kind.value for one in content.declared.holds if one.lifted_date is None]
    state = f"Held back by {listed(tuple(now))}." if now else "No proceedings hold it back, as far as anybody has said."
    return Thing("holds", "Proceedings that hold it back", not now, state, _DECLARES)


def _family(content: EditionContent) -> Thing:
    family = content.declared.family
    if family is None:
        state = "Nobody has said whether the family was offered sight of it."
    elif family.offered_date:
        state = f"The family was offered sight of it on {day_words(family.offered_date)}."
    else:
        state = f"The family was not offered sight of it: {family.not_offered_reason}"
    return Thing("family", "Offer the family sight of it", family is not None, state, _DECLARES)


def _voices(content: EditionContent) -> Thing:
    voices = content.voices
    if voices.items:
        state = f"What people told us is said by {counted(len(voices.items), 'piece', 'pieces')} of evidence."
    elif voices.nobody_asked_reason:
        state = f"Nobody was asked: {voices.nobody_asked_reason}"
    else:
        state = (
            "There is no accepted evidence of what children or families told us, and no reason why nobody was asked."
        )
    is_done = bool(voices.items or voices.nobody_asked_reason)
    return Thing("voices", "What children and families told us", is_done, state, _UNIT)


def _support(content: EditionContent) -> Thing:
    state = content.support_line or "It does not say where somebody who is worried can turn."
    return Thing("support", "Where somebody who is worried can turn", bool(content.support_line), state, _UNIT)


def _as_published() -> tuple[Thing, Thing]:
    """Of a published edition: as it was then. Its evidence may have expired since, and its sentences moved on."""
    return (
        Thing("sentences", "Every sentence can be printed", True, "They all could when it was published.", _UNIT),
        Thing("signed", "Signed by each agency", True, "Each sentence was signed when it was published.", _AGENCY),
    )


def _sentences(content: EditionContent, result: GateResult) -> Thing:
    total = len(content.lines())
    refused = {one.place for one in result.refusals if one.sentence and not one.code.startswith("signed.")}
    whole = [
        one.reason
        for one in result.refusals
        if not one.sentence and one.code.partition(".")[0] not in _THINGS_OF_THEIR_OWN
    ]
    if not total:
        state = "It has no sentences."
    elif refused:
        state = f"{len(refused)} of {counted(total, 'sentence', 'sentences')} cannot be printed yet, signatures apart."
    else:
        unsigned = any(one.sentence and one.code.startswith("signed.") for one in result.refusals)
        state = whole[0] if whole else "They all can, signatures apart." if unsigned else "They all can."
    return Thing("sentences", "Every sentence can be printed", bool(total and not refused and not whole), state, _UNIT)


def _signed(edition: Edition, actor: Actor, result: GateResult) -> Thing:
    """Who signed, and whether the days to object to what was signed on behalf are over: before, it is not published."""
    agencies = signing(edition, actor)
    waiting = [one.agency for one in agencies if one.signed < one.of]
    if waiting and not edition.signing_asked_date:
        state = "No agency is asked to sign yet: ask them on the edition's page, once it is written."
        return Thing("signed", "Signed by each agency", False, state, _UNIT)
    state = f"We wait for {listed(tuple(waiting))}." if waiting else "Every agency has signed what is said about it."
    still = may_object(result)
    if not agencies:
        state = "It has no sentences that an agency signs."
    elif still and not waiting:
        state = f"Every agency has signed. It is not published yet. {still}"
    is_done = bool(agencies) and not waiting and not still
    return Thing("signed", "Signed by each agency", is_done, state, _AGENCY)


def may_object(result: GateResult) -> str:
    """Why it is not published yet though everything is signed: an agency may still object; "" where none may."""
    still = [one for one in result.refusals if one.code == "signed.may_object"]
    return f"{still[0].place}: {still[0].reason}" if still else ""


def _checked(edition: Edition, content: EditionContent) -> Thing:
    is_same = edition.checked_sha == read_sha(content)
    if edition.checker_id is None:
        state = "Nobody has checked it yet. It is locked first."
    elif is_same or edition.content:
        state = "Checked, and not a word has changed since."
    else:
        state = "It has changed since it was checked. Take it back to draft, lock it, and let it be read again."
    is_done = edition.checker_id is not None and (is_same or bool(edition.content))
    return Thing("checked", "Checked: it points to nobody", is_done, state, "A disclosure checker who did not write it")


def _approved(edition: Edition, partners: tuple[PartnerStands, ...]) -> Thing:
    missing = tuple(_waiting(partners))
    if not partners:
        state = "No agency here is a safeguarding partner. The administrator adds them."
    elif missing and not edition.content:
        state = f"{len(partners) - len(missing)} of {len(partners)} have approved. We wait for {listed(missing)}."
    else:
        state = f"All {len(partners)} have approved what was checked."
    is_done = bool(edition.content) or bool(partners and not missing)
    who = "A safeguarding partner, for its agency"
    return Thing("approved", "Approved by each safeguarding partner", is_done, state, who)


def _waiting(partners: tuple[PartnerStands, ...]) -> Iterator[str]:
    for one in partners:
        if one.approval is None:
            yield one.partner.agency.name
