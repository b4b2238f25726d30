"""A step that names an instrument: its form is begun once from the page of the run, and kept under an opaque text."""

import pytest

from lineofsight.desk.pathways import begin_form_of, form_ref, pathway_of, run_seen
from lineofsight.partnership.models import Person
from lineofsight.partnership.queries import actor_of
from lineofsight.partnership.rules import Role
from lineofsight.partnership.scope import scope
from lineofsight.records.forms.models import Form
from lineofsight.records.pathways.rules import NotNow
from tests.factories import record_rows
from tests.factories.partnership import NOW, TODAY, member
from tests.records.pathways.conftest import started

pytestmark = pytest.mark.django_db
STEP = "talk-over"


@pytest.fixture
def part(council):
    return started(council, "when-we-are-not-managing", day=TODAY)


def begun(part, by):
    with scope(by, writes=True):
        return begin_form_of(part, pathway_of(part).step(STEP), by=by)


def of_step(part, by, step=STEP):
    with scope(by, writes=False):
        return next(one for one in run_seen(by, part, today=TODAY).steps if one.step.id == step)


def test_a_form_of_a_step_is_begun_once_and_then_gone_on_with(part, council):
    first, second = begun(part, council.near), begun(part, council.near)

    assert first.pk == second.pk
    assert (first.about, first.subject_id) == ("step", council.child.pk)
    assert [form.pk for form in of_step(part, council.near).forms] == [first.pk]


def test_the_page_offers_the_form_only_at_the_step_that_names_it(part, council):
    assert of_step(part, council.near).instrument.id == "not-managing-to-work-with-a-parent"
    assert of_step(part, council.near, "see-child").instrument is None


def test_nothing_of_part_or_step_can_be_read_from_where_the_form_is_kept(part):
    step = pathway_of(part).step(STEP)

    kept = form_ref(part, step)

    assert kept == form_ref(part, step)
    assert kept != form_ref(part, pathway_of(part).step("change"))
    assert part.ref not in kept
    assert step.id not in kept


def test_whoever_the_instrument_is_not_for_begins_none(part, council):
    officer = member(Role.REVIEWING_OFFICER, council.agency, email="officer@council.example")
    record_rows.near(officer, council.child)

    with pytest.raises(NotNow):
        begun(part, actor_of(Person.objects.get(pk=officer.pk), now=NOW))

    assert not Form.objects.exists()


def test_no_form_is_begun_at_a_step_that_names_none(part, council):
    with pytest.raises(NotNow), scope(council.near, writes=True):
        begin_form_of(part, pathway_of(part).step("see-child"), by=council.near)
