"""Whether a verb goes on after a name is told without a list of what bodies do."""

import pytest

from lineofsight.intake.clauses import goes_on

DOES = [
    " has a plan.",
    " knits blankets for babies.",
    " wallpapered its waiting room.",
    ", a charity founded in 1990, flew a kite.",
    ", the lead agency, has written.",
    ", which meets weekly, will close.",
    "’s nurses also ask each parent.",
    " in Stowmere now rings each school.",
    " attend each meeting.",
    " was slow to answer.",
    " confirms receipt.",
]
DOES_NOT = [
    " and its partners.",
    " in May.",
    " was inspected in May.",
    " has since been asked for its figures.",
    ", visited in May, and the school.",
    " twice each.",
    ".",
    " by the autumn.",
]


@pytest.mark.parametrize("after", DOES)
def test_a_verb_that_goes_on_after_a_name_is_seen(after: str):
    assert goes_on(after)


@pytest.mark.parametrize("after", DOES_NOT)
def test_what_is_done_to_a_body_or_stands_beside_it_is_no_verb_of_its_own(after: str):
    assert not goes_on(after)
