"""Whether a number that stands alone counts something or is only a way of speaking."""

import re

from lineofsight.intake.clauses import IRREGULAR
from lineofsight.intake.documents import Comparator, StatedFigure, Unit
from lineofsight.intake.figures.bending import OR_LESS, OR_MORE, comparator_before
from lineofsight.intake.figures.in_words import SMALL, TENS
from lineofsight.intake.figures.not_figures import MEASURED, WAIT_FROM
from lineofsight.intake.figures.numbers import Measured
from lineofsight.intake.patterns import lazily

_NUMBER_WORD = "|".join([*list(SMALL)[2:], *TENS, "dozen"])
_TIME_AFTER = lazily(
    r"[\s-]+(?:working |school |calendar |consecutive )?(?:hours?|hrs?|days?|weeks?|fortnights?|months?|years?"
    r"|minutes?|mins?|nights?|decades?)\b(?!\s\d)",
    re.IGNORECASE,
)
# «any two», «every three families»: how many at a time, and not how many there are.
_AT_A_TIME = lazily(r"\b(?:any|every|each)\s+$", re.IGNORECASE)
# «the rate per 10,000»: what it is measured by.
_PER = lazily(r"\b(?:per|for every|in every|out of every)\s+$", re.IGNORECASE)
_NOUN_BEFORE = lazily(r"[A-Za-z]{3,}\s\($")
# «Where fewer than five children are concerned»: a threshold, and not how many there are.
_CONDITION = lazily(r"\b(?:where|if|when|whenever|unless|until)\s(?:there\s(?:are|is|were)\s)?$", re.IGNORECASE)
# «… in March, when over fifty children were on it»: that is how many there were.
_AT_WHICH = lazily(r"\w,\s(?:when|where)\s$")
# «the other two», «all eleven», «none of the nine»: things known already, counted without being named again.
_KNOWN_THINGS = lazily(
    r"\b(?:(?:the|its|their|our|his|her|these|those) (?:other|remaining|rest|first|last|same)|all|(?:a|the) further"
    r"|another|(?:none|some|most|many|any|each|one|all) of (?:the|these|those|its|their|our))\s+$",
    re.IGNORECASE,
)
# How something is divided or how often it happens, and not how many things there are: «in two parts», «four times».
_SHAPES = lazily(
    r"\s+(?:(?:key|main|broad|core|overarching|distinct|different|further|important|clear|separate|more)\s+){0,2}"
    r"(?:parts?|ways?|stages?|phases?|halves|sides|levels?|tiers?|types?|kinds?|sorts?|aspects?|respects|sections?"
    r"|chapters?|steps?|reasons?|lines?|words?|points?|thirds?|times|occasions|fronts|counts)\b(?!\s\d)",
    re.IGNORECASE,
)
_COUNTS_SOMETHING = lazily(
    r"(?:\s+(?!(?:and|or|but|to|in|on|at|is|was|were|are|be|been|has|have|had|will|by|for|with|as|the|a|an|if"
    r"|so|when|then|than)\b)[a-z’'-]{2,}"
    r"|\s+[A-Z]{2,6}s?\b|\s+[A-Z][a-z]+\s\d|\s+[sS]\.?\s?\d+|\s+\d+-[a-z]{3,})"
)
_MOVED_TO = lazily(
    r"\b(?:there(?:['’]d been|\s(?:(?:had|have|has) been|are|were|is|was))|to|from|by|of|on|than|with|against|was|were"
    r"|(?:is|are) (?:now|only|just|still)|totalled|reached|total"
    rf"|gained|(?:room|space|places|capacity) for|{IRREGULAR}"
    r"|(?!Ofsted)\w{3,}ed)\s+$",
    re.IGNORECASE,
)
_WAS = lazily(r"\b(?:was|were|is|are|to|at)\s+$", re.IGNORECASE)
_OF_WHICH = lazily(r"\bof (?:which|whom|these|those|them),?\s+$", re.IGNORECASE)
# «Three had no notice»: those just counted, spoken of again; «nine good, five fair and one inadequate»: a list.
_SPOKEN_OF_AGAIN = lazily(
    r"(?:^|[.;:]\s+|,\s+where\s+|,\s+(?:(?:and|but|while)\s+)?|\b(?:and|that)\s+)$", re.IGNORECASE
)
_DID = lazily(r"\s(?:had|have|has|were|are|was|is|did|do|will|remains?|could|cannot)\b", re.IGNORECASE)
# «The whereabouts of four were not known.»
_OF = lazily(r"\w\sof\s$")
_MANY_DID = lazily(r"\s(?:are|were|have)\b", re.IGNORECASE)
# «22 were made. In my opinion eight have changed what happens to children.»
_COUNTED_BEFORE = lazily(
    rf"\b(?:\d+|{_NUMBER_WORD})\s[a-z][^;!?]*\s(?!(?:the|these|those|both|all|over|under|age|aged|than|when)\s)[a-z]+\s$"
)
_ENDS_HERE = lazily(
    rf"[.,;:)]|$|\s(?:and|but)\s(?!(?:\d|half|an? |{_NUMBER_WORD}|one\b))|\s(?:the|a|one) (?:year|month|quarter"
    rf"|week|time|day|term) (?:before|ago|earlier)\b"
    r"|\s(?:in|since|last|this|during|by|from)\b(?! (?:which|that|now))|\s(?:a|per) (?:day|week|month|year|term)\b"
    rf"|\sto\s(?:\w+\s)?(?:\d|(?:{_NUMBER_WORD})[.,;])",
    re.IGNORECASE,
)
# «seven the year before, and eleven the year before that»
_BEFORE_THAT = lazily(r"\s(?:the|a|one) (?:year|quarter|month|term|week) (?:before|earlier|ago)\b", re.IGNORECASE)
_ONLY = lazily(r"(?<!the )\b(?:only|just|exactly)\s$", re.IGNORECASE)
# «Four of the six are complete, one is on track and one is late.»
_ONE_DID = lazily(r"(?:,\s+|[,;]?\s+and\s+|[;.]\s+|,\s+but\s+)$", re.IGNORECASE)
_ONE_OF_US = lazily(r"\sof (?:me|us|you|my|our|them)\b", re.IGNORECASE)
_FOR_A_REASON = lazily(r"\s(?:because|since|for|after|when|who|which)\b", re.IGNORECASE)
# «One, on home education, cannot be met here.»
_ASIDE_DID = lazily(r",\s[^,.;]{3,40},\s(?:had|have|has|were|was|is|did|could|cannot|can|will|remains?)\b")
_SOME_OF_THEM = lazily(
    rf"\b(?:\d+|{_NUMBER_WORD})\s(?:(?:out )?of\b|(?:\w+ )?(?:are|were|was|is|had|have"
    rf"|{IRREGULAR}|[a-z]{{3,}}ed)\b)[^.!?]*(?:\.\s+)?(?:One\b[^.!?]*)?$",
    re.IGNORECASE,
)
# «… in four nobody had asked, and in one he was not named.»
_IN_ONE_TOO = lazily(
    rf"\bin\s(?:\d+|{_NUMBER_WORD})\s(?!(?:day|week|month|year|term|hour)s?\b)[^.!?]*(?:[,;]|,?\s(?:and|but))\sin\s$",
    re.IGNORECASE,
)
# «One child died», «one post was lost»: what reports keep count of, and not «one mother told us».
_ONE_EVENT = lazily(
    r"\s(?:(?:further|more|new|serious|looked-after|disabled|newborn)\s)?(?:child|baby|infant|young person|family|case"
    r"|referral|complaint|allegation|incident|death|post|vacancy|action|recommendation|placement|home|file|record|plan"
    r"|notification|audit|review)\s(?:(?:has|had|have|was|is|remains?|remained|came|left|moved|died|returned|went"
    r"|became|got|needed|lacks?|lacked|did|could|cannot)\b(?!\s(?:said|told|asked|described))|in\s(?:the|our|this)\b)",
    re.IGNORECASE,
)
# «four drop-ins in the spring, six in the summer and 11 in the autumn»: what is counted is said once.
_SAID_ONCE = lazily(rf"\b(?:\d[\d,]*|{_NUMBER_WORD})\s[a-z][^.;:!?]{{2,80}}(?:,\s(?:and\s)?|\sand\s)$", re.IGNORECASE)
_THERE_OR_THEN = lazily(
    r"\s(?:in|from|for|at|on|by|to)\s(?:the\s)?[A-Za-z’'-]+(?:\s[A-Za-z’'-]+){0,3}?(?:,"
    r"|\sand\s)(?:\s?and)?\s?(?:\d|[a-z]+\s(?:in|from|for|at|on|by|to)\b)"
)
# «… four in part, and two, for reasons given below, not at all», «four in part and two not at all»
_AND_SO_MANY = lazily(r",?\s(?:for|in|as|not|at|by|with|to|on|from|after|because|which|who)\b", re.IGNORECASE)
# «one serious incident and four near misses»: the first of those that are counted.
_BEGINS_LIST = lazily(rf"\s[a-z-]+(?:\s[a-z-]+){{0,2}}(?:,|\sand)\s(?:\d+|{_NUMBER_WORD})\s[a-z]", re.IGNORECASE)
# «two councils, one police force and one integrated care board»
_IN_LIST_BEFORE = lazily(rf"\b(?:\d+|{_NUMBER_WORD})\s(?:[\w’'-]+\s?){{1,6}},\s$", re.IGNORECASE)
_IN_LIST = lazily(rf"\s[a-z-]+(?:\s[a-z-]+){{0,4}}(?:,|\sand)\s(?:\d+|{_NUMBER_WORD}|one|an?)\s[a-z]")
# «We published one review», «it has filled one»; but «made one thing clear» and «managers held one».
_DID_SO_MANY = lazily(
    r"\b(?:published|commissioned|decided on|completed|undertook|recruited|issued|attracted|filled|made|held"
    r"|closed|opened)\s$"
)
_ONE_THING = lazily(
    r"(?:\s(?!(?:thing|another|point|more|time|that|and|during|from|with|for|who|each|which)\b)[a-z-]{3,}"
    r"|(?<=filled one)(?:[.;]|$))"
)
# «one father said, in an email, that …»: who spoke, and not how many there were.
_ONE_SAID = lazily(
    r"(?:\s[a-z-]+){1,3}(?:,[^,.;]{2,40},)?\s(?:said|says|told|tells|wrote|writes|asked|asks|described|describes"
    r"|put it|added|called|explained)\b"
)
_BEGINS_CLAUSE = lazily(r"(?:^|[.;:!?]\s+|[,;]\s+(?:and\s|but\s)?|\band\s)$", re.IGNORECASE)
# «We read ten records and found the GP named in seven.»
_IN_SO_MANY = lazily(
    rf"\b(?:{_NUMBER_WORD}|\d+)\s(?:[\w’'-]+[,:;]?\s){{2,12}}(?:in|for|from|with|of|by)\s(?:only\s|just\s)?$",
    re.IGNORECASE,
)
# «It returned four files. It charged in three.»
_THEN_IN = lazily(
    rf"\b(?:{_NUMBER_WORD}|\d+)\s[a-z][^.;!?]*\.\s(?:It|They|He|She|We)\s(?:\w+\s){{1,5}}(?:in|for|with|from|of)\s(?:only\s|just\s)?$"
)
_ENDS_SENTENCE = lazily(r"[.;]|$")
# «Ten records were read. In six, the voice was clear. In three it was absent.»
_OF_THOSE_READ = lazily(
    rf"\b(?:\d+|{_NUMBER_WORD})\s[a-z].*[.;]\s(?:In|For|With|From|At|Of)\s(?:only\s|just\s|another\s|the other\s)?$",
    re.IGNORECASE,
)
_THEN_SAYS = lazily(r",?\s(?:the|an?|it|they|there|we|nobody|no|he|she|this|that|none|nothing)\b")
# «Seven were abroad, fourteen are back, and we are still looking for two.»
_LAST_OF_THOSE = lazily(
    rf"\b(?:\d+|{_NUMBER_WORD})\s[a-z][^.;!?]*,\s(?:and|but)\s[^.;,!?]{{2,60}}\s(?:for|with|about|of|on|from|to)\s$",
    re.IGNORECASE,
)
# «Of these families seven were visited», «We found four in which …», «Seven, all of them boys, …»
_OF_THESE = lazily(r"\bof (?:these|those|the|its|their|our)\s[a-z]+(?:\s[a-z]+)?,?\s$", re.IGNORECASE)
_OF_WHOM = lazily(
    r"\s(?:in|for|with|at|on|by|from) (?:which|whom)\b|,\s(?:all|both|most|none|some|many|half)\sof\s(?:them"
    r"|whom|which)\b"
)
# «It now takes three.», «In 2023 it had four.»
_IT_HAS = lazily(
    r"\b(?:it|they|we|which)\s(?:now\s|still\s)?(?:had|have|[a-z]{2,}s)\s(?:only\s|just\s)?$", re.IGNORECASE
)
# «Numbers are low: four in the whole area.»
_COLON_BEFORE = lazily(r"[a-z]:\s$")
_SOMEWHERE = lazily(r"\s(?:in|across|this|last|over|since|for)\s[a-z]")
# «Queen Edith's made 240 referrals, the Infirmary 30.»
_NO_VERB = lazily(r"\b\d[\d,]*\s[a-z][^.;!?]*(?:,|\sand|,\sand)\s(?:the\s)?[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*)*\s$")
_ZERO_OF = lazily(
    r"\s(?!(?:tolerance|hours?|carbon|separation|suicide|harm|sum|rated|in|to|on)\b)[a-z]{3,}", re.IGNORECASE
)
_ENDS_LIST = lazily(
    r"\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s(?:[\w’'-]+\s?){1,6}"
    r"(?:,\sone\s(?:[\w’'-]+\s?){1,5})?,?\s+and\s+$",
    re.IGNORECASE,
)
# «eleven to require improvement and two to be inadequate», «four plans as done, three as begun»
_TO_BE = lazily(r"\s(?:to (?:be|have|need|require|lack)|as)\b")
# «In April it took six days on average; in March the average is two.»
_AVERAGE_IS = lazily(
    r"\b(?:average|mean|median)\s(?:is|was|stands at|stood at)\s(?:now\s|only\s|just\s)?$", re.IGNORECASE
)
# What follows is no name of what is counted: «in the other six the television was on».
_STOPS_AT = lazily(r"\s+(?:of|the|an?|it|they|there|we|nobody|no|he|she|this|that)\b", re.IGNORECASE)
_IN_TOTAL = lazily(r"\s(?:in (?:total|all)|so far|to date|altogether)\b", re.IGNORECASE)
# «The team has grown from four to seven workers.»
_GREW_FROM = lazily(
    r"\b(?:grow\w*|grew|fell|fallen|falls?|ris\w+|rose|cut|reduced|increased|gone|went|moved|expanded|shrunk|down|up)\s"
    r"(?:[\w’'-]+\s){0,6}?from\s$",
    re.IGNORECASE,
)
_TO_SO_MANY = lazily(
    rf"\sto\s(?:\d|(?:{_NUMBER_WORD})\b)(?!\s(?:hours?|days?|weeks?|months?|years?|minutes?)\b)", re.IGNORECASE
)
_ON_AVERAGE = lazily(r"[\s-]+\w+(?: \w+)?,?\son average\b", re.IGNORECASE)
_MONTH_BEFORE = lazily(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\s$"
)
_CAPITAL_BEFORE = lazily(r"(?:(?<=[\w,’')] )|(?<=[\w,’')] [\"“‘']))[A-Z][\w’'-]*\s$")


