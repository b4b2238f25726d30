"""What a later return said differently of a child: what was recorded before, and what is recorded since."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from lineofsight.records.days import day_of
from lineofsight.records.identities.rules import RECORDED_HERE
from lineofsight.records.tables import Known, questions_answered


@dataclass(frozen=True, slots=True)
class Change:
    """One row of a return and what a later one made of it. until, until_now: of a span; now: None where it is gone."""

    kind: str
    known_at: datetime
    was: date | None
    was_until: date | None
    was_code: str
    now: date | None
    until_now: date | None
    code_now: str
    is_gone: bool
    # Whether it was recorded here by hand, and whether what became of it was.
    was_here: bool = False
    is_here: bool = False


_COLUMNS = (
    "t.kind, i.taken_at, t.{day}, {until}, t.code, l.{day}, {until_now}, l.code, l.is_withdrawn, o.source, i.source"
)
_NO_DAY = "CAST(NULL AS integer)"


def changes_of(of: Known, child: str) -> tuple[Change, ...]:
    """What was corrected or taken back of one child, by its pseudonym, oldest first.

    That a span has ended since is no correction: it went on, and now it does not.
    """
    found = [
        *_asked(of, child, "practice_fact", _COLUMNS.format(day="day", until=_NO_DAY, until_now=_NO_DAY)),
        *_asked(of, child, "practice_span", _COLUMNS.format(day="start", until='t."until"', until_now='l."until"')),
    ]
    corrected = (one for one in found if one.is_gone or not _only_ended(one))
    return tuple(sorted(corrected, key=lambda one: (one.known_at, one.kind, one.was or date.min)))


def _only_ended(one: Change) -> bool:
    return (one.was, one.was_code) == (one.now, one.code_now) and one.was_until is None


def _asked(of: Known, child: str, table: str, columns: str) -> list[Change]:
    taken = f"(SELECT id FROM identities_import WHERE agency_id = {of.agency_id} AND number <= {of.number})"  # noqa: S608
    question = (
        f"SELECT {columns} FROM {table} l JOIN {table} t ON t.id = l.supersedes_id"  # noqa: S608
        " JOIN identities_import o ON o.id = t.delivery_id"
        " JOIN identities_import i ON i.id = l.delivery_id JOIN reference r ON r.subject_id = l.subject_id"
        f" WHERE r.child = %s AND NOT t.is_withdrawn AND l.delivery_id IN {taken}"
    )
    return [_change(row) for row in questions_answered(of, question, [child])]


def _change(row: Any) -> Change:
    kind, known_at, was, was_until, was_code, now, until_now, code_now, is_gone, source, source_now = row
    # SQLite hands a moment back as text.
    moment = datetime.fromisoformat(known_at) if isinstance(known_at, str) else known_at
    here = source == RECORDED_HERE, source_now == RECORDED_HERE
    days = [None if number is None else day_of(number) for number in (was, was_until, now, until_now)]
    return Change(kind, moment, days[0], days[1], was_code, days[2], days[3], code_now, bool(is_gone), *here)
