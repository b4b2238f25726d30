"""What a document asks is not told as what people do: that is seen by whoever looks, counts or listens."""

import re
from collections.abc import Iterator
from functools import lru_cache

from lineofsight.publication.content.edition import BasisItem, Line, LineKind
from lineofsight.publication.gate.behind import is_only_asked
from lineofsight.publication.gate.check import Found, LineCheck
from lineofsight.publication.gate.checks.counted import named_in
from lineofsight.publication.gate.checks.evidence import LOOKED_AT
from lineofsight.publication.gate.given import Given

# Whom a document tells what to do, as those of whom a sentence speaks.
_STAFF = (
    r"(?:(?:\w+\s+){0,2}?(?:teams|workers|practitioners|managers|staff|nurses|midwives|visitors|doctors|officers|guardians"
    r"|colleagues|clinicians|teachers|schools))"
)
_DO = (
    r"(?:rings?|calls?|visits?|uses?|follows?|checks?|records?|writes?|shares?|asks?|meets?|discuss(?:es)?|talks?"
    r"|tells?|offers?|plans?|speaks?|looks?|reads?|completes?|works?|challenges?|attends?|fills?|carr(?:y|ies)|knows?"
    r"|understands?)"
    # «Staff records were moved»: a noun, of which something is done.
    r"(?!\s+(?:(?!(?:that|who|which|what|how|whether|when|where|if|and|but|because)\b)[\w’'-]+\s+){0,4}?(?:is|are|was|were)\b)"
)
_DONE_BY_STAFF = re.compile(
    rf"^(?:(?:in|at|on|since|from)\b[^,]{{0,40}},\s+)?(?:the\s+|its\s+|all\s+|our\s+|these\s+)?{_STAFF}"
    rf"(?:\s+(?:of|in|at|from)(?:\s+(?!(?:are|is|were|was|have|has|had|must|should|can|may|to|will)\b)[\w’'-]+){{1,5}}?)?\s+"
    rf"(?:(?:now|always|also|already|all|routinely|regularly)\s+|(?:have|has)\s+(?:since\s+|all\s+|now\s+)?)*{_DO}\b",
    re.IGNORECASE,
)
_AT_TIMES = re.compile(
    r"\b(?:(?:has|have)\s+(?:since\s+|now\s+|been\s+|\w+ly\s+)*(?P<did>\w+(?:ed|en|et|ad|old|ne|de|ld))|(?<!be "
    r")(?<!is )(?<!are )(?P<held>held|met|came|visited))\b[^.;:]{0,50}?"
    r"\b(?:every|each)\s+(?:\w+\s+)?(?:time|day|week|fortnight|month|quarter|term|year)\b",
    re.IGNORECASE,
)
_MANY = re.compile(
    r"(?<!the )(?<!at )\b(?:most|nearly all|almost all|the majority of|many|hundreds of|dozens "
    r"of)\s+(?:of\s+)?(?:the\s+|its\s+|our\s+|these\s+)*"
    # «Most health visitors», «most of the new foster carers».
    r"(?:(?!of\b|and\b|or\b|in\b|for\b|to\b|by\b)[\w’'-]+\s+){0,2}?"
    r"(?:carers|visitors|fathers|mothers|children|babies|families|parents|agencies|partners|teams|services|schools|workers|practitioners|staff|managers"
    r"|visits|plans|files|cases|reviews|assessments|meetings|calls|nurses|midwives|guardians|young people|people)\b",
    re.IGNORECASE,
)
# «Holds a monthly meeting»: how often it is held stands in no paper that set it up.
_HOLDS = re.compile(
    r"\b(?:holds|runs|meets|has)\s+(?:an?\s+|its\s+)?(?:\w+\s+)?(?:daily|weekly|fortnightly|monthly|quarterly|yearly)\b",
    re.IGNORECASE,
)
_SET_DOWN = re.compile(r"\b(?:set up|agreed|arranged|planned|decided|asked|told|instructed)\b", re.IGNORECASE)


