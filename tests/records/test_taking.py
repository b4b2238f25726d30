"""A return is taken as a whole, corrected by the next, and known as it was known then."""

from dataclasses import asdict
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lineofsight.partnership.policy import Forbidden
from lineofsight.partnership.rules import Role
from lineofsight.records.histories import Carried, Event, Span
from lineofsight.records.identities.models import Import, Subject, Worker
from lineofsight.records.practice.actions import COUNTED_FROM, take_return
from lineofsight.records.practice.counts import KindCount
from lineofsight.records.practice.models import Allocation, Description, Fact
from lineofsight.records.practice.models import Span as SpanRow
from lineofsight.records.taken import TakenEvent, TakenSpan, UnreadableReturn
from lineofsight.trail.models import Event as TrailEvent
from tests.factories.partnership import acting
from tests.records.readings import born, carries, placed, reading, refused, visit, with_worker

pytestmark = pytest.mark.django_db
MARCH, APRIL, MAY = date(2026, 3, 3), date(2026, 4, 7), date(2026, 5, 5)
EVERYTHING = (Import, Subject, Worker, Description, Fact, SpanRow, Allocation)


def first():
    return reading(
        born("1001"),
        born("1002", date(2021, 7, 1), sex="F"),
        placed("1001", MARCH),
        visit("1001", MARCH),
        visit("1001", APRIL, worker="SW-7"),
        visit("1002", APRIL, link="S47-1"),
        with_worker("1001", "SW-7", MARCH),
        refused(14),
        carried=(carries("care-visit"), carries("placement")),
    )


def kinds(took) -> dict[str, KindCount]:
    return dict(took.body.kinds)


def rows_there() -> dict[str, int]:
    return {model.__name__: model.objects.count() for model in EVERYTHING}


def test_what_a_return_holds_is_known_of_each_child_afterwards(council):
    took = council.takes(first())

    one, other = sorted(council.knows(), key=lambda child: len(child.events), reverse=True)
    assert one.events == (Event("care-visit", MARCH, "seen-alone"), Event("care-visit", APRIL, "seen-alone"))
    assert one.spans == (Span("placement", MARCH, None, "U6"),)
    assert one.carried == (Carried("care-visit", date(2026, 1, 1)), Carried("placement", date(2026, 1, 1)))
    assert (one.born_month, other.born_month) == (date(2019, 4, 1), date(2021, 7, 1))
    assert len(other.events[0].link) == 16
    assert (took.body.read, took.body.refused_lines, took.delivery.number) == (8, 1, 1)
    assert kinds(took)["care-visit"] == KindCount(read=3, new=3)


def test_a_preview_tells_what_taking_does_and_writes_nothing(council):
    council.takes(first())
    later = reading(
        visit("1001", MARCH, code="seen"),
        visit("1001", APRIL, worker="SW-8"),
        born("1002", date(2021, 7, 1), sex="F"),
        visit("1003", MAY),
        visit("1003", MAY),
        visit("1003", MAY, code="not-seen"),
        carried=(carries("care-visit"),),
    )
    before = rows_there()

    foretold = council.previews(later)

    assert rows_there() == before
    assert asdict(foretold.body) == asdict(council.takes(later).body)
    assert kinds(foretold)["care-visit"] == KindCount(read=5, new=1, changed=3, unchanged=1, withdrawn=1)


def test_the_same_files_twice_change_nothing_and_say_when_they_were_taken(council):
    took = council.takes(first())
    before = rows_there()

    again = council.takes(first())

    assert (again.same_as, again.delivery) == (took.delivery, None)
    assert again.body == took.body
    assert rows_there() == before


def test_other_files_with_the_same_rows_change_nothing_in_the_records(council):
    council.takes(first())
    known = council.knows()

    again = council.takes(first(), mark="f" * 64)

    assert again.body.is_without_change
    assert kinds(again)["care-visit"] == KindCount(read=3, unchanged=3)
    assert council.knows() == known


def test_a_later_extract_corrects_adds_and_takes_back(council):
    council.takes(first())

    council.takes(
        reading(
            visit("1001", MARCH, code="not-seen"),
            visit("1001", MAY),
            visit("1002", APRIL, link="S47-1"),
            carried=(carries("care-visit"),),
        )
    )

    one = next(child for child in council.knows() if child.spans)
    assert [(event.day, event.code) for event in one.events] == [(MARCH, "not-seen"), (MAY, "seen-alone")]


def test_what_was_known_then_is_known_as_it_was_then(council):
    took = council.takes(first())
    then = council.knows()
    council.takes(reading(visit("1001", MARCH, code="not-seen"), carried=(carries("care-visit"),)))

    assert council.knows(at=took.delivery.taken_at) == then
    assert council.knows() != then
    assert council.knows(at=took.delivery.recorded_at.replace(year=2020)) == []


