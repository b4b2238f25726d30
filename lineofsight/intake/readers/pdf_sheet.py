"""One page of a PDF as what stands on it in reading order: lines, tables and boxes."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from lineofsight.intake.readers.pdf_lines import Line, lines_of
from lineofsight.intake.readers.pdf_marks import WHITE, Area, Glyph, Marks, visible
from lineofsight.intake.readers.pdf_order import Flow, Placed, flows_of
from lineofsight.intake.readers.pdf_tables import Ruled, paragraphs_in, ruled_tables
from lineofsight.intake.readers.pdf_text import Words
from lineofsight.intake.readers.pdf_unruled import set_tables_apart


@dataclass
class Box:
    """Text in a frame or on a coloured ground, as its paragraphs."""

    area: Area
    paragraphs: list[list[Line]]


@dataclass
class Sheet:
    """What stands on one page. The drawn letters themselves are gone by now."""

    page: int
    width: float
    height: float
    flows: list[Flow]
    placed: list[Ruled | Box]
    letters: int
    unknown: int
    unseen: int
    turned: int
    pictures: float
    rules: list[Area] = field(default_factory=list)

    def lines(self) -> list[Line]:
        """The lines that stand in no table and no box, from the top down."""
        found = [item for flow in self.flows for item in flow.items if isinstance(item, Line)]
        return sorted(found, key=lambda line: line.base)


def sheet_of(marks: Marks, words: Words) -> Sheet:
    """Put the marks of a page in order."""
    glyphs = visible(marks)
    tables, rest = ruled_tables(marks, glyphs, words)
    boxes, rest = _boxes(marks, rest, tables)
    placed: list[Ruled | Box] = [*tables, *boxes]
    lines = lines_of(rest, marks.page)
    places = [Placed(thing.area, index) for index, thing in enumerate(placed)]
    flows = flows_of(lines, places)
    bare: list[Ruled] = []
    for flow in flows:
        set_tables_apart(flow, bare, len(placed), words)
    placed += bare
    area = marks.width * marks.height or 1
    return Sheet(
        marks.page,
        marks.width,
        marks.height,
        flows,
        placed,
        sum(1 for glyph in glyphs if glyph.text.strip()),
        marks.unknown,
        len(marks.unseen.split()),
        len(marks.turned.split()),
        min(1.0, sum(picture.size for picture in marks.pictures) / area),
        [rule for rule in marks.rules if rule.x1 - rule.x0 > 20],
    )


def _boxes(marks: Marks, glyphs: Sequence[Glyph], tables: Sequence[Ruled]) -> tuple[list[Box], list[Glyph]]:
    page = marks.width * marks.height
    areas = [*marks.frames, *(fill for fill in marks.fills if fill.rgb not in (None, WHITE))]
    wanted = [
        area
        for area in areas
        if area.size < 0.7 * page and area.x1 - area.x0 > 0.15 * marks.width and area.bottom - area.top > 14
    ]
    left = list(glyphs)
    boxes: list[Box] = []
    for area in sorted(wanted, key=lambda area: -area.size)[:200]:
        if any(area.holds((t.area.x0 + t.area.x1) / 2, (t.area.top + t.area.bottom) / 2) for t in tables):
            continue
        inside = [g for g in left if area.holds((g.x0 + g.x1) / 2, g.base - 0.3 * g.size)]
        if not any(glyph.text.strip() for glyph in inside) or _is_band(area, inside, marks.page):
            continue
        taken = set(map(id, inside))
        left = [glyph for glyph in left if id(glyph) not in taken]
        boxes.append(Box(area, paragraphs_in(inside, area, marks.page)))
    return boxes, left


def _is_band(area: Area, glyphs: Sequence[Glyph], page: int) -> bool:
    """Is the ground only a band behind one row of a table? Then the row stays with the others."""
    lines = lines_of(glyphs, page)
    beside = [line for line in lines if abs(line.base - lines[0].base) < 0.3 * lines[0].size] if lines else []
    return len(beside) > 1 and area.bottom - area.top < 3.5 * lines[0].size
