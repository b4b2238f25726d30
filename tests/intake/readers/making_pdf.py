"""Makes invented PDF files: pages as fpdf2 writes them, and bare operators for what it cannot write."""

import io
from collections.abc import Callable, Sequence

from fpdf import FPDF
from PIL import Image

PROSE = (
    "The partnership asked every family what had helped them, and the answers were read aloud to the board. "
    "Visits were made in the first week after each referral, and the health visitor kept a record of them."
)


def pages(*draws: Callable[[FPDF], object]) -> bytes:
    """A file with one page for each function that draws on it."""
    pdf = FPDF(format="A4", unit="pt")
    pdf.set_auto_page_break(False)
    pdf.set_margin(60)
    for draw in draws:
        pdf.add_page()
        pdf.set_font("Helvetica", size=11)
        draw(pdf)
    return bytes(pdf.output())


def flow(draw: Callable[[FPDF], object]) -> bytes:
    """A file whose pages break where the text is full."""
    pdf = FPDF(format="A4", unit="pt")
    pdf.set_auto_page_break(True, 60)
    pdf.set_margin(60)
    pdf.add_page()
    pdf.set_font("Helvetica", size=11)
    draw(pdf)
    return bytes(pdf.output())


def write(pdf: FPDF, text: str, *, size: float = 11, style: str = "", x: float = 60, width: float = 475) -> None:
    """A paragraph, with half a line of space after it."""
    pdf.set_font("Helvetica", style=style, size=size)
    pdf.set_x(x)
    pdf.multi_cell(width, size * 1.3, text, align="L", new_x="LMARGIN", new_y="NEXT")
    pdf.ln(size * 0.8)


def put(pdf: FPDF, text: str, x: float, y: float, *, size: float = 11, style: str = "") -> None:
    """Words at a place."""
    pdf.set_font("Helvetica", style=style, size=size)
    pdf.text(x, y, text)


def table(pdf: FPDF, rows: Sequence[Sequence[str]], *, headings: bool = True) -> None:
    """A ruled table over the width of the page."""
    pdf.set_font("Helvetica", size=10)
    with pdf.table(first_row_as_headings=headings, line_height=14) as drawn:
        for row in rows:
            drawn.row(row)


def picture(pdf: FPDF, *, x: float = 0, y: float = 0, width: float = 595, height: float = 842) -> None:
    """A grey picture."""
    data = io.BytesIO()
    Image.new("L", (8, 8), 200).save(data, "PNG")
    pdf.image(data, x=x, y=y, w=width, h=height)


def bare(content: str, *, more: str = "") -> bytes:
    """A file of one page whose content is given in operators; F1 is Helvetica and F2 its bold."""
    stream = content.encode("latin-1")
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]{more}/Contents 4 0 R".encode()
        + b"/Resources<</Font<</F1 5 0 R/F2 6 0 R>>>>>>",
        b"<</Length %d>>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>",
    ]
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)
