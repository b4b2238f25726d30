"""A child whose records were deleted comes back by no return unnoticed: left out, or back for what is new."""

from dataclasses import asdict
from datetime import date, timedelta

import pytest

from lineofsight.partnership.scope import scope
from lineofsight.records.identities import gone
from lineofsight.records.identities.actions import change_key
from lineofsight.records.identities.gone import forget_subjects, remember_gone
from lineofsight.records.identities.models import GoneChild, Subject
from lineofsight.records.practice.forgetting import forget_recorded
from lineofsight.records.practice.models import Description, Fact
from lineofsight.records.practice.recording import WasDeleted, add_child
from lineofsight.trail.models import Payload
from tests.factories.partnership import NOW, tombstone
from tests.records.readings import born, carries, placed, reading, visit, with_worker

pytestmark = pytest.mark.django_db
THEN, BEFORE, SINCE = date(1990, 5, 4), date(1991, 6, 22), date(2026, 4, 7)
THE_EXTRACT = (born("1001", date(1980, 1, 1)), visit("1001", THEN), placed("1001", THEN, THEN + timedelta(days=9)))


def extract(*further):
    """The same extract each time, with a child of today beside the one of long ago."""
    return reading(*THE_EXTRACT, visit("1002", SINCE), *further, carried=(carries("care-visit", THEN),))


@pytest.fixture
def after(council):
    """The council once the child of long ago is deleted."""
    council.takes(extract())
    child = Fact.objects.get(day=THEN).subject
    tombstone(child)
    remember_gone([child], before=BEFORE, at=NOW)
    forget_recorded([child])
    forget_subjects([child])
    return council


def told(took) -> tuple[int, int]:
    return took.body.gone_left_out, took.body.gone_back


def test_the_same_extract_again_leaves_the_child_out_and_says_so(after):
    # With one thing more, so that it is not the same file.
    again = extract(visit("1002", SINCE + timedelta(days=1)))
    foretold = after.previews(again)
    took = after.takes(again)

    assert told(foretold) == told(took) == (1, 0)
    assert asdict(foretold.body) == asdict(took.body)
    assert Subject.objects.count() == 1
    assert not Fact.objects.filter(day=THEN).exists()
    assert not Description.objects.exists()
    assert '"deleted_left_out":1' in Payload.objects.order_by("-pk").values_list("body", flat=True)[0]


def test_whoever_takes_the_child_in_by_hand_says_so_a_second_time_and_the_trail_knows(after):
    facts = {"agency": after.agency, "by": after.analyst}
    with pytest.raises(WasDeleted, match="before 22 June 1991 was deleted"), scope(after.analyst, writes=True):
        add_child(source_id="1001", **facts)
    assert Subject.objects.count() == 1

    with scope(after.analyst, writes=True):
        add_child(source_id="1001", again=True, **facts)
        # Control: of somebody of whom nothing was deleted nothing more is asked.
        add_child(source_id="1003", **facts)

    said = Payload.objects.filter(event__act="child.added").order_by("event_id").values_list("body", flat=True)
    assert ["deleted_before" in one for one in said] == [True, False]
    assert Subject.objects.count() == 3


def test_control_without_what_is_kept_of_the_child_the_extract_brings_everything_back_in_silence(after, monkeypatch):
    monkeypatch.setattr(gone.Gone, "before", lambda *_: None)

    took = after.takes(extract(), again=True)

    assert told(took) == (0, 0)
    assert Fact.objects.filter(day=THEN).exists()


@pytest.mark.parametrize(
    "new",
    [visit("1001", SINCE), placed("1001", SINCE - timedelta(days=13000)), with_worker("1001", "SW-7", SINCE)],
    ids=["an event since", "a placement that goes on", "a worker since"],
)
def test_something_new_brings_the_child_back_whole_and_is_told(after, new):
    foretold = after.previews(extract(new))
    took = after.takes(extract(new))

    assert told(foretold) == told(took) == (0, 1)
    assert asdict(foretold.body) == asdict(took.body)
    child = Description.objects.get().subject
    assert Fact.objects.filter(subject=child, day=THEN).exists()
    assert told(after.takes(extract(new), again=True)) == (0, 0), "then the child is here like any other"


def test_the_child_is_known_again_under_a_later_key(after):
    change_key(agency=after.agency, by=after.analyst)

    assert told(after.takes(extract())) == (1, 0)


def test_what_is_kept_of_the_child_is_no_pseudonym(after):
    [kept] = GoneChild.objects.all()

    assert len(kept.mark) == 64
    assert not Subject.objects.filter(pseudonym=kept.mark).exists()
