"""An action plan on its way in: what people settled about its tables, and how it reads with that."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from lineofsight.assurance.rules.plan_rows import Asked, Body, PlanRow, plan_rows, with_known_bodies
from lineofsight.assurance.rules.plan_settled import (
    NOT_USED,
    NOTHING_SETTLED,
    WITHOUT_HEADINGS,
    Memory,
    PlanField,
    Said,
)
from lineofsight.intake.blocks import FileRead, Kind
from lineofsight.intake.correcting.corrections import Part
from lineofsight.intake.correcting.names import NameFound, NameKind, names_in
from lineofsight.intake.documents import Doubt, Paragraph
from lineofsight.intake.layout.tables import with_merged_repeated
from lineofsight.intake.plans.content import PlanLanguage, ours
from lineofsight.intake.plans.mapping import Choice, Field, propose_mapping
from lineofsight.intake.plans.mapping import Mapping as Proposal
from lineofsight.intake.plans.owners import OwnerKind
from lineofsight.intake.plans.plan import Plan
from lineofsight.intake.plans.reading import read_plan
from lineofsight.intake.plans.schemes import Scheme, plain

_OURS = ("column", "scheme", "officer")


@dataclass(frozen=True)
class TableRead:
    """One table of the file with what is proposed for its columns, and the choice that stands.

    is_remembered: the choice was settled for an earlier plan of this shape. is_settled: by a person, then or now.
    """

    number: int
    sheet: str
    proposal: Proposal
    headers: tuple[str, ...]
    examples: tuple[tuple[str, ...], ...]
    choice: Choice
    is_taken: bool
    is_remembered: bool = False
    is_settled: bool = False

    @property
    def doubtful(self) -> frozenset[int]:
        """The columns whose heading says two things, or nothing that we know."""
        columns = self.proposal.columns
        return frozenset(one.place for one in columns if one.header and (one.field is None or len(one.readings) > 1))


@dataclass(frozen=True)
class PlanReading:
    """A plan as it stands with everything that people settled: what is shown, and what would be written."""

    file: FileRead
    tables: tuple[TableRead, ...]
    plan: Plan
    rows: tuple[PlanRow, ...]
    meanings: tuple[tuple[str, str], ...]
    settled_statuses: frozenset[str]
    said: tuple[Said, ...]
    memory: Memory
    bodies: tuple[Body, ...]

    @property
    def open_owners(self) -> tuple[Asked, ...]:
        """Words for who leads that fit no agency here, each with the rows in which they stand."""
        return _asked((row.owner_words, row.place) for row in self.rows if not row.agency)

    @property
    def open_days(self) -> tuple[Asked, ...]:
        """Words for a due day that are none, each with the rows in which they stand."""
        return _asked((row.due_words, row.place) for row in self.rows if row.due is None)

    @property
    def asked_days(self) -> tuple[tuple[Asked, date | None], ...]:
        """Words for a due day that are none, each with the day that a person gave it, if they have."""
        given = {one.old: date.fromisoformat(one.new) for one in self.said if one.field is PlanField.DUE}
        asked = _asked((row.due_words, row.place) for row in self.rows if row.due is None or row.due_words in given)
        return tuple((one, given.get(one.words)) for one in asked)

    @property
    def undated(self) -> int:
        """How many entries give no day of their own: they are as at the day of the plan."""
        return sum(one.day is None for row in self.rows for one in row.updates)

    @cached_property
    def names(self) -> tuple[NameFound, ...]:
        """The names that still stand in what would be written and that nobody has allowed, children's first."""
        allowed = {one.old for one in self.said if one.field is PlanField.NAME and one.new == one.old}
        bodies = [name for body in self.bodies for name in (body.name, body.short_name) if name]
        parts: list[Part] = []
        places: list[str] = []
        seen_texts: set[str] = set()
        for action in self.plan.actions:
            for kind, text in action.cells:
                # The same words stand in row after row; the first place is told.
                if text in seen_texts:
                    continue
                seen_texts.add(text)
                parts.append(Part(len(places), 0, None, Paragraph(None, text, "", 0)))
                places.append(str(replace(action.place, column=kind.value)))
        found = [
            replace(one, label=_begun(places[one.position])) for one in names_in(parts, bodies=bodies, allowed=allowed)
        ]
        seen = {one.name for one in found} | allowed
        for at, action in enumerate(self.plan.actions):
            for owner in (*action.owners, *action.supporting):
                if owner.kind is OwnerKind.OFFICER and not any(owner.words in name for name in seen):
                    seen.add(owner.words)
                    around, place = owner.words, _begun(str(action.place))
                    found.append(NameFound(owner.words, NameKind.OFFICER, at, 0, place, around, "an officer"))
        return tuple(found)

    @property
    def officers(self) -> frozenset[str]:
        """The names of officers in the cells of who leads or helps, as they stand."""
        named = (owner for action in self.plan.actions for owner in (*action.owners, *action.supporting))
        return frozenset(owner.words for owner in named if owner.kind is OwnerKind.OFFICER)

    @property
    def children(self) -> tuple[NameFound, ...]:
        """The names of children: while one stands nothing is written."""
        return tuple(one for one in self.names if one.kind is NameKind.CHILD)

    @property
    def open_statuses(self) -> tuple[str, ...]:
        """Words and colours of status whose meaning nobody has settled, where it is no plain one."""
        doubted = {doubt.sentence for doubt in self.plan.scheme.doubts}
        return tuple(
            word
            for word, _ in self.meanings
            if word not in self.settled_statuses and any(f"«{word}»" in sentence for sentence in doubted)
        )

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """What we were not sure of and nobody has settled: of the file, its columns and its rows."""
        columns = [d for table in self.tables if table.is_taken and not table.is_settled for d in table.proposal.doubts]
        rows = [doubt for doubt in self.plan.doubts if doubt.code not in _OURS]
        return (*self.file.doubts, *columns, *rows, *(doubt for row in self.rows for doubt in row.doubts))

    @property
    def missing(self) -> str:
        """What must be settled before anything can be written, as a sentence; empty where nothing must."""
        if not self.rows and not self.plan.recommendations:
            return "No row of the file is read as an action or a recommendation yet. Say what each column is."
        if self.open_owners:
            return f"{many(len(self.open_owners), 'agency is', 'agencies are')} not known here. Say which they are."
        if self.open_days:
            return f"{many(len(self.open_days), 'due day is', 'due days are')} not known. Give each a day."
        return ""


