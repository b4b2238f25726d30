"""From letters to lines: words by their gaps, pieces of a line by wide gaps, raised marks beside the text."""

import itertools
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from lineofsight.intake.characters import clean, fold
from lineofsight.intake.readers.pdf_marks import UNKNOWN, Glyph

_WORD_GAP = 0.18
_PIECE_GAP = 1.15
# Columns may stand closer than that: then at least so many lines must begin again at the same place.
_NARROW_GUTTER = 0.6
_FEWEST_BESIDE = 6
_RAISED_DIGITS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass
class Line:
    """A line, or the piece of one between wide gaps. `raised` are its note marks, which stand in no word."""

    text: str
    x0: float
    x1: float
    top: float
    base: float
    size: float
    is_bold: bool
    is_furniture: bool = False
    page: int = 0
    hang: float = 0.0  # where the text after a mark begins
    opens_raised: bool = False
    pieces: list["Line"] = field(default_factory=list)

    @property
    def bottom(self) -> float:
        """The foot of its letters."""
        return self.base + 0.22 * self.size


@dataclass
class _Row:
    base: float
    size: float
    glyphs: list[tuple[Glyph, bool]]


def lines_of(glyphs: Sequence[Glyph], page: int) -> list[Line]:
    """The pieces of lines on a page or in a cell, from the top down and from left to right."""
    rows = _rows(glyphs)
    starts = _column_starts(rows)
    pieces = [piece for row in rows for piece in _pieces(row, page, starts)]
    return sorted(pieces, key=lambda piece: (round(piece.base, 1), piece.x0))


def _rows(glyphs: Sequence[Glyph]) -> list[_Row]:
    """Letters on one base line; small raised or lowered letters go with the large ones beside them."""
    rows: list[_Row] = []
    for glyph in sorted(glyphs, key=lambda g: (g.base, g.x0)):
        row = next((r for r in reversed(rows[-6:]) if abs(r.base - glyph.base) < 0.12 * max(r.size, glyph.size)), None)
        if row is None:
            rows.append(_Row(glyph.base, glyph.size, [(glyph, False)]))
        else:
            row.glyphs.append((glyph, False))
            row.size = max(row.size, glyph.size) if glyph.text.strip() else row.size
    for row in rows:
        near = [r for r in rows if r is not row and 0 < abs(r.base - row.base) < 0.65 * r.size]
        kept: list[tuple[Glyph, bool]] = []
        for glyph, raised in row.glyphs:
            home = next((r for r in near if glyph.size < 0.85 * r.size and _touches(glyph, r)), None)
            if home is None:
                kept.append((glyph, raised))
            else:
                home.glyphs.append((glyph, home.base > row.base))
        row.glyphs = kept
    return [row for row in rows if row.glyphs]


def _touches(glyph: Glyph, row: _Row) -> bool:
    reach = 0.6 * row.size
    return any(
        other.size > glyph.size and other.x0 - reach <= glyph.x1 and glyph.x0 <= other.x1 + reach
        for other, _ in row.glyphs
    )


def _column_starts(rows: Sequence[_Row]) -> frozenset[int]:
    """Where a second column begins that stands closer than words of a line may part: many lines begin again there.

    In justified text the words of one line part anywhere, and never in line after line at one place.
    """
    after_gap: Counter[int] = Counter()
    at_begin: Counter[int] = Counter()
    reaches: list[tuple[float, float]] = []
    for row in rows:
        inked = sorted((glyph for glyph, _ in row.glyphs if glyph.text.strip()), key=lambda glyph: glyph.x0)
        if not inked:
            continue
        after_gap.update(
            {
                round(after.x0)
                for before, after in itertools.pairwise(inked)
                if _NARROW_GUTTER * row.size < after.x0 - before.x1
            }
        )
        at_begin[round(inked[0].x0)] += 1
        reaches.append((inked[0].x0, max(glyph.x1 for glyph in inked)))
    return frozenset(
        start
        for start, gaps in after_gap.items()
        if gaps + at_begin[start] >= _FEWEST_BESIDE
        # A title and a foot run across; lines of text that do say that there is no column.
        and gaps >= 0.5 * sum(1 for left, right in reaches if left + 20 < start < right - 20)
    )


