"""Texts beside the sentences, which have no evidence of their own, claim no more than the sentences and records do."""

import re
from collections.abc import Iterator

from lineofsight.library.borne_out import said_in
from lineofsight.library.kinds import Asks, AtGate
from lineofsight.library.wording import claims_in
from lineofsight.publication.content.edition import Line
from lineofsight.publication.gate.based import base_of
from lineofsight.publication.gate.check import Found, LineCheck, WholeCheck
from lineofsight.publication.gate.checks.chain import told_otherwise
from lineofsight.publication.gate.checks.claims import ZERO_WORDS, is_denied
from lineofsight.publication.gate.checks.sizes import words_that_differ
from lineofsight.publication.gate.checks.whole import ONLY_ASKED, headings, is_topic
from lineofsight.publication.gate.given import Given

_CURE = "Say what was looked at, as the figure of the sentence says it."


def _has_opinion(line: Line, given: Given) -> bool:
    return line.opinion is not None and bool(line.figures)


def _opinion(line: Line, given: Given) -> Iterator[Found]:
    """«Read every plan» beside 40 plans that were read: an opinion on a figure is of those that were counted."""
    bases = [base for figure in line.figures if (base := base_of(figure)) is not None]
    if line.opinion is None or not bases or any(base.of and base.n == base.of for base in bases):
        return
    rules = [rule for rule, _ in given.words_of_rules if rule.asks is Asks.FULL_COUNT and rule.at_gate is AtGate.STOP]
    for claim in claims_in(line.opinion.rationale, rules):
        if claim.word.casefold() in _OF_ALL:
            yield Found(
                "opinion.of_all",
                f"The opinion says «{claim.word}», and the figure beside it is {bases[0].words}.",
                _CURE,
            )
            return
    for said, words in words_that_differ(line.opinion.rationale, line.figures):
        yield Found("opinion.of_all", f"The opinion says «{said}», and the figure beside it is {words}.", _CURE)


_OF_ALL = frozenset({"all", "every", "everyone", "everybody", "always", "without exception", "whole service"})

OPINION = LineCheck(
    id="opinion-beside-figure",
    title="An opinion tells of no more than the figure beside it",
    codes={"opinion.of_all": "The reasons of an opinion say «all» or «every» beside a figure that does not."},
    applies=_has_opinion,
    find=_opinion,
)

# «Children and parents were asked, and their answers will follow»: under the reason why nobody was.
_WERE_ASKED = re.compile(
    r"\b(?:were|was|have been|has been|had been)\s+(?:all\s+|each\s+|also\s+)?(?:asked|heard|consulted|listened to"
    r"|interviewed|surveyed|spoken to)\b(?!\s+(?:to|by nobody)\b)"
    r"|\b(?:we|they|agencies|partners|workers)\s+(?:have\s+)?(?:asked|heard|listened to|spoke to"
    r"|consulted)\s+(?:the\s+)?"
    r"(?:children|parents|famil\w+|young)"
    r"|\b(?:children|parents|famil\w+|young people|carers)\s+(?:have\s+|has\s+)?(?:told|said|answered|agreed?"
    r"|felt|read|found|finds?|thinks?|thought|supports?|supported|welcomed?|confirm\w*|likes?|liked)\b",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:what|not|no|nobody|none|never|neither|only if|whether|once|when|before|until|if)\b", re.IGNORECASE
)


_ALL_DONE = re.compile(
    r"\b(?:all|every\w*|each)\b[^.;]{0,40}\b(?:is|are|was|were|has been|have been|has|have)\s+(?:now\s+)?(?:done"
    r"|implemented"
    r"|completed|carried out|put right|acted on|in place)\b",
    re.IGNORECASE,
)


def _find(given: Given) -> Iterator[Found]:
    content = given.content
    for part in re.split(r"[.;:!?]", content.voices.nobody_asked_reason):
        said = _WERE_ASKED.search(part)
        if said and not content.voices.items and not _DENIED.search(part[: said.end()]):
            yield Found(
                "voices.said_asked",
                f"«{said.group()}» stands in the reason why nobody was asked.",
                "Print what they told us, with who, how and how many; or say why nobody was asked.",
                "ready",
            )
    rules = [rule for rule, _ in given.words_of_rules if rule.asks is Asks.LEVEL and rule.at_gate is AtGate.STOP]
    for where, text in _edges(given):
        if done := _ALL_DONE.search(text):
            yield _edge(where, done.group())
        if agreed := _agreed(text, given):
            yield Found(
                "note.claims",
                f"{where} says «{agreed}», and nobody gave such an opinion here.",
                "Say in the note who approved it and when; what somebody from outside thinks stands in an opinion.",
                "ready",
            )
        claimed = (one for one in claims_in(text, rules) if not is_denied(text, one))
        for claim in list(claimed)[:1]:
            yield _edge(where, claim.word)
    for where, text in headings(content):
        for kind in given.own_rules.claims:
            claimed_there = said_in(text, kind) if kind.in_headings and not ONLY_ASKED.search(text) else ()
            if claimed_there and not is_topic(text[: text.find(claimed_there[0].words)]):
                yield Found(
                    "elsewhere.claims",
                    f"{where} «{text}» says {kind.matter} («{claimed_there[0].words}»), and no evidence stands "
                    "behind it.",
                    "Name what it is about, and say the rest in a sentence.",
                    "edit",
                )
    for where, text in _texts(given):
        for why in told_otherwise(text, given):
            yield Found(
                "elsewhere.chain", f"{where}: {why}", "Say how many, as the records of the review say it.", "edit"
            )


