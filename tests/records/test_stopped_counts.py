"""A child whom somebody said they should not see counts in every number that they ask for, on both databases alike; and
what tells of children one by one leaves the child out."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, connection

from lineofsight.desk.sight.judged import rules_in_use
from lineofsight.desk.sight.together import counts_file
from lineofsight.desk.sight.what_if import Changed, what_if
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.models import Person
from lineofsight.partnership.queries import actor_of
from lineofsight.partnership.scope import scope
from lineofsight.records.identities.models import Subject
from lineofsight.records.posts import offered
from lineofsight.records.practice.counts import KindCount
from lineofsight.records.practice.models import Description
from lineofsight.records.taken import TakenSpan
from lineofsight.sight.what_if import time_named
from tests.factories.partnership import access_question
from tests.records.readings import born, carries, placed, reading, visit, with_worker

pytestmark = pytest.mark.django_db
START, AS_AT = date(2026, 2, 2), date(2026, 6, 22)
OF_THE_CHILD = (
    born("1001"),
    placed("1001", START),
    TakenSpan("1001", "care", START, row="C-1001"),
    TakenSpan("1001", "legal", START, code="C2", row="L-1001"),
    visit("1001", date(2026, 2, 5)),
    # Due in time after 42 days, and late after 28.
    visit("1001", date(2026, 5, 20)),
    with_worker("1001", "SW-7", START),
)


@pytest.fixture
def stopped(council) -> Actor:
    """The analyst, who has said of one of two children that they should not see the child."""
    council.takes(
        reading(
            *OF_THE_CHILD,
            placed("1002", START),
            with_worker("1002", "SW-8", START),
            carried=(carries("care-visit"), carries("placement"), carries("care"), carries("legal")),
        )
    )
    person = Person.objects.get(pk=council.analyst.person_id)
    asked = access_question(person, council.agency)
    child = Description.objects.get().subject
    type(asked).objects.filter(pk=asked.pk).update(subject_ref=child.ref, stops=True)
    council.analyst = actor_of(person, now=council.analyst.now)
    assert child.ref in council.analyst.stopped
    return council.analyst


def asked(actor: Actor) -> Changed:
    with scope(actor, writes=False):
        return what_if(actor, as_at=AS_AT, time=time_named(rules_in_use(), "cla-visit:4"), number=28)


def numbers(changed: Changed) -> tuple[object, ...]:
    return changed.late_in_all, changed.in_time_in_all, changed.older, changed.others, changed.now, changed.then


def counts(actor: Actor) -> object:
    with scope(actor, writes=True):
        return counts_file(actor, as_at=AS_AT).counts


def workers(actor: Actor) -> object:
    with scope(actor, writes=False):
        return offered(actor)


@pytest.fixture
def nobody_in_particular(stopped) -> Actor:
    return stopped.counting


@pytest.mark.parametrize("number", [lambda actor: numbers(asked(actor)), workers], ids=["what if", "who works here"])
def test_the_child_is_in_the_number(stopped, nobody_in_particular, number: Callable[[Actor], object]):
    assert number(stopped) == number(nobody_in_particular)


def test_the_child_is_in_the_counts_that_go_to_others(stopped):
    before = counts(stopped)
    # As if the question were answered.
    assert before == counts(replace(stopped, stopped=frozenset()))


def test_the_what_if_lists_everybody_but_the_child_and_says_how_many_it_does_not(stopped, nobody_in_particular):
    every, seen = asked(nobody_in_particular), asked(stopped)
    child = Subject.objects.get(ref=next(iter(stopped.stopped))).shown

    assert child in {one.one.child for one in (*every.late, *every.in_time)}
    assert child not in {one.one.child for one in (*seen.late, *seen.in_time)}
    assert seen.not_shown > 0
    assert every.not_shown == 0


def test_a_return_knows_the_child_again_and_adds_nobody(stopped, council):
    again = reading(*OF_THE_CHILD, visit("1002", date(2026, 6, 1)), carried=(carries("care-visit"),))

    foretold, took = council.previews(again), council.takes(again)

    assert dict(foretold.body.kinds) == dict(took.body.kinds)
    assert dict(took.body.kinds)["placement"] == KindCount(read=1, unchanged=1)
    assert Subject.objects.count() == 2


def test_control_read_as_the_person_the_return_would_not_know_the_child(stopped, council, monkeypatch):
    if connection.vendor == "sqlite":
        # It has no second wall: there the return has always known the child.
        return
    monkeypatch.setattr(Actor, "counting", property(lambda actor: actor))
    again = reading(*OF_THE_CHILD, visit("1002", date(2026, 6, 1)), carried=(carries("care-visit"),))

    assert dict(council.previews(again).body.kinds)["placement"] == KindCount(read=1, new=1)
    with pytest.raises(IntegrityError):
        council.takes(again)
