"""Small numbers that no figure tells: in footnotes, titles and reasons, in voices, as a part of those counted."""

import re
from collections.abc import Iterator
from decimal import Decimal

from lineofsight.library.scales import WhoIsCounted
from lineofsight.publication.content.edition import Line
from lineofsight.publication.content.told import TOO_FEW, rounded
from lineofsight.publication.gate.check import Found, LineCheck, TextCheck, WholeCheck
from lineofsight.publication.gate.checks.figures import places_of, touches
from lineofsight.publication.gate.checks.small import NO_COUNT_BEFORE, bare_pattern
from lineofsight.publication.gate.given import Given
from lineofsight.publication.gate.numbers import numbers_in
from lineofsight.publication.gate.printed import PrintedText
from lineofsight.publication.gate.whom import class_of, first_class

_FEW = re.compile(
    r"\b(?:two|three|four|five|six|seven|[1-7])\s+(?:others?\b|(?:did|had|were|said|do|have)\b)"
    r"|(?<!no )(?<!each )(?<!every )\b(?:one|two|three|four|five|six|seven|[1-7])\s+of\s+"
    r"(?:them|those|these|whom|the\s+(?:others?|rest))\b",
    re.IGNORECASE,
)


def _counts_children(line: Line, given: Given) -> bool:
    numbers = given.own_rules.numbers
    tied = (figure.stated or figure.measured for figure in line.figures)
    return any(one is not None and class_of(one.definition, numbers) is WhoIsCounted.CHILDREN for one in tied)


def _few_of_them(line: Line, given: Given) -> Iterator[Found]:
    own = given.own_words(line)
    tied = [place for figure in line.figures for place in places_of(figure.text, own)]
    for found in _FEW.finditer(own):
        if not touches(*found.span(), tied):
            yield Found(
                "small.few_of_them",
                f"«{found.group()}» counts some of the children whom the sentence tells of, and they are few.",
                "Leave the number out, or write «some».",
            )


FEW_OF_THEM = LineCheck(
    id="few-of-them",
    title="No part of the children who are counted is told as a small number",
    codes={"small.few_of_them": "A number from 1 to 7 tells some of the children whom a figure counts."},
    applies=_counts_children,
    find=_few_of_them,
)


# Which of the printed texts the check of sentences and the one of voices read already, and words of somebody else.
_READ_ELSEWHERE = frozenset({"wording", "text", "text_to"})
# Footnotes and reasons beside a rounded figure: an exact number there tells what the rounding kept back.
_BESIDE_FIGURES = frozenset({"caveats", "definition", "source", "different_view", "objection", "reason"})


def _elsewhere(text: PrintedText, given: Given) -> Iterator[Found]:
    """«3 children» in a footnote, a title, a reason or what is open."""
    rule = given.own_rules.numbers.rule(WhoIsCounted.CHILDREN)
    # What is open stands in no sentence; the words of a voice are looked at with how many were asked.
    is_open = text.field == "text" and text.line is None and "«Not yet done" in text.where
    if (text.field in _READ_ELSEWHERE and not is_open) or not rule.fewest:
        return
    for found in bare_pattern(given.own_rules.numbers.plurals).finditer(text.text):
        number = next(iter(numbers_in(found.group("number"))), Decimal(0))
        is_year = re.fullmatch(r"(?:19|20)\d\d", found.group("number")) is not None
        if is_year or NO_COUNT_BEFORE.search(text.text[: found.start()]):
            continue
        is_few = 1 < number < rule.fewest
        is_exact = text.field in _BESIDE_FIGURES and number > 1 and number % rule.round_to
        if is_few or is_exact:
            instead = TOO_FEW if is_few else f"about {rounded(int(number), to=rule.round_to)}"
            yield Found(
                "small.told_elsewhere",
                f"«{found.group()}» in {text.where} is an exact number of children, which the figures do not tell.",
                f"Leave the number out, or write «{instead}».",
            )


ELSEWHERE = TextCheck(
    id="small-elsewhere",
    title="No footnote, title or reason tells a number of children that figures keep back",
    codes={"small.told_elsewhere": "1 to 7 children are counted outside of a sentence, or exactly beside a figure."},
    find=_elsewhere,
)


def _voices(given: Given) -> Iterator[Found]:
    rule = given.own_rules.numbers.rule(WhoIsCounted.CHILDREN)
    for number, voice in enumerate(given.content.voices.items, start=1):
        if any(count is not None and 0 < count < rule.fewest for count in (voice.asked, voice.answered)):
            yield Found(
                "small.voices_of_few",
                f"Number {number} of «What children and families told us» says that fewer than {rule.fewest} "
                "were asked or answered. Somebody could know them.",
                "Leave the numbers out.",
                "ready",
            )
        is_family = (voice.spoke is not None and voice.spoke.is_of_a_family) or first_class(
            voice.who, given.own_rules.numbers
        ) is WhoIsCounted.CHILDREN
        told = [count for count in (voice.asked, voice.answered) if count is not None]
        is_rounded = voice.told.nearest % rule.round_to == 0  # it is printed so, whatever is kept
        if is_family and not is_rounded and any(count % rule.round_to for count in told):
            yield Found(
                "small.voices_exact",
                f"Number {number} of «What children and families told us» tells exactly how many were asked or "
                "answered.",
                f"Round both to the nearest {rule.round_to}.",
                "ready",
            )
        for found in bare_pattern(given.own_rules.numbers.plurals).finditer(voice.text):
            count = next(iter(numbers_in(found.group("number"))), Decimal(0))
            if 1 < count < rule.fewest and not NO_COUNT_BEFORE.search(voice.text[: found.start()]):
                yield Found(
                    "small.voices_of_few",
                    f"Number {number} of «What children and families told us» says «{found.group()}». "
                    "Somebody could know them.",
                    "Write «some of them».",
                    "ready",
                )


VOICES = WholeCheck(
    id="small-voices",
    title="No voice is one of a few that can be counted",
    codes={
        "small.voices_of_few": "1 to 7 were asked or answered, and the number is told.",
        "small.voices_exact": "Children or families were asked, and it is told exactly how many.",
    },
    find=_voices,
)
