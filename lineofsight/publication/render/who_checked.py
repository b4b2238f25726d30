"""«Who checked this, and how»: searches, holds, the family, the partners' approvals and what was let pass, in words."""

from collections.abc import Iterator, Sequence

from lineofsight.library.words import counted, day_words, listed
from lineofsight.publication.content.declared import (
    NOTHING_DECLARED,
    Approval,
    FamilySight,
    Hold,
    HoldKind,
    Override,
    Search,
    SearchPlace,
)
from lineofsight.publication.content.edition import EditionContent, LineKind
from lineofsight.publication.render import words
from lineofsight.publication.render.pages import Noted

_PLACES = {
    SearchPlace.JUDGMENTS: "published judgments",
    SearchPlace.INQUEST: "the records of any inquest",
    SearchPlace.TRIAL: "what is known of any criminal trial",
    SearchPlace.PRESS: "the press",
}
_HOLDS = {
    HoldKind.CRIMINAL: "Criminal proceedings",
    HoldKind.INQUEST: "An inquest",
    HoldKind.FAMILY: "Family proceedings",
}


def who_checked(content: EditionContent) -> tuple[Noted, ...]:
    """Who has looked at what was done, then each declaration: under its words who made it, by role, and when."""
    declared = content.declared
    if declared == NOTHING_DECLARED:
        return (_looked(content), Noted(text=words.NOTHING_CHECKED, note=""))
    return (
        _looked(content),
        *_searches(declared.searches),
        *(_hold(one) for one in declared.holds if one.lifted_date is not None),
        *_family(declared.family),
        *_approvals(declared.approvals),
        *(_override(one) for one in declared.overrides),
    )


def _looked(content: EditionContent) -> Noted:
    """Of how much of what was done somebody outside has given an opinion, and who that was."""
    asked = [row for row in content.recommendations if row.is_asked_for]
    lines = [line for line in content.lines() if line.kind is not LineKind.CONTEXT]
    on_rows = [row for row in asked if row.is_checked_outside]
    opinions = [line.opinion for line in lines if line.opinion is not None and not line.opinion.has_lapsed]
    named = [(row.outside_role, row.outside_agency) for row in on_rows]
    named += [(one.by_role, one.by_agency) for one in opinions]
    quoted = dict.fromkeys(
        f"{found.title} ({found.body})"
        for line in lines
        for quotation in line.quotations
        if (found := content.assessment(quotation.assessment_ref)) is not None
    )
    of = [f"{len(on_rows)} of {counted(len(asked), 'recommendation', 'recommendations')}"] if asked else []
    of += [f"{len(opinions)} of {counted(len(lines), 'sentence', 'sentences')}"] if lines else []
    text = "Nobody outside the agencies has given an opinion on what was done."
    if named:
        text = f"Somebody outside the agency has given an opinion on {listed(of)} about what was done."
    by = [f"Given by: {listed(dict.fromkeys(_name(*one, content) for one in named))}."] if named else []
    from_outside = [f"Quoted from outside: {listed(quoted)}."] if quoted else []
    return Noted(text=text, note=" ".join((*by, *from_outside)))


def _name(role: str, agency: str, content: EditionContent) -> str:
    return role if agency == content.partnership else f"{role}, {agency}"


def _who(role: str, agency: str) -> str:
    return f"the {role[:1].lower()}{role[1:]}, {agency}"


def _searches(searches: Sequence[Search]) -> Iterator[Noted]:
    """What was found, each in its words; then all places where nothing was, in one sentence."""
    for one in searches:
        if one.found:
            looked = f"looked at by {_who(one.by_role, one.by_agency)}, on {day_words(one.searched_date)}."
            yield Noted(text=one.found, note=f"Found in {_PLACES[one.where]}, {looked}")
    without = [one for one in searches if not one.found]
    if without:
        places = listed(_PLACES[one.where] for one in without)
        looked = listed(
            dict.fromkeys(f"{_who(one.by_role, one.by_agency)}, on {day_words(one.searched_date)}" for one in without)
        )
        yield Noted(
            text=f"Nothing that stands against publishing was found in {places}.", note=f"Looked at by {looked}."
        )


def _approvals(approvals: Sequence[Approval]) -> Iterator[Noted]:
    if approvals:
        who = (
            f"{one.agency}: {one.role[:1].lower()}{one.role[1:]}, {day_words(one.approved_date)}" for one in approvals
        )
        agencies = listed(dict.fromkeys(one.agency for one in approvals))
        yield Noted(
            text=f"{agencies} approved this Summary, after somebody else had checked it.", note=f"{'. '.join(who)}."
        )


def _hold(one: Hold) -> Noted:
    ended = day_words(one.lifted_date) if one.lifted_date else ""
    role = f"{one.lifted_by_role[:1].lower()}{one.lifted_by_role[1:]}"
    held = f"{_HOLDS[one.kind]} held this Summary back from {day_words(one.since_date)} to {ended}."
    return Noted(text=one.lifted_reason, note=f"{held} Said by the {role}.")


def _family(one: FamilySight | None) -> Iterator[Noted]:
    if one is None:
        return
    said = f"Said by {_who(one.by_role, one.by_agency)}."
    if one.offered_date:
        yield Noted(
            text=f"The family was offered sight of this Summary on {day_words(one.offered_date)}.",
            note=said,
        )
    else:
        yield Noted(text=one.not_offered_reason, note=f"Why the family was not offered sight of this Summary. {said}")


def _override(one: Override) -> Noted:
    place = words.line_address(one.line_number) if one.line_number else "The Summary as a whole"
    who = _who(one.by_role, one.by_agency)
    return Noted(text=one.reason, note=f"{place} was let pass by {who}, on {day_words(one.given_date)}.")
