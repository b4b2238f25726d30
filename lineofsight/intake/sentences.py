"""Where sentences begin and end. A quotation is never cut: what it says belongs to the sentence that quotes it."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from lineofsight.intake.patterns import lazily

_END = lazily(r"[.!?…]+[\"'”’»)\]]*(?:\s+|$)")
_BEGINS = lazily(r"[\"'“‘«(\[]*(?:[A-Z0-9£]|[-–—]\s)")
_ABBREVIATION = lazily(
    r"(?:\b(?:e\.g|i\.e|etc|cf|vs|viz|approx|dr|mr|mrs|ms|prof|st|no|nos|para|paras|reg|regs|art|sec|ss?|pp?"
    r"|vol|fig|ref|dept|inc|ltd"
    r"|et al|jan|feb|mar|apr|aug|sept?|oct|nov|dec|rev|hon|cllr|supt|sgt|insp|a\.m|p\.m|n\.b|ph\.d)"
    r"|(?<![A-Za-z])[A-Z])\.$",
    re.IGNORECASE,
)
# Who said it, in brackets after a quotation.
_WHO = lazily(r"\([A-Za-z][\w’', -]{2,50}\)(?:[.\s]|$)")
_INITIAL = lazily(r"(?<![A-Za-z.])[A-Z]\.$")


def sentence_places(text: str, whole: Sequence[tuple[int, int]] = ()) -> tuple[tuple[int, int], ...]:
    """Return the sentences of a paragraph as (start, end), in order and without the space around them.

    `whole` are places that may not be cut, as (start, end): the quotations.
    """
    starts = [start for start, _ in whole]
    places: list[tuple[int, int]] = []
    begin = 0
    for match in _END.finditer(text):
        mark = match.start()
        at = bisect_right(starts, mark) - 1
        if at >= 0 and mark < whole[at][1] and match.end() < whole[at][1]:
            continue
        ends_text = match.end() >= len(text)
        if (
            not ends_text
            and at >= 0
            and match.end() - len(match.group()) <= whole[at][1]
            and _WHO.match(text, match.end())
        ):
            continue  # «“I can breathe again.” (Social worker)»
        if not ends_text and (not _BEGINS.match(text, match.end()) or _is_abbreviation(text, match)):
            continue
        _add(places, text, begin, match.end())
        begin = match.end()
    _add(places, text, begin, len(text))
    return tuple(places)


def _is_abbreviation(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 12) : match.start() + 1]
    if before.endswith("..") or text[match.start()] != ".":
        return False
    if _INITIAL.search(before):
        return True
    found = _ABBREVIATION.search(before)
    return bool(found) and not found.group().isupper() if found else False


def _add(places: list[tuple[int, int]], text: str, begin: int, end: int) -> None:
    body = text[begin:end]
    left, right = len(body) - len(body.lstrip()), len(body.rstrip())
    if right > left:
        places.append((begin + left, begin + right))
