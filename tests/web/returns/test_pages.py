"""A return through the browser's door: uploaded, looked at, taken or left, and its receipt."""

import json
from datetime import date

import pytest
from django.utils import timezone

from lineofsight.desk.background.worker import Worker
from lineofsight.jobs.models import Job
from lineofsight.partnership.rules import Role
from lineofsight.records.identities.gone import remember_gone
from lineofsight.records.identities.keys import held_keys, key_file
from lineofsight.records.identities.models import Import, Subject
from lineofsight.records.identities.rules import Named, pseudonym
from lineofsight.records.practice import rules, uploads
from lineofsight.records.practice.models import Fact, Upload
from lineofsight.trail.models import Payload
from tests.factories import record_rows
from tests.factories.partnership import member
from tests.web.browsers import browser
from tests.web.pages import text
from tests.web.returns.handing_in import taken, uploaded

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("read_line_by_line")]


def test_a_return_is_looked_at_before_anything_is_taken(analyst):
    answer = uploaded(analyst)
    shown = text(analyst.get(answer["Location"]))

    assert "What we would take from the SSD return" in shown
    assert "3 rows read: 2 can be taken, 1 refused whole or in part. 1 column thrown away on purpose." in shown
    assert "Take these 2 rows" in shown
    assert "visits.csv, line 14 : visit date, it is not a day. Write it like 2026-03-31." in shown
    assert "Visit to a child in care: from 1 January 2026 without an end" in shown
    assert not Import.objects.exists()


def test_what_is_taken_has_a_receipt_and_its_files_are_gone(analyst, django_capture_on_commit_callbacks):
    delivery = taken(analyst, django_capture_on_commit_callbacks)
    receipt = text(analyst.get(f"/returns/{delivery.ref}"))
    listed = text(analyst.get("/returns"))

    assert "What we took from the SSD return of" in receipt
    assert "Agency analyst, Wexcombe Council" in receipt
    assert delivery.mark in receipt
    assert "1001" not in receipt
    assert "1 return was taken." in listed
    assert uploads.files_of(Upload.objects.get()) == []


def test_the_list_of_refused_lines_can_be_taken_away(analyst, django_capture_on_commit_callbacks):
    delivery = taken(analyst, django_capture_on_commit_callbacks)

    table = analyst.get(f"/returns/{delivery.ref}/refused.csv").content.decode()

    assert "visits.csv,14,visit date,it is not a day,Write it like 2026-03-31." in table
    noted = Payload.objects.get(event__act="list.taken_away")
    assert json.loads(noted.body) == {"what": "refused lines", "rows": 1}
    assert "Download the list of 1 line" in text(analyst.get(f"/returns/{delivery.ref}"))


def test_the_same_file_again_says_when_it_was_taken_and_changes_nothing(analyst, django_capture_on_commit_callbacks):
    delivery = taken(analyst, django_capture_on_commit_callbacks)

    page = uploaded(analyst, name="another-name.csv")["Location"]
    answer = analyst.get(page, follow=True)

    assert "This is the same file as on " in text(answer)
    assert answer.redirect_chain[-1][0] == f"/returns/{delivery.ref}"
    assert Import.objects.count() == 1


def test_a_file_that_cannot_be_read_is_one_sentence_and_nothing_is_kept(analyst, settings):
    answer = uploaded(analyst, "1001\n")

    assert "visits.csv, line 1 has no day. Export the file again." in text(answer, 422)
    assert not Upload.objects.exists()
    assert list(settings.RETURNS_ROOT.iterdir()) == []


@pytest.mark.parametrize(
    "name, sentence",
    [("children.exe", "is no .xml, .csv"), ("visits.xlsx", "visits.xlsx: This file")],
)
def test_a_file_of_a_kind_that_we_do_not_read_is_refused_with_a_sentence(analyst, name, sentence):
    assert sentence in text(uploaded(analyst, "MZ", name=name), 422)
    assert not Upload.objects.exists()


def test_without_a_choice_and_without_files_the_form_says_what_to_do(analyst):
    said = text(analyst.post("/returns/new", {"key": "k"}), 422)

    assert "Choose which return it is." in said
    assert "Choose the files of the return." in said


def test_without_the_key_the_page_says_what_to_do_first(of, analyst):
    key_file(of.council).unlink()

    assert "pseudonym --new-key --agency council" in text(analyst.get("/returns"))
    assert "pseudonym --new-key --agency council" in text(uploaded(analyst), 422)


def test_a_return_can_be_left_and_its_files_go(analyst, django_capture_on_commit_callbacks):
    page = uploaded(analyst)["Location"]
    with django_capture_on_commit_callbacks(execute=True):
        answer = analyst.post(f"{page}/leave", {"version": Upload.objects.get().version})

    assert "Nothing of it was taken" in text(analyst.get(answer["Location"]))
    assert uploads.files_of(Upload.objects.get()) == []
    assert "was left" in text(analyst.get(page))


def test_what_was_taken_or_left_is_not_taken_again(analyst, django_capture_on_commit_callbacks):
    page = uploaded(analyst)["Location"]
    with django_capture_on_commit_callbacks(execute=True):
        analyst.post(f"{page}/leave", {"version": Upload.objects.get().version})

    assert analyst.post(f"{page}/take", {"version": Upload.objects.get().version}).status_code in (302, 409)
    assert not Import.objects.exists()


def test_a_stale_page_takes_nothing(analyst):
    page = uploaded(analyst)["Location"]

    assert analyst.post(f"{page}/take", {"version": "99"}).status_code == 409
    assert not Fact.objects.exists()


