"""Whom a sentence says that its figure counts: people where people were counted, and no narrower group of them."""

import re
from collections.abc import Iterator

from lineofsight.library.publishing import SmallNumbers
from lineofsight.library.scales import WhoIsCounted
from lineofsight.publication.content.edition import Line, LineFigure
from lineofsight.publication.gate.check import Found, LineCheck
from lineofsight.publication.gate.checks.counted import named_in
from lineofsight.publication.gate.checks.figures import places_of
from lineofsight.publication.gate.given import Given
from lineofsight.publication.gate.whom import FOR, OF, first_class

_THINGS = frozenset({WhoIsCounted.SAMPLE, WhoIsCounted.OTHER})
_PEOPLE = frozenset({WhoIsCounted.CHILDREN, WhoIsCounted.STAFF})
# «Newly qualified practitioners»: up to four words, none of which begins another part of the sentence.
_NOUN_PHRASE = (
    r"(?:(?!(?:of|who|whom|that|which|were|was|is|are|had|have|has|did|do|in|on|at|by|for|with|to|and|or|from|as|than"
    r"|before|after|when|an?|the|this|these|their|its|our|his|her)\b)[a-z][a-z’'-]*(?:\s+|(?=[^\w’'-]|$))){1,4}"
)
_BEHIND_NUMBER = re.compile(rf"(?:\d\)?|%\)?)\s+({_NOUN_PHRASE})", re.IGNORECASE)
# «Of the newly qualified workers who joined, 39 of 45 …»: the whole is named before the figure.
_OF_WHOM = re.compile(rf"\bof\s+(?:the\s+|all\s+|these\s+)*({_NOUN_PHRASE})", re.IGNORECASE)
_OF_PEOPLE = re.compile(
    rf"\bof\s+(?:the\s+|all\s+|these\s+|our\s+|its\s+|their\s+)*({_NOUN_PHRASE.replace('{1,4}', '{1,7}')})",
    re.IGNORECASE,
)
# «Practitioners who work with families»: what they do says of whom it is told.
_WHO_DO = re.compile(
    rf"(?:\d\)?|%\)?)\s+(?P<who>{_NOUN_PHRASE})"
    r"who\s+(?!must|needs?|should|ha(?:ve|s) to|are to|are (?:asked|expected|required))"
    r"(?P<did>(?:(?!(?:had|has|have|was|were|is|are|did|do|does|can|could)\b)[^\s.,;:()]+\s*)+)",
    re.IGNORECASE,
)
_PARTS = re.compile(rf"{OF}|{FOR}")
# What is counted stands before the first of these: «people who joined in twelve months» are no months. And «those at
# which the child was seen, of visits» are visits.
_BEYOND_HEAD = re.compile(r"\b(?:who|whom|whose|that|which|in|on|at|by|for|with|from|to|of|without|about)\b")
# Words that narrow nobody down, as the definition says anyway who belongs to them.
_OF_ANYBODY = frozenset({"eligible", "relevant", "other", "same", "such", "all", "individual", "different"})
_CURE = "Say what was counted, and of whom, in the words of its definition."

Told = tuple[str, WhoIsCounted]
"""The words up to the first that names somebody or something that can be counted, and its class."""


def _has_figure(line: Line, given: Given) -> bool:
    return bool(line.figures)


def _find(line: Line, given: Given) -> Iterator[Found]:
    own, numbers = given.own_words(line), given.own_rules.numbers
    for figure in line.figures:
        tied = figure.stated or figure.measured
        if tied is None or not tied.definition.strip():
            continue
        measure = figure.measured.figure.measure_id.replace("-", " ") if figure.measured is not None else ""
        counted, beside = f"{tied.definition} {measure}", _beside(figure, own, numbers)
        if beside is not None and (classes := _counted(tied.definition, numbers)) and beside[1] not in classes:
            yield Found(
                "figure.other_class",
                f"{figure.number} counts «{tied.definition}», and the sentence counts «{beside[0]}».",
                _CURE,
            )
        elif people := _people_for_things(figure, tied.definition, own, beside, numbers):
            yield Found(
                "figure.other_class",
                f"{figure.number} counts «{tied.definition}», and the sentence tells it of «{people}».",
                _CURE,
            )
        elif widened := _widened(tied.definition, own) or (figure.stated and _left_out(tied.definition, own)):
            yield Found(
                "figure.widened",
                f"{figure.number} counts «{tied.definition}», and the sentence tells it of «{widened}».",
                _CURE,
            )
        elif some := _some_of_them(tied.definition, own, numbers):
            yield Found(
                "figure.narrowed",
                f"{figure.number} counts «{tied.definition}», and the sentence leaves out «{some}».",
                _CURE,
            )
        elif figure.measured is not None and (narrowed := _narrowed(figure, line, own, counted, numbers)):
            # What a measure counts says of whom. What an agency states may leave that to the sentence.
            yield Found(
                "figure.narrowed",
                f"{figure.number} counts «{tied.definition}», and the sentence tells it of «{narrowed}» alone.",
                _CURE,
            )


