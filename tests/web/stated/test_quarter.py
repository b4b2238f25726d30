"""A quarter as a body states it: by form or file, checked, accepted or sent back, told, and put behind a sentence."""

import io
import re
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from lineofsight.assurance.models import Evidence
from lineofsight.desk.my_work.waiting import Waiting
from lineofsight.desk.stated import waiting
from lineofsight.partnership.models import Person
from lineofsight.partnership.queries import actor_of
from lineofsight.partnership.rules import Audience, Role
from lineofsight.partnership.scope import scope
from lineofsight.records.stated.models import StatedAsk, StatedReturn
from lineofsight.trail.models import Event
from tests.factories import register_rows, rows
from tests.factories.partnership import NOW, member
from tests.web.pages import sent, text
from tests.web.rounds.conftest import signed_in

AT_LENGTH = pytest.mark.postgres_at_length(
    reason="reads forms and templates; what is stated, accepted and counted is tried by the tests named here",
    but=(
        "test_a_quarter_is_stated_by_form_accepted_and_then_read_by_all_members",
        "test_it_goes_back_with_a_question_and_comes_again_in_its_place",
        "test_the_quarters_of_one_return_that_are_open_are_one_line_of_my_work_and_its_day_is_the_oldest",
        "test_small_numbers_are_too_few_to_show_in_public_and_exact_inside",
        "test_who_is_left_out_is_asked_no_longer_and_what_it_stated_stays",
        "test_nobody_accepts_twice_and_no_body_accepts_its_own",
        "test_the_figures_that_one_may_read_go_into_a_file",
    ),
)
pytestmark = [pytest.mark.django_db, AT_LENGTH]
ADDRESS = "/stated/quarter?of=guardians-decisions&quarter=2026-01-01"
FIGURES = {"each-stage__n": "27", "each-stage__of": "31", "planning-changed__why": "not-recorded"}


@pytest.fixture
def stated(body) -> StatedReturn:
    assert sent(body, ADDRESS, **FIGURES).status_code == 302
    return StatedReturn.objects.get()


def test_a_quarter_is_stated_by_form_accepted_and_then_read_by_all_members(body, unit, stated, browser):
    member_of_another = browser(Role.CONTRIBUTOR, "health")
    assert member_of_another.get(f"/stated/{stated.ref}").status_code == 404
    assert "Guardian's decisions" in text(unit.get("/"))

    assert sent(unit, f"/stated/{stated.ref}/judge", version=1, verdict="accept").status_code == 302

    stated.refresh_from_db()
    assert (stated.state, stated.audience) == ("accepted", Audience.PARTNERSHIP)
    page = text(member_of_another.get(f"/stated/{stated.ref}"))
    assert "27 of 31" in page
    assert "Our system does not record it" in page
    acts = Event.objects.filter(subject_ref=stated.ref).exclude(act="read").values_list("act", flat=True)
    assert list(acts) == ["stated.sent", "stated.accepted"]


def test_it_goes_back_with_a_question_and_comes_again_in_its_place(body, unit, stated):
    assert sent(unit, f"/stated/{stated.ref}/judge", version=1, verdict="back").status_code == 422
    sent(unit, f"/stated/{stated.ref}/judge", version=1, verdict="back", question="Are twins one case?")
    assert "Are twins one case?" in text(body.get("/"))
    assert "Are twins one case?" in text(body.get(ADDRESS))

    assert sent(body, ADDRESS, **FIGURES | {"each-stage__of": "32"}).status_code == 302

    assert list(StatedReturn.objects.order_by("id").values_list("state", flat=True)) == ["superseded", "sent"]
    assert body.get(f"/stated/{stated.ref}").status_code == 200


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_template_is_filled_in_uploaded_looked_at_and_sent(body, kind):
    file = body.get(f"/stated/template?of=guardians-decisions&quarter=2026-01-01&as={kind}").content
    if kind == "csv":
        filled = file.replace(b",,,,2026", b",27,31,,2026", 1).replace(b",,,,2026", b",9,9,,2026", 1)
    else:
        book = load_workbook(io.BytesIO(file))
        for row, numbers in ((2, (27, 31)), (3, (9, 9))):
            book.active.cell(row, 5).value, book.active.cell(row, 6).value = numbers
        kept = io.BytesIO()
        book.save(kept)
        filled = kept.getvalue()

    read = body.post(ADDRESS, {"upload": "yes", "file": SimpleUploadedFile(f"filled.{kind}", filled)})

    assert read.status_code == 200, text(read)
    shown = read.content.decode()
    assert re.search(r'name="each-stage__n"[^>]*value="27"', shown)
    assert not StatedReturn.objects.exists()
    numbers = {"each-stage__n": 27, "each-stage__of": 31, "planning-changed__n": 9, "planning-changed__of": 9}
    assert sent(body, ADDRESS, is_from_file="yes", **numbers).status_code == 302
    assert StatedReturn.objects.get().is_from_file


