"""One file of a sample for whoever reads it: whose it is, their own grades, and both readers' once both have signed."""

from collections.abc import Mapping
from dataclasses import dataclass

from lineofsight.library.audit import AuditArea, AuditKind
from lineofsight.library.instrument import YES_NO, AnswerAs, Instrument
from lineofsight.partnership.actor import Actor
from lineofsight.records.audits.models import File, Pair, Reading
from lineofsight.records.audits.queries import grades_of, kind_of, own_reading, pairs_of, tool_of, whose_file
from lineofsight.records.audits.rules.grades import scale_of
from lineofsight.records.identities.case_numbers import number_of_file


@dataclass(frozen=True)
class PairShown:
    """Two readers' grades of an area, in words, and what can stand."""

    row: Pair
    title: str
    first: str
    second: str
    agreed: str
    choices: Mapping[str, str]

    @property
    def is_apart(self) -> bool:
        """Whether the two gave it different grades, whatever stands since."""
        return self.first != self.second


@dataclass(frozen=True)
class FileSeen:
    """A file for whoever reads it. case_number: the council's own, where its key and list are held."""

    row: File
    kind: AuditKind
    of: int
    whose: str
    case_number: str
    reading: Reading | None
    grades: tuple[tuple[str, str], ...]
    pairs: tuple[PairShown, ...]

    @property
    def to_agree(self) -> tuple[PairShown, ...]:
        """Where the two differ, and no grade stands yet."""
        return tuple(one for one in self.pairs if not one.row.agreed)


def file_seen(file: File, actor: Actor) -> FileSeen:
    """One file for its page: whose it is, to its readers alone; the grades of both once both have signed."""
    kind, tool = kind_of(file.audit), tool_of(file.audit)
    reading, whose = own_reading(actor, file), None
    if reading is not None:
        whose = whose_file(actor, file)
    titles = {area.id: area.title for area in kind.areas}
    words = {area.id: answers_in_words(tool, area) for area in kind.areas}
    grades = grades_of(actor, reading) if reading else {}
    pairs = pairs_of(actor, file)
    return FileSeen(
        row=file,
        kind=kind,
        of=file.audit.size if file.audit.eligible is None else min(file.audit.size, file.audit.eligible),
        whose=whose.shown if whose else "",
        case_number=number_of_file(actor, pseudonym=whose.key) if whose else "",
        reading=reading,
        grades=tuple((titles[area.id], words[area.id][grades[area.id]]) for area in kind.areas if area.id in grades),
        pairs=tuple(
            PairShown(
                row,
                titles[row.area],
                words[row.area][row.first],
                words[row.area][row.second],
                words[row.area].get(row.agreed, ""),
                {code: words[row.area][code] for code in scale_of(kind, tool, kind.area(row.area) or kind.areas[0])},
            )
            for row in sorted(pairs, key=lambda one: list(titles).index(one.area))
        ),
    )


def answers_in_words(tool: Instrument, area: AuditArea) -> Mapping[str, str]:
    """The answers of an area as people read them."""
    asked = next(question for _, question in tool.questions() if question.id == area.question)
    if asked.answer is AnswerAs.GRADE:
        return {grade.code: grade.title for grade in tool.grades}
    return asked.choices or YES_NO


def first_section(file: File) -> str:
    """The first page of the tool with which a file is read."""
    return tool_of(file.audit).sections[0].id