def _pieces(row: _Row, page: int, starts: frozenset[int] = frozenset()) -> list[Line]:
    glyphs = sorted(row.glyphs, key=lambda pair: pair[0].x0)
    inked = [pair for pair in glyphs if pair[0].text.strip() or pair[0].is_soft]
    if not inked:
        return []
    limit = _word_gap(glyphs)
    found: list[list[tuple[Glyph, bool]]] = [[]]
    words: list[list[bool]] = [[]]
    spaced = False
    end = inked[0][0].x0
    for glyph, raised in glyphs:
        if not glyph.text.strip() and not glyph.is_soft:
            spaced = True
            continue
        gap = glyph.x0 - end
        begins_column = gap > _NARROW_GUTTER * row.size and round(glyph.x0) in starts
        if found[-1] and (gap > _PIECE_GAP * row.size or begins_column):
            found.append([])
            words.append([])
        # A space that lies under the letters, as false justification leaves it, parts nothing.
        apart = (spaced and gap > 0.02 * row.size) or gap > limit * glyph.size
        found[-1].append((glyph, raised))
        words[-1].append(apart)
        spaced = False
        end = max(end, glyph.x1) if len(found[-1]) > 1 else glyph.x1
    return [line for piece, apart in zip(found, words, strict=True) if (line := _line(piece, apart, page))]


def _word_gap(glyphs: list[tuple[Glyph, bool]]) -> float:
    gaps = [
        (after.x0 - before.x1) / max(after.size, 1)
        for (before, _), (after, _) in itertools.pairwise(glyphs)
        if before.text.isalnum() and after.text.isalnum()
    ]
    spaces = sum(1 for glyph, _ in glyphs if not glyph.text.strip())
    usual = sorted(gaps)[len(gaps) // 2] if gaps else 0
    spread = max(0.0, usual) if usual > 0.06 and len(gaps) > 4 else 0.0
    return spread + (0.3 if spaces > len(glyphs) / 15 else _WORD_GAP)


def _line(glyphs: list[tuple[Glyph, bool]], apart: list[bool], page: int) -> Line | None:
    letters = [glyph for glyph, raised in glyphs if not raised] or [glyph for glyph, _ in glyphs]
    sizes = Counter(round(glyph.size, 1) for glyph in letters)
    size = sizes.most_common(1)[0][0]
    parts: list[str] = []
    for (glyph, raised), is_apart in zip(glyphs, apart, strict=True):
        text = "\u00ad" if glyph.is_soft else unicodedata.normalize("NFC", glyph.text)
        if raised and text.strip().isdecimal():
            text = text.translate(_RAISED_DIGITS)
        parts.append((" " if is_apart and parts else "") + text)
    whole = "".join(parts)
    soft = whole.rstrip().endswith("\u00ad")
    text = fold(clean(_bulleted(whole))) + ("\u00ad" if soft else "")
    if not text:
        return None
    bold = sum(glyph.is_bold for glyph in letters if glyph.text.isalnum())
    counted = sum(1 for glyph in letters if glyph.text.isalnum())
    first, last = glyphs[0][0], max((glyph for glyph, _ in glyphs), key=lambda g: g.x1)
    base = letters[0].base
    return Line(
        text,
        first.x0,
        last.x1,
        base - 0.78 * size,
        base,
        size,
        bool(counted) and bold >= 0.9 * counted,
        all(glyph.is_furniture for glyph, _ in glyphs),
        page,
        opens_raised=glyphs[0][1],
    )


def _bulleted(text: str) -> str:
    """A sign of a font of pictures is a bullet where it opens a line, and nothing to read elsewhere."""
    bare = text.lstrip()
    if bare and (_is_private(bare[0]) or bare[0] == UNKNOWN) and (len(bare) == 1 or bare[1] == " "):
        return "• " + bare[1:].lstrip() if len(bare) > 1 else "•"
    return text


def _is_private(letter: str) -> bool:
    return unicodedata.category(letter) == "Co"


def merged(pieces: Sequence[Line]) -> Line:
    """The pieces of one line of one column as a line; `hang` says where the text after the first piece begins."""
    ordered = sorted(pieces, key=lambda piece: piece.x0)
    if len(ordered) == 1:
        return ordered[0]
    main = max(ordered, key=lambda piece: len(piece.text))
    return Line(
        " ".join(piece.text for piece in ordered),
        ordered[0].x0,
        max(piece.x1 for piece in ordered),
        min(piece.top for piece in ordered),
        main.base,
        main.size,
        all(piece.is_bold for piece in ordered),
        all(piece.is_furniture for piece in ordered),
        main.page,
        ordered[1].x0,
        ordered[0].opens_raised,
        list(ordered),
    )
