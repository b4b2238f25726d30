"""What another time, or a further day off, would change: the rules with it, and the difference. Nothing is written."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from lineofsight.library.clock import Counted
from lineofsight.library.standard import Limit, Standard
from lineofsight.library.standard_examples import Status
from lineofsight.sight.obligation import Obligation
from lineofsight.sight.shelf import InUse

LARGEST = 1000
_IN_TIME = (Status.MET, Status.DUE)
_NOT_IN_TIME = (Status.LATE, Status.MISSED, Status.OVERDUE)


class CannotAsk(Exception):
    """This cannot be changed. The sentence says why, and what to ask instead."""


@dataclass(frozen=True, slots=True)
class Time:
    """A time of a standard that can be changed. place: which limit, from 0; words: what people read of it."""

    standard: str
    place: int
    title: str
    words: str
    number: int
    counted_in: str

    @property
    def id(self) -> str:
        """How a form and a command name it: «cla-visit:1» is the first limit."""
        return f"{self.standard}:{self.place + 1}"


def times(rules: InUse) -> tuple[Time, ...]:
    """Every time that can be changed: of the newest edition of each standard, the most serious first."""
    newest = {one.id: one for one in rules.standards}
    found = [one for standard in newest.values() for one in _times(standard)]
    order = {one.id: one.order for one in newest.values()}
    return tuple(sorted(found, key=lambda one: (order[one.standard], one.standard, one.place)))


def _times(standard: Standard) -> Iterator[Time]:
    for place, limit in enumerate(standard.limits):
        yield Time(standard.id, place, standard.title, limit.words, limit.within, limit.counted_in.value)
    if standard.grid:
        every = standard.grid.every
        yield Time(standard.id, 0, standard.title, standard.grid.words, every, Counted.DAYS.value)
    if standard.before:
        told = standard.before
        yield Time(standard.id, 0, standard.title, told.words, told.at_least, told.counted_in.value)


def time_named(rules: InUse, id: str) -> Time:
    """The time that is meant: «cla-visit:1» the first limit of it, «cla-visit» its last, which holds for most.

    Raises CannotAsk.
    """
    standard, _, place = id.partition(":")
    of = [one for one in times(rules) if one.standard == standard]
    if not of:
        raise CannotAsk(f"«{standard}» is no standard with a time that can be changed. sight --list shows them.")
    if not place:
        return of[-1]
    found = next((one for one in of if one.id == id), None)
    if found is None:
        raise CannotAsk(f"{standard} has {len(of)} times: write {standard}:1 to {standard}:{len(of)}.")
    return found


def with_time(rules: InUse, which: Time, number: int) -> InUse:
    """The rules with another number for one time, counted as before. Raises CannotAsk."""
    if not 1 <= number <= LARGEST:
        raise CannotAsk(f"The new time is a whole number from 1 to {LARGEST}. You entered {number}.")
    last = max(one.version for one in rules.standards if one.id == which.standard)
    changed = (
        _with_number(one, which.place, number) if (one.id, one.version) == (which.standard, last) else one
        for one in rules.standards
    )
    return replace(rules, standards=tuple(changed))


def _with_number(standard: Standard, place: int, number: int) -> Standard:
    if standard.grid:
        return standard.model_copy(update={"grid": standard.grid.model_copy(update={"every": number})})
    if standard.before:
        return standard.model_copy(update={"before": standard.before.model_copy(update={"at_least": number})})
    limits = tuple(_limit(one, number) if at == place else one for at, one in enumerate(standard.limits))
    name = standard.shape_name.value
    return standard.model_copy(update={name: standard.shape.model_copy(update={"limits": limits})})


def _limit(limit: Limit, number: int) -> Limit:
    return limit.model_copy(update={"within": number})


def with_day_off(rules: InUse, day: date) -> InUse:
    """The rules with one more day on which nobody works, in every calendar."""
    with_it = {id: replace(one, days_off=one.days_off | {day}) for id, one in rules.calendars.items()}
    return replace(rules, calendars=with_it)


def touched(rules: InUse, *, which: Time | None, day_off: date | None) -> frozenset[str]:
    """The standards that can come out differently."""
    by_calendar = {one.id for one in rules.standards if one.calendar} if day_off else set()
    return frozenset(by_calendar | ({which.standard} if which else set()))


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that was due, as it is and as it would be. None: it would not be asked, or is not asked now."""

    now: Obligation | None
    then: Obligation | None

    @property
    def one(self) -> Obligation:
        """Either of the two, for whose it is and by which rule."""
        found = self.then or self.now
        assert found is not None, "a difference has at least one side"
        return found

    @property
    def becomes_late(self) -> bool:
        """In time now, and then no longer."""
        return _is(self.now, _IN_TIME, if_none=True) and _is(self.then, _NOT_IN_TIME)

    @property
    def comes_into_time(self) -> bool:
        """Not in time now, and then it would be."""
        return _is(self.now, _NOT_IN_TIME) and _is(self.then, _IN_TIME, if_none=True)


def _is(one: Obligation | None, statuses: tuple[Status, ...], *, if_none: bool = False) -> bool:
    return if_none if one is None else one.status in statuses


def differences(now: Iterable[Obligation], then: Iterable[Obligation]) -> tuple[Difference, ...]:
    """What comes out differently, in the order of the obligations: the same child, rule and day it is counted from."""
    before, after = _by_what(now), _by_what(then)
    found = (Difference(before.get(key), after.get(key)) for key in sorted({*before, *after}, key=_order))
    return tuple(one for one in found if _state(one.now) != _state(one.then))


_Key = tuple[str, str, date | None, date | None, date | None]


def _by_what(found: Iterable[Obligation]) -> dict[_Key, Obligation]:
    # A window of a grid or a month has no day of its own but the one on which it is due.
    counted: dict[_Key, Obligation] = {}
    for one in found:
        key: _Key = (one.child, one.standard, one.since, one.counted_from, None)
        counted[key if key not in counted else (*key[:4], one.due)] = one
    return counted


def _order(key: _Key) -> tuple[str, ...]:
    return tuple(str(part or "") for part in key)


def _state(one: Obligation | None) -> tuple[object, ...] | None:
    return None if one is None else (one.status, one.due, one.days_late)
