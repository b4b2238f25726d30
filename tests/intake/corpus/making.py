"""The reports of the corpus as files: plain text, Word, OpenDocument, PDF, and a workbook of their tables."""

import io
import textwrap
from collections.abc import Callable, Iterator
from itertools import count

from tests.intake.corpus.model import Aside, Heading, Report, Rows, Said

_PAGE_LINES = 46


def made(report: Report, ending: str) -> bytes:
    """Return the bytes of a report in a format, named by its ending: `.txt`, `.docx`, `.odt`, `.pdf`, `.xlsx`."""
    return MAKERS[ending](report)


def _line_of(said: Said, report: Report) -> str:
    mark = report.settings.get("bullet", said.mark) if said.is_bullet else said.mark
    return f"{mark} {said.text}" if mark else said.text


def _heading_of(heading: Heading) -> str:
    return f"{heading.mark} {heading.text}" if heading.mark else heading.text


# --- plain text


def as_txt(report: Report) -> bytes:
    """Plain text: wrapped to a width where the report says so, and then with its running heads."""
    width = report.settings.get("wrap", "none")
    wrap = (lambda text: [text]) if width == "none" else (lambda text: textwrap.wrap(text, int(width)))
    lines = [*wrap(report.title), ""]
    before: object = None
    for block in report.blocks:
        together = isinstance(block, Said) and block.is_bullet and isinstance(before, Said) and before.is_bullet
        if before is not None and not together:
            lines.append("")
        if isinstance(block, Said):
            lines += wrap(_line_of(block, report))
        elif isinstance(block, Rows):
            lines += _drawn(block, report.settings.get("table", "bars"))
        else:
            lines.append(_heading_of(block) if isinstance(block, Heading) else block.text)
        before = block
    return "\n".join(_paged(lines, report) if width != "none" else lines).encode("utf-8")


def _drawn(table: Rows, style: str) -> list[str]:
    if style == "tabs":
        return ["\t".join(row) for row in table.rows]
    widths = [max(len(cell) for cell in column) for column in zip(*table.rows, strict=True)]
    level = [[cell.ljust(width) for cell, width in zip(row, widths, strict=True)] for row in table.rows]
    if style == "columns":
        return ["   ".join(row).rstrip() for row in level]
    return ["| " + " | ".join(row) + " |" for row in level]


def _paged(lines: list[str], report: Report) -> Iterator[str]:
    """Lay lines on pages: a page may end in the middle of a paragraph, as it does in print."""
    edge = report.settings.get("head") or report.settings.get("foot")
    pages = count(1)
    for position, line in enumerate(lines, start=1):
        yield line
        if edge and position % _PAGE_LINES == 0 and position < len(lines):
            yield from ("", edge, f"Page {next(pages)}", "\f")


# --- Word


def as_docx(report: Report) -> bytes:
    """A Word file with its styles: title, headings, lists and tables."""
    from docx import Document

    document = Document()
    document.add_paragraph(report.title, style="Title")
    for block in report.blocks:
        if isinstance(block, Heading):
            document.add_heading(_heading_of(block), 1)
        elif isinstance(block, Rows):
            table = document.add_table(rows=len(block.rows), cols=len(block.rows[0]), style="Table Grid")
            for cells, row in zip(table.rows, block.rows, strict=True):
                for cell, text in zip(cells.cells, row, strict=True):
                    cell.text = text
        elif isinstance(block, Said) and block.is_bullet:
            document.add_paragraph(block.text, style="List Bullet")
        else:
            document.add_paragraph(_line_of(block, report) if isinstance(block, Said) else block.text)
    section = document.sections[0]
    section.header.paragraphs[0].text = report.settings.get("head", "")
    section.footer.paragraphs[0].text = report.settings.get("foot", "")
    return _saved(document.save)


# --- OpenDocument


