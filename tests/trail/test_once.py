"""Promise P13: a form sent twice has one effect."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connections, transaction

from lineofsight.trail.actions import NoTransaction, record
from lineofsight.trail.models import Done, Event
from lineofsight.trail.once import already_done, remember
from tests.trail.given import moment


def send(*, key: str, actor: str = "person", remembers: bool = True) -> str:
    """What a page does with a form: asks, acts, remembers."""
    with transaction.atomic():
        location = already_done(actor_ref=actor, key=key)
        if location is not None:
            return location
        event = record("statement.saved", subject="statement", by=actor, at=moment(1))
        if remembers:
            remember(actor_ref=actor, key=key, location=f"/statements/{event.ref}", at=moment(1))
        return f"/statements/{event.ref}"


@pytest.mark.django_db
def test_the_second_sending_gets_the_first_answer_and_does_nothing():
    first, second = send(key="form-1"), send(key="form-1")

    assert first == second
    assert Event.objects.count() == 1


@pytest.mark.django_db
def test_another_form_and_another_person_are_not_held_up():
    send(key="form-1")
    send(key="form-2")
    send(key="form-1", actor="someone-else")

    assert Event.objects.count() == 3


@pytest.mark.django_db
def test_control_without_remembering_there_are_two_effects():
    send(key="form-1", remembers=False)
    send(key="form-1", remembers=False)

    assert Event.objects.count() == 2


@pytest.mark.django_db
def test_an_answer_is_kept_once():
    remember(actor_ref="person", key="form-1", location="/one", at=moment(1))

    with pytest.raises(IntegrityError), transaction.atomic():
        remember(actor_ref="person", key="form-1", location="/two", at=moment(2))

    assert Done.objects.get().location == "/one"


@pytest.mark.django_db(transaction=True)
def test_it_is_asked_within_the_transaction_of_the_act_only():
    with pytest.raises(NoTransaction):
        already_done(actor_ref="person", key="form-1")


def race(many: int, **options) -> set[str]:
    """The same form sent by so many threads at one moment; the answers they got."""
    together = threading.Barrier(many)

    def work(_):
        try:
            together.wait(30)
            return send(key="form-1", **options)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(many) as threads:
        return set(threads.map(work, range(many)))


@pytest.mark.postgres_only
@pytest.mark.django_db(transaction=True)
def test_eight_at_once_have_one_effect_and_one_answer():
    answers = race(8)

    assert len(answers) == 1
    assert Event.objects.count() == 1


@pytest.mark.postgres_only
@pytest.mark.django_db(transaction=True)
def test_control_eight_at_once_without_a_key_have_eight_effects():
    assert len(race(8, remembers=False)) == 8
