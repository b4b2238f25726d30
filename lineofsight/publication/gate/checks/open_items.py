"""What stands under «Not yet done or known»: no day of it is past, and no partner is left out of the Summary."""

import re
from collections.abc import Iterator

from lineofsight.library.borne_out import said_in
from lineofsight.library.claim import Otherwise
from lineofsight.library.kinds import Asks, AtGate
from lineofsight.library.wording import claims_in
from lineofsight.library.words import day_words
from lineofsight.publication.content.edition import EditionContent, OpenItem, OpenKind
from lineofsight.publication.content.open_list import of_recommendation, open_list
from lineofsight.publication.content.promised import Answered
from lineofsight.publication.gate.check import Found, WholeCheck
from lineofsight.publication.gate.checks.claims import THAN_BEFORE
from lineofsight.publication.gate.checks.promised_days import names_another_day
from lineofsight.publication.gate.given import Given

# Who has not responded has said nothing: neither that they agree nor that they have nothing to add.
_ANSWERED = re.compile(
    r"\b(?:has|have)\s+(?!not\b|never\b|yet\b)(?:\w+\s+)?"
    r"(?:read|said|told|answered|replied|responded|agreed|confirmed|nothing)\b"
    r"|\b(?:says|agrees|confirms)\b(?!\s+(?:nothing|(?:that\s+)?(?:it|they)\s+will)\b)",
    re.IGNORECASE,
)
# Of whom nothing was asked nobody says that they have not responded.
_NOT_ASKED = re.compile(
    r"\b(?:(?:was|were|is|are|has been|have been)\s+(?:not|never)\s+(?:yet\s+|been\s+)?asked"
    r"|(?:nobody|no one)\s+(?:has\s+)?asked|(?:had|has)\s+nothing\s+to\s+say)\b",
    re.IGNORECASE,
)
_DONE_NOW = re.compile(
    r"\b(?:it|this|they|that)\s+(?:(?:now|since)\s+(?:does|do|is|are|has|have)|(?:is|are|has|have|does)\s+now)\b"
    r"(?!\s+(?:not|no|yet|to|late|expected|due|planned)\b)"
    # «It was to ask for it. It does.»
    r"|(?<=[.!?;]\s)(?:it|they|he|she|this|that)\s+(?:has|have|does|do|did|is|are|was|were)(?=\s*[.;!]|\s*$)"
    r"|(?:^|[.!?;]\s)it\s+is\s+(?:now\s+)?known\b"
    r"|\b(?:has|have)\s+(?:now|since)\s+been\s+(?:done|made|set up|closed|completed|finished|put in place)\b",
    re.IGNORECASE,
)


_STILL_OPEN = frozenset({OpenKind.LATE, OpenKind.NOT_KNOWN})
_SAYS_SOMETHING = re.compile(
    r"\b(?:has|have|is|are|was|were|does|do|did|had|asks?|gives?|uses?|sees?|works?|takes?|tells?|holds?|reads?|meets?)\b",
    re.IGNORECASE,
)
_SAYS_OPEN = re.compile(
    r"\b(?:not|no|nobody|none|nothing|never|neither|nor|cannot|without|\w+n['’]t|yet|still|late|later|overdue|waits?|waiting"
    r"|(?:was|were|is|are) to|due|until|unknown|unclear|whether|open|unfinished|missing|moved|put off|delayed?"
    r"|only|too few"
    r"|should|needs?|remains?)\b",
    re.IGNORECASE,
)


# «Whether practice has improved», «it has not improved» is what may be open.
_OF_WHAT_IS_OPEN = re.compile(
    r"\b(?:whether|how|if|not|no|nobody|nothing|to|(?:known|says?|tells?|shows?|seen)\s+(?:what|which))\b[^.;]*$",
    re.IGNORECASE,
)


