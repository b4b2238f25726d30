"""What is known of names that may not be printed: for the gate their hashes, for their agency how many and when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lineofsight.partnership.actor import Actor
from lineofsight.partnership.models import Agency
from lineofsight.partnership.queries import own_agency, today
from lineofsight.publication.gate.names import KnownNames
from lineofsight.publication.models import RegisteredName
from lineofsight.publication.name_keys import key_mark, known_key


def known_names(actor: Actor) -> KnownNames:
    """The registered names of every agency, as the gate looks for them."""
    hashes: dict[str, set[str]] = {}
    keys: dict[str, bytes] = {}
    for agency, row, key in _met(actor):
        keys[agency.name] = key
        hashes.setdefault(agency.name, set()).add(row.sha)
    return KnownNames(keys=keys, hashes={name: frozenset(found) for name, found in hashes.items()})


def _met(actor: Actor) -> Iterator[tuple[Agency, RegisteredName, bytes]]:
    """Every hash whose key is here: those of a lost key are met by no word."""
    keys: dict[int, bytes | None] = {}
    for row in RegisteredName.objects.visible_to(actor).exclude(sha="").select_related("agency").order_by("id"):
        if row.agency_id not in keys:
            keys[row.agency_id] = known_key(row.agency)
        key = keys[row.agency_id]
        if key is not None and key_mark(key) == row.key_mark:
            yield row.agency, row, key


@dataclass(frozen=True)
class NamesKept:
    """How many names an agency has registered, by day, newest first; and how many whose key is lost."""

    by_day: tuple[tuple[date, int], ...]
    lost: int

    @property
    def count(self) -> int:
        """How many are looked for."""
        return sum(number for _, number in self.by_day)


def names_kept(actor: Actor) -> NamesKept:
    """What the page says to an agency about its own names. Never which."""
    own = RegisteredName.objects.visible_to(actor).filter(agency=own_agency(actor)).exclude(sha="")
    met = [row for agency, row, _ in _met(actor) if agency.pk == actor.agency_id]
    days: dict[date, int] = {}
    for row in met:
        day = today(row.recorded_at)
        days[day] = days.get(day, 0) + 1
    return NamesKept(by_day=tuple(sorted(days.items(), reverse=True)), lost=own.count() - len(met))
