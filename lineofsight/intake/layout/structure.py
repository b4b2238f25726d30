"""The shape of a report: its title, its sections, their paragraphs, its tables, and what belongs to none of them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from lineofsight.intake.blocks import Block, FileRead, Kind
from lineofsight.intake.characters import fold
from lineofsight.intake.documents import Doubt, Label, Remainder, Table
from lineofsight.intake.layout.furniture import (
    is_attendance,
    is_closing,
    is_contents_heading,
    is_contents_line,
    is_date_or_marking,
    is_greeting,
    is_letterhead,
    is_page_label,
    is_page_number,
    is_rule,
    is_signature,
    is_signpost,
    running_heads,
    without_digits,
)
from lineofsight.intake.layout.joining import Unit, join, looks_like_heading, with_quotations_shown
from lineofsight.intake.layout.marked_lines import join_lone_marks, set_headings_apart
from lineofsight.intake.layout.numbering import Scheme
from lineofsight.intake.layout.tables import paragraphs_of_layout, set_tables_apart, with_merged_repeated
from lineofsight.intake.patterns import lazily

_FOOTNOTE = lazily(r"\[\d{1,3}\]\s|[¹²³⁴-⁹⁰]+\s?")
_ANNEX = lazily(r"(?:annexe?|appendix|part|section|schedule|chapter)\b", re.IGNORECASE)
_OWNED = lazily(r"(?:owner|status|lead)\s?:", re.IGNORECASE)
_BODY_NAME = lazily(
    r"\b(?:Partnership|Board|Council|Trust|Executive|Committee|PARTNERSHIP|BOARD|COUNCIL|TRUST|EXECUTIVE|COMMITTEE)$"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A paragraph as found: its number if any, the mark as printed, its text with white space folded."""

    number: Label
    printed: str
    text: str
    line: int


@dataclass
class Part:
    """A heading and the paragraphs found under it."""

    heading: str | None
    printed: str = ""
    line: int | None = None
    found: list[Found] = field(default_factory=list)


@dataclass
class Outline:
    """The shape of a report, before its sentences are read."""

    title: str = ""
    parts: list[Part] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    other: list[Remainder] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)

    def front(self) -> list[str]:
        """What stands before the first paragraph, beside the title: whose paper it is, for which meeting, by whom."""
        first = next((found.line for part in self.parts for found in part.found), 0)
        above = [(piece.line, piece.text) for piece in self.other if piece.line is not None and piece.line < first]
        headings = [(part.line or 0, part.heading) for part in self.parts if part.heading and (part.line or 0) < first]
        return [text for _, text in sorted([*above, *headings])]

    def signature(self) -> list[str]:
        """What stands under «Yours sincerely»: who signs, and for whom."""
        closing = next((place for place, piece in enumerate(self.other) if is_closing(piece.text)), None)
        return [] if closing is None else [piece.text for piece in self.other[closing + 1 : closing + 6]]


def outline(file: FileRead) -> Outline:
    """Return the shape of a file that a reader has turned into blocks. Every word of the blocks is somewhere in it."""
    shape = Outline(doubts=list(file.doubts))
    told = [block for block in file.blocks if block.text or block.rows]
    blocks = join_lone_marks(set_headings_apart(paragraphs_of_layout(set_tables_apart(tuple(told)))))
    text_blocks = _set_furniture_apart(blocks, shape)
    units, doubts = join(text_blocks)
    units = with_quotations_shown(units)
    shape.doubts += doubts
    units = _take_closing(_take_opening(units, shape), shape)
    _fill(units, shape)
    _number_the_unnumbered(shape)
    _say_what_is_missing(shape)
    shape.other.sort(key=lambda piece: piece.line or 0)
    return shape


