"""What a fact without its day can touch: nothing else of a child is taken away because one day cannot be read.

Settled in docs/decisions/0158-what-a-day-that-is-missing-can-change.md, of spans in
docs/decisions/0163-a-span-without-a-day-takes-its-own-days.md. Both engines read it here.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum

from lineofsight.library.clock import Counted
from lineofsight.library.standard import After, Before, Chain, Events, Grid, Holds, Month, Shape, Standard
from lineofsight.library.standard_examples import Status


class Touches(StrEnum):
    """What a standard can still say of a child when such a fact has no day."""

    ALL = "all"  # nothing: any day of it may be another
    ITS_DAYS = "its days"  # all but what turns on the days on which it may have held
    ONE_MORE = "one more"  # all that it says; one more is asked, nobody knows when
    IN_TIME = "in time"  # all but what was not done in time: this may have been it
    ONE_MORE_IN_TIME = "one more, in time"
    COUNT = "count"  # all but what is counted from the start: this may have begun it before


SILENCES = frozenset({Touches.ALL, Touches.ITS_DAYS})
"""Where what turns on its days is not told."""

TELLS = frozenset({*SILENCES, Touches.ONE_MORE, Touches.ONE_MORE_IN_TIME})
"""Where one row of its own says that a day is missing."""

DOUBTS = frozenset({Touches.IN_TIME, Touches.ONE_MORE_IN_TIME})
"""Where what was not done in time may have been."""

DAY_NOT_SAID = "day-not-said"
"""The code of an event of which a source says that it was there, and never when. One with its day stands for it."""

NEVER_DONE = frozenset({Status.MISSED, Status.OVERDUE})


@dataclass(frozen=True, slots=True)
class RestsOn:
    """A kind of fact on which a standard rests, with the codes that matter and those that do not.

    must_be: whether there must be such a fact for it to ask at all. asks_itself: whether it is asked because of this
    fact alone, whatever else there is. lengthens: the days before and after its own on
    which it matters too, because it goes on from what held before, or what held after goes on from it.
    """

    kind: str
    codes: tuple[str, ...]
    but_not: tuple[str, ...]
    touches: Touches
    must_be: bool = False
    asks_itself: bool = False
    lengthens: tuple[int, int] = (0, 0)

    def may_be(self, code: str) -> bool:
        """Whether a fact with such a code may be one of these."""
        return not code or ((not self.codes or code in self.codes) and code not in self.but_not)


def rests_on(standard: Standard) -> tuple[RestsOn, ...]:
    """All that a standard rests on, in the order in which it is told."""
    return tuple(_rests_on(standard))


def _rests_on(standard: Standard) -> Iterator[RestsOn]:
    shape = standard.shape
    # Where the first is asked of nobody, one that nobody can see may be it.
    asks_later = any(limit.from_number for limit in standard.limits)
    yield _of(shape.met_by, Touches.ONE_MORE_IN_TIME if asks_later else Touches.IN_TIME)
    if isinstance(shape, After | Before):
        is_before = isinstance(shape, Before)
        # One call closes the call before it; a span is closed by its own end alone.
        if shape.event is not None:
            yield _of(shape.event, Touches.ALL if is_before else Touches.ONE_MORE_IN_TIME, must_be=True)
        if shape.start_of is not None:
            yield _of(shape.start_of, Touches.ALL if is_before else Touches.ONE_MORE, must_be=True)
    if isinstance(shape, After):
        # What takes the question away: what was done in time was done all the same.
        for ends in (*shape.unless, *shape.unless_in_time):
            yield _of(ends, Touches.IN_TIME)
        if shape.lengthened_by:
            yield RestsOn(shape.lengthened_by, (), (), Touches.IN_TIME)
    for limit in standard.limits:
        if limit.until_first is not None:
            yield _of(limit.until_first, Touches.IN_TIME)
    # Where a call or a month is asked about and no more, one more span asks once more and takes nothing away.
    one_more = isinstance(shape, After | Before | Month)
    for one in shape.holds:
        is_plain = not (one.absent or one.needed)
        is_there = is_plain or bool(one.needed_while)
        touches = Touches.ONE_MORE if one_more and is_plain else Touches.ITS_DAYS
        yield replace(_of(one, touches, must_be=is_there), lengthens=_lengthens(shape, one.span))
        # What makes it needed can ask for it once more.
        wanted = (_of(other, Touches.ONE_MORE) for other in one.needed_while or () if not other.absent)
        yield from (replace(other, asks_itself=True) for other in wanted)
    for condition in dict.fromkeys(one for limit in standard.limits for one in limit.when):
        if not any(one.span == condition.span and not one.absent for one in shape.holds):
            yield replace(_of(condition, Touches.ITS_DAYS), lengthens=_lengthens(shape, condition.span))
    if isinstance(shape, Chain | After) and shape.counted_back is not None:
        yield _of(shape.counted_back.events, Touches.COUNT)
    if isinstance(shape, Chain) and shape.tightened_by:
        yield RestsOn(shape.tightened_by, (), (), Touches.ITS_DAYS, lengthens=_lengthens(shape, shape.tightened_by))


class EndsAt(IntEnum):
    """Up to when what is told turns on what held: until it was done, on the day of the call, to the window's end."""

    DONE = 0
    CALL = 1
    WINDOW = 2


@dataclass(frozen=True, slots=True)
class Days:
    """Of what days a row of a standard turns on what held.

    from_since: from the start of its run, and not only from the day it is counted from.
    """

    from_since: bool
    ends_at: EndsAt


def turns_on(standard: Standard) -> Days:
    """The days on which a row of such a standard turns."""
    shape = standard.shape
    if isinstance(shape, After | Before):
        return Days(True, EndsAt.CALL)
    if isinstance(shape, Month):
        return Days(False, EndsAt.WINDOW)
    if isinstance(shape, Grid):
        return Days(True, EndsAt.WINDOW)
    return Days(not shape.counted_from, EndsAt.DONE)


def _lengthens(shape: Shape, kind: str) -> tuple[int, int]:
    """A run is one with what meets it. What has a count of its own changes no other; what has none lets one go on."""
    if isinstance(shape, Grid) or (isinstance(shape, Chain) and not shape.counted_from):
        return (1, 1)
    return (int(isinstance(shape, Chain) and kind not in shape.counted_from), 0)


def _of(one: Events | Holds, touches: Touches, *, must_be: bool = False) -> RestsOn:
    kind = one.event if isinstance(one, Events) else one.span
    return RestsOn(kind, one.codes, one.but_not, touches, must_be)


def longest(editions: tuple[Standard, ...]) -> int:
    """In days, and rather too many, the longest time that any limit of a chain gives; nought for other shapes.

    One more visit can stretch the time until the next by this much and no further: what is later than that by more
    stays late whatever the day was.
    """
    if not isinstance(editions[-1].shape, Chain):
        return 0
    terms = [term for one in editions for limit in one.limits for term in (limit, limit.unsure) if term]
    return max(_in_days(term.within, term.counted_in) for term in terms)


def _in_days(within: int, counted_in: Counted) -> int:
    if counted_in is Counted.WORKING_DAYS:
        return 2 * within + 14
    return 31 * within if counted_in is Counted.MONTHS else within


def is_in_doubt(status: Status, *, days_late: int, stretched: int) -> bool:
    """Whether a verdict may be another. stretched: by how many days the time may have been longer; 0: nobody knows."""
    return status in NEVER_DONE or (status is Status.LATE and (not stretched or days_late <= stretched))
