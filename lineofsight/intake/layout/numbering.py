"""The marks that paragraphs begin with: «1.», «4.1», «(a)», bullets; and whether a number is one at all.

A number at the start of a line is a paragraph's number only when it fits the count. «30. Next year» after a line that
breaks off at «less than» is the rest of a sentence, and «37.75% of cases» after paragraph 36 is paragraph 37.
"""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import zip_longest

from lineofsight.intake.documents import Label
from lineofsight.intake.patterns import lazily


class Scheme(StrEnum):
    """How a mark counts."""

    BULLET = "bullet"
    WHOLE = "whole"  # 1.  1)  (1)
    BARE = "bare"  # 1 followed by nothing but a space
    DOTTED = "dotted"  # 4.1  4.1.2
    LETTER = "letter"  # (a)  a)  a.
    ROMAN = "roman"  # (i)  i)  i.
    CODE = "code"  # A1.  24/31.1  §4  Para 5.


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark and the text after it. `glued` means that no space parts them («3.The», «37.75%»)."""

    scheme: Scheme
    printed: str
    label: Label
    counts: tuple[int, ...]
    rest: str
    glued: bool = False


_BULLET = lazily(
    r"(?:[-–—•●○▪■□◦*‣⁃·➢➤✓✔►\uf0b7\uf0a7]|o(?=\s))\s+(?=\S)|-(?=[a-z]{2,}\s)|[•●▪■◦‣⁃➢➤✓✔►\uf0b7\uf0a7](?=\S)"
)
_WHOLE = lazily(r"(\d{1,3})[.)](?P<gap>\s+)?(?=\S)|\((\d{1,3})\)(?P<gap2>\s+)?(?=\S)")
_BARE = lazily(r"(\d{1,3})(?::\s*|\s+)(?=[A-Z\"“‘'(])")
_DOTTED = lazily(r"(\d{1,3}(?:\.\d{1,3}){1,3})(?:[.):]?\s+(?=\S)|(?=[“‘]?[A-Z](?:[a-z]|\s[a-z])))")
_LETTER = lazily(r"(\(([a-z])\)|([a-z])\))\s*(?=\S)|([a-z])\.\s+(?=\S)")
_ROMAN = lazily(
    r"(\((x{0,2}(?:ix|iv|v?i{0,3}))\)|(x{0,2}(?:ix|iv|v?i{0,3}))\))\s*(?=\S)"
    r"|((?:x{0,2}(?:ix|iv|v?i{0,3})))\.\s+(?=\S)"
)
_CODE = lazily(
    r"(?P<code>(?P<kind>[A-Z]{1,4}(?=\d)|\d{1,4}/|§\s?|¶\s?|Para(?:graph)?\.?\s|[A-Z]{1,4}\.(?=\d))"
    r"(?P<counts>\d{1,3}(?:\.\d{1,3}){0,2}))[.):]?\s+(?=[\"“‘(]?[A-Z])"
)
_ROMAN_NUMBERS = {
    text: number
    for number, text in enumerate(
        [
            "i",
            "ii",
            "iii",
            "iv",
            "v",
            "vi",
            "vii",
            "viii",
            "ix",
            "x",
            "xi",
            "xii",
            "xiii",
            "xiv",
            "xv",
            "xvi",
            "xvii",
            "xviii",
            "xix",
            "xx",
            "xxi",
            "xxii",
            "xxiii",
            "xxiv",
            "xxv",
        ],
        start=1,
    )
}
# «12.5 million», «4.2 per cent» and «9.30 am» begin a sentence; they do not number it.
_MEASURES = lazily(
    r"(?:%|per\s?cent|million|thousand|billion|percentage|times|FTE|hours?|am\b|pm\b|weeks?|days?|years?)"
)


def bullet_of(text: str) -> str:
    """Return the bullet that the text begins with, as printed with the space after it, or an empty string."""
    found = _BULLET.match(text)
    return found.group() if found else ""


def marks_of(text: str, *, codes: bool = False) -> list[Mark]:
    """Return every way in which the start of the text could be a mark, likeliest first. Without one, an empty list.

    `codes` asks for codes too («A1», «24/31.1»), which only a file that counts by them has.
    """
    bullet = bullet_of(text)
    body = text[len(bullet) :]
    found = [mark for mark in (_dotted(body), _whole(body), _roman(body), _letter(body), _bare(body)) if mark]
    if codes and (code := _code(body)):
        found.append(code)
    if bullet:
        found = [
            Mark(m.scheme, (bullet + m.printed).rstrip(), m.label, m.counts, m.rest, m.glued)
            for m in found
            # A bullet goes with «2.» in files turned from Word into text, never with a lone letter.
            if m.scheme in (Scheme.WHOLE, Scheme.DOTTED)
        ]
        found.append(Mark(Scheme.BULLET, bullet.rstrip(), None, (), body))
    return found


def _whole(body: str) -> Mark | None:
    found = _WHOLE.match(body)
    if not found:
        return None
    number = int(found.group(1) or found.group(3))
    glued = not (found.group("gap") or found.group("gap2"))
    printed = found.group().rstrip()
    return Mark(Scheme.WHOLE, printed, number, (number,), body[found.end() :], glued)


def _dotted(body: str) -> Mark | None:
    found = _DOTTED.match(body)
    if not found or _MEASURES.match(body, found.end()):
        return None
    counts = tuple(int(part) for part in found.group(1).split("."))
    return Mark(Scheme.DOTTED, found.group().rstrip(), found.group(1), counts, body[found.end() :])


def _bare(body: str) -> Mark | None:
    found = _BARE.match(body)
    if not found:
        return None
    number = int(found.group(1))
    return Mark(Scheme.BARE, found.group().rstrip(), number, (number,), body[found.end() :])


def _letter(body: str) -> Mark | None:
    found = _LETTER.match(body)
    if not found:
        return None
    letter = found.group(2) or found.group(3) or found.group(4)
    # A lone bracket is as much punctuation as a full stop: «a)» is «a», as «1)» is 1; «(a)» is printed whole.
    label = found.group(1) if found.group(2) else letter
    return Mark(Scheme.LETTER, found.group().rstrip(), label, (ord(letter) - ord("a") + 1,), body[found.end() :])


def _roman(body: str) -> Mark | None:
    found = _ROMAN.match(body)
    number = _ROMAN_NUMBERS.get(found.group(2) or found.group(3) or found.group(4) or "") if found else None
    if not found or number is None:
        return None
    label = found.group(1) if found.group(2) else found.group(3) or found.group(4)
    return Mark(Scheme.ROMAN, found.group().rstrip(), label, (number,), body[found.end() :])


_LARGE_ROMAN = lazily(r"(?=[IVX])(X{0,2}(?:IX|IV|V?I{0,3}))[.)]\s+(?=[\"“‘(]?[A-Z])")


def _code(body: str) -> Mark | None:
    if roman := _LARGE_ROMAN.match(body):
        number = _ROMAN_NUMBERS[roman.group(1).lower()]
        return Mark(Scheme.CODE, roman.group().rstrip(), roman.group(1), (number,), body[roman.end() :])
    found = _CODE.match(body)
    if not found:
        return None
    counts = tuple(int(part) for part in found.group("counts").split("."))
    return Mark(Scheme.CODE, found.group().rstrip(), found.group("code"), counts, body[found.end() :])


def kind_of_code(text: str) -> str:
    """What a paragraph's code begins with («A», «§», «24/» as «/», «IV» as «I»), or "" where there is none."""
    if _LARGE_ROMAN.match(text):
        return "I"
    found = _CODE.match(text)
    return "" if not found else "/" if found.group("kind").endswith("/") else found.group("kind").strip()


