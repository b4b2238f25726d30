"""What a sentence is marked as: progress, intention, quotation, context. None is a way round the other checks."""

import re
from collections.abc import Iterator

from lineofsight.intake.sentences import sentence_places
from lineofsight.library.scales import Shows
from lineofsight.publication.content.edition import Line, LineFigure, LineKind
from lineofsight.publication.gate.based import base_of
from lineofsight.publication.gate.check import Found, LineCheck
from lineofsight.publication.gate.given import Given

# The first of these words in a sentence says whether it speaks of what is or of what will be. «Plans» and «is to» may:
# «the trust plans to change it», but «solicitors read care plans to make sure».
_FIRST_VERB = re.compile(
    r"\b(?:(?P<later>will|shall|(?:is|are) going to|intends? to"
    r"|(?:is|are) (?:planning|planned|due|expected) to)"
    # To have agreed is done, and may be all that is told.
    r"|(?P<perhaps>(?:is|are) to|(?:has|have) (?:agreed|committed|undertaken) to|(?:plan|aim|hope|propose|expect)s? to)"
    r"|(?P<now>has|have|had|is|are|was|were|does|do|did|can|remains?|continues?|shows?|attended?|received?))\b",
    re.IGNORECASE,
)
# «Has not yet agreed» says that nothing is done: an intention may say it before what it intends.
_NOT_YET = re.compile(r"\b(?:has|have|is|are|was|were|does|do|did)\s+not\s+yet\b", re.IGNORECASE)
# What agencies have done is theirs to say, with evidence. «Said what they did» tells that they answered.
_DONE = re.compile(
    r"\b(?:has|have)\s+(?:now\s+|all\s+|since\s+|fully\s+|already\s+)*"
    r"(?:done|implemented|completed|achieved|delivered|learned|learnt|acted on|addressed|carried out|changed)\b",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\b(?:recommendations?|actions?|lessons?)\b[^.;]{0,30}?\b(?:was|were)\s+(?:all\s+|fully\s+)*"
    r"(?:done|implemented|completed|achieved|carried out|acted on|met|learned|learnt)\b",
    re.IGNORECASE,
)
_TOLD = re.compile(r"\b(?:what|say|says|said|tell|tells|told|how)\b[^.;]*$", re.IGNORECASE)
_SUBORDINATE = re.compile(r"\b(?:that|which|who|and|to|or|\w+\s+(?:it|this))\s*$", re.IGNORECASE)


def sentences_in(wording: str) -> tuple[str, ...]:
    """The sentences of a wording, as a report is read."""
    return tuple(wording[start:end] for start, end in sentence_places(wording))


def speaks_of_later(wording: str, *, certainly: bool) -> tuple[bool, ...]:
    """For each sentence of a wording: whether its own first verb says what will be.

    «Will» always does; «plans to» and «is to» only when it need not be certain.
    """
    return tuple(_is_later(sentence, certainly=certainly) for sentence in sentences_in(wording))


# «When a child was not brought, we will …»: on what occasion, told first.
_ON_WHICH = re.compile(
    r"^\W*(?:when|whenever|before|after|if|once|where|until|as soon as|who|what|how|whether)\b[^,;.]*,\s+",
    re.IGNORECASE,
)


def _is_later(sentence: str, *, certainly: bool) -> bool:
    sentence = _ON_WHICH.sub("", _NOT_YET.sub(" ", sentence))
    found = _FIRST_VERB.search(sentence)
    if found is None or _SUBORDINATE.search(sentence[: found.start()]):
        return False
    return bool(found.group("later") or (found.group("perhaps") and not certainly))


# «Will go on telling», «as they already do» say that it is done now.
_ALREADY = re.compile(
    r"\b(?:will|shall|to)\s+(?:go on|keep on|keep|continue|carry on)\b"
    r"|(?<!who )(?<!which )(?<!that )\balready\s+(?:do|does|is|are|happens?|works?)\b",
    re.IGNORECASE,
)


# «The day set for this has passed», «It has moved the day for this to …»: told of the day, and nothing is done.
_OF_ITS_DAY = re.compile(
    r"(?<=[.!?])\s+(?:The (?:day|date)\b[^.;]{0,60}\bhas (?:passed|gone by|moved|been moved)"
    r"|It has (?:moved|put off|put back) (?:the|this|its) (?:day|date)\b)[^.;]*\.",
)


def _intention(line: Line) -> Iterator[Found]:
    wording = _OF_ITS_DAY.sub("", line.wording)
    if not all(speaks_of_later(wording, certainly=False)) or _ALREADY.search(wording):
        yield Found(
            "kind.intention_reads_as_done",
            "The sentence is marked as an intention, but it reads as if it were done.",
            "Write what will be done, or mark it as progress and add evidence.",
        )
    if line.due_date is None:
        yield Found("kind.intention_without_day", "The intention has no day.", "Say by when it will be done.")
    if not line.owner_role.strip():
        yield Found("kind.intention_without_owner", "Nobody is named who will do it.", "Name the role that will do it.")


