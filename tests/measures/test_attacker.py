"""Nobody recovers a number that was kept back: not from the totals, and not from all that was released before."""

from random import Random

import pytest

from lineofsight.measures.disclosure import Cell, Earlier, Limits, Told, is_enough, told, whole_may_be_told
from tests.measures.attacker import Attacker, Release

ROUNDED, EXACT = Limits(fewest=8, round_to=5, fewest_for_rate=20), Limits(fewest=8, round_to=1, fewest_for_rate=20)
FEW, MANY = 200, 2000


def tables(random: Random) -> list[tuple[Cell, ...]]:
    """The same groups, counted one to three times: small and large ones, and some in which nothing happens."""
    groups = random.randint(2, 6)
    size = [random.choice([0, 6, 20, 60, 60]) for _ in range(groups)]
    counted = [(random.randint(0, most), random.randint(0, most)) for most in size]
    found = []
    for _ in range(random.choice([1, 1, 2, 3])):
        found.append(tuple(Cell(n, n + rest, n + rest) for n, rest in counted))
        more = [random.choice([0, 3, 12, 30]) for _ in range(groups)]
        counted = [
            (n + random.randint(0, most), rest + random.randint(0, most))
            for (n, rest), most in zip(counted, more, strict=True)
        ]
    return found


def carefully(counted: list[tuple[Cell, ...]], rule: Limits) -> list[Release]:
    releases: list[Release] = []
    for cells in counted:
        earlier = tuple(Earlier(one.cells, one.told) for one in releases)
        releases.append(Release(cells, told(cells, rule, earlier=earlier)))
    return releases


def blanked(counted: list[tuple[Cell, ...]], rule: Limits) -> list[Release]:
    """What a spreadsheet does: the small cells are left out, the others told as they are."""
    return [
        Release(cells, tuple(Told(cell.n, cell.of, True) if is_enough(cell, rule) else None for cell in cells))
        for cells in counted
    ]


def kept_back(releases: list[Release]) -> int:
    return sum(
        one is None and cell.of > 0
        for release in releases
        for cell, one in zip(release.cells, release.told, strict=True)
    )


def may_be_told(counted: list[tuple[Cell, ...]], rule: Limits) -> bool:
    """Whether each release's whole may be told beside those before it: where not, there is no release to attack."""
    wholes = [sum(cells, Cell()) for cells in counted]
    return all(whole_may_be_told(whole, rule, earlier=wholes[:at]) for at, whole in enumerate(wholes))


def attacked(how, rule: Limits, *, many: int, seed: int = 8) -> tuple[int, int]:
    """How many numbers were kept back in so many tables, and how many the attacker has."""
    random, hidden, recovered, done = Random(seed), 0, 0, 0
    while done < many:
        counted = tables(random)
        if not may_be_told(counted, rule):
            continue
        done, releases = done + 1, how(counted, rule)
        hidden += kept_back(releases)
        recovered += len({(one.release, one.cell) for one in Attacker(releases, rule).recovers()})
    return hidden, recovered


@pytest.mark.parametrize("rule", [ROUNDED, EXACT], ids=["rounded", "exact"])
def test_an_attacker_with_linear_programming_recovers_nothing_from_any_release(rule, is_long_run):
    hidden, recovered = attacked(carefully, rule, many=MANY if is_long_run else FEW)

    assert hidden > FEW
    assert recovered == 0


def test_control_of_what_is_blanked_alone_the_attacker_has_most():
    hidden, recovered = attacked(blanked, EXACT, many=60)

    assert recovered > hidden / 2