@dataclass
class Count:
    """Where the count of paragraphs stands, line by line; says of each candidate whether it goes on from there.

    `bare` tells whether this file numbers its paragraphs without a dot (see `counts_bare`), `codes` the kinds of code
    by which it numbers them (see `codes_in`).
    """

    bare: bool = False
    codes: frozenset[str] = frozenset()
    whole: list[int] = field(default_factory=list)  # open counts, the outermost first
    dotted: tuple[int, ...] = ()
    letter: int = 0
    roman: int = 0

    def choose(self, candidates: list[Mark], *, may_begin: bool) -> Mark | None:
        """Return the candidate that is a mark here, if any, and move the count on.

        `may_begin` is true where a new paragraph can begin: after a gap, or after a finished sentence.
        """
        for mark in candidates:
            if self._fits(mark, may_begin=may_begin):
                self._move(mark)
                return mark
        return None

    def expects(self, number: int) -> bool:
        """Is this number the next one of a count that is open?"""
        return any(number == last + 1 for last in self.whole)

    def _fits(self, mark: Mark, *, may_begin: bool) -> bool:
        match mark.scheme:
            case Scheme.BULLET:
                return True
            case Scheme.WHOLE if mark.glued:
                # Digits straight after the dot are a decimal unless the count waits for exactly this number.
                return self.expects(mark.counts[0]) or (mark.rest[0].isalpha() and may_begin and mark.counts == (1,))
            case Scheme.WHOLE:
                return may_begin or self.expects(mark.counts[0])
            case Scheme.BARE:
                return self.bare and may_begin and (self.expects(mark.counts[0]) or mark.counts == (1,))
            case Scheme.DOTTED:
                return self._dotted_fits(mark.counts, may_begin=may_begin)
            case Scheme.LETTER if mark.printed.endswith("."):
                return _counts_on(mark, self.letter) and (may_begin or self.letter > 0)
            case Scheme.LETTER:
                return may_begin or mark.counts[0] == self.letter + 1
            case Scheme.CODE:
                return may_begin and kind_of_code(f"{mark.printed} X") in self.codes
            case Scheme.ROMAN if mark.printed.endswith("."):
                return _counts_on(mark, self.roman) and (may_begin or self.roman > 0)
            case Scheme.ROMAN:
                # «(i)» begins a list anew, and after «(h)» is a letter.
                if mark.counts == (1,):
                    return self.letter != 8 and (may_begin or self.roman == 0)
                return mark.counts[0] == self.roman + 1

    def _dotted_fits(self, counts: tuple[int, ...], *, may_begin: bool) -> bool:
        if not self.dotted and len(counts) == 2 and counts[1] >= 10 and self.expects(counts[0]):
            return False  # «37.75» where paragraph 37 is due
        if counts == self.dotted:
            return False
        follows = (
            counts[-1] == 1
            or (self.dotted and counts[: len(counts)] == _next(self.dotted, len(counts)))
            or (self.dotted and counts > self.dotted and counts[0] <= self.dotted[0] + 1)
        )
        return bool(follows) or (may_begin and not self.dotted and counts[-1] < 10)

    def _move(self, mark: Mark) -> None:
        match mark.scheme:
            case Scheme.WHOLE | Scheme.BARE:
                number = mark.counts[0]
                while self.whole and number != self.whole[-1] + 1 and any(number == n + 1 for n in self.whole[:-1]):
                    self.whole.pop()
                if self.whole and number > self.whole[-1]:
                    self.whole[-1] = number
                else:
                    self.whole = [*self.whole[-3:], number]
                self.letter = self.roman = 0
            case Scheme.DOTTED:
                self.dotted = mark.counts
                self.letter = self.roman = 0
            case Scheme.LETTER:
                self.letter = mark.counts[0]
                self.roman = 0
            case Scheme.ROMAN:
                self.roman = mark.counts[0]
            case Scheme.BULLET | Scheme.CODE:
                pass


