"""Packs as hurried people send them back: for each disorder, what is taken, what is refused with which words, and what
is told. The first row is answered well in every file, so that a disorder of another row takes nothing of it away."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.drawing.image import Image
from openpyxl.styles import Font, PatternFill
from PIL import Image as Picture

from lineofsight.packs.content import ACCEPTED, DECLINED, KINDS, NOTHING, PART_ACCEPTED, Pack
from lineofsight.packs.reading import read_sheet
from lineofsight.packs.understand import key_of, understand
from tests.packs.making import COLUMNS, DAY, HANDS, ExcelHands, WordHands, pack

FIRST, WORDS = "It goes out.", "Nine were trained."


def made() -> Pack:
    """A pack whose third item asks whether a recommendation is accepted."""
    of = pack()
    asked = replace(of.items[2], kinds=(ACCEPTED, PART_ACCEPTED, DECLINED, NOTHING), label="Recommendation 3")
    return replace(of, items=(*of.items[:2], asked, of.items[3]))


def red() -> BytesIO:
    kept = BytesIO()
    Picture.new("RGB", (4, 4), "red").save(kept, "PNG")
    kept.seek(0)
    return kept


def cell(hands: Any, at: int, name: str) -> Any:
    return hands.sheet.cell(hands.top + 1 + at, COLUMNS[name] + 1)


def say(at: int = 1, **columns: Any) -> Callable[[Any], None]:
    """Somebody who types into a row, in either program."""

    def do(hands: Any) -> None:
        for name, text in columns.items():
            hands.write(at, name, text)

    return do


def put(name: str, value: Any, *, form: str = "General", kind: str = "", **look: Any) -> Callable[[Any], None]:
    """Somebody who puts a value with its looks into the second row of a sheet that says «It is done» and words."""

    def do(hands: Any) -> None:
        say(kind=KINDS["done"], words=WORDS)(hands)
        at = cell(hands, 1, name)
        at.value, at.number_format = value, form
        at.data_type = kind or at.data_type
        for part, how in look.items():
            setattr(at, part, how)

    return do


def heads(**said: str) -> Callable[[Any], None]:
    def do(hands: Any) -> None:
        say(words=WORDS)(hands)
        for name, text in said.items():
            cell(hands, -1, name).value = text

    return do


def key_row(hands: Any) -> int:
    return next(row for row in range(1, hands.top) if str(hands.sheet.cell(row, 1).value).startswith("Pack number"))


def key_in_two_cells(hands: Any) -> None:
    say(words=WORDS)(hands)
    row = key_row(hands)
    hands.sheet.cell(row, 1).value, hands.sheet.cell(row, 2).value = "Pack number –", "k" * 26


def hide(what: str) -> Callable[[Any], None]:
    def do(hands: Any) -> None:
        say(words=WORDS)(hands)
        if what == "row":
            hands.sheet.row_dimensions[hands.top + 2].hidden = True
        elif what == "column":
            hands.sheet.column_dimensions["E"].hidden = True
        else:
            again = hands.book.copy_worksheet(hands.sheet)
            again.title, again.sheet_state = "Old", "hidden"
            again.cell(hands.top + 2, COLUMNS["words"] + 1).value = "None yet."

    return do


def far(hands: Any) -> None:
    say(words=WORDS)(hands)
    hands.sheet.cell(1_048_576, 1).font = Font(bold=True)
    for row in range(hands.top + 5, hands.top + 5_100, 50):
        hands.sheet.cell(row, 1).value = " "


def amber(hands: Any) -> None:
    cell(hands, 1, "kind").fill = PatternFill("solid", fgColor="FFC000")


def picture(hands: Any) -> None:
    say(words=WORDS)(hands)
    if isinstance(hands, WordHands):
        hands.document.add_picture(red())
    else:
        hands.sheet.add_image(Image(red()), "H20")


def below_choose(hands: Any) -> None:
    say(words=WORDS)(hands)
    hands._cell(1, "kind").add_paragraph("It is done")


def struck_in_word(hands: Any) -> None:
    say(words=WORDS)(hands)
    hands._cell(1, "words").paragraphs[0].runs[0].font.strike = True


def boxed(hands: Any) -> None:
    say(words=WORDS)(hands)
    box = f"<w:p {nsdecls('w')}><w:r><w:t>We met twice.</w:t></w:r></w:p>"
    hands.document.element.body.insert(0, parse_xml(box))


@dataclass(frozen=True)
class Disorder:
    """What somebody did; and of the second row, or of the one that they did it to: is it taken, refused, told how.

    `taken`: its answer with its day; `refused`, `told`: words of a refusal, of a note or a doubt.
    """

    what: str
    does: Callable[[Any], None]
    taken: tuple[str, str, str] | None = None
    refused: str = ""
    told: str = ""


TAKEN = ("update", WORDS, "")
DONE = ("done", WORDS, "")
EITHER = (
    Disorder("nothing", say(words=WORDS), TAKEN),
    Disorder("status in their own words", say(kind="ongoing", words=WORDS), refused="says «ongoing» as its answer"),
    Disorder("another one", say(kind="RAG: Amber", words=WORDS), refused="says «RAG: Amber» as its answer"),
    Disorder("a status that says more", say(kind="done - see email", words=WORDS), refused="«done - see email»"),
    Disorder("a doubtful status", say(kind="It is done?", words=WORDS), refused="says «It is done?» as its answer"),
    Disorder("capitals", say(kind="IT IS DONE.", words=WORDS), DONE),
    Disorder("a tick before it", say(kind="☒ It is done", words=WORDS), DONE),
    Disorder("two in one cell", say(kind="done / begun", words=WORDS), refused="says «done / begun» as its answer"),
    Disorder("a dash for words", say(words="-"), refused="has «-» as its words, which says nothing"),
    Disorder("a file is named", say(words="See minutes.docx"), ("update", "See minutes.docx", "")),
    Disorder("a short year", say(words=WORDS, as_at="31/03/26"), ("update", WORDS, "2026-03-31")),
    Disorder("a month", say(words=WORDS, as_at="end of March 2026"), refused="has «end of March 2026» as its day"),
    Disorder("a quarter", say(words=WORDS, as_at="Q4"), refused="has «Q4» as its day"),
    Disorder("month first", say(words=WORDS, as_at="03/31/26"), refused="has «03/31/26» as its day"),
    Disorder("a slip of the year", say(words=WORDS, as_at="31/03/1926"), refused="more than 10 years ago"),
    Disorder("not chosen", say(2, words=WORDS), refused="has words and no answer beside them. Choose We accept it"),
    Disorder(
        "too long for the public", say(2, kind="Declined", words="x" * 1_001), refused="Cut them to 1,000 or fewer"
    ),
    Disorder("a picture", picture, TAKEN, told="Not read: 1 picture in the file."),
)
EXCEL = (
    Disorder("only a month is shown", put("as_at", date(2026, 3, 1), form="mmm-yy"), refused="has «March 2026» as its"),
    Disorder("a day with its format", put("as_at", 46112, form="dd/mm/yyyy"), ("done", WORDS, "2026-03-31")),
    Disorder("a day without its format", put("as_at", 46112), refused="has «46112» as its day"),
    Disorder("an error", put("words", "#N/A", kind="e"), refused="has only the error of a formula in «Your words»"),
    Disorder("a formula", put("words", "=A1"), refused="has a formula in «Your words»"),
    Disorder("struck through", put("words", WORDS, font=Font(strike=True)), refused="that are struck through"),
    Disorder(
        "partly struck through",
        put("words", CellRichText("Nine ", TextBlock(InlineFont(strike=True), "ten"))),
        refused="that are struck through",
    ),
    Disorder("bold", put("words", WORDS, font=Font(bold=True)), DONE),
    Disorder("headings by other hands", heads(kind="Your answer:", words="Your Words *", as_at="As at"), TAKEN),
    Disorder("the number in its own cell", key_in_two_cells, TAKEN, told="Pack number –"),
    Disorder("a hidden row", hide("row"), TAKEN, told="Read although hidden in the file: row "),
    Disorder("a hidden column", hide("column"), TAKEN, told="Read although hidden in the file: column E."),
    Disorder("a hidden sheet", hide("sheet"), refused="Old (a hidden sheet)", told="the sheet «Old»"),
    Disorder("a format at the end of the sheet", far, TAKEN),
    Disorder("a colour alone", amber, told="A cell is coloured amber."),
)
WORD = (
    Disorder("typed below the list", below_choose, DONE),
    Disorder("struck through", struck_in_word, TAKEN, told="Struck through: 3 words."),
    Disorder("a paragraph above", boxed, TAKEN, told="We met twice."),
)
CASES = [
    *((kind, one) for one in EITHER for kind in HANDS),
    *(("excel", one) for one in EXCEL),
    *(("word", one) for one in WORD),
]


@pytest.mark.parametrize(("kind", "disorder"), CASES, ids=[f"{kind}: {one.what}" for kind, one in CASES])
def test_what_is_in_disorder_is_taken_as_it_was_meant_or_named_and_told(kind: str, disorder: Disorder):
    of = made()
    hands = HANDS[kind](of)
    hands.write(0, "words", FIRST)
    disorder.does(hands)

    sheet = read_sheet(hands.content(), f"pack{hands.suffix}")
    found = understand(sheet, of, day=DAY)

    assert key_of(sheet) == of.key
    taken = {(edit.ref, edit.kind, edit.words, edit.as_at) for edit in found.edits}
    wanted = {(of.items[0].ref, "update", FIRST, "")}
    wanted |= {(of.items[1].ref, *disorder.taken)} if disorder.taken else set()
    assert taken == wanted
    told = [*(note.text for note in found.notes), *found.doubts]
    assert any(disorder.refused in one.sentence for one in found.refusals) if disorder.refused else not found.refusals
    assert any(disorder.told in one for one in told) if disorder.told else not told


def test_a_row_that_is_refused_for_its_answer_says_whose_it_is_and_what_stands_in_it():
    of = made()
    hands = ExcelHands(of)
    hands.write(1, "kind", "ongoing")
    hands.write(1, "words", WORDS)
    hands.write(3, "number", "7")
    hands.write(3, "words", WORDS)

    unknown, known = understand(read_sheet(hands.content(), "pack.xlsx"), of, day=DAY).refusals

    assert (known.ref, known.said) == (of.items[1].ref, ("ongoing", WORDS, ""))
    assert (unknown.ref, unknown.said) == ("", ())
