"""A register of years: a page at a time, narrowed, what is chased counted whole; and «My work» is not flooded by it."""

from datetime import date, timedelta

import pytest

from lineofsight.partnership.rules import Role
from tests.factories import register_rows
from tests.factories.partnership import TODAY, member
from tests.web.pages import queries, words_at

pytestmark = pytest.mark.django_db
OF = "/registers?of=advice-line"
ADVICE = ("early-help", "refer-now")


def logged(bodies, number: int, *, chased: int = 0, on: date = TODAY) -> None:
    """So many calls, one a day back from a day, every fourth with advice to refer; the first of them chased."""
    somebody = member(Role.SAFEGUARDING_LEAD, bodies.council, email=f"logs-{number}-{on}@council.example")
    for at in range(number):
        day = on - timedelta(days=at)
        row = register_rows.entry(
            bodies.council, somebody, register="advice-line", state="recorded", body="{}", entry_date=day
        )
        body = f'{{"advice":"{ADVICE[at % 4 == 0]}","caller":"teacher","minutes":9,"topic":"neglect","waited":3}}'
        register_rows.recording(row, body=body, made_date=day)
        if at < chased:
            register_rows.chased(row, what="check-referral", by_role="lead", due_date=TODAY)


def rows_in(page: str) -> int:
    return page.count(", a call ")


def test_entries_stand_fifty_a_page_and_every_one_can_be_reached(lead, bodies):
    logged(bodies, 60)

    first, second = words_at(lead, OF), words_at(lead, f"{OF}&page=2")

    assert "60 entries, the latest first" in first
    assert (rows_in(first), rows_in(second)) == (50, 10)
    assert ", a call 60" in second


def test_what_is_chased_is_counted_whole_shown_in_part_and_listed_on_its_own(lead, bodies):
    logged(bodies, 60, chased=55)

    first, chased = words_at(lead, OF), words_at(lead, f"{OF}&show=chased")

    assert "55 actions are not done yet." in first
    assert first.count("Say that it is done") == 7
    assert "See all 55 that are not done" in first
    assert "55 actions are not done" in chased
    assert chased.count("Say that it is done") == 50
    assert words_at(lead, f"{OF}&show=chased&page=2").count("Say that it is done") == 5


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ("&month=2026-06", 22),
        ("&month=2026-05", 31),
        ("&decision=refer-now", 15),
        ("&month=2026-06&decision=refer-now", 6),
        ("&month=2020-01", 0),
        ("&month=nonsense&decision=nobody", 60),
    ],
)
def test_it_is_narrowed_by_month_and_by_what_came_of_it_and_so_is_what_is_taken_away(lead, bodies, asked, number):
    logged(bodies, 60)

    page = words_at(lead, OF + asked)
    file = lead.get(f"/registers/download?of=advice-line{asked}").content.decode("utf-8-sig")

    assert ("Nothing was logged like this." in page) is (number == 0)
    assert f"{number} entries, the latest first" in page or not number
    assert len(file.strip().splitlines()) == 1 + number


def test_what_was_corrected_is_found_by_what_stands_now(lead, bodies):
    logged(bodies, 2)
    row = register_rows.Entry.objects.latest("entry_date")
    register_rows.recording(row, number=2, reason="typed-wrong", body='{"advice":"early-help","caller":"teacher"}')

    assert rows_in(words_at(lead, f"{OF}&decision=early-help")) == 2
    assert rows_in(words_at(lead, f"{OF}&decision=refer-now")) == 0


def test_the_page_asks_the_database_no_more_however_long_the_register_is(lead, bodies):
    logged(bodies, 55, chased=10)
    words_at(lead, OF)
    few = queries(lead, OF)
    logged(bodies, 60, chased=40, on=date(2026, 3, 1))

    assert queries(lead, OF) <= few


def test_my_work_names_a_few_of_a_register_and_counts_more(lead, bodies):
    logged(bodies, 5, chased=5)
    few = words_at(lead, "/")
    logged(bodies, 40, chased=40, on=date(2026, 3, 1))

    many = words_at(lead, "/")

    assert "5 things wait" in few
    assert "Advice line: check that the referral arrived" in few
    assert "1 thing waits" in many
    assert "Advice line: 45 actions are late or due within 7 days" in many
    assert "Advice line: check" not in many
    assert "/registers?show=chased&amp;of=advice-line" in lead.get("/").content.decode()
