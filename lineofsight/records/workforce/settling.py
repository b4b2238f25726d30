"""What taking a list would do, row by row: what is new, what it corrects or takes away, and what it cannot say."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from lineofsight.library.staff_list import Holds, StaffList, StaffTakes
from lineofsight.partnership.actor import job
from lineofsight.partnership.models import Agency
from lineofsight.partnership.scope import scope
from lineofsight.records.identities.keys import Keys
from lineofsight.records.identities.models import Worker
from lineofsight.records.identities.rules import Named, pseudonym, shown, token
from lineofsight.records.taken import ListValue, StaffLine, StaffListRead
from lineofsight.records.workforce.models import (
    Absence,
    CourseTaken,
    EstablishedPost,
    ListedRow,
    MilestoneReached,
    OnProgramme,
    Spell,
    StaffMember,
)
from lineofsight.records.workforce.rules import ListReceipt

MODELS: Mapping[StaffTakes, type[ListedRow]] = {
    StaffTakes.POST: EstablishedPost,
    StaffTakes.SPELL: Spell,
    StaffTakes.ABSENCE: Absence,
    StaffTakes.PROGRAMME: OnProgramme,
    StaffTakes.MILESTONE: MilestoneReached,
    StaffTakes.ATTENDANCE: CourseTaken,
}
# Fields of a list by the column in which we keep them, where the two are called otherwise.
_COLUMNS = {"fte": "fte_hundredths", "agency_worker": "is_agency_worker", "long": "is_long"}
NOBODY = (
    "Nobody with this number is or was in a post here.",
    "Hand in the list of people in post first, with everybody in it.",
)


class People:
    """The people of an agency by their staff numbers, found under any key that is held. Numbers live here alone."""

    def __init__(self, agency: Agency, keys: Keys) -> None:
        self.agency, self.keys = agency, keys
        self.rows = {row.pseudonym: row for row in StaffMember.objects.filter(agency=agency)}

    def find(self, number: str) -> StaffMember | None:
        """Whoever has a staff number; None where nobody here has it."""
        names = (pseudonym(key, Named.WORKER, number) for key in self.keys.all)
        return next((self.rows[name] for name in names if name in self.rows), None)

    def add(self, numbers: Iterable[str], *, at: datetime) -> dict[str, StaffMember]:
        """Everybody by their number, with a row for each who is new, and the present pseudonym for each who is not."""
        found = {number: self.find(number) for number in dict.fromkeys(numbers)}
        names = {number: pseudonym(self.keys.present, Named.WORKER, number) for number in found}
        # Whoever takes a list need not see the workers of the returns: who is the same person is found as work behind
        # the requests is done, and nobody is shown.
        with scope(job("staff list", now=at), writes=False):
            workers = {row.pseudonym: row for row in Worker.objects.filter(agency=self.agency)}
        taken = {row.shown for row in self.rows.values()} | {row.shown for row in workers.values()}
        made = []
        for number, row in found.items():
            name, worker = names[number], workers.get(names[number])
            if row is not None and row.pseudonym == name and row.worker_id == (worker.pk if worker else None):
                continue
            short = worker.shown if worker else shown(name, taken=taken)
            taken.add(short)
            if row is None:
                facts = {"pseudonym": name, "shown": short, "key_id": self.keys.present.id, "worker": worker}
                made.append(StaffMember(agency=self.agency, **facts))
            else:
                row.pseudonym, row.shown, row.key_id, row.worker = name, short, self.keys.present.id, worker
                row.save(update_fields=["pseudonym", "shown", "key_id", "worker"])
        StaffMember.objects.bulk_create(made)
        self.rows = {row.pseudonym: row for row in StaffMember.objects.filter(agency=self.agency)}
        return {number: self.rows[name] for number, name in names.items()}


@dataclass
class Settled:
    """What a list would do. Each row: its values, its staff number, and the row that it corrects."""

    receipt: ListReceipt
    rows: list[tuple[dict[str, Any], str, ListedRow | None]] = field(default_factory=list)
    gone: list[ListedRow] = field(default_factory=list)


def settle(kind: StaffList, read: StaffListRead, *, agency: Agency, keys: Keys) -> Settled:
    """Compare a list with what stands here. Nothing is written."""
    model = MODELS[kind.takes]
    people = People(agency, keys)
    standing = {
        row.row_key: row
        for row in model._default_manager.filter(agency=agency, later__isnull=True).select_related("agency")
    }
    teams = _Teams(agency) if "team" not in kind.fields else None
    known = _Known(agency)
    strange: list[tuple[int, str]] = []
    refused = [(one.line, one.field, one.reason, one.cure) for one in read.refused]
    rows: list[tuple[dict[str, Any], str, ListedRow | None]] = []
    touched: set[str] = set()
    same = corrected = 0
    for line in read.lines:
        number = str(line.says.get("staff") or "")
        member = people.find(number) if number else None
        values = values_of(kind, line, keys)
        if teams is not None:
            team = teams.of(member, values.get("start") or values.get("day")) if member else ""
            if not team:
                refused.append((line.number, kind.columns["staff"], *NOBODY))
                continue
            values["team"] = team
        strange += [(line.number, kind.columns[name]) for name in known.strangers(kind, line, keys)]
        keys_of_row = row_keys(kind, line, keys)
        earlier = next((standing[one] for one in keys_of_row if one in standing), None)
        touched.update(keys_of_row)
        if earlier is not None and not earlier.is_withdrawn and _is_same(earlier, values, member):
            same += 1
            continue
        corrected += earlier is not None
        rows.append(({**values, "row_key": keys_of_row[0]}, number, earlier))
    left = [row for key, row in standing.items() if key not in touched and not row.is_withdrawn]
    gone = left if kind.is_whole else []
    receipt = ListReceipt(
        new=len(rows) - corrected,
        corrected=corrected,
        same=same,
        gone=len(gone),
        people=len({str(line.says["staff"]) for line in read.lines if line.says.get("staff")}),
        refused=tuple(sorted(refused)),
        thrown=read.thrown,
        strange=tuple(strange),
    )
    return Settled(receipt, rows, gone)


def row_keys(kind: StaffList, line: StaffLine, keys: Keys) -> list[str]:
    """What stands for the row, under each key that is held, the present one first."""
    parts = [str(line.says.get(name) or "") for name, one in kind.fields.items() if one.is_key]
    return [token(key, kind.takes.value, *parts) for key in keys.all]


def values_of(kind: StaffList, line: StaffLine, keys: Keys) -> dict[str, Any]:
    """The values of a row by the columns in which we keep them; numbers of posts under the agency's key."""
    found: dict[str, Any] = {}
    for name, one in kind.fields.items():
        value = line.says.get(name)
        if one.holds is Holds.STAFF or (one.holds is Holds.NUMBER and one.is_key):
            continue
        if one.holds is Holds.NUMBER:
            # The same token as the row of the established post has.
            found["post_key"] = token(keys.present, StaffTakes.POST.value, str(value)) if value else ""
            continue
        found[_COLUMNS.get(name, name)] = _stored(value, one.holds)
    return found


