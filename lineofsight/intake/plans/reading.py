"""From tables to an action plan: findings, recommendations, actions, and which belongs to which."""

import re
from collections.abc import Mapping as ReadOnly
from dataclasses import replace

from lineofsight.intake.blocks import Block, FileRead, Kind
from lineofsight.intake.characters import fold
from lineofsight.intake.documents import Doubt
from lineofsight.intake.layout.tables import with_merged_repeated
from lineofsight.intake.plans.banners import headed, is_no_row
from lineofsight.intake.plans.content import PlanLanguage, ours
from lineofsight.intake.plans.days import Day, days_in, starts_with_day
from lineofsight.intake.plans.mapping import Choice, Field, Mapping, propose_mapping
from lineofsight.intake.plans.own_bodies import with_own_bodies
from lineofsight.intake.plans.owners import Owner, OwnerKind, is_body, owners_in
from lineofsight.intake.plans.plan import Action, LeftOver, Link, Place, Plan, Text, Update
from lineofsight.intake.plans.schemes import Scheme, plain, propose_scheme

_CARRIED = (Field.FINDING, Field.RECOMMENDATION)
# What a merged cell says of every row beside it. What was found and asked is carried by itself, and told.
_OF_EACH_ROW = frozenset(
    {Field.ACTION, Field.LEAD_AGENCY, Field.LEAD_ROLE, Field.SUPPORTING, Field.START_DATE, Field.DUE_DATE, Field.STATUS}
)
_DAYS = (Field.START_DATE, Field.DUE_DATE, Field.DATE_CLOSED)


def read_plan(
    file: FileRead,
    *,
    choices: ReadOnly[str, Choice] | None = None,
    scheme: Scheme | None = None,
    language: PlanLanguage | None = None,
) -> Plan | None:
    """Read the action plan of a file, or None where no table looks like one.

    choices: what a person chose for headers, by their shape key; other tables are read as proposed.
    scheme: what colours mean; where None it is proposed from what is seen and from the file's key.
    language: the words by which plans are read; where None those that come with the program.
    """
    reader = _Reader(choices or {}, with_own_bodies(file, language or ours()))
    sheet = ""
    of_heading: tuple[Field, str] | None = None
    for block in file.blocks:
        if block.kind is Kind.HEADING:
            sheet = block.text
            of_heading = headed(sheet)
        if block.kind is Kind.TABLE:
            reader.table(block, sheet)
        elif block.text:
            # The heading covers its tables, and a line of text the table right below it.
            reader.heading = headed(block.text) or of_heading
            reader.left.append(LeftOver(f"{block.printed} {block.text}".strip(), Place(sheet, block.line)))
    return reader.plan(scheme) if reader.mappings else None


class _Reader:
    def __init__(self, choices: ReadOnly[str, Choice], language: PlanLanguage) -> None:
        self.choices, self.language = choices, language
        self.mappings: list[Mapping] = []
        self.left: list[LeftOver] = []
        self.doubts: list[Doubt] = []
        self.texts: dict[Field, list[Text]] = {kind: [] for kind in _CARRIED}
        self.known: dict[tuple[Field, str], int] = {}
        self.owners: dict[tuple[str, Field], tuple[Owner, ...]] = {}
        self.rows: list[Action] = []
        self.links: list[Link] = []
        # What the last heading of the text asks for («Recommendation 2: …»): it covers the table below it.
        self.heading: tuple[Field, str] | None = None

    def owners_in(self, text: str, column: Field) -> tuple[Owner, ...]:
        """The owners of a cell. A plan names the same few in row after row, so each is read once."""
        if (text, column) not in self.owners:
            self.owners[text, column] = owners_in(text, self.language, column)
        return self.owners[text, column]

    def table(self, block: Block, sheet: str) -> None:
        mapping = propose_mapping(block, self.language)
        chosen = self.choices.get(mapping.shape)
        if chosen is not None and block.rows:
            mapping = replace(mapping, header_row=max(0, mapping.header_row) if chosen.has_header else -1)
        is_plan = chosen is not None or (mapping.header_row >= 0 and mapping.is_plan)
        first = mapping.header_row + 1 if is_plan else 0
        header = block.rows[mapping.header_row] if is_plan and mapping.header_row >= 0 else None
        for index, row in enumerate(block.rows):
            place = Place(sheet, block.places[index] if index < len(block.places) else index + 1)
            if index < first or not is_plan or row == header:
                line = " – ".join(cell for cell in row if cell) if not is_plan else ""
                self.left += [LeftOver(t, place) for t in ([line] if line else [c for c in row if c and is_plan])]
                cells = [cell for cell in row if cell]
                if is_plan and index < first and len(cells) == 1 and (above := headed(cells[0])) is not None:
                    self.heading = above
        if is_plan:
            self.mappings.append(mapping)
            self.doubts += mapping.doubts
            _Rows(self, block, sheet, chosen or mapping.choice, mapping.header_row).read()

    def plan(self, scheme: Scheme | None) -> Plan:
        lines = [left.text for left in self.left]
        seen = [word for a in self.rows for word in (a.status, a.colour if not a.status else "")]
        settled = scheme or propose_scheme(seen, lines, self.language)
        self.doubts += settled.doubts if scheme is None else ()
        actions = tuple(_with_delivery(action, settled) for action in self.rows)
        return Plan(
            tuple(self.texts[Field.FINDING]),
            tuple(self.texts[Field.RECOMMENDATION]),
            actions,
            tuple(self.links),
            settled,
            tuple(self.mappings),
            tuple(self.left),
            tuple(self.doubts),
        )


