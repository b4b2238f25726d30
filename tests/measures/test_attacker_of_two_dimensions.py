"""Nobody recovers a group of a team: tables by group and by team stand beside one another, and none by both."""

from random import Random

import pytest

from lineofsight.measures.disclosure import Cell, Limits, told_beside
from tests.measures.attacker import Attacker, Table

ROUNDED, EXACT = Limits(fewest=8, round_to=5, fewest_for_rate=20), Limits(fewest=8, round_to=1, fewest_for_rate=20)
FEW, MANY = 60, 600


def crossed(random: Random) -> list[list[Cell]]:
    """So many teams of each group: large groups and small ones, spread unevenly."""
    groups, teams = random.randint(2, 4), random.randint(2, 4)
    most = [random.choice([4, 12, 40]) for _ in range(groups)]
    found = []
    for size in most:
        counted = [(random.randint(0, size), random.randint(0, size)) for _ in range(teams)]
        found.append([Cell(n, n + rest, n + rest) for n, rest in counted])
    return found


def of_all(cells: list[list[Cell]], rule: Limits) -> list[Table]:
    """What pages tell: all teams together by group, and all groups together by team."""
    groups, teams = len(cells), len(cells[0])
    by_group = [tuple((group, team) for team in range(teams)) for group in range(groups)]
    by_team = [tuple((group, team) for group in range(groups)) for team in range(teams)]
    return [_table(places, cells, rule) for places in (by_group, by_team)]


def of_each_team(cells: list[list[Cell]], rule: Limits) -> list[Table]:
    """What a choice of a team would add: the groups of each, each table careful by itself."""
    groups, teams = len(cells), len(cells[0])
    each = ([((group, team),) for group in range(groups)] for team in range(teams))
    return [*of_all(cells, rule), *(_table(places, cells, rule) for places in each)]


def _table(places, cells: list[list[Cell]], rule: Limits) -> Table:
    added = tuple(sum((cells[group][team] for group, team in some), Cell()) for some in places)
    return Table(tuple(places), added, told_beside(sum(added, Cell()), added, rule))


def attacked(how, rule: Limits, *, many: int) -> tuple[int, int]:
    """How many cells were kept back in so many tables, and how many the attacker has."""
    random, hidden, recovered = Random(14), 0, 0
    for _ in range(many):
        cells = crossed(random)
        tables = how(cells, rule)
        hidden += sum(table.kept_back for table in tables)
        recovered += len(Attacker(len(cells), len(cells[0]), tables, rule).recovers())
    return hidden, recovered


@pytest.mark.parametrize("rule", [ROUNDED, EXACT], ids=["rounded", "exact"])
def test_groups_of_all_beside_teams_of_all_give_no_cell_away(rule, is_long_run):
    hidden, recovered = attacked(of_all, rule, many=MANY if is_long_run else FEW)

    assert hidden > FEW
    assert recovered == 0


@pytest.mark.parametrize("rule", [ROUNDED, EXACT], ids=["rounded", "exact"])
def test_control_a_choice_of_a_team_would_give_groups_away_though_each_table_is_careful(rule):
    hidden, recovered = attacked(of_each_team, rule, many=FEW // 4)

    assert recovered > 10
    assert recovered < hidden
