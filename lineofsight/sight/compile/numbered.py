"""Standards as small tables: each standard, edition, limit, rule and list of events with a number of its own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby, pairwise

from lineofsight.library.clock import Counted
from lineofsight.library.standard import (
    After,
    Before,
    Chain,
    Events,
    Holds,
    Limit,
    Shape,
    Standard,
    needed_with,
    without_age,
)
from lineofsight.sight.compile.masks import (
    AgeUnknown,
    OfAge,
    Rule,
    Seen,
    SpanTest,
    SpentTest,
    Tests,
    TurningTest,
    YoungTest,
)
from lineofsight.sight.compile.text import ANY, FOREVER, Value
from lineofsight.sight.undated import DOUBTS, SILENCES, TELLS, Touches, longest, rests_on, turns_on

EPOCH = date(1970, 1, 1)
COUNTED = {Counted.DAYS: 0, Counted.MONTHS: 1, Counted.WORKING_DAYS: 2}
RUN, MISSING, CALL, AGED = 0, 1, 2, 3
"""What a rule is for: where a standard asks, where a span that is needed does not exist, whether a call counts, where
a span has outlasted an age.
"""

Row = tuple[Value, ...]


def number_of(day: date) -> int:
    """A day as its number since 1 January 1970."""
    return (day - EPOCH).days


@dataclass(frozen=True, slots=True)
class Numbered:
    """One standard with its number, its editions and the windows of days on which each of them is in force."""

    s: int
    editions: tuple[Standard, ...]
    windows: tuple[tuple[int, int, Standard], ...]

    @property
    def newest(self) -> Standard:
        """The edition that says what is asked; the others only give their days' limits."""
        return self.editions[-1]

    @property
    def shape(self) -> Shape:
        """What the newest edition asks."""
        return self.newest.shape

    @property
    def most(self) -> int:
        """The highest number of an event that a limit names."""
        limits = [limit for one in self.editions for limit in one.limits]
        return max((limit.number or limit.from_number or 0 for limit in limits), default=0)

    @property
    def has_unsure(self) -> bool:
        """Whether two limits may hold on some day."""
        return any(limit.unsure for one in self.editions for limit in one.limits)

    @property
    def relied_on(self) -> list[str]:
        """The kinds without which it cannot be answered: what answers it, what calls for it, what ends a limit."""
        kinds = [it.event if isinstance(it, Events) else it.span for it in self.answers]
        if isinstance(self.shape, Chain) and self.shape.carried_as:
            kinds.append(self.shape.carried_as)
        return list(dict.fromkeys(kinds))

    @property
    def answers(self) -> list[Events | Holds]:
        """What answers it, what calls for it and what ends a limit."""
        shape = self.shape
        found: list[Events | Holds] = [shape.met_by]
        if isinstance(shape, After | Before):
            found += [one for one in (shape.event, shape.start_of) if one]
        return found + [limit.until_first for limit in self.newest.limits if limit.until_first]

    @property
    def uses_working_days(self) -> bool:
        """Whether some limit is counted in working days."""
        limits = [limit for one in self.editions for limit in one.limits]
        counted = {limit.counted_in for limit in limits} | {limit.unsure.counted_in for limit in limits if limit.unsure}
        return Counted.WORKING_DAYS in counted


def numbered(standards: Sequence[Standard]) -> tuple[Numbered, ...]:
    """The standards in the order of their ids; the editions of one id stand together, oldest first."""
    in_order = sorted(standards, key=lambda one: one.id)
    return tuple(
        Numbered(s, found, tuple(_windows(found)))
        for s, found in enumerate(tuple(some) for _, some in groupby(in_order, key=lambda one: one.id))
    )


def _windows(editions: Sequence[Standard]) -> Iterator[tuple[int, int, Standard]]:
    """From which day until which each edition is in force; where two are, the first of the list counts."""
    ends = [one.to_date + timedelta(days=1) for one in editions if one.to_date]
    days = sorted({one.from_date for one in editions} | set(ends))
    for start, until in pairwise([*map(number_of, days), FOREVER]):
        found = next((one for one in editions if one.in_force_on(EPOCH + timedelta(days=start))), None)
        if found is not None:
            yield start, until, found


