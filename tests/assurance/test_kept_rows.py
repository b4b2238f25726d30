"""Rows of the records are read once while nothing is done that could change one, and never after."""

import re
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from lineofsight.assurance.faces import ROWS, keeping, records_stand, rows_of_records
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.rules import Role
from lineofsight.trail.actions import record
from tests.factories import voice_rows
from tests.factories.partnership import NOW, TODAY, member, partnership
from tests.factories.partnership import actor as acting_as
from tests.house.tracked import ROOT

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def bodies(db):
    return partnership()


@pytest.fixture
def unit(bodies) -> Actor:
    return acting_as(Role.BUSINESS_MANAGER, bodies.hub)


@pytest.fixture
def complaint(bodies):
    """Gives what receives a complaint, with its event as its action has it."""
    person = member(Role.SAFEGUARDING_LEAD, bodies.council)

    def receive(**facts):
        with transaction.atomic():
            made = voice_rows.complaint(bodies.council, person, **facts)
            record("complaint.received", subject=made, by=person, at=NOW - timedelta(minutes=1))
        return made

    return receive


def read(unit: Actor, face: str = "complaints"):
    """The rows as a page reads them, and how often a table of theirs was asked for."""
    with CaptureQueriesContext(connection) as asked:
        rows = rows_of_records(face, unit, on=TODAY, stands=records_stand(unit))
    return [row[0] for row in rows], sum("voice_complaint" in one["sql"] for one in asked.captured_queries)


def test_asked_again_they_are_not_read_again(unit, complaint):
    first = complaint()

    assert read(unit) == ([first.ref], 1)
    assert read(unit) == ([first.ref], 0)


def test_after_something_was_done_they_are_read_again(unit, complaint):
    first = complaint()
    read(unit)
    second = complaint(theme="delay")

    assert read(unit) == ([first.ref, second.ref], 1)


def test_control_without_the_trail_the_second_complaint_would_be_missed(unit, complaint, monkeypatch):
    first = complaint()
    monkeypatch.setattr(keeping, "stands", lambda **_: ("whatever is done", 1))
    read(unit)
    complaint(theme="delay")

    assert read(unit) == ([first.ref], 0)


def test_what_is_written_into_a_review_does_not_take_them_away(unit, complaint):
    first = complaint()
    read(unit)
    with transaction.atomic():
        record("statement.changed", subject="a sentence", by=unit, at=NOW - timedelta(minutes=1))

    assert read(unit) == ([first.ref], 0)


def test_within_a_transaction_that_writes_they_are_read_and_kept_for_nobody(unit, complaint):
    first = complaint()
    with transaction.atomic():
        second = voice_rows.complaint(first.agency, first.person, theme="delay")
        assert read(unit) == ([first.ref, second.ref], 1)
        transaction.set_rollback(True)

    assert read(unit) == ([first.ref], 1)


def test_of_another_day_or_another_moment_of_knowing_they_are_others(unit, complaint):
    first = complaint()
    read(unit)
    stands = records_stand(unit)

    before = rows_of_records("complaints", unit, on=TODAY - timedelta(days=1), stands=stands)
    known = rows_of_records("complaints", unit, on=TODAY, known_at=NOW, stands=stands)

    assert before == ()
    assert [row[0] for row in known] == [first.ref]


def test_no_more_is_kept_than_there_is_room_for(unit, complaint, monkeypatch):
    monkeypatch.setattr(keeping, "MOST_ROWS", 1)
    complaint()
    assert read(unit)[1] == 1
    assert read(unit)[1] == 0
    complaint(theme="delay")

    assert [read(unit)[1], read(unit)[1]] == [1, 1]


def test_an_act_that_changes_no_row_is_recorded_by_no_room_whose_rows_are_read():
    rooms = (ROOT / "lineofsight" / "records", ROOT / "lineofsight" / "partnership")
    texts = [path.read_text() for room in rooms for path in room.rglob("*.py")]
    looks = {"read", "file.opened", "children.read", "list.seen", "list.taken_away", "demonstration.became"}

    said = [act for act in keeping.CHANGES_NO_ROW if act not in looks and any(f'"{act}"' in text for text in texts)]

    assert looks < set(keeping.CHANGES_NO_ROW)
    assert said == []
    # The same search finds an act that is theirs.
    assert any('"staff list.taken"' in text for text in texts)


def test_no_face_reads_a_table_of_reviews_but_that_of_what_audits_found(unit, complaint):
    complaint()
    with CaptureQueriesContext(connection) as asked:
        for face in ROWS:
            rows_of_records(face, unit, on=TODAY)
    tables = {table for one in asked.captured_queries for table in re.findall(r'FROM "(\w+)"|JOIN "(\w+)"', one["sql"])}
    named = {name for pair in tables for name in pair if name}

    assert {name for name in named if name.startswith("assurance_")} <= {
        "assurance_auditfinding",
        "assurance_auditfindingaction",
    }
    assert {"voice_complaint", "workforce_spell", "learning_session"} <= named