def _find(given: Given) -> Iterator[Found]:
    content = given.content
    for item in content.open_items:
        if item.expected_date is not None and item.expected_date < content.as_at_date:
            yield Found(
                "open.day_past",
                f"«{item.text}» was expected by {day_words(item.expected_date)}, which had passed when the Summary was "
                "told.",
                "Say by when it is expected now, or leave the day out.",
                "edit",
            )
        if item.expected_date is not None and (words := names_another_day(item.text, item.expected_date)):
            yield Found(
                "open.other_day",
                f"«{item.text}» says «{words}», and the day that is kept with it is {day_words(item.expected_date)}.",
                "Write the same day in both: in the words, or in «Expected by» beside them.",
                "edit",
            )
        if item.kind is OpenKind.NOT_RESPONDED and _ANSWERED.search(item.text):
            yield Found(
                "open.answered",
                f"«{item.text}» is marked «{item.kind.value}», and tells what was answered.",
                "Say that no answer has come, or mark it as what it is.",
                "edit",
            )
        elif item.kind is OpenKind.NOT_RESPONDED and (unasked := _NOT_ASKED.search(item.text)):
            yield Found(
                "open.answered",
                f"«{item.text}» is marked «{item.kind.value}», and «{unasked.group()}» says that nothing was asked.",
                "Say that it was asked and no answer has come, or mark it as what it is.",
                "edit",
            )
        if done := _DONE_NOW.search(item.text):
            yield Found(
                "open.told_as_done",
                f"«{item.text}» stands under «Not yet done or known», and «{done.group().strip()}» tells it as done.",
                "Say what is still open, or close it and tell it in a sentence with its evidence.",
                "edit",
            )
        elif item.kind in _STILL_OPEN and _SAYS_SOMETHING.search(item.text) and not _SAYS_OPEN.search(item.text):
            yield Found(
                "open.told_as_done",
                f"«{item.text}» is marked «{item.kind.value}», and no word of it says what is not done or not known.",
                "Say what is still open, or close it and tell it in a sentence with its evidence.",
                "edit",
            )
        elif item.kind is OpenKind.NOT_RESPONDED and (answer := _contradicted(item, content)):
            yield Found(
                "open.has_answered",
                f"«{item.text}» says that {item.agency} has not answered. The records hold its answer on "
                f"{answer.name.lower()}, as at {day_words(answer.said_date)}, which was accepted.",
                "Take it out: the Summary tells by itself who was asked and has not answered.",
                "edit",
            )
        yield from _claims(item.text, given)
    yield from _passed_over(given)


def _contradicted(item: OpenItem, content: EditionContent) -> Answered | None:
    """The accepted answer of an agency of which somebody typed that it has not answered; None where that is so.

    It is so where the records name something that it was asked and has not answered, or it answered before that.
    """
    named = (*map(of_recommendation, content.recommendations), *content.open_records)
    if any(one and one.kind is OpenKind.NOT_RESPONDED and one.agency == item.agency for one in named):
        return None
    answers = [one for row in content.recommendations for one in row.answered if one.agency == item.agency]
    last = max(answers, key=lambda one: one.said_date, default=None)
    is_since = last is not None and (item.since_date is None or last.said_date >= item.since_date)
    return last if is_since else None


def _claims(text: str, given: Given) -> Iterator[Found]:
    rules = [rule for rule, _ in given.words_of_rules if rule.asks is Asks.LEVEL and rule.at_gate is AtGate.STOP]
    clauses = _TURN.split(text)
    with_rest = [
        clause for place, clause in enumerate(clauses) if _names_the_rest(clause, clauses[place + 1 : place + 2])
    ]
    said = [
        claim.word
        for claim in claims_in(text, rules)
        if not (_OF_WHAT_IS_OPEN.search(_since_turn(text, claim.start)) or _THAN_WISHED.search(text[claim.start :]))
        and not any(claim.word.casefold() in clause.casefold() for clause in with_rest)
    ]
    told = list(THAN_BEFORE.finditer(text))
    said += [found.group() for found in told if not _SAYS_OPEN_OF.search(_since_turn(text, found.start()))]
    for clause in clauses:
        for kind in given.own_rules.claims:
            words = said_in(clause, kind) if kind.in_headings and kind.otherwise is Otherwise.NEVER else ()
            said += [one.words for one in words if not _is_open_of(clause, one.words)]
        # «… but every worker rings»: of all of them, where nothing of the clause is open.
        is_open = _SAYS_OPEN_OF.search(clause) or _SAYS_OPEN.search(clause)
        many = _MANY_FIRST.search(clause) or (None if clause is clauses[0] else _OF_ALL.search(clause))
        if many and not is_open and clause not in with_rest:
            said.append(many.group().strip())
    if said:
        yield Found(
            "open.claims",
            f"«{text}» stands under «Not yet done or known», and «{said[0]}» claims what a sentence has to show.",
            "Say what is open, and the rest in a sentence with its evidence.",
            "edit",
        )


