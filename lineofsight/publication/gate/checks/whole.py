"""Checks of the Summary as one thing: it says something, and it says what is not yet done or known."""

import re
from collections.abc import Iterator

from lineofsight.library.kinds import Asks, AtGate
from lineofsight.library.wording import claims_in
from lineofsight.library.words import counted
from lineofsight.publication.content.edition import EditionContent, NothingOpen
from lineofsight.publication.content.open_list import open_list
from lineofsight.publication.gate.check import Found, WholeCheck
from lineofsight.publication.gate.given import Given


def _has_lines(given: Given) -> Iterator[Found]:
    if not given.content.lines():
        yield Found(
            "summary.empty", "Nothing to check: the Summary has no sentences.", "Add the first sentence.", "edit"
        )
    numbers = [line.number for line in given.content.lines()]
    wrong = next((number for number in numbers if number < 1 or numbers.count(number) > 1), None)
    if wrong is not None:
        yield Found(
            "summary.numbers",
            f"{wrong} is not the number of one sentence, so that a reference to it leads nowhere.",
            "Give each sentence a number of its own, from 1.",
            "edit",
        )


LINES = WholeCheck(
    id="sentences",
    title="The Summary has sentences",
    codes={
        "summary.empty": "The Summary has no sentences.",
        "summary.numbers": "Two sentences have one number, or a sentence has none.",
    },
    find=_has_lines,
)


def _open(given: Given) -> Iterator[Found]:
    content, items = given.content, open_list(given.content)
    empty = [number for number, item in enumerate(content.open_items, start=1) if not item.text.strip()]
    if empty:
        yield Found(
            "open.no_text",
            f"{counted(len(empty), 'item', 'items')} under «Not yet done or known» has no words.",
            "Say what is open, in one sentence.",
            "edit",
        )
    # What follows from the sentences by itself is no account that somebody gave of what is open.
    if content.nothing_open is None and not content.open_items:
        yield Found(
            "open.missing",
            "The Summary has no section «Not yet done or known».",
            "Say what is not yet done or known. If nothing is open, two people say so, and why; it is printed.",
            "edit",
        )
    elif content.nothing_open is not None and items:
        yield Found(
            "open.not_nothing",
            f"The Summary says that nothing is open, but {counted(len(items), 'thing is', 'things are')}: "
            f"«{items[0].text}»",
            "Take out «Nothing is open».",
            "edit",
        )
    elif content.nothing_open is not None:
        yield from _said_by_two(content.nothing_open)


def _said_by_two(said: NothingOpen) -> Iterator[Found]:
    if not said.reason.strip():
        yield Found(
            "open.no_reason", "«Nothing is open» is said without a reason.", "Add the reason; it is printed.", "edit"
        )
    first, second = (said.by_role, said.by_agency), (said.second_role, said.second_agency)
    if not all(map(str.strip, second)) or first == second:
        yield Found(
            "open.no_second_person",
            "«Nothing is open» is said by one person only.",
            "A second person, in another role or agency, confirms it.",
            "edit",
        )


def _headings(given: Given) -> Iterator[Found]:
    rules = [rule for rule, _ in given.words_of_rules if rule.asks is Asks.FULL_COUNT or rule.needs_figure]
    for where, title in headings(given.content):
        words = [claim.word for claim in claims_in(title, rules)]
        words += [found.group() for found in _DONE.finditer(title)]
        words += [found.group() for found in _HOW_DONE.finditer(title)]
        if words:
            yield Found(
                "heading.claims",
                f"{where} «{title}» says «{words[0]}», and no evidence stands behind it.",
                "Name what it is about, and say what was done in a sentence.",
                "edit",
            )


def headings(content: EditionContent) -> Iterator[tuple[str, str]]:
    """The title of the Summary and that of each section, with what it is."""
    yield "The title", content.title
    for section in content.sections:
        yield "The heading", section.title


def is_topic(before: str) -> bool:
    """Whether what stands before a word makes it a matter to be told of: «how long …», «what was put in place»."""
    return _TOPIC.search(before) is not None