def _stored(value: ListValue, holds: Holds) -> ListValue:
    if holds is Holds.YES_NO:
        return bool(value)
    return value if holds is Holds.DAY else (value or "")


def _is_same(row: ListedRow, values: Mapping[str, Any], member: StaffMember | None) -> bool:
    if member is not None and getattr(row, "member_id", None) != member.pk:
        return False
    return all(getattr(row, name) == value for name, value in values.items())


class _Teams:
    """In which team each person is or was, for lists that do not say."""

    def __init__(self, agency: Agency) -> None:
        rows = Spell.objects.filter(agency=agency, later__isnull=True, is_withdrawn=False).order_by("start", "id")
        self.of_member: dict[int, list[Spell]] = {}
        for row in rows:
            self.of_member.setdefault(row.member_id, []).append(row)

    def of(self, member: StaffMember, day: date | None) -> str:
        """The team on a day; the last one where they are in none; «» where they never were in any."""
        spells = self.of_member.get(member.pk, [])
        holding = [one for one in spells if day and one.start <= day and (one.until is None or one.until > day)]
        return (holding or spells)[-1].team if spells else ""


class _Known:
    """The teams and the numbers of posts that lists of an agency had. Before the first list nothing is strange."""

    def __init__(self, agency: Agency) -> None:
        posts = EstablishedPost.objects.filter(agency=agency, later__isnull=True, is_withdrawn=False)
        spells = Spell.objects.filter(agency=agency, later__isnull=True, is_withdrawn=False)
        self.posts = set(posts.values_list("row_key", flat=True))
        self.teams = {*posts.values_list("team", flat=True), *spells.values_list("team", flat=True)}

    def strangers(self, kind: StaffList, line: StaffLine, keys: Keys) -> Iterator[str]:
        """The fields of a row that no list had before."""
        for name, one in kind.fields.items():
            value = line.says.get(name)
            if name not in kind.columns or not value:
                continue
            if one.holds is Holds.TEAM and self.teams and value not in self.teams:
                yield name
            if one.holds is Holds.NUMBER and not one.is_key and self.posts:
                tokens = {token(key, StaffTakes.POST.value, str(value)) for key in keys.all}
                if not tokens & self.posts:
                    yield name
