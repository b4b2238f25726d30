"""The only face of the records that engines and measures read: of one agency, as known at a moment.

Either as SQL (common table expressions for `event`, `span`, `carried`, `child` and `allocation`; the same text on
SQLite and PostgreSQL, days as numbers since 1 January 1970), or child by child as plain values. The caller has the
scope of an actor: on PostgreSQL row security stands behind it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, Subquery

from lineofsight.partnership.models import Agency
from lineofsight.partnership.queries import today
from lineofsight.records.days import day_of, number_of
from lineofsight.records.histories import Carried, Event, History, Span, reaching
from lineofsight.records.identities.models import Carried as CarriedRow
from lineofsight.records.identities.models import Import, Merge, NamedChildren
from lineofsight.records.identities.rules import NAMES_ITS_CHILDREN, RECORDED_HERE, DeliveryState
from lineofsight.records.naming_children import NamedBy, Part, last_named
from lineofsight.records.practice.rules import Reach, joined

_AT_ONCE = 500


@dataclass(frozen=True)
class Known:
    """What was known of the children of an agency at a moment: the last return taken, and the last merge, until then.

    number 0: nothing had been taken. The same two numbers give the same rows for ever. ref: of that last return;
    random, so that what is kept of one database is never taken for what is kept of another. came_in: the day in London
    on which the last return came in (what was recorded here is none); what happened after it is in no return.
    """

    agency_id: int
    number: int
    merge: int
    ref: str = ""
    came_in: date | None = None


def known(agency: Agency, *, at: datetime | None = None) -> Known:
    """What is known of an agency's children, or was at a moment (aware)."""
    return known_of(agency.pk, at=at)


def known_of(agency_id: int, *, at: datetime | None = None) -> Known:
    """The same by the agency's number, in one question."""
    taken = Import.objects.filter(agency_id=agency_id, state=DeliveryState.TAKEN)
    merges = Merge.objects.filter(agency_id=agency_id)
    if at is not None:
        taken, merges = taken.filter(taken_at__lte=at), merges.filter(recorded_at__lte=at)
    last = taken.order_by("-number")
    merge = merges.order_by("-id").values("pk")[:1]
    came = last.exclude(source=RECORDED_HERE).values("taken_at")[:1]
    asked = Agency.objects.filter(pk=agency_id).values_list(
        Subquery(last.values("number")[:1]), Subquery(merge), Subquery(last.values("ref")[:1]), Subquery(came)
    )
    number, merged, ref, moment = asked.first() or (0, 0, "", None)
    return Known(agency_id, number or 0, merged or 0, ref or "", moment and today(moment))


def written_down(of: Known) -> str:
    """The text of a question: child, kind, day, recorded_date of each event whose source says when it was recorded."""
    columns = _rows(of, "practice_fact", "t.kind, t.day, t.recorded_date")
    return f"{columns} AND t.recorded_date IS NOT NULL AND t.day IS NOT NULL"


def carried(of: Known) -> tuple[Carried, ...]:
    """How far the records reach, one line a kind, of all returns together."""
    return _joined_of(_reaches(of))


@dataclass(frozen=True, slots=True)
class _Brings:
    """What one return carries of one kind. names: whether it speaks of those alone whom it names."""

    delivery_id: int
    source: str
    names: bool
    reach: Reach

    @property
    def part(self) -> Part:
        """The return of which this delivery is a part."""
        return self.source, self.reach.until


def _reaches(of: Known) -> list[_Brings]:
    """What each return carries, in the order in which they came."""
    rows = CarriedRow.objects.filter(
        delivery__agency_id=of.agency_id, delivery__state=DeliveryState.TAKEN, delivery__number__lte=of.number
    )
    names = NamedChildren.objects.filter(delivery=OuterRef("delivery"), speaks_of_everybody=False)
    lines = rows.order_by("delivery__number").values_list(
        "delivery_id", "delivery__source", Exists(names), "kind", "start", "until"
    )
    return [
        _Brings(pk, source, source in NAMES_ITS_CHILDREN or names, Reach(*reach)) for pk, source, names, *reach in lines
    ]


def _joined_of(brings: Iterable[_Brings], naming: frozenset[Part] | None = None) -> tuple[Carried, ...]:
    """One line a kind. naming: of the returns that name their children only these; None: of all."""
    came, here = [], {}
    for one in brings:
        if one.source == RECORDED_HERE:
            # What is said here of a kind stands in place of what was said before; without a day: no longer.
            here[one.reach.kind] = one.reach
        elif naming is None or not one.names or one.part in naming:
            came.append(one.reach)
    lines = joined([*came, *(one for one in here.values() if one.start is not None)])
    return tuple(Carried(line.kind, line.start, line.until) for line in lines)