@pytest.mark.parametrize(
    "name, content, told",
    [
        ("other.csv", b"a,b\n1,2\n", "holds no question"),
        ("none.csv", b"", "The file is empty."),
        ("broken.xlsx", b"PK\x03\x04 nothing", "broken.xlsx"),
    ],
)
def test_a_file_that_is_not_the_template_is_answered_by_a_sentence(body, name, content, told):
    answer = body.post(ADDRESS, {"upload": "yes", "file": SimpleUploadedFile(name, content)})

    assert answer.status_code == 422
    assert told in text(answer)


def test_a_number_of_thousands_of_digits_in_the_template_is_no_number(body):
    line = f"question,asks,n counts,N counts,n,N,why\neach-stage,,,,{'1' * 5_000},5,\n".encode()

    answer = body.post(ADDRESS, {"upload": "yes", "file": SimpleUploadedFile("long.csv", line)})

    assert answer.status_code == 200
    assert "is no whole number" in text(answer)
    assert "1" * 41 not in answer.content.decode()


HEADS = "question,asks,n counts,N counts,n,N,why not counted,quarter begins"
EACH, CHANGED = "each-stage,a,b,c,27,31,,2026-01-01", "planning-changed,a,b,c,,,not-recorded,2026-01-01"
BOTH = {"each-stage__n": "27", "each-stage__of": "31"}


def lines(*rows: str, head: str = HEADS) -> bytes:
    return "\n".join((head, *rows)).encode()


# What somebody did, the file, what of the first question is filled in, and what is told of the rest.
DISORDERS = [
    ("nothing", lines(EACH, CHANGED), BOTH, ""),
    ("another order", lines("31,x,each-stage,27", "9,,planning-changed,8", head="N,our note,question,n"), BOTH, ""),
    ("title rows above", b"Court service\nReturn\n" + lines(EACH, CHANGED), BOTH, ""),
    ("a word by a number", lines(EACH.replace("27", "c. 27"), CHANGED), {"each-stage__of": "31"}, "«c. 27» is no"),
    ("a share", lines(EACH.replace("27", "87%"), CHANGED), {"each-stage__of": "31"}, "«87%» is no whole number"),
    ("a row twice alike", lines(EACH, EACH, CHANGED), BOTH, ""),
    ("a row twice", lines(EACH, EACH.replace("27", "26"), CHANGED), {}, "stands in 2 rows that differ"),
    ("a row deleted", lines(EACH), BOTH, "recorded with its reason» is in no row"),
    ("its id overwritten", lines(EACH.replace("each-stage", "1"), CHANGED), {}, "Not asked here, and not taken: «1»"),
    ("another reason", lines(EACH, CHANGED.replace("not-recorded", "on leave")), BOTH, "«on leave» is none of the"),
]


@pytest.mark.parametrize(
    ("content", "fields", "told"), [one[1:] for one in DISORDERS], ids=[one[0] for one in DISORDERS]
)
def test_a_template_in_disorder_fills_in_what_it_says_and_tells_the_rest(body, content, fields, told):
    answer = body.post(ADDRESS, {"upload": "yes", "file": SimpleUploadedFile("filled.csv", content)})

    page = answer.content.decode()
    filled = dict(re.findall(r'name="(each-stage__\w+)"[^>]*value="([^"]+)"', page))
    assert (answer.status_code, StatedReturn.objects.count()) == (200, 0)
    assert filled == fields
    assert ("Not understood in the file" in page, told in text(answer)) == (bool(told), True)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (lines(EACH.replace("2026-01-01", "2025-10-01")), "is the file of October to December 2025"),
        (lines(EACH.replace("2026-01-01", "last")), "is the file of «last»"),
        (lines("each-stage,27,31,,", head="question,n,how many,quarter begins,asks"), "no column «N»"),
        (EACH.encode(), "holds no question of"),
    ],
    ids=["another quarter", "no quarter", "a heading less", "no headings"],
)
def test_a_template_that_cannot_be_trusted_is_refused_with_what_to_do(body, content, told):
    answer = body.post(ADDRESS, {"upload": "yes", "file": SimpleUploadedFile("filled.csv", content)})

    assert answer.status_code == 422
    assert told in text(answer)


