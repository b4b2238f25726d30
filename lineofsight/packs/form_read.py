"""A form that came back as a Word file: what it answers, section by section, and every place that cannot be taken."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from lineofsight.intake.plans.days import days_in
from lineofsight.library.instrument import AnswerAs, Instrument, Question
from lineofsight.packs.content import CHOOSE
from lineofsight.packs.form_word import ANSWER, EDITION, KEY, NUMBER, QUESTION, SAVED, FormFile, Line, lines_of
from lineofsight.packs.sheet import Mark, Row, Sheet, Table
from lineofsight.records.forms.rules.answers import Place, Value, fault_of, kept_in
from lineofsight.records.forms.rules.asking import Filled, entries_of, questions_for
from lineofsight.records.forms.rules.words import NotAnAnswer, from_words

_CODE = re.compile(r"\d{1,2}\.\d{1,2}(/\d{1,2})?")


class NotThisForm(Exception):
    """The file is no form of ours, of another form, or of another edition. The sentence says what to do."""


@dataclass(frozen=True)
class FormReading:
    """What a file answers. numbers: how often each section had been saved when it was made; refusals: each with its
    place, and while there is one, nothing is taken."""

    answers: dict[str, dict[Place, Value]]
    numbers: dict[str, int]
    refusals: tuple[str, ...]


@dataclass
class _Found:
    row: Row
    place: str
    columns: dict[str, int]

    def cell(self, heading: str) -> str:
        at = self.columns.get(heading, len(self.row.cells))
        return self.row.cells[at] if at < len(self.row.cells) else ""

    def mark(self, heading: str) -> Mark:
        at = self.columns.get(heading, len(self.row.marks))
        return self.row.marks[at] if at < len(self.row.marks) else Mark.NONE

    @property
    def answer(self) -> str:
        said = self.cell(ANSWER)
        return "" if said.casefold() == CHOOSE.casefold() else said


@dataclass
class _Read:
    answers: dict[str, dict[Place, Value]] = field(default_factory=dict)
    refusals: list[str] = field(default_factory=list)


def read_form(sheet: Sheet, file: FormFile, *, today: date) -> FormReading:
    """What a file answers, compared with the form as it is now. Raises NotThisForm."""
    words = [loose.text for loose in sheet.loose]
    key = _line(words, KEY)
    if key != file.key:
        told = "of another form" if key else "no form of ours, or its line «Form number» was taken out"
        raise NotThisForm(f"The file is {told}. Download the Word form of this page and copy the answers into it.")
    edition = _line(words, EDITION)
    if edition != file.instrument.from_date.isoformat():
        raise NotThisForm(
            f"The file says that it is of the edition of {edition or 'no day'}, and this form is of the edition of "
            f"{file.instrument.from_date.isoformat()}. Download the Word form again and copy the answers into it."
        )
    numbers = _numbers(_line(words, SAVED), file.instrument)
    read = _Read()
    rows = list(_rows(sheet.tables))
    for _, section, lines in lines_of(_as_made(file, rows)):
        read.answers[section.id] = {}
        for line in lines:
            value = _one(line, [one for one in rows if one.cell(NUMBER) == line.code], file.instrument, read, today)
            if value is not None:
                read.answers[section.id][line.question.id, line.entry] = value
    _strangers(rows, {line.code for _, _, lines in lines_of(_as_made(file, rows)) for line in lines}, read)
    if not read.refusals:
        _unasked(file, read)
    return FormReading(read.answers, numbers, tuple(read.refusals))


def _line(words: Iterable[str], begins: str) -> str | None:
    """What stands behind the beginning of a line; None where there is no such line."""
    found = (line.strip() for text in words for line in text.splitlines())
    return next((line[len(begins) :].strip() for line in found if line.startswith(begins.strip())), None)


def _numbers(line: str | None, instrument: Instrument) -> dict[str, int]:
    found = dict(re.findall(r"([a-z0-9-]+) (\d{1,6})", line or ""))
    missing = [section.id for section in instrument.sections if section.id not in found]
    if missing:
        raise NotThisForm("The line «Saved before» was changed. Download the Word form again and copy the answers.")
    return {id: int(number) for id, number in found.items()}


def _rows(tables: Iterable[Table]) -> Iterable[_Found]:
    for table in tables:
        columns: dict[str, int] = {}
        for row in table.rows:
            if NUMBER in row.cells and ANSWER in row.cells:
                columns = {cell: at for at, cell in enumerate(row.cells)}
            elif columns and not row.is_empty:
                place = f"Row {row.number}" + (f" of {table.name}" if table.name else "")
                yield _Found(row, place, columns)
    return


def _as_made(file: FormFile, rows: list[_Found]) -> FormFile:
    """The form with room for as many entries as the file has: it was made when fewer or more were answered."""
    answers = dict(file.answers)
    for number, section in enumerate(file.instrument.sections, start=1):
        if section.repeats:
            own = [one.cell(NUMBER) for one in rows if one.cell(NUMBER).startswith(f"{number}.")]
            most = max((int(code.partition("/")[2] or 0) for code in own if _CODE.fullmatch(code)), default=0)
            first = section.questions[0].id
            answers = {place: value for place, value in answers.items() if place[0] not in _ids(section.questions)}
            # The writer leaves room for three more than are answered.
            if most > 3:
                answers[first, min(most - 3, section.repeats.at_most)] = ""
    return FormFile(file.key, file.instrument, answers, file.numbers, file.notice)


def _ids(questions: Iterable[Question]) -> set[str]:
    return {question.id for question in questions}


def _one(line: Line, found: list[_Found], instrument: Instrument, read: _Read, today: date) -> Value | None:
    """The answer of one row of the form, or None; what is wrong is told."""
    if not found:
        read.refusals.append(f"The row with the number {line.code} is missing («{line.question.ask}»). Put it back.")
        return None
    answered = [one for one in found if one.answer]
    if len({one.answer for one in answered}) > 1:
        places = " and ".join(one.place for one in answered)
        read.refusals.append(f"{places} carry the same number {line.code} with different answers. Keep one.")
        return None
    for one in found:
        if _plain(one.cell(QUESTION)) != _plain(line.question.ask):
            read.refusals.append(f"{one.place} has the number {line.code} and another question. Put it back as it was.")
            return None
    if not answered:
        return None
    one = answered[0]
    if one.mark(ANSWER) is not Mark.NONE:
        read.refusals.append(f"{one.place} is merged with another row. Split the cells and answer each.")
        return None
    try:
        value = _value(instrument, line.question, one.answer)
    except NotAnAnswer as trouble:
        read.refusals.append(f"{one.place}, «{line.question.ask}»: {trouble}")
        return None
    sentence = fault_of(instrument, line.question, value, today=today)
    if sentence:
        read.refusals.append(f"{one.place}, «{line.question.ask}»: {sentence}")
        return None
    return value


def _value(instrument: Instrument, question: Question, words: str) -> Value:
    if question.answer is not AnswerAs.DAY:
        return from_words(instrument, question, words)
    found = days_in(words)
    if len(found) != 1 or found[0].day is None or not found[0].is_exact or found[0].words.strip() != words.strip():
        raise NotAnAnswer(
            f"«{words[:40]}» is not a day. Write the day, the month and the year, for example 22 June 2026."
        )
    return found[0].day


def _strangers(rows: list[_Found], known: set[str], read: _Read) -> None:
    """Rows with an answer and a number that this form does not have."""
    for one in rows:
        code = one.cell(NUMBER)
        if code not in known and one.answer:
            told = (
                f"has the number «{code[:20]}», which is none of this form" if code else "has an answer and no number"
            )
            read.refusals.append(f"{one.place} {told}. Write the answer into the row of its question.")


def _unasked(file: FormFile, read: _Read) -> None:
    """Answers to questions that are not asked, because of what is answered before them."""
    private = {one.id for section in file.instrument.sections for one in section.questions if one.private}
    kept = {place: value for place, value in file.answers.items() if place[0] in private}
    said = {place: value for some in read.answers.values() for place, value in some.items()}
    filled = Filled(file.instrument, kept | said, frozenset(read.answers))
    for number, section in enumerate(file.instrument.sections, start=1):
        own = {question.id: at for at, question in enumerate(kept_in(file.instrument, section), start=1)}
        for entry in entries_of(said, section) if section.repeats else (0,):
            asked = _ids(questions_for(filled, section, entry))
            for id, at in own.items():
                if (id, entry) in said and id not in asked:
                    code = f"{number}.{at}" + (f"/{entry}" if entry else "")
                    read.refusals.append(
                        f"The row with the number {code} is answered, and is not asked because of an answer before it. "
                        "Take its answer out, or change the one before."
                    )


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
