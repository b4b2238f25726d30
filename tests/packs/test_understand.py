"""What a pack that came back is understood to say, case by case."""

import io
from zipfile import ZipFile

import pytest
from openpyxl.comments import Comment

from lineofsight.files.guard.apart import inspect_apart
from lineofsight.intake.apart import value_apart
from lineofsight.intake.readers.guard import Unreadable
from lineofsight.packs.content import KINDS, UPDATE
from lineofsight.packs.excel import write_excel
from lineofsight.packs.found import NotThisPack
from lineofsight.packs.reading import READER, read_sheet
from lineofsight.packs.sheet import Sheet
from lineofsight.packs.understand import key_of, understand
from lineofsight.packs.word import write_word
from tests.packs.making import COLUMNS, DAY, HANDS, ExcelHands, WordHands, pack

both = pytest.mark.parametrize("kind", HANDS)


def read(hands, made=None):
    sheet = read_sheet(hands.content(), f"pack{hands.suffix}")
    return understand(sheet, made or pack(), day=DAY)


@both
def test_a_pack_as_it_was_made_says_nothing(kind):
    hands = HANDS[kind](pack())

    found = read(hands)

    assert (found.edits, found.refusals, found.notes, found.missing) == ((), (), (), ())


@both
def test_a_pack_passes_the_guard_and_is_read_in_a_process_of_its_own(kind, tmp_path):
    hands = HANDS[kind](pack())
    hands.write(0, "words", "It goes out.")
    path = tmp_path / "pack"
    path.write_bytes(hands.content())

    verdict = inspect_apart(path, f"pack{hands.suffix}")
    sheet = value_apart(Sheet, path.read_bytes(), f"pack{hands.suffix}", reader=READER)

    assert verdict.ok, verdict.sentence
    assert [edit.words for edit in understand(sheet, pack(), day=DAY).edits] == ["It goes out."]


@both
def test_a_cell_merged_with_the_one_below_is_refused_by_its_row_and_the_rows_around_it_are_read(kind):
    hands, control = HANDS[kind](pack()), HANDS[kind](pack())
    for one in (hands, control):
        for at in range(4):
            one.write(at, "words", f"Words of {at}.")

    hands.merge(1, "words")
    found = read(hands)

    assert {edit.words for edit in found.edits} == {"Words of 0.", "Words of 3."}
    assert [refusal.place for refusal in found.refusals] == [hands.place(1), hands.place(2)]
    # The control: the same rows, of which no cell is merged, are all read.
    assert (len(read(control).edits), read(control).refusals) == (4, ())


@both
def test_two_numbers_that_changed_places_are_refused_by_their_rows(kind):
    made = pack()
    hands = HANDS[kind](made)
    for at, other in ((0, 2), (2, 0)):
        hands.write(at, "number", made.items[other].code)
        hands.write(at, "words", f"Words of {at}.")

    found = read(hands)

    assert found.edits == ()
    assert [refusal.place for refusal in found.refusals] == [hands.place(0), hands.place(2)]
    assert "has the number of Action 3 and is about another item" in found.refusals[0].sentence
    assert found.missing == ("Action 1", "Action 3")


@both
def test_everything_that_is_wrong_in_a_row_is_said_at_once(kind):
    hands = HANDS[kind](pack())
    hands.write(0, "kind", "Perhaps")
    hands.write(0, "as_at", "Nov 2026")

    (refusal,) = read(hands).refusals

    assert (
        "has «Nov 2026» as its day. Write the day, the month and the year, for example 22 June 2026."
        in refusal.sentence
    )
    assert "And it says «Perhaps» as its answer. Choose" in refusal.sentence


@both
def test_two_rows_with_one_number_and_different_answers_are_both_named(kind):
    made = pack()
    hands = HANDS[kind](made)
    hands.write(0, "words", "It goes out.")
    hands.write(3, "number", made.items[0].code)
    hands.write(3, "asked", "")
    hands.write(3, "words", "It stopped.")

    found = read(hands)

    assert found.edits == ()
    assert [refusal.place for refusal in found.refusals] == [hands.place(0), hands.place(3)]
    assert "carries the number of Action 1" in found.refusals[0].sentence