def test_a_row_that_comes_back_after_it_was_taken_back_is_there_again(council):
    council.takes(first())
    council.takes(reading(born("1001"), born("1002"), carried=(carries("care-visit"),)))
    assert not any(child.events for child in council.knows())

    council.takes(first(), mark="e" * 64)

    assert sorted(len(child.events) for child in council.knows()) == [1, 2]


def test_nothing_is_taken_back_of_a_kind_or_a_time_that_the_source_does_not_carry(council):
    council.takes(first())
    known = council.knows()

    took = council.takes(reading(carried=(carries("care-visit", MAY), carries("protection-visit"))))

    assert took.body.is_without_change
    assert [child.events for child in council.knows()] == [child.events for child in known]


def test_the_first_event_goes_though_the_first_of_every_other_table_stands(council):
    """Each table counts its rows by itself, so all of these have the number one."""
    held = (born("1"), placed("1", MARCH), with_worker("1", "SW-7", MARCH))
    carried = (carries("care-visit"), carries("placement"), carries("allocation"))
    council.takes(reading(*held, visit("1", MARCH), carried=carried))

    took = council.takes(reading(*held, carried=carried))

    assert {kind: one.withdrawn for kind, one in took.body.kinds if one.withdrawn} == {"care-visit": 1}


def test_a_span_that_was_still_open_when_the_carried_time_begins_is_taken_back_when_it_is_missing(council):
    council.takes(reading(placed("1", MARCH), placed("2", MARCH, APRIL), carried=(carries("placement"),)))

    took = council.takes(reading(born("1"), born("2"), carried=(carries("placement", APRIL),)))

    assert kinds(took)["placement"].withdrawn == 1
    assert sorted(len(child.spans) for child in council.knows()) == [0, 1]


def test_a_row_without_its_day_is_taken_back_by_its_own_source_alone(council):
    council.takes(reading(visit("1", None, row="V-1"), carried=(carries("care-visit"),)))

    both = (born("1"), visit("2", MAY))
    council.takes(reading(*both, carried=(carries("care-visit"),), source="annex-a"))
    assert sum(len(child.events) for child in council.knows()) == 2
    council.takes(reading(*both, carried=(carries("care-visit"),)))
    assert sum(len(child.events) for child in council.knows()) == 1


@pytest.mark.parametrize("source, left_out", [("annex-a", 0), ("ssd", 1)])
@pytest.mark.parametrize("names, stands", [((), 1), ((born("1"),), 0)], ids=["not named", "named"])
def test_of_a_child_whom_a_return_does_not_name_nothing_is_taken_back(council, source, left_out, names, stands):
    """The control is the same list that names the child: what it leaves out is gone."""
    both = (carries("placement"), carries("care-visit"))
    council.takes(reading(placed("1", MARCH), visit("1", MARCH), carried=both))

    took = council.takes(reading(*names, placed("2", MARCH), visit("2", APRIL), carried=both, source=source))

    assert len(council.knows()) == 2
    assert sum(len(child.spans) for child in council.knows()) == 1 + stands
    assert sum(len(child.events) for child in council.knows()) == 1 + stands
    assert took.body.not_named == (left_out if stands else 0)


def test_who_is_left_out_is_counted_where_the_return_should_hold_them_and_foretold(council):
    carried = (carries("placement", APRIL), carries("care-visit", APRIL))
    council.takes(reading(placed("1", MARCH, APRIL), placed("2", MARCH), visit("2", APRIL), carried=carried))
    next_one = reading(placed("3", APRIL), carried=carried)

    foretold = council.previews(next_one)

    # Of the first nothing lies within: whoever has left care is in no later return, and nobody misses them.
    assert foretold.body.not_named == council.takes(next_one).body.not_named == 1
    assert council.takes(reading(placed("3", MAY), carried=carried)).body.not_named == 1


def test_of_a_child_whom_it_names_a_full_return_takes_back_what_another_brought(council):
    council.takes(reading(placed("1", MARCH), placed("1", APRIL, row="P-9"), carried=(carries("placement"),)))

    took = council.takes(reading(placed("1", MARCH, row="U-1"), carried=(carries("placement"),), source="annex-a"))

    assert kinds(took)["placement"] == KindCount(read=1, new=1, withdrawn=2)


def test_a_preview_foretells_what_stays_of_a_child_whom_the_return_does_not_name(council):
    council.takes(reading(placed("1", MARCH), placed("2", MARCH), carried=(carries("placement"),)))
    next_one = reading(placed("1", APRIL, row="U-1"), carried=(carries("placement"),), source="annex-a")

    foretold = council.previews(next_one)

    assert kinds(foretold)["placement"] == KindCount(read=1, new=1, withdrawn=1)
    assert kinds(council.takes(next_one)) == kinds(foretold)


