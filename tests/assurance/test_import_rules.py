"""How long an import waits, when a reading has died, what is read at once: plain values."""

from datetime import UTC, datetime, timedelta

import pytest

from lineofsight.assurance.rules.imports import days_left, has_died, is_read_at_once, label_of, reading
from lineofsight.intake.correcting.corrections import Correction, Field
from lineofsight.intake.understand import read_document

NOON = datetime(2026, 6, 22, 12, tzinfo=UTC)
REPORT = b"A report\n\n1. Wexcombe Council gave managers a list.\n\n2. The child Aldra was seen by practitioners.\n"


@pytest.mark.parametrize(
    ("waits", "left"),
    [(timedelta(days=30), 30), (timedelta(days=1), 1), (timedelta(hours=1), 1), (timedelta(0), 0), (-timedelta(1), 0)],
)
def test_the_day_that_has_begun_is_counted_among_the_days_left(waits, left):
    assert days_left(waits_until=NOON + waits, now=NOON) == left


def test_a_reading_is_dead_only_after_more_than_thirty_seconds_of_silence():
    assert not has_died(beat_at=NOON, now=NOON + timedelta(seconds=30))
    assert has_died(beat_at=NOON, now=NOON + timedelta(seconds=31))


@pytest.mark.parametrize(
    ("name", "size", "at_once"),
    [("a.txt", 199_999, True), ("a.DOCX", 10, True), ("a.txt", 200_000, False), ("a.pdf", 10, False)],
)
def test_small_files_of_text_and_word_are_read_at_once(name, size, at_once):
    assert is_read_at_once(name=name, size=size) is at_once


def test_a_name_that_was_taken_out_needs_no_eye_any_more():
    document = read_document(REPORT, "report.txt")

    assert [one.name for one in reading(document, []).children] == ["Aldra"]
    assert reading(document, [Correction(0, Field.NAME, 0, "Aldra", "this child")]).children == ()
    assert reading(document, [Correction(0, Field.NAME, 0, "Aldra", "Aldra")]).children == ()


def test_a_paragraph_is_called_by_its_number_or_by_how_it_begins():
    document = read_document(b"A report\n\nSome words stand here without a number at all.\n", "report.txt")

    assert label_of(read_document(REPORT, "report.txt"), 1) == "2"
    assert label_of(document, 0).startswith("«")
