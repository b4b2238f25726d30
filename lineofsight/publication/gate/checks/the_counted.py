"""A figure speaks for those who were counted: not for the others, not as a fact where people said it of themselves, not
of more than were looked at."""

import re
from collections.abc import Iterator

from lineofsight.library.scales import CountKind
from lineofsight.publication.content.edition import BasisKind, Line, LineFigure, LineKind
from lineofsight.publication.gate.based import base_of
from lineofsight.publication.gate.check import Found, LineCheck
from lineofsight.publication.gate.checks.counted import named_in
from lineofsight.publication.gate.checks.figures import places_of
from lineofsight.publication.gate.given import Given
from lineofsight.publication.gate.whom import FOR, OF

_CURE = "Say what was counted, and no more; what is known of the others stands in a sentence with its own evidence."
# «… and the others soon after»: what became of those that were not counted.
_OTHERS = re.compile(
    r"(?<!no )(?<!any )(?<!each )\b(?:the\s+(?:others|rest|remaining|remainder|other\s+\d+)|(?:all"
    r"|most)\s+(?:of\s+)?the\s+"
    r"(?:others|rest)|others)\b(?P<said>[^.;:]*)",
    re.IGNORECASE,
)
# What takes something back claims nothing more.
TELLS_LITTLE = re.compile(
    r"\b(?:not|no|none|nor|never|nobody|nothing|without|cannot|unknown|late|missed|\w+n['’]t|too few|left out|where)\b",
    re.IGNORECASE,
)
# What people say of themselves, in what was counted and in the sentence.
_SAID_SO = re.compile(
    r"\b(?:say|says|said|saying|feel|feels|felt|think|thinks|thought|told|tell|tells|report\w*|grade[sd]?|rated"
    r"|state[sd]?|believe[sd]?|view\w*|opinions?|own count|according to|survey\w*|agree[sd]?|found"
    # That they were asked, or answered, says only of whom it is; «asked whether» says that they said it.
    r"|ask(?:ed)?\s+(?:\w+\s+){0,3}?(?:whether|if|what|how|why|when|about)|answer(?:ed|s)?\s+(?:yes|no|that|with|so))\b",
    re.IGNORECASE,
)
_OF_THEMSELVES = re.compile(
    r"\b(?:who|that)\s+(?:say|says|said|feel|felt|think|thought|told|gave a higher grade|graded|rated|believe\w*)\b"
    r"|\bsaid\s+\d|\bas the service states\b",
    re.IGNORECASE,
)
_STATED = re.compile(
    r"\b(?:state[sd]?|say|says|said|own (?:count|figures?|system|records?)|according to|report\w*)\b", re.I
)
# «Of the 40 plans made»: which they are, told by a verb that is none of looking.
_WHICH = re.compile(
    r"\bof\s+(?:the\s+|all\s+|these\s+|our\s+)*(?:\d[\d,]*\s+)?(?P<noun>[a-z][\w’'-]*)(?:\s+for\s+[\w\s’'-]{2,30}?)?\s+"
    r"(?:that\s+(?:were|was|are)\s+)?"
    r"(?P<did>made|written|held|drawn up|done|open|opened|closed|in force|in place|we have|there (?:are|were)|on file"
    r"|in the (?:year|area|county))\b",
    re.IGNORECASE,
)
_LOOKED = re.compile(r"\b(?:read|drawn|chosen|sampled|picked|selected|looked at)\b(?! up)", re.IGNORECASE)
_MANY_OF = re.compile(
    r"\b(?:(?<!the )(?<!at )most|nearly all|almost all|(?:about |nearly |over |more than |just over )?(?:half"
    r"|two thirds"
    r"|three quarters)(?: of)?|a (?:quarter|third) of|the majority of)\s+(?:of\s+)?(?:the\s+|our\s+|their\s+|these\s+)*"
    r"(?P<noun>children|babies|families|parents|agencies|partners|teams|services|schools|workers|practitioners|staff"
    r"|managers|visits|requests|plans|files|cases|reviews|assessments|meetings|calls|answers|actions|findings)\b",
    re.IGNORECASE,
)


def _has_figure(line: Line, given: Given) -> bool:
    return bool(line.figures) and line.kind is not LineKind.INTENTION


def _find(line: Line, given: Given) -> Iterator[Found]:
    own = given.own_words(line)
    yield from _of_others(line, own)
    for figure in line.figures:
        tied = figure.stated or figure.measured
        if tied is None or not tied.definition.strip():
            continue
        yield from _as_fact(figure, tied.definition, own)
        yield from _asked(figure, own, given)
        yield from _other_whole(figure, line, own)
        yield from _most_of(figure, line, own)