@both
def test_what_is_written_over_our_words_is_shown_and_not_taken(kind):
    hands = HANDS[kind](pack())
    hands.write(0, "last", "That is not what we said.")

    found = read(hands)

    assert found.edits == ()
    assert [(note.place, note.text) for note in found.notes] == [(hands.place(0), "That is not what we said.")]


@both
@pytest.mark.parametrize("wrong", ["tomorrow", "31 June 2026", "23 June 2026", "between 1 May 2026 and 2 May 2026"])
def test_a_day_that_is_none_or_still_to_come_names_its_row(kind, wrong):
    hands = HANDS[kind](pack())
    hands.write(0, "words", "It goes out.")
    hands.write(0, "as_at", wrong)

    found = read(hands)

    assert found.edits == ()
    assert found.refusals[0].sentence.startswith(f"{hands.place(0)} has ")


@both
@pytest.mark.parametrize("day", ["3 June 2026", "03/06/2026", "3.6.26"])
def test_a_day_is_read_as_people_write_it(kind, day):
    hands = HANDS[kind](pack())
    hands.write(0, "words", "It goes out.")
    hands.write(0, "as_at", day)

    assert read(hands).edits[0].as_at == "2026-06-03"


def test_columns_in_another_order_are_found_by_their_headings():
    hands = ExcelHands(pack())
    hands.write(0, "words", "It goes out.")
    for row in range(hands.top, hands.top + 5):
        cells = [hands.sheet.cell(row, column + 1) for column in (COLUMNS["words"], COLUMNS["last"])]
        cells[0].value, cells[1].value = cells[1].value, cells[0].value

    assert [edit.words for edit in read(hands).edits] == ["It goes out."]


def test_a_heading_that_was_taken_out_is_named_with_its_row():
    hands = ExcelHands(pack())
    hands.sheet.cell(hands.top, COLUMNS["words"] + 1).value = "Notes"

    with pytest.raises(NotThisPack, match=f"Row {hands.top}: the heading «Your words» is missing"):
        read(hands)


def test_a_formula_in_an_answer_names_its_row():
    hands = ExcelHands(pack())
    hands.write(0, "words", "x")
    hands.sheet.cell(hands.top + 1, COLUMNS["words"] + 1).value = "=A1"

    found = read(hands)

    assert found.edits == ()
    assert f"Row {hands.top + 1} has a formula in «Your words»" in found.refusals[0].sentence


@pytest.mark.parametrize("formula, words", [("=TRUE()", "Yes"), ("=FALSE()", "No")])
def test_a_yes_that_libreoffice_wrote_as_a_formula_is_a_yes(formula, words):
    hands = ExcelHands(pack())
    hands.write(0, "words", "x")
    hands.sheet.cell(hands.top + 1, COLUMNS["words"] + 1).value = formula

    assert [edit.words for edit in read(hands).edits] == [words]


def test_a_share_typed_into_a_cell_is_read_as_a_person_sees_it():
    hands = ExcelHands(pack())
    hands.write(0, "words", 0.75)
    hands.sheet.cell(hands.top + 1, COLUMNS["words"] + 1).number_format = "0%"

    assert read(hands).edits[0].words == "75%"


def test_comments_and_lines_below_the_table_are_shown():
    hands = ExcelHands(pack())
    hands.sheet.cell(hands.top + 1, 2).comment = Comment("Ask finance.", "somebody")
    hands.sheet.cell(hands.top + 9, 2).value = "A line below."

    assert {note.text for note in read(hands).notes} == {"Ask finance.", "A line below."}


def test_a_paragraph_beside_the_table_of_a_word_file_is_shown():
    hands = WordHands(pack())
    hands.document.add_paragraph("We met on Tuesday.")

    assert [note.text for note in read(hands).notes] == ["We met on Tuesday."]


def test_a_line_without_a_number_that_has_an_answer_is_refused_by_its_row():
    hands = ExcelHands(pack())
    hands.write(4, "words", "Something that nobody asked.")

    assert f"Row {hands.top + 5} has an answer and no number" in read(hands).refusals[0].sentence


