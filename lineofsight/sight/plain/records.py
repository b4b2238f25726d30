"""One child's facts as at a day: what had happened, what held, what the records reach."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from lineofsight.library.days import months_after
from lineofsight.library.standard import After, Before, Chain, CountedBack, Events, Holds, Standard
from lineofsight.sight.history import Carried, Event, History, Span
from lineofsight.sight.plain.days import first_of_next_month
from lineofsight.sight.undated import DAY_NOT_SAID


@dataclass(frozen=True, slots=True)
class Held:
    """A fact with the days [start, until) on which it held; without its day, with those on which it may have.

    None: no day bounds them. An event holds on its day.
    """

    kind: str
    code: str
    start: date | None = None
    until: date | None = None

    def may_meet(self, start: date | None, until: date | None) -> bool:
        """Whether one of its days may be one of [start, until)."""
        return (self.start is None or until is None or self.start < until) and (
            self.until is None or start is None or start < self.until
        )


@dataclass(frozen=True, slots=True)
class Records:
    """What an engine may know on the day as at which it is asked. Spans and events without a day are told apart."""

    child: str
    as_at: date
    born_month: date | None
    events: Mapping[str, tuple[Event, ...]]
    spans: Mapping[str, tuple[Span, ...]]
    undated: tuple[Held, ...]
    carried: Mapping[str, Carried]
    alone: frozenset[str]

    @classmethod
    def of(cls, history: History, *, as_at: date, alone: frozenset[str]) -> "Records":
        """The facts that existed on a day. Later ones are not seen; a span that ends later is still open."""
        events: dict[str, set[Event]] = defaultdict(set)
        spans: dict[str, set[Span]] = defaultdict(set)
        undated: list[Held] = []
        for event in history.events:
            if event.day is None:
                undated.append(Held(event.kind, event.code))
            elif event.day <= as_at:
                events[event.kind].add(event)
        for span in history.spans:
            if span.start is None or span.start <= as_at:
                is_open = span.until is None or span.until > as_at
                spans[span.kind].add(replace(span, until=None) if is_open else span)
        for kind, some in spans.items():
            without = [span for span in some if span.start is None]
            some.difference_update(without)
            undated += [_bounded(one, some if kind in alone else ()) for one in without]
        return cls(
            child=history.child,
            as_at=as_at,
            born_month=history.born_month,
            events={kind: tuple(sorted(some, key=_event_order)) for kind, some in events.items()},
            spans={kind: tuple(sorted(some, key=_span_order)) for kind, some in spans.items()},
            undated=tuple(one for one in undated if one.code != DAY_NOT_SAID or not events.get(one.kind)),
            carried={one.kind: one for one in history.carried},
            alone=alone,
        )

    def of_events(self, wanted: Events) -> Iterator[Event]:
        """The events of that kind with one of those codes, in order."""
        for event in self.events.get(wanted.event, ()):
            if (not wanted.codes or event.code in wanted.codes) and event.code not in wanted.but_not:
                yield event

    def dated(self, kind: str) -> Iterator[Held]:
        """The facts of a kind that have their day, with the days on which they held."""
        for event in self.events.get(kind, ()):
            if event.day is not None:
                yield Held(kind, event.code, event.day, event.day + timedelta(days=1))
        for span in self.spans.get(kind, ()):
            yield Held(kind, span.code, span.start, span.until)

    def days_of(self, wanted: Events) -> list[date]:
        """The days on which they happened, each once, in order."""
        return sorted({event.day for event in self.of_events(wanted) if event.day is not None})

    def counted_back(self, back: CountedBack | None, day: date) -> date:
        """The day from which something is counted that begins on a day: that of what began it, where it is known."""
        days = self.days_of(back.events) if back else []
        return max((one for one in days if back and day - timedelta(days=back.at_most) <= one <= day), default=day)

    def on(self, kind: str, day: date) -> list[Span]:
        """The spans of a kind that hold on a day."""
        return [span for span in self.spans.get(kind, ()) if holds_on(span, day)]

    def begun(self, kind: str, day: date) -> list[Span]:
        """The spans of a kind that have begun by a day, whether or not they still hold."""
        some = self.spans.get(kind, ())
        return [one for one in some if one.start and one.start <= day and (one.until is None or one.start < one.until)]

    def holds(self, condition: Holds, day: date) -> bool:
        """Whether a condition on spans is true on a day."""
        there = self.begun(condition.span, day) if condition.begun else self.on(condition.span, day)
        if condition.absent:
            return not any(not condition.codes or span.code in condition.codes for span in there)
        come_of_age = self.of_age(condition.until_age)
        return (come_of_age is None or day < come_of_age) and any(
            is_of(span.code, condition.codes, condition.but_not) for span in there
        )

    def of_age(self, years: int | None) -> date | None:
        """The first day after the month in which the child turned so old; None where it has not, or nobody knows."""
        day = self._after_birthday(years)
        return day if day is not None and day <= self.as_at else None

    def will_be_of_age(self, conditions: Iterable[Holds]) -> date | None:
        """The first day still to come on which one of these conditions ends with an age; None where none does."""
        days = [self._after_birthday(one.until_age) for one in conditions]
        return min((day for day in days if day is not None and day > self.as_at), default=None)

    def month_of_age(self, conditions: Iterable[Holds]) -> tuple[date, date] | None:
        """The month in which the first of these conditions ends with an age: its first day, and that of the next."""
        years = min((one.until_age for one in conditions if one.until_age), default=None)
        end = self._after_birthday(years)
        return (months_after(self.born_month, 12 * years), end) if years and end and self.born_month else None

    def _after_birthday(self, years: int | None) -> date | None:
        if years is None or self.born_month is None:
            return None
        return first_of_next_month(months_after(self.born_month, 12 * years))

    def is_missing(self, condition: Holds, day: date) -> bool:
        """Whether a span that is needed is not there on a day; or is, and says nothing of what the rule turns on."""
        turns_on_code = bool(condition.codes or condition.but_not)
        return condition.needed and not any(span.code or not turns_on_code for span in self.on(condition.span, day))

    def in_conflict(self, conditions: Iterable[Holds], day: date) -> str | None:
        """The kind of which two are recorded on a day though a child can have one only; None where there is none."""
        for condition in conditions:
            there = self.on(condition.span, day) if condition.span in self.alone else []
            if len(there) > 1 and (not condition.absent or len({one.code in condition.codes for one in there}) > 1):
                return condition.span
        return None

    def boundaries(self, conditions: Iterable[Holds] = ()) -> list[date]:
        """Every day on which some span begins or no longer holds, or one of these conditions ends with an age."""
        days = {span.start for spans in self.spans.values() for span in spans}
        days |= {s.until for some in self.spans.values() for s in some}
        if any(days):
            days |= {self.of_age(one.until_age) for one in conditions}
        return sorted(day for day in days if day)

    def begins(self, kind: str) -> date | None:
        """The first day from which the records hold a kind; None: since ever. Ask only for a carried kind."""
        return self.carried[kind].start

    def ends(self, kind: str) -> date | None:
        """The last day until which the records hold a kind; None: without an end. Ask only for a carried kind."""
        return self.carried[kind].until


def _bounded(span: Span, others: Iterable[Span]) -> Held:
    """Of a kind of which a child has one at a time it began after the one before it had ended."""
    ended = [one.until for one in others if one.until and (span.until is None or one.until < span.until)]
    return Held(span.kind, span.code, max(ended, default=None), span.until)


def is_of(code: str, codes: tuple[str, ...], but_not: tuple[str, ...]) -> bool:
    """Whether a span's code is one of these and none of those. No code is not known to be another than those."""
    return (not codes or code in codes) and (not but_not or (bool(code) and code not in but_not))


