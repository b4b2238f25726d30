"""Two agencies on one pathway: each sees the other's steps with their days, and nothing of the other's records."""

from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from lineofsight.desk.pathways import run_seen
from lineofsight.partnership.moves import WrongState
from lineofsight.partnership.policy import Forbidden
from lineofsight.partnership.rules import Role
from lineofsight.partnership.scope import scope
from lineofsight.records.identities.models import Subject
from lineofsight.records.pathways.actions import call_in, decline, take_on
from lineofsight.records.pathways.models import Call, Part, Run, StepDone, Waiting
from lineofsight.records.practice.models import Fact
from tests.factories.partnership import TODAY, acting
from tests.records.pathways.conftest import STARTED, does, side, started

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)
EXPECTED = date(2026, 9, 1)


@pytest.fixture
def ours(council):
    return started(council, "keeping-babies-safe", birth_expected=EXPECTED)


def called(by, part, agency) -> Call:
    with scope(by, writes=True):
        return call_in(part=part, agency=agency, by=by)


def taken_on(by, call, child) -> Part:
    with scope(by, writes=True):
        # Whoever may not see it is refused all the same.
        call = Call.objects.filter(pk=call.pk).first() or call
        return take_on(call=call, subject=child, expected_version=call.version, by=by)


@pytest.fixture
def theirs(council, health, ours):
    call = called(council.near, ours, health.agency)
    return taken_on(health.lead, call, health.child)


def page(by, part):
    with scope(by, writes=False):
        part = Part.objects.visible_to(by).select_related("run", "run__agency", "subject", "agency").get(pk=part.pk)
        return run_seen(by, part, today=TODAY)


def entries(found, step):
    [one] = [one for one in found.steps if one.step.id == step]
    return one.entries


def test_the_other_agency_sees_the_day_of_a_step_and_not_its_outcome(council, health, ours, theirs):
    does(council.near, ours, "assess", STARTED + A_DAY, "conference")

    [own] = entries(page(council.near, ours), "assess")
    [other] = entries(page(health.near, theirs), "assess")

    assert (own.day, own.code) == (STARTED + A_DAY, "conference")
    assert (other.day, other.code, other.agency) == (STARTED + A_DAY, None, council.agency.name)


def test_what_an_outcome_brings_onto_the_way_the_other_agency_learns(council, health, ours, theirs):
    does(council.near, ours, "assess", STARTED + A_DAY, "plan")

    steps = {one.step.id for one in page(health.near, theirs).steps}

    assert "conference" not in steps
    assert "birth-plan" in steps


def test_each_agency_sees_its_own_child_and_no_other(council, health, ours, theirs):
    assert page(council.near, ours).part.subject.shown == "KX4-72M"
    assert page(health.near, theirs).part.subject.shown == "HB7-43P"
    for by in (council.near, council.lead):
        with scope(by, writes=False):
            assert set(Part.objects.visible_to(by)) == {ours}
            assert not Subject.objects.visible_to(by).filter(pk=health.child.pk).exists()
    for by in (health.near, health.lead):
        with scope(by, writes=False):
            assert set(Part.objects.visible_to(by)) == {theirs}
            assert not Subject.objects.visible_to(by).filter(pk=council.child.pk).exists()
            assert not Fact.objects.visible_to(by).filter(agency=council.agency).exists()


def test_both_do_their_own_steps_and_neither_the_others(council, health, ours, theirs):
    does(health.near, theirs, "born", STARTED + 2 * A_DAY)

    assert entries(page(council.near, ours), "born")[0].agency == health.agency.name
    with pytest.raises(Forbidden):
        does(health.near, theirs, "assess", STARTED + 2 * A_DAY, "plan")
    with pytest.raises(Forbidden):
        does(council.near, ours, "new-birth", STARTED + 2 * A_DAY)


def test_an_agency_that_does_not_take_part_sees_nothing(council, health, ours, theirs, bodies):
    probation = side(bodies.scrutiny, "PR2-11Q")

    for by in (probation.near, probation.lead):
        with scope(by, writes=False):
            for model in (Run, Part, Call, StepDone, Waiting):
                assert not model.objects.visible_to(by).exists(), model
                if connection.vendor == "postgresql":
                    assert not model.objects.exists(), model


def test_row_security_says_what_visible_to_says(council, health, ours, theirs):
    does(council.near, ours, "assess", STARTED + A_DAY, "conference")

    for by in (council.near, council.lead, health.near, health.lead):
        with scope(by, writes=False):
            for model in (Run, Part, Call, StepDone, Waiting):
                asked = set(model.objects.visible_to(by).values_list("pk", flat=True))
                if connection.vendor == "postgresql":
                    assert set(model.objects.values_list("pk", flat=True)) == asked, (by.role_words, model)


def test_a_privileged_step_stays_with_the_agency_that_did_it(council, health, bodies):
    ours = started(council, "pre-proceedings")
    does(council.near, ours, "gateway", STARTED, "gateway")
    theirs = taken_on(health.lead, called(council.near, ours, health.agency), health.child)

    with scope(health.near, writes=False):
        assert not StepDone.objects.visible_to(health.near).filter(step="gateway").exists()
        assert not Waiting.objects.visible_to(health.near).filter(step="gateway").exists()
        if connection.vendor == "postgresql":
            assert not StepDone.objects.filter(step="gateway").exists()
    assert "gateway" not in {one.step.id for one in page(health.near, theirs).steps}
    assert "gateway" in {one.step.id for one in page(council.near, ours).steps}


def test_a_request_is_answered_once_by_the_lead_of_the_agency_that_was_asked(council, health, ours):
    call = called(council.near, ours, health.agency)

    with pytest.raises(Forbidden):
        taken_on(health.near, call, health.child)
    with scope(health.lead, writes=True):
        decline(call=call, expected_version=call.version, by=health.lead)
    with pytest.raises(WrongState):
        taken_on(health.lead, call, health.child)

    assert Part.objects.count() == 1


def test_a_child_of_another_agency_cannot_be_named(council, health, ours):
    call = called(council.near, ours, health.agency)

    with pytest.raises(Forbidden):
        taken_on(health.lead, call, council.child)


def test_row_security_keeps_an_agency_from_writing_into_a_run_that_it_is_not_part_of(council, health, ours):
    """The page finds no such run; this is what stands behind it. SQLite has no second wall."""
    if connection.vendor == "sqlite":
        assert not Run.objects.visible_to(health.near).exists()
        return
    with pytest.raises(DatabaseError), scope(health.near, writes=True), transaction.atomic():
        Waiting.objects.create(run_id=ours.run_id, agency=health.agency, pathway="x", step="y")


def test_what_is_shared_is_told_to_a_lead_of_the_agency_that_was_asked_before_it_answers(council, health, ours):
    call = called(council.near, ours, health.agency)
    other = acting(Role.SAFEGUARDING_LEAD, council.agency, email="second-lead@council.example")

    with scope(health.lead, writes=False):
        assert set(Call.objects.visible_to(health.lead)) == {call}
        assert not Run.objects.visible_to(health.lead).exists()
    with scope(health.near, writes=False):
        assert not Call.objects.visible_to(health.near).exists()
    with scope(other, writes=False):
        assert set(Call.objects.visible_to(other)) == {call}