def as_odt(report: Report) -> bytes:
    """An OpenDocument text with headings, lists and tables."""
    from odfdo import Document, Header, List, ListItem, Paragraph, Table

    document = Document("text")
    body = document.body
    body.clear()
    body.append(Paragraph(report.title, style="Title"))
    items: List | None = None
    for number, block in enumerate(report.blocks):
        if isinstance(block, Said) and block.is_bullet:
            if items is None:
                items = List()
                body.append(items)
            items.append(ListItem(block.text))
            continue
        items = None
        if isinstance(block, Heading):
            body.append(Header(1, _heading_of(block)))
        elif isinstance(block, Rows):
            table = Table(f"Table{number}", width=len(block.rows[0]), height=len(block.rows))
            table.set_values([list(row) for row in block.rows])
            body.append(table)
        else:
            body.append(Paragraph(_line_of(block, report) if isinstance(block, Said) else block.text))
    return _saved(document.save)


# --- PDF


def as_pdf(report: Report) -> bytes:
    """A PDF with running heads and page numbers, in one column or in two."""
    from fpdf import FPDF
    from fpdf.fonts import FontFace

    class Paper(FPDF):
        def header(self) -> None:
            if report.settings.get("head"):
                self.set_font("helvetica", size=8)
                self.cell(0, 5, report.settings["head"], new_x="LMARGIN", new_y="NEXT")
                self.ln(4)

        def footer(self) -> None:
            self.set_y(-15)
            self.set_font("helvetica", size=8)
            foot = report.settings.get("foot", "")
            self.cell(0, 5, f"{foot}  Page {self.page_no()}".strip(), align="C")

    paper = Paper()
    paper.core_fonts_encoding = "cp1252"
    paper.set_margins(22, 20)
    paper.set_auto_page_break(auto=True, margin=22)
    paper.add_page()
    paper.set_font("helvetica", "B", 18)
    paper.multi_cell(0, 8, report.title, align="L", new_x="LMARGIN", new_y="NEXT")
    paper.ln(4)
    if report.settings.get("layout") == "two-columns":
        with paper.text_columns(ncols=2, gutter=10, text_align="L") as columns:
            for block in report.blocks:
                if isinstance(block, Heading):
                    paper.set_font("helvetica", "B", 13)
                else:
                    paper.set_font("helvetica", size=11)
                with columns.paragraph(bottom_margin=3) as paragraph:
                    paragraph.write(_text_of(block, report))
        return bytes(paper.output())
    for block in report.blocks:
        if isinstance(block, Rows):
            # A wide table is set small, so that no word of its header is broken.
            paper.set_font("helvetica", size=10 if len(block.rows[0]) < 6 else 8)
            with paper.table(headings_style=FontFace(emphasis="BOLD")) as table:
                for row in block.rows:
                    table.row(row)
            paper.ln(4)
            continue
        paper.set_font("helvetica", "B" if isinstance(block, Heading) else "", 13 if isinstance(block, Heading) else 11)
        paper.multi_cell(0, 5.5, _text_of(block, report), align="L", new_x="LMARGIN", new_y="NEXT")
        paper.ln(2.5)
    return bytes(paper.output())


def _text_of(block: Said | Heading | Aside | Rows, report: Report) -> str:
    if isinstance(block, Said):
        return _line_of(block, report).replace("●", "•")  # a core font has no larger bullet
    return _heading_of(block) if isinstance(block, Heading) else getattr(block, "text", "")


# --- a workbook


def as_xlsx(report: Report) -> bytes:
    """A workbook with one sheet for each table: a spreadsheet holds the figures of a report, not its prose."""
    from openpyxl import Workbook

    workbook = Workbook()
    workbook.remove(workbook.active)
    for number, table in enumerate(report.tables, start=1):
        sheet = workbook.create_sheet(f"Table {number}")
        for row in table.rows:
            sheet.append(row)
    return _saved(workbook.save)


def _saved(save: Callable[[io.BytesIO], object]) -> bytes:
    stream = io.BytesIO()
    save(stream)
    return stream.getvalue()


MAKERS: dict[str, Callable[[Report], bytes]] = {
    ".txt": as_txt,
    ".docx": as_docx,
    ".odt": as_odt,
    ".pdf": as_pdf,
    ".xlsx": as_xlsx,
}
