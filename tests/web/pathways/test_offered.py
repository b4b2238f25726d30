"""Known from the records, and no pathway runs: the board and My work offer the child, one press starts it."""

import re

import pytest

from lineofsight.partnership.models import Person
from lineofsight.partnership.rules import Role
from lineofsight.records.pathways.models import NotStarted, Part
from lineofsight.trail.models import Payload
from tests.factories import record_rows
from tests.factories.partnership import TODAY
from tests.web.pages import page, queries, words_at, words_of
from tests.web.pathways.steps import sent

AT_LENGTH = pytest.mark.postgres_at_length(
    reason="pages around tests/records/pathways/test_offered.py, which asks the same of both databases",
    but=("test_one_press_starts_it_on_the_day_of_the_fact",),
)
pytestmark = [pytest.mark.django_db, AT_LENGTH]
BOARD = "/pathways?of=returned-home"
KNOWN = "Known from the records, and no pathway runs"


@pytest.fixture
def home(child):
    """The child came home twelve days ago, as a return says."""
    return record_rows.fact(child, kind="came-home", day=TODAY.replace(day=10))


def pressed(client, child):
    """Press the button beside a child on the board, with what it carries."""
    form = re.search(
        rf'<form method="post" action="(/sight/children/{child.ref}/start[^"]*)">(.*?)</form>',
        page(client, BOARD),
        re.S,
    )
    return client.post(form[1], dict(re.findall(r'name="([\w-]+)" value="([^"]*)"', form[2])))


def test_the_board_the_list_and_my_work_offer_the_child(manager, child, home):
    board = words_at(manager, BOARD)

    assert "For 1 child a fact calls for it and it does not run." in board
    assert f"{KNOWN}: 1" in board
    assert f"{child.shown} : Child came home and care ended, no pathway runs 10 June 2026" in board
    assert "For 1 child a fact calls for one, and none runs." in words_at(manager, "/pathways")
    work = page(manager, "/")
    assert "Returned home after care: 1 child, and no pathway runs" in words_of(work)
    assert f'href="{BOARD}"' in work


def test_without_such_a_fact_nobody_is_offered(manager, child):
    record_rows.fact(child, kind="parents-wishes", day=TODAY)

    assert KNOWN not in words_at(manager, BOARD)
    assert "a fact calls for one, and none runs" not in words_at(manager, "/pathways")
    assert "no pathway runs" not in words_at(manager, "/")


def test_one_press_starts_it_on_the_day_of_the_fact(manager, child, home):
    answer = pressed(manager, child)

    assert answer.status_code == 302, words_of(answer.content.decode())
    part = Part.objects.select_related("run").get()
    assert (part.subject_id, part.run.started) == (child.pk, home.day)
    assert KNOWN not in words_at(manager, BOARD)
    assert "no pathway runs" not in words_at(manager, "/")


def test_where_the_start_asks_for_a_day_the_button_leads_to_its_form_with_the_day_of_the_fact(manager, child):
    record_rows.fact(child, kind="pregnancy-referred", day=TODAY.replace(day=8))
    address = re.search(r'href="([^"]*start[^"]*)"', page(manager, "/pathways?of=keeping-babies-safe"))[1]

    form = page(manager, address.replace("&amp;", "&"))

    assert re.search(r'name="day-day"[^>]*value="8"', form)
    assert "The expected birth: which day?" in words_of(form)


def test_why_not_is_said_once_with_a_reason_of_the_library(manager, child, home):
    address = f"/sight/children/{child.ref}/not-started?of=returned-home"
    form = words_at(manager, address)

    nothing = sent(manager, address)
    aside = sent(manager, address, reason="left-again")
    again = manager.get(address)

    assert "the child has left home again" in form
    assert "This is not a referral" in form
    assert (nothing.status_code, aside.status_code, again.status_code) == (422, 302, 409)
    assert NotStarted.objects.get().reason == "left-again"
    assert KNOWN not in words_at(manager, BOARD)


def test_an_address_that_names_no_pathway_of_ones_own_is_refused_in_words(manager, child, home):
    for named in ("", "?of=court-report", "?of=nothing"):
        assert manager.get(f"/sight/children/{child.ref}/not-started{named}").status_code == 409


def test_whoever_may_not_start_it_reads_who_does_and_finds_no_button(browser, child, home):
    board = page(browser(Role.SAFEGUARDING_LEAD, "council"), BOARD)

    assert f"{KNOWN}: 1" in words_of(board)
    assert "It is started by: practitioner, team manager (council)." in words_of(board)
    assert f"/sight/children/{child.ref}/start" not in board


def test_another_agency_reads_of_nobody(browser, child, home):
    assert KNOWN not in words_at(browser(Role.SAFEGUARDING_LEAD, "health"), BOARD)


def test_that_somebody_looked_at_the_child_on_the_board_is_recorded(manager, child, home):
    page(manager, BOARD)

    assert child.ref in Payload.objects.get(event__act="children.read").body


def test_the_board_asks_at_most_twelve_questions_however_many_are_offered(manager, child, home):
    few = queries(manager, BOARD)
    for n in range(30):
        other = record_rows.subject(child.delivery, pseudonym=f"p{n}", shown=f"S{n}")
        record_rows.near(_person(manager), other)
        record_rows.fact(other, kind="came-home", day=TODAY)

    assert f"{KNOWN}: 31" in words_at(manager, BOARD)
    assert queries(manager, BOARD) <= few <= 12


def _person(client):
    return Person.objects.get(pk=client.session["_auth_user_id"])


def test_the_board_leads_to_those_that_ended_in_twelve_months(manager, child, home):
    empty = words_at(manager, f"{BOARD}&show=ended")
    assert pressed(manager, child).status_code == 302
    run = Part.objects.get().run
    type(run).objects.filter(pk=run.pk).update(ended=TODAY)

    assert "None ended in the last twelve months." in empty
    assert "1 ended in the last twelve months" in words_at(manager, BOARD)
    ended = words_at(manager, f"{BOARD}&show=ended")
    assert f"{child.shown} : Returned home after care, 1 10 Jun 2026 22 Jun 2026" in ended
