"""In which order the lines of a page are read: across, or column by column where white space parts the page."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from lineofsight.intake.readers.pdf_headings import body_size
from lineofsight.intake.readers.pdf_lines import Line, merged
from lineofsight.intake.readers.pdf_marks import Area

_DEEPEST = 4
_FEWEST_LINES = 3
# A last column of a line or two is one only beside a column that is long enough to be no list and no form.
_LONG_COLUMN = 10


@dataclass
class Placed:
    """Something with a place of its own on the page, a table or a box: `what` says which of the page's."""

    area: Area
    what: int


@dataclass
class Flow:
    """What stands in one column, from the top down."""

    x0: float
    x1: float
    items: list[Line | Placed] = field(default_factory=list)


def flows_of(lines: Sequence[Line], placed: Sequence[Placed], depth: int = 0) -> list[Flow]:
    """The columns of a page in the order in which they are read."""
    things: list[Line | Placed] = [*lines, *placed]
    if not things:
        return []
    things.sort(key=lambda thing: (_middle(thing), _left(thing)))
    gutter = _gutter(lines) if depth < _DEEPEST else None
    if gutter is None:
        return [_flow(things)]
    flows: list[Flow] = []
    for band in _bands(things, gutter):
        left = [thing for thing in band if _right(thing) <= gutter]
        right = [thing for thing in band if _left(thing) >= gutter]
        if len(left) + len(right) == len(band) and _are_columns(_only(left), _only(right)):
            for side in (left, right):
                flows += flows_of(_only(side), [t for t in side if isinstance(t, Placed)], depth + 1)
        else:
            flows.append(_flow(band))
    return flows


def _flow(things: Sequence[Line | Placed]) -> Flow:
    flow = Flow(min(map(_left, things)), _right_margin(things))
    row: list[Line] = []
    for thing in things:
        if isinstance(thing, Line) and row and abs(thing.base - row[-1].base) < 0.3 * max(thing.size, row[-1].size):
            row.append(thing)
            continue
        if row:
            flow.items.append(merged(row))
            row = []
        if isinstance(thing, Line):
            row = [thing]
        else:
            flow.items.append(thing)
    if row:
        flow.items.append(merged(row))
    return flow


def _right_margin(things: Sequence[Line | Placed]) -> float:
    """How far the text reaches, whatever stands alone further right, as a page number in the middle of the foot."""
    left, right = min(map(_left, things)), max(map(_right, things))
    middle = left + (right - left) / 2
    lines = _only(things)
    # A title may run on over what the text below it leaves free.
    body = body_size(lines)
    told = [line for line in lines if abs(line.size - body) < 0.6]
    if len(told) >= 2 * _FEWEST_LINES and len(lines) == len(things):
        things = told
    beside = {round(line.base) for line in lines if line.x0 < middle}
    text = [thing for thing in things if not (isinstance(thing, Line) and _stands_alone(thing, middle, beside))]
    return max(map(_right, text)) if len(text) >= _FEWEST_LINES else right


def _stands_alone(line: Line, middle: float, beside: set[int]) -> bool:
    return line.x0 >= middle and len(line.text) <= 20 and round(line.base) not in beside


def _gutter(lines: Sequence[Line]) -> float | None:
    """Where white space parts most of the text in two, found by the left edges that many lines share."""
    edges: dict[int, int] = {}
    for line in lines:
        edges[round(line.x0 / 2)] = edges.get(round(line.x0 / 2), 0) + 1
    margin = min((line.x0 for line in lines), default=0)
    best, gutter = 0, None
    for edge, count in edges.items():
        x = edge * 2 - 2.5
        if x <= margin + 20 or (count < _FEWEST_LINES and not _may_begin_a_last_column(lines, x)):
            continue
        told = 0
        for band in _bands(list(lines), x):
            left = [line for line in _only(band) if line.x1 <= x]
            right = [line for line in _only(band) if line.x0 >= x]
            if len(left) + len(right) == len(band) and _are_columns(left, right):
                told += sum(len(line.text) for line in (*left, *right))
        if told > best:
            best, gutter = told, x
    return gutter


