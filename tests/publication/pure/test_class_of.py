"""Whom a figure counts is said by its population too: «done by that day, of children …» counts children."""

import pytest

from lineofsight.library.scales import WhoIsCounted
from lineofsight.library.shelf import load
from lineofsight.publication.gate.own_rules import rules_of
from lineofsight.publication.gate.whom import class_of
from tests.factories.partnership import TODAY

NUMBERS = rules_of(load(None), on=TODAY).numbers


@pytest.mark.parametrize(
    ("words", "counts"),
    [
        ("those done by that day, of children on the pathway for babies", WhoIsCounted.CHILDREN),
        ("those who had one allocated worker, of children in care on the day", WhoIsCounted.CHILDREN),
        ("those at which the child was seen alone, of visits in the period", WhoIsCounted.CHILDREN),
        ("those that were held by their day, of reviews of children in care", WhoIsCounted.OTHER),
        ("those done by that day, of steps of the pathway for babies", WhoIsCounted.OTHER),
        ("those who hold it, of people in post in a role of which it is asked", WhoIsCounted.STAFF),
        ("those who were not back in care by then, of returns home", WhoIsCounted.CHILDREN),
    ],
)
def test_the_class_is_that_of_the_child_wherever_it_is_named_first_of_a_part(words, counts):
    assert class_of(words, NUMBERS) is counts
