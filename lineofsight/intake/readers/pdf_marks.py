"""What is drawn on a page of a PDF: letters, rules, filled areas and pictures, and which letters nobody can see."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field

from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdfdevice import PDFTextDevice, PDFTextSeq
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFGraphicState, PDFResourceManager, PDFStackT, PDFTextState
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFStream
from pdfminer.psparser import PSLiteral
from pdfminer.utils import Matrix, PathSegment, apply_matrix_pt

UNKNOWN = "\ufffd"
MOST_MARKS = 200_000
_THIN = 3.0
_SMALLEST = 1.0
_UNSEEN_MODES = (3, 7)
Rgb = tuple[float, float, float]
WHITE: Rgb = (1.0, 1.0, 1.0)


class TooFull(Exception):
    """A page holds more marks than a page of a report can."""


@dataclass(slots=True)
class Glyph:
    """One letter: where it stands (from the top left of the page), its size, and its look."""

    text: str
    x0: float
    x1: float
    base: float
    size: float
    is_bold: bool
    rgb: Rgb | None
    order: int
    is_furniture: bool = False
    is_soft: bool = False


@dataclass(slots=True)
class Area:
    """A rectangle: a filled area with its colour, a frame, or the place of a picture."""

    x0: float
    top: float
    x1: float
    bottom: float
    rgb: Rgb | None = None
    order: int = 0

    @property
    def size(self) -> float:
        """Its area in square points."""
        return (self.x1 - self.x0) * (self.bottom - self.top)

    def holds(self, x: float, y: float) -> bool:
        """Does the point lie inside?"""
        return self.x0 <= x <= self.x1 and self.top <= y <= self.bottom


@dataclass
class Marks:
    """All that is drawn on one page."""

    page: int
    width: float = 0
    height: float = 0
    glyphs: list[Glyph] = field(default_factory=list)
    rules: list[Area] = field(default_factory=list)
    frames: list[Area] = field(default_factory=list)
    fills: list[Area] = field(default_factory=list)
    pictures: list[Area] = field(default_factory=list)
    unseen: str = ""
    turned: str = ""
    unknown: int = 0


class Drawing(PDFTextDevice):
    """Takes down what a page draws."""

    def __init__(self, resources: PDFResourceManager, page: int) -> None:
        super().__init__(resources)
        self.marks = Marks(page)
        self.order = 0
        self.mode = 0
        self.tags: list[tuple[bool, bool]] = []
        self.looks: dict[int, bool] = {}
        self.crop = Area(0, 0, 0, 0)

    def begin_page(self, page: PDFPage, ctm: Matrix) -> None:
        """Take the size of the page as it is shown."""
        x0, y0, x1, y1 = page.mediabox
        self.marks.width, self.marks.height = x1 - x0, y1 - y0
        if page.rotate in (90, 270):
            self.marks.width, self.marks.height = self.marks.height, self.marks.width
        corners = [apply_matrix_pt(ctm, point) for point in (page.cropbox[:2], page.cropbox[2:])]
        self.crop = self._area(corners)

    def begin_tag(self, tag: PSLiteral, props: PDFStackT | None = None) -> None:
        """Word and others say which marks are running heads, and which hyphen is only the line's."""
        held = props if isinstance(props, dict) else {}
        kind = getattr(held.get("Type"), "name", "")
        is_furniture = kind == "Pagination"
        instead = held.get("ActualText")
        self.tags.append((is_furniture, instead in (b"\xfe\xff\x00\xad", b"\xad")))

    def end_tag(self) -> None:
        """Close the last one."""
        if self.tags:
            self.tags.pop()

    def render_string(
        self, textstate: PDFTextState, seq: PDFTextSeq, ncs: PDFColorSpace, graphicstate: PDFGraphicState
    ) -> None:
        """Remember how the letters of a string are painted."""
        self.mode = textstate.render
        super().render_string(textstate, seq, ncs, graphicstate)

    def render_char(
        self,
        matrix: Matrix,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: PDFColorSpace,
        graphicstate: PDFGraphicState,
    ) -> float:
        """Take down one letter and return how far it moves on."""
        try:
            text = font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            text = UNKNOWN
        advance = font.char_width(cid) * fontsize * scaling
        a, b, c, d, _, _ = matrix
        x, y = apply_matrix_pt(matrix, (0, rise))
        size = abs(fontsize) * (c * c + d * d) ** 0.5
        self._count()
        top = self.marks.height - y
        x0, x1 = sorted((x, x + advance * a))
        if abs(b) > 0.1 * abs(a) or d * fontsize < 0 or a < 0:
            self.marks.turned += text
        elif self.mode in _UNSEEN_MODES or size < _SMALLEST or not self.crop.holds((x0 + x1) / 2, top - size * 0.3):
            self.marks.unseen += text
        else:
            self.marks.unknown += text == UNKNOWN
            furniture, soft = self.tags[-1] if self.tags else (False, False)
            furniture = furniture or any(tag[0] for tag in self.tags)
            rgb = _rgb(graphicstate.scolor if self.mode == 1 else graphicstate.ncolor)
            bold = self._is_bold(font) or self.mode == 2
            self.marks.glyphs.append(Glyph(text, x0, x1, top, size, bold, rgb, self.order, furniture, soft))
        return float(advance)

    def _is_bold(self, font: PDFFont) -> bool:
        if id(font) not in self.looks:
            name = str(getattr(font, "fontname", "")).lower()
            heavy = any(word in name for word in ("bold", "black", "heavy", "-bd", "demi"))
            self.looks[id(font)] = heavy
        return self.looks[id(font)]

    def paint_path(
        self, graphicstate: PDFGraphicState, stroke: bool, fill: bool, evenodd: bool, path: Sequence[PathSegment]
    ) -> None:
        """Take down lines, rectangles and filled shapes."""
        assert self.ctm is not None
        part: list[tuple[float, float]] = []
        curved = False
        for segment in [*path, ("m", 0.0, 0.0)]:
            if segment[0] == "m":
                self._shape(part, graphicstate, stroke=stroke, fill=fill, curved=curved)
                part, curved = [], False
            numbers = [float(n) for n in segment[1:] if isinstance(n, (int, float))]
            if len(numbers) >= 2:
                curved = curved or segment[0] in "cvy"
                part.append(apply_matrix_pt(self.ctm, (numbers[-2], numbers[-1])))

    def _shape(
        self, points: list[tuple[float, float]], state: PDFGraphicState, *, stroke: bool, fill: bool, curved: bool
    ) -> None:
        if len(points) < 2 or not (stroke or fill):
            return
        self._count()
        area = self._area(points)
        area.order = self.order
        wide, high = area.x1 - area.x0, area.bottom - area.top
        if min(wide, high) <= _THIN:
            if max(wide, high) > _THIN and not curved and not (fill and _rgb(state.ncolor) == WHITE):
                self.marks.rules.append(area)
            return
        if fill:
            area.rgb = _rgb(state.ncolor)
            self.marks.fills.append(area)
        if stroke and not curved:
            straight = all(abs(p[0] - q[0]) < 0.5 or abs(p[1] - q[1]) < 0.5 for p, q in itertools.pairwise(points))
            if straight and len(points) >= 4:
                self.marks.frames.append(area)

    def render_image(self, name: str, stream: PDFStream) -> None:
        """Take down where a picture stands."""
        assert self.ctm is not None
        corners = [apply_matrix_pt(self.ctm, point) for point in ((0, 0), (1, 0), (0, 1), (1, 1))]
        area = self._area(corners)
        self._count()
        area.order = self.order
        self.marks.pictures.append(area)

    def _area(self, points: Sequence[tuple[float, float]]) -> Area:
        height = self.marks.height
        across = [point[0] for point in points]
        down = [height - point[1] for point in points]
        return Area(min(across), min(down), max(across), max(down))

    def _count(self) -> None:
        self.order += 1
        if self.order > MOST_MARKS:
            raise TooFull


