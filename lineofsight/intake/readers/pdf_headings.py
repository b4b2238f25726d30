"""Which paragraphs of a PDF are headings, by the size and the weight of their letters, and which is the title."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from lineofsight.intake.blocks import Block, Kind
from lineofsight.intake.layout.joining import looks_like_heading
from lineofsight.intake.readers.pdf_lines import Line

_LONGEST = 250


def body_size(lines: Sequence[Line]) -> float:
    """The size in which most of the text is set."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0


def is_heading(lines: Sequence[Line], text: str, *, body: float, bold_tells: bool) -> bool:
    """Does the paragraph stand out as a heading does: larger than the body, or wholly bold where bold is rare?"""
    first = next((letter for letter in text if letter.isalnum()), "")
    if not first or len(text) > _LONGEST or len(lines) > 5:
        return False
    if all(line.size >= 1.35 * body for line in lines):
        return text.rstrip()[-1:] not in ".;,"
    larger = all(line.size >= 1.08 * body + 0.3 for line in lines)
    return (larger or (bold_tells and all(line.is_bold for line in lines))) and looks_like_heading(
        text, stands_out=True
    )


def with_levels(drafts: Sequence[tuple[Block, Line | None]], body: float) -> list[Block]:
    """The blocks, their headings with levels by size and weight; the largest at the beginning is the title."""
    drafts = _with_whole_title(drafts, _title(drafts, body))
    heads = [(block, line) for block, line in drafts if block.kind is Kind.HEADING and line is not None]
    title = _title(drafts, body)
    looks = sorted({_look(line) for block, line in heads if block is not title}, reverse=True)
    levels = {look: place for place, look in enumerate(looks, start=1)}
    result: list[Block] = []
    for block, line in drafts:
        if block is title:
            block = replace(block, kind=Kind.TITLE)
        elif block.kind is Kind.HEADING and line is not None:
            block = replace(block, level=min(levels[_look(line)], 6))
        result.append(block)
    return result


def _with_whole_title(
    drafts: Sequence[tuple[Block, Line | None]], title: Block | None
) -> list[tuple[Block, Line | None]]:
    """A title over two columns whose second line is short stands in the first of them: it is one all the same."""
    result: list[tuple[Block, Line | None]] = []
    for block, line in drafts:
        above, its_line = result[-1] if result else (None, None)
        is_next = above is not None and above.text and title is not None and above.text.startswith(title.text)
        if is_next and above is not None and its_line is not None and line is not None and _goes_on(its_line, line):
            result[-1] = (replace(above, text=f"{above.text} {block.text}"), line)
        else:
            result.append((block, line))
    return result


def _goes_on(above: Line, line: Line) -> bool:
    step = line.base - above.base
    return _look(above) == _look(line) and above.page == line.page and 0 < step < 1.5 * line.size


def _look(line: Line) -> tuple[float, bool]:
    return (round(line.size), line.is_bold)


def _title(drafts: Sequence[tuple[Block, Line | None]], body: float) -> Block | None:
    opening: list[tuple[Block, Line]] = []
    for block, line in drafts:
        if block.kind is Kind.HEADING and line is not None and (block.page or 1) <= 2:
            opening.append((block, line))
        elif block.kind in (Kind.PARAGRAPH, Kind.LIST_ITEM) and len(block.text) > 200:
            break
    if not opening:
        return None
    block, line = max(opening, key=lambda pair: pair[1].size)
    return block if line.size >= 1.3 * body else None
