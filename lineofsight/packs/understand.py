"""Compare a file that came back with the pack as it was made: nothing in it is lost, and nothing is made up."""

import re
from collections.abc import Iterable
from datetime import date

from lineofsight.packs.content import HEADINGS, NEEDED, Pack, PackItem
from lineofsight.packs.found import Edit, Note, NotThisPack, Reading, Refusal
from lineofsight.packs.rows import CannotTake, Placed, answer_in
from lineofsight.packs.sheet import Mark, Row, Sheet, Table

_CODE = re.compile(r"[a-z0-9]{10}", re.IGNORECASE)
_KEY = re.compile(r"pack number\W*(\w*)", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^)]*\)")


def key_of(sheet: Sheet) -> str:
    """The number of the pack that a file says it is. Raises NotThisPack where it says none."""
    # The number may have got into a cell of its own beside its words.
    places = [(f"Row {row.number}", " ".join(row.cells)) for table in sheet.tables for row in table.rows]
    places += [(loose.place.capitalize(), loose.text) for loose in sheet.loose]
    for place, text in places:
        if found := _KEY.search(text):
            if re.fullmatch(r"[a-z0-9]{26}", found[1].lower()):
                return found[1].lower()
            raise NotThisPack(
                f"{place}: the pack number is «{found[1][:40]}», which is not one of ours. "
                "Download the pack again and copy the answers into it."
            )
    raise NotThisPack(
        "The file has no line «Pack number», so it is no pack, or the line was taken out. "
        "Download the pack again and copy the answers into it."
    )


def understand(sheet: Sheet, pack: Pack, *, day: date) -> Reading:
    """What the file says, on a day, compared with `pack` as it was made. Raises NotThisPack."""
    rows, notes = _placed(sheet, pack)
    by_code = {item.code: item for item in pack.items}
    merged = _merged_answers(rows)
    of_item: dict[str, list[Placed]] = {}
    refusals: list[Refusal] = []
    for row in rows:
        item = by_code.get(row.code)
        if row in merged or (row.mark("number") is Mark.COVERED and (row.is_answered or row.code)):
            refusals.append(_refused(row, "is merged with another row, so it is not known which item its words answer. "
                                          "Split the cells and write the answer of each row."))  # fmt: skip
        elif item is None:
            refusals += _unknown(row, notes)
        elif _is_about_another(row, item, pack):
            refusals.append(_refused(row, f"has the number of {item.label} and is about another item. "
                                          "Its number was changed: put it back."))  # fmt: skip
        else:
            of_item.setdefault(item.code, []).append(row)
            notes += _changed(row, item)
    edits: list[Edit] = []
    for code, found in of_item.items():
        taken, refused = _of_one_item(by_code[code], found, day=day)
        edits += taken
        refusals += refused
    order = {item.ref: position for position, item in enumerate(pack.items)}
    return Reading(
        edits=tuple(sorted(edits, key=lambda edit: order[edit.ref])),
        refusals=tuple(refusals),
        notes=tuple(notes),
        missing=tuple(item.label for item in pack.items if item.code not in of_item),
        doubts=sheet.doubts,
    )


def _placed(sheet: Sheet, pack: Pack) -> tuple[list[Placed], list[Note]]:
    """The rows below the headings; and what stands beside them and was not in the pack."""
    known = {_plain(line) for line in pack.lines}
    notes = [Note(loose.place, loose.text) for loose in sheet.loose if _plain(loose.text) not in known]
    rows: list[Placed] = []
    columns: dict[str, int] = {}
    ours: Table | None = None
    for table in sheet.tables:
        for row in table.rows:
            if heads := _headings(row):
                missing = [HEADINGS[name] for name in NEEDED if name not in heads]
                if missing:
                    raise NotThisPack(
                        f"{_place(table, row)}: the heading «{missing[0]}» is missing. "
                        "Put the headings back as they were."
                    )
                columns, ours = heads, table
            elif columns and (table is ours or _is_one_of_ours(row, columns)):
                rows.append(Placed(_place(table, row), row, columns))
            else:
                notes += [Note(_place(table, row), cell) for cell in row.cells if cell and _plain(cell) not in known]
    if not columns:
        raise NotThisPack("The row of headings is missing. Download the pack again and copy the answers into it.")
    return rows, notes


