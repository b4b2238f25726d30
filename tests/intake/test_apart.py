"""Promise P7: a file that exhausts its reader exhausts a process of its own, and the person gets one sentence."""

import json
import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lineofsight.intake.apart import MEGABYTE, Limits, Stopped, read_apart
from lineofsight.intake.carrying import NotCarried, packed, unpacked_as
from lineofsight.intake.documents import Document
from lineofsight.intake.readers.guard import Unreadable
from lineofsight.intake.understand import read_document
from tests.intake.score import DOCUMENTS, names

CONTENT = b"A report"
TIGHT = Limits(memory=256 * MEGABYTE, seconds=1, wall_seconds=30)
WIDE = Limits(memory=1024 * MEGABYTE, seconds=60, wall_seconds=120)


def by(reader: str, limits: Limits = TIGHT, **more: object) -> Document:
    return read_apart(CONTENT, "plan.txt", limits=limits, reader=f"tests.intake.eager:{reader}", **more)  # type: ignore[arg-type]


def test_a_report_read_apart_is_the_report_read_here():
    path = DOCUMENTS / "twin.txt"

    assert read_apart(path.read_bytes(), "twin.txt") == read_document(path)


def test_a_reader_that_eats_memory_is_stopped():
    with pytest.raises(Unreadable, match=r"^plan\.txt takes too much memory to read"):
        by("eats")


def test_control_with_room_the_same_reader_eats_its_fill():
    assert by("eats", WIDE).title == "300000000 eaten"


def test_a_reader_that_works_on_and_on_is_stopped():
    with pytest.raises(Unreadable, match=r"^plan\.txt takes too long to read"):
        by("works")


def test_control_with_time_the_same_reader_ends():
    assert by("works", WIDE).title.endswith("counted")


def test_a_reader_that_only_waits_is_stopped_by_the_clock():
    with pytest.raises(Unreadable, match=r"^plan\.txt takes too long to read"):
        by("waits", Limits(wall_seconds=1))


@pytest.mark.parametrize("reader", ["fails", "dies", "lies"])
def test_a_reader_that_fails_ends_in_one_sentence(reader: str):
    with pytest.raises(Unreadable, match=r"^plan\.txt [^\n]*\.$"):
        by(reader)


def test_the_readers_own_refusal_is_handed_on():
    with pytest.raises(Unreadable, match="is not plain text but a PDF"):
        read_apart(b"%PDF-1.4", "plan.txt")


def test_it_is_said_how_far_the_reading_has_come():
    heard: list[str] = []

    assert by("tells", on_progress=heard.append).title == "Told"
    assert heard == ["Page 1 of 3", "Page 2 of 3", "Page 3 of 3"]


def test_a_reading_that_is_cancelled_ends_with_its_process():
    heard: list[str] = []

    with pytest.raises(Stopped, match="because you stopped it"):
        by("never_ends", WIDE, on_progress=heard.append, is_cancelled=lambda: bool(heard))

    with pytest.raises(ProcessLookupError):
        os.kill(int(heard[0]), 0)


# --- what is carried comes back --------------------------------------------------------------------------------------


def carried(document: Document) -> Document:
    return unpacked_as(Document, json.dumps(packed(document)))


@pytest.mark.parametrize("name", names())
def test_each_of_our_reports_comes_back_as_it_was_sent(name: str):
    document = read_document(DOCUMENTS / f"{name}.txt")

    assert carried(document) == document
    # Equal numbers may be printed differently: 37.50 is 37.5.
    assert repr(carried(document)) == repr(document)


@given(document=st.from_type(Document))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.data_too_large])
def test_any_report_comes_back_as_it_was_sent(document: Document):
    assert repr(carried(document)) == repr(document)


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '["a", [], [], [], [], [], []]', "[3, [], [], [], [], []]", "[" * 9_000]
)
def test_what_is_no_report_is_not_taken_for_one(text: str):
    with pytest.raises(NotCarried):
        unpacked_as(Document, text)
