"""What the engines read: the same rows as SQL and child by child, of one agency, on both databases."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection

from lineofsight.partnership.rules import Role
from lineofsight.partnership.scope import scope
from lineofsight.records.days import number_of
from lineofsight.records.histories import Carried, Event, reaching
from lineofsight.records.identities.actions import merge_subjects
from lineofsight.records.identities.keys import make_key
from lineofsight.records.identities.models import Subject
from lineofsight.records.practice.actions import take_return
from lineofsight.records.practice.rules import Reach, joined
from lineofsight.records.tables import histories_of, known, with_clause
from tests.factories.partnership import acting, agency
from tests.records.readings import born, carries, placed, reading, visit, with_worker

MARCH, APRIL = date(2026, 3, 3), date(2026, 4, 7)


def asked(council, question: str) -> list[tuple[object, ...]]:
    with scope(council.analyst, writes=False), connection.cursor() as cursor:
        cursor.execute(f"{with_clause(known(council.agency))} {question}")
        return cursor.fetchall()


@pytest.fixture
def one_child(council):
    council.takes(
        reading(
            born("1", date(2019, 4, 1), sex="F"),
            visit("1", MARCH, link="A-1"),
            visit("1", None, row="undated"),
            placed("1", MARCH, APRIL),
            with_worker("1", "SW-7", MARCH),
            carried=(carries("care-visit"), carries("placement", date(2025, 4, 1), date(2026, 3, 31))),
        )
    )
    return council


def test_of_what_no_return_holds_in_full_the_last_one_is_known_and_that_none_came_after():
    visits = (Event("care-visit", MARCH), Event("care-visit", date(2026, 1, 5)), Event("care-visit", None))
    whole = (Carried("care-review", date(2025, 4, 1)),)

    assert reaching(whole, visits) == (*whole, Carried("care-visit", MARCH))
    assert reaching((*whole, Carried("care-visit")), visits) == (*whole, Carried("care-visit"))
    assert reaching(whole, ()) == whole


@pytest.mark.django_db
def test_each_table_has_the_columns_and_the_numbers_of_days_that_engines_read(one_child):
    march, april = number_of(MARCH), number_of(APRIL)

    assert [row[1:4] for row in asked(one_child, "SELECT * FROM event ORDER BY day IS NULL, day")] == [
        ("care-visit", march, "seen-alone"),
        ("care-visit", None, "seen-alone"),
    ]
    assert [row[1:] for row in asked(one_child, "SELECT * FROM span")] == [("placement", march, april, "U6", 0)]
    assert asked(one_child, "SELECT * FROM carried ORDER BY kind") == [
        ("care-visit", number_of(date(2026, 1, 1)), None),
        ("placement", number_of(date(2025, 4, 1)), number_of(date(2026, 3, 31))),
    ]
    assert [row[1:] for row in asked(one_child, "SELECT * FROM child")] == [(number_of(date(2019, 4, 1)), "F", "", "")]
    assert [row[2:] for row in asked(one_child, "SELECT * FROM allocation")] == [
        ("North", "social worker", march, None)
    ]


@pytest.mark.django_db
def test_every_table_tells_of_the_same_child(one_child):
    tables = ("event", "span", "child", "allocation")
    names = {row for table in tables for row in asked(one_child, f"SELECT child FROM {table}")}

    assert names == {(child.child,) for child in one_child.knows()}


@pytest.mark.django_db
def test_a_child_of_whom_nothing_is_described_is_there_without_a_month_of_birth(council):
    council.takes(reading(visit("1", MARCH)))

    assert [row[1:] for row in asked(council, "SELECT * FROM child")] == [(None, "", "", "")]


@pytest.mark.django_db
def test_before_anything_was_taken_every_table_is_empty(council):
    tables = ("event", "span", "carried", "child", "allocation")

    assert [asked(council, f"SELECT * FROM {table}") for table in tables] == [[], [], [], [], []]
    assert council.knows() == []


@pytest.mark.django_db
def test_one_agency_reads_nothing_of_another(one_child):
    second = agency("second", "Second Council", "council")
    make_key(second)
    other = replace(acting(Role.ANALYST, second), now=one_child.analyst.now)
    take_return(reading=reading(visit("9", APRIL)), mark="9" * 64, by=other)

    with scope(other, writes=False):
        assert [[event.day for event in child.events] for child in histories_of(known(second))] == [[APRIL]]
    assert [len(child.events) for child in one_child.knows()] == [2]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "source, everybody, kinds",
    [
        ("ssda903", False, {"placement"}),
        ("care-visits-list", False, {"placement"}),
        ("care-visits-list", True, {"placement", "care-visit"}),
    ],
)
def test_what_came_in_says_nothing_of_a_child_whom_it_does_not_name(council, source, everybody, kinds):
    """The control is a list that says so of itself: whoever is not in it had none."""
    council.takes(reading(placed("1", MARCH), placed("2", MARCH, row="b"), carried=(carries("placement"),)))
    council.takes(reading(placed("3", MARCH), carried=(carries("placement"),), source="ssda903"))
    its = "ssd" if source == "ssda903" else source
    council.takes(
        reading(
            visit("1", APRIL),
            visit("2", APRIL),
            carried=(carries("care-visit"),),
            source=its,
            speaks_of_everybody=everybody,
        )
    )

    third = next(child for child in council.knows() if not child.events)

    assert {line.kind for line in third.carried} == kinds
    others = [child for child in council.knows() if child.events]
    assert [{line.kind for line in child.carried} for child in others] == 2 * [{"placement", "care-visit"}]


@pytest.mark.django_db
def test_two_references_of_one_child_are_spoken_of_by_what_named_either(council):
    council.takes(reading(visit("1", MARCH), carried=(carries("care-visit"),)))
    council.takes(reading(placed("2", MARCH), carried=(carries("placement"),), source="ssda903"))
    into, one = Subject.objects.order_by("id")

    with scope(council.analyst, writes=True):
        why = "The same child twice."
        merge_subjects(subject=one, into=into, reason=why, by=council.analyst)

    assert [{line.kind for line in child.carried} for child in council.knows()] == [{"placement", "care-visit"}]


@pytest.mark.django_db
def test_some_children_are_asked_for_by_their_pseudonyms(one_child):
    one_child.takes(reading(visit("2", APRIL)))
    wanted = one_child.knows()[1]

    with scope(one_child.analyst, writes=False):
        assert list(histories_of(known(one_child.agency), subjects=[wanted.child, "KX4-72M"])) == [wanted]


def reach(start: str, until: str) -> Reach:
    return Reach("a", date.fromisoformat(start) if start else None, date.fromisoformat(until) if until else None)


@pytest.mark.parametrize(
    "lines, found",
    [
        ([("2024-04-01", "2025-03-31"), ("2025-04-01", "2026-03-31")], ("2024-04-01", "2026-03-31")),
        ([("2025-04-01", "2026-03-31"), ("2024-04-01", "2025-06-30")], ("2024-04-01", "2026-03-31")),
        ([("2023-04-01", "2024-03-31"), ("2025-04-01", "2026-03-31")], ("2025-04-01", "2026-03-31")),
        ([("", "2024-03-31"), ("2024-01-01", "")], ("", "")),
        ([("2024-01-01", ""), ("2024-06-01", "2024-07-01")], ("2024-01-01", "")),
    ],
)
def test_what_several_returns_carry_is_one_stretch_and_the_last_one_where_there_is_a_gap(lines, found):
    assert joined(reach(*line) for line in lines) == (reach(*found),)
