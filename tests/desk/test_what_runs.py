"""«My work» of whoever works with children: steps of pathways, requests to take part; one question where none."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lineofsight.desk.my_work.queries import work_of
from lineofsight.desk.my_work.waiting import Waiting
from lineofsight.desk.my_work.what_runs import kinds_there, once
from lineofsight.partnership.rules import Role
from tests.factories import pathway_rows, record_rows
from tests.factories.partnership import TODAY, actor, member, partnership

pytestmark = pytest.mark.django_db


@pytest.fixture
def bodies(db):
    return partnership()


@pytest.fixture
def run(bodies):
    """A baby of the council on a pathway, started by a practitioner who is near the child."""
    starter = member(Role.PRACTITIONER, bodies.council)
    child = record_rows.subject(record_rows.delivery(bodies.council), pseudonym="P" * 26, shown="KX4-72M")
    record_rows.near(starter, child)
    run = pathway_rows.run(bodies.council, starter)
    pathway_rows.part(run, child)
    return run


def near(run, bodies):
    return actor(Role.PRACTITIONER, bodies.council, person=run.person)


def lines(who, kind):
    return [one for one in work_of(who).waiting if one.kind == kind]


def test_ones_own_step_stands_with_its_day_and_without_the_child(run, bodies):
    pathway_rows.waiting(run, step="assess", due=TODAY - timedelta(days=3))

    (line,) = lines(near(run, bodies), "part")

    assert (line.text, line.due) == ("Finish the assessment before birth", TODAY - timedelta(days=3))
    assert "KX4" not in line.text + line.note


def test_a_step_of_another_agency_or_of_a_later_week_does_not_wait_for_me(run, bodies):
    pathway_rows.waiting(run, step="antenatal", due=TODAY)
    pathway_rows.waiting(run, step="assess", due=TODAY + timedelta(days=8))

    assert lines(near(run, bodies), "part") == []


def test_whoever_is_not_near_the_child_reads_nothing_of_its_steps(run, bodies):
    pathway_rows.waiting(run, step="assess", due=TODAY)
    stranger = actor(
        Role.PRACTITIONER, bodies.council, person=member(Role.PRACTITIONER, bodies.council, email="b@c.de")
    )

    assert kinds_there(stranger) == frozenset()
    assert lines(stranger, "part") == []


def test_a_request_to_take_part_waits_for_the_lead_of_the_agency_that_is_asked(run, bodies):
    pathway_rows.call(run, bodies.health)

    found = {
        agency.code: lines(actor(Role.SAFEGUARDING_LEAD, agency), "call") for agency in (bodies.council, bodies.health)
    }

    assert found[bodies.council.code] == []
    assert [one.text for one in found[bodies.health.code]] == [
        f"{bodies.council.name} asks your agency to take part: Keeping babies safe, from pregnancy on"
    ]


def test_an_answered_request_waits_no_longer(run, bodies):
    pathway_rows.call(run, bodies.health, state="declined")

    assert lines(actor(Role.SAFEGUARDING_LEAD, bodies.health), "call") == []


def test_where_nothing_runs_all_of_it_is_one_question(bodies):
    with CaptureQueriesContext(connection) as counted:
        there = kinds_there(actor(Role.SAFEGUARDING_LEAD, bodies.council))

    assert there == frozenset()
    assert len(counted) == 1


def test_whoever_can_have_none_of_it_is_not_even_asked_for(bodies):
    with CaptureQueriesContext(connection) as counted:
        there = kinds_there(actor(Role.PUBLISHER, bodies.hub))

    assert (there, len(counted)) == (frozenset(), 0)


def test_what_a_register_and_a_pathway_ask_for_one_child_in_the_same_words_stands_once_with_both_days():
    step = Waiting("Send the letter", "part", "a", note="Before care proceedings.", due=TODAY, child_ref="c1")
    said = Waiting("Scrutiny panel: send the letter", "chased", "b", due=TODAY + timedelta(days=3), child_ref="c1")
    others = [
        replace(said, child_ref="c2"),
        replace(said, text="Scrutiny panel: offer a family meeting"),
        replace(said, kind="meeting"),
    ]

    folded, control = list(once([step], [said])), list(once([step], others))

    assert [(one.ref, one.due) for one in folded] == [("a", TODAY)]
    assert folded[0].note == "Before care proceedings. Also agreed: Scrutiny panel, by 25 June 2026."
    # Of another child, of another thing and where nothing waits on a pathway, it stands for itself.
    assert control == [*others, step]
    assert list(once([], [said])) == [said]
