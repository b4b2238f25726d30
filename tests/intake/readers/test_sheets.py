"""Spreadsheets: what a person sees is what is read, and the rest is told by number and place."""

import contextlib
import io
import time
import tracemalloc
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule, ColorScaleRule
from openpyxl.styles import Color, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from lineofsight.intake.blocks import Block, FileRead, Kind
from lineofsight.intake.readers.dispatch import read
from lineofsight.intake.readers.guard import Unreadable
from lineofsight.intake.readers.sheets_xlsx_styles import tinted

HEADER = ["Ref", "Action", "Lead", "Status"]


def book(*rows: list[object]) -> tuple[Workbook, Worksheet]:
    made = Workbook()
    sheet = made.worksheets[0]
    sheet.title = "Plan"
    for row in rows or (HEADER, [1, "Train", "Council", "Green"], [2, "Audit", "Police", "Red"]):
        sheet.append(row)
    return made, sheet


def of(made: Workbook) -> FileRead:
    out = io.BytesIO()
    made.save(out)
    return read(out.getvalue(), "plan.xlsx")


def tables(file: FileRead) -> list[Block]:
    return [block for block in file.blocks if block.kind is Kind.TABLE]


def said(file: FileRead) -> str:
    return " ".join([b.text + " ".join(" ".join(row) for row in b.rows) for b in file.blocks])


def told(file: FileRead, code: str) -> str:
    return " ".join(doubt.sentence for doubt in file.doubts if doubt.code == code)


def test_a_sheet_is_a_heading_with_its_title_lines_and_its_table():
    made, _ = book(["Tarnshire plan"], [], HEADER, [1, "Train", "Council", "Green"])

    file = of(made)

    assert [(b.kind, b.text) for b in file.blocks[:2]] == [(Kind.HEADING, "Plan"), (Kind.TITLE, "Tarnshire plan")]
    assert tables(file)[0].rows == (tuple(HEADER), ("1", "Train", "Council", "Green"))
    assert (tables(file)[0].has_header, tables(file)[0].places) == (True, (3, 4))


def test_hidden_sheets_rows_and_columns_are_not_read_and_told_without_their_words():
    made, sheet = book(HEADER, [1, "Train", "Secretone", "Green"], [2, "Secrettwo", "x", "Red"], [3, "C", "D", "E"])
    sheet.column_dimensions["C"].hidden = True
    sheet.row_dimensions[3].hidden = True
    for name, state in (("Secretthree", "hidden"), ("Secretfour", "veryHidden")):
        made.create_sheet(name, 0).sheet_state = state
        made[name].append(["Secretfive"])

    file = of(made)

    assert "secret" not in (said(file) + "".join(doubt.sentence for doubt in file.doubts)).lower()
    assert "2 sheets of 3 (number 1, 2" in told(file, "hidden-sheets")
    assert "1 row on sheet «Plan» (3)" in told(file, "hidden-rows")
    assert "1 column on sheet «Plan» (C)" in told(file, "hidden-columns")


def test_control_the_same_words_are_read_where_nothing_is_hidden():
    made, _ = book(HEADER, [1, "Train", "Secretone", "Green"])

    file = of(made)

    assert "Secretone" in said(file)
    assert file.doubts == ()


def test_a_column_without_width_and_a_filtered_row_are_hidden():
    made, sheet = book(HEADER, [1, "Train", "Secretone", "Green"], [2, "Secrettwo", "x", "Red"])
    sheet.auto_filter.ref = "A1:D3"
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["C"].width = 0.05

    file = of(made)

    assert "Secret" not in said(file)
    assert "hidden or filtered out" in told(file, "hidden-rows")


def test_a_merged_cell_says_its_words_once_and_where_its_first_row_is_hidden_in_the_first_that_shows():
    made, sheet = book(HEADER, [1, "One", "Council", "x"], [None, "Two", "Police", "y"], [None, "Three", "ICB", "z"])
    sheet.merge_cells("A2:A4")
    sheet.row_dimensions[2].hidden = True

    table = tables(of(made))[0]

    assert [row[0] for row in table.rows] == ["Ref", "1", ""]
    assert table.merged == ((1, 0, 2, 1),)


def test_words_left_under_a_merged_cell_are_not_read_and_told():
    made, sheet = book(HEADER, [1, "Train", "Council", "Green"])
    sheet.merge_cells("B2:C2")
    sheet._cells[2, 3] = Cell(sheet, row=2, column=3, value="Secretone")

    file = of(made)

    assert "Secretone" not in said(file)
    assert "C2" in told(file, "hidden-text")


def test_days_and_percentages_are_read_as_they_show_and_a_day_stays_a_day():
    made, sheet = book(["Ref", "Due", "Share"], [1, date(2026, 5, 3), 0.755], [2, "3/5/26", 2])
    sheet["C2"].number_format = "0.0%"

    table = tables(of(made))[0]

    assert table.rows[1:] == (("1", "3 May 2026", "75.5%"), ("2", "3/5/26", "2"))
    assert table.days == ((1, 1, date(2026, 5, 3)),)


def test_a_formula_without_its_result_is_empty_and_told_with_its_place():
    made, _ = book(HEADER, [1, '="a"&"b"', "Council", "Green"])

    file = of(made)

    assert tables(file)[0].rows[1][1] == ""
    assert "1 cell on sheet «Plan» (B2)" in told(file, "formula-uncounted")


