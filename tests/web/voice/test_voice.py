"""What people say: asked and answered, what changed, words for as long as was agreed, and complaints by their days."""

from datetime import date

import pytest

from lineofsight.assurance.models import Evidence
from lineofsight.library.listening import Listening
from lineofsight.library.shelf import OURS
from lineofsight.partnership.rules import Audience, Role
from lineofsight.partnership.shelf import not_a_referral, shelf
from lineofsight.records.voice.models import Complaint, Heard, Quotation
from lineofsight.sight.counting import months_until
from lineofsight.trail.models import Event, Payload
from tests.factories import rows, voice_rows
from tests.factories.partnership import TODAY, member
from tests.library.shelves import put
from tests.web.pages import sent, text

pytestmark = pytest.mark.django_db
MONTH = TODAY.replace(day=1).isoformat()
HEARD = {"month": MONTH, "who": "parent", "occasion": "closing", "asked": "12", "answered": "7", "theme__not-told": "4"}
WORDS = "They came back when they said they would."
TODAY_IN_PARTS = {"day": TODAY.day, "month": TODAY.month, "year": TODAY.year}


def on(name: str, year: int = TODAY.year) -> dict[str, int]:
    return {f"{name}-{part}": number for part, number in (TODAY_IN_PARTS | {"year": year}).items()}


@pytest.fixture
def heard(worker) -> Heard:
    assert sent(worker, "/voice/new?of=children-and-families", **HEARD).status_code == 302
    return Heard.objects.get()


@pytest.fixture
def kept(worker, heard) -> Quotation:
    form = {"words": WORDS, "consent": "quoted", **on("given"), **on("until", TODAY.year + 1)}
    assert sent(worker, f"/voice/{heard.ref}/words", **form).status_code == 302
    return Quotation.objects.get()


def test_what_was_heard_is_entered_as_counts_and_the_unit_sees_numbers_only_once_they_are_sent(
    lead, worker, unit, heard, kept
):
    assert "7 of 12" in text(worker.get("/voice"))
    assert unit.get(f"/voice/{heard.ref}").status_code == 404
    told = {"version": 1, "changed": "letter", "told_how": "in-writing", **on("told_on")}
    assert sent(worker, f"/voice/{heard.ref}/changed", **told).status_code == 302

    assert sent(worker, f"/voice/{heard.ref}/send", version=2).status_code == 403
    assert sent(lead, f"/voice/{heard.ref}/send", version=2).status_code == 302

    page = text(unit.get(f"/voice/{heard.ref}"))
    assert "7 of 12" in page
    assert "How we write was changed" in page
    assert WORDS not in page
    heard.refresh_from_db()
    assert heard.audience == Audience.HUB


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"asked": "0", "answered": "0"}, "Enter how many were asked"),
        ({"answered": "13"}, "13 answered, and 12 were asked"),
        ({"theme__not-told": "8"}, "8 is more than the 7 who answered"),
        ({"asked": "some"}, "enter a whole number"),
    ],
)
def test_counts_that_cannot_be_are_refused_with_every_word_kept(worker, wrong, says):
    answer = sent(worker, "/voice/new", **HEARD | wrong)

    assert answer.status_code == 422
    assert says in text(answer)
    assert not Heard.objects.exists()


def test_every_page_of_what_people_say_begins_with_what_it_is_not(lead, worker, heard, kept):
    for address in (
        "/voice",
        "/voice/new",
        f"/voice/{heard.ref}",
        "/voice/complaints/new",
        f"/voice/{heard.ref}/words",
    ):
        assert "This is not a referral." in text(worker.get(address)), address


def test_words_are_seen_by_whoever_kept_them_and_the_lead_and_by_no_colleague(lead, worker, browser, heard, kept):
    address = f"/voice/{heard.ref}"
    colleague, leader = browser(Role.TEAM_MANAGER, "council"), browser(Role.LEADER, "council")

    assert [WORDS in text(who.get(address)) for who in (worker, lead, colleague, leader)] == [True, True, False, False]


def test_words_are_kept_only_with_consent_that_reaches_so_far_and_a_name_is_asked_about(worker, heard):
    form = {"words": WORDS, "consent": "quoted", **on("given"), **on("until", TODAY.year + 1)}

    assert sent(worker, f"/voice/{heard.ref}/words", **form | {"consent": "counted"}).status_code == 422
    assert sent(worker, f"/voice/{heard.ref}/words", **form | on("until", TODAY.year - 1)).status_code == 422
    named = sent(worker, f"/voice/{heard.ref}/words", **form | {"words": "Then Rosalind came back."})
    assert "looks like a name" in text(named)
    assert not Quotation.objects.exists()


