"""The tables of a report: each becomes an action plan or is left out, by somebody's decision or for want of one."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from lineofsight.intake.blocks import Block, FileRead, Kind
from lineofsight.intake.correcting.corrections import Correction, Field, wanted
from lineofsight.intake.documents import Document, Json, Table
from lineofsight.intake.plans.banners import headed
from lineofsight.intake.plans.keys import tells_of_a_key
from lineofsight.intake.plans.mapping import propose_mapping

PLAN, LEFT_OUT = "a plan", "left out"


@dataclass(frozen=True, slots=True)
class ReportTable:
    """One table. `position`: where its decision stands among the corrections, after everything else of the report.

    became: PLAN or LEFT_OUT; empty while nobody has decided.
    """

    number: int
    position: int
    table: Table
    looks_like_plan: bool
    became: str

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """Every row of the file, the headings first where it has some."""
        return ((self.table.header,) if self.table.header else ()) + self.table.rows

    @property
    def in_words(self) -> str:
        """What it is, in words: «Table 1, 4 rows: Recommendation, Lead, Status»."""
        count = len(self.table.rows)
        heads = ", ".join(one for one in dict.fromkeys(self.table.header or self.rows[0] if self.rows else ()) if one)
        return f"Table {self.number}, {count} row{'' if count == 1 else 's'}: {heads}"


def report_tables(document: Document, corrections: Iterable[Correction] = ()) -> tuple[ReportTable, ...]:
    """The tables of a report as read, each with what somebody decided of it."""
    want = wanted(corrections)
    before = sum(1 for _ in document.paragraphs()) + len(document.other)
    found = []
    for index, table in enumerate(document.tables):
        said = want.get((before + index, Field.KEPT, 0), "")
        became = said if said in (PLAN, LEFT_OUT) else ""
        found.append(ReportTable(index + 1, before + index, table, propose_mapping(_block(table)).is_plan, became))
    return tuple(found)


def plan_file(name: str, document: Document, tables: Iterable[ReportTable]) -> FileRead | None:
    """What was decided to be a plan as the reader of plans takes it, with its headings and the report's keys.

    None where no table is one.
    """
    chosen = [one for one in tables if one.became == PLAN]
    if not chosen:
        return None
    sections = [(section.line or 0, section.heading or "") for section in document.sections]
    above = [
        (next((heading for line, heading in reversed(sections) if line <= (one.table.line or 0)), ""), one)
        for one in chosen
    ]
    blocks: list[Block] = [
        Block(Kind.PARAGRAPH, text, line)
        for text, line in (
            *((one.text, one.line or 1) for one in document.paragraphs()),
            *((one.text, one.line or 1) for one in document.other),
            *((" = ".join(row), one.line or 1) for one in document.tables for row in one.rows if len(row) == 2),
        )
        if tells_of_a_key(text)
    ]
    for heading, group in groupby(above, key=lambda pair: pair[0]):
        # A heading that asks for something covers the table below it; any other is the report's alone.
        blocks += [Block(Kind.HEADING, heading, 1, level=1)] if headed(heading) else []
        blocks += [_block(one.table) for _, one in group]
    return FileRead(name, tuple(blocks))


def became_of(tables: Iterable[ReportTable]) -> list[Json]:
    """For a receipt: each table, and what became of it. Its words stay in the file, because names may be among them."""
    undecided = "left out, because nobody decided"
    return [{"table": one.in_words, "became": one.became or undecided} for one in tables]


def _block(table: Table) -> Block:
    rows = ((table.header,) if table.header else ()) + table.rows
    return Block(Kind.TABLE, "", table.line or 1, rows=rows, has_header=bool(table.header))
