"""A form as a Word file: a table for each section, a row for each question. Its numbers stand in locked fields."""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from docx import Document
from docx.oxml import OxmlElement
from docx.shared import Cm, Pt

from lineofsight.library.instrument import AnswerAs, Instrument, OnlyIf, Question, Section
from lineofsight.packs.content import CHOOSE
from lineofsight.packs.word import drop_down, locked, safe
from lineofsight.records.forms.rules.answers import Place, Value, choices_of, in_words, kept_in
from lineofsight.records.forms.rules.asking import entries_of

NUMBER, QUESTION, ANSWER, HOW = "Number (do not change)", "Question", "Your answer", "How to answer"
HEADINGS = (NUMBER, QUESTION, ANSWER, HOW)
_WIDTHS = (2.2, 6.0, 5.0, 4.3)
KEY, EDITION, SAVED = "Form number: ", "Edition: ", "Saved before: "
_HOW = (
    "Leave an answer empty if you have none yet. Name no child, parent or worker.",
    "Save the file as .docx and upload it on the page of the form. You look at all of it there before you sign.",
)
# How many empty entries a section that repeats has room for in a file.
_ROOM = 3


@dataclass(frozen=True)
class FormFile:
    """A form as it is when its file is made. numbers: how often each section had been saved."""

    key: str
    instrument: Instrument
    answers: Mapping[Place, Value]
    numbers: Mapping[str, int]
    notice: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines above the tables, in their order."""
        saved = ", ".join(f"{section.id} {self.numbers.get(section.id, 0)}" for section in self.instrument.sections)
        return (
            *([self.notice] if self.notice else []),
            self.instrument.what,
            *_HOW,
            f"{KEY}{self.key}",
            f"{EDITION}{self.instrument.from_date.isoformat()}",
            f"{SAVED}{saved}",
        )


@dataclass(frozen=True)
class Line:
    """One row: its number, the question, and for which entry."""

    code: str
    question: Question
    entry: int


def lines_of(file: FormFile) -> Iterator[tuple[int, Section, tuple[Line, ...]]]:
    """Every section with its rows. What is private stands in no file."""
    for number, section in enumerate(file.instrument.sections, start=1):
        rows = []
        for entry in _entries(file, section):
            for at, question in enumerate(kept_in(file.instrument, section), start=1):
                if not question.private:
                    code = f"{number}.{at}" + (f"/{entry}" if entry else "")
                    rows.append(Line(code, question, entry))
        if rows:
            yield number, section, tuple(rows)


def _entries(file: FormFile, section: Section) -> range:
    if section.repeats is None:
        return range(1)
    there = max(entries_of(file.answers, section), default=0)
    return range(1, min(section.repeats.at_most, there + _ROOM) + 1)


def write_form(file: FormFile) -> bytes:
    """The form as the bytes of a .docx file, with what has been answered."""
    document = Document()
    page = document.sections[0]
    page.page_width, page.page_height, page.left_margin, page.right_margin = Cm(21), Cm(29.7), Cm(1.7), Cm(1.7)
    document.core_properties.author, document.core_properties.title = "Line of Sight", file.instrument.title
    document.core_properties.comments, document.core_properties.language = "", "en-GB"
    document.styles["Normal"].font.name, document.styles["Normal"].font.size = "Arial", Pt(11)
    document.add_heading(safe(file.instrument.title), level=1)
    for line in file.lines:
        document.add_paragraph(safe(line))
    for number, section, rows in lines_of(file):
        document.add_heading(safe(f"{number}. {section.title}"), level=2)
        if section.guidance:
            document.add_paragraph(safe(section.guidance))
        if section.only_if:
            document.add_paragraph(safe(_condition(file.instrument, section.only_if)))
        table = document.add_table(rows=1, cols=len(HEADINGS))
        table.style = "Table Grid"
        for cell, heading in zip(table.rows[0].cells, HEADINGS, strict=True):
            cell.paragraphs[0].add_run(heading).bold = True
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for line_ in rows:
            row = table.add_row()
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
            code, question, answer, how = row.cells
            code.paragraphs[0]._p.append(locked(line_.code))
            question.paragraphs[0].add_run(safe(line_.question.ask))
            value = file.answers.get((line_.question.id, line_.entry))
            said = "" if value is None else _cell(file.instrument, line_.question, value)
            if _is_chosen(line_.question):
                words = choices_of(file.instrument, line_.question).values()
                answer.paragraphs[0]._p.append(drop_down(words, chosen=safe(said) or CHOOSE))
            else:
                answer.paragraphs[0].add_run(safe(said))
            how.paragraphs[0].add_run(safe(_how(file.instrument, line_.question)))
        for row in table.rows:
            for cell, width in zip(row.cells, _WIDTHS, strict=True):
                cell.width = Cm(width)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def _is_chosen(question: Question) -> bool:
    return question.answer in (AnswerAs.ONE, AnswerAs.YES_NO, AnswerAs.GRADE, AnswerAs.SCALE)


def _cell(instrument: Instrument, question: Question, value: Value) -> str:
    choices = choices_of(instrument, question)
    if isinstance(value, tuple):
        return "; ".join(words for code, words in choices.items() if code in value)
    return choices.get(str(value)) or in_words(instrument, question, value)


def _how(instrument: Instrument, question: Question) -> str:
    match question.answer:
        case AnswerAs.DAY:
            how = "A day, such as 22 June 2026."
        case AnswerAs.NUMBER:
            how = f"A whole number from {question.lowest} to {question.highest}."
        case AnswerAs.TEXT:
            how = f"At most {question.limit} characters. Name nobody."
        case AnswerAs.SEVERAL:
            how = f"One or more of these, with a semicolon between: {'; '.join(question.choices.values())}."
        case _:
            how = "Choose one."
    only = f" {_condition(instrument, question.only_if)}" if question.only_if else ""
    return how + ("" if question.needed else " May be left open.") + only


def _condition(instrument: Instrument, condition: OnlyIf) -> str:
    """«Only if «Was it filed late?» is answered with Yes.»"""
    asked = next(one for _, one in instrument.questions() if one.id == condition.question)
    choices = choices_of(instrument, asked)
    if condition.at_least is not None:
        wanted = f"{choices.get(str(condition.at_least), condition.at_least)} or more"
    else:
        wanted = " or ".join(choices.get(one or "", "") for one in condition.one_of or (condition.is_,))
    return f"Only if «{asked.ask}» is answered with {wanted}."
