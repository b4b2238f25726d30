"""OpenDocument spreadsheets: what a person sees is what is read, and endless repeats cost nothing."""

from datetime import date

import pytest

from lineofsight.intake.blocks import Block, FileRead, Kind
from lineofsight.intake.readers.dispatch import read
from tests.files.packages import HEAD, zipped

ODS = "application/vnd.oasis.opendocument.spreadsheet"
SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        ("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"), ("fo", "xsl-fo-compatible"),
    )
)  # fmt: skip
STYLES = (
    '<style:style style:name="away" style:family="table"><style:table-properties table:display="false"/></style:style>'
    '<style:style style:name="go" style:family="table-cell">'
    '<style:table-cell-properties fo:background-color="#00b050"/></style:style>'
)


def cell(text: str = "", more: str = "", inside: str = "") -> str:
    return f"<table:table-cell {more}><text:p>{text}</text:p>{inside}</table:table-cell>"


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(c if c.startswith('<') else cell(c) for c in cells)}</table:table-row>"


def sheet(*rows: str, name: str = "Plan", more: str = "") -> str:
    return f'<table:table table:name="{name}" {more}>{"".join(rows)}</table:table>'


def of(*sheets: str) -> FileRead:
    body = (
        f"<office:document-content {SPACES}><office:automatic-styles>{STYLES}</office:automatic-styles><office:body>"
        f"<office:spreadsheet>{''.join(sheets)}</office:spreadsheet></office:body></office:document-content>"
    )
    return read(zipped({"mimetype": ODS.encode(), "content.xml": HEAD + body.encode()}), "plan.ods")


def table(file: FileRead) -> Block:
    return next(block for block in file.blocks if block.kind is Kind.TABLE)


def told(file: FileRead) -> dict[str, str]:
    return {doubt.code: doubt.sentence for doubt in file.doubts}


HEADER = row("Ref", "Action", "Due", "Status")


def test_cells_are_read_as_they_show_with_days_colours_and_merged_areas():
    due = cell("03/05/26", 'office:value-type="date" office:date-value="2026-05-03"')
    first = row(cell("1", 'table:number-rows-spanned="2"'), "Train", due, cell("", 'table:style-name="go"'))
    second = row("<table:covered-table-cell/>", "Audit", "TBC", "Red")

    file = of(sheet(HEADER, first, second))

    assert table(file).rows[1:] == (("1", "Train", "3 May 2026", "green"), ("", "Audit", "TBC", "Red"))
    assert (table(file).days, table(file).merged) == (((1, 2, date(2026, 5, 3)),), ((1, 0, 2, 1),))
    assert "D2" in told(file)["colour-only"]


@pytest.mark.parametrize(("shown", "words"), [("May-26", "May 2026"), ("2026", "2026"), ("01/05/26", "1 May 2026")])
def test_a_day_that_a_cell_does_not_show_is_not_read(shown: str, words: str):
    due = cell(shown, 'office:value-type="date" office:date-value="2026-05-01"')

    assert table(of(sheet(HEADER, row("1", "Train", due, "Red")))).rows[1][2] == words


def test_hidden_sheets_rows_columns_and_comments_are_told_and_not_read():
    columns = '<table:table-column/><table:table-column table:visibility="collapse"/><table:table-column/>'
    note = "<office:annotation><text:p>Secretfour</text:p></office:annotation>"
    rows = (
        HEADER,
        row(cell("1", inside=note), "Secretone", "x", "Red"),
        row("Secrettwo", more='table:visibility="filter"'),
    )

    file = of(sheet(columns, *rows), sheet(row("Secretthree"), name="Other", more='table:style-name="away"'))

    assert "Secret" not in str(file)
    assert {"hidden-sheets", "hidden-rows", "hidden-columns", "comments"} <= set(told(file))


def test_control_the_same_words_are_read_where_nothing_is_hidden():
    assert "Secretone" in str(of(sheet(HEADER, row("1", "Secretone", "x", "Red"))))


def test_rows_and_cells_repeated_to_the_end_of_the_sheet_cost_nothing_and_words_so_repeated_are_told():
    empty = row(cell("", 'table:number-columns-repeated="16384"'), more='table:number-rows-repeated="1048000"')
    said = row("again", "and", "again", "x", more='table:number-rows-repeated="1048000"')

    assert len(table(of(sheet(HEADER, row("1", "A", "B", "C"), empty))).rows) == 2
    file = of(sheet(HEADER, said))
    assert len(table(file).rows) == 1001
    assert "1,048,000 times" in told(file)["repeated-rows"]


def test_a_formula_without_its_result_is_told_with_its_place():
    file = of(sheet(HEADER, row("1", cell("", 'table:formula="of:=[.A1]"'), "x", "Red")))

    assert "(B2)" in told(file)["formula-uncounted"]