def _is_one_of_ours(row: Row, columns: dict[str, int]) -> bool:
    """Whether a row of another table than that of the headings may be a row of the pack: its number looks like one.

    Word may cut the pack in two; a table of their own that somebody pasted below answers nothing and is shown.
    """
    at = columns["number"]
    return at < len(row.cells) and bool(_CODE.fullmatch("".join(row.cells[at].split())))


def _headings(row: Row) -> dict[str, int]:
    """The column of each heading, where a row is one of headings: it has at least three of them."""
    found = {_NAMES[_head(cell)]: at for at, cell in reversed(list(enumerate(row.cells))) if _head(cell) in _NAMES}
    return found if len(found) >= 3 else {}


def _head(text: str) -> str:
    """A heading by its words alone: «Your words *», «As at (day):» and «as at» are known for what they are."""
    return " ".join(re.findall(r"\w+", _BRACKETS.sub("", text).casefold()))


_NAMES = {_head(heading): name for name, heading in HEADINGS.items()}


def _place(table: Table, row: Row) -> str:
    return f"Row {row.number}" + (f" of {table.name}" if table.name else "")


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _merged_answers(rows: list[Placed]) -> list[Placed]:
    """Rows whose answer cells are merged downwards with words in them: whose words these are cannot be told."""
    found: list[Placed] = []
    for name in ("kind", "words", "as_at"):
        above: Placed | None = None
        for row in rows:
            if row.mark(name) is Mark.SPANS:
                above = row if row.text(name) and (name != "kind" or row.kind) else None
                found += [row] if above else []
            elif row.mark(name) is Mark.COVERED:
                found += [row] if above else []
            else:
                above = None
    return found


def _unknown(row: Placed, notes: list[Note]) -> list[Refusal]:
    """A row whose number is none of this pack: refused where it answers something, else shown."""
    if row.row.is_empty:
        return []
    if row.code:
        return [_refused(row, f"has the number «{row.text('number')[:40]}», which is none of this pack. "
                              "Its number was changed: put it back.")]  # fmt: skip
    if row.is_answered:
        return [_refused(row, "has an answer and no number, so it is not known what it answers. "
                              "Write it into the row of its item.")]  # fmt: skip
    notes.append(Note(row.place, row.words))
    return []


def _is_about_another(row: Placed, item: PackItem, pack: Pack) -> bool:
    asked = _plain(row.text("asked"))
    return asked != _plain(item.asked) and asked in {_plain(other.asked) for other in pack.items}


def _changed(row: Placed, item: PackItem) -> Iterable[Note]:
    """What was written over, or beside, the cells that are ours."""
    for name, ours in (("asked", item.asked), ("last", item.last_words)):
        if row.text(name) and _plain(row.text(name)) != _plain(ours):
            yield Note(row.place, row.text(name))
    used = set(row.columns.values())
    for at, cell in enumerate(row.row.cells):
        if cell and at not in used:
            yield Note(row.place, cell)


def _of_one_item(item: PackItem, rows: list[Placed], *, day: date) -> tuple[list[Edit], list[Refusal]]:
    unsure = (Mark.FORMULA, Mark.ERROR)
    answered = [row for row in rows if row.is_answered or any(row.mark(name) in unsure for name in NEEDED)]
    if len({row.answer for row in answered}) > 1:
        places = " and ".join(f"{row.place[:1].lower()}{row.place[1:]}" for row in answered)
        return [], [
            _refused(row, f"carries the number of {item.label}, and so do others ({places}), with different answers. "
                          "Keep one.", item)
            for row in answered
        ]  # fmt: skip
    for row in answered[:1]:
        try:
            taken = answer_in(row, item, day=day)
        except CannotTake as trouble:
            return [], [_refused(row, str(trouble), item)]
        return [Edit(item.ref, item.label, row.place, taken.kind, taken.words, taken.as_at)], []
    return [], []


def _refused(row: Placed, sentence: str, item: PackItem | None = None) -> Refusal:
    """A row that cannot be taken; of an item only where its number and its words say so."""
    if item is None:
        return Refusal(row.place, f"{row.place} {sentence}", row.words)
    return Refusal(row.place, f"{row.place} {sentence}", row.words, item.ref, row.answer)
