"""Which column of a table is which part of an action plan: proposed with reasons, corrected by a person, remembered."""

import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum

from lineofsight.intake.blocks import Block
from lineofsight.intake.characters import fold
from lineofsight.intake.documents import Doubt
from lineofsight.intake.plans.content import PlanLanguage, ours
from lineofsight.library.plan import PlanPart

Field = PlanPart
"""What a column of an action plan can hold."""


class Sureness(StrEnum):
    """How sure a proposal is."""

    SURE = "sure"
    LIKELY = "likely"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Choice:
    """A person's word, or ours: the field of each column, by its place from 0. Columns left out belong to none.

    has_header: false where a person says that the first row of the table is a row of the plan already.
    """

    columns: tuple[tuple[int, Field], ...] = ()
    has_header: bool = True

    def field_of(self, column: int) -> Field | None:
        """The field of a column, or None where it belongs to none."""
        return dict(self.columns).get(column)

    def has(self, field: Field) -> bool:
        """Is there a column for this?"""
        return any(given is field for _, given in self.columns)


@dataclass(frozen=True, slots=True)
class Column:
    """A proposal for one column: its header as printed, the field (None for none), how sure, why, and what else."""

    place: int
    header: str
    field: Field | None
    sureness: Sureness
    reason: str
    readings: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class Mapping:
    """The proposal for a table. `header_row` is its place in the table; `shape` is the key to remember a choice by."""

    shape: str
    header_row: int
    columns: tuple[Column, ...]
    doubts: tuple[Doubt, ...] = ()

    @property
    def choice(self) -> Choice:
        """The proposal as a choice, ready to be corrected."""
        return Choice(tuple((column.place, column.field) for column in self.columns if column.field))

    @property
    def is_plan(self) -> bool:
        """Does this look like an action plan: actions or recommendations, with whom, when or how far?"""
        fields = {column.field for column in self.columns}
        what = fields & {Field.ACTION, Field.RECOMMENDATION}
        return bool(what) and len(fields - {None, Field.REFERENCE}) >= 3


def propose_mapping(table: Block, language: PlanLanguage | None = None) -> Mapping:
    """Propose a field for every column of a table, by the words of its header, in our language of plans or another.

    The header is the row among the first six that names most fields. Each proposal has a reason; a header that people
    use for two things, a second column for one field, and a header that we do not know are doubts. Never raises.
    """
    language = language or ours()
    rows = table.rows
    scores = [sum(1 for cell in row if _field_of(cell, language)[0]) for row in rows[:6]]
    header_row = scores.index(max(scores)) if scores and max(scores) > 1 else 0
    headers = rows[header_row] if rows else ()
    if not scores or (max(scores) < 2 and not table.has_header):
        return Mapping(shape_key(headers), -1, (), ())
    columns: list[Column] = []
    doubts: list[Doubt] = []
    taken: dict[Field, str] = {}
    exact = {f for f, sureness, _, _ in (_field_of(cell, language) for cell in headers) if sureness is Sureness.SURE}
    for place, cell in enumerate(headers):
        header = fold(cell)
        field, sureness, reason, readings = _field_of(header, language)
        if len(readings) > 1 and readings[0] in exact:
            # «Lead agency» has a column of its own, so «Lead» is the other one.
            field = next((other for other in readings if other not in exact), field)
        if field and field in taken:
            reason = f"«{taken[field]}» is already the column for {field.value}."
            readings, field, sureness = (field, *readings), None, Sureness.UNSURE
        if field:
            taken[field] = header
        columns.append(Column(place, header, field, sureness, reason, readings))
        if header and (field is None or len(readings) > 1):
            words = tuple(r.value for r in dict.fromkeys(readings)) or ("none of the fields of a plan",)
            sentence = f"The column «{header}» could be read in more than one way."
            if len(readings) < 2:
                sentence = f"We did not take the column «{header}» as a part of the plan. {reason}"
            doubts.append(Doubt("column", sentence, None, table.line, words))
    return Mapping(shape_key(headers), header_row, tuple(columns), tuple(doubts))


def shape_key(headers: tuple[str, ...]) -> str:
    """The key of these headers in this order: the same whatever their capitals, spaces and marks."""
    plain = "\n".join(_plain(header) for header in headers)
    return hashlib.sha256(plain.encode("utf-8", "replace")).hexdigest()[:16]


def _plain(header: str) -> str:
    return fold(re.sub(r"[^\w#'-]+", " ", header.lower().replace("’", "'"))).strip()


def _field_of(header: str, language: PlanLanguage) -> tuple[Field | None, Sureness, str, tuple[Field, ...]]:
    plain = _plain(header)
    if not plain or len(plain) > 80:
        return None, Sureness.UNSURE, "It has no heading that we know.", ()
    readings = language.either.get(plain)
    if readings:
        return readings[0], Sureness.UNSURE, f"«{header}» is used for {' and for '.join(readings)}.", readings
    for name, words in language.headings.items():
        if plain in words:
            return name, Sureness.SURE, f"«{header}» is a usual heading for {name}.", ()
    best: tuple[int, PlanPart, str] | None = None
    for name, words in language.headings.items():
        for word in words:
            # A short word within a longer heading says too little.
            if len(word) > 3 and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", plain):
                best = max(best, (len(word), name, word)) if best else (len(word), name, word)
    if best:
        return best[1], Sureness.LIKELY, f"«{header}» has «{best[2]}» in it.", ()
    return None, Sureness.UNSURE, "It has no heading that we know.", ()