class _ReachOfChildren:
    """How far the records of each child reach.

    A return that names its children says nothing of a child whom it does not name: an extract with visits does not make
    a visit overdue for a child who is in the return on children looked after alone, and a census of one year tells
    nothing of a child who is in that of another. Deliveries of one source until the same day are parts of one return.
    """

    def __init__(self, of: Known) -> None:
        self._brings = _reaches(of)
        parts: dict[int, frozenset[Part]] = {}
        for one in self._brings:
            if one.names:
                parts[one.delivery_id] = parts.get(one.delivery_id, frozenset()) | {one.part}
        self._named_by = NamedBy(parts) if len(frozenset().union(*parts.values())) > 1 else None
        self._lines: dict[frozenset[Part] | None, tuple[Carried, ...]] = {}

    def of_some(self, references: Mapping[str, Sequence[int]]) -> Mapping[str, tuple[Carried, ...]]:
        """The lines of each of these children."""
        if self._named_by is None:
            return dict.fromkeys(references, self._for(None))
        named = self._named_by.of([one for ids in references.values() for one in ids])
        return {child: self._for(frozenset().union(*(named[one] for one in ids))) for child, ids in references.items()}

    def _for(self, naming: frozenset[Part] | None) -> tuple[Carried, ...]:
        if naming not in self._lines:
            self._lines[naming] = _joined_of(self._brings, naming)
        return self._lines[naming]


def came_in_of(of: Known) -> Mapping[str, date]:
    """The day on which the last return that speaks of each child came in, by the name under which the child is read.

    Where a child has two references the later one. Whoever is not in it: no return speaks of them.
    """
    asked = f"WITH reference AS ({_references(of)}) SELECT subject_id, child FROM reference"  # noqa: S608
    names = dict(_asked(asked))
    found: dict[str, date] = {}
    for subject_id, day in last_named(agency_id=of.agency_id, number=of.number, subjects=names).items():
        child = names[subject_id]
        found[child] = max(day, found.get(child, day))
    return found


def kept_here(of: Known) -> frozenset[str]:
    """The kinds that are recorded here in full: of these nobody waits for a return."""
    rows = CarriedRow.objects.filter(
        delivery__agency_id=of.agency_id,
        delivery__state=DeliveryState.TAKEN,
        delivery__number__lte=of.number,
        delivery__source=RECORDED_HERE,
    )
    last = dict(rows.order_by("delivery__number").values_list("kind", "start"))
    return frozenset(kind for kind, start in last.items() if start is not None)


def ctes(of: Known) -> Mapping[str, str]:
    """The text of each table by its name; to be put together by `with_clause`. No parameters: numbers of ours alone.

    event(child, kind, day, code, link) · span(child, kind, start, until, code, number) · carried(kind, start, until) ·
    child(child, born_month, sex, ethnicity, disability) · allocation(child, worker, team, role, start, until).
    """
    return _of_children(of) | {"carried": _carried_rows(carried(of))}


def _of_children(of: Known) -> dict[str, str]:
    # The columns of a child's rows that are current, and the name of the child under which they are read.
    # How far the records reach is a question of its own to the database; most questions do without.
    return {
        "reference": _references(of),
        "event": _rows(of, "practice_fact", "t.kind, t.day, t.code, t.link"),
        "span": _rows(of, "practice_span", 't.kind, t.start, t."until", t.code, t.number'),
        "child": _children(of),
        "allocation": _rows(
            of,
            "practice_allocation",
            'w.shown AS worker, t.team, t.role, t.start, t."until"',
            "JOIN identities_worker w ON w.id = t.worker_id",
        ),
    }


def with_clause(of: Known) -> str:
    """«WITH reference AS (…), event AS (…), …»: what a question begins with."""
    return _with(ctes(of))


def _with(tables: Mapping[str, str]) -> str:
    return "WITH " + ",\n".join(f"{name} AS ({text})" for name, text in tables.items())


def _taken(of: Known) -> str:
    return f"(SELECT id FROM identities_import WHERE agency_id = {of.agency_id} AND number <= {of.number})"  # noqa: S608


def _current(of: Known, table: str) -> str:
    """The rows of a table that hold: taken by then, not taken back, and corrected by none that was taken by then."""
    taken = _taken(of)
    # «+»: with an index of the agency or the return SQLite would walk through all rows for the sake of a few children.
    return (
        f"+t.agency_id = {of.agency_id} AND +t.delivery_id IN {taken} AND NOT t.is_withdrawn"  # noqa: S608
        f" AND NOT EXISTS (SELECT 1 FROM {table} l WHERE l.supersedes_id = t.id AND l.delivery_id IN {taken})"
    )


def _rows(of: Known, table: str, columns: str, join: str = "") -> str:
    return (
        f"SELECT r.child, {columns} FROM {table} t JOIN reference r ON r.subject_id = t.subject_id {join}"  # noqa: S608
        f" WHERE {_current(of, table)}"
    )


