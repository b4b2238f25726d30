"""Pages of learning: planned, booked, registered, answered without an account, and who is in date as at a day."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import Client

from lineofsight.desk import learning as desk
from lineofsight.mails.models import Mail
from lineofsight.partnership.actor import job
from lineofsight.partnership.rules import Role
from lineofsight.partnership.scope import scope
from lineofsight.records.identities.keys import make_key
from lineofsight.records.learning import queries
from lineofsight.records.learning.models import Booking, Said, Session
from tests.factories import learning_rows, workforce_rows
from tests.factories.partnership import NOW, TODAY, acting
from tests.web.pages import words_of
from tests.web.rounds.conftest import bodies, browser, clock, signed_in, unit  # noqa: F401

pytestmark = pytest.mark.django_db


@pytest.fixture
def keys(bodies):  # noqa: F811
    make_key(bodies.council)
    return bodies


def planned(lead, **facts) -> Session:
    form = {
        "course": "cannabis-and-parenting",
        "day-day": str(TODAY.day),
        "day-month": str(TODAY.month),
        "day-year": str(TODAY.year),
        "place": "Room 2",
        "places": "12",
        "is_for_several": "yes",
    } | facts
    assert lead.post("/learning/new", form).status_code == 302
    return Session.objects.latest("id")


def test_a_register_is_taken_once_however_often_it_is_sent(keys, browser):  # noqa: F811
    lead = browser(Role.LEARNING_LEAD, "council")
    session = planned(lead)
    lead.post(f"/sessions/{session.ref}/book", {"label": "Wren Hollow", "number": "7"})
    page = lead.get(f"/sessions/{session.ref}/register").content.decode()
    assert "0 of 1 saved as here." in page
    assert "checked" not in re.findall(r'<input[^>]*name="here"[^>]*>', page)[0]

    ref = Booking.objects.get().ref
    form = {"key": "the same press", "version": "1", "here": ref}
    assert lead.post(f"/sessions/{session.ref}/register", form).status_code == 302
    assert lead.post(f"/sessions/{session.ref}/register", form).status_code == 302
    session.refresh_from_db()
    assert session.version == 2
    # Somebody who has an older page is told, and nothing is overwritten.
    assert lead.post(f"/sessions/{session.ref}/register", {"version": "1"}).status_code == 409

    lead.post(f"/sessions/{session.ref}/close", {"version": "2"})
    page = lead.get(f"/sessions/{session.ref}").content.decode()
    assert "1 came; 1 had booked." in page
    assert "Wren Hollow" not in page
    assert lead.get(f"/sessions/{session.ref}/register").status_code == 409


def test_ticks_are_kept_by_whoever_goes_on_to_add_or_to_close_and_an_empty_register_asks_before_it_is_wiped(
    keys,
    browser,  # noqa: F811
):
    lead = browser(Role.LEARNING_LEAD, "council")
    session = planned(lead)
    for number, label in enumerate(("Wren Hollow", "Ash Field")):
        lead.post(f"/sessions/{session.ref}/book", {"label": label, "number": str(number)})
    first = Booking.objects.first()
    register, closing = f"/sessions/{session.ref}/register", f"/sessions/{session.ref}/close"

    none = lead.post(register, {"version": "1", "then": "close"}, follow=True).content.decode()
    refused = lead.post(closing, {"version": "2"})
    adding = lead.post(register, {"version": "2", "here": first.ref, "then": "add"})
    first.refresh_from_db()
    ticked = lead.post(register, {"version": "3", "here": first.ref, "then": "close"}, follow=True).content.decode()

    assert "nobody is ticked as here" in none
    assert "Nobody came" in none
    assert refused.status_code == 422
    assert adding.url == f"/sessions/{session.ref}/add"
    assert first.state == "came"
    assert "1 came, 1 did not." in ticked
    assert "Nobody came" not in ticked
    assert lead.post(closing, {"version": "4"}).status_code == 302


def test_a_closed_register_is_corrected_on_its_page_with_a_reason_that_stands_beside_it(keys, browser):  # noqa: F811
    lead = browser(Role.LEARNING_LEAD, "council")
    held = learning_rows.session(keys.council, state="closed", closed_at=NOW)
    row = learning_rows.booking(held, keys.council, open_to=None, state="not here", pseudonym="k" * 26, shown="KKK-KKK")
    learning_rows.head_count(held)
    address = f"/bookings/{row.ref}/correct"
    form = {"version": "0", "key": "one"}

    assert "It says now: they did not come." in lead.get(address).content.decode()
    assert lead.post(address, form | {"state": "came"}).status_code == 422
    right = form | {"state": "came", "reason": "came late"}
    assert lead.post(address, right | {"key": "two"}).status_code == 302
    again = lead.post(address, right | {"key": "three", "state": "left early"})

    page = lead.get(f"/sessions/{held.ref}").content.decode()
    assert f'href="{address}"' in page
    assert again.status_code == 409
    assert "they came after the register was taken" in page
    assert "Corrected once since the register closed" in page
    assert "4 came; 4 had booked." in page
    assert browser(Role.LEARNING_LEAD, "health").get(address).status_code == 404
    assert browser(Role.PRACTITIONER, "council").get(address).status_code in (403, 404)


def test_somebody_who_is_in_no_row_is_added_on_the_page_of_a_closed_register(keys, browser):  # noqa: F811
    lead = browser(Role.LEARNING_LEAD, "council")
    held = learning_rows.session(keys.council, state="closed", closed_at=NOW)
    address = f"/sessions/{held.ref}/missed"
    assert f'href="{address}"' in lead.get(f"/sessions/{held.ref}").content.decode()

    short = lead.post(address, {"number": "77", "state": "came", "key": "one"})
    assert "Choose how it is known." in short.content.decode()
    right = {"number": "77", "state": "came", "reason": "trainer says", "key": "two"}
    assert lead.post(address, right).status_code == 302
    again = lead.post(address, right | {"key": "three"})

    page = lead.get(f"/sessions/{held.ref}").content.decode()
    assert "whoever ran the session says that they were there" in page
    assert "1 came; 0 had booked." in page
    assert "Somebody with this staff number stands in the register." in again.content.decode()
    assert browser(Role.LEADER, "council").get(address).status_code == 403


def test_somebody_without_an_account_answers_and_few_answers_are_shown_to_nobody(keys, browser):  # noqa: F811
    lead = browser(Role.LEARNING_LEAD, "council")
    session = planned(lead)
    somebody, address = Client(), f"/answer/{session.answers_at}"
    assert "Before the session" in somebody.get(address).content.decode()
    short = somebody.post(address, {"code": "ab", "knowledge": "2", "confidence": "2"})
    assert short.status_code == 422
    assert "at least 4 letters" in short.content.decode()
    for number in range(5):
        code = {"code": f"oak lane {number}"}
        somebody.post(address, code | {"knowledge": "2", "confidence": "2"})
        somebody.post(f"{address}?ask=after", code | {"knowledge": "4", "confidence": "2", "useful": "5"})
        shown = lead.get(f"/sessions/{session.ref}/answers").content.decode()
        assert ("Too few to show" in shown) is (number < 4)
    assert "5 of 5 rose" in shown
    assert Said.objects.count() == 10
    assert somebody.get("/answer/no-such-address").status_code == 410


def test_who_is_in_date_comes_out_for_an_earlier_day_as_it_was(bodies, browser):  # noqa: F811
    listed = workforce_rows.staff_list(bodies.council)
    session = learning_rows.session(bodies.council, course="keeping-babies-safe", session_date=date(2026, 3, 2))
    names = []
    for at in range(4):
        member = workforce_rows.member(bodies.council, pseudonym=f"{at:026d}", shown=f"NAME-{at}")
        workforce_rows.spell(listed, member, start=date(2026, 6, 1) if at == 3 else date(2025, 1, 6))
        names.append(member)
    learning_rows.attendance(
        session, bodies.council, pseudonym=names[0].pseudonym, day=date(2026, 3, 2), course="keeping-babies-safe"
    )
    workforce_rows.absence(listed, names[2], is_long=True, start=date(2026, 4, 1))
    lead = browser(Role.LEARNING_LEAD, "council")
    learning_rows.attendance(session, bodies.council, pseudonym="s" * 26, course="keeping-babies-safe")

    # Before anybody said who took what elsewhere no share is told: not 0%, and not 100% of those who came here.
    page = words_of(lead.get("/learning/training").content.decode())
    assert "No list of courses taken was handed in by Wexcombe Council." in page
    assert "1 person who came to a session is in no list of people in post" in page
    assert "Of 2 people in post 1 is known to hold it" in page
    assert "%" not in page
    assert "never took it" not in page
    assert "not taken" not in words_of(lead.get("/").content.decode())

    workforce_rows.staff_list(bodies.council, kind="courses-taken", mark="c" * 64)
    assert "No list of courses taken" not in lead.get("/learning/training").content.decode()

    def told(query: str) -> str:
        page = lead.get(f"/learning/training{query}").content.decode()
        part = page[page.index('id="of-keeping-babies-safe-by-role"') :]
        return part[: part.index("</section>")]

    # Today: one of two; one is new, and one on long leave. In February: nobody had it, and nobody stood apart.
    assert "1 of 2 (50%)" in told("")
    assert "1 new in post" in told("")
    assert "1 on long leave" in told("")
    assert "0 of 3 (0%)" in told("?on-day=1&on-month=2&on-year=2026")
    wrong = lead.get("/learning/training?on-day=31&on-month=2&on-year=2026")
    assert wrong.status_code == 422
    assert wrong.content.decode().count("Error: ") == 1
    assert 'href="#on-day">That is not a date.' in wrong.content.decode()
    assert lead.get("/learning/training/download?as=xlsx").status_code == 200


@pytest.mark.sqlite_only  # Who asks is told to PostgreSQL in a question of its own.
def test_lists_ask_the_database_the_same_however_long_they_are(keys, browser, django_assert_max_num_queries):  # noqa: F811
    lead = acting(Role.LEARNING_LEAD, keys.council, email="lists@council.example")
    for number in range(8):
        row = learning_rows.session(keys.council, session_date=TODAY + timedelta(days=number % 3))
        learning_rows.head_count(row)
        learning_rows.session(keys.council, state="closed", closed_at=NOW)
    with scope(lead, writes=False), django_assert_max_num_queries(14):
        desk.planned(lead, queries.coming(lead, on=TODAY))
        desk.held(lead)
        desk.training(lead, on=TODAY)


def test_the_leads_are_reminded_once_a_week_of_the_library(keys):
    acting(Role.LEARNING_LEAD, keys.council, email="leads@council.example")
    learning_rows.session(keys.council, state="closed", closed_at=NOW, session_date=TODAY - timedelta(weeks=6))
    by = job("digests", now=NOW)
    later = replace(by, now=NOW + timedelta(weeks=3))
    with scope(by, writes=True):
        sent = [desk.remind_of_surveys(address="https://here.example", by=who) for who in (by, by, later, later)]

    assert sent == [1, 0, 1, 0]
    course = queries.course_of(Session.objects.get()).title
    assert all(f"«{course}» of" in body for body in Mail.objects.values_list("body", flat=True))


def test_leads_who_were_reminded_of_no_week_are_reminded_once_and_of_how_long_ago_it_was(keys):
    acting(Role.LEARNING_LEAD, keys.council, email="leads@council.example")
    learning_rows.session(keys.council, state="closed", closed_at=NOW, session_date=TODAY - timedelta(weeks=10))
    by = job("digests", now=NOW)

    with scope(by, writes=True):
        sent = [desk.remind_of_surveys(address="https://here.example", by=by) for _ in range(2)]

    assert sent == [1, 0]
    assert "was 10 weeks ago" in Mail.objects.get().body


@pytest.mark.parametrize("typed", ["Ann Other", "<b>7</b>", "Wren"])
def test_a_name_is_refused_where_a_staff_number_is_asked_for(keys, browser, typed):  # noqa: F811
    lead = browser(Role.LEARNING_LEAD, "council")
    session = planned(lead)

    refused = lead.post(f"/sessions/{session.ref}/book", {"label": "Wren Hollow", "number": typed})

    assert (refused.status_code, Booking.objects.count()) == (422, 0)
    assert "Enter the staff number as it stands in your list of staff" in refused.content.decode()