def test_a_reason_in_its_words_is_taken_as_its_code(body):
    rows = lines(EACH, CHANGED.replace("not-recorded", "Our system does not record it."))

    page = body.post(ADDRESS, {"upload": "yes", "file": SimpleUploadedFile("filled.csv", rows)}).content.decode()

    assert re.search(r'value="not-recorded"\s+selected', page)


@pytest.mark.parametrize(
    "wrong, told",
    [
        ({"each-stage__n": "32"}, "32 cannot be more than the 31 of which it is counted"),
        ({"each-stage__n": "2.5"}, "how many: enter a whole number, 0 or more"),
        ({"each-stage__of": "many"}, "out of: enter a whole number, 0 or more"),
        ({"each-stage__n": "-1"}, "enter a whole number"),
        ({"each-stage__of": ""}, "is not answered"),
        ({"each-stage__why": "too-late"}, "keep one of the two"),
    ],
)
def test_figures_that_cannot_be_are_refused_and_kept_on_the_page(body, wrong, told):
    answer = sent(body, ADDRESS, **FIGURES | wrong)

    assert answer.status_code == 422
    assert told in text(answer)
    assert not StatedReturn.objects.exists()


def test_all_that_is_wrong_is_said_at_once_each_with_a_link_to_its_question(body):
    wrong = {"each-stage__n": "50", "each-stage__of": "40", "planning-changed__n": "few", "planning-changed__why": ""}

    page = sent(body, ADDRESS, **FIGURES | wrong).content.decode()
    taken = sent(body, ADDRESS, **FIGURES | {"each-stage__n": "1,150", "each-stage__of": "1,200"})

    summary = page.partition("There is a problem")[2].partition("</ul>")[0]
    assert re.findall(r'href="#id_([\w-]+)"', summary) == ["each-stage__n", "planning-changed__n"]
    assert taken.status_code == 302


def test_the_quarters_of_one_return_that_are_open_are_one_line_of_my_work_and_its_day_is_the_oldest(body):
    person = Person.objects.get(memberships__agency__code="court-service")

    def lines(days: int) -> list[Waiting]:
        by = actor_of(person, now=NOW + timedelta(days=days))
        with scope(by, writes=False):
            return [one for one in waiting(by) if one.text.startswith("Guardian's decisions")]

    ((now,), (later,)) = lines(0), lines(90)

    assert now.text.endswith("January to March 2026")
    assert later.text.endswith("April to June 2026, and 1 quarter before")
    assert now.due == later.due
    # One is opened itself, so it says which; of several the list says which are.
    assert [(one.of, one.quarter) for one in (now, later)] == [("guardians-decisions", date(2026, 1, 1)), ("", None)]


def test_what_is_overdue_says_by_how_much_and_the_unit_finds_what_to_write(body, unit):
    assert "days late. Answer each question" in text(body.get(ADDRESS))
    asked = text(unit.get("/stated"))
    assert "What to write to" in asked
    assert "due by" in asked.partition("We still wait for these figures")[2]


def test_what_was_sent_leads_the_unit_on_and_what_waits_for_somebody_stands_before_what_is_settled(
    body, unit, stated, service, bodies
):
    # In the order of the library it would stand after what is settled.
    register_rows.asked(service, bodies.hub, "court-practice-training")
    page = text(unit.get("/stated"))

    assert "Accept it, or ask" in page
    assert sent(unit, f"/stated/{stated.ref}/judge", version=1, verdict="accept").status_code == 302
    after = text(unit.get("/stated"))
    assert "Accept it, or ask" not in after
    table = after.partition("What is asked")[2]
    assert table.rindex("Overdue by") < table.index("Accepted")


def test_small_numbers_are_too_few_to_show_in_public_and_exact_inside(body):
    sent(body, ADDRESS, **FIGURES | {"each-stage__n": "3"})

    page = text(body.get(f"/stated/{StatedReturn.objects.get().ref}"))

    assert "3 of 31" in page
    assert "too few to show" in page