def _edges(given: Given) -> Iterator[tuple[str, str]]:
    """Free words beside the sentences. What the family says of its own line is left out: only it can know."""
    yield "The note on publishing", given.content.published_note
    if given.content.declared.family is not None:
        yield "The line about the child", _OF_THE_LINE.sub(" ", given.content.declared.family.child_line)


_OF_THE_LINE = re.compile(
    r"\bagree[sd]?\s+(?:to|with)\s+(?:it|(?:this|these|the)\s+(?:line|words?|sentence))\b", re.IGNORECASE
)


def _edge(where: str, said: str) -> Found:
    return Found(
        "note.claims",
        f"{where} says «{said}», and no evidence stands behind it.",
        "Say it in a sentence with its evidence.",
        "ready",
    )


_AGREES = re.compile(
    r"\b(?:agrees?|agreed with|endorse[sd]?|welcome[sd]?|commend(?:s|ed)?|support(?:s|ed)|praise[sd]?)\b", re.I
)


def _agreed(note: str, given: Given) -> str:
    """Who is said in the note to agree with what is published, or the inspectorate that it names."""
    bodies = [name for names in given.own_rules.publishing.inspectorates for name in names]
    named = next((name for name in bodies if re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", note)), "")
    agrees = _AGREES.search(note)
    return named or (agrees.group() if agrees else "")


_VIEW_OF_ALL = re.compile(r"\b(?:not|no|nor|never|neither|cannot|whether|if|\w+n['’]t)\b[^.;:]*$", re.IGNORECASE)


def _has_view(line: Line, given: Given) -> bool:
    return any(signature.different_view.strip() for signature in line.signatures)


def _view(line: Line, given: Given) -> Iterator[Found]:
    """A different view says what an agency sees otherwise; what it claims needs evidence as in a sentence."""
    asked = (Asks.LEVEL, Asks.FULL_COUNT)
    rules = [rule for rule, _ in given.words_of_rules if rule.asks in asked and rule.at_gate is AtGate.STOP]
    for view in (signature.different_view for signature in line.signatures):
        claims = [one for one in claims_in(view, rules) if one.word.casefold() not in ZERO_WORDS]
        said = next((one for one in claims if not _VIEW_OF_ALL.search(view[: one.start])), None)
        if said is not None:
            yield Found(
                "view.claims",
                f"The different view says «{said.word}», and no evidence stands behind a view.",
                "Say what is seen otherwise, and put the rest into a sentence with its evidence.",
            )


VIEW = LineCheck(
    id="different-view",
    title="A different view claims nothing that a sentence would have to show",
    codes={"view.claims": "A different view says «all», or claims an effect or a change."},
    applies=_has_view,
    find=_view,
)


def _texts(given: Given) -> Iterator[tuple[str, str]]:
    content = given.content
    yield "The note on publishing", content.published_note
    for section in content.sections:
        yield f"The heading «{section.title}»", section.title
    for item in content.open_items:
        yield "«Not yet done or known»", item.text
        yield "«Not yet done or known»", item.reason
    for line in content.lines():
        if line.opinion is not None:
            yield f"The opinion beside sentence {line.number}", line.opinion.rationale


CHECK = WholeCheck(
    id="elsewhere",
    title="What stands beside the sentences claims no more than they and the records do",
    codes={
        "voices.said_asked": "The reason why nobody was asked says that somebody was.",
        "note.claims": "The note on publishing, or the line about the child, claims what a sentence would have to "
        "show.",
        "elsewhere.claims": "The title or a heading says how well or how soon something is done, or how it changed.",
        "elsewhere.chain": "A heading, a note, an open item or an opinion says of recommendations what the "
        "records do not.",
    },
    find=_find,
)
