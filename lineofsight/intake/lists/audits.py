"""Read the grades of a round of audits from a list: they were given on paper, or in another system.

A row a file and reader; a column an area, under its title or the question that asks for it; a cell the grade as people
say it or its code. Every other column is passed over and named, never read.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lineofsight.intake.blocks import Block, FileRead
from lineofsight.intake.readers.guard import Unreadable
from lineofsight.library.audit import AuditArea, AuditKind
from lineofsight.library.faults import nearest_word
from lineofsight.library.instrument import AnswerAs, Instrument
from lineofsight.library.words import quoted
from lineofsight.records.audits.rules.grades import scale_of

FILE, READER = "File", "Reader"
FIRST, SECOND = "first", "second"


@dataclass(frozen=True, slots=True)
class RowRefused:
    """A cell that cannot be taken: its line (from 1), its column, and a sentence that says what to do."""

    line: int
    column: str
    sentence: str


@dataclass(frozen=True, slots=True)
class GradesRead:
    """What a list says: by number of the file and reader the grade of each area; what cannot be taken; columns passed
    over; and how many rows hold no grade."""

    grades: Mapping[tuple[int, str], Mapping[str, str]]
    refused: tuple[RowRefused, ...]
    passed_over: tuple[str, ...]
    empty: int


def head_of(kind: AuditKind) -> tuple[str, ...]:
    """The columns of the list to fill in."""
    return (FILE, READER, *(area.title for area in kind.areas))


def answers_of(kind: AuditKind, tool: Instrument, area: AuditArea) -> dict[str, str]:
    """The answers of an area that count, each with the words by which people know it, lowest first."""
    asked = next(question for _, question in tool.questions() if question.id == area.question)
    titles: Mapping[str, str] = {grade.code: grade.title for grade in tool.grades}
    if asked.answer is AnswerAs.YES_NO:
        titles = {"yes": "Yes", "no": "No"}
    elif asked.answer is not AnswerAs.GRADE:
        titles = asked.choices
    return {code: titles.get(code, code) for code in scale_of(kind, tool, area)}


def read_grades(kind: AuditKind, tool: Instrument, file: FileRead) -> GradesRead:
    """Read a list. Raises Unreadable where no table of it has the files and an area."""
    table, columns, passed = _table(kind, tool, file)
    grades: dict[tuple[int, str], dict[str, str]] = {}
    refused: list[RowRefused] = []
    empty = 0
    for at, cells in enumerate(table.rows[1:], start=1):
        if not any(cell.strip() for cell in cells):
            continue
        line = table.places[at] if at < len(table.places) else at + 1
        says = {name: cells[place].strip() for name, place in columns.items() if place < len(cells)}
        found, wrong = _row(kind, tool, says, line)
        number, reader = _number(says.get(FILE, "")), _reader(says.get(READER, ""))
        if number is None:
            wrong.append(RowRefused(line, FILE, "Enter the number of the file in the sample, for example 4."))
        if reader is None:
            wrong.append(RowRefused(line, READER, "Write «first» or «second»; an empty cell is the first reader."))
        elif number is not None and (number, reader) in grades:
            wrong.append(RowRefused(line, FILE, f"File {number} stands twice for the {reader} reader. Keep one row."))
        refused += wrong
        empty += not found and not wrong
        if found and not wrong and number is not None and reader is not None:
            grades[number, reader] = found
    return GradesRead(grades, tuple(refused), passed, empty)


def _table(kind: AuditKind, tool: Instrument, file: FileRead) -> tuple[Block, dict[str, int], tuple[str, ...]]:
    names = {FILE.casefold(): FILE, READER.casefold(): READER}
    questions = {question.id: question.ask for _, question in tool.questions()}
    for area in kind.areas:
        names |= dict.fromkeys((area.title.casefold(), area.id, questions[area.question].casefold()), area.id)
    for table in file.blocks:
        if not table.rows:
            continue
        columns: dict[str, int] = {}
        passed = []
        for place, cell in enumerate(table.rows[0]):
            name = names.get(cell.strip().casefold())
            if name is None:
                passed += [cell.strip()] if cell.strip() else []
            elif name in columns:
                raise Unreadable(f"{file.name} has two columns for «{cell.strip()}». Keep one.")
            else:
                columns[name] = place
        if FILE in columns and len(columns.keys() - {FILE, READER}) > 0:
            return table, columns, tuple(passed)
    raise Unreadable(
        f"{file.name} has no table with the column «{FILE}» and a column for an area. Download the list, fill it in "
        "and hand that in."
    )


def _row(
    kind: AuditKind, tool: Instrument, says: Mapping[str, str], line: int
) -> tuple[dict[str, str], list[RowRefused]]:
    found: dict[str, str] = {}
    wrong: list[RowRefused] = []
    for area in kind.areas:
        text = says.get(area.id, "").casefold()
        if not text:
            continue
        answers = answers_of(kind, tool, area)
        codes = {word.casefold(): code for code, title in answers.items() for word in (code, title)}
        if text in codes:
            found[area.id] = codes[text]
            continue
        near = nearest_word(text, codes)
        cure = f"Did you mean «{answers[codes[near]]}»?" if near else f"Choose one of {quoted(answers.values())}."
        wrong.append(RowRefused(line, area.title, f"This is no answer of it. {cure}"))
    return found, wrong


def _number(text: str) -> int | None:
    plain = text.removesuffix(".0")
    return int(plain) if plain.isascii() and plain.isdecimal() and 0 < len(plain) < 6 else None


def _reader(text: str) -> str | None:
    folded = text.casefold()
    return FIRST if folded in ("", FIRST, "1") else SECOND if folded in (SECOND, "2") else None


def rows_of(readings: Sequence[tuple[int, bool]], *, areas: int) -> list[list[str | int | None]]:
    """The rows of the list to fill in: of each file and reader (its number, and whether it is the second)."""
    return [[number, SECOND if is_second else FIRST, *([None] * areas)] for number, is_second in sorted(readings)]