def _references(of: Known) -> str:
    """Each reference of the source with the name under which the child is read; two of one child have one name."""
    if not of.merge:
        name = "s.shown"
    else:
        # The latest merge of a reference counts (merging keeps them flat: never over two steps).
        last = f"SELECT max(m.id) FROM identities_merge m WHERE m.subject_id = s.id AND m.id <= {of.merge}"  # noqa: S608
        into = "SELECT i.shown FROM identities_merge n JOIN identities_subject i ON i.id = n.into_id"
        name = f"coalesce(({into} WHERE n.id = ({last})), s.shown)"
    return (
        f"SELECT s.id AS subject_id, {name} AS child, s.shown = {name} AS is_main FROM identities_subject s"  # noqa: S608
        f" WHERE s.agency_id = {of.agency_id} AND s.delivery_id IN {_taken(of)}"
    )


def _children(of: Known) -> str:
    described = f"SELECT t.* FROM practice_description t WHERE {_current(of, 'practice_description')}"  # noqa: S608
    columns = "d.born_month, coalesce(d.sex, '') AS sex, coalesce(d.ethnicity, '') AS ethnicity, "
    return (
        f"SELECT r.child, {columns}coalesce(d.disability, '') AS disability"  # noqa: S608
        f" FROM reference r LEFT JOIN ({described}) d ON d.subject_id = r.subject_id WHERE r.is_main"
    )


def _carried_rows(lines: Iterable[Carried]) -> str:
    def number(day: Any) -> str:
        return "CAST(NULL AS integer)" if day is None else str(number_of(day))

    rows = [
        f"SELECT '{line.kind}' AS kind, {number(line.start)} AS start, {number(line.until)} AS \"until\""
        for line in lines
    ]
    nothing = "SELECT '' AS kind, CAST(NULL AS integer) AS start, CAST(NULL AS integer) AS \"until\" WHERE 1 = 0"
    return " UNION ALL ".join(rows) if rows else nothing


def histories_of(of: Known, *, subjects: Iterable[str] | None = None) -> Iterator[History]:
    """Child by child what is known of an agency's children; of some of them alone by `subjects`.

    In the order of the pseudonyms, a few hundred children at a time.
    """
    reach = _ReachOfChildren(of)
    wanted = None if subjects is None else set(subjects)
    references: dict[str, list[int]] = defaultdict(list)
    asked = f"WITH reference AS ({_references(of)}) SELECT subject_id, child FROM reference"  # noqa: S608
    for subject_id, child in _asked(asked):
        if wanted is None or child in wanted:
            references[child].append(subject_id)
    names = sorted(references)
    for first in range(0, len(names), _AT_ONCE):
        some = {name: references[name] for name in names[first : first + _AT_ONCE]}
        yield from _some(of, some, reach)


def _some(of: Known, references: Mapping[str, Sequence[int]], reach: _ReachOfChildren) -> Iterator[History]:
    name = {subject_id: child for child, ids in references.items() for subject_id in ids}
    # Rows of these children alone, found by their index: numbers of ours, so they stand in the text.
    these = f"AND t.subject_id IN ({', '.join(map(str, sorted(name)))})"

    def rows(table: str, columns: str) -> list[Any]:
        return _asked(f"SELECT t.subject_id, {columns} FROM {table} t WHERE {_current(of, table)} {these}")  # noqa: S608

    events: dict[str, list[Event]] = defaultdict(list)
    for subject_id, kind, day, code, link in rows("practice_fact", "t.kind, t.day, t.code, t.link"):
        events[name[subject_id]].append(Event(kind, _day(day), code, link))
    spans: dict[str, list[Span]] = defaultdict(list)
    columns = 't.kind, t.start, t."until", t.code, t.number'
    for subject_id, kind, start, until, code, number in rows("practice_span", columns):
        spans[name[subject_id]].append(Span(kind, _day(start), _day(until), code, number))
    born = {subject_id: _day(month) for subject_id, month in rows("practice_description", "t.born_month")}
    lines = reach.of_some(references)
    for child, ids in references.items():
        yield History(
            child=child,
            events=tuple(sorted(events[child], key=_in_order)),
            spans=tuple(sorted(spans[child], key=_in_order)),
            carried=reaching(lines[child], events[child]),
            born_month=born.get(_main(of, child, ids)),
        )


def _main(of: Known, child: str, ids: Sequence[int]) -> int:
    """The reference under which a child is read: of two that mean one child, the one whose pseudonym is shown."""
    if len(ids) == 1:
        return ids[0]
    shown = f"SELECT id FROM identities_subject WHERE agency_id = {of.agency_id} AND shown = %s"  # noqa: S608
    return int(_asked(shown, [child])[0][0])


def _in_order(fact: Event | Span) -> tuple[str, str, str]:
    start, end = (fact.day, None) if isinstance(fact, Event) else (fact.start, fact.until)
    return str(start or ""), fact.kind, f"{end or ''} {fact!r}"


def questions_answered(of: Known, question: str, values: Sequence[Any]) -> list[Any]:
    """The rows of one question to the tables of `ctes` but `carried`; `%s` stands for a value."""
    return _asked(f"{_with(_of_children(of))} {question}", values)


def _asked(question: str, values: Sequence[Any] = ()) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(question, list(values))
        found: list[Any] = cursor.fetchall()
    return found


def _day(number: int | None) -> Any:
    return None if number is None else day_of(number)
