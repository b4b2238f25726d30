"""The history of one thing, with the details that its reader may see."""

import pytest

from lineofsight.trail import triggers
from lineofsight.trail.actions import erase_details
from lineofsight.trail.models import Event, Payload
from lineofsight.trail.queries import history, last_checkpoint
from lineofsight.trail.sealer import seal
from lineofsight.trail.sensitivity import Sens
from tests.trail.given import moment, sealed_trail, some_events

pytestmark = pytest.mark.django_db


def everything(level: Sens, agency: str) -> bool:
    return True


def test_a_history_is_of_its_subject_alone_and_newest_first():
    some_events(3, subject="review")
    some_events(2, subject="another")

    entries = history(subject="review", sees_details=everything)

    assert [entry.at for entry in entries] == [moment(2), moment(1), moment(0)]


def test_details_are_shown_to_those_who_may_see_them():
    some_events(2)

    entries = history(subject="review", sees_details=lambda level, agency: agency == "council" and level == Sens.S1)

    assert [(entry.agency_code, entry.details and entry.details["number"]) for entry in entries] == [
        ("council", 1),
        ("northmoor", None),
    ]


def test_erased_details_are_said_to_be_erased():
    event, _ = some_events(2)
    erase_details(events=Event.objects.filter(pk=event.pk), by="officer", at=moment(5), reason="asked for")

    entry = history(subject="review", sees_details=everything)[-1]

    assert (entry.details, entry.was_erased) == (None, True)


def test_an_entry_knows_its_place_once_it_is_sealed():
    sealed_trail(batches=1, each=2)
    some_events(1, hour=9)

    assert [entry.place for entry in history(subject="review", sees_details=everything)] == [None, 1, 0]


def test_a_long_history_comes_in_pages():
    some_events(5)

    first = history(subject="review", sees_details=everything, limit=3)
    rest = history(subject="review", sees_details=everything, limit=3, before=first[-1].ref)

    assert [entry.at for entry in first + rest] == [moment(hour) for hour in (4, 3, 2, 1, 0)]


def test_an_event_whose_details_are_hidden_altogether_is_shown_without():
    some_events(1)
    triggers.lift()
    Payload.objects.all().delete()

    assert history(subject="review", sees_details=everything)[0].details is None


def test_the_last_checkpoint_is_the_one_to_hand_out():
    assert last_checkpoint() is None
    sealed_trail(batches=2)

    assert last_checkpoint().note == seal(at=moment(99)).note
