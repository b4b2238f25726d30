"""Who is this not working for: one share told apart by sex, ethnicity or disability, where groups are large enough."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.conf import settings

from lineofsight.assurance.due import countable, rules_in_use
from lineofsight.desk.sight.shares import YEAR, titles
from lineofsight.library.groups import ChildGroups
from lineofsight.library.publishing import NumberRule, SmallNumbers
from lineofsight.library.scales import WhoIsCounted
from lineofsight.library.standard_examples import Status
from lineofsight.measures.chance import Beside, limits
from lineofsight.measures.charts import teams
from lineofsight.measures.charts.drawn import Drawn
from lineofsight.measures.disclosure import Cell, ToldCell, told_beside
from lineofsight.measures.funnel import Funnel, Part, Parts
from lineofsight.partnership.actor import Actor, job
from lineofsight.partnership.policy import OfAgency, require
from lineofsight.partnership.rules import Act
from lineofsight.partnership.scope import scope
from lineofsight.partnership.shelf import shelf
from lineofsight.records.children import known_to
from lineofsight.records.described import described
from lineofsight.records.tables import Known
from lineofsight.sight.counting import Tally, month_of, months_until, tally_of
from lineofsight.sight.obligation import Obligation

NOT_KNOWN = "Not known"
_CALLED = Parts("group", "all children", "The order is that of the library, not rank.", are_rounded=True)


@dataclass(frozen=True)
class GroupShare:
    """One group. told: None for too few to show; beside: how it stands beside all, where it has a share."""

    words: str
    told: ToldCell | None
    beside: Beside | None


@dataclass(frozen=True)
class Groups:
    """What the page shows. rows: in the order of the library, which is no rank; whole: all of the family, exactly.

    No row and an empty whole where the whole would say of a group what is kept back of it.
    """

    family: str
    title: str
    families: Mapping[str, str]
    by: ChildGroups
    ways: tuple[ChildGroups, ...]
    rows: tuple[GroupShare, ...]
    whole: Tally
    rule: NumberRule
    first: date
    last: date

    @property
    def lower(self) -> tuple[GroupShare, ...]:
        """The groups for which it works less well than chance explains."""
        return tuple(one for one in self.rows if one.beside is Beside.LOWER)

    @property
    def chart(self) -> Drawn | None:
        """The groups that are told with a share, from the rounded numbers alone; None below two of them."""
        parts = tuple(
            Part(one.words, min(one.told.n, one.told.of), one.told.of)
            for one in self.rows
            if one.told is not None and one.beside is not None
        )
        if len(parts) < 2:
            return None
        return teams.chart(
            Funnel(parts, self.whole.in_time, self.whole.of, _CALLED),
            id="groups",
            question="Is it the same for all of them?",
            title=f"{self.title}: share in time by {self.by.title.lower()}",
            source=f"Numbers are rounded to the nearest {self.rule.round_to}, so a point may lie a little off.",
        )

    @property
    def is_too_few(self) -> bool:
        """Whether no group is large enough to be told apart."""
        return not any(one.told and one.told.of for one in self.rows)


def groups(actor: Actor, *, as_at: date, family: str = "", by: str = "") -> Groups:
    """One family told apart in one way. Raises Forbidden.

    There is no choice of a team here: all less one team would tell the groups of that team.
    """
    require(actor, Act.SHARES_READ, OfAgency(actor.agency_id))
    library = shelf()
    ways = sorted((library.get(ChildGroups, id, on=as_at) for id in library.ids(ChildGroups.FOLDER)), key=_in_order)
    way = next((one for one in ways if one.id == by), ways[0])
    with scope(job("groups", now=actor.now), writes=False):
        cells, wholes = _counted_once(known_to(actor), as_at, settings.LOS_SHELF)
    names = {id: title for id, title in titles(rules_in_use()).items() if id in wholes}
    # Where nobody has chosen, the one of which most was due.
    chosen = family if family in names else max(names, key=lambda one: wholes[one].of, default="")
    whole = wholes.get(chosen, Tally())
    rule = library.get(SmallNumbers, "figures-in-public", on=as_at).rule(WhoIsCounted.CHILDREN)
    counted = [cells.get((chosen, way.id, at), Cell()) for at in (*range(len(way.groups)), None)]
    words = [*(group.words for group in way.groups), NOT_KNOWN]
    rows = told_beside(sum(counted, Cell()), counted, rule)
    months = _months(as_at)
    return Groups(
        family=chosen,
        title=names.get(chosen, ""),
        families=names,
        by=way,
        ways=tuple(ways),
        rows=tuple(GroupShare(name, one, _beside(one, whole)) for name, one in zip(words, rows, strict=False)),
        whole=whole if rows else Tally(),
        rule=rule,
        first=months[0],
        last=months[-1],
    )


def _in_order(way: ChildGroups) -> tuple[int, str]:
    return way.order, way.id


def _months(as_at: date) -> tuple[date, ...]:
    return months_until(months_until(as_at, how_many=2)[0], how_many=YEAR)


def _beside(one: ToldCell | None, whole: Tally) -> Beside | None:
    """From the rounded numbers: what is said of a group says no more than what is shown of it."""
    if one is None or not one.has_share or not one.of:
        return None
    return limits(whole.in_time, whole.of, whole=one.of).beside(min(one.n, one.of))


_Cells = Mapping[tuple[str, str, int | None], Cell]


@lru_cache(maxsize=8)
def _counted_once(of: Known, as_at: date, _own: str) -> tuple[_Cells, Mapping[str, Tally]]:
    """The cells of every family and way over the last twelve months that are over, and the whole of each family."""
    rules, library = rules_in_use(), shelf()
    family = {(one.id, one.version): one.family for one in rules.standards}
    ways = [library.get(ChildGroups, id, on=as_at) for id in sorted(library.ids(ChildGroups.FOLDER))]
    codes = described(of)
    within = frozenset(_months(as_at))
    counted: dict[tuple[str, str, int | None], list[int]] = defaultdict(lambda: [0, 0])
    people: dict[tuple[str, str, int | None], set[str]] = defaultdict(set)
    wholes: dict[str, Tally] = defaultdict(Tally)
    for one in countable(of, as_at=as_at):
        if not _is_counted(one, within):
            continue
        name, number = family[one.standard, one.version], tally_of(one)
        wholes[name] += number
        for way in ways if number.of else ():
            key = name, way.id, way.group_of(codes[one.child][way.column])
            counted[key][0] += number.in_time
            counted[key][1] += number.of
            people[key].add(one.child)
    cells = {key: Cell(n, whole, len(people[key])) for key, (n, whole) in counted.items()}
    return cells, {name: one for name, one in wholes.items() if one.of}


def _is_counted(one: Obligation, within: frozenset[date]) -> bool:
    return one.status is not Status.DUE and one.due is not None and month_of(one.due) in within
