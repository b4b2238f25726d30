"""Rows of registers: what was entered, what was answered, and what followed. Of what bodies state each quarter too."""

from collections.abc import Iterator
from datetime import date, timedelta

from lineofsight.assurance.faces.row import Row
from lineofsight.library.quarterly import next_quarter
from lineofsight.partnership.actor import Actor
from lineofsight.records.registers.queries import entries as registers
from lineofsight.records.stated.queries import accepted_by, counts_of


def entry_rows(by: Actor, on: date) -> Iterator[Row]:
    """Each entry of a register until the day."""
    for entry in registers.entries_of_all(by, until=on):
        met = entry.meeting.meeting_date if entry.meeting and entry.meeting.meeting_date <= on else None
        yield (
            entry.ref,
            entry.agency.name,
            entry.register,
            entry.entry_date.isoformat(),
            met.isoformat() if met else None,
            (met - entry.entry_date).days if met else None,
            entry.carried,
        )


def answer_rows(by: Actor, on: date) -> Iterator[Row]:
    """What was answered of each: when it was booked, and by the last that was recorded of it."""
    some = registers.entries_of_all(by, until=on)
    recorded = registers.recorded_of(by, some)
    for entry in some:
        said = registers.answers(entry)
        last = [one for one in recorded.get(entry.pk, ()) if one.made_date <= on and one.recorded_at <= by.now]
        for id, value in (said | (registers.answers(last[-1]) if last else {})).items():
            is_number = isinstance(value, int) and not isinstance(value, bool)
            yield (
                entry.ref,
                id,
                entry.agency.name,
                entry.register,
                entry.entry_date.isoformat(),
                _coded(value),
                value if is_number else None,
            )


def chased_rows(by: Actor, on: date) -> Iterator[Row]:
    """What followed from entries, and whether it was done by its day."""
    some = registers.entries_of_all(by, until=on)
    chased = registers.chased_of(by, some)
    for entry in some:
        for one in chased.get(entry.pk, ()):
            done = one.done_date if one.done_date and one.done_date <= on else None
            yield (
                one.ref,
                entry.agency.name,
                entry.register,
                one.what,
                one.by_role,
                one.due_date.isoformat(),
                done.isoformat() if done else None,
                int(done is not None and done <= one.due_date),
            )


def stated_rows(by: Actor, on: date) -> Iterator[Row]:
    """Each figure of a quarter that the business unit has accepted and that ended by the day."""
    rows = list(accepted_by(by, until=on))
    last: dict[tuple[int, str], date] = {}
    for row in rows:
        of = (row.agency_id, row.quarterly)
        last[of] = max(last.get(of, date.min), row.quarter_date)
    for row in rows:
        for question, count in sorted(counts_of(row).items()):
            yield (
                row.ref,
                question,
                row.agency.name,
                row.quarterly,
                (next_quarter(row.quarter_date) - timedelta(days=1)).isoformat(),
                int(row.quarter_date == last[row.agency_id, row.quarterly]),
                count.n,
                count.of,
                count.why or None,
            )


def _coded(value: object) -> str | None:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return None if value is None else str(value)