_TOPIC = re.compile(
    r"(?:^|[:,]\s*|\band\s+)(?:(?:how|whether|when|if)\b[^:.;]*"
    r"|what(?:\s+(?:was|were|has|have|is|are|we|they|agencies)\b[^:.;]*)?\s*)$",
    re.IGNORECASE,
)
# «Help sooner: what was asked» is an aim.
ONLY_ASKED = re.compile(
    r":\s*(?:what|how)\b[^:]*\b(?:asked|set out|meant|intend\w*|recommended|planned|wanted)\b", re.I
)


# «To be done», «what is not yet done» and «what was done» claim nothing of anything.
_DONE = re.compile(
    r"(?<!be )(?<!yet )(?<!not )(?<!was )(?<!were )(?<!is )(?<!are )(?<!have )(?<!has )"
    r"\b(?:done|completed|implemented|achieved|delivered|carried out)\b"
    r"(?!\s+(?:or|by|so far|since))",
    re.IGNORECASE,
)

# A participle with how it was done is a whole claim: «visits kept on time», «plans made early».
_HOW_DONE = re.compile(
    r"(?<!to be )\b(?:\w{2,}ed|kept|held|made|met|seen|read|heard|given|told|written)"
    r"\s+(?:more\s+|very\s+)?"
    r"(?:(?:on|in|by)\s+(?:good\s+)?(?:time|their day)|(?!only|family)\w{4,}ly|early|well"
    r"|sooner|better|earlier|faster|quicker)\b"
    r"|(?<!to )(?<!of )\b\w{2,}ing\s+(?:\w+\s+)?(?:well|better|safely|effectively|successfully)\b",
    re.IGNORECASE,
)

HEADINGS = WholeCheck(
    id="headings",
    title="No heading claims what a sentence would have to show",
    codes={"heading.claims": "The title or a heading says that something is done, better or so for all."},
    find=_headings,
)


OPEN = WholeCheck(
    id="open",
    title="What is not yet done or known is told",
    codes={
        "open.missing": "There is no section «Not yet done or known».",
        "open.no_text": "Something under «Not yet done or known» has no words.",
        "open.not_nothing": "The Summary says that nothing is open, but something is.",
        "open.no_reason": "«Nothing is open» has no reason.",
        "open.no_second_person": "«Nothing is open» was not confirmed by a second person.",
    },
    find=_open,
)


_WHOM = re.compile(r"\d{3}|\b(?:call|ring|phone|telephone|text|speak|talk|contact|write to|e-?mail)\b", re.IGNORECASE)


def _support(given: Given) -> Iterator[Found]:
    line = given.content.support_line
    if line.strip() and not _WHOM.search(line):
        yield Found(
            "support.nobody",
            "The line about help names nobody whom a reader can ring or write to.",
            "Say whom to call: for example the council's children's services.",
            "ready",
        )
    if claims := claims_in(
        line, [rule for rule, _ in given.words_of_rules if rule.asks is Asks.LEVEL and rule.at_gate is AtGate.STOP]
    ):
        yield Found(
            "support.claims",
            f"The line about help says «{claims[0].word}», and no evidence stands behind that line.",
            "Say whom to call, and say the rest in a sentence.",
            "ready",
        )
    if re.search(r"\bemergency\b", line, re.IGNORECASE) and not re.search(r"\b999\b", line):
        yield Found(
            "support.no_emergency_number",
            "The line about help speaks of an emergency and does not give 999.",
            "Give 999 for an emergency.",
            "ready",
        )
    if not line.strip():
        yield Found(
            "support.missing",
            "The Summary does not say where a reader finds help.",
            "Add the line about help: whom to call when it has brought something back, or a child is at risk now.",
            "ready",
        )


SUPPORT = WholeCheck(
    id="support",
    title="The Summary says where a reader finds help",
    codes={
        "support.missing": "There is no line about help.",
        "support.nobody": "The line about help names nobody to ring or write to.",
        "support.claims": "The line about help claims what a sentence would have to show.",
        "support.no_emergency_number": "The line about help speaks of an emergency without 999.",
    },
    find=_support,
)
