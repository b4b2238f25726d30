"""What the pages ask the trail: when something was last done, and the checkpoint to hand out."""

from types import SimpleNamespace

import pytest

from lineofsight.trail.queries import last_checkpoint, last_times
from lineofsight.trail.sealer import seal
from tests.trail.given import moment, sealed_trail, some_events

pytestmark = pytest.mark.django_db


def test_the_last_time_of_an_act_is_that_of_its_subject_alone():
    some_events(6)
    some_events(9, subject="another")
    subject = SimpleNamespace(ref="review")

    times = last_times(subject, ["statement.saved", "statement.signed_off", "statement.withdrawn"])

    assert times == {"statement.saved": moment(4), "statement.signed_off": moment(3)}


def test_the_last_checkpoint_is_the_one_to_hand_out():
    assert last_checkpoint() is None
    sealed_trail(batches=2)

    assert last_checkpoint().note == seal(at=moment(99)).note
