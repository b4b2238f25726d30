"""A long PDF is read page by page: 300 pages take under 250 MB, the library's own memory and all."""

import subprocess
import sys
from pathlib import Path

import pytest
from fpdf import FPDF

from tests.intake.readers.making_pdf import PROSE

PAGES, MOST_MEGABYTES = 300, 250
_MEASURE = """
from pathlib import Path
from lineofsight.files.guard.process import peak_kb
from {module} import {function}
read = {function}(Path({path!r}))
pages = read.blocks[-1].page if hasattr(read, "blocks") else 0
print(pages, peak_kb() // 1024)
"""


def measured(path: Path, *, module: str = "lineofsight.intake.readers.dispatch", function: str = "read") -> list[int]:
    """How many pages a process of its own has read, and how many megabytes it held at the most."""
    program = _MEASURE.format(module=module, function=function, path=str(path))
    told = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout
    return [int(number) for number in told.split()]


@pytest.fixture
def long_report(tmp_path: Path, is_long_run: bool) -> Path:
    """A report of 300 pages: a few lines on each, and in the long run each of them full."""
    pdf = FPDF(format="A4", unit="pt")
    pdf.set_auto_page_break(False)
    words = f"{PROSE} {PROSE}".split()
    for number in range(1, PAGES + 1):
        pdf.add_page()
        pdf.set_font("Helvetica", size=10)
        pdf.text(60, 60, f"{number}. It was agreed that:")
        for line in range(1, 50 if is_long_run else 4):
            pdf.text(60, 60 + 14 * line, " ".join(words[line % 20 : line % 20 + 14]))
    path = tmp_path / "long.pdf"
    path.write_bytes(bytes(pdf.output()))
    return path


def test_three_hundred_pages_are_read_in_little_memory(long_report: Path):
    pages, megabytes = measured(long_report)

    assert pages == PAGES
    assert megabytes < MOST_MEGABYTES


def test_control_a_reader_that_holds_too_much_is_seen_to(tmp_path: Path):
    _, megabytes = measured(tmp_path / "any.pdf", module="tests.intake.eager", function="holds")

    assert megabytes > MOST_MEGABYTES