# «Staff have worked differently since»: what is told of them as done, where they were asked or given something.
_HAVE_DONE = re.compile(
    rf"^(?:the\s+|its\s+|all\s+|our\s+|these\s+)?{_STAFF}(?:\s+(?:of|in|at|from)(?:\s+[A-Z][\w’'-]*|\s+the\s+\w+){{1,6}})?\s+"
    r"(?:have|has)\s+(?:since\s+|all\s+|now\s+|\w+ly\s+)*"
    r"(?!(?:been|had|agreed|received|got|asked|decided|signed|said|told)\b)(?:\w{2,}ed|done|read|met|taken|kept|made|put|"
    r"begun|written|changed)\b",
    re.IGNORECASE,
)
# «… bought the course, and its managers have completed it»: who did what with it stands in no paper.
_AND_STAFF_DO = re.compile(
    rf",?\s+and\s+(?:(?:the|its|their|all|our|these)\s+)*{_STAFF}\s+"
    rf"(?:(?:now|always|also|all|routinely|regularly|then)\s+|(?:have|has)\s+(?:since\s+|all\s+|now\s+)?)*"
    rf"(?P<did>{_DO}|(?!(?:asked|told|given|are|were|is|was)\b)(?:\w{{3,}}ed|took|made|met|read|wrote|kept|came))\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=8)
def _that_staff_do(papers: tuple[str, ...]) -> re.Pattern[str]:
    """«A list that its managers check»: a clause behind a paper that tells what people do with it."""
    named = "|".join(re.escape(word) for word in papers)
    return re.compile(
        rf"\b(?:{named}|course|training)s?,?\s+(?:that|which)\s+(?:(?:the|its|their|all|our)\s+)*{_STAFF}\s+"
        rf"(?:(?:now|always|also|all)\s+)*(?P<did>{_DO})\b",
        re.IGNORECASE,
    )


def _bearing(line: Line, given: Given) -> tuple[BasisItem, ...]:
    """The evidence of a sentence, but for what was looked at elsewhere: what it is called shares no word with it."""
    said = named_in(given.own_words(line))
    return tuple(item for item in given.rests_on(line) if item.kind not in LOOKED_AT or named_in(item.title) & said)


def rests_on_paper(line: Line, given: Given) -> bool:
    items = _bearing(line, given)
    return (
        line.kind is LineKind.PROGRESS
        and not line.figures
        and bool(items)
        and not any(item.kind in LOOKED_AT for item in items)
    )


def _find(line: Line, given: Given) -> Iterator[Found]:
    own = " ".join(given.own_words(line).split())
    items = _bearing(line, given)
    titles = "», «".join(item.title for item in items)
    asked = is_only_asked(items, given)
    if asked and (done := _DONE_BY_STAFF.search(own) or _HAVE_DONE.search(own) or _joined(own, titles, given)):
        yield Found(
            "practice.asked_as_done",
            f"«{done.group()}» tells what people do. What stands behind it («{titles}») says what they were "
            f"asked or given.",
            "Write what they were asked or given, or add a count or an audit of what they do.",
        )
    elif many := _MANY.search(own):
        yield Found(
            "practice.many_uncounted",
            f"«{many.group()}» says how many. Behind it stands «{titles}», and no count.",
            "Leave the word out, or add the count.",
        )
    elif asked and (held := _HOLDS.search(own)):
        yield Found(
            "practice.times_uncounted",
            f"«{held.group()}» says that it takes place. Behind it stands «{titles}», and no count.",
            "Write what was set up, or add a count of how often it was done.",
        )
    elif (times := _AT_TIMES.search(own)) and not _SET_DOWN.search(times.group()):
        yield Found(
            "practice.times_uncounted",
            f"«{times.group()}» says that it was done each time. Behind it stands «{titles}», and no count.",
            "Write what was set up, or add a count of how often it was done.",
        )


def _joined(own: str, titles: str, given: Given) -> re.Match[str] | None:
    """What staff do in a clause behind another, where what stands behind the sentence does not say it."""
    said = titles.casefold()
    for pattern in (_AND_STAFF_DO, _that_staff_do(given.own_rules.publishing.documents_that_ask)):
        for found in pattern.finditer(own):
            if found["did"].casefold()[:4] not in said:
                return found
    return None


CHECK = LineCheck(
    id="practice",
    title="What a document asks is not told as what people do",
    codes={
        "practice.asked_as_done": "What staff were asked or given is told as what they do.",
        "practice.many_uncounted": "«Most» or «many» is said where nothing was counted.",
        "practice.times_uncounted": "It is told as done each time or month, and nobody counted.",
    },
    applies=rests_on_paper,
    find=_find,
)
