"""Nobody recovers a number that was kept back: not from the total beside it, and not from one month after another."""

from random import Random

import pytest

from lineofsight.measures.disclosure import Cell, Limits, ToldCell, is_enough, told, told_beside
from tests.measures.attacker import Attacker, Table

ROUNDED, EXACT = Limits(fewest=8, round_to=5, fewest_for_rate=20), Limits(fewest=8, round_to=1, fewest_for_rate=20)
FEW, MANY = 200, 2000
WINDOW = 3


def counted(random: Random) -> tuple[Cell, ...]:
    """Small groups and large ones, some in which nothing happens and some of which everything is late or in time."""
    size = [random.choice([0, 6, 20, 60, 60]) for _ in range(random.randint(2, 6))]
    of_all = random.choice([None] * 6 + [0, 1])
    cells = [(random.randint(0, most), random.randint(0, most)) for most in size]
    return tuple(Cell(n, n + rest, n + rest) if of_all is None else Cell(of_all * n, n, n) for n, rest in cells)


def as_pages_do(cells: tuple[Cell, ...], rule: Limits) -> tuple[ToldCell | None, ...]:
    return told_beside(sum(cells, Cell()), cells, rule)


def blanked(cells: tuple[Cell, ...], rule: Limits) -> tuple[ToldCell | None, ...]:
    """What a spreadsheet does: the small cells are left out, the others told as they are."""
    return tuple(ToldCell(cell.n, cell.of, True) if is_enough(cell, rule) else None for cell in cells)


def attacked(how, rule: Limits, *, many: int, seed: int = 8) -> tuple[int, int, int]:
    """How many tables were told, how many cells were kept back in them, and how many the attacker has.

    Every table stands beside its whole, and no table is spared the attack.
    """
    random, tables, hidden, recovered = Random(seed), 0, 0, 0
    for _ in range(many):
        cells = counted(random)
        table = Table(tuple(((group, 0),) for group in range(len(cells))), cells, how(cells, rule))
        tables += bool(table.told)
        hidden += table.kept_back
        recovered += len(Attacker(len(cells), 1, [table], rule).recovers())
    return tables, hidden, recovered


@pytest.mark.parametrize("rule", [ROUNDED, EXACT], ids=["rounded", "exact"])
def test_an_attacker_with_linear_programming_recovers_nothing_beside_any_total(rule, is_long_run):
    many = MANY if is_long_run else FEW
    tables, hidden, recovered = attacked(as_pages_do, rule, many=many)

    assert tables > many / 2
    assert hidden > FEW
    assert recovered == 0


def test_control_a_total_printed_without_asking_whether_it_may_be_gives_groups_away():
    _, hidden, recovered = attacked(told, ROUNDED, many=FEW)

    assert hidden > recovered > 10


def test_control_of_what_is_blanked_alone_the_attacker_has_a_third():
    _, hidden, recovered = attacked(blanked, EXACT, many=60)

    assert recovered > hidden / 4


def months_of(random: Random) -> list[list[Cell]]:
    """By group, one month after another."""
    groups, months = random.randint(2, 5), WINDOW + 3
    size = [random.choice([0, 1, 3, 10, 20]) for _ in range(groups)]
    each = [[(random.randint(0, most), random.randint(0, most)) for _ in range(months)] for most in size]
    return [[Cell(n, n + rest, n + rest) for n, rest in one] for one in each]


def one_after_another(by_group: list[list[Cell]], how, rule: Limits) -> list[Table]:
    """What a page tells as the months go by, the last of them each time; and each month's whole stands on another."""
    groups, months = range(len(by_group)), range(len(by_group[0]))
    alone = [
        Table(tuple(((group, month),) for group in groups), tuple(by_group[group][month] for group in groups), ())
        for month in months
    ]
    windows = [range(first, first + WINDOW) for first in months[: 1 - WINDOW]]
    for window in windows:
        cells = tuple(sum((by_group[group][month] for month in window), Cell()) for group in groups)
        places = tuple(tuple((group, month) for month in window) for group in groups)
        alone.append(Table(places, cells, how(cells, rule)))
    return alone


def attacked_by_month(how, rule: Limits, *, many: int) -> tuple[int, int]:
    random, hidden, recovered = Random(8), 0, 0
    for _ in range(many):
        by_group = months_of(random)
        tables = one_after_another(by_group, how, rule)
        hidden += sum(table.kept_back for table in tables)
        recovered += len(Attacker(len(by_group), len(by_group[0]), tables, rule).recovers())
    return hidden, recovered


def test_the_same_table_month_after_month_gives_no_cell_away(is_long_run):
    hidden, recovered = attacked_by_month(as_pages_do, ROUNDED, many=300 if is_long_run else 40)

    assert hidden > 200
    assert recovered == 0


def test_control_of_what_is_blanked_month_after_month_the_attacker_has_some():
    hidden, recovered = attacked_by_month(blanked, EXACT, many=20)

    assert hidden > recovered > 10