def _quotation(line: Line, given: Given) -> Iterator[Found]:
    if not line.quotations:
        yield Found(
            "kind.quotation_without_words",
            "The sentence is marked as a quotation, but no quotation is tied to it.",
            "Tie the quotation, or mark the sentence as progress and add evidence.",
        )
        return
    own = [part for part in sentences_in(given.own_words(line)) if len(part.split()) >= 3]
    if len(own) > len(line.quotations):
        yield Found(
            "kind.quotation_says_more",
            "The sentence is marked as a quotation, but it says more than the words quoted.",
            "Put your own words into a sentence of their own, with their evidence.",
        )


def _only_intended(line: Line, given: Given) -> bool:
    items = given.rests_on(line)
    return bool(items) and not line.quotations and all(item.shows is Shows.INTENTION for item in items)


# What a definition says was not there: «files that do not say why», «plans without a signature».
_NOT_DONE = re.compile(
    r"\b(?:(?:did|do|does|was|were|is|are|had|has|have|could|cannot)\s+(?:not|never|no)|without|with no|never)\b",
    re.IGNORECASE,
)


def _counts_what_was_not_done(line: Line) -> LineFigure | None:
    """The figure that counts a lack, where it has not become less since it was counted before."""
    for figure in line.figures:
        base, earlier = base_of(figure), figure.compared_with
        if figure.stated is None or base is None or base.n == 0 or not _NOT_DONE.search(figure.stated.definition):
            continue
        fell = earlier is not None and earlier.of and base.of and base.n * earlier.of < earlier.n * base.of
        if not fell:
            return figure
    return None


def _claims(own: str) -> bool:
    said = (found.start() for pattern in (_DONE, _ASKED) for found in pattern.finditer(own))
    return any(not _TOLD.search(own[:start]) for start in said)


def _applies(line: Line, given: Given) -> bool:
    return line.kind is not LineKind.ADVERSE


def _find(line: Line, given: Given) -> Iterator[Found]:
    if line.kind is LineKind.INTENTION:
        yield from _intention(line)
    elif line.kind is LineKind.QUOTATION:
        yield from _quotation(line, given)
    elif line.kind is LineKind.PROGRESS and any(speaks_of_later(given.own_words(line), certainly=True)):
        yield Found(
            "kind.reads_as_intention",
            "Part of the sentence says what will be done, and it is marked as progress.",
            "Put what will be done into its own sentence, marked as an intention with its day and owner.",
        )
    elif line.kind is LineKind.PROGRESS and _only_intended(line, given):
        yield Found(
            "kind.only_intended",
            "The sentence is told as done, but its evidence shows only that it was intended.",
            "Write what will be done, marked as an intention with its day and owner, or add evidence that it is done.",
        )
    elif line.kind is LineKind.PROGRESS and (failing := _counts_what_was_not_done(line)):
        yield Found(
            "kind.adverse_as_progress",
            f"{failing.number} counts what was not done, and the sentence is marked as progress.",
            "Mark the sentence as something that goes badly, or give the number of those that were done.",
        )
    elif line.kind is LineKind.CONTEXT and not line.basis and _claims(given.own_words(line)):
        yield Found(
            "kind.context_claims",
            "The sentence is marked as context, but it says what agencies have done.",
            "Let each agency say it, with its evidence, or write that they have told what they did.",
        )
    elif line.kind is LineKind.CONTEXT and line.agency != given.content.partnership:
        yield Found(
            "kind.context_speaks_for_agency",
            f"The sentence is marked as context, but {line.agency or 'an agency'} says it.",
            "Mark it as progress and add evidence. Context is what the partnership says about the review itself.",
        )


CHECK = LineCheck(
    id="kind",
    title="What is intended is told as an intention, what is done as done",
    codes={
        "kind.intention_reads_as_done": "A sentence marked as an intention reads as if it were done.",
        "kind.intention_without_day": "An intention does not say by when.",
        "kind.intention_without_owner": "An intention does not name the role that will do it.",
        "kind.reads_as_intention": "A sentence marked as progress says what will be done.",
        "kind.quotation_without_words": "A sentence marked as a quotation has no quotation tied to it.",
        "kind.quotation_says_more": "A sentence marked as a quotation also says something of its own.",
        "kind.only_intended": "A sentence is told as done, but its evidence shows no more than an intention.",
        "kind.adverse_as_progress": "A sentence marked as progress counts what was not done.",
        "kind.context_claims": "A sentence marked as context says, without evidence, what agencies have done.",
        "kind.context_speaks_for_agency": "A sentence marked as context is said by an agency, not by the partnership.",
    },
    applies=_applies,
    find=_find,
)
