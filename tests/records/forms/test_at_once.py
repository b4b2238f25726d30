"""Two people at the same moment: one saves, the other is told; one signs, the other does not slip an answer in."""

import pytest

from lineofsight.library.instrument import About, Instrument
from lineofsight.library.shelf import load
from lineofsight.partnership.moves import WrongState
from lineofsight.partnership.rows import Stale
from lineofsight.partnership.rules import Role
from lineofsight.partnership.scope import scope
from lineofsight.records.forms.actions import begin_form, save_section, sign_form
from lineofsight.records.forms.models import Form, Saved
from lineofsight.records.forms.queries import kept_of
from tests.at_once import at_once
from tests.factories import record_rows
from tests.factories.partnership import actor, member, partnership
from tests.factories.sight_rows import returned

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres_only]
SECTION = "into-which-plan"


@pytest.fixture
def two():
    """A form, and two practitioners near its child."""
    council = partnership().council
    child = returned(council).child(team="North 1")
    people = []
    for at in range(2):
        person = member(Role.PRACTITIONER, council, email=f"worker-{at}@council.example")
        record_rows.near(person, child)
        people.append(actor(Role.PRACTITIONER, council, person=person))
    of = load().newest(Instrument, "cannabis-assessment")
    with scope(people[0], writes=True):
        form = begin_form(instrument=of, about=About.CHILD, by=people[0], subject=child)
    return form, *people


def save(form: Form, by, answers, *, section: str = SECTION, expected: int = 0) -> None:
    save_section(form=Form.objects.get(pk=form.pk), section=section, answers=answers, expected=expected, by=by)


def test_of_two_who_save_one_section_at_the_same_moment_one_is_told(two):
    form, one, other = two

    def first(hold) -> None:
        with scope(one, writes=True):
            save(form, one, {("plan", 0): "none"})
            hold()

    def second() -> None:
        with scope(other, writes=True):
            save(form, other, {("plan", 0): "care"})

    first_said, second_said = at_once(first, second)

    assert first_said is None
    assert isinstance(second_said, Stale)
    assert kept_of(form).answers == {("plan", 0): "none"}


def test_of_two_who_save_two_sections_at_the_same_moment_both_are_kept(two):
    form, one, other = two

    def first(hold) -> None:
        with scope(one, writes=True):
            save(form, one, {("plan", 0): "none"})
            hold()

    def second() -> None:
        with scope(other, writes=True):
            save(form, other, {("with-parent", 0): "yes"}, section="the-conversation")

    assert at_once(first, second) == (None, None)
    assert kept_of(form).answers == {("plan", 0): "none", ("with-parent", 0): "yes"}


def test_nothing_is_saved_into_a_form_that_is_being_signed(two):
    form, one, other = two
    with scope(one, writes=True):
        save(
            form,
            one,
            {("held-on", 0): one.now.date(), ("with-parent", 0): "yes", ("child-thought-of", 0): "yes"},
            section="the-conversation",
        )
        save(form, one, {("plan", 0): "none", ("parent-has-copy", 0): "no"})
        version = Form.objects.get(pk=form.pk).version

    def first(hold) -> None:
        with scope(one, writes=True):
            sign_form(form=Form.objects.get(pk=form.pk), expected=version, by=one)
            hold()

    def second() -> None:
        with scope(other, writes=True):
            save(form, other, {("plan", 0): "none", ("parent-has-copy", 0): "yes"}, expected=1)

    first_said, second_said = at_once(first, second)

    assert first_said is None
    assert isinstance(second_said, WrongState)
    assert Saved.objects.count() == 2
