"""Which children each return names: for whom it speaks, and until when anything could be known of a child."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db import connection

from lineofsight.partnership.queries import today
from lineofsight.records.identities.models import Import, NamedChildren
from lineofsight.records.identities.rules import NAMES_ITS_CHILDREN, RECORDED_HERE, DeliveryState
from lineofsight.records.practice.counts import Seen

Part = tuple[str, date | None]
"""A source, and the day until which its deliveries reach: they are parts of one return, however many there are."""

_FEW = 8
_BROUGHT = (
    ("identities_subject", "id"),
    ("practice_description", "subject_id"),
    ("practice_fact", "subject_id"),
    ("practice_span", "subject_id"),
)


class NamedBy:
    """Which parts name each child. parts: of each delivery that carries something, by its id."""

    def __init__(self, parts: Mapping[int, frozenset[Part]]) -> None:
        self._parts = parts
        self._bits: dict[Part, Seen] | None = None
        self._early: list[int] = []

    def of(self, subjects: Sequence[int]) -> Mapping[int, frozenset[Part]]:
        """The parts that name each of these children."""
        if self._bits is None and len(subjects) <= _FEW:
            found = self._of_few(subjects)
        else:
            bits = self._read() if self._bits is None else self._bits
            found = {one: {part for part, named in bits.items() if one in named} for one in subjects}
        for subject_id, delivery_id in self._brought(subjects):
            source = {part[0] for part in self._parts[delivery_id]}
            found[subject_id] |= {part for early in self._early for part in self._parts[early] if part[0] in source}
        return {one: frozenset(parts) for one, parts in found.items()}

    def _of_few(self, subjects: Sequence[int]) -> dict[int, set[Part]]:
        """The same, of each delivery the one byte in which a child stands: a page of one child asks for no more."""
        found: dict[int, set[Part]] = {one: set() for one in subjects}
        bytes_of = ", ".join(f"substr(children, {one // 8 + 1}, 1)" for one in subjects)
        deliveries = ", ".join(map(str, sorted(self._parts)))
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT delivery_id, {bytes_of} FROM identities_namedchildren"  # noqa: S608
                f" WHERE delivery_id IN ({deliveries})"
            )
            rows = {pk: bytes_ for pk, *bytes_ in cursor.fetchall()}
        for pk, bytes_ in rows.items():
            for one, byte in zip(subjects, bytes_, strict=True):
                if one % 8 in Seen(bytes(byte)):
                    found[one] |= self._parts[pk]
        self._early = [pk for pk in self._parts if pk not in rows]
        return found

    def _read(self) -> dict[Part, Seen]:
        whole: dict[Part, int] = defaultdict(int)
        rows = dict(NamedChildren.objects.filter(delivery_id__in=self._parts).values_list("delivery_id", "children"))
        for delivery_id, parts in self._parts.items():
            for part in parts if delivery_id in rows else ():
                whole[part] |= int.from_bytes(bytes(rows[delivery_id]), "little")
        self._early = [one for one in self._parts if one not in rows]
        self._bits = {part: Seen(bits.to_bytes(bits.bit_length() // 8 + 1, "little")) for part, bits in whole.items()}
        return self._bits

    def _brought(self, subjects: Sequence[int]) -> Iterable[tuple[int, int]]:
        """Of deliveries that do not say whom they name (before 0.2): which of them brought something of each child.

        Whomever one of a source brought, all of that source are taken to name.
        """
        if not self._early or not subjects:
            return []
        these, early = (", ".join(map(str, sorted(numbers))) for numbers in (subjects, self._early))
        asked = " UNION ".join(
            f"SELECT DISTINCT {column}, delivery_id FROM {table} WHERE {column} IN ({these})"  # noqa: S608
            f" AND delivery_id IN ({early})"
            for table, column in _BROUGHT
        )
        with connection.cursor() as cursor:
            cursor.execute(asked)
            found: list[tuple[int, int]] = cursor.fetchall()
        return found


def last_named(*, agency_id: int, number: int, subjects: Iterable[int]) -> dict[int, date]:
    """The day in London on which the last return that speaks of each child came in, of those until a number.

    A list may speak of everybody, and so does a return that does not say whom it names. A child of whom no return
    speaks is left out.
    """
    taken = Import.objects.filter(agency_id=agency_id, state=DeliveryState.TAKEN, number__lte=number)
    returns = taken.exclude(source=RECORDED_HERE).order_by("-number")
    waiting = set(subjects)
    found: dict[int, date] = {}
    # Both from the last on, a few at a time: most often the first says it of all.
    rows = NamedChildren.objects.filter(delivery__in=returns).order_by("-delivery__number")
    named = rows.values_list("delivery_id", "children", "speaks_of_everybody").iterator(chunk_size=_FEW)
    following = next(named, None)
    for pk, source, taken_at in returns.values_list("pk", "source", "taken_at").iterator(chunk_size=_FEW):
        if not waiting:
            break
        these = set(waiting)
        if following is not None and following[0] == pk:
            if source in NAMES_ITS_CHILDREN or not following[2]:
                bits = Seen(bytes(following[1]))
                these = {one for one in waiting if one in bits}
            following = next(named, None)
        found |= dict.fromkeys(these, today(taken_at))
        waiting -= these
    return found