def _set_furniture_apart(blocks: Sequence[Block], shape: Outline) -> list[Block]:
    """Move tables, page furniture, footnotes and a list of contents out of the text."""
    heads = running_heads(tuple(blocks))
    signed = _signature_from(blocks)
    kept: list[Block] = []
    in_contents = False
    gap = False
    signing = 0
    for position, block in enumerate(blocks):
        following = blocks[position + 1] if position + 1 < len(blocks) else None
        if block.kind is Kind.TABLE:
            all_rows = with_merged_repeated(block)
            header, rows = (all_rows[0], all_rows[1:]) if block.has_header else ((), all_rows)
            shape.tables.append(Table(header, rows, block.line))
            gap = True
            continue
        is_line = block.kind is Kind.LINE
        in_contents = (is_line and in_contents and is_contents_line(block.text, under_heading=True)) or (
            is_contents_heading(block.text)
        )
        repeated = is_line and block.gap and without_digits(block.text) in heads
        # The first line of all is the title, even where it comes back as a running head.
        is_head = repeated and bool(kept)
        # Under «Yours sincerely» before an annex: a name, an office, a body, who has a copy.
        signing = 6 if is_closing(block.text) else max(0, signing - 1) if _signs(block) else 0
        if (
            block.kind in (Kind.FURNITURE, Kind.NOTE)
            or in_contents
            or is_head
            or position >= signed
            or (signing and not is_closing(block.text))
            or (block.gap and (is_greeting(block.text) or (len(kept) < 12 and is_attendance(block.text))))
            or (is_line and bool(kept) and _stands_at_foot(block, following))
            or (is_line and bool(kept) and _stands_at_head(block, blocks[position - 1], following))
            or (is_line and (is_rule(block.text) or is_page_number(block.text) or bool(_FOOTNOTE.match(block.text))))
            or is_page_label(block.text)
            or (is_line and is_contents_line(block.text, under_heading=False))
        ):
            shape.other.append(Remainder(fold(block.text), block.line))
            gap = gap or block.gap
            continue
        kept.append(replace(block, gap=block.gap or gap))
        gap = False
    return kept


def _signature_from(blocks: Sequence[Block]) -> int:
    """Where a letter's last lines begin, after «Yours sincerely»: a name, an office. Past the end where none does."""
    for position in range(max(0, len(blocks) - 8), len(blocks)):
        rest = blocks[position + 1 :]
        is_last = all(
            block.kind is not Kind.TABLE and (looks_like_heading(block.text) or is_date_or_marking(block.text))
            for block in rest
        )
        if is_closing(blocks[position].text) and rest and is_last:
            return position + 1
    return len(blocks)


def _signs(block: Block) -> bool:
    is_signed = is_signature(block.text) or is_letterhead(block.text)
    return block.kind in (Kind.LINE, Kind.PARAGRAPH) and is_signed and not _ANNEX.match(block.text)


def _stands_at_foot(block: Block, following: Block | None) -> bool:
    """Does the line stand alone straight over a page number, as a running foot does?"""
    if following is None or following.kind is not Kind.LINE or following.gap or not block.gap:
        return False
    return is_page_number(following.text) and looks_like_heading(block.text)


def _stands_at_head(block: Block, before: Block, following: Block | None) -> bool:
    """Does the line stand straight under a page number, where a sentence goes on: a running head?"""
    if following is None or following.kind is not Kind.LINE or not following.gap:
        return False
    goes_on = following.text[:1].islower()
    return goes_on and before.kind is Kind.LINE and is_page_number(before.text) and looks_like_heading(block.text)


