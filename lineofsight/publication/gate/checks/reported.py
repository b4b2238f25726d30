"""What only a report says is told in the report's own words: whoever retells it chooses what to leave out."""

import re
from collections.abc import Iterator
from functools import lru_cache

from lineofsight.library.words import listed
from lineofsight.publication.content.edition import BasisKind, Line, LineKind
from lineofsight.publication.gate.check import Found, LineCheck
from lineofsight.publication.gate.given import Given

# How a sentence says that somebody's words follow. «Ofsted asked», «Ofsted visited» tell what it did.
_SAID = (
    r"(?:found|finds|said|says|saw|judged|judges|noted|notes|reported|reports|concluded|concludes|wrote|writes|praised"
    r"|praises|commended|commends|described|describes|rated|graded|confirmed|confirms|recognised|recognises|agreed"
    r"|considered|considers|thought)"
)


def _may_retell(line: Line, given: Given) -> bool:
    return line.kind is not LineKind.INTENTION


def _find(line: Line, given: Given) -> Iterator[Found]:
    if line.quotations:
        yield from _quoted_of_others(line, given)
        return
    yield from _looked_at_others(line, given)
    items = given.rests_on(line)
    bodies = {body for assessment in given.content.assessments for body in (assessment.body, assessment.title)}
    bodies |= {name for names in given.own_rules.publishing.inspectorates for name in names}
    told = _retelling(tuple(sorted(bodies))).search(given.own_words(line))
    rests_on_reports = bool(items) and all(item.kind is BasisKind.ASSESSMENT for item in items)
    if not told and not (rests_on_reports and line.kind in (LineKind.PROGRESS, LineKind.ADVERSE)):
        return
    if told:
        why = f"«{' '.join(told.group().split())}» tells what a report says, and no words of the report are quoted."
    else:
        why = f"Only {listed([item.number for item in items])} stands behind it, and its words are not quoted."
    yield Found(
        "quotation.retold",
        why,
        "Quote the report word for word, or say what was done, with evidence of its own.",
    )


# «The inspection of the council and of health found that: “…”».
_INSPECTION_OF = re.compile(
    r"\b(?:inspection|report|visit)\s+(?:of|on|to)\s+(?P<whom>[^:“\"«]{3,120}?)\s+(?:found|says?|said|wrote)\b|"
    r"\b(?:inspected|visited|looked at)\s+(?P<them>[^:“\"«,]{3,120})",
    re.IGNORECASE,
)
_SECTORS = (
    "health",
    "police",
    "probation",
    "school",
    "education",
    "partnership",
    "agencies",
    "partners",
    "hospital",
    "trust",
)


def _quoted_of_others(line: Line, given: Given) -> Iterator[Found]:
    """Whoever is quoted looked at those whom the sentence names before the words, and at no others."""
    found = _INSPECTION_OF.search(given.own_words(line))
    assessment = given.content.assessment(line.quotations[0].assessment_ref)
    if found is None or assessment is None or not assessment.about:
        return
    whom, about = (found["whom"] or found["them"]).casefold(), listed(assessment.about)
    others = [word for word in _SECTORS if word in whom and word not in f"{about} {assessment.title}".casefold()]
    if others:
        yield Found(
            "quotation.other_scope",
            f"«{found.group()}»: {assessment.body} looked at {about}.",
            "Say at whom the inspection looked, as the report says it.",
        )


_LOOKED_AT = re.compile(r"\b(?:looked at|inspected|visited)\s+(?P<whom>[^.;:]+)", re.IGNORECASE)
# «An inspection by Ofsted of how agencies work together».
_LOOK_OF = re.compile(
    r"\b(?:inspection|report|visit|review)\s+(?:by\s+[^.;:]{3,60}?\s+)?(?:of|on|to)\s+(?P<whom>[^.;:]+)", re.IGNORECASE
)
_MANY = re.compile(r"\b(?:agencies|partners|partnership|councils|authorities|trusts)\b")


def _looked_at_others(line: Line, given: Given) -> Iterator[Found]:
    """«Ofsted looked at how agencies work together», where it looked at one council."""
    own = given.own_words(line)
    looked = [one for one in given.content.assessments if one.body in own and one.about]
    found = (_LOOKED_AT.search(own, own.find(looked[0].body)) or _LOOK_OF.search(own)) if looked else None
    if found is None:
        return
    whom = found["whom"].casefold()
    others = [name for name in given.bodies if name not in looked[0].about and name.casefold() in whom]
    if any(name.casefold() in own.casefold() for name in looked[0].about) or not (others or _MANY.search(whom)):
        return
    yield Found(
        "quotation.other_scope",
        f"«{found.group()}»: {looked[0].body} looked at {listed(looked[0].about)}.",
        "Say at whom the inspection looked, as the report says it.",
    )


@lru_cache(maxsize=64)
def _retelling(bodies: tuple[str, ...]) -> re.Pattern[str]:
    named = "|".join(re.escape(body) for body in sorted(bodies, key=lambda body: (-len(body), body)))
    by = rf"(?:{named}|inspectors?|(?:the|an) inspection|inspectorate)" if named else r"(?:inspectors?|the inspection)"
    # «Ofsted looked at one council: it found that …»: said of whoever was named before.
    later = (
        rf"{by}\b[^.]*?\b(?:it|they|she|he|who|which|and)(?:\s+(?:also|has|have|then))*\s+{_SAID}\s+(?:that|how|no)\b"
    )
    behind = rf"\b{_SAID}\s+(?:to\s+be\s+)?(?:\w+\s+){{0,3}}by\s+(?:the\s+)?{by}"
    return re.compile(
        rf"\b{by}(?:\s+(?:inspection|report|also|has|have|then|\d{{4}}))*\s+{_SAID}\b|{behind}\b|\b{later}",
        re.IGNORECASE,
    )


CHECK = LineCheck(
    id="quotation-retold",
    title="What only a report says is quoted, and not retold",
    codes={
        "quotation.other_scope": "The sentence tells an inspection of others than those at whom it looked.",
        "quotation.retold": "The sentence tells in other words what a report says, or rests on a report alone.",
    },
    applies=_may_retell,
    find=_find,
)
