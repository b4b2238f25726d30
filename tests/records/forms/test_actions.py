"""Forms that a step, an entry or a file asks for; who may begin what; and what a form about nobody is."""

import pytest

from lineofsight.library.instrument import About, Instrument
from lineofsight.library.shelf import load
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.policy import Forbidden
from lineofsight.partnership.rows import Stale
from lineofsight.partnership.rules import Role
from lineofsight.records.forms.actions import CannotBegin, NotForYou, begin_form, save_section, set_aside
from lineofsight.records.forms.models import Form, Saved
from lineofsight.records.forms.queries import asked_for, begun_by, find_form, kept_of
from lineofsight.records.forms.rules.answers import CannotTake
from tests.factories import record_rows
from tests.factories.partnership import acting, actor, member, partnership
from tests.factories.sight_rows import returned

pytestmark = pytest.mark.django_db
STEP = "s" * 26


def instrument(id: str) -> Instrument:
    return load().newest(Instrument, id)


@pytest.fixture
def bodies():
    return partnership()


@pytest.fixture
def child(bodies):
    return returned(bodies.council).child(team="North 1")


@pytest.fixture
def worker(bodies, child) -> Actor:
    person = member(Role.PRACTITIONER, bodies.council)
    record_rows.near(person, child)
    return actor(Role.PRACTITIONER, bodies.council, person=person)


def test_a_form_that_a_step_asks_for_is_found_by_the_step(child, worker):
    cannabis = instrument("cannabis-assessment")
    form = begin_form(instrument=cannabis, about=About.STEP, by=worker, subject=child, for_ref=STEP)
    begin_form(instrument=cannabis, about=About.CHILD, by=worker, subject=child)

    assert list(asked_for(worker, STEP)) == [form]
    assert begun_by(worker).count() == 2


def test_a_form_about_a_step_is_not_begun_without_the_step(child, worker):
    with pytest.raises(CannotBegin, match="is begun from there"):
        begin_form(instrument=instrument("cannabis-assessment"), about=About.STEP, by=worker, subject=child)


def test_a_form_is_about_nothing_that_its_instrument_does_not_name(child, worker):
    with pytest.raises(CannotBegin, match="is about child or step, not about agency"):
        begin_form(instrument=instrument("cannabis-assessment"), about=About.AGENCY, by=worker)


def test_a_form_about_a_session_names_no_child(bodies, child):
    manager = acting(Role.TEAM_MANAGER, bodies.council)

    form = begin_form(instrument=instrument("reflective-supervision"), about=About.SESSION, by=manager)

    assert form.subject is None
    assert find_form(manager, form.ref) == form
    assert find_form(acting(Role.PRACTITIONER, bodies.council), form.ref) is None


def test_a_form_about_a_child_of_another_agency_is_not_begun(bodies, child):
    lead = acting(Role.TEAM_MANAGER, bodies.health)

    with pytest.raises(CannotBegin, match="in the agency that keeps the child's records"):
        begin_form(instrument=instrument("cannabis-assessment"), about=About.CHILD, by=lead, subject=child)


@pytest.mark.parametrize(("role", "refusal"), [(Role.PRACTITIONER, NotForYou), (Role.ANALYST, Forbidden)])
def test_whoever_an_instrument_is_not_for_begins_none(bodies, child, role, refusal):
    with pytest.raises(refusal):
        begin_form(
            instrument=instrument("parenting-assessment-quality"),
            about=About.CHILD,
            by=acting(role, bodies.council),
            subject=child,
        )


def test_several_answers_that_cannot_be_taken_are_all_told_and_nothing_is_saved(child, worker):
    form = begin_form(instrument=instrument("cannabis-assessment"), about=About.CHILD, by=worker, subject=child)

    with pytest.raises(CannotTake) as told:
        save_section(
            form=form,
            section="into-which-plan",
            answers={("plan", 0): "no such plan", ("parent-has-copy", 0): "maybe"},
            expected=0,
            by=worker,
        )

    assert [one.question for one in told.value.found] == ["plan", "parent-has-copy"]
    assert not Saved.objects.exists()


def test_of_two_savers_with_the_same_number_one_is_told(child, worker):
    form = begin_form(instrument=instrument("cannabis-assessment"), about=About.CHILD, by=worker, subject=child)
    save_section(form=form, section="into-which-plan", answers={("plan", 0): "none"}, expected=0, by=worker)

    with pytest.raises(Stale) as stale:
        save_section(form=form, section="into-which-plan", answers={("plan", 0): "care"}, expected=0, by=worker)

    assert stale.value.row.number == 1
    assert kept_of(form).answers == {("plan", 0): "none"}


def test_a_form_set_aside_with_an_older_version_is_not(child, worker):
    form = begin_form(instrument=instrument("cannabis-assessment"), about=About.CHILD, by=worker, subject=child)
    save_section(form=form, section="into-which-plan", answers={}, expected=0, by=worker)

    with pytest.raises(Stale):
        set_aside(form=form, expected=1, by=worker)

    assert Form.objects.get().state == "started"
