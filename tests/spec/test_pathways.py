"""That a wrong example of a pathway is found out. The right ones run in test_examples.py."""

from datetime import timedelta

import pytest

from lineofsight.library.checks import examples_of
from lineofsight.library.fact import FactKind
from lineofsight.library.pathway import Pathway
from lineofsight.library.shelf import OURS, load
from lineofsight.sight.pathway import story_of
from lineofsight.sight.shelf import in_use

SHELF = load()
RULES = in_use(SHELF)
IDS = sorted(SHELF.ids(Pathway.FOLDER))
CODES = {id: tuple(SHELF.newest(FactKind, id).codes) for id in SHELF.ids(FactKind.FOLDER)}
EXAMPLES = examples_of(OURS)


def told(id: str, example) -> list[str]:
    edition = SHELF.get(Pathway, id, on=example.started)
    return list(story_of(edition, example, rules=RULES, codes=CODES))


@pytest.mark.parametrize("id", IDS)
def test_a_story_with_another_day_is_found_out(id):
    [example, *_] = [
        one for one in EXAMPLES[f"{Pathway.FOLDER}/{id}.examples.yaml"][1] if any(s.due for s in one.steps)
    ]
    moved = tuple(step.model_copy(update={"due": step.due and step.due + timedelta(days=1)}) for step in example.steps)

    assert told(id, example) == []
    assert told(id, example.model_copy(update={"steps": moved})) != []


def with_first_step(example, **said):
    first, *others = example.steps
    return example.model_copy(update={"steps": (first.model_copy(update=said), *others)})


def test_a_difference_is_told_in_words_with_the_step():
    example = next(one for one in EXAMPLES[f"{Pathway.FOLDER}/{IDS[0]}.examples.yaml"][1] if one.steps)

    [sentence] = told(IDS[0], with_first_step(example, late_by=3))

    step = example.steps[0].step
    assert sentence.startswith(f"Example «{example.name}», step «{step}»: it is «")
    assert sentence.endswith("late by 3 days (`late_by`).")
    assert "StepStatus" not in sentence


def test_a_step_that_is_not_there_is_told_with_the_nearest():
    example = next(one for one in EXAMPLES[f"{Pathway.FOLDER}/{IDS[0]}.examples.yaml"][1] if one.steps)
    step = example.steps[0].step

    [sentence] = told(IDS[0], with_first_step(example, step=f"{step}x"))

    assert sentence.endswith(f"«{step}x» is not a step of this pathway. Did you mean «{step}»?")