def test_a_status_said_by_colour_alone_is_the_word_of_the_colour():
    made, sheet = book(HEADER, [1, "A", "B", None], [2, "C", "D", None], [3, "E", "F", None])
    sheet["D2"].fill = PatternFill("solid", fgColor="FF00B050")
    sheet["D3"].fill = PatternFill("solid", fgColor=Color(theme=5))
    sheet["D4"].fill = PatternFill("solid", fgColor=Color(indexed=10))

    file = of(made)

    assert [row[3] for row in tables(file)[0].rows[1:]] == ["green", "red", "red"]
    assert "D2, D3 and D4" in told(file, "colour-only")


def test_a_tint_makes_a_theme_colour_lighter_or_darker():
    assert (tinted("000000", "0.5"), tinted("FFFFFF", "-0.5"), tinted("FF0000", "0")) == ("808080", "808080", "FF0000")


def test_a_rule_that_words_decide_colours_its_cells_and_any_other_rule_is_told():
    made, sheet = book()
    green = PatternFill(bgColor="FF00B050")
    sheet.conditional_formatting.add("D2:D3", CellIsRule("equal", formula=['"Green"'], fill=green))
    followed = of(made)
    sheet.conditional_formatting.add("A2:A3", ColorScaleRule("min", start_color="FF0000", end_type="max"))

    told_of = of(made)

    assert tables(followed)[0].colours == ((1, 3, "green"),)
    assert (told(followed, "colour-rules"), bool(told(told_of, "colour-rules"))) == ("", True)


def test_comments_are_left_out_and_counted():
    made, sheet = book()
    sheet["B2"].comment = Comment("Secretone", "Somebody")

    file = of(made)

    assert "Secretone" not in said(file)
    assert "1 comment" in told(file, "comments")


def test_an_empty_row_parts_two_tables_and_not_one_table_in_two():
    two = [HEADER, [1, "Train", "Council", "Green"], [], HEADER, [2, "Audit", "Police", "Red"]]
    one = [HEADER, [1, "Train", "Council", "Green"], [], [2, "Look again at all cases", "Police", "Red"]]

    assert [len(of(book(*rows)[0]).blocks) - 1 for rows in (two, one)] == [2, 1]


def test_an_empty_workbook_has_nothing_to_read_and_does_not_fail():
    assert of(Workbook()).blocks == ()


def test_a_stray_format_in_the_last_row_costs_neither_time_nor_memory():
    made, sheet = book()
    sheet["XFD1048576"].fill = PatternFill("solid", fgColor="FFEEEEEE")
    out = io.BytesIO()
    made.save(out)
    tracemalloc.start()
    began = time.process_time()

    file = read(out.getvalue(), "plan.xlsx")

    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(tables(file)[0].rows) == 3
    assert (time.process_time() - began < 5, peak < 40_000_000) == (True, True)


@pytest.mark.parametrize(
    "content",
    [
        "Ref;Action\n1;“Train”, all\n".encode("utf-8-sig"),
        'Ref,Action\n1,"“Train”, all"\n'.encode("cp1252"),
        "Ref\tAction\n1\t“Train”, all\n".encode("utf-16"),
        "Ref\tAction\n1\t“Train”, all\n".encode("utf-16-le"),
        "Ref|Action\n1|“Train”, all\n".encode(),
    ],
    ids=["utf-8-mark", "windows", "utf-16", "utf-16-without-mark", "bars"],
)
def test_a_text_table_is_read_in_every_code_and_with_every_mark(content: bytes):
    assert tables(read(content, "plan.csv"))[0].rows == (("Ref", "Action"), ("1", "“Train”, all"))


def test_lines_inside_quotation_marks_stay_in_their_cell_and_longer_rows_are_told():
    file = read(b'Ref,Action\n1,"Train\nall"\n2,Audit,cut\n', "plan.csv")

    assert tables(file)[0].rows[1] == ("1", "Train\nall", "")
    assert "row 3" in told(file, "uneven-rows")


@given(rows=st.lists(st.lists(st.text(max_size=8), max_size=5), max_size=6), data=st.binary(max_size=60))
@settings(max_examples=60, deadline=None)
def test_no_table_of_text_makes_the_reader_fail(rows: list[list[str]], data: bytes):
    for content in ("\n".join(",".join(row) for row in rows).encode("utf-8", "replace"), data):
        with contextlib.suppress(Unreadable):
            assert read(content, "any.csv").name == "any.csv"


@pytest.mark.parametrize(
    ("form", "words"), [("mmm-yy", "May 2026"), ("yyyy", "2026"), ("dd/mm/yy", "1 May 2026"), ("d mmm", "1 May 2026")]
)
def test_a_day_that_a_cell_does_not_show_is_not_read(form: str, words: str):
    made, sheet = book()
    sheet["D2"] = date(2026, 5, 1)
    sheet["D2"].number_format = form

    assert tables(of(made))[0].rows[1][3] == words


def test_words_that_are_struck_through_are_read_and_told_by_their_places():
    made, sheet = book()
    sheet["B2"].font = Font(strike=True)
    sheet["B3"] = CellRichText("Audit ", TextBlock(InlineFont(strike=True), "yearly"))

    file = of(made)

    assert [row[1] for row in tables(file)[0].rows] == ["Action", "Train", "Audit yearly"]
    assert (
        told(file, "struck-through") == "Struck through, and read as if it stood: 2 cells on sheet «Plan» (B2 and B3)."
    )


def test_control_words_that_stand_are_not_told_as_struck_through():
    made, sheet = book()
    sheet["B2"].font = Font(bold=True)

    assert told(of(made), "struck-through") == ""