def test_what_one_return_does_not_say_of_a_child_another_has_said(council):
    council.takes(reading(born("1", date(2019, 4, 1), sex="F")))

    council.takes(reading(born("1", None, ethnicity="WBRI")))

    row = Description.objects.order_by("-id").first()
    assert (row.born_month, row.sex, row.ethnicity) == (date(2019, 4, 1), "F", "WBRI")


def test_a_file_that_cannot_be_read_to_its_end_leaves_nothing(council):
    rows = tuple(visit(str(number), MARCH) for number in range(2_500))
    before = rows_there()

    with pytest.raises(UnreadableReturn, match="more columns"):
        council.takes(reading(*rows, breaks_at=2_400))

    assert rows_there() == before
    assert TrailEvent.objects.filter(act="return.not taken").count() == 1


def test_rows_that_the_library_does_not_know_are_refused_and_the_others_taken(council):
    took = council.takes(
        reading(
            visit("1", MARCH),
            TakenEvent("1", "care-visit", MARCH, code="Smith"),
            TakenEvent("1", "placement", MARCH),
            TakenSpan("1", "placement", APRIL, MARCH),
            visit("", MARCH),
            visit("1", date(26, 3, 1)),
        )
    )

    assert kinds(took)["care-visit"] == KindCount(read=4, new=1, refused=3)
    assert took.body.refused_lines == 5
    assert "Smith" not in took.body.to_json()


@pytest.mark.parametrize("code, events", [("Smith", 1), ("not-seen", 1), (None, 0)])
def test_a_correction_that_is_refused_leaves_what_was_known(council, code, events):
    council.takes(reading(visit("1", MARCH, row="V-1"), carried=(carries("care-visit"),)))
    again = [] if code is None else [visit("1", APRIL, row="V-1", code=code)]

    took = council.takes(reading(born("1"), *again, carried=(carries("care-visit"),)))

    known = [(one.day, one.code) for child in council.knows() for one in child.events]
    assert len(known) == events
    assert kinds(took)["care-visit"].refused == (code == "Smith")
    assert known == ([(MARCH, "seen-alone")] if code == "Smith" else [(APRIL, "not-seen")] if code else [])


@pytest.mark.parametrize("is_unclear, day", [(True, MARCH), (False, None)])
def test_a_correction_whose_day_nobody_can_read_leaves_the_day_that_was_known(council, is_unclear, day):
    council.takes(reading(visit("1", MARCH, row="V-1"), carried=(carries("care-visit"),)))
    again = TakenEvent("1", "care-visit", None, code="not-seen", row="V-1", is_unclear=is_unclear)

    later = reading(again, carried=(carries("care-visit"),))
    told, took = council.previews(later), council.takes(later)

    assert [(one.day, one.code) for child in council.knows() for one in child.events] == [(day, "not-seen")]
    assert kinds(took)["care-visit"] == KindCount(read=1, changed=1) == kinds(told)["care-visit"]


def test_a_span_whose_end_nobody_can_read_holds_as_it_was_known(council):
    span = TakenSpan("1", "placement", MARCH, APRIL, code="U6", row="P-1")
    council.takes(reading(span, carried=(carries("placement"),)))
    unclear = TakenSpan("1", "placement", None, None, code="U6", row="P-1", is_unclear=True)

    took = council.takes(reading(unclear, carried=(carries("placement"),)))

    assert [(one.start, one.until) for child in council.knows() for one in child.spans] == [(MARCH, APRIL)]
    assert kinds(took)["placement"] == KindCount(read=1, unchanged=1)


def test_a_million_refused_lines_are_counted_and_a_thousand_listed(council):
    took = council.takes(reading(*(refused(line) for line in range(1, 3_000))))

    assert (took.body.refused_lines, len(took.body.refused)) == (2_999, 1_000)


def test_taking_leaves_a_trail_with_counts_and_no_more(council):
    took = council.takes(first())

    told = TrailEvent.objects.get(act="return.taken")
    assert (told.subject_ref, told.agency_code) == (took.delivery.ref, "council")
    assert "1001" not in told.payload.body


@pytest.mark.parametrize("role", [Role.SAFEGUARDING_LEAD, Role.CONTRIBUTOR, Role.ADMINISTRATOR])
def test_only_an_analyst_takes_a_return(council, role):
    with pytest.raises(Forbidden):
        take_return(reading=first(), mark="0" * 64, by=acting(role, council.agency))


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite plans without having counted")
@pytest.mark.parametrize(("many", "is_counted"), [(COUNTED_FROM, True), (20, False)])
def test_postgresql_counts_what_came_in_before_anybody_asks_about_it(council, many, is_counted):
    with CaptureQueriesContext(connection) as asked:
        council.takes(reading(*(visit(str(number), MARCH) for number in range(many))))

    assert any(one["sql"].startswith("ANALYSE") for one in asked.captured_queries) is is_counted