def _of_others(line: Line, own: str) -> Iterator[Found]:
    last = max((end for figure in line.figures for _, end in places_of(figure.text, own)), default=None)
    if last is None:
        return
    for found in _OTHERS.finditer(own, last):
        clause = own[max(own.rfind(mark, 0, found.start()) for mark in ".;:,") + 1 : found.end()]
        if not TELLS_LITTLE.search(clause):
            yield Found(
                "counted.others",
                f"«{' '.join(found.group().split())}» tells of those that {line.figures[0].number} does not count, and "
                "nothing was counted of them.",
                _CURE,
            )
            return


def _as_fact(figure: LineFigure, definition: str, own: str) -> Iterator[Found]:
    said = _OF_THEMSELVES.search(definition)
    if said is None:
        return
    is_stated = "states" in said.group()
    if not (_STATED if is_stated else _SAID_SO).search(own):
        yield Found(
            "counted.as_fact",
            f"{figure.number} counts «{definition}»: it is what {'the service' if is_stated else 'people'} said, "
            "and the sentence tells it as a fact.",
            "Write who says it: «say that …», «by its own count».",
        )


def _asked(figure: LineFigure, own: str, given: Given) -> Iterator[Found]:
    """«Of the 40 who were asked», where 60 were asked and 40 answered."""
    stated = figure.stated
    for voice in given.content.voices.items if stated is not None else ():
        if stated is None or voice.who != stated.source or voice.asked in (None, stated.of):
            continue
        asked = rf"\b{stated.of}\b[^.;:,]{{0,50}}\basked\b|\basked\s+(?:[a-z’'-]+\s+){{0,4}}?{stated.of}\b"
        if re.search(asked, own) and not _ANSWERED.search(own):
            yield Found(
                "counted.asked",
                f"{figure.number} counts {stated.of} answers, and the sentence tells them as those who were asked: "
                f"{voice.asked} were.",
                "Write «of those who answered».",
            )


_ANSWERED = re.compile(r"\b(?:answered|replied|responded|who answer)\b", re.IGNORECASE)


def _other_whole(figure: LineFigure, line: Line, own: str) -> Iterator[Found]:
    base = base_of(figure)
    read = any(item.kind is BasisKind.AUDIT for item in line.basis)
    if base is None or not (read or base.kind is not CountKind.FULL_COUNT):
        return
    found = _WHICH.search(own)
    if found is not None and not _LOOKED.search(own) and named_in(found["noun"]):
        yield Found(
            "counted.other_whole",
            f"«{found.group()}» tells {figure.number} of all of them; {base.of} were looked at.",
            "Write how they were looked at: «of the files that were read».",
        )


def _most_of(figure: LineFigure, line: Line, own: str) -> Iterator[Found]:
    if len(line.figures) > 1:
        return
    found = _MANY_OF.search(own)
    tied = figure.stated or figure.measured
    if found is None or tied is None:
        return
    terms = figure.measured.figure.terms if figure.measured is not None else None
    heads = [_HEAD.split(part)[0] for part in re.split(rf"{OF}|{FOR}", tied.definition)]
    known = named_in(" ".join([*heads, terms.unit if terms else "", terms.one if terms else "", figure.text]))
    if not known & named_in(found["noun"]) and named_in(" ".join(heads)) & _COUNTABLE:
        yield Found(
            "counted.other_many",
            f"«{found.group()}»: {figure.number} counts «{tied.definition}».",
            "Say how many of what was counted.",
        )


# «Requests to agencies»: requests are counted.
_HEAD = re.compile(r"\b(?:who|whom|whose|that|which|in|on|at|by|for|with|from|to|of|without|about)\b")
_COUNTABLE = named_in(
    "children babies families parents agencies partners teams services schools workers practitioners staff managers"
    " visits requests plans files cases reviews assessments meetings calls answers actions findings enquiries"
)

CHECK = LineCheck(
    id="figure-of-those-counted",
    title="No figure speaks for others than were counted, or as a fact for what people said",
    codes={
        "counted.others": "The sentence tells of «the others», and only those that were done are counted.",
        "counted.asked": "Those who answered are told as those who were asked.",
        "counted.as_fact": "What people, or a service, say of themselves is told as a fact.",
        "counted.other_whole": "Those that were looked at are told as all that there are.",
        "counted.other_many": "«Most» or «half» is said of another thing than the one that was counted.",
    },
    applies=_has_figure,
    find=_find,
)
