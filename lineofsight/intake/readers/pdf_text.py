"""Lines become paragraphs: by the space between them, by indents, by marks, and by what would have fitted."""

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from lineofsight.intake.layout.joining import is_finished, looks_like_heading
from lineofsight.intake.layout.numbering import Scheme, bullet_of, marks_of
from lineofsight.intake.readers.pdf_lines import Line

_HALVES = re.compile(
    r"\b(?:multi|inter|non|self|co|pre|post|well|long|short|re|cross|joint|follow|decision|problem|first|second|third"
    r"|high|low|full|part|up|on|out|half|anti|semi|early|end|face|day|year|key|one|two|three|four|five|six|ten|child"
    r"|trauma|whole|evidence|strength|family|peer|police|risk|school|health|community|county|city|ever|much|socio)$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")
_SURE_BULLET = re.compile(r"[•●▪■◦‣⁃➢➤►\uf0b7\uf0a7✓✔]")


@dataclass
class Passage:
    """Lines that belong together, and the column that they stand in."""

    lines: list[Line]
    x0: float
    x1: float
    parts: list[str] = field(default_factory=list)

    @property
    def last(self) -> Line:
        """The line that it ends with so far."""
        return self.lines[-1]


def usual_leading(lines: Sequence[Line], *, is_text: bool = True) -> float:
    """How far apart lines of one paragraph stand, in their size; `is_text` is false of a table's cells."""
    steps: Counter[float] = Counter()
    for one, two in itertools.pairwise(lines):
        step = (two.base - one.base) / max(one.size, 1)
        if one.page == two.page and abs(one.size - two.size) < 0.5 and 0.8 < step < 2.6:
            steps[round(step * 20) / 20] += 1
    # A few paragraphs of a line each tell how far apart paragraphs stand, and not their lines.
    if not steps or (is_text and sum(steps.values()) < 4 and min(steps) > 1.6):
        return 1.25
    # The smallest step that is common: the space between paragraphs is common too where paragraphs are short.
    most = max(steps.values())
    return min(step for step, count in steps.items() if count >= 0.3 * most)


def goes_on(passage: Passage, line: Line, leading: float) -> bool:
    """Does this line, next in the same column, go on with the passage?"""
    last = passage.last
    if abs(line.size - last.size) > max(0.6, 0.06 * last.size) and line.text[:1] not in "⁰¹²³⁴⁵⁶⁷⁸⁹":
        return False
    step = (line.base - last.base) / max(last.size, 1)
    is_heading = last.is_bold and line.is_bold and len(passage.lines) < 4
    if step > (leading + 0.25 if not is_heading else max(leading, 1.35) + 0.25) or step < 0:
        return False
    if begins_item(line, last, passage):
        return False
    early = ended_early(last, line, passage.x1)
    if line.is_bold != last.is_bold and (early or is_finished(last.text)):
        return False
    text_at = passage.lines[0].hang or passage.lines[0].x0
    indent = line.x0 - (last.x0 if len(passage.lines) > 1 else min(last.x0, passage.x0))
    starts_indented = indent > 0.8 * line.size and abs(line.x0 - text_at) > 0.6 * line.size
    if starts_indented and is_finished(last.text):
        return False
    opens = passage.lines[0]
    if marks_of(opens.text) and len(passage.lines) > 1 and line.x0 < last.x0 - 0.8 * line.size:
        return False
    first = next((letter for letter in line.text if letter.isalnum()), "")
    if early and first.islower() and not bullet_of(last.text):
        return True
    if early and (line.is_bold and last.is_bold) and not is_finished(last.text):
        return True
    return not early


def begins_item(line: Line, last: Line, passage: Passage) -> bool:
    """Does the line open with a bullet or a number that is one?"""
    marks = marks_of(line.text)
    if line.text in ("•", "-", "–") or _SURE_BULLET.match(line.text):
        return True
    if not marks:
        return False
    hangs = bool(line.hang)
    calm = is_finished(last.text) or ended_early(last, line, passage.x1) or last.is_bold or last.text.endswith(",")
    if marks[0].scheme is Scheme.BARE or marks[0].glued:
        return hangs and calm
    return hangs or calm


def ended_early(last: Line, line: Line, right: float) -> bool:
    """Would the first word of this line have fitted at the end of the last one?"""
    letters = max(len(line.text), 1)
    first = line.text.split(maxsplit=1)[0] if line.text else ""
    width = (line.x1 - line.x0) * len(first) / letters
    return last.x1 + width + 1.2 * last.size < right


def crosses(passage: Passage, line: Line, right: float) -> bool:
    """Does a line at the top of the next column or page go on with the passage at the foot of this one?"""
    last = passage.last
    if abs(line.size - last.size) > 0.6 or line.is_bold != last.is_bold or last.is_bold:
        return False
    if begins_item(line, last, passage) or (line.hang and marks_of(line.text)):
        return False
    first = next((letter for letter in line.text if letter.isalnum()), "")
    if not is_finished(last.text):
        return first.islower() or not looks_like_heading(last.text) or not ended_early(last, line, passage.x1)
    return not ended_early(last, line, passage.x1) and not marks_of(line.text) and line.x1 > right - 12 * line.size


class Words:
    """The words of a file, by which a hyphen at the end of a line is told from one that belongs to its word."""

    def __init__(self) -> None:
        self.known: Counter[str] = Counter()

    def learn(self, text: str) -> None:
        """Take in the words of a line, without its broken edges."""
        self.known.update(word.lower() for word in _WORD.findall(text.rstrip("\u00ad-‐")))

    def join(self, first: str, second: str) -> str:
        """Two lines as one text."""
        if first.endswith("\u00ad"):
            return first[:-1] + second
        if first[-1:] in "-‐" and len(first) > 1 and first[-2].isalnum():
            return self._hyphen(first, second)
        if first[-1:] == "–" and first[-2:-1].isdigit() and second[:1].isdigit():
            return first + second
        address = first.split()[-1] if first.split() else ""
        if ("://" in address or address.startswith("www.")) and address[-1] in "/_=&?":
            return first + second
        return f"{first} {second}"

    def _hyphen(self, first: str, second: str) -> str:
        if not second[:1].islower():
            return first + second
        before, after = _WORD.findall(first[:-1])[-1:], _WORD.match(second)
        if not before or after is None:
            return first + second
        left, right = before[0].lower(), after[0].lower()
        if self.known[f"{left}-{right}"] or (not self.known[left + right] and self._is_compound(left, right)):
            return first + second
        return first[:-1] + second

    def _is_compound(self, left: str, right: str) -> bool:
        tail = left.rpartition("-")[2]
        return bool(_HALVES.search(tail)) or "-" in left or (self.known[left] > 0 and self.known[right] > 0)


def text_of(lines: Sequence[Line], words: Words) -> str:
    """The lines of one paragraph as its text."""
    text = lines[0].text
    for line in lines[1:]:
        text = words.join(text, line.text)
    return text.replace("\u00ad", "")


def passages_of(lines: Sequence[Line], x0: float, x1: float, leading: float) -> list[Passage]:
    """The paragraphs of one column."""
    found: list[Passage] = []
    for line in lines:
        if found and goes_on(found[-1], line, leading):
            found[-1].lines.append(line)
        else:
            found.append(Passage([line], x0, x1))
    return found
