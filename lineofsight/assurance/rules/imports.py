"""What is true of a report on its way in: how long it waits, when a reading has died, what its receipt says."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from lineofsight.assurance.rules.report_tables import ReportTable, became_of, report_tables
from lineofsight.intake.correcting.corrected import corrected, parts_of
from lineofsight.intake.correcting.corrections import Correction, Field, Part
from lineofsight.intake.correcting.doubts import is_settled, place_of
from lineofsight.intake.correcting.names import NameFound, NameKind, names_in, pseudonyms_in
from lineofsight.intake.documents import Document, Json
from lineofsight.intake.editions import Fate, matched

WAITS = timedelta(days=30)
# Whoever reads is heard of every two seconds; after this long nobody reads any more.
SILENCE = timedelta(seconds=30)
# Smaller files of these kinds are read while the person waits.
SMALL = 200_000
READ_AT_ONCE = (".txt", ".text", ".md", ".docx", ".xlsx", ".ods", ".csv", ".tsv")


class ImportKind(StrEnum):
    """What comes in."""

    REPORT = "report"
    PLAN = "plan"


class ImportState(StrEnum):
    """Where a report or a plan on its way in stands."""

    READING = "reading"
    PREVIEW = "preview"
    CREATED = "created"
    LEFT = "left"
    CANCELLED = "cancelled"


OPEN = (ImportState.READING, ImportState.PREVIEW)


def is_read_at_once(*, name: str, size: int) -> bool:
    """Whether a file is so small that its reading needs no page of its own."""
    return size < SMALL and name.lower().endswith(READ_AT_ONCE)


def has_died(*, beat_at: datetime, now: datetime) -> bool:
    """Whether a reading has been silent for so long that nobody reads any more."""
    return now - beat_at > SILENCE


def days_left(*, waits_until: datetime, now: datetime) -> int:
    """How many days an import still waits, the day that has begun counted in."""
    return max(0, -((now - waits_until) // timedelta(days=1)))


@dataclass(frozen=True)
class Reading:
    """A report as it stands after the corrections: what is shown, and what would be created."""

    as_read: Document
    document: Document
    kept: tuple[Part, ...]
    left_out: tuple[Part, ...]
    corrections: tuple[Correction, ...]

    @property
    def open_doubts(self) -> tuple[int, ...]:
        """The doubts that nobody has decided, by their number among all doubts."""
        return tuple(
            at for at in range(len(self.as_read.warnings)) if not is_settled(self.as_read, at, self.corrections)
        )

    @property
    def tables(self) -> tuple[ReportTable, ...]:
        """The tables of the report, each with what somebody decided of it."""
        return report_tables(self.as_read, self.corrections)

    @property
    def open_tables(self) -> tuple[ReportTable, ...]:
        """The tables of which nobody has said what becomes of them."""
        return tuple(one for one in self.tables if not one.became)

    @property
    def names(self) -> tuple[NameFound, ...]:
        """The names that still stand in it and that nobody has allowed, children's first."""
        allowed = {one.old for one in self.corrections if one.field is Field.NAME and one.new == one.old}
        bodies = [name for agency in self.document.agencies for name in (agency.name, *agency.also)]
        return names_in(self.kept, bodies=bodies, allowed=allowed | self.pseudonyms)

    @property
    def pseudonyms(self) -> frozenset[str]:
        """The pseudonyms that the report says it uses."""
        return pseudonyms_in(self.as_read.title, "\n".join(one.text for one in self.as_read.paragraphs()))

    @property
    def children(self) -> tuple[NameFound, ...]:
        """The names of children: while one stands nothing is created."""
        return tuple(one for one in self.names if one.kind is NameKind.CHILD)

    def doubts_at(self, position: int) -> tuple[int, ...]:
        """The doubts about a paragraph, open or decided; those about the whole file stand with the first one."""
        return tuple(at for at in range(len(self.as_read.warnings)) if self._place(at) == position)

    def _place(self, at: int) -> int:
        return place_of(self.as_read, self.as_read.warnings[at]) or 0

    @property
    def needs_an_eye(self) -> frozenset[int]:
        """The paragraphs with an open doubt or a name."""
        return frozenset({self._place(at) for at in self.open_doubts} | {one.position for one in self.names})


def reading(document: Document, corrections: Iterable[Correction]) -> Reading:
    """A report with its corrections applied. Raises CannotCorrect."""
    corrections = tuple(corrections)
    kept, left_out = parts_of(document, corrections)
    return Reading(document, corrected(document, corrections), kept, left_out, corrections)


class NameOfAChild(ValueError):
    """What looks like a child's name stands in what was read, so nothing is created."""

    def __init__(self, found: Sequence[NameFound]) -> None:
        first = found[0]
        more = f" {len(found) - 1} more stand in it." if len(found) > 1 else ""
        super().__init__(
            f"«{first.name}» in {first.label[:1].lower()}{first.label[1:]} looks like a child's name, so nothing was"
            f" created.{more} Take it out, or say that it is the review's pseudonym or no name."
        )


def counted(document: Document) -> dict[str, Json]:
    """A report in numbers."""
    paragraphs = list(document.paragraphs())
    return {
        "paragraphs": len(paragraphs),
        "sentences": sum(len(one.sentences) for one in paragraphs),
        "quotations": sum(len(one.quotations) for one in paragraphs),
        "figures": sum(len(one.figures) for one in paragraphs),
        "tables": len(document.tables),
    }


def fates(earlier: Sequence[str], document: Document) -> dict[str, Json]:
    """How many sentences of a later edition are the same, changed, new and gone."""
    later = [sentence.text for paragraph in document.paragraphs() for sentence in paragraph.sentences]
    pairs = matched(earlier, later)
    return {fate.value: sum(1 for pair in pairs if pair.fate is fate) for fate in Fate}


@dataclass(frozen=True)
class Corrected:
    """A correction with who made it, when."""

    correction: Correction
    by: str
    at: str


def receipt_of(
    now: Reading, *, file: dict[str, Json], taken: dict[str, Json], corrections: Iterable[Corrected]
) -> dict[str, Json]:
    """What was read, taken, left out, doubted and corrected by whom. A name that was taken out is not repeated."""
    is_open = frozenset(now.open_doubts)
    chosen = {one.at: one.new for one in now.corrections if one.field is Field.DOUBT}
    return {
        "file": file,
        "read": counted(now.as_read),
        "taken": taken,
        "left_out": [{"text": piece.text, "line": piece.line} for piece in now.document.other],
        "tables": became_of(now.tables),
        "doubted": [
            {
                "paragraph": doubt.paragraph,
                "doubt": doubt.sentence,
                "decided": "" if at in is_open else chosen.get(at) or "by a correction",
            }
            for at, doubt in enumerate(now.as_read.warnings)
        ],
        "corrected": [
            {
                "paragraph": label_of(now.as_read, one.correction.paragraph),
                "what": one.correction.field.value,
                "from": "" if one.correction.field is Field.NAME else one.correction.old,
                "to": one.correction.new,
                "by": one.by,
                "at": one.at,
            }
            for one in corrections
        ],
    }


def label_of(document: Document, position: int) -> str:
    """How people call a paragraph: by its number, or by how it begins."""
    paragraphs = list(document.paragraphs())
    if position >= len(paragraphs) + len(document.other):
        return f"table {position - len(paragraphs) - len(document.other) + 1}"
    if position >= len(paragraphs):
        return "left out before"
    found = paragraphs[position]
    return str(found.number) if found.number is not None else f"«{found.text[:40].rstrip()} …»"
