"""Not evidenced: a sentence rests on nothing that was accepted, is still current and is about the right council."""

import re
from collections.abc import Iterator

from lineofsight.library.words import day_words, listed
from lineofsight.publication.content.edition import BasisItem, BasisKind, BasisState, Line, LineKind
from lineofsight.publication.gate.check import Found, LineCheck
from lineofsight.publication.gate.given import Given

LOOKED_AT = frozenset({BasisKind.COUNT, BasisKind.AUDIT, BasisKind.EXPERIENCE})
"""What somebody looked at, over a time. A decision or a letter may well be older than what it began."""

NEED_EVIDENCE = frozenset({LineKind.PROGRESS, LineKind.ADVERSE})

_CURE = {
    "expired": "Add newer evidence, or have somebody look at this again and give it a later last day.",
    "superseded": "Say whether the newer version stands behind the sentence too, or add other evidence.",
    "withdrawn": "Add other evidence, or take the sentence out.",
    "not_accepted": "The business unit checks and accepts it; until then the sentence waits.",
    "rejected": "Add other evidence, or take the sentence out.",
}


def _applies(line: Line, given: Given) -> bool:
    return line.kind in NEED_EVIDENCE


def _find(line: Line, given: Given) -> Iterator[Found]:
    if given.rests_on(line):
        return
    if not line.basis:
        yield Found(
            "evidence.none",
            "Nothing stands behind this sentence.",
            "Add evidence, or write what is intended, by whom and by when.",
        )
        return
    current = [item for item in line.basis if given.is_current(item)]
    if current:
        yield _about_somebody_else(current)
        return
    # One refusal a sentence, for the state that is nearest to a cure.
    for name in ("expired", "superseded", "withdrawn", "not_accepted", "rejected"):
        items = [item for item in line.basis if _why_not(item, given) == name]
        if items:
            yield Found(f"evidence.{name}", " ".join(_told(item, name) for item in items), _CURE[name])
            return


def _why_not(item: BasisItem, given: Given) -> str:
    match item.state:
        case BasisState.WITHDRAWN:
            return "withdrawn"
        case BasisState.SUPERSEDED:
            return "superseded"
        case BasisState.REJECTED:
            return "rejected"
        case BasisState.OFFERED | BasisState.CHECKED:
            return "not_accepted"
        case _:
            return "expired"


def _told(item: BasisItem, name: str) -> str:
    why = f": {item.why_not.rstrip('.')}." if item.why_not else "."
    match name:
        case "expired":
            last = day_words(item.valid_until) if item.valid_until else "a day that is past"
            return f"{item.number} was current until {last}."
        case "withdrawn":
            return f"{item.number} was withdrawn{why}"
        case "superseded":
            return f"{item.number} was replaced by a newer version, and nobody has put that behind this sentence."
        case "rejected":
            return f"{item.number} was looked at and not accepted{why}"
        case _:
            return f"{item.number} has not been accepted yet."


def _about_somebody_else(items: list[BasisItem]) -> Found:
    unsaid = [item.number for item in items if not item.about]
    if unsaid:
        return Found(
            "evidence.no_scope",
            f"{listed(unsaid)} does not say which council or agency it is about.",
            "Say in the evidence whom it is about.",
        )
    told = [f"{item.number} is about {listed(item.about)}" for item in items]
    return Found(
        "evidence.other_council",
        f"{listed(told)}. The sentence is about somebody else.",
        "Add evidence about the same council or agency, or say in the sentence whom it is about.",
    )


CHECK = LineCheck(
    id="evidence",
    title="Each sentence rests on accepted, current evidence",
    codes={
        "evidence.none": "No evidence is tied to the sentence.",
        "evidence.expired": "Its evidence was accepted, but its last day is past.",
        "evidence.superseded": "Its evidence was replaced, and the newer version was not put behind the sentence.",
        "evidence.withdrawn": "Its evidence was withdrawn.",
        "evidence.rejected": "Its evidence was looked at and not accepted.",
        "evidence.not_accepted": "Its evidence was offered or checked, but not accepted yet.",
        "evidence.other_council": "Its evidence is about another council or agency.",
        "evidence.no_scope": "Its evidence does not say which council or agency it is about.",
    },
    applies=_applies,
    find=_find,
)


_SECOND = re.compile(
    r"\b(?:(?:a|the|its|our|their)\s+)?(?:(?:second|third|another|further|later|repeat|repeated|follow-up|new)\s+"
    r"(?:audit|dip sample|sample|survey|inspection|reading|count|check|review of files)|re-?audit|re-?inspection)\b",
    re.IGNORECASE,
)


def _second_look(line: Line, given: Given) -> Iterator[Found]:
    found = _SECOND.search(given.own_words(line))
    looks = [item for item in given.rests_on(line) if item.kind in LOOKED_AT or item.kind is BasisKind.ASSESSMENT]
    if found is not None and len(looks) < 2 and not any(_SECOND.search(item.title) for item in looks):
        yield Found(
            "evidence.no_second_look",
            f"«{found.group()}» tells of a second look, and "
            + (f"only {looks[0].number} stands behind the sentence." if looks else "none stands behind the sentence."),
            "Add the evidence of the second look, or leave it out.",
        )


SECOND_LOOK = LineCheck(
    id="second-look",
    title="A second look that is told of stands among the evidence",
    codes={"evidence.no_second_look": "The sentence tells of another audit, count or inspection than its evidence."},
    applies=_applies,
    find=_second_look,
)
