"""Grades of a round from a list: read, looked at beside the round, and taken. The file is read and not kept."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from lineofsight.files.rules import suffix_of
from lineofsight.intake.apart import blocks_apart
from lineofsight.intake.lists.audits import FIRST, SECOND, GradesRead, RowRefused, head_of, read_grades, rows_of
from lineofsight.intake.readers.guard import Unreadable
from lineofsight.measures.figure import whole_percent
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.policy import require
from lineofsight.partnership.rules import Act
from lineofsight.records.audits.actions.readings import Given, take_list
from lineofsight.records.audits.models import Audit
from lineofsight.records.audits.queries import files_of, kind_of, readings_of, tool_of
from lineofsight.records.audits.rules.grades import tally
from lineofsight.records.audits.rules.rounds import ReadingState, WrongRound

LARGEST_FILE = 5_000_000
ENDINGS = (".xlsx", ".ods", ".csv")


@dataclass(frozen=True)
class Looked:
    """What a list would give. grades: «area: n of N good or better»; packed: the same for the press that takes it."""

    read: GradesRead
    refused: tuple[RowRefused, ...]
    grades: tuple[tuple[str, str], ...]
    packed: str

    @property
    def can_be_taken(self) -> bool:
        """Whether there is a grade in it and nothing that is wrong."""
        return bool(self.read.grades) and not self.refused


def _open(audit: Audit, by: Actor) -> dict[tuple[int, str], str]:
    """The readings of a round that were given to somebody, each with how far it is."""
    files = files_of(by, audit)
    number = {file.pk: file.number for file in files}
    found = {}
    for key, some in readings_of(by, files).items():
        for one in some:
            if one.state != ReadingState.TAKEN_BACK:
                found[number[key], SECOND if one.is_second else FIRST] = one.state
    return found


def to_fill_in(audit: Audit, by: Actor) -> tuple[tuple[str, ...], list[list[str | int | None]]]:
    """The head and rows of the list to fill in: of each reading that nobody has begun here. Raises Forbidden."""
    require(by, Act.AUDIT_RUN, audit)
    kind = kind_of(audit)
    waiting = [
        (number, who == SECOND) for (number, who), state in _open(audit, by).items() if state == ReadingState.GIVEN
    ]
    return head_of(kind), rows_of(waiting, areas=len(kind.areas))


def look(*, audit: Audit, content: bytes, name: str, by: Actor) -> Looked:
    """Read a list of grades and say what it would give. Nothing is kept. Raises Unreadable, Forbidden."""
    require(by, Act.AUDIT_RUN, audit)
    if suffix_of(name) not in ENDINGS:
        raise Unreadable(f"{name} is no {', '.join(ENDINGS)} file. Save the list as one of them.")
    if len(content) > LARGEST_FILE:
        raise Unreadable(f"{name} is larger than 5 MB. Hand in the grades of this round alone.")
    kind, tool = kind_of(audit), tool_of(audit)
    read = read_grades(kind, tool, blocks_apart(content, name))
    first = [grades for (_, who), grades in sorted(read.grades.items()) if who == FIRST]
    counted = tally(kind, tool, first)
    told = tuple((area.title, _words(counted[area.id].n, counted[area.id].of)) for area in kind.areas)
    refused = (*read.refused, *_of_the_round(read, _open(audit, by)))
    return Looked(read, refused, told, _packed(read.grades))


def _words(n: int, of: int) -> str:
    return "no grades" if not of else f"{n} of {of}" + (f" ({whole_percent(n, of)}%)" if of >= 20 else "")


def _of_the_round(read: GradesRead, here: Mapping[tuple[int, str], str]) -> tuple[RowRefused, ...]:
    """Rows that do not suit the round: no such file, nobody who reads it, or graded here already."""
    found = []
    for number, who in sorted(read.grades):
        if (number, who) not in here:
            sentence = f"File {number} has no {who} reader in this round. Give it out first, or take the row out."
        elif here[number, who] != ReadingState.GIVEN:
            sentence = f"File {number} is begun or graded here by its {who} reader. Take the row out."
        elif who == SECOND and (number, FIRST) not in read.grades:
            sentence = f"File {number} has a second reader's grades and no first. Both stand in one list."
        else:
            continue
        found.append(RowRefused(0, "", sentence))
    return tuple(found)


def _packed(grades: Mapping[tuple[int, str], Mapping[str, str]]) -> str:
    return json.dumps([[number, who, dict(codes)] for (number, who), codes in sorted(grades.items())])


def take(*, audit: Audit, packed: str, by: Actor) -> int:
    """Take what was looked at. Out: how many readings are signed by it. Raises Forbidden, WrongRound."""
    files: dict[int, dict[str, dict[str, str]]] = {}
    try:
        for number, who, codes in json.loads(packed):
            files.setdefault(int(number), {})[str(who)] = {str(area): str(code) for area, code in codes.items()}
    except (ValueError, TypeError, AttributeError):
        raise WrongRound("The list was not sent whole. Hand it in again.") from None
    here = _open(audit, by)
    if any((number, who) not in here for number, some in files.items() for who in some):
        raise WrongRound("The round has changed since the list was looked at. Hand it in again.")
    given = {number: Given(some.get(FIRST, {}), some.get(SECOND, {})) for number, some in files.items()}
    return take_list(audit=audit, files=given, by=by)
