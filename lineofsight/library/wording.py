"""Find the words of a wording rule in a sentence. What to do about them is for the gate and the editor.

What stands in double quotation marks is somebody else's word and claims nothing for the writer.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from lineofsight.library.kinds import WordingRule

_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»")


@dataclass(frozen=True, slots=True, order=True)
class Claim:
    """A word that a rule knows: where it stands (start, end), how the rule writes it, and which rule."""

    start: int
    end: int
    word: str
    rule_id: str


def claims_in(sentence: str, rules: Iterable[WordingRule]) -> tuple[Claim, ...]:
    """Every word of these rules in a sentence, in reading order; of two words of one rule at one place the longer."""
    own_words = _QUOTED.sub(lambda quotation: " " * len(quotation.group()), sentence)
    found: list[Claim] = []
    for rule in rules:
        passed_over = [match.span() for phrase in rule.not_in for match in _pattern(phrase).finditer(own_words)]
        taken: list[tuple[int, int]] = list(passed_over)
        for word in sorted(rule.all_words(), key=lambda text: (-len(text), text)):
            for match in _pattern(word).finditer(own_words):
                if not any(start < match.end() and match.start() < end for start, end in taken):
                    taken.append(match.span())
                    found.append(Claim(match.start(), match.end(), word, rule.id))
    return tuple(sorted(found))


@lru_cache(maxsize=4096)
def _pattern(words: str) -> re.Pattern[str]:
    # An abbreviation in capitals is looked for in capitals: DNA is a code for a missed visit, and so is LAC.
    flags = re.NOFLAG if words.isupper() else re.IGNORECASE
    spaced = r"\s+".join(re.escape(part) for part in words.split())
    return re.compile(rf"(?<![\w-]){spaced}(?![\w-])", flags)
