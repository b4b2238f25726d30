"""From the episodes of a child looked after to what held when: in care, placement, legal status."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import NamedTuple

from lineofsight.intake.returns import whys
from lineofsight.intake.returns.row_names import RowNames
from lineofsight.intake.returns.whys import Why
from lineofsight.records.taken import RefusedRow, TakenSpan

GOES_ON = "X1"
"""The reason for ending by which another episode begins on the day."""

BEGINS_CARE = "S"
_NEW_PLACEMENT = frozenset("SPTBU")
_LATEST = date.max


class Episode(NamedTuple):
    """One row. decom and dec: its first day and the day on which it ended, None where nothing stands.

    is_dated: false where its days are unclear or stand in the wrong order; then decom is None, and dec too unless it
    alone can be read.
    """

    child: str
    decom: date | None
    dec: date | None
    rne: str
    legal: str
    place: str
    rec: str
    is_dated: bool
    file: str
    line: int

    def refused(self, field: str, why: Why) -> RefusedRow:
        """A field of this row that is not taken."""
        return RefusedRow(self.file, self.line, field, why.reason, why.cure)

    @property
    def said(self) -> tuple[object, ...]:
        """What the row says, without where it stands. A row without days says only what it says on its line."""
        return self[:8] if self.is_dated else self


@dataclass(frozen=True, slots=True)
class _Held:
    """What held so far, and since when; care since nobody knows when, where an episode without its day began it."""

    care: date | None
    placement: date
    legal: date


def in_order(episodes: list[Episode]) -> Iterator[Sequence[Episode]]:
    """The episodes of one child after the other, each from the earliest to the latest, whatever the file's order."""
    episodes.sort(key=lambda one: (one.child, one.decom or _LATEST, one.dec or _LATEST, *one[3:]))
    for _, some in groupby(episodes, key=lambda one: one.child):
        yield list(some)


def spans_of(episodes: Sequence[Episode]) -> Iterator[TakenSpan | RefusedRow]:
    """What held for one child, from its episodes in order.

    Care goes on where an episode begins on the day on which the last one ended. A placement goes on as well where only
    the legal status changed, a legal status where it stays the same. Episodes that overlap become spans that overlap:
    which of them is wrong nobody can tell from here. But where both say that care went on, it did: a first review is
    not due anew because a day is wrong, or because the episode between has no first day.
    """
    rows = RowNames()
    last: tuple[Episode, _Held] | None = None
    between = _between(episodes)
    for number, episode in enumerate(episodes):
        start = episode.decom
        if number and episode.said == episodes[number - 1].said:
            yield episode.refused("", whys.STANDS_TWICE)
        elif start is None or not episode.is_dated:
            yield from _undated(episode, episode.dec not in between, rows)
        elif last and last[0].dec == start:
            before, held = last
            if _is_end_of_care(before) != (episode.rne == BEGINS_CARE):
                yield episode.refused("RNE", whys.BEGINS_ANEW)
            yield from _ended(before, episode, held, rows)
            last = (episode, _goes_on(before, episode, held, start))
        else:
            since: date | None = start
            is_after_one_undated = start in between and episode.rne != BEGINS_CARE
            if last and (_is_same_care(last[0], episode) or (is_after_one_undated and last[0].rec == GOES_ON)):
                yield from _ended_alone(last[0], episode, last[1], rows)
                since = last[1].care
            elif last:
                yield from _ended(last[0], None, last[1], rows)
            if is_after_one_undated and since == start:
                since = None
            last = (episode, _Held(since, start, start))
    if last:
        yield from _ended(last[0], None, last[1], rows)


def _between(episodes: Sequence[Episode]) -> frozenset[date]:
    """The days on which an episode ended whose first day is missing, where another one of the same care follows."""
    ends = {one.dec for one in episodes if one.decom is None and one.dec and one.rec == GOES_ON}
    return frozenset(one.decom for one in episodes if one.decom in ends and one.decom and one.rne != BEGINS_CARE)


def _undated(episode: Episode, is_last: bool, rows: RowNames) -> Iterator[TakenSpan]:
    """What held until its end, since nobody knows when. Its care is told with the episode that follows, if one does."""
    if is_last:
        until = episode.dec if _is_end_of_care(episode) else None
        yield _span(episode.child, "care", None, until, "", rows)
    yield _span(episode.child, "placement", None, episode.dec, episode.place, rows)
    yield _span(episode.child, "legal", None, episode.dec, episode.legal, rows)


def _ended(before: Episode, after: Episode | None, held: _Held, rows: RowNames) -> Iterator[TakenSpan | RefusedRow]:
    """The spans that ended with an episode, given the one that follows on the same day, if any."""
    if after is None and before.rec == GOES_ON and before.dec is not None:
        yield before.refused("REC", whys.NOBODY_FOLLOWS)
    if after is None or _is_new_care(before, after):
        yield _span(before.child, "care", held.care, before.dec, "", rows)
    if after is None or _is_new_placement(before, after):
        yield _span(before.child, "placement", held.placement, before.dec, before.place, rows)
    if after is None or _is_new_legal(before, after):
        yield _span(before.child, "legal", held.legal, before.dec, before.legal, rows)


def _is_same_care(before: Episode, after: Episode) -> bool:
    """Whether two rows that overlap say that care went on. One that lies within the other is left as it stands.

    Where neither ended, and the later one says that a child in care moved, the end of the first is missing.
    """
    if before.dec is None and after.dec is None and not before.rec:
        return after.rne != BEGINS_CARE
    if before.dec is None or after.decom is None or after.decom > before.dec:
        return False
    is_last = after.dec is None or after.dec >= before.dec
    return before.rec == GOES_ON and after.rne != BEGINS_CARE and is_last


def _ended_alone(before: Episode, after: Episode, held: _Held, rows: RowNames) -> Iterator[TakenSpan | RefusedRow]:
    """The placement and the legal status that ended while care went on, on another day than the next ones began.

    Without its end nobody knows until when they held: they go on beside the next ones, and the conflict is seen.
    """
    yield before.refused(*(("REC", whys.NOBODY_FOLLOWS) if before.dec else ("DEC", whys.NO_END)))
    yield _span(before.child, "placement", held.placement, before.dec, before.place, rows)
    yield _span(before.child, "legal", held.legal, before.dec, before.legal, rows)


def _goes_on(before: Episode, episode: Episode, held: _Held, start: date) -> _Held:
    """What holds since when, once an episode follows on another on the day `start`."""
    if _is_new_care(before, episode):
        held = replace(held, care=start)
    if _is_new_placement(before, episode):
        held = replace(held, placement=start)
    if _is_new_legal(before, episode):
        held = replace(held, legal=start)
    return held


def _is_new_care(before: Episode, after: Episode) -> bool:
    return _is_end_of_care(before) and after.rne == BEGINS_CARE


def _is_end_of_care(episode: Episode) -> bool:
    return episode.rec not in ("", GOES_ON)


def _is_new_placement(before: Episode, after: Episode) -> bool:
    return after.rne in _NEW_PLACEMENT or before.place != after.place


def _is_new_legal(before: Episode, after: Episode) -> bool:
    return before.legal != after.legal or _is_new_care(before, after)


def _span(child: str, kind: str, start: date | None, until: date | None, code: str, rows: RowNames) -> TakenSpan:
    return TakenSpan(child, kind, start, until, code, row=rows.name(kind, start))
