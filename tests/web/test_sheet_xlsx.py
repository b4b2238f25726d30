"""The Excel file that we write row by row: it holds what a library would have written, and nothing that runs."""

import io
import re
from datetime import date
from zipfile import ZipFile

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from openpyxl import load_workbook
from xlsxwriter import Workbook

from lineofsight.web.sheet_xlsx import xlsx_bytes

HEAD = ("What", "How many", "When")
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40) | st.sampled_from(
    ['=HYPERLINK("http://elsewhere.example")', "+1", "@x", "_x0041_", "a\nb\tc\r", "  kept  ", "\x01", "<b>&amp;</b>"]
)
ROWS = st.lists(
    st.tuples(
        st.none() | WORDS,
        st.none() | st.integers(-(10**9), 10**9),
        st.none() | st.dates(date(1900, 3, 1), date(2200, 1, 1)),
    ),
    max_size=6,
)


def by_a_library(rows) -> bytes:
    written = io.BytesIO()
    with Workbook(written, {"constant_memory": True}) as book:
        day, sheet = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_worksheet("Table")
        for number, row in enumerate((HEAD, *rows)):
            for column, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(number, column, cell)
                elif isinstance(cell, date):
                    sheet.write_datetime(number, column, cell, day)
                elif cell is not None:
                    sheet.write_number(number, column, cell)
    return written.getvalue()


def cells(content: bytes, *, rows: int) -> list[list[object]]:
    sheet = load_workbook(io.BytesIO(content)).active
    told = [[sheet.cell(row, column) for column in (1, 2, 3)] for row in range(1, rows + 1)]
    return [[(cell.value or None, cell.data_type if cell.value else "n") for cell in row] for row in told]


@settings(max_examples=60, deadline=None)
@given(rows=ROWS)
def test_each_cell_is_read_again_as_a_library_would_have_written_it(rows):
    ours, theirs = xlsx_bytes(HEAD, rows, title="Table"), by_a_library(rows)

    assert cells(ours, rows=len(rows) + 1) == cells(theirs, rows=len(rows) + 1)


@settings(max_examples=60, deadline=None)
@given(rows=ROWS, title=st.text("abc '&<", min_size=1, max_size=20))
def test_every_part_is_sound_and_none_holds_a_formula_or_a_way_out(rows, title):
    with ZipFile(io.BytesIO(xlsx_bytes(HEAD, rows, title=title))) as book:
        parts = {name: etree.fromstring(book.read(name)) for name in book.namelist()}

    tags = {re.sub(r"\{.*\}", "", element.tag) for part in parts.values() for element in part.iter()}
    assert not tags & {"f", "hyperlink", "externalReference", "ddeLink"}
    assert "TargetMode" not in {name for part in parts.values() for element in part.iter() for name in element.attrib}


def test_the_head_is_bold_stays_in_sight_and_can_be_filtered():
    book = load_workbook(io.BytesIO(xlsx_bytes(HEAD, [("a", 1, date(2026, 6, 22))], title="Table")))

    sheet = book.active
    assert (sheet.title, sheet.freeze_panes, sheet.auto_filter.ref) == ("Table", "A2", "A1:C2")
    assert [cell.font.b for cell in sheet[1]] == [True, True, True]
    assert sheet["C2"].number_format == r"yyyy\-mm\-dd"
    assert sheet["C2"].value.date() == date(2026, 6, 22)


def test_the_same_rows_give_the_same_bytes():
    rows = [("a", 1, date(2026, 6, 22)), (None, 2, None)]

    assert xlsx_bytes(HEAD, iter(rows), title="Table") == xlsx_bytes(HEAD, rows, title="Table")
