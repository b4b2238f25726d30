"""A list of children leaves a record of looks, and the lead reads who has read of a child."""

import json

import pytest

from lineofsight.partnership.rules import Role
from lineofsight.trail.models import Event
from tests.web.pages import page, words_of
from tests.web.sight.listed import IN_20_DAYS, OVERDUE_10, SINCE_START

pytestmark = pytest.mark.django_db


def looks() -> list[dict[str, object]]:
    """The details of each recorded look at a list, in order."""
    events = Event.objects.filter(act="children.read").select_related("payload").order_by("id")
    return [json.loads(one.payload.body) for one in events]


@pytest.fixture
def late(council):
    return council.child(visits=[SINCE_START, OVERDUE_10], team="North 1")


def test_each_page_of_a_list_leaves_one_look_with_who_stood_on_it(council, late, analyst):
    other = council.child(visits=[SINCE_START, IN_20_DAYS])

    page(analyst, "/sight")
    page(analyst, "/sight?show=everything")

    assert [(one["what"], one["n"]) for one in looks()] == [
        ("Visits: Overdue or due today", 1),
        ("Visits: Everything that is open", 2),
    ]
    assert looks()[0]["refs"] == [late.ref]
    assert looks()[1]["refs"] == sorted([late.ref, other.ref])
    assert {one.sens for one in Event.objects.filter(act="children.read")} == {"S3"}


def test_the_second_page_names_those_who_stand_on_it_alone(council, analyst):
    every = [council.child(visits=[SINCE_START, OVERDUE_10]).ref for _ in range(53)]

    page(analyst, "/sight")
    page(analyst, "/sight?page=2")

    first, second = looks()
    assert (first["n"], second["n"]) == (50, 3)
    assert sorted([*first["refs"], *second["refs"]]) == sorted(every)


def test_taking_the_list_away_reads_every_row_of_it(late, analyst):
    analyst.get("/sight/download")

    assert [(one["what"], one["n"]) for one in looks()] == [("Visits: Overdue or due today, taken away as a file", 1)]


def test_the_what_if_and_the_reviews_leave_looks_too(late, analyst):
    page(analyst, "/sight/what-if?time=cla-visit:4&number=80")
    page(analyst, "/sight/reviews")

    assert [(one["what"], one["refs"]) for one in looks()] == [
        ("What would change", [late.ref]),
        ("Reviews that come", [late.ref]),
    ]


def test_a_list_without_a_child_and_counts_alone_leave_no_look(council, analyst):
    for address in ("/sight", "/sight/shares", "/sight/voice", "/sight/groups"):
        page(analyst, address)

    assert looks() == []


def test_what_somebody_types_into_the_address_never_stands_in_the_record(late, analyst):
    page(analyst, "/sight?team=North+1&show=Robin&about=Example")

    assert "Robin" not in json.dumps(looks())
    assert "North 1" not in json.dumps(looks())


def test_the_lead_reads_who_read_of_a_child_on_its_pages_and_in_which_list(late, analyst, browser):
    page(analyst, "/sight")
    page(analyst, f"/sight/children/{late.ref}")
    address = f"/access/why/child/{late.ref}"

    told = words_of(page(browser(Role.SAFEGUARDING_LEAD, "council"), address))

    assert "Who has read this, in the last year (2)" in told
    assert "In the list «Visits: Overdue or due today»" in told
    assert "Read a page of the child" in told


def test_a_list_on_which_a_child_did_not_stand_is_no_look_at_it(council, late, analyst, browser):
    other = council.child(visits=[SINCE_START, IN_20_DAYS])
    page(analyst, "/sight")

    told = words_of(page(browser(Role.SAFEGUARDING_LEAD, "council"), f"/access/why/child/{other.ref}"))

    assert "In the list" not in told


def test_an_analyst_reads_why_they_see_a_child_and_not_who_else_read(late, analyst):
    told = words_of(page(analyst, f"/access/why/child/{late.ref}"))

    assert "because of your role in" in told
    assert "Who has read this" not in told


def test_nobody_of_another_agency_has_such_a_page(late, browser):
    assert browser(Role.SAFEGUARDING_LEAD, "health").get(f"/access/why/child/{late.ref}").status_code == 404
