"""Which quotation marks belong together. What the words between them are is for `find` to say.

Straight and curly, double and single marks, one kind inside another; an apostrophe is not a mark. Every rule looks at
the characters beside a mark, so that the time grows with the length of the text and with nothing else.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

_DOUBLE_OPEN = "“„«‟"
_DOUBLE_CLOSE = "”»"
_STRAIGHT = '"'
_SINGLE_OPEN = "‘‛"
_SINGLE_EITHER = "'’`"
_DOUBLES = _DOUBLE_OPEN + _DOUBLE_CLOSE + _STRAIGHT
_BEFORE_OPENING = " \t([{—–-/:" + _DOUBLES + _SINGLE_OPEN
# Words that begin with an apostrophe.
_CLIPPED = ("tis", "twas", "em", "til", "cause", "n")


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch between two marks, outermost only. `start` is the opening mark, `end` is after the closing one.

    `is_open` says that it was never closed and runs to the end of the text.
    """

    start: int
    end: int
    is_open: bool = False

    @property
    def inner(self) -> slice:
        """The slice of the text between the marks."""
        return slice(self.start + 1, self.end if self.is_open else self.end - 1)


def marked_stretches(text: str) -> tuple[Marked, ...]:
    """Return the outermost stretches in quotation marks, in order; an unclosed one comes last and is marked open."""
    return tuple(_Pairing(text).pairs())


class _Pairing:
    def __init__(self, text: str) -> None:
        self.text = text
        self.doubles = [i for i, c in enumerate(text) if c in _DOUBLES]
        self.openers = [i for i, c in enumerate(text) if self._opens_single(i, c)]
        closers = [i for i, c in enumerate(text) if c in _SINGLE_EITHER and self._closes_single(i)]
        self.sure = [i for i in closers if not self._may_be_possessive(i)]
        self.closers = closers
        self.double_ends = self._pair_doubles()

    def pairs(self) -> Iterator[Marked]:
        starts = sorted({*self.double_ends, *self.openers})
        position = 0
        for start in starts:
            if start < position:
                continue
            if start in self.double_ends:
                end = self.double_ends[start]
                yield Marked(start, end + 1) if end >= 0 else Marked(start, len(self.text), is_open=True)
                position = end + 1 if end >= 0 else len(self.text)
            else:
                end = self._single_end(start)
                if end > start + 1:
                    yield Marked(start, end + 1)
                    position = end + 1
                elif self.text[start] in _SINGLE_OPEN and (start == 0 or self._opens_speech(start)):
                    yield Marked(start, len(self.text), is_open=True)
                    position = len(self.text)

    # --- double marks

    def _pair_doubles(self) -> dict[int, int]:
        """Return where each outermost opening mark is closed, or -1. Nested; if that does not come out, in turn."""
        nested = self._nested_doubles()
        return nested if nested is not None else self._doubles_in_turn()

    def _nested_doubles(self) -> dict[int, int] | None:
        ends: dict[int, int] = {}
        stack: list[int] = []
        for i in self.doubles:
            if not stack and self._follows_number(i):
                continue
            if self._opens_double(i, inside=bool(stack)):
                stack.append(i)
            elif stack:
                start = stack.pop()
                if not stack:
                    ends[start] = i
        return ends if not stack else None

    def _doubles_in_turn(self) -> dict[int, int]:
        ends: dict[int, int] = {}
        start: int | None = None
        for i in self.doubles:
            if start is None:
                if self.text[i] not in _DOUBLE_CLOSE and not self._follows_number(i):
                    start = i
            elif not self._surely_opens_double(i):
                ends[start], start = i, None
            else:
                start = i  # the one before was never closed
        if start is not None:
            ends[start] = -1
        return ends

    def _opens_double(self, i: int, *, inside: bool) -> bool:
        if self.text[i] in _DOUBLE_OPEN:
            return True
        if self.text[i] in _DOUBLE_CLOSE:
            return False
        return self._surely_opens_double(i) if inside else True

    def _surely_opens_double(self, i: int) -> bool:
        if self.text[i] != _STRAIGHT:
            return self.text[i] in _DOUBLE_OPEN
        before, after = self._around(i)
        return before in _BEFORE_OPENING and not after.isspace() and after not in ".,;:!?)" + _DOUBLES

    def _follows_number(self, i: int) -> bool:
        """Straight after a digit a straight mark closes a quotation or means inches; it never opens one."""
        return self.text[i] == _STRAIGHT and self.text[i - 1 : i].isdigit()

    # --- single marks

    def _opens_single(self, i: int, c: str) -> bool:
        if c in _SINGLE_OPEN:
            return True
        if c not in "'`":
            return False
        before, after = self._around(i)
        if before not in _BEFORE_OPENING or not (
            after.isalnum() or after in "…" + _DOUBLES or self.text[i + 1 : i + 3] == ".."
        ):
            return False
        word = self.text[i + 1 : i + 7].split(maxsplit=1)[0].lower().rstrip("'’.,;:")
        return word not in _CLIPPED and not (after.isdigit() and self.text[i + 2 : i + 4] in ("0s", "0’", "0'"))

    def _closes_single(self, i: int) -> bool:
        before, after = self._around(i)
        return not before.isspace() and not after.isalnum()

    def _may_be_possessive(self, i: int) -> bool:
        return self.text[i - 1] in "sSzx" and self.text[i + 1 : i + 2] == " " and self.text[i + 2 : i + 3].islower()

    def _single_end(self, start: int) -> int:
        """The mark that closes a single one: the first that is no plural's apostrophe, else the first of all."""
        following = bisect_right(self.openers, start)
        limit = self.openers[following] if following < len(self.openers) else len(self.text)
        for candidates in (self.sure, self.closers):
            at = bisect_right(candidates, start)
            if at < len(candidates) and candidates[at] < limit:
                return candidates[at]
        return -1

    def _opens_speech(self, start: int) -> bool:
        """«…: ‘You asked me …»: somebody begins to speak, and goes on in the paragraphs that follow."""
        return self.text[:start].rstrip().endswith(":") and self.text[start + 1 : start + 2].isupper()

    def _around(self, i: int) -> tuple[str, str]:
        return self.text[i - 1] if i else " ", self.text[i + 1] if i + 1 < len(self.text) else " "
