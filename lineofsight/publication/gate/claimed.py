"""How people say what became of recommendations and actions: how many of which, and in what state."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from lineofsight.intake.sentences import sentence_places
from lineofsight.publication.gate.numbers import A_NUMBER, numbers_in


class State(StrEnum):
    """What a sentence says of them, in the words in which the check answers."""

    DONE = "done"
    OPEN = "open"
    ACCEPTED = "accepted"
    IN_FULL = "accepted in full"
    DECLINED = "declined"
    ANSWERED = "answered"
    LATE = "late"
    IN_TIME = "done by their day"


@dataclass(frozen=True, kw_only=True)
class Claim:
    """«All four recommendations to the council have been implemented», taken to pieces.

    quantity: the word for how many, in small letters; empty for one that is meant («the recommendation to …»). whole:
    of how many. about: what follows the noun. by: who does it. is_not: the state is denied.
    """

    text: str
    noun: str
    quantity: str
    whole: int | None
    about: str
    by: str
    state: State
    is_not: bool


_STATES = (
    (State.LATE, r"overdue|late\b(?!r)|past (?:its|their) (?:due )?(?:day|date)s?|behind"),
    (State.OPEN, r"open|outstanding|unfinished|incomplete|(?:still )?to be (?:done|implemented|completed|finished)"
                 r"|in progress|under ?way"),
    (State.IN_FULL, r"(?:accepted|agreed)(?: to)? (?:in full|without (?:change|exception|reservation)s?)"
                    r"|fully (?:accepted|agreed)"),
    (State.ACCEPTED, r"accepted(?! in part)|agreed(?! in part)"),
    (State.DECLINED, r"declined|rejected|turned down|refused"),
    (State.ANSWERED, r"answered|responded to|replied to"),
    (State.DONE, r"(?:implemented|completed?|done|finished|fulfilled|achieved|delivered(?: on)?|acted (?:up)?on"
                 r"|carried out|put in(?:to)? place|in place|put into (?:practice|effect)|met|closed|signed off)"
                 r"(?! (?:in part|by half|or)\b)"),
)  # fmt: skip


def _state(*states: State) -> str:
    return "|".join(f"(?P<{state.name.lower()}>{words})" for state, words in _STATES if state in states)


_STATE = _state(*State)
_MANY = (
    rf"all but {A_NUMBER}|nearly all|almost all|virtually all|not (?:all|every|each|one)|all|every(?: one)?"
    r"|each(?: one)?|both|none|no|neither|(?:about |around |over |more than |less than |under )?half|(?:the )?majority"
    r"|most|many|several|some|a few|few|any"
    rf"|(?:(?:at least|more than|over|fewer than|less than|up to|at most|nearly|almost|only|just|so far) )?{A_NUMBER}"
)
_OWN = r"(?:the|its|our|their|these|those|this|that|such|his|her)"
_WHICH = rf"(?:of )?(?:{_OWN} )?(?:review[’']s |report[’']s )?(?:(?P<whole>{A_NUMBER}) (?:of )?(?:{_OWN} )?)?"
_NOUN = r"(?P<noun>recommendations?|actions?(?! (?:plans?|learning|research)\b))"
# «To the council», «for which the trust is responsible»: words, but none with which the sentence says what became.
_NUMBERS = r"(?: \d{1,2}(?:, \d{1,2})*(?:,? and \d{1,2})?)(?![\d%])"
_ABOUT = rf"(?P<about>{_NUMBERS}|(?:(?: |, (?!(?:{_MANY})\b))(?!(?:and|but|or)\b)[\w’'-]+){{0,12}}?)"
_SOFT = (
    r"(?:now|since|all|also|both|each|already|been|still|fully|formally|successfully|either|therefore|however|finally"
    r"|not|never|yet|only|so far)"
)
_BE = rf"(?P<aux>(?:is|are|was|were|has|have|had|remains?|remained|stays?|stands?|got|gets?)(?: {_SOFT})*)"
_WHEN = (
    r"(?P<when>[^.;]{0,40}?\b(?:on time|in time|(?:by|before|within|on) (?:its|their|the) (?:due |agreed |set )?"
    r"(?:days?|dates?|time|deadlines?)|to time|without delay))?"
)
_PASSIVE = re.compile(
    rf"\b(?:(?P<quantity>{_MANY}) )?{_WHICH}{_NOUN}{_ABOUT},? {_BE} (?:{_STATE})\b(?! or\b){_WHEN}", re.IGNORECASE
)
_SHORT = re.compile(
    rf"\b(?P<quantity>{_MANY})(?: of (?:(?:the|these|those|its|our|them)\b ?)?(?P<whole>{A_NUMBER})?)? ?"
    rf"{_BE} (?:{_STATE})\b(?! or\b){_WHEN}",
    re.IGNORECASE,
)
_HELPS = rf"(?P<aux>(?:has|have|had|did|do|does)?(?: {_SOFT})*) ?"
# «We accepted all» ends there, or with what they are.
_OF_WHAT = rf"(?:{_WHICH}{_NOUN}{_ABOUT}(?=[.,;:]|$| and\b| but\b)|(?:of them)?(?=[.,;]|$| and\b))"
_DEED = _state(State.IN_FULL, State.ACCEPTED, State.DECLINED, State.ANSWERED, State.DONE)
_ACTIVE = re.compile(
    rf"(?P<by>\b(?:we|they|it|[\w’' -]{{2,60}}?)) {_HELPS}(?:{_DEED})\b(?! or\b)(?P<full> in full)? "
    rf"(?:(?P<quantity>{_MANY})\b ?)?{_OF_WHAT}{_WHEN}",
    re.IGNORECASE,
)
# «There are no overdue actions»: the state stands before the noun.
_BEFORE = re.compile(
    rf"\b(?P<quantity>{_MANY}) (?:(?P<late>overdue|late)|(?P<open>open|outstanding|unfinished|incomplete)) "
    rf"{_NOUN}{_ABOUT}(?=[.,;:]|$| (?:and|but)\b)",
    re.IGNORECASE,
)
# «Managers check that all actions are completed», «nobody says that …».
_NOT_SAID = re.compile(
    r"\b(?:check\w*|mak(?:e|es|ing) (?:sure|certain)|ensur\w+|nobody|no one|not (?:said|shown|known)|need\w*|want\w*"
    r"|requir\w+|expect\w*|hope\w*|aim\w*)\b",
    re.IGNORECASE,
)
_MEANT = re.compile(rf"\W*(?:of )?{_OWN}\b", re.IGNORECASE)
_NAMED = re.compile(rf"{_NOUN}{_ABOUT}(?=[.,;:]|$| (?:and|but|is|are|was|were|has|have|had)\b)", re.IGNORECASE)
# Others make recommendations too, and have plans of actions.
_OF_OTHERS = re.compile(
    r"\b(?:audit\w*|inspect\w*|ofsted|cqc|hmic\w*|jtai|peer|panel|national\w*|coroner\w*|court|judge|earlier|previous"
    r"|other|another|scrutineer|assessments?|serious|domestic|adult|conference|core group"
    r"|child[’']s plan|plans for|care plans?|disciplinary|legal|enforcement)\b",
    re.IGNORECASE,
)
_LATER = re.compile(
    r"\b(?:will|shall|would|should|must|may|might|could|if|whether|until|once|when|unless|going to)\b", re.I
)
_MADE = re.compile(
    rf"\b(?:review|report|reviewers?)\s+(?:has\s+|had\s+)?(?:made|makes|set\s+out|contains?|gave|gives|ended\s+with"
    rf"|asked\s+for|lists?)\s+(?:(?:a\s+total\s+of|only|just)\s+)?(?P<number>{A_NUMBER})\s+(?:\w+\s+)?recommendations?\b"
    # «To the council»: of those alone it is the number.
    r"(?!\s+(?:to|for|about|on|that|which)\b)",
    re.IGNORECASE,
)


# «Accepted what the review recommended» says it of all of them.
_ALL_THAT_WAS_ASKED = re.compile(
    r"\b(?:(?:all|everything|each thing) (?:of )?(?:that |what )?|what )(?:the|this) (?:review|report)(?: has| had)? "
    r"(?:recommended|asked for|asked|set out)(?! (?:us|it|them|of|to)\b)",
    re.IGNORECASE,
)


def claims_said(text: str, *, whole: Mapping[str, int] | None = None) -> Iterator[Claim]:
    """What a text says became of recommendations and actions; nothing of those that somebody else made.

    A sentence that says what will be, or only whether, claims nothing. whole: how many of each there are, by which
    «two of the six are still open» is known to be of the six recommendations where nothing is named before it.
    """
    last = "", ""
    for start, end in sentence_places(text):
        sentence = _ALL_THAT_WAS_ASKED.sub("all the recommendations", " ".join(text[start:end].split()))
        if _OF_OTHERS.search(sentence):
            last = "", ""
            continue
        seen: list[tuple[int, int]] = []
        for pattern in (_BEFORE, _PASSIVE, _ACTIVE, _SHORT):
            for found in pattern.finditer(sentence):
                if any(begin < found.end() and found.start() < stop for begin, stop in seen):
                    continue
                named, about = _named(sentence, found, last)
                if not named and not sentence[: found.start()].strip(' «“"(-–'):
                    named = _by_number(found, whole or {})
                clause = _clause(sentence, found)
                if not named or _LATER.search(clause) or _NOT_SAID.search(clause):
                    continue
                claim = _claim(found, named, about)
                if claim is not None:
                    seen.append(found.span())
                    yield claim
        mentioned = list(_NAMED.finditer(sentence))
        last = (mentioned[-1]["noun"], mentioned[-1]["about"]) if mentioned else ("", "")


def numbers_made(text: str) -> Iterator[tuple[str, int]]:
    """Where a text says how many recommendations the review made: the words, and the number."""
    for found in _MADE.finditer(text):
        if not _OF_OTHERS.search(text[max(0, found.start() - 40) : found.start()]):
            for number in numbers_in(found["number"])[:1]:
                yield found.group(), int(number)


def _clause(sentence: str, found: re.Match[str]) -> str:
    """The words before a claim from the last comma on, with the claim itself."""
    start = max(sentence.rfind(mark, 0, found.start()) for mark in (",", ";", ":"))
    return sentence[start + 1 : found.end()]


def _named(sentence: str, found: re.Match[str], before: tuple[str, str]) -> tuple[str, str]:
    """Of what is spoken, and what follows it: the noun of the claim, or for «two are open» the last that was named."""
    if found.groupdict().get("noun"):
        return _one(found["noun"]), found["about"]
    named = list(_NAMED.finditer(sentence[: found.end()]))
    return (_one(named[-1]["noun"]), named[-1]["about"]) if named else (_one(before[0]), before[1])


def _by_number(found: re.Match[str], whole: Mapping[str, int]) -> str:
    """The noun of which there are as many as the sentence says: «two of the six»."""
    said = numbers_in(found["whole"])[:1] if found["whole"] else ()
    return next((noun for noun, number in whole.items() if said and number > 1 and number == int(said[0])), "")


def _one(noun: str) -> str:
    return noun.casefold().removesuffix("s")


def _claim(found: re.Match[str], noun: str, about: str) -> Claim | None:
    said = found.groupdict()
    state = next(one for one, _ in _STATES if said.get(one.name.lower()))
    if said.get("full") and state is State.ACCEPTED:
        state = State.IN_FULL
    if said.get("when") and state is State.DONE:
        state = State.IN_TIME
    quantity = " ".join((said["quantity"] or "").casefold().split())
    if not quantity and not (said.get("noun") or "").casefold().endswith("s"):
        quantity = "one that is meant" if said.get("noun") else ""
    # «Actions are closed in supervision» is of no particular ones.
    is_any = noun == "action" and not _MEANT.match(found.group())
    if not quantity and (not said.get("noun") or is_any):
        return None
    whole = numbers_in(said["whole"])[:1] if said.get("whole") else ()
    return Claim(
        text=found.group().strip(" ,"),
        noun=noun,
        quantity=quantity,
        whole=int(whole[0]) if whole else None,
        about=about.strip(" ,"),
        by=(said.get("by") or "").strip() if said.get("noun") else "",
        state=state,
        is_not=bool(re.search(r"\b(?:not|never)\b", said.get("aux") or "", re.IGNORECASE)),
    )
