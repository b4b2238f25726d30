"""A share in print is that of the printed numbers, and the check that compares sentence and figure takes it so."""

import pytest

from lineofsight.publication.content.edition import LineFigure, MeasuredFigure
from lineofsight.publication.content.told import Told
from lineofsight.publication.gate.based import base_of
from lineofsight.publication.gate.checks.figures_said import counts_agree, says_what_it_is
from tests.publication.pure import factory

CHILDREN = Told(nearest=5, fewest=8, share_from=20)


def agrees(text: str, *, told: Told = CHILDREN) -> bool:
    """Whether a sentence with these words agrees with 16 of 24."""
    tied = MeasuredFigure(ref="f", definition="children who were at home", figure=factory.figure(16, 24))
    said = LineFigure(
        number="F1",
        text=text,
        value="15",
        unit="count",
        comparator="~",
        denominator=25,
        measured=tied,
        told=told,
    )
    base = base_of(said)
    assert base is not None
    return says_what_it_is(said, base) and counts_agree(said, base)


@pytest.mark.parametrize("text", ["about 15 of 25 (60%)", "about 15 of 25 (67%)"])
def test_the_share_of_the_printed_numbers_and_the_exact_one_agree(text):
    assert agrees(text)


@pytest.mark.parametrize("text", ["about 15 of 25 (50%)", "about 15 of 25 (75%)"])
def test_another_share_does_not(text):
    assert not agrees(text)


def test_where_nothing_is_rounded_the_share_of_other_numbers_does_not():
    assert not agrees("about 15 of 25 (60%)", told=Told())