def visible(marks: Marks) -> list[Glyph]:
    """The letters that can be seen: none in the colour of their ground, none under a box, none painted twice."""
    page = marks.width * marks.height
    grounds = [fill for fill in marks.fills if fill.rgb is not None]
    pictures = [picture for picture in marks.pictures if picture.size > 0.001 * page]
    covers = [fill for fill in grounds if fill.rgb is not None and (max(fill.rgb) < 0.15 or min(fill.rgb) > 0.97)]
    seen: list[Glyph] = []
    twins: dict[tuple[str, int, int], Glyph] = {}
    for glyph in marks.glyphs:
        x, y = (glyph.x0 + glyph.x1) / 2, glyph.base - 0.3 * glyph.size
        place = (glyph.text, round(glyph.x0 / 2), round(glyph.base / 2))
        if glyph.text.strip() and _is_twin(glyph, twins, place):
            continue
        twins[place] = glyph
        covered = any(cover.order > glyph.order and cover.holds(x, y) for cover in covers)
        pale = bool(grounds) or (glyph.rgb is not None and min(glyph.rgb) > 0.9)
        if pale and not covered and glyph.rgb is not None and glyph.text.strip():
            ground: Area | None = None
            for fill in grounds:
                if fill.order < glyph.order and fill.holds(x, y):
                    ground = fill
            after = ground.order if ground else -1
            on_picture = any(after < p.order < glyph.order and p.holds(x, y) for p in pictures)
            behind = (ground.rgb if ground else None) or WHITE
            alike = all(abs(one - two) < 0.04 for one, two in zip(glyph.rgb, behind, strict=True))
            covered = alike and not on_picture
        if covered:
            marks.unseen += glyph.text
            marks.unknown -= glyph.text == UNKNOWN
        else:
            seen.append(glyph)
    return seen


def _is_twin(glyph: Glyph, twins: dict[tuple[str, int, int], Glyph], place: tuple[str, int, int]) -> bool:
    """Was the same letter painted here before, as false bold and shadows do?"""
    text, column, row = place
    for beside in (-1, 0, 1):
        for above in (-1, 0, 1):
            other = twins.get((text, column + beside, row + above))
            if other is None or abs(other.size - glyph.size) > 0.5:
                continue
            width = max(glyph.x1 - glyph.x0, 0.1)
            if abs(other.x0 - glyph.x0) < 0.3 * width and abs(other.base - glyph.base) < 0.15 * glyph.size:
                return True
    return False


def _rgb(colour: object) -> Rgb | None:
    """A colour of any common space as red, green and blue; None for patterns and the like."""
    values = (colour,) if isinstance(colour, (int, float)) else colour
    if not isinstance(values, (tuple, list)) or not all(isinstance(v, (int, float)) for v in values):
        return None
    parts = [min(1.0, max(0.0, float(v))) for v in values]
    if len(parts) == 1:
        return (parts[0], parts[0], parts[0])
    if len(parts) == 3:
        return (parts[0], parts[1], parts[2])
    if len(parts) == 4:
        cyan, magenta, yellow, black = parts
        return ((1 - cyan) * (1 - black), (1 - magenta) * (1 - black), (1 - yellow) * (1 - black))
    return None


def hex_of(rgb: Rgb) -> str:
    """The colour as RRGGBB."""
    return "".join(f"{round(part * 255):02X}" for part in rgb)