def _counted(definition: str, numbers: SmallNumbers) -> frozenset[WhoIsCounted]:
    """The class of those counted and that of all of them, by the first word of each that names any."""
    parts = [_BEYOND_HEAD.split(part)[0] for part in _PARTS.split(definition)]
    classes = frozenset(counts for part in parts if (counts := first_class(part, numbers)) is not None)
    # Files that were read are a sample, and files.
    return classes | _THINGS if classes & _THINGS else classes


def _up_to_class(phrase: str, numbers: SmallNumbers) -> Told | None:
    words = phrase.split()
    for stop in range(1, len(words) + 1):
        counts = first_class(" ".join(words[:stop]), numbers)
        # A thing behind another word may be what somebody did: «took training sessions».
        if counts is not None and (stop == 1 or counts in _PEOPLE):
            return " ".join(words[:stop]), counts
    return None


def _beside(figure: LineFigure, own: str, numbers: SmallNumbers) -> Told | None:
    """What stands right behind a number of the figure: «163 of 188 (87%) workers»."""
    for start, end in places_of(figure.text, own):
        for found in _BEHIND_NUMBER.finditer(own, start):
            if found.start(1) > end + 2:
                break
            if told := _up_to_class(found[1], numbers):
                return told
    return None


def _people_for_things(
    figure: LineFigure, definition: str, own: str, beside: Told | None, numbers: SmallNumbers
) -> str:
    """«Of the workers, 20 of 23 reached their milestones»: people told as all of them, where things are counted."""
    heads = [_BEYOND_HEAD.split(part)[0] for part in _PARTS.split(definition)]
    if any(first_class(head, numbers) in _PEOPLE or _ANYBODY.search(head) for head in heads):
        return ""
    things = [words for head in heads if (words := named_in(head) - _ALL_OF_THEM)]
    for start, end in places_of(figure.text, own):
        if beside is not None and beside[1] in _PEOPLE and any(words & named_in(own[end:]) for words in things):
            return beside[0]
        begins = max(own.rfind(mark, 0, start) for mark in ".;:") + 1
        for found in _OF_PEOPLE.finditer(own, begins, start):
            told, behind = _up_to_class(found[1], numbers), own[found.end() :]
            if told is None or told[1] not in _PEOPLE or not _TO_FIGURE.fullmatch(own[found.end() : start]):
                continue
            # «Files of the service» tells whose files they are; «of the workers, …» tells of how many.
            is_whole = _BEGINS.search(own[begins : found.start()])
            is_known = any(first_class(head, numbers) is WhoIsCounted.OTHER for head in heads)
            is_known |= bool(things) and (len(heads) > 1 or any(words & named_in(behind) for words in things))
            if is_whole and is_known:
                return told[0]
    return ""


_ANYBODY = re.compile(
    r"\b(?:people|persons?|everybody|everyone|readers?|returns?|answers?|cases?|times)\b", re.IGNORECASE
)
_BEGINS = re.compile(r"(?:^|,|\band|\bthat)\s*$")
# «Of the workers in the trust, about …».
_TO_FIGURE = re.compile(r"(?:(?:in|at|of|from|who|with|for|whose)\b[^,.;:]{0,40})?,?\s*(?:about\s+)?", re.IGNORECASE)
_ALL_OF_THEM = named_in("those what cases times answers")


# «People who joined in the year»: what happened to them in a time makes them the ones who are counted.
_WHO_DID = re.compile(
    r"\b(?P<head>[a-z][\w’'-]+)\s+(?:who|that)\s+(?:had\s+|have\s+)?(?P<did>\w{2,}ed|came|left|began|went|took|got|met|moved)\b",
    re.IGNORECASE,
)
_WHO_ARE = re.compile(
    r"\b[Oo]f\s+(?:all\s+|the\s+|those\s+)*(?P<head>[a-z][\w’'-]+\s+)?(?:who|that)\s+(?:work|works|are|is|live|lives|belong|serve|serves)\b"
    r"[^,.;:]*",
    re.IGNORECASE,
)


