"""What stands out in the lists of those who work: raised once for each month, and not where a number is only high."""

from datetime import date, datetime, timedelta

import pytest

from lineofsight.desk.workforce import raise_all
from lineofsight.partnership.actor import job
from lineofsight.records.workforce.models import Alert
from lineofsight.sight.counting import months_until
from lineofsight.trail.models import Event
from tests.factories import record_rows, workforce_rows
from tests.factories.partnership import NOW, TODAY, partnership

pytestmark = pytest.mark.django_db
BEGAN = date(2023, 1, 9)
# Eleven pairs of months in which one person and two people left, before the month that is asked about.
USUAL = [1, 2] * 11


@pytest.fixture
def council():
    return partnership().council


def holder(of, **facts):
    """Somebody of North who holds cases and works full time."""
    listed = workforce_rows.staff_list(of)
    workforce_rows.spell(listed, somebody := workforce_rows.member(of), start=BEGAN, **facts)
    return listed, somebody


def children(of, number: int, *, team: str = "North") -> None:
    """So many children of a team, each with an allocated worker."""
    delivery = record_rows.delivery(of)
    works = record_rows.worker(delivery, pseudonym="worker", shown="BCD-FGH-JKM")
    for place in range(number):
        child = record_rows.subject(delivery, pseudonym=f"child-{place}", shown=f"C{place:03}")
        record_rows.allocation(child, works, team=team, role="allocated worker")


def leavers(of, each_month: list[int]) -> None:
    """So many people who left in each of the months that are over, the last of them the month before this one."""
    listed = workforce_rows.staff_list(of)
    for month, number in zip(months_until(TODAY, how_many=24)[:-1], each_month, strict=True):
        for _ in range(number):
            gone = {"start": BEGAN, "until": month + timedelta(days=14)}
            workforce_rows.spell(listed, workforce_rows.member(of), **gone)


def raised(*, at: datetime = NOW) -> list[str]:
    """What the alerts say that are raised now and were not there before."""
    before = set(Alert.objects.values_list("pk", flat=True))
    number = raise_all(by=job("night", now=at))
    new = Alert.objects.exclude(pk__in=before).order_by("pk")
    assert number == len(new)
    return [row.says for row in new]


def test_a_team_above_the_most_children_for_each_case_holder_is_raised_with_its_numbers(council):
    holder(council)
    children(council, 21)

    assert raised() == ["North: 21 children, 21.0 for each case-holder, above 20, the most."]


def test_control_a_team_at_the_most_is_not_raised_though_it_is_above_what_is_usual(council):
    holder(council)
    children(council, 20)

    assert raised() == []


def test_whoever_is_on_long_leave_holds_no_cases_so_that_the_rest_are_counted_for_each_who_is_there(council):
    holder(council)
    children(council, 21)
    listed, away = holder(council)
    # The control: with two of them there are 10.5 for each.
    assert raised() == []

    workforce_rows.absence(listed, away, is_long=True)

    assert raised() == ["North: 21 children, 21.0 for each case-holder, above 20, the most."]


def test_one_child_of_a_team_without_a_case_holder_is_raised(council):
    holder(council)
    children(council, 1, team="South")

    assert raised() == ["South: 1 child without a case-holder."]


def test_a_month_with_more_leavers_than_chance_explains_is_raised_with_what_is_usual(council):
    leavers(council, [*USUAL, 6])

    assert raised() == ["More people leave than chance explains: 6 left in May 2026; 1.7 a month is usual."]
    assert Alert.objects.get().kind == "leavers"


def test_control_a_month_that_is_high_within_what_chance_explains_is_not_raised(council):
    leavers(council, [*USUAL, 4])

    assert raised() == []


def test_fewer_leavers_than_chance_explains_are_nothing_to_act_on(council):
    leavers(council, [*[7, 8] * 11, 1])

    assert raised() == []


def test_an_alert_is_raised_once_a_month_with_its_event_and_again_in_the_next_one(council):
    holder(council)
    children(council, 21)

    assert len(raised()) == 1
    assert raised(at=NOW + timedelta(days=1)) == []
    assert len(raised(at=NOW + timedelta(days=30))) == 1
    assert Event.objects.filter(act="alert.raised", agency_code="council").count() == 2