def _asked(found: Iterable[tuple[str, str]]) -> tuple[Asked, ...]:
    gathered: dict[str, list[str]] = {}
    for words, place in found:
        gathered.setdefault(words, []).append(place)
    return tuple(Asked(words, tuple(places)) for words, places in gathered.items())


def _begun(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"


def many(count: int, one: str, more: str) -> str:
    """A count with its word."""
    return f"{count} {one if count == 1 else more}"


def plan_reading(
    file: FileRead,
    *,
    said: Iterable[Said] = (),
    memory: Memory = NOTHING_SETTLED,
    bodies: Iterable[Body] = (),
    language: PlanLanguage | None = None,
) -> PlanReading:
    """A file as an action plan, with what people settled about it and, before that, about earlier ones."""
    said, bodies = tuple(said), tuple(bodies)
    file = _without_names(file, said)
    tables = tuple(_tables(file, said, memory, language))
    choices = {table.proposal.shape: table.choice for table in tables if table.is_taken}
    plan = read_plan(file, choices=choices, language=language) or Plan()
    owners = {**memory.owners, **{one.old: one.new for one in said if one.field is PlanField.OWNER}}
    no_names = frozenset(one.old for one in said if one.field is PlanField.NAME and one.new == one.old)
    plan = replace(plan, actions=tuple(with_known_bodies(one, owners, bodies, no_names) for one in plan.actions))
    statuses = {one.old: one.new for one in said if one.field is PlanField.STATUS}
    known = {**memory.statuses, **statuses}
    meanings = tuple((word, known.get(word, meaning)) for word, meaning in plan.scheme.meanings)
    rows = plan_rows(
        plan,
        scheme=Scheme(meanings),
        owners=owners,
        days={one.old: date.fromisoformat(one.new) for one in said if one.field is PlanField.DUE},
        bodies=bodies,
        statuses=(language or ours()).statuses,
    )
    return PlanReading(file, tables, plan, rows, meanings, frozenset(map(plain, known)), said, memory, bodies)


def _without_names(file: FileRead, said: tuple[Said, ...]) -> FileRead:
    """The file with the words that people chose in place of names."""
    instead = {one.old: one.new for one in said if one.field is PlanField.NAME and one.new != one.old}
    if not instead:
        return file
    longest_first = sorted(instead, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")

    def clean(text: str) -> str:
        return pattern.sub(lambda match: instead[match.group()], text)

    blocks = (
        replace(block, text=clean(block.text), rows=tuple(tuple(map(clean, row)) for row in block.rows))
        for block in file.blocks
    )
    return replace(file, blocks=tuple(blocks))


def _tables(
    file: FileRead, said: tuple[Said, ...], memory: Memory, language: PlanLanguage | None
) -> Iterable[TableRead]:
    sheet, number = "", 0
    by_shape: dict[str, dict[int, str]] = {}
    for block in file.blocks:
        if block.kind is Kind.HEADING:
            sheet = block.text
        if block.kind is not Kind.TABLE or not block.rows:
            continue
        proposal = propose_mapping(block, language)
        remembered = memory.columns.get(proposal.shape)
        # Two tables of one shape are read alike: what is settled of the first holds for both.
        own = by_shape.setdefault(proposal.shape, {})
        own |= {one.column: one.new for one in said if one.field is PlanField.COLUMN and one.table == number}
        chosen = {**dict((remembered or proposal.choice).columns)}
        for column, word in own.items():
            chosen.pop(column, None)
            if word != NOT_USED:
                chosen[column] = Field(word)
        heads = [one.new for one in said if one.field is PlanField.HEADINGS and one.table == number]
        has_header = heads[-1:] != [WITHOUT_HEADINGS]
        first = max(0, proposal.header_row)
        yield TableRead(
            number,
            sheet,
            proposal,
            with_merged_repeated(block)[first],
            block.rows[first + has_header : first + 4],
            Choice(tuple(sorted(chosen.items())), has_header),
            is_taken=bool(chosen) and (proposal.is_plan or remembered is not None or bool(own)),
            is_remembered=remembered is not None and not own,
            is_settled=remembered is not None or bool(own),
        )
        number += 1


class NotSettled(ValueError):
    """Something must be settled before the plan can be written. The sentence says what."""
