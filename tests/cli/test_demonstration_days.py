"""The demonstration's story holds whatever day it is told as at: its published edition, and what the check says."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from lineofsight.assurance.rules import EvidenceKind
from lineofsight.assurance.shelf import most_it_shows, shelf, wording_rules
from lineofsight.cli.demonstration.loading import load
from lineofsight.library.measure import Measure
from lineofsight.partnership.queries import today
from tests.journeys.product import DAYS
from tests.story import is_as_always

# Days of each kind that have broken software before. Every run tells two of them whole, one on each database
# (tests/journeys/product.py), and tests/publication/test_export.py looks at both.
FURTHER = (
    date(2028, 2, 29),
    date(2026, 12, 31),  # the last day of a year
    date(2028, 12, 25),  # a bank holiday
    *(date(2026, 6, 22) + timedelta(days=n) for n in range(7)),  # each weekday
    *(date(2027, month, 1) - timedelta(days=1) for month in range(2, 13)),  # each last day of a month
    *(date(2027, month, 1) for month in (1, 3, 10)),
    *(date(2026, 10, day) for day in (24, 25, 26)),  # the clocks go back
    *(date(2027, 3, day) for day in (27, 29)),
    *(date(2028, 2, 28), date(2028, 3, 1), date(2029, 2, 28), date(2028, 12, 31)),
    # Days that lie as far after a leap day, a turn of the clocks and New Year as the story tells of.
    *(date(2028, 2, 29) + timedelta(days=back) for back in (40, 55, 540, 620)),
    *(date(2027, 3, 28), date(2027, 8, 30), date(2028, 4, 17), date(2030, 1, 1)),
)


def days() -> list[date]:
    return list(dict.fromkeys(FURTHER))


def told_as_at(day: date, settings, tmp_path) -> None:
    """Tell the whole story and see that it is what it always is."""
    settings.FILES_ROOT, settings.KEYS_ROOT = tmp_path / "files", tmp_path / "keys"
    settings.PSEUDONYM_KEYS_ROOT = tmp_path / "pseudonym-keys"

    published, draft = load(as_at=day)

    is_as_always(day, published, draft)


@pytest.mark.long
@pytest.mark.django_db
@pytest.mark.parametrize("day", days(), ids=str)
def test_the_story_is_the_same_as_at_forty_days(day, settings, tmp_path):
    told_as_at(day, settings, tmp_path)


def test_forty_days_are_looked_at_of_every_kind():
    looked_at = days()

    assert len(looked_at) >= 40
    assert {day.weekday() for day in looked_at} == set(range(7))
    assert date(2028, 2, 29) in looked_at
    assert {date.fromisoformat(day) for day in DAYS.values()} <= set(looked_at)
    midnight, noon = (
        datetime.combine(date.fromisoformat(DAYS["postgres"]), hour, ZoneInfo("Europe/London")).utcoffset()
        for hour in (time(0), time(12))
    )
    assert (midnight, noon) == (timedelta(0), timedelta(hours=1))


@pytest.mark.parametrize("day", days(), ids=str)
def test_every_moment_of_the_story_lies_on_its_day_in_england_with_the_library_in_force(day):
    for back in range(1101):
        on = day - timedelta(days=back)
        assert today(datetime.combine(on, time(10), tzinfo=UTC)) == on
    for on in (day, day - timedelta(days=620)):
        assert shelf().get(Measure, "statements-with-current-evidence", on=on).version == 1
        assert wording_rules(on=on) == wording_rules(on=day)
        assert {kind: most_it_shows(kind, on=on) for kind in EvidenceKind} == {
            kind: most_it_shows(kind, on=day) for kind in EvidenceKind
        }
