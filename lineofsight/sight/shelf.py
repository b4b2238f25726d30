"""What the engines take from the library: standards with all their editions, calendars, kinds that stand alone."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from lineofsight.library.clock import Calendar
from lineofsight.library.fact import FactKind
from lineofsight.library.shelf import Shelf
from lineofsight.library.standard import Standard
from lineofsight.sight.history import WorkingDays


@dataclass(frozen=True, slots=True)
class InUse:
    """The rules of a shelf. standards: every edition, those of one id together. kinds, sources: their titles.

    written: for some kinds of fact, what people write so that it is known, and in which field of which source.
    """

    standards: tuple[Standard, ...]
    calendars: Mapping[str, WorkingDays]
    alone: frozenset[str]
    kinds: Mapping[str, str]
    sources: Mapping[str, str]
    written: Mapping[str, str]
    # Asked for each thing that is due.
    _by_edition: Mapping[tuple[str, int], Standard] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        first_of_each = {(one.id, one.version): one for one in reversed(self.standards)}
        object.__setattr__(self, "_by_edition", first_of_each)

    def editions(self, id: str) -> tuple[Standard, ...]:
        """Every edition of one standard, oldest first. Raises KeyError for an id that is not there."""
        found = tuple(standard for standard in self.standards if standard.id == id)
        if not found:
            raise KeyError(id)
        return found

    def cited(self, clause: str) -> str:
        """A citation for people: «cppcr-2010 reg 28(5)» with the title of the source in place of its id."""
        id, _, place = clause.partition(" ")
        return f"{self.sources.get(id, id)}{f', {place}' if place else ''}"

    def edition(self, id: str, version: int) -> Standard:
        """One edition of a standard. Raises KeyError when there is none."""
        return self._by_edition[id, version]


def in_use(shelf: Shelf) -> InUse:
    """The rules that stand on a shelf, a partnership's own ones among them."""
    standards = tuple(one for id in sorted(shelf.ids(Standard.FOLDER)) for one in shelf.history(Standard, id))
    calendars = {}
    for id in shelf.ids(Calendar.FOLDER):
        calendar = shelf.newest(Calendar, id)
        first, last = date(calendar.first_year, 1, 1), date(calendar.last_year, 12, 31)
        calendars[id] = WorkingDays(id, first, last, frozenset(calendar.days_off))
    kinds = shelf.all_newest(FactKind)
    titles = {id: source.title for id, source in shelf.sources.items()}
    alone = frozenset(kind.id for kind in kinds if kind.alone)
    written = {kind.id: kind.written for kind in kinds if kind.written}
    return InUse(standards, calendars, alone, {kind.id: kind.title for kind in kinds}, titles, written)
