"""Read one report in every format, against the plain libraries that only hand over its words.

./los bench formats
"""

import io
import subprocess
import sys

import docx
import pdfplumber

from bench._measured import Table, ms, show, side_by_side, times
from bench.read import REPORT, WORDS_OF_A_PAGE
from lineofsight.intake.readers.dispatch import read
from lineofsight.intake.understand import understand

COPIES = 12
# Read in a process of its own, which says how large it became.
PEAK = """
import resource, sys
from pathlib import Path
from lineofsight.intake.readers.dispatch import read
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
read(sys.stdin.buffer.read(), sys.argv[1])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def words_of(pages: int) -> list[str]:
    """Paragraphs of the invented report, repeated to so many pages."""
    lines = [line for line in REPORT.read_text(encoding="utf-8").splitlines() if line.strip()]
    found: list[str] = []
    count = 0
    while count < pages * WORDS_OF_A_PAGE:
        for line in lines:
            found.append(line)
            count += len(line.split())
    return found


def as_docx(paragraphs: list[str]) -> bytes:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def as_pdf(paragraphs: list[str]) -> bytes:
    from fpdf import FPDF

    document = FPDF()
    document.add_page()
    document.set_font("Helvetica", size=11)
    for paragraph in paragraphs:
        document.multi_cell(0, 5, paragraph.encode("latin-1", "replace").decode("latin-1"))
        document.ln(3)
    return bytes(document.output())


def plain_pdf(content: bytes) -> None:
    with pdfplumber.open(io.BytesIO(content)) as document:
        for page in document.pages:
            page.extract_text()


def plain_docx(content: bytes) -> None:
    for paragraph in docx.Document(io.BytesIO(content)).paragraphs:
        len(paragraph.text)


def peak_of(content: bytes, name: str) -> int:
    """The most memory that reading takes, in MB, the interpreter included."""
    done = subprocess.run([sys.executable, "-c", PEAK, name], input=content, capture_output=True, check=True)
    return int(done.stdout)


def measure(pages: int = COPIES) -> Table:
    """The readers alone, and with understanding, against the plain libraries."""
    paragraphs = words_of(pages)
    rows = []
    for name, make, plain in (("report.docx", as_docx, plain_docx), ("report.pdf", as_pdf, plain_pdf)):
        content = make(paragraphs)
        theirs, ours, whole = side_by_side(
            lambda: plain(content),  # noqa: B023 - called before the next turn
            lambda: read(content, name),  # noqa: B023
            lambda: understand(read(content, name)),  # noqa: B023
            repeats=3,
        )
        rows.append(
            (
                name.partition(".")[2],
                f"{pages / theirs:,.1f}",
                f"{pages / ours:,.1f}",
                times(ours / theirs),
                ms(whole),
                f"{peak_of(content, name)} MB",
            )
        )
    return Table(
        title="Read one report in each format",
        headers=("format", "plain library, pages a second", "our reader", "against it", "with understanding", "peak"),
        rows=tuple(rows),
        notes=(f"{pages} pages of {WORDS_OF_A_PAGE} words. The plain libraries: python-docx, pdfplumber.",),
    )


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:] if word.isdecimal()]
    show(measure(given[0]) if given else measure())
