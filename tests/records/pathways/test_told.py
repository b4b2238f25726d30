"""Whoever is told of a step learns that it was done and when; of another agency's records they learn nothing."""

from datetime import timedelta

import pytest
from django.db import connection

from lineofsight.desk.my_work.digests import digests_of
from lineofsight.desk.my_work.queries import work_of
from lineofsight.desk.my_work.told import put_all_away, put_away, told_lines
from lineofsight.desk.pathways import due_of, kinds_of_fact, pathway_of
from lineofsight.partnership.actor import job
from lineofsight.partnership.models import Person
from lineofsight.partnership.policy import Forbidden
from lineofsight.partnership.queries import actor_of
from lineofsight.partnership.rules import Role
from lineofsight.partnership.scope import scope
from lineofsight.records.identities.models import Worker
from lineofsight.records.pathways.actions import call_in, correct_step, take_on
from lineofsight.records.pathways.models import Part, StepRead
from lineofsight.records.pathways.rules import NotNow
from lineofsight.records.pathways.told import TOLD_FOR
from lineofsight.records.practice.nearness import give_post
from lineofsight.trail.models import Event
from tests.factories import pathway_rows
from tests.factories.partnership import NOW, TODAY, member
from tests.records.pathways.conftest import STARTED, does, side, started

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)


@pytest.fixture
def ours(council):
    return started(council, "keeping-babies-safe", birth_expected=TODAY + 60 * A_DAY)


@pytest.fixture
def theirs(council, health, ours):
    with scope(council.near, writes=True):
        call = call_in(part=ours, agency=health.agency, by=council.near)
    with scope(health.lead, writes=True):
        return take_on(call=call, subject=health.child, expected_version=call.version, by=health.lead)


@pytest.fixture
def visitor(health):
    """Somebody of health who works with the child, and to whom the pathway tells."""
    person = member(Role.PRACTITIONER, health.agency)
    worker = Worker.objects.get(delivery__agency=health.agency)
    give_post(person=person, agency=health.agency, by=health.lead, worker=worker)
    return actor_of(person, now=NOW)


def lines_of(by):
    with scope(by, writes=False):
        return [(one.told.step, one.told.day, one.told.agency, one.told.child) for one in told_lines(by)]


def work_lines(by):
    with scope(by, writes=False):
        return [one for one in work_of(by).waiting if one.kind == "told"]


def has_read(by, part, done):
    with scope(by, writes=True):
        put_away(part=part, step_ref=done.ref, by=by)


def test_the_other_agency_is_told_that_a_step_was_done_and_its_day_under_its_own_name_of_the_child(
    council, health, ours, theirs, visitor
):
    does(council.near, ours, "assess", STARTED + A_DAY, "conference")

    told = ("assess", STARTED + A_DAY, council.agency.name, "HB7-43P")

    assert lines_of(visitor) == lines_of(health.lead) == [told]
    with scope(visitor, writes=False):
        said = repr(told_lines(visitor)) + repr(work_of(visitor))
    assert "conference" not in said
    assert "KX4-72M" not in said


def test_it_goes_the_other_way_too(council, health, ours, theirs, visitor):
    does(visitor, theirs, "born", STARTED + 2 * A_DAY)

    assert lines_of(council.near) == [("born", STARTED + 2 * A_DAY, health.agency.name, "KX4-72M")]
    assert lines_of(visitor) == []


def test_my_work_says_it_to_whoever_works_with_the_child_and_counts_it_for_the_lead(
    council, health, ours, theirs, visitor
):
    does(council.near, ours, "assess", STARTED + A_DAY, "conference")

    [near], [lead] = work_lines(visitor), work_lines(health.lead)

    assert near.text == "Done: Finish the assessment before birth"
    assert near.since == STARTED + A_DAY
    assert lead.text == "1 step was done of which you are told"
    assert "HB7" not in near.text + near.note + lead.text + lead.note


def test_a_role_that_is_not_named_an_agency_that_takes_no_part_and_whoever_is_not_near_are_told_nothing(
    council, health, ours, theirs, bodies
):
    elsewhere = side(bodies.scrutiny, "PR2-11Q")
    far = member(Role.PRACTITIONER, health.agency, email="far@health.example")
    does(council.near, ours, "assess", STARTED + A_DAY, "conference")

    for by in (health.near, elsewhere.near, elsewhere.lead, actor_of(far, now=NOW), council.near, council.lead):
        assert lines_of(by) == [], by.role_words


