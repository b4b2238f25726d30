"""The OpenDocument file of a list: what somebody typed stays words, whatever it begins with, and nothing runs."""

import io
from datetime import date
from zipfile import ZipFile

from lxml import etree
from odfdo import Cell, Document, Row, Table

from lineofsight.web.sheets import ods_file

TYPED = ['=HYPERLINK("http://elsewhere.example";"x")', "=1+1", "+1", "-1", "@SUM(1)", "of:=1+1", "<b>&amp;</b>"]


def cells(content: bytes) -> list[tuple[str, str, str]]:
    """Of each cell its kind of value, its words, and its formula («»: it has none)."""
    with ZipFile(io.BytesIO(content)) as packed:
        root = etree.fromstring(packed.read("content.xml"))
    return [
        (
            cell.xpath("string(@office:value-type)", namespaces=root.nsmap),
            cell.xpath("string(text:p)", namespaces=root.nsmap),
            cell.xpath("string(@table:formula)", namespaces=root.nsmap),
        )
        for cell in root.iterfind(".//table:table-cell", root.nsmap)
    ]


def test_words_that_begin_like_a_formula_stay_the_words_that_they_are():
    found = cells(ods_file(["What"], [[text] for text in TYPED], title="List", name="a.ods").content)

    assert found == [("string", text, "") for text in ["What", *TYPED]]


def test_numbers_and_days_beside_them_stay_numbers_and_days():
    found = cells(ods_file(["n", "on"], [[3, date(2026, 6, 22)]], title="List", name="a.ods").content)

    assert [kind for kind, _, _ in found] == ["string", "string", "float", "date"]


def test_control_a_cell_that_is_a_formula_is_seen():
    book, table, row = Document("spreadsheet"), Table("List"), Row()
    row.set_cell(0, Cell(value=2, formula="of:=1+1"))
    table.append_row(row)
    book.body.clear()
    book.body.append(table)
    written = io.BytesIO()
    book.save(written)

    assert [formula for _, _, formula in cells(written.getvalue())] == ["of:=1+1"]
