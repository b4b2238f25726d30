"""Lists of those who work, and what the pages make of them: taken whole or not at all, and nobody named."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from lineofsight.partnership.rules import Role
from lineofsight.records.identities.keys import make_key
from lineofsight.records.identities.models import Worker
from lineofsight.records.workforce.models import EstablishedPost, Spell, StaffList, StaffMember
from lineofsight.trail.models import Payload
from lineofsight.web.sheets import ods_file
from tests.factories import record_rows, workforce_rows
from tests.factories.partnership import member, partnership
from tests.web.handing_in import hand_in, take
from tests.web.pages import words_of
from tests.web.rounds.conftest import clock, signed_in

__all__ = ["clock"]
pytestmark = pytest.mark.django_db
POSTS = "Post number,Team,Role,FTE,From\nP1,North,Social worker,1,01/04/2020\nP2,North,Social worker,1,01/04/2020\n"
PEOPLE = (
    "Staff number,Name,Date of birth,Post number,Team,Role,FTE,Started,Left,Agency worker,Leaving reason\n"
    "S-7001,Zq Private,01/01/1990,P1,North,Social worker,1,01/09/2025,,no,\n"
    "S-7002,Zq Other,02/02/1990,P2,North,Social worker,0.6,01/10/2025,01/03/2026,no,Resigned\n"
    "S-7003,Zq Third,03/03/1990,P2,North,Social worker,1,02/03/2026,,yes,\n"
)


@pytest.fixture
def council():
    made = partnership().council
    make_key(made)
    return made


def test_a_list_is_looked_at_taken_whole_taken_again_without_change_and_corrected(council):
    browser = signed_in(member(Role.LEARNING_LEAD, council))
    take(browser, hand_in(browser, "established-posts", POSTS))
    waits = hand_in(browser, "people-in-post", PEOPLE)
    assert "All 3 rows can be taken." in words_of(browser.get(waits).content.decode())
    assert not Spell.objects.exists()

    receipt = take(browser, waits)

    assert "3 rows were taken." in receipt
    assert "Never looked at Name, Date of birth" in receipt
    page = words_of(browser.get("/workforce").content.decode())
    assert "1 person is in post (1.0 full-time). Of 2.0 posts 1.0 are vacant, and agency workers cover 1.0" in page
    assert hand_in(browser, "people-in-post", PEOPLE) == waits
    later = take(browser, hand_in(browser, "people-in-post", PEOPLE.replace("01/03/2026", "01/04/2026"), "two.csv"))
    assert "Corrected 1 As before 2" in later
    assert Spell.objects.filter(later__isnull=True).count() == 3
    shorter = POSTS.rsplit("P2", 1)[0]
    assert "Taken away 1" in take(browser, hand_in(browser, "established-posts", shorter, "fewer.csv"))
    assert EstablishedPost.objects.filter(later__isnull=True, is_withdrawn=False).count() == 1


def test_nothing_of_a_list_is_taken_while_one_word_is_unknown_and_line_and_column_are_told(council):
    browser = signed_in(member(Role.ANALYST, council))
    address = hand_in(browser, "people-in-post", PEOPLE.replace("Social worker,0.6", "Wizard,0.6"))

    page = words_of(browser.get(address).content.decode())

    assert "1 of 3 rows cannot be taken, so none is." in page
    assert "3 Role This word is not known here." in page
    assert "Wizard" not in page
    take(browser, address)
    assert not Spell.objects.exists()
    assert StaffList.objects.get().state == "read"


def test_more_than_full_time_is_refused_and_a_post_that_no_list_holds_fills_no_vacancy(council):
    browser = signed_in(member(Role.LEARNING_LEAD, council))
    too_much = hand_in(browser, "people-in-post", PEOPLE.replace("Social worker,0.6", "Social worker,1.5"), "much.csv")
    refused = words_of(browser.get(too_much).content.decode())
    take(browser, hand_in(browser, "established-posts", POSTS))
    strange = hand_in(browser, "people-in-post", PEOPLE.replace("P1", "P900").split("S-7002")[0], "strange.csv")
    browser.post(f"{strange}/take", {"version": 1, "is_sure": "yes", "key": "strange"})

    page = words_of(browser.get("/workforce").content.decode())

    assert "This is no part of full time: 1 is full time, 0.5 is half." in refused
    assert "Of 2.0 posts 2.0 are vacant" in page
    assert "What 1 person has as their post: its number is in no list of posts, so they fill no vacancy." in page
    take(browser, hand_in(browser, "people-in-post", PEOPLE.replace("P1", "").split("S-7002")[0], "whole.csv"))
    assert "Of 2.0 posts 1.0 are vacant" in words_of(browser.get("/workforce").content.decode())
    assert browser.get("/workforce?on=2025-02-31").status_code == 404


def test_no_name_birthday_or_staff_number_is_kept_and_the_pseudonym_is_the_case_systems(council):
    browser = signed_in(member(Role.SAFEGUARDING_LEAD, council))
    take(browser, hand_in(browser, "people-in-post", PEOPLE))
    somebody = StaffMember.objects.first()
    kept = " ".join(str(row) for model in (StaffList, StaffMember, Spell, Payload) for row in model.objects.values())
    assert "S-7001" not in kept
    assert "Private" not in kept
    assert "1990" not in kept
    delivery = record_rows.delivery(council)
    worker = Worker.objects.create(
        agency=council, delivery=delivery, key_id=somebody.key_id, pseudonym=somebody.pseudonym, shown=somebody.shown
    )

    take(browser, hand_in(browser, "people-in-post", PEOPLE.replace("Social worker", "Other"), "other.csv"))

    known = {row.pseudonym: row.worker_id for row in StaffMember.objects.exclude(worker=None)}
    assert known == {worker.pseudonym: worker.pk}


@pytest.mark.parametrize("ending", ["xlsx", "ods", "csv"])
def test_each_template_reads_back_once_it_is_filled_in(council, ending):
    browser = signed_in(member(Role.ANALYST, council))
    content = browser.get(f"/lists/template?of=established-posts&as={ending}").content
    row = ["P1", "North", "Social worker", "1", "01/04/2020"]
    if ending == "xlsx":
        book = load_workbook(BytesIO(content))
        book.active.append(row)
        saved = BytesIO()
        book.save(saved)
        content = saved.getvalue()
    elif ending == "ods":
        head = ["Post number", "Team", "Role", "FTE", "From", "Until"]
        assert content[:2] == b"PK"
        content = ods_file(head, [row], title="List", name="a.ods").content
    else:
        content += (",".join(row) + "\r\n").encode()

    address = hand_in(browser, "established-posts", content, f"filled.{ending}")

    assert "The 1 row can be taken." in words_of(browser.get(address).content.decode())


def test_an_alert_stays_with_what_was_done_and_how_long_it_took(council):
    raised = workforce_rows.alert(council, says="North: 30 children for each.")
    browser = signed_in(member(Role.ANALYST, council))
    assert "1 alert waits for an answer." in words_of(browser.get("/workforce").content.decode())
    assert browser.post(f"/alerts/{raised.ref}", {"text": "", "key": "one"}).status_code == 422

    assert browser.post(f"/alerts/{raised.ref}", {"text": "Two cases moved.", "key": "two"}).status_code == 302

    page = words_of(browser.get("/workforce").content.decode())
    assert "First acted on the same day." in page


@pytest.mark.parametrize("role, what", [(Role.SAFEGUARDING_LEAD, "workforce"), (Role.LEARNING_LEAD, "surveys")])
def test_who_takes_figures_of_staff_away_is_on_record(council, role, what):
    file = signed_in(member(role, council)).get(f"/{what}/download?as=xlsx")

    assert (file.status_code, file["Content-Disposition"].endswith('.xlsx"')) == (200, True)
    assert f'"what":"{what}"' in Payload.objects.get(event__act="list.taken_away").body


def test_a_team_and_a_post_that_no_list_had_are_told_with_their_lines_and_asked_about(council):
    browser = signed_in(member(Role.LEARNING_LEAD, council))
    take(browser, hand_in(browser, "established-posts", POSTS))
    strange = PEOPLE.replace("P1,North", "P1,North 9").replace("S-7003,Zq Third,03/03/1990,P2", "S-7003,Z,,P900")
    address = hand_in(browser, "people-in-post", strange)

    preview = words_of(browser.get(address).content.decode())
    refused = take(browser, address)

    assert "All 3 rows can be taken. Some of it no list here had before." in preview
    assert "Team: 1 row, line 2." in preview
    assert "Post number: 1 row, line 4." in preview
    assert "Would be new 3" in preview
    assert "2 rows have a team or a post that no list here has. Tick that it is right" in refused
    assert not Spell.objects.exists()
    # Control: once it is said that they are right, all of it is taken, and the receipt keeps what was asked.
    browser.post(f"{address}/take", {"version": 1, "is_sure": "yes", "key": "sure"})
    assert "Team: 1 row, line 2." in words_of(browser.get(address).content.decode())
    assert Spell.objects.count() == 3


def test_control_the_first_list_and_one_with_known_teams_and_posts_ask_nothing(council):
    browser = signed_in(member(Role.LEARNING_LEAD, council))

    first = take(browser, hand_in(browser, "people-in-post", PEOPLE))
    take(browser, hand_in(browser, "established-posts", POSTS))
    again = take(browser, hand_in(browser, "people-in-post", PEOPLE.replace("01/03/2026", "01/04/2026"), "two.csv"))

    assert "no list here had before" not in first + again
    assert "3 rows were taken." in first


def test_a_cell_of_a_staff_list_is_to_be_corrected_in_the_list_and_not_in_the_case_system(council):
    browser = signed_in(member(Role.LEARNING_LEAD, council))
    address = hand_in(browser, "people-in-post", PEOPLE.replace(",no,", ",perhaps,"))

    page = words_of(browser.get(address).content.decode())

    assert "This is neither yes nor no. Correct it in the list, and hand it in again." in page
    assert "case system" not in page
