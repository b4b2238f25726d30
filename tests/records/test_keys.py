"""The key stays with the council: without it nothing comes in, under a new one the children are the same."""

from datetime import date

import pytest

from lineofsight.partnership.scope import scope
from lineofsight.records.identities.actions import StillUnderEarlier, change_key, drop_earlier_keys, look_up
from lineofsight.records.identities.keys import KeyMissing, held_keys, key_file, make_key
from lineofsight.records.identities.models import Renamed, Subject, Worker
from lineofsight.records.identities.rules import Named, key_of, pseudonym, shown
from lineofsight.trail.models import Event
from tests.factories import workforce_rows
from tests.factories.partnership import agency
from tests.records.readings import born, carries, placed, reading, visit, with_worker

MARCH, APRIL = date(2026, 3, 3), date(2026, 4, 7)
KEY = key_of(b"k" * 32)


def extract(*more):
    return reading(
        born("1001"),
        visit("1001", MARCH, link="S47-1", worker="SW-7"),
        placed("1002", MARCH),
        with_worker("1002", "SW-7", MARCH),
        *more,
        carried=(carries("care-visit"), carries("placement")),
    )


def names(council) -> set[str]:
    return {child.child for child in council.knows()}


def test_a_pseudonym_is_the_same_each_time_and_another_under_another_key():
    assert pseudonym(KEY, Named.CHILD, "1001") == pseudonym(KEY, Named.CHILD, " 1001 ")
    assert pseudonym(KEY, Named.CHILD, "1001") != pseudonym(KEY, Named.WORKER, "1001")
    assert pseudonym(KEY, Named.CHILD, "1001") != pseudonym(key_of(b"j" * 32), Named.CHILD, "1001")
    assert len({pseudonym(KEY, Named.CHILD, str(number)) for number in range(20_000)}) == 20_000


def test_two_children_whose_short_forms_would_be_the_same_are_read_apart():
    assert shown("kx472mabcdefghjkmnpqrstuvw") == "KX4-72M"
    assert shown("kx472mabcdefghjkmnpqrstuvw", taken={"KX4-72M"}) == "KX4-72M-ABC"


def test_a_key_shows_nothing_of_itself_when_it_is_printed():
    assert "6b6b" not in repr(KEY)
    assert "k" * 8 not in repr(KEY)


@pytest.mark.django_db
def test_without_a_key_nothing_is_taken_and_the_sentence_says_what_to_do(council):
    key_file(council.agency).unlink()

    with pytest.raises(KeyMissing, match=r"pseudonym --new-key --agency council"):
        council.takes(extract())

    assert not Subject.objects.exists()


@pytest.mark.django_db
def test_a_new_key_without_the_earlier_one_is_refused_because_nobody_would_be_recognised(council):
    council.takes(extract())
    key_file(council.agency).unlink()
    make_key(council.agency)

    with pytest.raises(KeyMissing, match="under another key"):
        council.takes(extract(visit("1003", MARCH)))


@pytest.mark.django_db
def test_a_key_file_that_was_cut_off_is_told_and_not_used(council):
    key_file(council.agency).write_text("abc")

    with pytest.raises(KeyMissing, match="cannot be read"):
        council.takes(extract())


@pytest.mark.django_db
def test_each_agency_has_a_key_of_its_own(council):
    other = agency("second", "Second Council", "council")

    assert make_key(other).present.id != held_keys(council.agency).present.id


@pytest.mark.django_db
def test_under_a_new_key_the_children_and_their_rows_are_the_same(council):
    council.takes(extract())
    before, children = council.knows(), dict(Subject.objects.values_list("pk", "shown"))
    change_key(agency=council.agency, by=council.analyst)

    took = council.takes(extract())

    assert took.body.is_without_change
    assert took.body.renamed == 3
    assert set(Subject.objects.values_list("pk", flat=True)) == set(children)
    assert Worker.objects.count() == 1
    assert names(council).isdisjoint(children.values())
    assert sorted(len(child.events) for child in council.knows()) == sorted(len(child.events) for child in before)
    assert {one.old_shown for one in Renamed.objects.exclude(subject=None)} == set(children.values())
    assert Event.objects.filter(act="pseudonyms.renewed").count() == 1


@pytest.mark.django_db
def test_after_a_new_key_a_correction_is_still_a_correction(council):
    council.takes(reading(visit("1001", MARCH, row="V-1"), carried=(carries("care-visit"),)))
    change_key(agency=council.agency, by=council.analyst)

    took = council.takes(reading(visit("1001", APRIL, row="V-1"), carried=(carries("care-visit"),)))

    assert dict(took.body.kinds)["care-visit"].changed == 1
    assert [event.day for child in council.knows() for event in child.events] == [APRIL]


@pytest.mark.django_db
def test_earlier_keys_stay_until_everybody_has_come_again(council):
    council.takes(extract(born("1003")))
    change_key(agency=council.agency, by=council.analyst)
    council.takes(extract())

    with pytest.raises(StillUnderEarlier, match=r"^1 children"):
        drop_earlier_keys(agency=council.agency, by=council.analyst)
    council.takes(extract(born("1003")))

    assert drop_earlier_keys(agency=council.agency, by=council.analyst) == 1
    assert held_keys(council.agency).earlier == ()
    assert council.takes(extract(), mark="d" * 64).body.is_without_change


@pytest.mark.django_db
def test_where_the_key_is_held_a_child_is_looked_up_and_the_look_is_recorded(council):
    council.takes(extract())

    with scope(council.analyst, writes=True):
        found = look_up(
            source_ids=["1001", "9999"],
            named=Named.CHILD,
            agency=council.agency,
            by=council.analyst,
        )

    assert found[0].shown in names(council)
    assert [one.is_known for one in found] == [True, False]
    assert Event.objects.filter(act="child.looked_up").count() == 1


@pytest.mark.django_db
def test_earlier_keys_stay_while_a_member_of_staff_is_known_under_one(council):
    council.takes(extract(born("1003")))
    earlier = held_keys(council.agency).present.id
    staff = workforce_rows.member(council.agency, key_id=earlier)
    change_key(agency=council.agency, by=council.analyst)
    council.takes(extract(born("1003")))

    with pytest.raises(StillUnderEarlier):
        drop_earlier_keys(agency=council.agency, by=council.analyst)
    staff.key_id = held_keys(council.agency).present.id
    staff.save(update_fields=["key_id"])

    assert drop_earlier_keys(agency=council.agency, by=council.analyst) == 1