@pytest.mark.parametrize("number", ["Pack number: 7", "Pack: mine", None])
def test_a_pack_whose_own_number_was_changed_is_refused(number):
    hands = ExcelHands(pack())
    row = next(row for row in range(1, hands.top) if str(hands.sheet.cell(row, 1).value).startswith("Pack number"))
    hands.sheet.cell(row, 1).value = number

    with pytest.raises(NotThisPack, match=f"Row {row}: the pack number" if number == "Pack number: 7" else "no line"):
        key_of(read_sheet(hands.content(), "pack.xlsx"))


@pytest.mark.parametrize("name", ["pack.pdf", "pack", "pack.ods"])
def test_another_kind_of_file_is_told_what_to_save_it_as(name):
    with pytest.raises(Unreadable, match=r"save it as \.docx or \.xlsx"):
        read_sheet(write_excel(pack()), name)


@pytest.mark.parametrize("kind, cure", [("text", ".docx"), ("spreadsheet", ".xlsx")])
@pytest.mark.parametrize("name", ["pack.odt", "pack.ods", "pack.docx", "pack.xlsx"])
def test_a_pack_kept_as_opendocument_is_told_how_to_save_it_whatever_it_is_called(kind, cure, name):
    kept = io.BytesIO()
    with ZipFile(kept, "w") as package:
        package.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        package.writestr("content.xml", "<content/>")

    with pytest.raises(Unreadable, match=rf"{name} is an OpenDocument file inside: .*save it as \{cure}"):
        read_sheet(kept.getvalue(), name)


@pytest.mark.parametrize("write", [write_excel, write_word])
def test_words_that_begin_as_a_formula_stay_words(write):
    made = pack(last="=HYPERLINK(1)")
    suffix = ".xlsx" if write is write_excel else ".docx"

    found = understand(read_sheet(write(made), f"pack{suffix}"), made, day=DAY)

    assert (found.notes, found.edits, found.refusals) == ((), (), ())


def test_the_answers_are_chosen_from_a_list_and_only_they_are_open():
    sheet = ExcelHands(pack()).sheet
    open_columns = {cell.column for row in sheet.iter_rows() for cell in row if not cell.protection.locked}

    assert sheet.protection.sheet
    assert open_columns == {COLUMNS[name] + 1 for name in ("kind", "words", "as_at")}
    assert KINDS[UPDATE] in sheet.data_validations.dataValidation[0].formula1


def test_a_table_of_their_own_below_the_pack_is_shown_and_refuses_nothing():
    hands = WordHands(pack())
    hands.write(0, "words", "It goes out.")
    pasted = hands.document.add_table(rows=0, cols=6)
    for cells in (["Month", "Trained", "Of", "", "", ""], ["October 2026", "12", "30", "done", "", ""]):
        for cell, text in zip(pasted.add_row().cells, cells, strict=True):
            cell.text = text

    found = read(hands)

    assert found.refusals == ()
    assert [edit.words for edit in found.edits] == ["It goes out."]
    assert any("October 2026" in note.text for note in found.notes)


def test_control_a_changed_number_in_the_table_of_the_pack_is_still_refused():
    hands = WordHands(pack())
    hands.write(0, "number", "Month")
    hands.write(0, "words", "It goes out.")

    (refusal,) = read(hands).refusals

    assert "Its number was changed: put it back." in refusal.sentence


@both
@pytest.mark.parametrize("said", ["done", "begun", "agreed", "not done"])
def test_how_far_it_is_is_read_from_the_list_of_the_row(kind, said):
    hands = HANDS[kind](pack())
    hands.write(0, "kind", KINDS[said])
    hands.write(0, "words", "The doctor started.")

    (edit,) = read(hands).edits

    assert (edit.kind, edit.words) == (said, "The doctor started.")


@pytest.mark.parametrize("written, is_no_day", [("31/11/2026", True), ("29.2.2026", True), ("30/5/2026", False)])
def test_a_day_that_the_calendar_does_not_have_is_called_that(written, is_no_day):
    hands = ExcelHands(pack())
    hands.write(0, "words", "It goes out.")
    hands.write(0, "as_at", written)

    refusals = read(hands).refusals

    assert any("there is no such day" in one.sentence for one in refusals) is is_no_day