class _Rows:
    """The rows of one table under its header."""

    def __init__(self, reader: _Reader, block: Block, sheet: str, choice: Choice, header_row: int) -> None:
        self.reader, self.block, self.sheet, self.choice = reader, block, sheet, choice
        self.header_row = header_row
        self.repeated = with_merged_repeated(block)
        self.headers = self.repeated[header_row] if header_row >= 0 else ()
        self.colours = {(row, column): word for row, column, word in block.colours}
        self.standing: dict[Field, int] = {}
        # A recommendation that stands above rows, in the text or across the table, and in no column of theirs.
        self.above: dict[Field, int] = {}

    def read(self) -> None:
        if self.reader.heading is not None and not self.choice.has(self.reader.heading[0]):
            self._stand_above(*self.reader.heading, self._place(0))
        header = self.block.rows[self.header_row] if self.header_row >= 0 else None
        for index, row in enumerate(self.block.rows):
            if index > self.header_row and row != header and any(row):
                self._row(index, row)

    def _place(self, index: int, column: int | None = None) -> Place:
        shown = self.block.places[index] if index < len(self.block.places) else index + 1
        if column is None:
            return Place(self.sheet, shown)
        name = fold(self.headers[column]) if self.headers else str(column + 1)
        return Place(self.sheet, shown, name)

    def _stand_above(self, kind: Field, text: str, place: Place) -> None:
        texts = self.reader.texts[kind]
        self.above[kind] = self.reader.known.setdefault((kind, text), len(texts))
        if self.above[kind] == len(texts):
            texts.append(Text(text, place))
        if kind is Field.FINDING:
            self.above.pop(Field.RECOMMENDATION, None)

    def _is_apart(self, index: int, row: tuple[str, ...]) -> bool:
        """Is the row no action: words across the table, which may be what the rows below it answer?"""
        cells = [cell for cell in row if cell]
        is_wide = len(cells) == 1 and any(
            top == index and across > len(row) // 2 for top, _, _, across in self.block.merged
        )
        above = headed(cells[0]) if len(cells) == 1 else None
        if above is not None and (is_wide or not self.choice.has(above[0])):
            self._stand_above(*above, self._place(index))
            return True
        return is_wide or is_no_row(cells)

    def _row(self, index: int, row: tuple[str, ...]) -> None:
        if self._is_apart(index, row):
            place = self._place(index)
            self.reader.left += [LeftOver(text, place) for text in row if text]
            return
        cells: dict[Field, str] = {}
        columns: dict[Field, int] = {}
        for column, text in enumerate(row):
            given = self.choice.field_of(column)
            if given is None:
                if text:
                    self.reader.left.append(LeftOver(text, self._place(index, column)))
                continue
            columns.setdefault(given, column)
            if not text and given in _OF_EACH_ROW and self._is_merged(index, column):
                text = self.repeated[index][column]
            if text:
                # Two columns that a person gave to one field are read one after the other.
                cells[given] = f"{cells[given]}\n{text}" if given in cells else text
        if not cells:
            return
        number = len(self.reader.rows)
        self._link(number, index, cells, columns)
        self.reader.rows.append(self._action(index, cells, columns))

    def _link(self, number: int, index: int, cells: dict[Field, str], columns: dict[Field, int]) -> None:
        for kind in _CARRIED:
            texts = self.reader.texts[kind]
            if kind in self.above and kind not in cells:
                self.reader.links.append(Link(number, kind, self.above[kind], is_carried=True))
                continue
            if kind in cells:
                same = self.reader.known.setdefault((kind, cells[kind]), len(texts))
                if same == len(texts):
                    texts.append(Text(cells[kind], self._place(index, columns[kind])))
                self.standing[kind] = same
                if kind is Field.FINDING and Field.RECOMMENDATION not in cells:
                    self.standing.pop(Field.RECOMMENDATION, None)
                self.reader.links.append(Link(number, kind, same))
            elif kind in self.standing and kind in columns:
                self.reader.links.append(Link(number, kind, self.standing[kind], is_carried=True))
                if not self._is_merged(index, columns[kind]):
                    place = self._place(index, columns[kind])
                    sentence = f"An empty cell was read as the {kind.value} above it ({place})."
                    self.reader.doubts.append(
                        Doubt("carried", sentence, None, self.block.line, ("as above", f"no {kind.value}"))
                    )

    def _is_merged(self, index: int, column: int) -> bool:
        return any(
            top <= index < top + down and left <= column < left + across
            for top, left, down, across in self.block.merged
        )

    def _action(self, index: int, cells: dict[Field, str], columns: dict[Field, int]) -> Action:
        days = {kind: days_in(cells.get(kind, "")) for kind in _DAYS}
        for kind, found in days.items():
            for day in found:
                if day.is_wrong:
                    place = self._place(index, columns[kind])
                    sentence = f"«{day.words}» is not a day of the calendar ({place})."
                    self.reader.doubts.append(Doubt("day", sentence, None, self.block.line))
        owners = self._owners(cells)
        supporting = self.reader.owners_in(cells.get(Field.SUPPORTING, ""), Field.LEAD_AGENCY)
        if any(owner.kind is OwnerKind.OFFICER for owner in (*owners, *supporting)):
            sentence = (
                f"This may be the name of an officer: keep the role and black the name out ({self._place(index)})."
            )
            self.reader.doubts.append(
                Doubt("officer", sentence, None, self.block.line, ("name of an officer", "an agency or a role"))
            )
        status, column = cells.get(Field.STATUS, ""), columns.get(Field.STATUS)
        if not self.choice.has(Field.STATUS):
            status = self._status_in(cells.get(Field.PROGRESS, ""))
        due = days[Field.DUE_DATE]
        return Action(
            self._place(index),
            tuple(cells.items()),
            cells.get(Field.REFERENCE, ""),
            cells.get(Field.ACTION, ""),
            owners,
            _first(days[Field.START_DATE]),
            _first(due),
            due[1:],
            _first(days[Field.DATE_CLOSED]),
            updates_in(cells.get(Field.PROGRESS, "")),
            status,
            "" if column is None else self.colours.get((index, column), ""),
            supporting=supporting,
        )

    def _owners(self, cells: dict[Field, str]) -> tuple[Owner, ...]:
        """Who leads, by both columns; by the sheet's name where neither names a body and the sheet is one's own."""
        owners = tuple(
            owner
            for kind in (Field.LEAD_AGENCY, Field.LEAD_ROLE)
            for owner in self.reader.owners_in(cells.get(kind, ""), kind)
        )
        if not any(owner.kind is OwnerKind.AGENCY for owner in owners) and not self.choice.has(Field.LEAD_AGENCY):
            sheet = self.reader.owners_in(self.sheet, Field.LEAD_AGENCY)
            if len(sheet) == 1 and is_body(self.sheet, self.reader.language):
                return (*sheet, *owners)
        return owners

    def _status_in(self, progress: str) -> str:
        """The word of status that a cell of progress begins with, where no column is for it: «Complete. The form …»."""
        first = re.split(r"[.;:\n]|\s[–-]\s", progress, maxsplit=1)[0].strip()
        return first if plain(first) in self.reader.language.statuses else ""


def updates_in(text: str) -> tuple[Update, ...]:
    """The entries of a progress cell, in the order of the cell: each begins with its day; other lines go on."""
    found: list[Update] = []
    for line in text.split("\n"):
        begun = starts_with_day(line)
        if begun is not None:
            found.append(Update(begun[1], begun[0]))
        elif found:
            found[-1] = Update(f"{found[-1].text}\n{line}".strip("\n"), found[-1].day)
        elif line.strip():
            found.append(Update(line))
    return tuple(found)


def _first(days: tuple[Day, ...]) -> Day | None:
    return days[0] if days else None


def _with_delivery(action: Action, scheme: Scheme) -> Action:
    return replace(action, delivery=scheme.meaning(action.status, action.colour))