def test_what_was_read_is_put_away_for_the_reader_alone_and_leaves_a_trail(council, health, ours, theirs, visitor):
    done = does(council.near, ours, "assess", STARTED + A_DAY, "conference")

    has_read(visitor, theirs, done)

    assert lines_of(visitor) == work_lines(visitor) == []
    assert len(lines_of(health.lead)) == 1
    [event] = Event.objects.filter(act="pathway.read")
    assert (event.actor_ref, event.subject_ref) == (visitor.ref, theirs.ref)
    with pytest.raises(NotNow):
        has_read(visitor, theirs, done)


def test_several_are_one_line_of_my_work_and_are_put_away_together_but_for_what_came_after(
    council, health, ours, theirs, visitor
):
    does(visitor, theirs, "born", STARTED + A_DAY)
    does(visitor, theirs, "discharge", STARTED + 2 * A_DAY, "meeting")
    with scope(council.near, writes=False):
        shown = [one.told.ref for one in told_lines(council.near)]
    [line] = work_lines(council.near)

    with scope(council.near, writes=True):
        first = put_all_away(step_refs=shown[1:], by=council.near)
    left = lines_of(council.near)
    with scope(council.near, writes=True):
        second = put_all_away(step_refs=shown, by=council.near)

    assert line.text == "2 steps were done of which you are told"
    assert (line.child, line.since) == ("", STARTED + A_DAY)
    assert [step for step, *_ in left] == ["discharge"]
    assert (first, second, lines_of(council.near)) == (1, 1, [])
    assert Event.objects.filter(act="pathway.read").count() == 2


def test_who_has_read_it_the_agency_that_did_the_step_does_not_learn(council, health, ours, theirs, visitor):
    done = does(council.near, ours, "assess", STARTED + A_DAY, "conference")

    has_read(visitor, theirs, done)

    for by, number in ((council.near, 0), (council.lead, 0), (health.lead, 1), (visitor, 1), (health.near, 0)):
        with scope(by, writes=False):
            assert StepRead.objects.visible_to(by).count() == number, by.role_words
            if connection.vendor == "postgresql":
                assert StepRead.objects.count() == number, by.role_words


def test_nobody_puts_away_on_anothers_part_or_what_was_not_told_them(council, health, ours, theirs, visitor):
    done = does(council.near, ours, "assess", STARTED + A_DAY, "conference")

    with pytest.raises(Forbidden):
        has_read(visitor, ours, done)
    for by, part in ((health.near, theirs), (council.near, ours)):
        with pytest.raises(NotNow):
            has_read(by, part, done)

    assert not StepRead.objects.exists()


@pytest.mark.parametrize(("is_shared", "number"), [(True, 1), (False, 0)])
def test_a_privileged_step_is_told_to_nobody_of_another_agency(
    council, health, ours, theirs, visitor, is_shared, number
):
    pathway_rows.done(ours.run, council.agency, step="assess", is_shared=is_shared)

    assert len(lines_of(visitor)) == len(lines_of(health.lead)) == number


def test_a_correction_is_told_anew_and_what_it_corrects_no_more(council, health, ours, theirs, visitor):
    done = does(council.near, ours, "assess", STARTED + A_DAY, "conference")
    has_read(visitor, theirs, done)

    with scope(council.near, writes=True):
        part = Part.objects.select_related("run", "subject", "agency").get(pk=ours.pk)
        correct_step(
            done=done,
            part=part,
            pathway=pathway_of(part),
            day=STARTED + 3 * A_DAY,
            code="conference",
            expected_version=part.run.version,
            kinds=kinds_of_fact(),
            due=due_of,
            by=council.near,
        )

    assert [day for _, day, _, _ in lines_of(visitor)] == [STARTED + 3 * A_DAY]


def test_after_sixty_days_a_line_goes_of_itself(council, health, ours, theirs, visitor):
    does(council.near, ours, "assess", STARTED + A_DAY, "conference")

    at_last = actor_of(Person.objects.get(pk=visitor.person_id), now=NOW + TOLD_FOR - A_DAY)
    too_late = actor_of(Person.objects.get(pk=visitor.person_id), now=NOW + TOLD_FOR + A_DAY)

    assert len(lines_of(at_last)) == 1
    assert lines_of(too_late) == []


def test_the_daily_mail_counts_it_and_says_nothing_of_it(council, health, ours, theirs, visitor):
    def digest():
        with scope(job("digests", now=NOW), writes=False):
            every = digests_of(day=TODAY, address="https://los.example", by=job("digests", now=NOW))
        return [one for one in every if one.person.pk == visitor.person_id]

    before = digest()
    done = does(council.near, ours, "assess", STARTED + A_DAY, "conference")
    [mail] = digest()
    has_read(visitor, theirs, done)

    assert before == digest() == []
    said = repr(mail.words)
    for word in ("KX4-72M", "HB7-43P", "assess", "conference", council.agency.name):
        assert word not in said