def _take_opening(units: list[Unit], shape: Outline) -> list[Unit]:
    """Take the title, and the dates and markings around it, off the front."""
    top: list[Unit] = []
    # What stands in a box over the title, or before it in the file, is no paragraph of the text.
    styled_at = next((place for place, unit in enumerate(units[:4]) if unit.kind is Kind.TITLE), 0)
    if styled_at and all(unit.kind is Kind.PARAGRAPH and unit.mark is None for unit in units[:styled_at]):
        units = [*_drop(units[:styled_at], shape), *units[styled_at:]]
    for unit in units:
        is_plain = unit.kind is Kind.PARAGRAPH and unit.mark is None and not _OWNED.match(unit.text)
        if top and is_plain and is_letterhead(unit.text):
            top.append(unit)
            continue
        if unit.kind is Kind.PARAGRAPH or unit.kind is Kind.LIST_ITEM:
            break
        if unit.mark is not None or not (_is_title_line(unit, first=not top) or is_date_or_marking(unit.text)):
            break
        names = [one for one in top if not is_date_or_marking(one.text)]
        if len(names) > 1 and names[-1] is top[-1] and _OWNED.match(unit.text):
            break  # «Owner: …» straight under a heading is about that heading
        top.append(unit)
    rest = units[len(top) :]
    names = [
        unit
        for unit in top
        if not is_date_or_marking(unit.text) and not (unit.kind is Kind.PARAGRAPH and is_letterhead(unit.text))
    ]
    styled = [unit for unit in names if unit.kind is Kind.TITLE]
    if not names:
        return units if not top else [*_drop(top, shape), *rest]
    # The line before the first paragraph is its heading, unless a heading follows or a date stands between.
    has_heading = bool(rest) and top[-1] is names[-1] and not _opens_with_heading(rest)
    title = styled or _title_of(names, has_heading=has_heading)
    shape.title = " ".join(fold(unit.text) for unit in title)
    is_title = {id(unit) for unit in title}
    kept_heading = names[-1] if has_heading and id(names[-1]) not in is_title else None
    for unit in top:
        if id(unit) not in is_title and unit is not kept_heading and not (styled and unit.kind is Kind.HEADING):
            shape.other.append(Remainder(fold(unit.text), unit.line))
    # A sheet's name over the title on it says less than the title does.
    is_only_sheet = bool(styled) and names[0].kind is Kind.HEADING and not any(u.kind is Kind.HEADING for u in rest)
    if is_only_sheet:
        shape.other.append(Remainder(fold(names[0].text), names[0].line))
        names = names[1:]
    headings = [u for u in names if u is kept_heading or (styled and u.kind is Kind.HEADING and id(u) not in is_title)]
    return [*headings, *rest]


def _is_title_line(unit: Unit, *, first: bool) -> bool:
    if unit.kind in (Kind.TITLE, Kind.HEADING):
        return True
    if first and len(unit.text) <= 250:
        # A title may be longer than a heading, and holds no sentence.
        return looks_like_heading(unit.text) or (unit.text[-1] not in ".;:," and unit.text[0].isupper())
    return looks_like_heading(unit.text)


def _opens_with_heading(units: list[Unit]) -> bool:
    following = units[1] if len(units) > 1 else None
    return units[0].mark is not None and _is_heading(units[0], None, following, before_is_heading=False)


def _title_of(names: list[Unit], *, has_heading: bool) -> list[Unit]:
    """The first line, with those that stand close under it; a body's bare name takes the next line with it."""
    last = len(names) - 1 if has_heading and len(names) > 1 else len(names)
    title = [names[0]]
    for unit in names[1:last]:
        if unit.kind is names[0].kind and (not unit.stands_apart or _BODY_NAME.search(title[-1].text.strip())):
            title.append(unit)
        else:
            break
    return title


def _drop(units: list[Unit], shape: Outline) -> list[Unit]:
    shape.other += [Remainder(fold(unit.text), unit.line) for unit in units]
    return []


def _take_closing(units: list[Unit], shape: Outline) -> list[Unit]:
    """Take closing lines off the end: a body's name and a date, an address, a heading with nothing under it."""
    end = len(units)
    while end > 0:
        unit = units[end - 1]
        if _stands_over_table(unit, shape):
            break
        text_kind = unit.kind in (Kind.LINE, Kind.HEADING, Kind.PARAGRAPH)
        # A signature may take two lines: a name, and what the person is.
        under_short = end > 1 and units[end - 2].stands_apart and looks_like_heading(units[end - 2].text)
        plain = unit.mark is None and (unit.stands_apart or under_short or _closes(unit.text))
        if not (text_kind and plain and (looks_like_heading(unit.text) or _closes(unit.text))):
            break
        if unit.kind is Kind.PARAGRAPH and not (_closes(unit.text) or is_signature(unit.text)):
            break
        end -= 1
    # A file of nothing but short lines has no closing: it is all text.
    if end == 0:
        return units
    _drop(units[end:], shape)
    return units[:end]


def _stands_over_table(unit: Unit, shape: Outline) -> bool:
    """«Who does what», at the end of the text, with a table below it?"""
    return looks_like_heading(unit.text) and any((table.line or 0) > unit.line for table in shape.tables)


def _closes(text: str) -> bool:
    return is_signpost(text) or (is_date_or_marking(text) and not _OWNED.match(text))