def _widened(definition: str, own: str) -> str:
    """The words «of the people who work for the agency», where those are counted who joined it in a year; else ""."""
    did = [found["did"] for part in definition.split(OF)[1:] for found in _WHO_DID.finditer(part)]
    are = _WHO_ARE.search(own)
    return are.group() if are is not None and did and not named_in(" ".join(did)) & named_in(own) else ""


# «Enquiries about a mark», «children visited after they went home»: which of them were counted.
_WHICH_OF_THEM = re.compile(
    r"^\s*(?P<head>[a-z][\w’'-]+)\s+(?:about|for|of)\s+(?P<which>(?:(?!(?:who|that|which|by|in|on|at|before|after|made|read|filled"
    r"|done|had|were|was)\b)[\w’'-]+\s*){1,5})"
    r"|^\s*(?P<them>[a-z][\w’'-]+)\b.*?\bafter\s+(?P<when>(?:they|it)\s+[^,.;]+)",
    re.IGNORECASE,
)
_SAYS_WHICH = r"(?:\s+[\w’'-]+){0,2}?\s+(?:about|for|of|who|that|whose|from|where|with|after|when|since|back)\b"


def _left_out(definition: str, own: str) -> str:
    """The head of what was counted, where the sentence leaves out of which of them it is; "" where it does not.

    What stands there in other words is not asked: only that something stands there.
    """
    said = named_in(own)
    for found in (one for part in definition.split(OF) if (one := _WHICH_OF_THEM.match(part))):
        head, which = found["head"] or found["them"], named_in(found["which"] or found["when"])
        alone = re.compile(rf"\b{re.escape(head)}\b(?!{_SAYS_WHICH})", re.IGNORECASE)
        if which and not which & said and (bare := alone.search(own)):
            return bare.group()
    return ""


def _some_of_them(definition: str, own: str, numbers: SmallNumbers) -> str:
    """«Health visitors», where health visitors and school nurses are counted: those whom the sentence leaves out."""
    said = named_in(own)
    if _ANY_OF_THEM.search(own):
        return ""
    for part in _PARTS.split(definition):
        groups = [group.strip() for group in _AND.split(_BEYOND_HEAD.split(part)[0])]
        if len(groups) < 2 or any(first_class(group, numbers) not in _PEOPLE for group in groups):
            continue
        told = [bool(named_in(group) & said) for group in groups]
        if any(told) and not all(told):
            return groups[told.index(False)]
    return ""


_AND = re.compile(r",\s+(?:and\s+|or\s+)?|\s+and\s+|\s+or\s+")
_ANY_OF_THEM = re.compile(
    r"\b(?:people|staff|professionals|practitioners|workers|famil\w+|everybody|all of them|parents)\b", re.IGNORECASE
)


def _narrowed(figure: LineFigure, line: Line, own: str, counted: str, numbers: SmallNumbers) -> str:
    """The group that the sentence names, where a word narrows it down of which nothing behind the figure speaks."""
    told = [_beside(figure, own, numbers)]
    for start, _ in places_of(figure.text, own):
        begins = max(own.rfind(mark, 0, start) for mark in ".;:") + 1
        told += [_up_to_class(found[1], numbers) for found in _OF_WHOM.finditer(own, begins, start)]
    known = named_in(" ".join([counted, *(item.title for item in line.basis), line.agency, *line.about]))
    for start, end in places_of(figure.text, own):
        for found in _WHO_DO.finditer(own, start):
            if found.start() > end + 2:
                break
            # What people must do, and one word for what they did, the definition may say in other words.
            if len(did := named_in(found["did"])) > 1 and not did & known and _up_to_class(found["who"], numbers):
                return f"{found['who'].strip()} who {found['did'].strip()}"
    for words, counts in (one for one in told if one is not None):
        narrow = [word for word in words.split()[:-1] if named_in(word) and word.casefold() not in _OF_ANYBODY]
        if counts in _PEOPLE and narrow and not any(named_in(word) & known for word in narrow):
            return words
    return ""


CHECK = LineCheck(
    id="figure-whom",
    title="Each figure is told of those who were counted",
    codes={
        "figure.other_class": "The sentence counts people where things were counted, or other people.",
        "figure.widened": "Some were counted, by what they are about or what happened to them, and "
        "the sentence tells it of "
        "all.",
        "figure.narrowed": "The sentence tells a measure of a narrower group than the one that it counts.",
    },
    applies=_has_figure,
    find=_find,
)