def _may_begin_a_last_column(lines: Sequence[Line], x: float) -> bool:
    """Do so few lines stand right of x, and so many left of it, that the text may end with a column just begun?"""
    return (
        sum(line.x0 >= x for line in lines) < 2 * _FEWEST_LINES and sum(line.x1 <= x for line in lines) >= _LONG_COLUMN
    )


def _bands(things: Sequence[Line | Placed], x: float) -> list[list[Line | Placed]]:
    """The things of a page from the top down, cut before and after whatever runs across x."""
    bands: list[list[Line | Placed]] = []
    was_across: bool | None = None
    for thing in things:
        across = _left(thing) < x < _right(thing)
        if across is not was_across:
            bands.append([])
            was_across = across
        bands[-1].append(thing)
    return bands


def _are_columns(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Are these two columns of text, and not marks beside text or the cells of a table without rules?"""
    if len(left) >= _LONG_COLUMN and 0 < len(right) < _FEWEST_LINES:
        return _is_last_column(left, right)
    if min(len(left), len(right)) < _FEWEST_LINES:
        return False
    if min(left[-1].base, right[-1].base) <= max(left[0].top, right[0].top):
        return False
    # Only where they stand beside each other: a page number in the middle of the foot is in neither's way.
    top, foot = max(left[0].top, right[0].top), min(left[-1].base, right[-1].base)
    beside = [[line for line in side if line.base > top and line.top < foot] for side in (left, right)]
    if not all(beside) or min(line.x0 for line in beside[1]) - max(line.x1 for line in beside[0]) < 5:
        return False
    return (_is_prose(left) or _are_prose(left)) and (_is_prose(right) or _are_prose(right))


def _is_last_column(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Is this the end of the text, in a column only just begun? Then it begins where the other does, and is as wide."""
    width = max(line.x1 for line in left) - min(line.x0 for line in left)
    gap = min(line.x0 for line in right) - max(line.x1 for line in left)
    widest = max(line.x1 - line.x0 for line in right)
    return (
        _is_prose(left)
        and 5 <= gap < 0.3 * width
        and abs(right[0].base - left[0].base) < 2 * left[0].size
        and 0.8 * width < widest < 1.2 * width
    )


def _are_prose(lines: Sequence[Line]) -> bool:
    """Are these two or more columns of text side by side, which are parted when their turn comes?"""
    edges: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: line.x0):
        if edges and line.x0 < edges[-1][0].x0 + 3 * line.size:
            edges[-1].append(line)
        else:
            edges.append([line])
    ends = [max(line.x1 for line in column) for column in edges]
    begins = [column[0].x0 for column in edges[1:]]
    return (
        len(edges) > 1
        and all(begin - end >= 5 for begin, end in zip(begins, ends, strict=False))
        and all(len(column) >= _FEWEST_LINES and _is_prose(column) for column in edges)
    )


def _is_prose(lines: Sequence[Line]) -> bool:
    width = max(line.x1 for line in lines) - min(line.x0 for line in lines)
    fills = sorted((line.x1 - line.x0) / width for line in lines) if width else [0.0]
    # A heading or the last line of a title may be larger than what it stands over.
    size = sorted(line.size for line in lines)[len(lines) // 2]
    return width > 8 * size and fills[len(fills) // 2] > 0.55


def _only(things: Sequence[Line | Placed]) -> list[Line]:
    return [thing for thing in things if isinstance(thing, Line)]


def _left(thing: Line | Placed) -> float:
    return thing.x0 if isinstance(thing, Line) else thing.area.x0


def _right(thing: Line | Placed) -> float:
    return thing.x1 if isinstance(thing, Line) else thing.area.x1


def _middle(thing: Line | Placed) -> float:
    return round(thing.base, 0) if isinstance(thing, Line) else thing.area.top
