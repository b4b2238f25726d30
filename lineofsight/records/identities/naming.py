"""From a source's ids to the rows of children and workers: found under any key that is held, added where new."""

from collections.abc import Iterable

from django.db import connection

from lineofsight.records.identities.keys import Keys
from lineofsight.records.identities.models import Import, Renamed, Subject, Worker
from lineofsight.records.identities.rules import SHOWN_LETTERS, Named, pseudonym, shown
from lineofsight.trail.refs import in_threes

# Ids of one return that are kept in memory; beyond that they are looked up again.
_REMEMBERED = 200_000


class Naming:
    """The children, or the workers, of one return. The source's ids live here alone, and only while it is read."""

    def __init__(self, named: Named, *, agency_id: int, keys: Keys) -> None:
        self._named, self._agency_id, self._keys = named, agency_id, keys
        self._model: type[Subject] | type[Worker] = Subject if named is Named.CHILD else Worker
        self._known: dict[str, int] = {}
        # By new pseudonym: the rows that were found under an earlier key.
        self._to_rename: dict[str, int] = {}

    def look_up(self, ids: Iterable[str]) -> dict[str, int]:
        """The key of the row of each id that is known. Nothing is written."""
        wanted = {one for one in ids if one}
        if len(self._known) + len(wanted) > _REMEMBERED:
            self._known.clear()
        missing = {one: pseudonym(self._keys.present, self._named, one) for one in wanted - self._known.keys()}
        rows = self._stored(missing.values())
        self._known |= {one: rows[name] for one, name in missing.items() if name in rows}
        for key in self._keys.earlier:
            missing = {one: name for one, name in missing.items() if one not in self._known}
            under = {one: pseudonym(key, self._named, one) for one in missing}
            rows = self._stored(under.values())
            found = {one: rows[name] for one, name in under.items() if name in rows}
            self._known |= found
            self._to_rename |= {missing[one]: pk for one, pk in found.items()}
        return self._known

    def add(self, ids: Iterable[str], *, delivery: Import) -> dict[str, int]:
        """The same, with a row for each id that is new. Whoever came under an earlier key is to get a new pseudonym."""
        wanted = {one for one in ids if one}
        known = self.look_up(wanted)
        if self._to_rename:
            self._rename(self._to_rename, delivery)
            self._to_rename = {}
        missing = wanted - known.keys()
        if missing:
            self._add({one: pseudonym(self._keys.present, self._named, one) for one in missing}, delivery)
        return self._known

    def _stored(self, names: Iterable[str]) -> dict[str, int]:
        rows = self._model.objects.filter(agency_id=self._agency_id, pseudonym__in=list(names))
        return dict(rows.values_list("pseudonym", "pk"))

    def _rename(self, rows: dict[str, int], delivery: Import) -> None:
        field = "subject_id" if self._named is Named.CHILD else "worker_id"
        told = Renamed.objects.filter(delivery=delivery, **{f"{field}__in": list(rows.values())})
        done = set(told.values_list(field, flat=True))
        fresh = {name: pk for name, pk in rows.items() if pk not in done}
        old = self._model.objects.in_bulk(fresh.values())
        Renamed.objects.bulk_create(
            Renamed(
                agency_id=self._agency_id,
                delivery=delivery,
                key_id=self._keys.present.id,
                pseudonym=name,
                shown=short,
                old_shown=old[fresh[name]].shown,
                old_key_id=old[fresh[name]].key_id,
                **{field: fresh[name]},
            )
            for name, short in self._short(fresh).items()
        )

    def _add(self, missing: dict[str, str], delivery: Import) -> None:
        by_name = {name: one for one, name in missing.items()}
        rows = self._model.objects.bulk_create(
            self._model(
                agency_id=self._agency_id,
                delivery=delivery,
                key_id=self._keys.present.id,
                pseudonym=name,
                shown=short,
            )
            for name, short in self._short(by_name).items()
        )
        self._known |= {by_name[row.pseudonym]: row.pk for row in rows}

    def _short(self, names: Iterable[str]) -> dict[str, str]:
        """How people read each: longer for one that would be read as another child of the agency is."""
        candidates = {in_threes(name, letters=letters) for name in names for letters in SHOWN_LETTERS}
        taken: set[str] = set()
        for model in (self._model, Renamed):
            rows = model.objects.filter(agency_id=self._agency_id, shown__in=candidates)
            taken |= set(rows.values_list("shown", flat=True))
        found = {}
        for name in sorted(names):
            found[name] = shown(name, taken=taken)
            taken.add(found[name])
        return found


def rename_all(delivery: Import) -> int:
    """Give everybody who was found under an earlier key the pseudonym of the present one."""
    renamed = 0
    for model, field in ((Subject, "subject"), (Worker, "worker")):
        table, of = model._meta.db_table, f"n.{field}_id = {model._meta.db_table}.id AND n.delivery_id = %s"
        new = {name: f"(SELECT n.{name} FROM {Renamed._meta.db_table} n WHERE {of})" for name in _NAMES}  # noqa: S608
        sets = ", ".join(f"{name} = {value}" for name, value in new.items())
        with connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE {table} SET {sets} WHERE EXISTS (SELECT 1 FROM {Renamed._meta.db_table} n WHERE {of})",  # noqa: S608
                [delivery.pk] * (len(_NAMES) + 1),
            )
            renamed += cursor.rowcount
    return renamed


_NAMES = ("key_id", "pseudonym", "shown")
