"""Somebody who reads everything that is told of rounds tries every sum and difference for a group of fewer than ten.

What is told of a group adds up answers of its teams. A set of teams can be worked out where its row is a sum of rows
that are told (rank); and, of whole numbers, where the least and the most that it can be are the same.
"""

import random
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations

import pytest

from lineofsight.records.workforce.rules import Group, TeamAnswers, shown_groups
from lineofsight.records.workforce.rules.surveys import parts
from tests.records.survey_attack import FEWEST, worked_out

CASES = 200
QUESTIONS = ("valued", "heard")


def a_round(chance: random.Random, names: Sequence[str]) -> tuple[TeamAnswers, ...]:
    """A round of small and large teams; now and then all of a team say the same."""
    found = []
    for team in names:
        answered = chance.choice([0, 1, 3, 7, 9, 10, 11, 14, 25])
        alike = chance.random() < 0.2
        high = {id: chance.choice([0, answered]) if alike else chance.randint(0, answered) for id in QUESTIONS}
        found.append(TeamAnswers(team, answered + chance.randint(0, 5), answered, high))
    return tuple(found)


def known_of(groups: Iterable[Group], teams: Sequence[TeamAnswers], question: str, *, before: int, after: int):
    """What is told of a question, as rows over the teams of one round or of two."""
    told = [one for one in groups if question in one.high]
    own = [tuple(int(not one.teams or team.team in one.teams) for team in teams) for one in told]
    return [(*([0] * before), *row, *([0] * after)) for row in own]


def without_the_rule(teams: Sequence[TeamAnswers]) -> tuple[Group, ...]:
    """The negative control: small teams are just left out, and the whole is told."""
    whole = Group((), 0, sum(one.answered for one in teams), {id: sum(o.high[id] for o in teams) for id in QUESTIONS})
    return (whole, *(Group((o.team,), o.asked, o.answered, o.high) for o in teams if o.answered >= FEWEST))


def found_by(attack: Callable[[Sequence[TeamAnswers]], Sequence[Group]]) -> int:
    """How many of the cases, of two rounds each, give a small group away."""
    given_away = 0
    for seed in range(CASES):
        chance = random.Random(seed)
        names = ["Duty", "Harbour", "Moor", "North", "South"][: chance.randint(1, 5)]
        first, second = a_round(chance, names), a_round(chance, names[: chance.randint(1, len(names))])
        for question in QUESTIONS:
            known = known_of(attack(first), first, question, before=0, after=len(second))
            known += known_of(attack(second), second, question, before=len(first), after=0)
            given_away += bool(worked_out(known, [one.answered for one in (*first, *second)]))
    return given_away


def test_no_sum_or_difference_of_what_two_rounds_tell_is_a_group_of_fewer_than_ten():
    assert found_by(lambda teams: shown_groups(teams, QUESTIONS, fewest=FEWEST)) == 0


def test_without_the_rule_the_same_attack_succeeds():
    assert found_by(without_the_rule) > CASES // 4


def least_and_most(groups: Sequence[Group], small: set[str], teams: Sequence[TeamAnswers], question: str):
    """The least and the most of a small group that say so, as far as what is told leaves them open."""
    told = [one for one in groups if question in one.high]
    split = told[1:] or told
    size = {one.team: one.answered for one in teams}
    least = most = 0
    for one in split:
        inside = sum(size[name] for name in (one.teams or size) if name in small)
        least += max(0, inside - (one.answered - one.high[question]))
        most += min(inside, one.high[question])
    return (least, most) if split else (0, sum(size[name] for name in small))


@pytest.mark.parametrize("side, gives_away", [(2, False), (0, True)])
def test_where_all_say_the_same_no_small_group_is_given_away(monkeypatch, side, gives_away):
    monkeypatch.setattr("lineofsight.records.workforce.rules.surveys.EITHER_SIDE", side)
    certain = 0
    for seed in range(CASES):
        chance = random.Random(seed)
        teams = a_round(chance, ["Duty", "Harbour", "Moor", "North"])
        groups = shown_groups(teams, QUESTIONS, fewest=FEWEST)
        sets = [set(some) for n in (1, 2, 3) for some in combinations([one.team for one in teams], n)]
        size = {one.team: one.answered for one in teams}
        for small in (one for one in sets if 0 < sum(size[name] for name in one) < FEWEST):
            for question in QUESTIONS:
                least, most = least_and_most(groups, small, teams, question)
                certain += least == most
    assert bool(certain) is gives_away


def test_every_part_is_enough_and_together_they_are_the_whole():
    for seed in range(CASES):
        teams = a_round(random.Random(seed), ["Duty", "Harbour", "Moor", "North", "South"])
        split = parts(teams, fewest=FEWEST)
        assert sorted(one.team for some in split for one in some) == sorted(one.team for one in teams)
        if len(split) > 1:
            assert all(sum(one.answered for one in some) >= FEWEST for some in split)
