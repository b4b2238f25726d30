"""A table as an Excel file of one sheet, written row by row as it comes.

A library builds each cell as an object and asks what it holds; over 140,000 cells that is most of what an export costs.
Here a cell is words, a number or a day, and nothing else can be written: no formula, no link, no hidden sheet.
"""

import io
import re
from collections.abc import Iterable, Sequence
from datetime import date
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from xlsxwriter.utility import xl_col_to_name

Cell = str | int | date | None

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_BOLD, _DAY = 1, 2
_WORDS = '<is><t xml:space="preserve">'
# From which Excel counts its days.
_DAY_NOUGHT = date(1899, 12, 30)
_ODD = re.compile(r"[&<>\x00-\x08\x0b-\x1f\ufffe\uffff]|_x[0-9A-Fa-f]{4}_")
# A file says when each part was written; the earliest that it can say gives the same bytes for the same rows.
_WHEN = (1980, 1, 1, 0, 0, 0)
_ROWS_AT_ONCE = 500

_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="r2" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
    "xl/styles.xml": f'<styleSheet xmlns="{_SHEET}"><numFmts count="1">'
    '<numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>'
    '</numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
}


def xlsx_bytes(head: Sequence[str], rows: Iterable[Sequence[Cell]], *, title: str) -> bytes:
    """The table as a file: its head stays in sight and can be filtered, days are days, words are words."""
    written = io.BytesIO()
    letters = [xl_col_to_name(column) for column in range(len(head))]
    with ZipFile(written, "w") as book:
        for name, text in _PARTS.items():
            _part(book, name, text)
        number = _write_sheet(book, head, rows, letters)
        # What may be filtered stands in the workbook too, which is why that comes last.
        name = _text(title.replace("'", "''"))
        _part(
            book,
            "xl/workbook.xml",
            f'<workbook xmlns="{_SHEET}" xmlns:r="{_OFFICE}"><sheets>'
            f'<sheet name="{_text(title)}" sheetId="1" r:id="r1"/>'
            '</sheets><definedNames><definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">'
            f"'{name}'!$A$1:${letters[-1]}${number}</definedName></definedNames></workbook>",
        )
    return written.getvalue()


def _part(book: ZipFile, name: str, text: str) -> None:
    book.writestr(_about(name), _HEAD + text)


def _about(name: str) -> ZipInfo:
    about = ZipInfo(name, _WHEN)
    about.compress_type = ZIP_DEFLATED
    return about


def _write_sheet(book: ZipFile, head: Sequence[str], rows: Iterable[Sequence[Cell]], letters: Sequence[str]) -> int:
    """Write the sheet. Gives the number of its last row."""
    columns = "".join(
        f'<col min="{at}" max="{at}" width="{max(12, len(words) + 4)}" customWidth="1"/>'
        for at, words in enumerate(head, start=1)
    )
    with book.open(_about("xl/worksheets/sheet1.xml"), "w") as sheet:

        def write(text: str) -> None:
            sheet.write(text.encode())

        write(
            f'{_HEAD}<worksheet xmlns="{_SHEET}"><sheetViews><sheetView workbookViewId="0">'
            '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
            f"<cols>{columns}</cols><sheetData>"
        )
        write(_row(1, head, letters, style=f' s="{_BOLD}"'))
        number, waiting = 1, []
        for number, row in enumerate(rows, start=2):
            waiting.append(_row(number, row, letters))
            if len(waiting) == _ROWS_AT_ONCE:
                write("".join(waiting))
                waiting.clear()
        write("".join(waiting))
        write(f'</sheetData><autoFilter ref="A1:{letters[-1]}{number}"/></worksheet>')
    return number


def _row(number: int, cells: Sequence[Cell], letters: Sequence[str], *, style: str = "") -> str:
    told = []
    for letter, cell in zip(letters, cells, strict=True):
        if isinstance(cell, str):
            # As a string, whatever it begins with: a formula is another kind of cell.
            if cell:
                told.append(f'<c r="{letter}{number}"{style} t="inlineStr">{_WORDS}{_text(cell)}</t></is></c>')
        elif isinstance(cell, date):
            told.append(f'<c r="{letter}{number}" s="{_DAY}"><v>{(cell - _DAY_NOUGHT).days}</v></c>')
        elif cell is not None:
            told.append(f'<c r="{letter}{number}"><v>{cell:d}</v></c>')
    return f'<row r="{number}">{"".join(told)}</row>'


def _text(words: str) -> str:
    """Words as XML has them; what XML cannot hold as Excel writes it: _x0001_."""
    return _ODD.sub(_written, words) if _ODD.search(words) else words


def _written(found: re.Match[str]) -> str:
    odd = found.group()
    known = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}.get(odd)
    if known:
        return known
    # Words that look like such a mark themselves are marked at their first character.
    return f"_x005F{odd}" if len(odd) > 1 else f"_x{ord(odd):04X}_"
