"""Counts whose words take up a whole that was named before them.

«19 children went home; for 16 it was planned.» «She read 120 notes and would have kept three of them.» Either «of
them» or «of whom» says so, or the number names nothing of its own and stands where a part of what was brought in
before would stand. Two counts side by side («38 men began and 21 finished») need not be of one another.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lineofsight.intake.clauses import IRREGULAR
from lineofsight.intake.documents import Comparator, StatedFigure, Unit
from lineofsight.intake.patterns import lazily

_ENDS_SENTENCE = lazily(r"[.!?][”\"’')]*\s+(?=[“\"‘'(]?[A-Z0-9])")
_OF_THEM_AFTER = lazily(
    r",?\s(?:\([^()]{1,20}\)\s)?of\s(?:(?:them|whom|which)\b|(?:these|those)\b(?!\s(?:who|which|that|in|we|they|I|it|he|she|you)\b))"
)
_OF_ITS_OWN = lazily(r"\sof\b")
_OF_WHOM_BEFORE = lazily(
    r"\bof\s(?:whom|which|these|those|them),?\s(?:(?:it|they|we|she|he|I)\s[a-z]+\s)?(?:only\s|just\s|a further\s)?$",
    re.IGNORECASE,
)
# Words that end the name of what is counted, or stand where none is.
_CLOSED = (
    r"(?:and|or|but|nor|so|yet|if|when|where|while|because|since|although|though|than|that|which|who|whom|whose"
    r"|in|on|at|to|of|for|from|with|without|by|after|before|during|over|under|through|within|as|into|about|against"
    r"|between|until|across|among|is|are|was|were|be|been|has|have|had|do|does|did|will|would|could|can|cannot|should"
    r"|may|might|must|not|never|no|the|a|an|it|its|they|their|we|our|he|she|his|her|i|my|you|this|these|there|nobody"
    r"|none|nothing|what|how|why|whether|also|still|now|then|each|only)"
)
_WORD = lazily(r"\s+([A-Za-z][\w’'-]*)")
_IS_CLOSED = lazily(_CLOSED, re.IGNORECASE)
_VERB = rf"(?:{IRREGULAR}|[a-z]{{3,}}ed)"
_IS_VERB = lazily(_VERB, re.IGNORECASE)
_PLURALS = frozenset({"children", "people", "men", "women", "staff", "police", "young", "fte"})
_NOT_PLURAL = lazily(r".*(?:ss|us|is)|as|has|was|does|always|perhaps", re.IGNORECASE)
# What a file, a visit or a record may be called when it is spoken of again.
ANY_CASE = frozenset({"cases", "instances"})
_HELP = r"(?:(?:is|are|was|were|has|have|had|did|do|could|will|would)\b|cannot\b)"
_HELPED = lazily(rf"\s{_HELP}", re.IGNORECASE)
_IS_DONE = lazily(rf"\s(?:{_HELP}|{_VERB}\b)", re.IGNORECASE)
_STOPS = lazily(r"\s*(?:[.,;:)]|$|[-–—]\s)")
_STOPS_OR_JOINS = lazily(r"\s*(?:[.,;:)]|$|[-–—]\s)|\s(?:and|but)\s")

# Known already, and no part that is told now: «the 14», «all three»; but «the other six», «the remaining two».
_KNOWN = lazily(
    r"\b(?:the|all|these|those|both|our|their|its|his|her)\s(?:same\s|first\s|last\s|full\s)?$", re.IGNORECASE
)
THE_REST = lazily(r"\b(?:other|remaining|rest)\s(?:[-–—]\s)?$", re.IGNORECASE)
_COMPARED = lazily(
    r"\b(?:(?<!replies )(?<!answers )(?<!responses )(?<!returns )from"
    r"|than|against|compared (?:with|to)|instead of"
    r"|(?<!yes )(?<!no )to|(?<!accepted )(?<!answered )(?<!taken up )by|per|every|each|any|was|is|were|are|been|of|took"
    r"|made)\s(?:just |only |about )?$",
    re.IGNORECASE,
)
_COMPARED_WITH = lazily(
    r"\b(?:(?<!heard )(?<!hear )(?<!hears )(?<!replies )(?<!answers )(?<!responses )(?<!returns )from|than"
    r"|against|compared (?:with|to)|instead of|per|every)\s$",
    re.IGNORECASE,
)
_AT_ANOTHER_TIME = lazily(
    r"\s(?:the|a|one|last|this|next)\s(?:year|quarter|month|term|week|time)\b|\sin\s(?:19|20)\d\d\b|\sin\s[A-Z][a-z]+\b"
)
# «In 2022: six», «In March, 12», «In Fenwold, nine»: of another time or place.
_TIME_BEFORE = lazily(r"(?:\b(?:19|20)\d\d(?:/\d\d)?:|\d,|\b[A-Z][a-z]{2,8},|\b(?:year|quarter|month),)\s$")
# «A year earlier we had records for eleven.»
_OF_ANOTHER_TIME = lazily(
    r"\b(?:(?:a|one|the) (?:year|month|quarter|term) (?:earlier|before|ago)|in (?:19|20)\d\d|last year|previously"
    r"|before that|the whole of the year before)\b[^.;:!?]*$",
    re.IGNORECASE,
)
# «seven short of its plan», «two more than last year»: beside those counted, and not among them.
_BESIDE_THEM = lazily(r"\s(?:short|more|fewer|less|too|than)\b", re.IGNORECASE)
_FURTHER = lazily(r"\b(?:further|another|more|additional|extra)\s$", re.IGNORECASE)
_STILL_TO_DO = lazily(r"\s(?:(?:are|were|is|was)\s(?:left|outstanding|to|still to)|remain(?:s|ed)?)\b", re.IGNORECASE)
# «318 have been. Nineteen have not.»: those are others.
_DID_NOT = lazily(
    r"\s(?:have|had|has|did|do|does|were|was|are|is|could|can|would|will)(?:\snot|n['’]t)\b\s*(?:[.,;]|$)"
)

_BEGINS_SENTENCE = lazily(r"(?:(?:But|And|Only|Just|Another|A further|Some)\s)?", re.IGNORECASE)
_BEGINS_CLAUSE = lazily(r"(?:[;:]|\s[-–—])\s(?:(?:and|but|only|just|another|a further)\s)*$", re.IGNORECASE)
# «Oldfleet: 12; Skerrow: 9», «Q1: 12»: each of its own.
_LABELLED = lazily(r"(?:^|[;,(:]\s)[A-Z0-9][\w’'-]*(?:\s[A-Z0-9][\w’'-]*){0,3}:\s$|\d:\s$")
# «Twenty staff were asked; 18 knew whom to ring.»
_WERE_LOOKED_AT = lazily(
    r"\b(?:was|were|been)\s(?:asked|audited|checked|examined|followed|heard|inspected|interviewed|listened to|opened"
    r"|read|reviewed|sampled|surveyed|tested|tracked)\b"
)
_HOW_MANY = lazily(r"\bhow many\b", re.IGNORECASE)
# «In seven there was none»; «… and agreed with it in 30.»
_IN_SO_MANY_FIRST = lazily(
    r"(?:^|[;:]\s|\s[-–—]\s|,\s(?:and\s|but\s)?|\s(?:and|but)\s)(?:in|for|on|with|from|at)\s"
    r"(?:only\s|just\s|a further\s|another\s)?$",
    re.IGNORECASE,
)
_IN_SO_MANY_LAST = lazily(
    r"\s(?:in|for|with|from|on|(?:accepted|answered|taken up) by)\s(?:only\s|just\s|all but\s)?$", re.IGNORECASE
)
_AND = lazily(r",?\s(?:and|but)\s(?:only\s|just\s)?$")
# «There are 64 placements, 51 in the county.»
_BESIDE = lazily(r"(?:\s(?!in\b|at\b|for\b|on\b|and\b|from\b|to\b|by\b)[a-z’'-]+){1,3},\s(?:only\s|just\s)?")
_SOMEWHERE = lazily(r"\s(?:in|from|with|without|at|on|outside|under|over)\s")
# «In a spot check of 25 referrals, 23 had …»
_SAMPLE_OPENS = lazily(
    r"(?:in|from|of|among|across) (?:an?|the|our|its|their) (?:[\w-]+ ){0,2}(?:sample|check|audit|survey|review"
    r"|exercise|sampling|study) of (?:the |our |its )?$",
    re.IGNORECASE,
)
_THEN = lazily(r"[^.;:!?,]{0,60},\s(?:only\s|just\s)?$")
# «It made eight recommendations. We have closed five.»
_THEY_DID = lazily(
    rf"(?:It|They|We|She|He|I|The\s[a-zA-Z]+)\s(?:(?:has|have|had)\s)?(?:since\s|already\s)?(?!declin|refus|reject|took|lost)"
    rf"{_VERB}\s(?:that\s)?(?:only\s|just\s|(?:yes|no)\sto\s)?"
)
# What is read or asked so that something can be said of it, and what there is.
_LOOKED_AT = lazily(
    r"\b(?:read|audit\w*|sampl\w+|review\w*|look\w*|check\w*|ask\w*|survey\w*|dip-sampl\w+|examin\w+|inspect\w*|test\w*"
    r"|track\w*|follow\w*|stud\w+|opened|analys\w+|interview\w*|questionnaires?|there (?:are|were|have been|is|was)"
    r"|made|received|took|had|has|have|we|were (?:referred|seen|heard))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Part:
    """A count that may be part of a whole. `sentence` are the words of its sentence before it, from `start`."""

    figure: StatedFigure
    start: int
    sentence: str
    is_bare: bool

    @property
    def begins_sentence(self) -> bool:
        return _BEGINS_SENTENCE.fullmatch(self.sentence) is not None


def base_taken_up(text: str, figure: StatedFigure, earlier: Sequence[StatedFigure]) -> int | None:
    """The whole among the figures before it that a count is part of, by the words around it; None if it is of none."""
    start = _sentence_start(text, figure.start)
    part = _Part(figure, start, text[start : figure.start], noun_after(text, figure) is None)
    least = figure.value if figure.unit is Unit.COUNT else 9  # a percentage may be of any whole that is worth one
    takes_up = _OF_THEM_AFTER.match(text, figure.end) or _OF_WHOM_BEFORE.search(part.sentence)
    if not takes_up and _is_known_or_compared(text, part):
        return None
    for other in reversed(earlier):
        is_near = sentences_between(text, other, figure) <= (2 if takes_up else 1)
        # «five this year, compared with eight. Two of them …»
        is_compared = _COMPARED_WITH.search(text, max(0, other.start - 20), other.start)
        if figure.unit is other.unit is Unit.PERCENT and other.denominator and other.start >= start and part.is_bare:
            return other.denominator
        if not is_near or other.unit is not Unit.COUNT or is_compared:
            continue
        if not is_whole(other) and not takes_up:
            return None
        if takes_up and is_whole(other) and other.value > least:
            return int(other.value)
        if takes_up:
            continue
        if _OF_ANOTHER_TIME.search(text, max(start, other.end), figure.start):
            return None
        if other.denominator:
            return _of_the_same_base(text, other, part)
        if other.value > least:
            return int(other.value) if _is_part_of(text, other, part) else None
    return None


def is_beside(text: str, figure: StatedFigure) -> bool:
    """«two more than last year», «seven short»: how far from a number, and no part of one."""
    return _BESIDE_THEM.match(text, figure.end) is not None


def may_be_a_part(text: str, figure: StatedFigure) -> bool:
    """Is it a count or a percentage that could be of a whole named elsewhere?"""
    is_percent = figure.unit is Unit.PERCENT and figure.value_to is None
    if _OF_ITS_OWN.match(text, figure.end) and not _OF_THEM_AFTER.match(text, figure.end):
        return False  # «Some 57% of places», «six of the parents»
    return (is_percent or is_whole(figure)) and not is_beside(text, figure)


def is_whole(figure: StatedFigure) -> bool:
    """A plain number of things, neither bent nor a range."""
    return (
        figure.unit is Unit.COUNT
        and isinstance(figure.value, int)
        and figure.value > 0
        and figure.value_to is None
        and figure.comparator is Comparator.EQUAL
    )


def sentences_between(text: str, other: StatedFigure, figure: StatedFigure) -> int:
    """How many sentences end between two figures."""
    return len(_ENDS_SENTENCE.findall(text, other.end, figure.start + 1))


def noun_after(text: str, figure: StatedFigure) -> str | None:
    """The name of what is counted, where one stands after the number: the last word there that is in the plural."""
    position, noun = figure.end, None
    for _ in range(5):
        word = _WORD.match(text, position)
        if word is None or _IS_CLOSED.fullmatch(said := word.group(1)):
            break
        if figure.value == 1:
            return None if said.endswith("s") or _IS_VERB.fullmatch(said) else said
        if said.lower() in _PLURALS or (said.endswith("s") and not _NOT_PLURAL.fullmatch(said)):
            noun = said.lower()
        elif noun is not None:
            break
        position = word.end()
    return noun


def _is_known_or_compared(text: str, part: _Part) -> bool:
    is_known = _KNOWN.search(part.sentence) and not THE_REST.search(part.sentence)
    is_compared = _COMPARED.search(part.sentence) or _TIME_BEFORE.search(part.sentence)
    return bool(is_known or is_compared or _AT_ANOTHER_TIME.match(text, part.figure.end))


def _of_the_same_base(text: str, other: StatedFigure, part: _Part) -> int | None:
    """«26 of the 31 said so, and 19 that they agreed»: of the same 31. «We met 8 of the 19. Five …»: of the eight."""
    is_within = other.start >= part.start
    if not part.is_bare or other.denominator is None or part.figure.unit is not Unit.COUNT:
        return None
    if not is_within and part.begins_sentence and _ends_its_sentence(text, other) and other.value > part.figure.value:
        return int(other.value)
    goes_on = is_within or part.begins_sentence or _is_in_so_many(text, part) or THE_REST.search(part.sentence)
    return other.denominator if goes_on and other.denominator > part.figure.value else None


def _is_part_of(text: str, whole: StatedFigure, part: _Part) -> bool:
    """Does a count stand where part of a whole would, which was brought in before it?"""
    after = part.figure.end
    is_else = (
        THE_REST.search(part.sentence)
        or _FURTHER.search(part.sentence)
        or _FURTHER.search(f"{part.figure.text} ")
        or _STILL_TO_DO.match(text, after)
        or _DID_NOT.match(text, after)
        or _OF_THEM_AFTER.match(text, whole.end)
    )
    if is_else:
        return False
    if _is_in_so_many(text, part) and (part.is_bare or noun_after(text, part.figure) in ANY_CASE):
        return True
    if not part.is_bare:
        return False
    if whole.start < part.start:
        # «… how many of the 19 are at home. The Council: 17.»
        is_asked = _HOW_MANY.search(text, _sentence_start(text, whole.start), part.start)
        is_answer = is_asked and _BEGINS_CLAUSE.search(part.sentence) and _STOPS.match(text, after)
        is_next = part.begins_sentence or part.sentence.endswith("; ") or _THEY_DID.fullmatch(part.sentence)
        return bool(is_answer or (is_next and _is_introduced(text, whole)))
    return _begins_clause_on(text, whole, part) or _goes_on_after(text, whole, part)


def _is_in_so_many(text: str, part: _Part) -> bool:
    """«In seven there was none»; «… and agreed with it in 30.»"""
    is_last = _IN_SO_MANY_LAST.search(part.sentence) and _STOPS_OR_JOINS.match(text, part.figure.end)
    return bool(is_last or _IN_SO_MANY_FIRST.search(part.sentence))


def _begins_clause_on(text: str, whole: StatedFigure, part: _Part) -> bool:
    """«27 decisions: 21 have …», «twenty files; thirteen were found», and not «12 closed; 5 stepped down; 2 …»."""
    joint = _BEGINS_CLAUSE.search(part.sentence)
    if joint is None or _LABELLED.search(part.sentence) or ";" in text[whole.end : part.figure.start].rstrip(" ;"):
        return False
    opens = text[part.start : whole.start]
    is_listed = ";" in joint.group() and (not opens or opens.endswith("; "))
    is_told = _HELPED.match(text, part.figure.end) or _WERE_LOOKED_AT.search(text, whole.end, part.figure.start)
    return not is_listed or is_told is not None


def _goes_on_after(text: str, whole: StatedFigure, part: _Part) -> bool:
    """«We read 24 records and 15 showed none», where the whole is what was read and does nothing itself."""
    opens, between = text[part.start : whole.start], text[whole.end : part.figure.start]
    if _SAMPLE_OPENS.fullmatch(opens) and _THEN.fullmatch(text, whole.end, part.figure.start):
        return True
    if _BESIDE.fullmatch(between) and _SOMEWHERE.match(text, part.figure.end):
        return True
    if opens == "All " and _AND.search(between) and _HELPED.match(text, part.figure.end):
        return True  # «All 46 homes have been visited, and four have been asked to stop.»
    if not opens or part.figure.value == 1 or not _AND.search(between) or not _IS_DONE.match(text, part.figure.end):
        return False
    return _IS_DONE.search(between) is None and _IS_DONE.search(f" {opens}") is not None


def _sentence_start(text: str, position: int) -> int:
    floor = max(0, position - 400)
    ends = [match.end() for match in _ENDS_SENTENCE.finditer(text, floor, position + 1)]
    return ends[-1] if ends else floor


def _sentence_end(text: str, position: int) -> int:
    end = _ENDS_SENTENCE.search(text, position)
    return end.start() if end else len(text)


def _ends_its_sentence(text: str, figure: StatedFigure) -> bool:
    """«It had spoken with 8 of the 19.»: those eight are what is spoken of next."""
    return len(text[figure.end : _sentence_end(text, figure.end)].split()) <= 2


def _is_introduced(text: str, figure: StatedFigure) -> bool:
    """Is the sentence about what there is or what was looked at, so that the next may say how many were how?"""
    start = _sentence_start(text, figure.start)
    return figure.start > start or bool(_LOOKED_AT.search(text, start, _sentence_end(text, figure.end)))
