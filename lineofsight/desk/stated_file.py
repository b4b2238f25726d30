"""The file in which a body states a quarter: made, and read again by its headings, whatever was done to it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from lineofsight.intake.apart import blocks_apart
from lineofsight.intake.blocks import Block
from lineofsight.intake.plans.days import days_in
from lineofsight.intake.readers.guard import Unreadable
from lineofsight.library.numbers import whole_number
from lineofsight.library.quarterly import Quarterly, quarter_of
from lineofsight.library.words import listed, quoted
from lineofsight.records.stated.rules import Count, quarter_words

QUESTION, HOW_MANY, OUT_OF, WHY, QUARTER = "question", "n", "N", "why not counted", "quarter begins"
HEAD = (QUESTION, "asks", "n counts", "N counts", HOW_MANY, OUT_OF, WHY, QUARTER)
_NEEDED = (QUESTION, HOW_MANY, OUT_OF)
LARGEST_FILE = 1024 * 1024


class NotTheTemplate(ValueError):
    """The file is not the template of these questions and this quarter. The sentence says what to do."""


@dataclass(frozen=True)
class TemplateRead:
    """What stands in a file that came back, by question. told: what in it was not understood or not read."""

    stated: Mapping[str, Count]
    told: tuple[str, ...] = ()


def template(kind: Quarterly, quarter: date, stated: Mapping[str, Count]) -> list[tuple[str | int | None, ...]]:
    """The rows of the file that a body fills in: one a question."""
    rows: list[tuple[str | int | None, ...]] = []
    for question in kind.questions:
        one = stated.get(question.id, Count())
        asked = (question.id, question.asks, question.counts, question.of)
        rows.append((*asked, one.n, one.of, one.why, quarter.isoformat()))
    return rows


def read_template(kind: Quarterly, quarter: date, content: bytes, name: str) -> TemplateRead:
    """What a body filled in, to be looked at. Raises Unreadable, NotTheTemplate (of another quarter too)."""
    if len(content) > LARGEST_FILE:
        raise Unreadable(f"{name} is larger than a template can be. Upload the file that you filled in.")
    read = blocks_apart(content, name)
    lines = [line for block in read.blocks for line in _lines(block, name)]
    asked = {question.id: question.asks for question in kind.questions}
    if not any(line[QUESTION] in asked for line in lines):
        raise NotTheTemplate(f"{name} holds no question of «{kind.title}». Download the template and fill that in.")
    _check_quarter(lines, quarter, name)
    told: list[str] = []
    found: dict[str, Count] = {}
    for id, asks in asked.items():
        counts = [_count(line, kind, asks, told) for line in lines if line[QUESTION] == id]
        said = [one for one in dict.fromkeys(counts) if one != Count()]
        if len(said) > 1:
            told.append(f"«{asks}» stands in {len(counts)} rows that differ, so none was taken.")
        elif counts:
            found[id] = said[0] if said else Count()
        else:
            told.append(f"«{asks}» is in no row.")
    strange = dict.fromkeys(line[QUESTION] for line in lines if line[QUESTION] not in asked and any(line.values()))
    if strange:
        told.append(f"Not asked here, and not taken: {quoted(one or 'a row without a question' for one in strange)}.")
    return TemplateRead(found, (*told, *(doubt.sentence for doubt in read.doubts)))


def _lines(block: Block, name: str) -> Iterator[dict[str, str]]:
    """The rows of a table below its headings, each by heading. Raises NotTheTemplate where a heading is missing."""
    columns: dict[str, int] = {}
    for row in block.rows:
        cells = [cell.strip() for cell in row]
        heads = {cell: at for at, cell in reversed(list(enumerate(cells))) if cell in HEAD}
        if len(heads) > 2:
            missing = [one for one in _NEEDED if one not in heads]
            if missing:
                raise NotTheTemplate(f"{name} has no column {quoted(missing)}. Put the headings back as they were.")
            columns = heads
        elif columns:
            yield {head: cells[columns[head]] if columns.get(head, len(cells)) < len(cells) else "" for head in HEAD}


def _check_quarter(lines: Iterable[dict[str, str]], quarter: date, name: str) -> None:
    """Whether every row that says its quarter says this one. Templates of before say none."""
    for words in dict.fromkeys(line[QUARTER] for line in lines if line[QUARTER]):
        days = [one.day for one in days_in(words) if one.day and one.is_exact]
        if days != [quarter]:
            of = quarter_words(quarter_of(days[0])) if len(days) == 1 else f"«{words[:40]}»"
            raise NotTheTemplate(
                f"{name} is the file of {of}, and here is {quarter_words(quarter)}. Open the quarter that it is of, or "
                "download the template of this one."
            )


def _count(line: Mapping[str, str], kind: Quarterly, asks: str, told: list[str]) -> Count:
    """The figures of a row; what is no whole number and no reason is told, and its place stays empty."""
    numbers = {head: _number(line[head]) for head in (HOW_MANY, OUT_OF)}
    wrong = [line[head] for head, number in numbers.items() if line[head] and number is None]
    if wrong:
        told.append(f"«{asks}»: {listed(quoted([one[:40]]) for one in wrong)} is no whole number.")
    why = _reason(line[WHY], kind)
    if line[WHY] and not why:
        told.append(f"«{asks}»: «{line[WHY][:80]}» is none of the reasons. Choose one below.")
    return Count(numbers[HOW_MANY], numbers[OUT_OF], why)


def _number(cell: str) -> int | None:
    """A whole number as a table shows one; None for whatever is none."""
    return whole_number(cell.replace(",", "").replace(" ", "").removesuffix(".0"))


def _reason(words: str, kind: Quarterly) -> str:
    """The code of a reason, by itself or by its words; "" for other words."""
    plain = words.casefold().rstrip(".")
    known = kind.reasons_not_counted.items()
    return next((code for code, said in known if plain in (code.casefold(), said.casefold().rstrip("."))), "")
