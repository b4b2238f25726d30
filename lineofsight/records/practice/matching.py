"""Row by row of a return: new, changed or the same as what is known; and at its end, what it no longer holds."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import connection

from lineofsight.library.fact import FactKind
from lineofsight.records.days import day_of
from lineofsight.records.identities.gone import Gone
from lineofsight.records.identities.keys import Keys
from lineofsight.records.identities.models import Import
from lineofsight.records.identities.naming import Naming
from lineofsight.records.identities.rules import RECORDED_HERE, Key, Named
from lineofsight.records.practice.counts import Counts, Seen
from lineofsight.records.practice.overlay import Overlay
from lineofsight.records.practice.rules import ALLOCATION, TakenRow, fault_of, is_within, kind_of, twice
from lineofsight.records.practice.set_aside import SetAside
from lineofsight.records.practice.stored import (
    ALLOCATIONS,
    FACTS,
    SPANS,
    TABLES,
    Latest,
    Table,
    Value,
    Waiting,
    day_of_row,
    filled_in,
    latest,
    row_key,
    store,
    table_of,
    values_of,
)
from lineofsight.records.taken import CarriedKind, RefusedRow, Taken, TakenAllocation, TakenEvent, TakenSpan

_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class _Keyed:
    row: TakenRow
    key: str
    # The same under each earlier key, with that key.
    earlier: tuple[tuple[str, Key], ...]


class Matching:
    """One return against what is known. With a delivery its rows are stored; without one nothing is."""

    def __init__(
        self,
        *,
        agency_id: int,
        keys: Keys,
        kinds: Mapping[str, FactKind],
        sources: Mapping[int, str],
        source: str,
        delivery: Import | None,
        today: date,
    ) -> None:
        self.counts, self.named, self._left_out = Counts(), Seen(), Seen()
        self._taken_back = Seen()
        # Each table counts its rows by itself: the fifth event is not the fifth span.
        self._seen = {table.name: Seen() for table in TABLES}
        self._agency_id, self._keys, self._kinds = agency_id, keys, kinds
        self._sources, self._source, self._delivery = sources, source, delivery
        self._children = Naming(Named.CHILD, agency_id=agency_id, keys=keys)
        self._workers = Naming(Named.WORKER, agency_id=agency_id, keys=keys)
        self._overlay = Overlay()
        self._set_aside = SetAside(Gone(agency_id=agency_id, keys=keys), self._children)
        self._today = today
        # Children who were not known before, while nothing is stored.
        self._strangers: set[str] = set()
        # Of whom, in which kind, something stands in the file that may be any row that is known; "": of anybody.
        self._unread: dict[str, Seen] = {}
        self._unread_of_all: set[str] = set()

    def come_back(self) -> Iterator[Taken]:
        """Once all rows were looked at: those of children whose records were deleted, and who are back."""
        yield from self._set_aside.come_back()
        self.counts.gone_back, self.counts.gone_left_out = self._set_aside.back, self._set_aside.left_out

    def look(self, rows: Iterable[Taken]) -> list[tuple[Table, list[_Keyed], dict[str, Latest]]]:
        """What is known of the rows of a chunk, with what cannot be taken left out. Nothing is written."""
        by_table: dict[str, tuple[Table, list[_Keyed]]] = {}
        refused: dict[str, tuple[Table, list[_Keyed]]] = {}
        for row in self._set_aside.sift(rows):
            if isinstance(row, RefusedRow):
                self.counts.refuse(row)
                continue
            count = self.counts.of(kind_of(row))
            count.read += 1
            fault = fault_of(row, kinds=self._kinds, today=self._today)
            if fault is not None:
                count.refused += 1
                self.counts.refuse(fault)
                table = table_of(row)
                refused.setdefault(table.name, (table, []))[1].append(self._keyed(row))
                self._note_unread(row)
                continue
            table = table_of(row)
            by_table.setdefault(table.name, (table, []))[1].append(self._keyed(row))
        for table, found in refused.values():
            # It is still in the file: what was known of it before stands, though the file says it wrongly now.
            for old in self._known(table, found).values():
                if old.pk:
                    self._seen[table.name].add(old.pk)
        children, workers = _ids(keyed.row for _, found in by_table.values() for keyed in found)
        self._children.look_up(children)
        self._workers.look_up(workers)
        return [(table, found, self._known(table, found)) for table, found in by_table.values()]

    def _note_unread(self, row: TakenRow) -> None:
        """That a row was refused which may be any that is known: of its child, or of anybody where it names none."""
        child = row.child if row.child.strip() else ""
        subject = self._children.look_up({child}).get(child) if child else None
        if not child:
            self._unread_of_all.add(kind_of(row))
        elif subject is not None:
            self._unread.setdefault(kind_of(row), Seen()).add(subject)

    def _keyed(self, row: TakenRow) -> _Keyed:
        earlier = tuple((row_key(row, key), key) for key in self._keys.earlier)
        return _Keyed(row, row_key(row, self._keys.present), earlier)

    def _known(self, table: Table, found: list[_Keyed]) -> dict[str, Latest]:
        keys = [key for one in found for key in (one.key, *(key for key, _ in one.earlier))]
        known = latest(table, self._agency_id, keys)
        return known | self._overlay.latest(keys) if self._delivery is None else known

    def settle(self, looked: list[tuple[Table, list[_Keyed], dict[str, Latest]]]) -> None:
        """Count what became of each row, and store what is new."""
        ids, worker_ids = _ids(keyed.row for _, found, _ in looked for keyed in found)
        before = self._children.look_up(ids)
        self._strangers_of(ids - before.keys())
        if self._delivery is None:
            children, workers = before, self._workers.look_up(worker_ids)
        else:
            children = self._children.add(ids, delivery=self._delivery)
            workers = self._workers.add(worker_ids, delivery=self._delivery)
        for child in ids & children.keys():
            self.named.add(children[child])
        for table, found, known in looked:
            waiting: dict[str, Waiting] = {}
            for keyed in found:
                self._settle_one(table, keyed, known, waiting, children, workers)
            if self._delivery is not None:
                store(table, list(waiting.values()), agency_id=self._agency_id, delivery_id=self._delivery.pk)
            else:
                self._overlay.keep((one.row_key, one.values) for one in waiting.values())

    def _strangers_of(self, ids: set[str]) -> None:
        """Count the children who were not known before, each once: in a preview they stay unknown."""
        fresh = ids - self._strangers
        self.counts.new_children += len(fresh)
        if self._delivery is None:
            self._strangers |= fresh

    def _settle_one(
        self,
        table: Table,
        keyed: _Keyed,
        known: Mapping[str, Latest],
        waiting: dict[str, Waiting],
        children: Mapping[str, int],
        workers: Mapping[str, int],
    ) -> None:
        row, count = keyed.row, self.counts.of(kind_of(keyed.row))
        is_unclear = isinstance(row, TakenEvent | TakenSpan) and row.is_unclear
        said = values_of(row, key=self._keys.present, workers=workers)
        if self._stands_twice(table, keyed.key, known, waiting, said):
            # Nobody knows which is right: the first stands, and nothing of the child's is taken back because of it.
            count.refused += 1
            self.counts.refuse(twice(row))
            self._unread.setdefault(kind_of(row), Seen()).add(children.get(row.child, 0))
            return
        if keyed.key in waiting:
            # Twice in one chunk: the later one stands.
            values = filled_in(table, said, waiting[keyed.key].values, is_unclear=is_unclear)
            if values == waiting[keyed.key].values:
                count.unchanged += 1
            else:
                count.changed += 1
                waiting[keyed.key] = replace(waiting[keyed.key], values=values)
            return
        old, under = self._old(keyed, known)
        if old is not None and old.pk:
            self._seen[table.name].add(old.pk)
        is_there = old is not None and not old.is_withdrawn
        before = old.values if old is not None and is_there else None
        values = filled_in(table, said, before, is_unclear=is_unclear)
        if is_unclear and day_of_row(table, values) is None:
            # It may be any of those that are known of the child: none of them is taken back because of it.
            self._unread.setdefault(kind_of(row), Seen()).add(children.get(row.child, 0))
        # Under an earlier key the words of the source stand for themselves in other letters.
        as_before = values
        if under is not None:
            said = values_of(row, key=under, workers=workers)
            as_before = filled_in(table, said, before, is_unclear=is_unclear)
        if before == as_before and under is None:
            count.unchanged += 1
            return
        if before == as_before:
            count.unchanged += 1
        elif is_unclear and day_of_row(table, values) is None:
            count.without_day += 1
        elif is_there:
            count.changed += 1
        else:
            count.new += 1
        subject_id = children.get(row.child, 0)
        waiting[keyed.key] = Waiting(subject_id, keyed.key, old.pk or None if old else None, values)

    def _stands_twice(
        self,
        table: Table,
        key: str,
        known: Mapping[str, Latest],
        waiting: Mapping[str, Waiting],
        said: tuple[Value, ...],
    ) -> bool:
        """Whether a row of this name stood in the file before, and was on another day."""
        before: Sequence[Value] | None = None
        if key in waiting:
            before = waiting[key].values
        elif (old := known.get(key)) is not None and not old.is_withdrawn:
            own = self._delivery.pk if self._delivery else 0
            before = old.values if old.delivery_id == own or old.pk in self._seen[table.name] else None
        days = {day_of_row(table, values) for values in (before, said) if values is not None} - {None}
        return len(days) > 1

    def _old(self, keyed: _Keyed, known: Mapping[str, Latest]) -> tuple[Latest | None, Key | None]:
        """The latest row under the present key, else under an earlier one, with that key."""
        if keyed.key in known:
            return known[keyed.key], None
        for name, key in keyed.earlier:
            if name in known:
                return known[name], key
        return None, None

    def withdraw(self, carried: Iterable[CarriedKind], *, not_whole: Iterable[str] = ()) -> Iterator[None]:
        """Take back what this return should hold and does not hold any more, a chunk at each step.

        Of a child whom it does not name at all, nothing: it may be a part, or shorter than it should be, and nobody
        must get out of sight because of what came in last. How many of its own source it leaves out is counted.
        Nor anything that may stand in it where nobody could read it (`not_whole`: kinds of which that may be anybody's
        row): only what is truly absent is gone. How many rows stay because of that is counted.
        """
        self._unread_of_all.update(not_whole)
        by_kind = {one.kind: one for one in carried}
        for table in (FACTS, SPANS, ALLOCATIONS):
            last = 0
            while chunk := self._current(table, by_kind, after=last):
                last = chunk[-1][0]
                self._withdraw_those(table, chunk, by_kind)
                yield

    def _current(self, table: Table, by_kind: Mapping[str, CarriedKind], *, after: int) -> list[tuple[Any, ...]]:
        kinds = [kind for kind in sorted(by_kind) if (kind == ALLOCATION) is (table is ALLOCATIONS)]
        if not kinds:
            return []
        of_kinds = "" if table is ALLOCATIONS else f"AND kind IN ({', '.join(['%s'] * len(kinds))})"
        columns = ", ".join(("id", "delivery_id", "subject_id", "row_key", *table.columns))
        own = self._delivery.pk if self._delivery else 0
        query = (
            f"SELECT {columns} FROM {table.name} WHERE agency_id = %s AND id > %s AND delivery_id <> %s"  # noqa: S608
            f" AND NOT is_withdrawn {of_kinds}"
            # What was recorded here by hand is in no return: none takes it back.
            f" AND delivery_id NOT IN (SELECT id FROM identities_import WHERE source = '{RECORDED_HERE}')"
            f" AND NOT EXISTS (SELECT 1 FROM {table.name} later WHERE later.supersedes_id = {table.name}.id)"
            f" ORDER BY id LIMIT {_AT_ONCE}"
        )
        with connection.cursor() as cursor:
            cursor.execute(query, [self._agency_id, after, own, *([] if table is ALLOCATIONS else kinds)])
            return cursor.fetchall()

    def _withdraw_those(self, table: Table, chunk: list[tuple[Any, ...]], by_kind: Mapping[str, CarriedKind]) -> None:
        gone = []
        for pk, delivery_id, subject_id, key, *values in chunk:
            if pk in self._seen[table.name]:
                continue
            facts = dict(zip(table.columns, values, strict=True))
            kind = str(facts.get("kind", ALLOCATION))
            first, last = (facts["day"],) * 2 if table is FACTS else (facts["start"], facts["until"])
            is_own = self._sources.get(delivery_id) == self._source
            if first is None:
                # Nobody knows whether its day lies within: only its own source can take it back.
                is_expected = is_own
            else:
                until = None if last is None else day_of(last)
                is_expected = is_within(by_kind[kind], start=day_of(first), until=until)
            if is_expected and not self._speaks_for(subject_id):
                if is_own:
                    self._leave_out(subject_id)
            elif is_expected and self._may_be_there(kind, subject_id):
                self.counts.of(kind).kept += 1
            elif is_expected:
                self.counts.of(kind).withdrawn += 1
                if subject_id not in self._taken_back:
                    self._taken_back.add(subject_id)
                    self.counts.taken_back_of += 1
                gone.append(Waiting(subject_id, str(key), pk, tuple(values), is_withdrawn=True))
        if self._delivery is not None:
            store(table, gone, agency_id=self._agency_id, delivery_id=self._delivery.pk)

    def _may_be_there(self, kind: str, subject_id: int) -> bool:
        return kind in self._unread_of_all or subject_id in self._unread.get(kind, ())

    def _speaks_for(self, subject_id: int) -> bool:
        return subject_id in self.named

    def _leave_out(self, subject_id: int) -> None:
        if subject_id not in self._left_out:
            self._left_out.add(subject_id)
            self.counts.not_named += 1


def _ids(rows: Iterable[TakenRow]) -> tuple[set[str], set[str]]:
    """The source's ids of the children and of the workers."""
    children, workers = set(), set()
    for row in rows:
        children.add(row.child)
        if isinstance(row, TakenEvent | TakenAllocation) and row.worker.strip():
            workers.add(row.worker)
    return children, workers