def test_a_large_return_is_read_and_taken_beside_the_requests(analyst, monkeypatch, django_capture_on_commit_callbacks):
    monkeypatch.setattr(rules, "AT_ONCE_BYTES", 10)
    worker = Worker(now=timezone.now, beat=3600.0)

    job = uploaded(analyst)["Location"]
    assert "It waits for its turn" in text(analyst.get(job))
    worker.do_next_job()
    assert "See what was read" in text(analyst.get(job))
    upload = Upload.objects.get()
    job = analyst.post(f"/uploads/{upload.ref}/take", {"version": upload.version})["Location"]
    assert analyst.get(f"/uploads/{upload.ref}")["Location"] == job
    with django_capture_on_commit_callbacks(execute=True):
        worker.do_next_job()

    assert "It is done: 3 rows." in text(analyst.get(job))
    assert "What we took from the SSD return" in text(analyst.get(f"/uploads/{upload.ref}", follow=True))
    assert [one.state for one in Job.objects.order_by("id")] == ["done", "done"]


def test_a_large_return_that_cannot_be_read_says_so_on_its_job(analyst, monkeypatch):
    monkeypatch.setattr(rules, "AT_ONCE_BYTES", 3)

    job = uploaded(analyst, "1001\n")["Location"]
    Worker(now=timezone.now, beat=3600.0).do_next_job()

    assert "line 1 has no day" in text(analyst.get(job))
    assert not Import.objects.exists()


def test_uploads_that_nobody_took_are_removed_after_a_day(analyst):
    uploaded(analyst)
    now = timezone.now()

    assert uploads.remove_overdue(now=now) == 0
    assert uploads.remove_overdue(now=now + rules.UPLOAD_STAYS * 2) == 1
    page = text(analyst.get(f"/uploads/{Upload.objects.get().ref}"))
    assert "kept for a day" in page


def test_the_safeguarding_lead_reads_receipts_and_takes_nothing(of):
    delivery = record_rows.delivery(of.council)
    record_rows.receipt(delivery)
    lead = browser(member(Role.SAFEGUARDING_LEAD, of.council))

    assert "What we took" in text(lead.get(f"/returns/{delivery.ref}"))
    assert lead.get("/returns/new").status_code == 403


@pytest.mark.parametrize("role", [Role.BUSINESS_MANAGER, Role.CONTRIBUTOR, Role.TEAM_MANAGER, Role.LEADER])
def test_nobody_else_reads_returns(of, role):
    assert browser(member(role, of.hub)).get("/returns").status_code == 403


def test_another_agencys_analyst_finds_no_return_of_the_council(of):
    delivery = record_rows.delivery(of.council)
    record_rows.receipt(delivery)
    other = browser(member(Role.ANALYST, of.health))

    assert "No return of your agency was taken yet." in text(other.get("/returns"))
    assert other.get(f"/returns/{delivery.ref}").status_code == 404


def test_a_child_who_came_in_no_return_is_taken_in_and_their_page_is_there(of, analyst):
    answer = analyst.post("/returns/add-child", {"number": "CHILD-77", "key": "once"}, follow=True)

    child = Subject.objects.get()
    said = text(answer)
    assert answer.redirect_chain == [(f"/sight/children/{child.ref}", 302)]
    assert f"Taken in as {child.shown}." in said
    assert "CHILD-77" not in said + repr(list(Subject.objects.values()))
    assert "is here already, as" in text(
        analyst.post("/returns/add-child", {"number": "CHILD-77", "key": "twice"}), 422
    )
    assert Subject.objects.count() == 1


def test_a_child_whose_records_were_deleted_is_taken_in_once_that_was_said_twice(of, analyst):
    name = pseudonym(held_keys(of.council).present, Named.CHILD, "CHILD-77")
    remember_gone([Subject(agency=of.council, pseudonym=name)], before=date(1991, 6, 22), at=timezone.now())
    asked = analyst.post("/returns/add-child", {"number": "CHILD-77", "key": "once"})

    assert "was deleted, as its time was over" in text(asked, 422)
    assert 'name="again"' in asked.content.decode()
    assert not Subject.objects.exists()
    assert 'name="again"' not in analyst.get("/returns/add-child").content.decode()
    analyst.post("/returns/add-child", {"number": "CHILD-77", "key": "twice", "again": "on"})
    assert Subject.objects.count() == 1


def test_who_takes_no_returns_takes_no_child_in_and_without_the_key_nobody_does(of, analyst):
    lead = browser(member(Role.SAFEGUARDING_LEAD, of.council))
    assert lead.post("/returns/add-child", {"number": "77"}).status_code == 403
    assert 'href="/returns/add-child"' in analyst.get("/returns").content.decode()
    key_file(of.council).unlink()

    assert "pseudonym --new-key" in text(analyst.post("/returns/add-child", {"number": "77", "key": "k"}), 422)
    assert 'href="/returns/add-child"' not in analyst.get("/returns").content.decode()
    assert not Subject.objects.exists()


def test_the_receipt_says_how_many_children_were_not_named_again(of, analyst, django_capture_on_commit_callbacks):
    taken(analyst, django_capture_on_commit_callbacks)

    page = uploaded(analyst, "1001 2026-03-03\n")["Location"]
    told = "1 child whom an earlier return of this source named is not in it."
    assert told in text(analyst.get(page))
    assert told in text(
        analyst.get(f"/returns/{taken(analyst, django_capture_on_commit_callbacks, '1001 2026-03-03').ref}")
    )