def is_threshold(text: str, figure: StatedFigure) -> bool:
    """«where fewer than eight in ten are up to date»: a condition, and not what was found."""
    return figure.comparator is not Comparator.EQUAL and _is_condition(text, figure.start)


def _is_condition(text: str, start: int) -> bool:
    return bool(_CONDITION.search(text, max(0, start - 24), start)) and not _AT_WHICH.search(text, 0, start)


def counts(text: str, number: Measured) -> bool:
    """Does a number that stands alone count something, or is it only a way of speaking?"""
    if number.unit is not Unit.COUNT:
        return True
    before, after = text[max(0, number.start - 60) : number.start], text[number.end : number.end + 80]
    if _PER.search(before):
        return False
    bend, start = comparator_before(text, number.start)
    is_bent = bend is not Comparator.EQUAL
    if is_bent and _is_condition(text, start):
        return False
    if _TIME_AFTER.match(after):
        is_measured = MEASURED.search(text, max(0, number.start - 100), number.start)
        return bool(is_measured or WAIT_FROM.search(before) or _ON_AVERAGE.match(after))
    is_small = number.value <= 12
    if is_small and not is_bent and _SHAPES.match(after):
        return False
    if number.is_spelt:
        if number.value == 0:
            return bool((_WAS.search(before) and _ENDS_HERE.match(after)) or _ZERO_OF.match(after))
        if number.value <= 1:
            if number.value == 1 and _ONLY.search(before) and _COUNTS_SOMETHING.match(after):
                return not _SHAPES.match(after) and not _ONE_OF_US.match(after)
            return (
                number.value == 1
                and not _ONE_OF_US.match(after)
                and not _ONE_SAID.match(after)
                and bool(
                    _ENDS_LIST.search(before)
                    or _BEGINS_LIST.match(after)
                    or (_IN_LIST_BEFORE.search(before) and _IN_LIST.match(after))
                    or (_DID_SO_MANY.search(before) and _ONE_THING.match(text, number.end))
                    or _one_of_those(text, number.start, after)
                    or (_OF_WHICH.search(before) and _DID.match(after))
                    or (_IN_ONE_TOO.search(text, max(0, number.start - 160), number.start) and _THEN_SAYS.match(after))
                    or (_ONE_EVENT.match(after) and _BEGINS_CLAUSE.search(before))
                )
            )
        if _IN_TOTAL.match(after) or (
            _GREW_FROM.search(text, max(0, number.start - 80), number.start) and _TO_SO_MANY.match(after)
        ):
            return True
        if text.endswith("dozen", 0, number.end) and _ENDS_HERE.match(after):
            return True
        if _MANY_DID.match(after) and _COUNTED_BEFORE.search(text, max(0, number.start - 200), number.start):
            return True
        if (_SPOKEN_OF_AGAIN.search(before) and _DID.match(after)) or (_OF.search(before) and _MANY_DID.match(after)):
            return True
        if is_small and not is_bent:
            if re.match(r"\s\(\d", after):
                return True
            if before.endswith("(") and after.startswith(")") and _NOUN_BEFORE.search(before):
                return True  # «schools (nine) and health (eight)»
            counted = (
                _OF_WHICH.search(before)
                or _COUNTS_SOMETHING.match(after)
                or (_MOVED_TO.search(before) and _ENDS_HERE.match(after))
                or OR_MORE.match(after)
                or (_OF_THOSE_READ.search(text, max(0, number.start - 120), number.start) and _THEN_SAYS.match(after))
                or (
                    _LAST_OF_THOSE.search(text, max(0, number.start - 160), number.start)
                    and _ENDS_SENTENCE.match(after)
                )
                or (_COLON_BEFORE.search(before) and (_SOMEWHERE.match(after) or _ENDS_SENTENCE.match(after)))
                or (_OF_THESE.search(before) and _DID.match(after))
                or _OF_WHOM.match(after)
                or (_IT_HAS.search(before) and _ENDS_HERE.match(after))
                or (_SAID_ONCE.search(before) and _THERE_OR_THEN.match(after))
                or (_SAID_ONCE.search(before) and _AND_SO_MANY.match(after))
                or OR_LESS.match(after)
                or _BEFORE_THAT.match(after)
                or ((_ENDS_LIST.search(before) or _SAID_ONCE.search(before)) and _TO_BE.match(after))
                or (_AVERAGE_IS.search(before) and _ENDS_HERE.match(after))
                or (_IN_SO_MANY.search(text, max(0, number.start - 120), number.start) and _ENDS_SENTENCE.match(after))
                or (_THEN_IN.search(text, max(0, number.start - 120), number.start) and _ENDS_SENTENCE.match(after))
            )
            is_known = _KNOWN_THINGS.search(before) and (
                _ENDS_HERE.match(after) or _DID.match(after) or _STOPS_AT.match(after)
            )
            return bool(counted or is_known) and not _AT_A_TIME.search(before)
        return True
    if before[-1:] in ("(", "[") and after[:1] in (")", "]"):
        # «boys (19) and girls (17)» counts them; «(1) …, (2) …» numbers what follows.
        return bool(_NOUN_BEFORE.search(before)) and "(1)" not in text[max(0, number.start - 400) : number.start + 400]
    if before[-1:] == "#":
        return False
    if _NO_VERB.search(text, max(0, number.start - 120), number.start) and _ENDS_SENTENCE.match(after):
        return True
    if _MONTH_BEFORE.search(before) and _DID.match(after):
        return True  # «In October 163 were sent»
    return not (_CAPITAL_BEFORE.search(before) and not is_bent and not _COUNTS_SOMETHING.match(after))


def _one_of_those(text: str, start: int, after: str) -> bool:
    """«… and one is late», after others of the same kind were counted in the sentence."""
    before = text[max(0, start - 160) : start]
    goes_on = _DID.match(after) or _ASIDE_DID.match(after) or (text[start].islower() and _FOR_A_REASON.match(after))
    return bool(goes_on and _ONE_DID.search(before) and _SOME_OF_THEM.search(before))
