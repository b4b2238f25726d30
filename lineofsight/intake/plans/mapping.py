"""Which column of a table is which part of an action plan: proposed with reasons, corrected by a person, remembered."""

import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum

from lineofsight.intake.blocks import Block
from lineofsight.intake.characters import fold
from lineofsight.intake.documents import Doubt
from lineofsight.intake.layout.tables import with_merged_repeated
from lineofsight.intake.plans.content import PlanLanguage, ours
from lineofsight.intake.plans.owners import OwnerKind, owners_in
from lineofsight.library.plan import PlanPart

Field = PlanPart
"""What a column of an action plan can hold."""
_LEADS = (Field.LEAD_ROLE, Field.LEAD_AGENCY)
# «Revised date» beside «Original date»: the later days of the same.
_LATER = re.compile(r"\b(?:revised|extended|new|amended|moved)\b", re.IGNORECASE)
_LINKED = re.compile(r"\s(?:of|for|to|against|on|in|by|and)\s")
_MOST_LOOKED_AT = 20


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
    """A proposal for one column: its header as printed, the field (None for none), why, and what else."""

    place: int
    header: str
    field: Field | None
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

    The header is the row among the first eight that names most fields. Each proposal has a reason; a header that people
    use for two things, a second column for one field, and a header that we do not know are doubts. Never raises.
    """
    language = language or ours()
    rows = with_merged_repeated(table)
    # What is merged over the whole row is a title, however many columns it stands above.
    scores = [len({field for cell in set(row) if (field := _field_of(cell, language)[0])}) for row in rows[:8]]
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
        cells = [row[place] for row in rows[header_row + 1 :] if place < len(row)]
        if field in _LEADS and sureness is Sureness.LIKELY:
            # «Strategic lead», «Operational lead»: each may be a body or a role.
            readings = (Field.LEAD_ROLE, Field.LEAD_AGENCY)
        if settled := _settled_by_what_is_there(readings, exact, cells, language):
            field, readings = settled, ()
            reason = f"What stands under «{header}», and beside it, says that it is the {settled.value}."
        elif field in _LEADS and sureness is Sureness.LIKELY:
            readings = ()
        is_later = field is Field.DUE_DATE and bool(_LATER.search(header))
        if field and field in taken and not is_later:
            reason = f"«{taken[field]}» is already the column for {field.value}."
            readings, field = (field, *readings), None
        if field:
            taken[field] = header
        columns.append(Column(place, header, field, reason, readings))
        if header and (field is None or len(readings) > 1):
            words = tuple(r.value for r in dict.fromkeys(readings)) or ("none of the fields of a plan",)
            sentence = f"The column «{header}» could be read in more than one way."
            if len(readings) < 2:
                sentence = f"We did not take the column «{header}» as a part of the plan. {reason}"
            doubts.append(Doubt("column", sentence, None, table.line, words))
    return Mapping(shape_key(headers), header_row, tuple(columns), tuple(doubts))


def _settled_by_what_is_there(
    readings: tuple[Field, ...], exact: set[Field | None], cells: list[str], language: PlanLanguage
) -> Field | None:
    """Which of several things a heading means, where another column or the cells below it say so; else None."""
    left = [field for field in readings if field not in exact]
    if len(readings) > 1 and len(left) == 1:
        # «Lead agency» has a column of its own, so «Lead» is the other one.
        return left[0]
    if set(left) != set(_LEADS):
        return None
    some = list(dict.fromkeys(filter(None, cells)))[:_MOST_LOOKED_AT]
    owners = [owner for cell in some for owner in owners_in(cell, language, Field.LEAD_ROLE)]
    # An abbreviation that we do not know («KSCP») is a body more often than a person or a role.
    kinds = {owner.kind for owner in owners if not (owner.kind is OwnerKind.UNCLEAR and owner.words.isupper())}
    if not kinds or not kinds <= {OwnerKind.AGENCY, OwnerKind.ROLE}:
        return None
    return Field.LEAD_ROLE if OwnerKind.ROLE in kinds else Field.LEAD_AGENCY


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
        meanings = " and for ".join(readings)
        return readings[0], Sureness.UNSURE, f"«{header}» is used for {meanings}.", readings
    for name, words in language.headings.items():
        if plain in words:
            return name, Sureness.SURE, f"«{header}» is a usual heading for {name}.", ()
    best: tuple[bool, int, PlanPart, str] | None = None
    for name, words in language.headings.items():
        for word in words:
            # A short word within a longer heading says too little.
            if len(word) > 3 and (found := re.search(rf"(?<!\w){re.escape(word)}(?!\w)", plain)):
                # «Progress status» is a status: of words side by side the last one says what it is.
                is_last = found.end() == len(plain) and not _LINKED.search(plain)
                one = (is_last, len(word), name, word)
                best = max(best, one) if best else one
    if best:
        return best[2], Sureness.LIKELY, f"«{header}» has «{best[3]}» in it.", ()
    return None, Sureness.UNSURE, "It has no heading that we know.", ()
