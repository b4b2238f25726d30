"""The demonstration's days go on from the day that is told; anywhere else a moment is what it is."""

import json
from datetime import UTC, datetime

import pytest
from django.utils import timezone

from lineofsight.partnership import clock

NOON = datetime(2026, 11, 28, 12, tzinfo=UTC)
TOLD = {"as_at": "2026-06-22", "told_on": "2026-11-20"}


@pytest.fixture(autouse=True)
def _at_noon(monkeypatch, settings, tmp_path):
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    settings.LOS_DATA, settings.IS_DEMONSTRATION = tmp_path, True


def test_days_go_on_from_the_day_that_is_told():
    clock.mark().write_text(json.dumps(TOLD))

    assert clock.now() == datetime(2026, 6, 30, 12, tzinfo=UTC)


def test_a_story_told_as_at_a_day_to_come_is_ahead():
    clock.mark().write_text(json.dumps(TOLD | {"as_at": "2026-12-20"}))

    assert clock.now() == datetime(2026, 12, 28, 12, tzinfo=UTC)


def test_without_a_story_it_is_now():
    assert clock.now() == NOON


def test_a_story_of_an_earlier_version_that_does_not_say_when_it_was_told():
    clock.mark().write_text(json.dumps({"as_at": "2026-06-22"}))

    assert clock.now() == NOON


def test_control_no_other_installation_looks_at_a_story(settings):
    clock.mark().write_text(json.dumps(TOLD))
    settings.IS_DEMONSTRATION = False

    assert clock.now() == NOON
