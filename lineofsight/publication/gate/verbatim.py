"""Whether quoted words stand in a stored source, word for word, and if not, which words differ.

Only what print changes is made equal: quotation marks, dashes, white space, soft hyphens, ligatures, a word broken at
the end of a line, a capital at the start. Everything else counts, each word and each comma. A gap inside must be marked
(…, ... or […]), and what stands on both sides of it must follow in that order.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_MARKS = dict.fromkeys(map(ord, "\"'“”„‟‘’‚‛«»‹›`´′″"), "'")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_NOTHING: dict[int, None] = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))
_TABLE = {**_MARKS, **_DASHES, **_NOTHING, **{ord(letter): plain for letter, plain in _LIGATURES.items()}}
_BROKEN = "\ue000"  # stands for a hyphen at the end of a line: it may belong to the word or to the printer
_TOKEN = re.compile(rf"…|\w+(?:['\-{_BROKEN}]\w+)*|[^\w\s]")
_NOT = frozenset(
    [
        "not",
        "no",
        "never",
        "nor",
        "neither",
        "rarely",
        "hardly",
        "seldom",
        "without",
        "cannot",
        "few",
        "lack",
        "lacks",
        "lacked",
        "fails",
        "failed",
    ]
)
_TURNS = frozenset(
    ["but", "however", "although", "though", "except", "unless", "yet", "despite", "apart", "only", "until"]
)
# In a gap «only» or «until» may belong to something else; these take back what stands before them.
_TAKE_BACK = frozenset(["but", "however", "although", "though", "except", "unless", "despite"])
# «A few came too late», «a little late»: without the «a» they say the contrary.
_SOME = frozenset(["few", "little"])
_SENTENCE_ENDS = frozenset(".!?;:")


@dataclass(frozen=True)
class Match:
    """The quotation stands in the source. `turns_at` is the word with which the left-off rest takes it back, if any.

    `hidden_not` is a «not» just before it, or in a gap within one sentence, if any; `hidden_turn` a «but» in a gap.
    `is_joined` where a gap makes one sentence out of two. `rest` are the words from there to the end of the sentence.
    """

    turns_at: str = ""
    rest: tuple[str, ...] = field(default=(), compare=False)
    hidden_not: str = ""
    hidden_turn: str = ""
    is_joined: bool = False


@dataclass(frozen=True)
class Mismatch:
    """It does not. The words that differ; `is_anywhere` is false where nothing in the source is near to it."""

    left_out: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    changed: tuple[tuple[str, str], ...] = ()
    is_anywhere: bool = True
    is_out_of_order: bool = False


def takes_back(word: str) -> bool:
    """Whether such a word takes back what stands before it, so that a mark of the cut does not make up for it."""
    return word.casefold() in _TAKE_BACK


class SourceText:
    """A stored source, taken to pieces once so that many quotations can be looked up."""

    def __init__(self, text: str) -> None:
        broken = re.sub(r"(?<=\w)[-‐\u00ad][ \t]*\r?\n\s*(?=\w)", _BROKEN, text)
        self.tokens = _tokens(broken)
        self._at: dict[str, list[int]] = defaultdict(list)
        for place, mark in enumerate(self.tokens):
            for form in _forms(mark):
                self._at[form.casefold()].append(place)

    def compare(self, quoted: str) -> Match | Mismatch:
        """Look for the words between the marks. Raises nothing; an empty quotation is nowhere."""
        parts, closed = _parts(quoted)
        if not parts:
            return Mismatch(is_anywhere=False)
        starts = [self._starts(part) for part in parts]
        missing = next((part for part, places in zip(parts, starts, strict=True) if not places), None)
        if missing is not None:
            return self._difference(missing)
        matches = list(self._in_order(parts, starts, closed))
        if not matches:
            return Mismatch(is_out_of_order=True)
        # The same words may stand twice: the kindest place is the one that was meant.
        return min(
            matches,
            key=lambda match: (match.hidden_not != "", match.hidden_turn != "", match.is_joined, match.turns_at != ""),
        )

    def _starts(self, part: Sequence[str]) -> list[int]:
        rarest = min(range(len(part)), key=lambda place: len(self._at.get(part[place].casefold(), ())))
        candidates = (place - rarest for place in self._at.get(part[rarest].casefold(), ()))
        return [start for start in candidates if start >= 0 and self._stands(part, start)]

    def _stands(self, part: Sequence[str], start: int) -> bool:
        here = self.tokens[start : start + len(part)]
        if len(here) < len(part):
            return False
        return all(
            word in _forms(mark) or (place == 0 and _same_but_capital(word, mark))
            for place, (word, mark) in enumerate(zip(part, here, strict=True))
        )

    def _in_order(
        self, parts: Sequence[Sequence[str]], starts: Sequence[Sequence[int]], closed: Sequence[bool]
    ) -> Iterator[Match]:
        for first in starts[0]:
            end, hidden, turn, joined = first + len(parts[0]), self._not_before(first), "", False
            for part, places, is_closed in zip(parts[1:], starts[1:], closed, strict=False):
                after = next((place for place in places if place >= end), None)
                if after is None:
                    break
                hidden = hidden or self._not_in_gap(end, after)
                turn = turn or self._turn_in_gap(end, after)
                joined = joined or (not is_closed and self._joins(end, after))
                end = after + len(part)
            else:
                turns_at = self._turn_after(end)
                rest = self._rest(end) if turns_at else ()
                yield Match(turns_at=turns_at, rest=rest, hidden_not=hidden, hidden_turn=turn, is_joined=joined)

    def _not_before(self, start: int) -> str:
        if start and self.tokens[start].casefold() in _SOME and self.tokens[start - 1].casefold() == "a":
            return f"{self.tokens[start - 1]} {self.tokens[start]}"
        for mark in reversed(self.tokens[max(0, start - 3) : start]):
            if mark in _SENTENCE_ENDS or mark.casefold() == "only":
                return ""
            if _is_not(mark):
                return mark
        return ""

    def _not_in_gap(self, end: int, after: int) -> str:
        gap = self.tokens[end:after]
        if any(mark in ".!?" for mark in gap):
            return ""
        return next((mark for mark in gap if _is_not(mark)), "")

    def _turn_in_gap(self, end: int, after: int) -> str:
        """A word that takes back what was quoted, in what the gap leaves out of the same sentence."""
        for mark in self.tokens[end:after]:
            if mark in ".!?":
                return ""
            if mark.casefold() in _TAKE_BACK:
                return mark
        return ""

    def _joins(self, end: int, after: int) -> bool:
        """Whether a sentence ends in the gap, and the words behind the gap do not begin one: who did it is gone."""
        return any(mark in ".!?" for mark in self.tokens[end:after]) and self.tokens[after - 1] not in ".!?"

    def _turn_after(self, end: int) -> str:
        following = [mark for mark in self.tokens[end : end + 3] if mark not in ",-(')"]
        return following[0] if following and following[0].casefold() in _TURNS else ""

    def _rest(self, end: int) -> tuple[str, ...]:
        """The words behind the turn, up to the end of the sentence."""
        following = self.tokens[end:]
        stop = next((place for place, mark in enumerate(following) if mark in ".!?"), len(following))
        words = [mark.casefold() for mark in following[:stop] if mark[0].isalnum()]
        return tuple(words[1:])

    def _difference(self, part: Sequence[str]) -> Mismatch:
        """The words that differ from the nearest place, found each word voting for where the part begins."""
        votes: Counter[int] = Counter()
        for place, word in enumerate(part):
            at = self._at.get(word.casefold(), ())
            if len(at) <= 200:
                votes.update(found - place for found in at)
        if not votes:
            return Mismatch(is_anywhere=False)
        start = max(votes, key=lambda place: (sum(votes[place + step] for step in range(-2, 3)), -place))
        window = self.tokens[max(0, start - 6) : start + len(part) + 6]
        return _compare_words(window, part)


def words_in(text: str) -> list[str]:
    """The words of a text without punctuation, in small letters, as they are compared here."""
    return [mark.casefold() for mark in _tokens(text) if mark[0].isalnum()]


def _tokens(text: str) -> list[str]:
    plain = unicodedata.normalize("NFC", text).replace("\u00ad", "").translate(_TABLE)
    return _TOKEN.findall(re.sub(r"\.(?:\s?\.)+", " … ", plain))


def _forms(mark: str) -> tuple[str, ...]:
    return (mark.replace(_BROKEN, "-"), mark.replace(_BROKEN, "")) if _BROKEN in mark else (mark,)


def _same_but_capital(word: str, mark: str) -> bool:
    return any(word[:1].casefold() == form[:1].casefold() and word[1:] == form[1:] for form in _forms(mark))


def _is_not(mark: str) -> bool:
    return mark.casefold() in _NOT or mark.casefold().endswith("n't")


def _parts(quoted: str) -> tuple[list[list[str]], list[bool]]:
    """The pieces between ellipses, without a stop or comma at their ends, which may be the writer's own; and of each
    whether it ended with a stop, so that a reader sees that a sentence ends there."""
    plain = re.sub(r"\[\s*(?:…|\.{2,})\s*\]", "…", quoted)
    plain = re.sub(r"\[(\w)\](?=\w)", r"\1", plain)
    parts: list[list[str]] = [[]]
    for mark in _tokens(plain):
        if mark == "…":
            parts.append([])
        else:
            parts[-1].append(mark)
    closed = [bool(part) and part[-1] in ".!?" for part in parts]
    for part in parts:
        while part and part[-1] in ".,;:":
            part.pop()
        while part and part[0] in ".,;:":
            part.pop(0)
    return [part for part in parts if part], [is_closed for part, is_closed in zip(parts, closed, strict=True) if part]


def _compare_words(window: Sequence[str], part: Sequence[str]) -> Mismatch:
    source = [_forms(mark)[-1] for mark in window]
    # A capital at the start is no difference, so it is not told as one.
    part = [next((mark for mark in source if _same_but_capital(part[0], mark)), part[0]), *part[1:]]
    steps = SequenceMatcher(None, source, list(part), autojunk=False).get_opcodes()
    same = sum(high - low for kind, low, high, _, _ in steps if kind == "equal")
    if same < max(2, len(part) // 2):
        return Mismatch(is_anywhere=False)
    # What stands before the first and after the last common word belongs to the window, not to the quotation.
    while steps and steps[0][0] == "delete":
        steps.pop(0)
    while steps and steps[-1][0] == "delete":
        steps.pop()
    left_out, added, changed = [], [], []
    for number, (kind, low, high, from_, to) in enumerate(steps):
        said, quoted = source[low:high], part[from_:to]
        # At the edges the window is wider than the quotation: only as many words as were quoted are meant.
        if kind == "replace" and number == 0:
            said = said[-len(quoted) :]
        elif kind == "replace" and number == len(steps) - 1:
            said = said[: len(quoted)]
        if kind == "delete":
            left_out.append(" ".join(said))
        elif kind == "insert":
            added.append(" ".join(quoted))
        elif kind == "replace":
            changed.append((" ".join(said), " ".join(quoted)))
    return Mismatch(left_out=tuple(left_out), added=tuple(added), changed=tuple(changed))