def _fill(units: list[Unit], shape: Outline) -> None:
    part = Part(None)
    shape.parts.append(part)
    was_heading = False
    for position, unit in enumerate(units):
        after = units[position + 1] if position + 1 < len(units) else None
        before = units[position - 1] if position else None
        printed = unit.mark.printed if unit.mark else ""
        is_heading = _is_heading(unit, before, after, before_is_heading=was_heading) or (
            after is None and unit.kind is Kind.LINE and unit.mark is None and _stands_over_table(unit, shape)
        )
        if is_heading:
            # A code is part of what a section is called: «KLOE 2», «R3 Information sharing».
            is_code = unit.mark is not None and unit.mark.scheme is Scheme.CODE
            part = Part(fold(f"{printed} {unit.text}" if is_code else unit.text), "" if is_code else printed, unit.line)
            shape.parts.append(part)
        else:
            number = unit.mark.label if unit.mark else None
            part.found.append(Found(number, printed, fold(unit.text), unit.line))
        was_heading = is_heading
    if not shape.parts[0].found:
        shape.parts.pop(0)


def _is_heading(unit: Unit, before: Unit | None, after: Unit | None, *, before_is_heading: bool) -> bool:
    if unit.kind in (Kind.TITLE, Kind.HEADING):
        return True
    is_alone = unit.stands_apart and unit.followed_by_gap
    if unit.kind is not Kind.LINE or after is None or not looks_like_heading(unit.text, stands_out=is_alone):
        return False
    if unit.text.rstrip().endswith(":") and after.mark is not None:
        return False  # it opens a list
    if unit.mark is None:
        apart = unit.stands_apart or unit.followed_by_gap or after.mark is not None or len(after.text) > 120
        return apart or (len(unit.text.split()) <= 8 and not looks_like_heading(after.text))
    if unit.mark.scheme not in (Scheme.WHOLE, Scheme.BARE, Scheme.DOTTED, Scheme.CODE):
        return False
    # «3. Supervision» is a heading over text, and an item between «2. Audit» and «4. Training».
    in_list = _follows(unit, after) or (before is not None and not before_is_heading and _follows(before, unit))
    under_it = after.mark is None or after.mark.scheme is not unit.mark.scheme or after.mark.counts[:1] != ()
    return under_it and not in_list


def _follows(first: Unit, second: Unit) -> bool:
    if first.mark is None or second.mark is None or first.mark.scheme is not second.mark.scheme:
        return False
    one, two = first.mark.counts, second.mark.counts
    return len(one) == len(two) and bool(one) and one[:-1] == two[:-1] and two[-1] == one[-1] + 1


def _number_the_unnumbered(shape: Outline) -> None:
    """Give a paragraph without a number the one that is missing between its neighbours', and say so."""
    places = [(part, position) for part in shape.parts for position in range(len(part.found))]
    numbered = [index for index in range(len(places)) if _number_at(places, index) is not None]
    for index, (part, position) in enumerate(places):
        found = part.found[position]
        before = _number_at(places, index - 1)
        after = _number_at(places, index + 1)
        starts = not numbered or index < numbered[0]
        if found.number is not None or after is None:
            continue
        if after - (before or 0) == 2 and (before is not None or starts):
            number = after - 1
            part.found[position] = replace(found, number=number)
            sentence = f"The paragraph before {after} has no number in print; we count it as {number}."
            readings = (f"paragraph {number}", "a paragraph without a number")
            shape.doubts.append(Doubt("number-missing", sentence, number, found.line, readings))


def _number_at(places: list[tuple[Part, int]], index: int) -> int | None:
    if not 0 <= index < len(places):
        return None
    part, position = places[index]
    number = part.found[position].number
    return number if isinstance(number, int) else None


def _say_what_is_missing(shape: Outline) -> None:
    if not shape.title:
        shape.doubts.append(Doubt("title-missing", "No title was found at the beginning."))
    if not any(part.found for part in shape.parts) and not shape.tables:
        shape.doubts.append(Doubt("text-missing", "No paragraph was found."))
    last = 0
    for part in shape.parts:
        for found in part.found:
            if not isinstance(found.number, int):
                continue
            if last and found.number > last + 1:
                sentence = f"Paragraph {found.number} comes after paragraph {last}; nothing is numbered in between."
                shape.doubts.append(Doubt("number-skipped", sentence, found.number, found.line))
            last = found.number