def holds_on(span: Span, day: date) -> bool:
    """Whether a span holds on a day: from its start, and no longer on the day on which it ended."""
    return span.start is not None and span.start <= day and (span.until is None or day < span.until)


def relied_on(standard: Standard) -> list[str]:
    """The kinds of event without which a standard cannot be answered: what answers it, what calls for it."""
    shape = standard.shape
    kinds = [shape.met_by.event]
    if isinstance(shape, After | Before):
        kinds += [shape.event.event] if shape.event else []
        kinds += [shape.start_of.span] if shape.start_of else []
    kinds += [limit.until_first.event for limit in standard.limits if limit.until_first]
    if isinstance(shape, Chain) and shape.carried_as:
        kinds.append(shape.carried_as)
    return list(dict.fromkeys(kinds))


def not_carried(records: Records, standard: Standard) -> str | None:
    """The first kind that a standard relies on and the records do not hold; None when they hold all."""
    return next((kind for kind in relied_on(standard) if kind not in records.carried), None)


def edition_on(editions: Sequence[Standard], day: date) -> Standard | None:
    """The edition in force on a day."""
    return next((edition for edition in editions if edition.in_force_on(day)), None)


def edition_days(editions: Sequence[Standard]) -> list[date]:
    """Every day on which an edition comes into force, or the first on which it no longer is."""
    return [
        day
        for edition in editions
        for day in (edition.from_date, edition.to_date and edition.to_date + timedelta(days=1))
        if day
    ]


def _event_order(event: Event) -> tuple[date, str, str]:
    return (event.day or date.min, event.code, event.link)


def _span_order(span: Span) -> tuple[date, date, str, int]:
    return (span.start or date.min, span.until or date.max, span.code, span.number)
