"""Whether a number that stands alone counts something or is only a way of speaking."""

import re

from lineofsight.intake.bending import OR_LESS, OR_MORE, comparator_before
from lineofsight.intake.documents import Comparator, Unit
from lineofsight.intake.figure_numbers import Measured

_TIME_AFTER = re.compile(
    r"[\s-]+(?:working |school |calendar |consecutive )?(?:hours?|hrs?|days?|weeks?|fortnights?|months?|years?"
    r"|minutes?|mins?|nights?|decades?)\b(?!\s\d)",
    re.IGNORECASE,
)
_MEASURED = re.compile(r"\b(?:average|averages|averaging|averaged|mean|median)\b[^.;]{0,60}$", re.IGNORECASE)
_DEFINITE = re.compile(
    r"\b(?:the|these|those|both|all|other|first|last|next|previous|following|its|their|our|his|her|your|any"
    r"|every|each|same|own|other)\s+$",
    re.IGNORECASE,
)
_SHAPES = re.compile(
    r"\s+(?:(?:key|main|broad|core|overarching|strategic|distinct|different|further|important|clear|statutory"
    r"|new|safeguarding|priority)\s+){0,2}"
    r"(?:parts?|ways?|stages?|phases?|strands?|halves|sides|levels?|tiers?|types?|kinds?|themes?|priorit(?:y"
    r"|ies)|pillars?|principles?"
    r"|aspects?|areas?|sections?|chapters?|questions?|elements?|categories|steps?|reasons?|strateg(?:y|ies)"
    r"|objectives?|aims?|domains?"
    r"|partners?|lines?|things?|words?|points?|thirds?|times|recommendations|findings|lessons|outcomes|occasions)\b",
    re.IGNORECASE,
)
_COUNTS_SOMETHING = re.compile(
    r"(?:\s+(?!(?:and|or|but|to|in|on|at|is|was|were|are|be|been|has|have|had|will|by|for|with|as|the|a|an|if"
    r"|so|when|then|than)\b)[a-z’'-]{2,}"
    r"|\s+[A-Z]{2,6}s?\b|\s+[A-Z][a-z]+\s\d)"
)
_MOVED_TO = re.compile(
    r"\b(?:to|from|by|of|was|were|totalled|reached|total|lost|made|had|held|saw|gained|(?!Ofsted)\w{3,}ed)\s+$",
    re.IGNORECASE,
)
_OF_WHICH = re.compile(r"\bof (?:which|whom|these|those|them),?\s+$", re.IGNORECASE)
# «Three had no notice»: those just counted, spoken of again; «nine good, five fair and one inadequate»: a list.
_SPOKEN_OF_AGAIN = re.compile(r"(?:^|[.;:]\s+|,\s+(?:and|but|while)\s+)$", re.IGNORECASE)
_DID = re.compile(r"\s(?:had|have|has|were|are|was|is|did|do|will|remains?|could|cannot)\b", re.IGNORECASE)
_ENDS_HERE = re.compile(r"[.,;)]|$|\s(?:in|since|last|this|during|by|from)\b(?! (?:which|that|now))", re.IGNORECASE)
# «Four of the six are complete, one is on track and one is late.»
_ONE_DID = re.compile(r"(?:,\s+|[,;]?\s+and\s+|;\s+|,\s+but\s+)$", re.IGNORECASE)
_SOME_OF_THEM = re.compile(
    r"\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s(?:(?:out )?of\b|(?:\w+ )?(?:are"
    r"|were|was|is"
    r"|had|have)\b)[^.;!?]*$",
    re.IGNORECASE,
)
_ENDS_LIST = re.compile(
    r"\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s(?:[\w’'-]+\s?){1,4},?\s+and\s+$",
    re.IGNORECASE,
)
_IN_TOTAL = re.compile(r"\sin (?:total|all)\b", re.IGNORECASE)
_ON_AVERAGE = re.compile(r"[\s-]+\w+(?: \w+)?,?\son average\b", re.IGNORECASE)
_CAPITAL_BEFORE = re.compile(r"(?:(?<=[\w,’')] )|(?<=[\w,’')] [\"“‘']))[A-Z][\w’'-]*\s$")


def counts(text: str, number: Measured) -> bool:
    """Does a number that stands alone count something, or is it only a way of speaking?"""
    if number.unit is not Unit.COUNT:
        return True
    before, after = text[max(0, number.start - 60) : number.start], text[number.end : number.end + 80]
    is_bent = comparator_before(text, number.start)[0] is not Comparator.EQUAL
    if _TIME_AFTER.match(after):
        return bool(_MEASURED.search(before) or _ON_AVERAGE.match(after))
    is_small = number.value <= 12
    if is_small and not is_bent and _SHAPES.match(after):
        return False
    if number.is_spelt:
        if number.value <= 1:
            return number.value == 1 and bool(_ENDS_LIST.search(before) or _one_of_those(text, number.start, after))
        if _IN_TOTAL.match(after):
            return True
        if _SPOKEN_OF_AGAIN.search(before) and _DID.match(after):
            return True
        if is_small and not is_bent:
            if re.match(r"\s\(\d", after):
                return True
            counted = (
                _OF_WHICH.search(before)
                or _COUNTS_SOMETHING.match(after)
                or (_MOVED_TO.search(before) and _ENDS_HERE.match(after))
                or OR_MORE.match(after)
                or OR_LESS.match(after)
            )
            return bool(counted) and not _DEFINITE.search(before)
        return True
    if before[-1:] in ("(", "[") and after[:1] in (")", "]"):
        return False
    if before[-1:] == "#":
        return False
    return not (_CAPITAL_BEFORE.search(before) and not is_bent and not _COUNTS_SOMETHING.match(after))


def _one_of_those(text: str, start: int, after: str) -> bool:
    """«… and one is late», after others of the same kind were counted in the sentence."""
    before = text[max(0, start - 90) : start]
    return bool(_ONE_DID.search(before) and _DID.match(after) and _SOME_OF_THEM.search(before))
