"""The figures that the source prints without a denominator, from the demonstration's lists: n of N, on one base."""

from datetime import date

import pytest

from lineofsight.assurance.tables import figures_of_records
from lineofsight.cli.demonstration import workforce
from lineofsight.cli.demonstration.telling import Telling, read_story
from lineofsight.library.measure import Measure
from lineofsight.partnership.rules import Role
from lineofsight.partnership.scope import scope
from lineofsight.partnership.shelf import shelf
from lineofsight.records.identities.keys import make_key
from lineofsight.records.workforce.models import StaffList
from tests.factories.partnership import NOW, actor, member, partnership

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only("counts what lists gave; the counting is pure")]
DAY = date(2026, 6, 22)


@pytest.fixture
def bodies(settings, tmp_path):
    settings.RETURNS_ROOT, settings.PSEUDONYM_KEYS_ROOT = tmp_path / "returns", tmp_path / "keys"
    made = partnership()
    make_key(made.council)
    member(Role.LEARNING_LEAD, made.council, from_date=date(2025, 1, 1))
    workforce.tell(Telling(as_at=DAY, story=read_story()))
    return made


def figure(bodies, id: str, *, on: date) -> str:
    """The total of a measure, in words; of what happens, in the twelve months to the day."""
    measure = shelf().get(Measure, id, on=on)
    unit = actor(Role.BUSINESS_MANAGER, bodies.hub, now=NOW)
    with scope(unit, writes=False):
        return figures_of_records(measure, unit, as_at=on)[0].words()


def test_over_forty_were_recruited_and_86_per_cent_remain(bodies):
    assert figure(bodies, "recruited-who-remain", on=DAY) == "37 of 43 (86%)"


def test_there_are_36_more_posts_and_vacancies_fell_below_30_per_cent_on_the_same_base(bodies):
    before = figure(bodies, "posts-vacant", on=date(2025, 6, 22))
    now = figure(bodies, "posts-vacant", on=DAY)

    assert before == "27 of 88 full-time equivalents (30.7%)"
    assert now == "32 of 124 full-time equivalents (25.8%)"
    assert figure(bodies, "posts-made", on=DAY) == "36 of 124 full-time equivalents (29.0%)"


def test_each_other_figure_of_the_workforce_comes_out_of_the_same_lists(bodies):
    assert figure(bodies, "workforce-turnover", on=DAY).startswith("12 for 92 full-time equivalents")
    assert figure(bodies, "vacancies-covered", on=DAY) == "11 for 32 full-time equivalents (34.4%)"
    assert figure(bodies, "agency-workers", on=DAY).startswith("14 of 106 full-time equivalents")
    assert " of " in figure(bodies, "milestones-in-time", on=DAY)
    assert {row.state for row in StaffList.objects.all()} == {"taken"}
