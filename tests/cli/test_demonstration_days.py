"""The demonstration stands on any day: its story counts days back, so no weekday, month or year may break it."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from lineofsight.cli.demonstration.loading import load
from lineofsight.partnership.actor import job
from lineofsight.partnership.scope import scope
from lineofsight.publication.actions import rebuild
from lineofsight.publication.queries import find_edition, gate
from lineofsight.trail.models import Event
from lineofsight.trail.verify import verify

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.sqlite_only(reason="40 stories, and no day is told to the database: tests/matrix tells one on both"),
]
# Ends of months and years, leap days, the nights when the clocks change, bank holidays, and a day in each season.
CAREFULLY_CHOSEN = (
    "2024-02-29", "2025-12-31", "2026-01-01", "2026-03-01", "2026-03-29", "2026-04-03", "2026-05-25", "2026-06-30",
    "2026-10-25", "2026-12-25", "2026-12-28", "2027-02-28", "2028-02-28", "2028-02-29", "2028-03-01", "2028-12-31",
)  # fmt: skip
CHOSEN = [date.fromisoformat(day) for day in CAREFULLY_CHOSEN]
# Every 59th day for more than three years; these with --long, because a story takes some three seconds.
FURTHER = [date(2025, 11, 27) + timedelta(days=59 * step) for step in range(1, 25)]
DAYS = [*CHOSEN, *FURTHER]
# What the second edition still lacks, whatever the day.
LACKING = {
    "all.no_count",
    "evidence.none",
    "evidence.not_accepted",
    "figure.differs",
    "figure.no_base",
    "signed.missing",
    "wording.above_shown",
}


@pytest.fixture
def told(tmp_path, settings):
    """Tell the story as at a day. Out: the references of its two editions."""
    settings.FILES_ROOT = tmp_path / "files"
    settings.KEYS_ROOT = tmp_path / "keys"
    return lambda day: load(as_at=day)


def test_forty_different_days_are_tried_with_every_weekday_and_month():
    assert len(set(DAYS)) == 40
    assert {day.weekday() for day in DAYS} == set(range(7))
    assert {day.month for day in DAYS} == set(range(1, 13))


@pytest.mark.parametrize("day", [*CHOSEN, *(pytest.param(day, marks=pytest.mark.long) for day in FURTHER)], ids=str)
def test_the_story_is_whole_on_this_day(told, day):
    published, draft = told(day)

    reader = job("test", now=datetime.combine(day, time(12), tzinfo=UTC))
    with scope(reader, writes=False):
        _, differing = rebuild(find_edition(reader, published), reader)
        _, result = gate(find_edition(reader, draft), reader)
    assert not differing
    assert {refusal.code for refusal in result.refusals} == LACKING
    assert find_edition(reader, published).published_at.date() <= day
    assert Event.objects.latest("at").at.date() <= day
    assert verify().ok
