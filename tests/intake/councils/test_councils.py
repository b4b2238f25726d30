"""Plans and reports of invented councils are read as their truth says, whatever the first score was."""

from dataclasses import replace

import pytest
import yaml

from lineofsight.intake.plans.reading import read_plan
from lineofsight.intake.readers.dispatch import read
from tests.intake.councils.making import HERE, NAMES, file_of
from tests.intake.councils.scoring import TOPICS, scored
from tests.intake.score import compare

FIRST = yaml.safe_load((HERE / "first_scores.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", NAMES)
def test_a_councils_plan_is_read_as_its_truth_says(name: str):
    scores = scored(name)

    wrong = {topic: (score.missed, score.added) for topic, score in scores.items() if score.f1 < 1}
    assert not wrong


def test_every_file_was_scored_before_the_rules_met_it():
    assert set(FIRST) == set(NAMES)
    assert all(set(scores) == set(TOPICS) for scores in FIRST.values())


def test_control_a_plan_without_its_merged_cells_is_read_worse():
    file = read(*file_of("ashbourne-vale"))
    flat = replace(file, blocks=tuple(replace(block, merged=()) for block in file.blocks))

    plan, flattened = read_plan(file), read_plan(flat)

    assert plan is not None
    assert flattened is None or compare([a.owners for a in plan.actions], [a.owners for a in flattened.actions]).f1 < 1
