"""Lines that only mark what stands on the next: a heading told by # or a rule, a number alone on its line."""

from collections.abc import Sequence
from dataclasses import replace

from lineofsight.intake.blocks import Block, Kind
from lineofsight.intake.layout.furniture import is_rule
from lineofsight.intake.layout.joining import is_finished, looks_like_heading
from lineofsight.intake.patterns import lazily

_LONE_MARK = lazily(r"\d{1,3}[.)]|\(\d{1,3}\)|\d{1,2}(?:\.\d{1,2}){1,3}\.?|\([a-z]\)|[-•●▪◦]")
_MARKDOWN_HEADING = lazily(r"#{1,6}\s+(?=\S)")
_WHOLLY_BOLD = lazily(r"(\*\*|__|\*|_)([^*_].{0,120}?)\1")


def set_headings_apart(blocks: Sequence[Block]) -> list[Block]:
    """Headings that a plain text file marks as such: with #, in bold, or underlined."""
    result: list[Block] = []
    for block in blocks:
        if block.kind is Kind.LINE and result and is_rule(block.text) and set(block.text) <= set("=-"):
            above = result[-1]
            if above.kind is Kind.LINE and not block.gap and above.gap and looks_like_heading(above.text):
                result[-1] = replace(above, kind=Kind.HEADING)
        if block.kind is Kind.LINE and (hashes := _MARKDOWN_HEADING.match(block.text)):
            level = len(hashes.group().strip())
            block = replace(block, kind=Kind.HEADING, text=block.text[hashes.end() :].rstrip("# "), level=level)
        elif block.kind is Kind.LINE and (bold := _WHOLLY_BOLD.fullmatch(block.text)):
            block = replace(block, kind=Kind.HEADING if looks_like_heading(bold[2]) else Kind.LINE, text=bold[2])
        result.append(block)
    return result


def join_lone_marks(blocks: Sequence[Block]) -> list[Block]:
    """A number on a line of its own, with the paragraph on the next."""
    result: list[Block] = []
    lone: Block | None = None
    bare = _lone_numbers(blocks)
    for position, block in enumerate(blocks):
        if lone is not None:
            if block.kind is Kind.LINE:
                block = replace(lone, text=f"{lone.text} {block.text}")
            else:
                result.append(lone)
            lone = None
        before = blocks[position - 1].text if position else ""
        # «… had been used in / 35.» ends a sentence and numbers nothing.
        may_number = block.gap or is_finished(before) or looks_like_heading(before)
        if block.kind is Kind.LINE and ((may_number and _LONE_MARK.fullmatch(block.text)) or position in bare):
            lone = replace(block, text=f"{block.text}.") if position in bare else block
        else:
            result.append(block)
    return [*result, lone] if lone is not None else result


def _lone_numbers(blocks: Sequence[Block]) -> frozenset[int]:
    """The places of bare numbers, each alone on its line, that number the paragraphs under them.

    They count from 1, the first stands over the first sentence, and none cuts a sentence in two. Page numbers stand
    under what is on their page.
    """
    lone = [place for place, block in enumerate(blocks) if block.kind is Kind.LINE and block.text.isdecimal()]
    if len(lone) < 2 or any(is_finished(block.text) for block in blocks[: lone[0]]):
        return frozenset()
    for number, place in enumerate(lone, start=1):
        under = blocks[place + 1] if place + 1 < len(blocks) else None
        before = blocks[place - 1] if place else None
        follows = under is not None and under.kind is Kind.LINE and not under.text[:1].islower()
        is_over = before is None or is_finished(before.text) or looks_like_heading(before.text)
        if blocks[place].text != str(number) or not follows or not is_over:
            return frozenset()
    return frozenset(lone)
