"""A list of the agency's own on its way in: what its columns may hold, and what a mapping would take of it."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lineofsight.desk.returns import FilesGone
from lineofsight.library.fact import FactKind, Recorded
from lineofsight.library.mapping import CsvMapping
from lineofsight.library.words import counted
from lineofsight.library.writing_mappings import SaidOfAList, mapping_text
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.queries import today
from lineofsight.partnership.shelf import shelf
from lineofsight.records.practice.own_mappings import checked, shelf_of
from lineofsight.records.practice.uploads import files_of
from lineofsight.records.taken import RefusedRow, TakenEvent, TakenSpan, UnreadableReturn
from lineofsight.trail.canonical import sha256_hex

if TYPE_CHECKING:
    from lineofsight.intake.returns.proposing import Columns

MOST_TRIED = 5_000_000
"""A larger list is tried on a part of it; read by what was kept it may be as large as any."""
_LISTED = 10


@dataclass(frozen=True, slots=True)
class Tried:
    """What a mapping would take of a list. Nothing of it was kept. mark: of exactly this mapping."""

    mapping: CsvMapping
    text: str
    mark: str
    rows: int
    children: int
    taken: int
    without_day: int
    refused: tuple[RefusedRow, ...]
    refused_lines: int
    thrown_away: tuple[str, ...]
    caveats: tuple[str, ...]

    @property
    def words(self) -> str:
        """«12 rows of 3 children read: 11 would be taken, 1 refused whole or in part.»"""
        of = f"{counted(self.rows, 'row', 'rows')} of {counted(self.children, 'child', 'children')}"
        facts = " facts" if len(self.mapping.takes) > 1 else ""
        return f"{of}: {self.taken:,}{facts} would be taken, {self.refused_lines:,} refused whole or in part."


def the_file(upload: Any) -> Path:
    """The one file of a list. Raises FilesGone, UnreadableReturn."""
    files = files_of(upload)
    if not files:
        raise FilesGone
    if len(files) > 1:
        raise UnreadableReturn("A list of your own is one file: upload one after the other.")
    if files[0].stat().st_size > MOST_TRIED:
        raise UnreadableReturn(
            f"{files[0].name} is too large to try on. Upload its first rows to say how it is read; "
            "the whole is known after that."
        )
    return files[0]


def known_as(upload: Any, *, by: Actor) -> str | None:
    """The mapping by which this list is read already; None where nobody has said it. Raises UnreadableReturn."""
    from lineofsight.intake.returns.recognise import WORDS, mapping_of

    files = files_of(upload)
    if not files:
        raise FilesGone
    found = mapping_of(files, shelf=shelf_of(by))
    if found in WORDS:
        raise UnreadableReturn(f"This is {WORDS[found]}. Choose that, and upload it again.")
    return found


def columns(upload: Any) -> "Columns":
    """The columns of a list, with a proposal for each. Raises FilesGone, UnreadableReturn."""
    from lineofsight.intake.returns.proposing import columns_of

    return columns_of(the_file(upload))


def facts(actor: Actor) -> tuple[FactKind, ...]:
    """What a row of a list can tell, by name."""
    found = shelf().entries(FactKind, on=today(actor.now))
    return tuple(sorted(found, key=lambda one: (one.recorded is Recorded.SPAN, one.title)))


def said_before(id: str, found: "Columns", *, by: Actor) -> dict[str, object]:
    """What was said of a list when it was mapped, as answers of the page about the columns that it has now."""
    mapping = shelf_of(by).newest(CsvMapping, id)
    takes = mapping.takes[0]
    said: dict[str, str | None] = {"child": mapping.child, "code": takes.code.column if takes.code else None}
    said |= {name: getattr(takes, name) for name in ("day", "start", "until", "row", "worker", "recorded")}
    parts = {column: part for part, column in said.items() if column}
    further = dict(enumerate(mapping.takes[1:], start=2))
    for place, one in further.items():
        days = {"day": one.day, "start": one.start, "until": one.until}
        parts |= {column: f"{place}-{part}" for part, column in days.items() if column}
    means = {word.casefold(): code for word, code in (takes.code.words if takes.code else {}).items()}
    answers: dict[str, object] = {
        "title": mapping.title,
        "fact": takes.kind,
        **{f"fact-{place}": one.kind for place, one in further.items()},
        "days": mapping.days.value,
        "is_whole": bool(mapping.carries),
        "speaks_of": mapping.speaks_of.value,
    }
    for column in found.columns:
        answers[f"column-{column.number}"] = parts.get(column.name, "thrown away")
        if parts.get(column.name) == "code":
            for place, word in enumerate(column.words):
                answers[f"word-{column.number}-{place}"] = means.get(word.casefold(), "")
    return answers


def tried(upload: Any, said: SaidOfAList) -> Tried:
    """Try what was said on the list itself. Raises FilesGone, UnreadableReturn, MappingDoesNotStand."""
    from lineofsight.intake.returns.mapped import Mapped

    text = mapping_text(said)
    mapping = checked(text)
    reading = Mapped(mapping, [the_file(upload)])
    children: set[str] = set()
    count: Counter[str] = Counter()
    refused: list[RefusedRow] = []
    lines: set[tuple[str, int]] = set()
    for one in reading.taken():
        if isinstance(one, RefusedRow):
            lines.add((one.file, one.line))
            refused.append(one)
        elif isinstance(one, TakenEvent | TakenSpan):
            children.add(one.child)
            count["taken"] += 1
            day = one.day if isinstance(one, TakenEvent) else one.start
            count["without a day"] += day is None
    done = reading.summary()
    return Tried(
        mapping=mapping,
        text=text,
        mark=sha256_hex(text.encode()),
        rows=sum(number for _, number in done.rows),
        children=len(children),
        taken=count["taken"],
        without_day=count["without a day"],
        refused=tuple(refused[:_LISTED]),
        refused_lines=len(lines),
        thrown_away=done.thrown_away,
        caveats=done.caveats,
    )
