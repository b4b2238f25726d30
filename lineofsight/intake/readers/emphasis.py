"""Headings that a file shows by its letters and not by a style: wholly bold, or clearly larger than the body."""

from collections import Counter
from dataclasses import dataclass, replace

from lineofsight.intake.blocks import Block, Kind
from lineofsight.intake.layout.joining import is_finished, looks_like_heading

_LARGER = 4  # half points
_MOST_BOLD = 0.4
_LONGEST_OPENING = 160


@dataclass(frozen=True, slots=True)
class Draft:
    """A block with the look of its letters: `size` in half points (0 the file's own), and how many letters."""

    block: Block
    is_bold: bool = False
    size: int = 0
    letters: int = 0


def settle(drafts: list[Draft], *, has_pages: bool) -> tuple[Block, ...]:
    """The blocks in order, counted from 1, with headings by look made headings.

    The short lines at the very beginning, and the paragraphs of a file that knows no heading at all, become lines:
    `structure` then finds the title and the headings by the rules for plain text.
    """
    blocks = _headings_by_look(drafts)
    blocks = _opening_as_lines(blocks)
    headings = [at for at, block in enumerate(blocks) if block.kind in (Kind.HEADING, Kind.TITLE)]
    if not headings:
        blocks = [_as_line(block) for block in blocks]
    elif len(headings) == 1 and headings[0] < 3:
        # Only the title shows itself: its headings are short lines over text, and look like it.
        blocks = [_as_line(b) if _stands_over_text(b, blocks[at : at + 2]) else b for at, b in enumerate(blocks)]
    return tuple(
        replace(block, line=position, page=block.page if has_pages else None)
        for position, block in enumerate(blocks, start=1)
    )


def _headings_by_look(drafts: list[Draft]) -> list[Block]:
    texts = [draft for draft in drafts if draft.block.kind in (Kind.PARAGRAPH, Kind.LIST_ITEM)]
    sizes: Counter[int] = Counter()
    for draft in texts:
        sizes[draft.size] += draft.letters
    body = sizes.most_common(1)[0][0] if sizes else 0
    in_tables = sum(len(cell) for draft in drafts for row in draft.block.rows for cell in row)
    letters = sum(draft.letters for draft in texts)
    bold = sum(draft.letters for draft in texts if draft.is_bold)
    # Where the paragraphs stand in tables, all that is left beside them may be headings.
    bold_tells = bold <= _MOST_BOLD * letters or in_tables > 2 * letters
    return [
        replace(draft.block, kind=Kind.HEADING, level=draft.block.level or 1)
        if _stands_out(draft, body, bold_tells)
        else draft.block
        for draft in drafts
    ]


def _stands_out(draft: Draft, body: int, bold_tells: bool) -> bool:
    if draft.block.kind is not Kind.PARAGRAPH or not looks_like_heading(draft.block.text, stands_out=True):
        return False
    larger = bool(body and draft.size >= body + _LARGER)
    return larger or (draft.is_bold and bold_tells)


def _opening_as_lines(blocks: list[Block]) -> list[Block]:
    result = list(blocks)
    for position, block in enumerate(blocks):
        if block.kind in (Kind.TITLE, Kind.FURNITURE, Kind.NOTE):
            continue
        is_short = len(block.text) <= _LONGEST_OPENING and not is_finished(block.text)
        if block.kind is not Kind.PARAGRAPH or block.printed or not is_short:
            break
        result[position] = _as_line(block)
    return result


def _stands_over_text(block: Block, with_next: list[Block]) -> bool:
    below = with_next[-1]
    return (
        len(block.text.split()) <= 10
        and looks_like_heading(block.text)
        and below is not block
        and below.kind in (Kind.PARAGRAPH, Kind.LIST_ITEM)
        and is_finished(below.text)
        and len(below.text.split()) >= 6
    )


def _as_line(block: Block) -> Block:
    """A paragraph without a number of the file's own is a line that stands apart."""
    if block.kind is not Kind.PARAGRAPH or block.printed:
        return block
    return replace(block, kind=Kind.LINE, level=0)
