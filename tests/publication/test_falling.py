"""A figure that falls back pulls down what its sentence shows in the edition that is compiled next."""

import pytest

from lineofsight.assurance.actions.figures import freeze_figure
from lineofsight.assurance.shelf import shelf
from lineofsight.library.measure import Measure
from lineofsight.library.scales import Shows
from lineofsight.partnership.scope import scope
from lineofsight.publication.compiling.edition import content_of
from tests.factories import rows
from tests.factories.partnership import TODAY

pytestmark = pytest.mark.django_db
MEASURE = "audit-loops-closed"


def freeze(statement, by, n: int, of: int) -> None:
    measure = shelf().get(Measure, MEASURE, on=TODAY)
    figure = rows.figure(n=n, of=of, measure_id=MEASURE)
    with scope(by, writes=True):
        freeze_figure(review=statement.review, measure=measure, figure=figure, statements=[statement], by=by)


def line_in(edition, by):
    with scope(by, writes=False):
        return content_of(edition, by).lines()[0]


@pytest.mark.parametrize(("later", "shows"), [((25, 42), Shows.COUNTED), ((38, 42), Shows.PRACTICE_CHANGED)])
def test_a_later_figure_that_is_worse_shows_only_that_it_was_counted_and_a_better_one_all_that_it_can(
    statement, edition, author, later, shows
):
    freeze(statement, author, 30, 40)
    before = line_in(edition, author)

    freeze(statement, author, *later)
    now = line_in(edition, author)

    assert before.shows == Shows.PRACTICE_CHANGED
    assert now.shows == shows
    assert [item.state.value for item in now.basis if item.shows > shows and item.state.value == "accepted"] == []
