"""What stands at the edges of the pages of a PDF: running heads and feet, page numbers, and notes at the foot."""

import re
from collections import Counter
from collections.abc import Sequence

from lineofsight.intake.layout.furniture import is_page_number, without_digits
from lineofsight.intake.readers.pdf_lines import Line
from lineofsight.intake.readers.pdf_sheet import Sheet

_EDGE = 0.12
_ROMAN = re.compile(r"[ivxl]{1,6}", re.IGNORECASE)
_NOTE_MARK = re.compile(r"[⁰¹²³⁴-⁹]+|\d{1,3}[\s.)]|[*†‡]")


def furniture_of(sheets: Sequence[Sheet], body: float) -> set[int]:
    """The lines (by their identity) that come back at the same height of page after page, or number the pages."""
    at_edge = [(sheet, line) for sheet in sheets for line in _edge_lines(sheet)]
    times: Counter[tuple[str, int]] = Counter()
    for _, line in at_edge:
        for height in {round(line.base / 4), round((line.base + 2) / 4)}:
            times[without_digits(line.text), height] += 1
    fewest = 2 if len(sheets) < 6 else 3
    found: set[int] = set()
    for sheet, line in at_edge:
        text = without_digits(line.text)
        often = max(times[text, round(line.base / 4)], times[text, round((line.base + 2) / 4)])
        outermost = line.base < 0.075 * sheet.height or line.base > 0.92 * sheet.height
        is_number = (is_page_number(line.text) or bool(_ROMAN.fullmatch(line.text))) and (often >= 2 or outermost)
        is_large = line.size > 1.15 * body and not outermost
        in_text = not is_number and _goes_on(sheet, line)
        if line.is_furniture or is_number or (often >= fewest and len(text) > 1 and not is_large and not in_text):
            found.add(id(line))
    return found


def _goes_on(sheet: Sheet, line: Line) -> bool:
    """Does more text in the same letters stand close to the line, on the side of the middle of the page?"""
    way = 1 if line.base < sheet.height / 2 else -1
    return any(
        0 < way * (other.base - line.base) < 1.7 * line.size and abs(other.size - line.size) < 0.3
        for other in sheet.lines()
    )


def _edge_lines(sheet: Sheet) -> list[Line]:
    lines = sheet.lines()
    return [
        line
        for place, line in enumerate(lines)
        if line.is_furniture
        or (place < 3 and line.base < _EDGE * sheet.height)
        or (place >= len(lines) - 3 and line.base > (1 - _EDGE) * sheet.height)
    ]


def notes_of(sheet: Sheet, furniture: set[int], body: float) -> list[list[Line]]:
    """The notes at the foot of the columns of a page, each as its lines."""
    notes: list[list[Line]] = []
    for flow in sheet.flows:
        lines = [item for item in flow.items if isinstance(item, Line) and id(item) not in furniture]
        start = len(lines)
        while start and lines[start - 1].size < 0.93 * body and lines[start - 1].base > 0.4 * sheet.height:
            start -= 1
        foot = lines[start:]
        while foot and not _NOTE_MARK.match(foot[0].text) and not _under_rule(foot[0], sheet):
            foot = foot[1:]
        for line in foot:
            if _NOTE_MARK.match(line.text) or not notes:
                notes.append([line])
            else:
                notes[-1].append(line)
    return notes


def _under_rule(line: Line, sheet: Sheet) -> bool:
    return any(
        0 < line.top - rule.top < 2 * line.size and rule.x1 - rule.x0 < 0.5 * sheet.width and rule.x0 <= line.x0 + 5
        for rule in sheet.rules
    )