def test_what_is_late_waits_for_the_body_and_for_the_business_unit(body, unit):
    mine = text(body.get("/"))
    assert "Guardian's decisions as a case goes through court, January to March 2026" in mine
    assert "days late" in mine
    assert "has not sent its figures of" in text(unit.get("/"))
    assert "overdue" in text(body.get("/stated"))


def test_nothing_is_asked_of_a_body_until_the_unit_asks_and_the_unit_reads_whom_it_asks(service, unit):
    lead = signed_in(member(Role.SAFEGUARDING_LEAD, service))
    before, set_up = text(lead.get("/")), text(unit.get("/stated"))

    saved = sent(unit, "/stated/asked", **{"guardians-decisions": service.ref, "from_quarter": "2026-01-01"})

    assert "Guardian's decisions" not in before
    assert "No body is asked for anything yet." in set_up
    assert saved.status_code == 302
    assert "Guardian's decisions as a case goes through court, January to March 2026" in text(lead.get("/"))
    address = "/stated/quarter?of=guardians-decisions&amp;quarter=2026-01-01"
    assert f'href="{address}"' in lead.get("/").content.decode()
    assert "January to March 2026" in text(lead.get(address.replace("&amp;", "&")))
    assert "Family Court Service" in text(unit.get("/stated"))
    assert StatedAsk.objects.get().body == service


def test_who_is_left_out_is_asked_no_longer_and_what_it_stated_stays(body, unit, stated):
    assert f'value="{stated.agency.ref}" checked' in unit.get("/stated/asked").content.decode()

    saved = sent(unit, "/stated/asked", from_quarter="2026-04-01")

    assert saved.status_code == 302
    assert StatedAsk.objects.get().ended_date is not None
    assert "January to March 2026" in text(body.get("/stated"))
    assert body.get("/stated/asked").status_code == 403


def test_nobody_waits_for_a_quarter_before_the_first_that_is_asked(body):
    page = text(body.get("/stated"))

    assert "January to March 2026" in page
    assert "October to December 2025" not in page
    # It can be stated all the same.
    assert sent(body, ADDRESS.replace("2026-01-01", "2025-10-01"), **FIGURES).status_code == 302
    assert "October to December 2025" in text(body.get("/stated"))


def test_a_quarter_that_has_not_ended_and_one_of_others_are_not_taken(body, browser):
    assert sent(body, ADDRESS.replace("2026-01-01", "2026-04-01"), **FIGURES).status_code == 404
    assert sent(browser(Role.CONTRIBUTOR, "council"), ADDRESS, **FIGURES).status_code in (404, 409, 422)
    assert not StatedReturn.objects.exists()


def test_nobody_accepts_twice_and_no_body_accepts_its_own(body, unit, stated):
    first = sent(unit, f"/stated/{stated.ref}/judge", version=1, verdict="accept")
    again = sent(unit, f"/stated/{stated.ref}/judge", version=1, verdict="accept", once="more")

    assert (first.status_code, again.status_code) == (302, 409)
    assert sent(body, f"/stated/{stated.ref}/judge", version=2, verdict="accept").status_code == 403


def test_an_accepted_figure_stands_behind_a_sentence_as_stated_by_the_body(body, unit, stated, service, bodies):
    review = rows.review(bodies.hub)
    sentence = rows.statement(review, service, text="Each stage has a recorded decision.")
    sent(unit, f"/stated/{stated.ref}/judge", version=1, verdict="accept")
    lead = signed_in(member(Role.SAFEGUARDING_LEAD, service))

    offered = sent(lead, f"/stated/{stated.ref}/evidence", question="each-stage", statement=sentence.ref)

    assert offered.status_code == 302, text(offered)
    made = Evidence.objects.get()
    assert (made.counted_n, made.counted_of, made.agency) == (27, 31, service)
    assert made.note.startswith("Stated by Family Court Service, counted in its own system.")


def test_the_figures_that_one_may_read_go_into_a_file(unit, stated, browser):
    file = unit.get("/stated/download").content.decode("utf-8-sig")
    nobody_s = browser(Role.CONTRIBUTOR, "health").get("/stated/download").content.decode("utf-8-sig")

    assert "Cases with a decision recorded at each stage,local,27,31," in file
    assert len(nobody_s.splitlines()) == 1