def _counts_on(mark: Mark, last: int) -> bool:
    """Is it the next of its count, or the first of one that begins anew, as in the next annex?"""
    return mark.counts[0] in (1, last + 1)


def _next(counts: tuple[int, ...], length: int) -> tuple[int, ...]:
    """The number that follows at a given depth: after 4.1.2 come 4.1.3, 4.2 and, at depth one, 5."""
    if length > len(counts):
        return (*counts, *([1] * (length - len(counts))))
    return (*counts[: length - 1], counts[length - 1] + 1)


def counts_bare(texts: list[str]) -> bool:
    """Does this file number its paragraphs or headings with a bare number («1 The Trust has …»)?

    Three in a row say so, and so does a heading «1 Purpose» with a paragraph 1.1 straight under it.
    """
    expected = 1
    for text, following in zip_longest(texts, texts[1:], fillvalue=""):
        mark = _bare(text)
        if mark and mark.counts[0] == expected:
            expected += 1
            below = _dotted(following)
            if expected > 3 or (below and below.counts == (mark.counts[0], 1)):
                return True
    return False


def codes_in(texts: list[str]) -> frozenset[str]:
    """The kinds of code by which a file numbers its paragraphs.

    Those count on at least once («A1», «A2»), or rise three times with gaps between («U2», «U5», «U9»).
    """
    rising: Counter[str] = Counter()
    last: dict[str, tuple[int, ...]] = {}
    first: dict[str, tuple[int, ...]] = {}
    found: set[str] = set()
    for text in texts:
        mark, kind = _code(text), kind_of_code(text)
        if mark is None:
            continue
        before = last.get(kind)
        if before is not None and (mark.counts == (*before, 1) or _follows_on(before, mark.counts)):
            found.add(kind)
        rising[kind] = rising[kind] + 1 if before is None or mark.counts > before else 1
        if rising[kind] >= 3:
            found.add(kind)
        first.setdefault(kind, mark.counts)
        last[kind] = mark.counts
    # «A1» alone under its heading, where «B1», «B2» follow: the letters count as well.
    for kind in sorted(last):
        if len(kind) == 1 and first[kind] == (1,) and {chr(ord(kind) - 1), chr(ord(kind) + 1)} & found:
            found.add(kind)
    return frozenset(found)


def _follows_on(before: tuple[int, ...], counts: tuple[int, ...]) -> bool:
    return counts == _next(before, len(counts))