# «… is not known, but teams go out to more families»: what stands behind such a word is told, and not open.
_TURN = re.compile(
    r"\b(?:but|although|though|however|yet(?= (?:it|they|the|we|staff|teams|most|all|every|each|nearly)\b)|while"
    r"|whereas)\b|[.;:]"
    r"|,\s+and\s+(?=(?:those|all|every\w*|each|most|nearly|the (?:rest|others?))\b)",
    re.IGNORECASE,
)
_SAYS_OPEN_OF = re.compile(
    r"\b(?:whether|how|if|not|no|nobody|nothing|none|never|without|to be|(?:is|are|has|have|needs?|was|were) to"
    r"|until|late|should|will|said|says|what|when|cannot|\w+n['’]t)\b",
    re.IGNORECASE,
)


_OF_ALL = re.compile(r"\b(?:all|every|each|everybody|everyone|most|nearly all|almost all|always)\b", re.IGNORECASE)
# «Many parents were seen at home»: told of many, whatever a sentence behind it leaves open.
_MANY_FIRST = re.compile(
    r"^\s*(?:many|most|nearly all|almost all|the majority)\b(?=[^,]*\b(?:was|were|is|are|has|have|had)\b)",
    re.IGNORECASE,
)
# «Most teams have answered. Two have not.»: the same told once more of those of whom it is not so.
_DOES = re.compile(r"\b(?:(has|have)|(had)|(is|are)|(was|were))\b", re.IGNORECASE)
_THE_REST = re.compile(
    r"^\s*(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s+(?:of\s+them\s+|(?P<whom>\w+)\s+)?"
    r"(?P<does>has|have|had|is|are|was|were)(?:\s+not|n['’]t)(?:\s+yet)?\s*$",
    re.IGNORECASE,
)
# «More often than they should be» sets nothing against an earlier time.
_THAN_WISHED = re.compile(
    r"^[^.;:]{0,40}?\bthan\b[^.;:]{0,20}?\b(?:should|booked|planned|meant|needed|asked|set|due)\b", re.IGNORECASE
)


def _names_the_rest(clause: str, following: list[str]) -> bool:
    """Whether what follows a clause of most says of how many it is not so, and no more: they are what is open.

    Counted, of the same people and by the same verb: «some have not» names nobody, «it is not counted» is of
    something else.
    """
    rest = _THE_REST.match(following[0]) if following else None
    does = _DOES.search(clause)
    if rest is None or does is None or clause.lower().lstrip().startswith("many"):
        return False
    if rest["whom"] and rest["whom"].lower().rstrip("s") not in clause.lower():
        return False
    same = _DOES.match(rest["does"])
    return same is not None and same.lastindex == does.lastindex


def _is_open_of(clause: str, words: str) -> bool:
    """Whether words of a clause tell what is open, or what ought to be."""
    at = clause.find(words)
    return bool(_SAYS_OPEN_OF.search(clause[:at]) or _THAN_WISHED.search(clause[at:]))


def _since_turn(text: str, at: int) -> str:
    """What stands before a place, from the last word on that turns what is said."""
    turns = [found.end() for found in _TURN.finditer(text, 0, at)]
    return text[turns[-1] if turns else 0 : at]


def _passed_over(given: Given) -> Iterator[Found]:
    content = given.content
    speak = {line.agency for line in content.lines()} - {content.partnership, ""}
    told = {*speak, content.partnership, *(item.agency for item in open_list(content))}
    told |= {name for line in content.lines() for name in line.about}
    # An answer that was accepted is printed beside what was asked.
    told |= {one.agency for row in content.recommendations for one in row.answered if one.says}
    # Where the partnership alone speaks, as one, nobody is left out of what each agency says.
    for partner in content.declared.partners if speak else ():
        if partner not in told:
            yield Found(
                "open.partner_untold",
                f"Nothing in the Summary is by {partner}, and nothing says that it has not answered.",
                f"Add what {partner} did, in a sentence, or accept its answer on an action, which is then printed; "
                "or say under «Not yet done or known» that it has not said.",
                "edit",
            )


CHECK = WholeCheck(
    id="open-items",
    title="What is open has no day that is past, and no partner is passed over",
    codes={
        "open.day_past": "Something open was expected by a day that is past.",
        "open.other_day": "Something open names another day in its words than the one by which it is expected.",
        "open.answered": "Something marked «not responded» tells what was answered, or that nothing was asked.",
        "open.has_answered": "Something is marked «not responded», and the records hold an accepted answer.",
        "open.claims": "Something open claims what a sentence would have to show.",
        "open.told_as_done": "Something open is told as done.",
        "open.partner_untold": "Nothing is told by or of one of the safeguarding partners.",
    },
    find=_find,
)