def test_consent_taken_back_takes_the_words_out_of_the_entry_the_evidence_and_the_trail(bodies, lead, heard, kept):
    review = rows.review(bodies.hub, Audience.PARTNERSHIP)
    statement = rows.statement(review, bodies.council, Audience.HUB)
    offered = sent(lead, f"/voice/{heard.ref}/evidence", statement=statement.ref, words=kept.ref)
    assert offered.status_code == 302
    evidence = Evidence.objects.get()
    assert (evidence.asked, evidence.answered, evidence.consent) == (12, 7, "quoted, without a name")
    assert WORDS in evidence.heard
    assert evidence.valid_until == kept.until_date
    kept.refresh_from_db()

    assert sent(lead, f"/words/{kept.ref}/withdraw", version=kept.version).status_code == 302

    kept.refresh_from_db()
    evidence.refresh_from_db()
    assert (kept.words, kept.state, kept.withdrawn_date) == ("", "withdrawn", TODAY)
    assert (evidence.heard, evidence.state) == ("", "withdrawn")
    assert not Payload.objects.filter(body__contains=WORDS).exists()
    acts = Event.objects.filter(subject_ref=kept.ref).exclude(act="read").values_list("act", flat=True)
    assert list(acts) == ["voice.quoted", "voice.used", "voice.withdrawn"]


def test_a_complaint_is_due_by_working_days_answered_and_taken_further(worker, browser, clock):
    came = {"who": "parent", "theme": "not-heard", **on("began")}
    assert sent(worker, "/voice/complaints/new?of=children-act", **came).status_code == 302
    first = Complaint.objects.get()
    assert 10 <= (first.due_date - TODAY).days <= 18
    assert browser(Role.TEAM_MANAGER, "council").get(f"/complaints/{first.ref}").status_code == 404
    assert sent(worker, f"/complaints/{first.ref}/longer", version=1, why="complex").status_code == 302
    clock.move(days=60)
    lead = browser(Role.SAFEGUARDING_LEAD, "council")
    assert "Overdue by" in text(lead.get("/voice"))

    answer = {"version": 2, "outcome": "partly", "changed": "said-sorry", **on("on")}
    assert sent(lead, f"/complaints/{first.ref}/answer", **answer).status_code == 302
    assert sent(lead, f"/complaints/{first.ref}/further", **on("began")).status_code == 302

    second = Complaint.objects.exclude(pk=first.pk).get()
    assert (second.stage, second.follows_id) == ("stage-2", first.pk)
    first.refresh_from_db()
    assert first.answered_date == TODAY


def test_a_leader_reads_how_many_complaints_were_in_time_and_no_single_one(bodies, browser):
    voice_rows.complaint(bodies.council, member(Role.PRACTITIONER, bodies.council))

    page = text(browser(Role.LEADER, "council").get("/voice"))

    assert "1 is open" in page
    assert "Single complaints are seen by whoever entered them" in page


def test_from_three_months_on_answers_stand_in_a_chart_and_below_that_in_the_table_alone(worker):
    months = months_until(TODAY, how_many=3)
    for month in months[:2]:
        sent(worker, "/voice/new?of=children-and-families", **HEARD | {"month": month.isoformat()})
    assert "Do more answer than before?" not in text(worker.get("/voice"))

    sent(worker, "/voice/new?of=children-and-families", **HEARD | {"month": months[2].isoformat(), "asked": "30"})

    told = text(worker.get("/voice")).split("Do more answer than before?", 1)[1]
    assert "Too few months to judge: 1 of them had 20 or more who were asked, and 12 are needed." in told
    assert "June 2026 7 30 23%" in told


def test_a_telephone_number_of_next_year_stands_on_no_page_today(worker, settings, tmp_path):
    ours = (OURS / "notices" / "not-a-referral.yaml").read_text(encoding="utf-8")
    theirs = ours.replace("from: 2026-01-01", "from: 2099-01-01\nversion: 2").replace(
        "review_by: 2027", "review_by: 2099"
    )
    put(tmp_path, "notices/not-a-referral.yaml", theirs.replace("ring 999", "ring 01632 960 001"))
    settings.LOS_SHELF = str(tmp_path)

    page = text(worker.get("/voice"))

    assert shelf().faults == ()
    assert not_a_referral(on=date(2099, 1, 1)).says.count("01632 960 001") == 1
    assert "ring 999" in page
    assert "01632 960 001" not in page


def test_each_theme_says_in_which_way_people_were_asked_so_that_two_numbers_alike_are_not_one(worker, heard):
    title = shelf().newest(Listening, "children-and-families").title

    assert f"{title}: 4 of 7 (57%) who answered" in text(worker.get("/voice"))
