"""A figure that counts a part says so at the number, and is no evidence; and two pages say how they count caseload."""

from datetime import date, timedelta

import pytest

from lineofsight.assurance.models import Evidence
from lineofsight.partnership.models import Agency
from lineofsight.trail.refs import new_ref
from tests.factories import record_rows, rows, workforce_rows
from tests.factories.partnership import NOW
from tests.web.pages import page, words_of

pytestmark = pytest.mark.django_db
CASELOAD = "/measures/caseload"
SINCE = date(2026, 1, 5)


@pytest.fixture
def days_ago() -> int:
    """How long ago the list of people was taken."""
    return 0


@pytest.fixture
def listed(council, days_ago):
    """A case-holder with a child whom the return knows, and a list of people to add others to."""
    agency = Agency.objects.get(code="council")
    child = council.child(team="")
    worker = record_rows.worker(council.delivery, pseudonym="worker-one", shown="W00001")
    record_rows.allocation(child, worker, team="North", role="allocated worker", start=SINCE)
    made = workforce_rows.staff_list(agency, taken_at=NOW - timedelta(days=days_ago))
    workforce_rows.spell(made, workforce_rows.member(agency, worker=worker, shown=worker.shown))
    return made


def strangers(listed, how_many: int) -> None:
    """Case-holders of the list whom no return knows."""
    for _ in range(how_many):
        workforce_rows.spell(listed, workforce_rows.member(listed.agency))


def use(analyst):
    """Press «Use as evidence» for a sentence, by address."""
    statement = rows.statement(rows.review(Agency.objects.get(code="hub")), Agency.objects.get(code="council"))
    return analyst.post(f"{CASELOAD}/evidence", {"statements": [statement.ref], "key": new_ref()})


def test_a_figure_of_a_part_says_so_at_the_number_and_is_no_evidence_by_any_address(listed, analyst):
    strangers(listed, 1)

    told = words_of(page(analyst, CASELOAD))
    refused = use(analyst)

    assert "1 child for 1 full-time equivalent (1.0 each)" in told
    assert "how many hold a child whom a return knows? 1 of 2 (50%). It counts a part only" in told
    assert "Use as evidence" not in told
    assert refused.status_code == 409
    assert "It counts a part only, and is no evidence below 80%" in words_of(refused.content.decode())
    assert not Evidence.objects.exists()


def test_control_a_figure_of_the_whole_is_evidence(listed, analyst):
    told = words_of(page(analyst, CASELOAD))
    taken = use(analyst)

    assert "It counts a part only" not in told
    assert "Use as evidence" in told
    assert taken.status_code == 302
    assert Evidence.objects.get().note == "1 child for 1 full-time equivalent (1.0 each)"


@pytest.mark.parametrize(("days_ago", "is_old"), [(7, False), (8, True)])
def test_the_page_of_who_is_in_post_says_what_it_counts_how_old_it_is_and_where_it_is_counted_otherwise(
    listed, analyst, is_old
):
    strangers(listed, 1)

    told = words_of(page(analyst, "/workforce"))

    assert "North 1 0.5 within the usual 16" in told
    assert "Counted: all children with an allocated worker in the last return" in told
    assert "counts otherwise: only children held by somebody whom the list and the return know" in told
    assert f"taken on {'14' if is_old else '15'} June 2026; the return of children on 22 June 2026." in told
    assert ("This is older than a week." in told) is is_old
