"""What a search asks of the database, and a child found by the whole short name alone."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lineofsight.desk import stated
from lineofsight.desk.search import MOST_COUNTED, MOST_SHOWN
from lineofsight.partnership.rules import Role
from tests.factories import record_rows, register_rows, rows
from tests.factories.partnership import member
from tests.web.pages import text

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.sqlite_only("the wall behind it is tried in tests/matrix/test_search.py"),
]


@pytest.fixture
def lead(browser):
    return browser(Role.SAFEGUARDING_LEAD, "council")


def test_every_word_has_to_stand_in_what_is_found_in_any_case(bodies, lead):
    review = rows.review(bodies.hub)
    rows.statement(review, bodies.council, text="Officers read every plan with the child.")
    rows.statement(review, bodies.council, text="Plans are filed.")

    page = text(lead.post("/search", {"words": "PLAN officers", "kind": "statement"}))

    assert "Sentences: 1" in page
    assert "Officers read every plan with the child." in page
    assert "Nothing that you may see holds these words." in text(
        lead.post("/search", {"words": "plan officers nowhere", "kind": "statement"})
    )


def test_a_child_is_found_by_its_whole_short_name_however_it_is_typed_and_by_no_part_of_it(bodies, lead):
    record_rows.subject(record_rows.delivery(bodies.council), pseudonym="a" * 26, shown="KX4-72M")

    assert "Children: 1" in text(lead.post("/search", {"words": "kx4 72m", "kind": "everything"}))
    assert "Children: " not in text(lead.post("/search", {"words": "kx4", "kind": "everything"}))


def test_a_challenge_is_found_by_what_should_happen_and_a_return_by_its_name(bodies, lead):
    officer = member(Role.REVIEWING_OFFICER, bodies.council)
    row = register_rows.challenge(bodies.council, bodies.council, officer, wanted="Visit weekly until the hearing.")

    found = lead.post("/search", {"words": "weekly hearing", "kind": "everything"}).content.decode()
    returns = lead.post("/search", {"words": stated.kinds()[0].title, "kind": "return"}).content.decode()

    assert f"/challenges/{row.ref}" in found
    assert stated.kinds()[0].title in returns
    assert 'href="/stated"' in returns


def test_many_are_counted_so_far_and_the_first_are_shown(bodies, lead):
    review = rows.review(bodies.hub)
    for number in range(MOST_SHOWN + 3):
        rows.statement(review, bodies.council, text=f"Visit number {number} was made.")

    page = text(lead.post("/search", {"words": "visit number made", "kind": "statement"}))

    assert f"Sentences: {MOST_SHOWN + 3}" in page
    assert page.count("was made.") == MOST_SHOWN
    assert f"The first {MOST_SHOWN} are shown." in page
    assert MOST_COUNTED > MOST_SHOWN


def test_a_search_of_everything_asks_the_database_at_most_twelve_questions(bodies, lead):
    rows.statement(rows.review(bodies.hub), bodies.council, text="Every visit is written down.")
    lead.post("/search", {"words": "visit", "kind": "everything"})
    with CaptureQueriesContext(connection) as empty:
        lead.post("/search", {"words": "", "kind": "everything"})
    with CaptureQueriesContext(connection) as whole:
        lead.post("/search", {"words": "visit", "kind": "everything"})

    assert len(whole) - len(empty) <= 12, [one["sql"][:160] for one in whole.captured_queries]


def test_a_search_waits_for_nobody_who_writes(bodies, lead):
    said = rows.statement(rows.review(bodies.hub), bodies.council, text="Every visit is written down.")

    def begun(address, form):
        # Their first request puts down that they are here.
        lead.post(address, form)
        with CaptureQueriesContext(connection) as asked:
            lead.post(address, form)
        return [one["sql"] for one in asked if one["sql"].startswith(("BEGIN", "SAVEPOINT"))]

    assert begun("/search", {"words": "visit", "kind": "everything"}) == []
    # What may write begins a transaction, and the same look sees it.
    assert len(begun(f"/statements/{said.ref}/change", {"text": ""})) == 1