@dataclass(slots=True)
class Vocabulary:
    """The rows of every small table, gathered from the standards."""

    standards: tuple[Numbered, ...]
    alone: frozenset[str]
    tests: Tests = field(default_factory=Tests)
    events: dict[Events, int] = field(default_factory=dict)
    windows: list[Row] = field(default_factory=list)
    of_window: list[Standard] = field(default_factory=list)
    limits: list[tuple[Row, Rule]] = field(default_factory=list)
    rules: list[tuple[Row, Rule]] = field(default_factory=list)
    clashes: list[tuple[Row, Rule]] = field(default_factory=list)
    rests_on: list[Row] = field(default_factory=list)
    turns_on: list[Row] = field(default_factory=list)
    rests_on_codes: list[Row] = field(default_factory=list)
    not_on_codes: list[Row] = field(default_factory=list)
    anew: list[Row] = field(default_factory=list)
    starts_from_nothing: bool = False

    def __post_init__(self) -> None:
        for one in self.standards:
            self._add_rules(one)
            self._add_limits(one)
            self._add_kinds(one)
            if isinstance(one.shape, Chain) and one.shape.counted_anew:
                self.anew.append((one.s, self.tests.number(self.tests.of_span(one.shape.counted_anew))))
            if self.own_kind(one):
                self.tests.number(SpanTest(self.own_kind(one)))
            for edition in one.editions:
                self._add_events(edition.shape)

    def own_kind(self, one: Numbered) -> str:
        """The kind of span that gives the child's own interval; empty where there is none."""
        return (one.shape.tightened_by or "") if isinstance(one.shape, Chain) else ""

    def looked_at(self, s: int) -> frozenset[int]:
        """The tests on which the limits of a standard turn: where none of them changes, nothing does."""
        own = self.own_kind(self.standards[s])
        found = frozenset({self.tests.number(SpanTest(own))}) if own else frozenset()
        return found.union(*(rule.need | rule.forbid for row, rule in self.limits if row[1] == s))

    def of(self, shape: type[Shape]) -> list[Numbered]:
        """The standards of a shape."""
        return [one for one in self.standards if isinstance(one.shape, shape)]

    def event(self, wanted: Events) -> int:
        """The number of a list of events."""
        wanted = Events(event=wanted.event, codes=tuple(sorted(wanted.codes)), but_not=tuple(sorted(wanted.but_not)))
        return self.events.setdefault(wanted, len(self.events))

    @property
    def span_kinds(self) -> set[str]:
        """Every kind of span that some standard looks at."""
        kinds = {test.kind for test in self.tests.numbers if isinstance(test, SpanTest)}
        kinds |= {test.since for test in self.tests.numbers if isinstance(test, SpentTest)}
        for one in self.standards:
            shape = one.shape
            if isinstance(shape, Chain):
                kinds |= {*shape.counted_from, *([shape.tightened_by] if shape.tightened_by else [])}
            elif isinstance(shape, After | Before) and shape.start_of:
                kinds.add(shape.start_of.span)
            if isinstance(shape, After) and shape.lengthened_by:
                kinds.add(shape.lengthened_by)
        return kinds

    def counted_back(self, shape: type[Shape]) -> list[Row]:
        """The standards of a shape that are counted from what lies shortly before: the events, and how long."""
        found = [(one.s, one.shape.counted_back) for one in self.of(shape) if isinstance(one.shape, Chain | After)]
        return [(s, self.event(back.events), back.at_most) for s, back in found if back is not None]

    def wanted(self) -> tuple[list[Row], list[Row]]:
        """Which kind and code belongs to which list of events, and which code takes an event out of it."""
        rows: list[Row] = [(e, one.event, code) for one, e in self.events.items() for code in one.codes or (ANY,)]
        return rows, [(e, code) for one, e in self.events.items() for code in one.but_not]

    def _rule(self, one: Numbered, use: int, kind: str, rule: Rule, *, is_run: bool = False) -> None:
        self.rules.append(((len(self.rules), one.s, use, int(is_run), kind), rule))

    def _add_rules(self, one: Numbered) -> None:
        shape = one.shape
        if isinstance(shape, After | Before):
            for kind, rule in self._of_calls(shape.holds):
                self._rule(one, CALL, kind, rule)
        else:
            main = self._all(shape.holds)
            is_run = not (isinstance(shape, Chain) and shape.counted_from)
            self._rule(one, RUN, "", main, is_run=is_run)
            self.starts_from_nothing |= not main.need
            for needed in (condition for condition in shape.holds if condition.needed):
                rest = self._all(needed_with(needed, shape.holds))
                rest = rest if rest.need else rest | self.tests.needs(Seen())
                self._rule(one, MISSING, needed.span, rest | self.tests.is_missing(needed), is_run=True)
            for aged in (condition for condition in shape.holds if condition.until_age):
                rest = self._all(without_age(shape.holds)) | self.tests.needs(OfAge(aged.until_age or 0))
                self._rule(one, AGED, aged.span, rest, is_run=True)
        for place, condition in enumerate(shape.holds):
            clash = self._clash(condition) if condition.span in self.alone else None
            if clash is not None:
                self.clashes.append(((one.s, place, condition.span), clash))

    def _clash(self, condition: Holds) -> Rule | None:
        """Two hold at once; where none may, one of them has such a code and another has not."""
        codes = tuple(sorted(condition.codes))
        if not condition.absent:
            return self.tests.needs(SpanTest(condition.span, least=2))
        if not codes:
            return None
        return self.tests.needs(SpanTest(condition.span, codes)) | self.tests.needs(
            SpanTest(condition.span, but_not=codes)
        )

    def _of_calls(self, holds: Sequence[Holds]) -> Iterator[tuple[str, Rule]]:
        """All hold; or each of some that are needed does not exist at all, and the first of these is told."""
        found: list[tuple[str, Rule]] = [("", Rule())]
        for one in holds:
            true = [(kind, rule | self.tests.holds(one)) for kind, rule in found]
            missing = (
                [(kind or one.span, rule | self.tests.is_missing(one)) for kind, rule in found] if one.needed else []
            )
            found = true + missing
        yield from found

    def _all(self, holds: Sequence[Holds]) -> Rule:
        rule = Rule()
        for one in holds:
            rule |= self.tests.holds(one)
        return rule

    def _add_limits(self, one: Numbered) -> None:
        for start, until, edition in one.windows:
            v = len(self.windows)
            self.windows.append((v, one.s, start, until, edition.version))
            self.of_window.append(edition)
            for index, limit in enumerate(edition.limits):
                rule = self._all(limit.when)
                if limit.until_first is not None and limit.since is not None:
                    self.event(limit.until_first)
                    rule |= self.tests.forbids(SpentTest(limit.until_first, limit.since, limit.held_by or 0))
                if limit.turning:
                    rule |= self.tests.needs(TurningTest(limit.turning))
                young = limit.younger_than
                self._limit(one, v, edition, index, rule | self.tests.needs(YoungTest(young)) if young else rule)
                if young:
                    self._limit(one, v, edition, index, rule | self.tests.needs(AgeUnknown()), age=1)

    def _limit(self, one: Numbered, v: int, edition: Standard, index: int, rule: Rule, *, age: int = 0) -> None:
        limit: Limit = edition.limits[index]
        longest = limit.unsure or limit
        row: Row = (
            *(
                len(self.limits),
                one.s,
                v,
                edition.version,
                index,
                limit.number or 0,
                limit.from_number or 0,
                limit.for_months or 0,
                age,
            ),
            *(limit.within, COUNTED[limit.counted_in], longest.within, COUNTED[longest.counted_in]),
            *(int(limit.unsure is not None), edition.calendar or ""),
        )
        self.limits.append((row, rule))

    def _add_kinds(self, one: Numbered) -> None:
        """What it rests on; must_be: what must be there for it to ask at all."""
        first, stretch, days = number_of(one.editions[0].from_date), longest(one.editions), turns_on(one.newest)
        self.turns_on.append((one.s, int(days.from_since), int(days.ends_at)))
        for place, it in enumerate(rests_on(one.newest)):
            is_all, silences = it.touches is Touches.ALL, it.touches in SILENCES
            does = (is_all, silences, it.touches in TELLS, it.touches in DOUBTS)
            self.rests_on.append(
                (
                    one.s,
                    place,
                    it.kind,
                    first,
                    int(it.must_be),
                    int(it.asks_itself),
                    *map(int, does),
                    int(it.touches is Touches.COUNT),
                    stretch,
                    *it.lengthens,
                )
            )
            self.rests_on_codes += [(one.s, place, code) for code in it.codes or (ANY,)]
            self.not_on_codes += [(one.s, place, code) for code in it.but_not]

    def _add_events(self, shape: Shape) -> None:
        self.event(shape.met_by)
        if isinstance(shape, Chain | After) and shape.counted_back is not None:
            self.event(shape.counted_back.events)
        if isinstance(shape, After | Before):
            for wanted in (shape.event, *((*shape.unless, *shape.unless_in_time) if isinstance(shape, After) else ())):
                if wanted is not None:
                    self.event(wanted)
            if shape.start_of is not None:
                self.tests.holds(shape.start_of)
