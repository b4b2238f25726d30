"""The pages of jobs and mails: how far one's own job is, what failed and what to do, and what was sent to whom."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from lineofsight.assurance.models import Action, ReportImport, RoundItem
from lineofsight.desk.background.worker import Worker
from lineofsight.jobs import actions as jobs
from lineofsight.jobs.models import Job
from lineofsight.mails.models import Mail
from lineofsight.partnership.actor import job as as_job
from lineofsight.partnership.models import Person
from lineofsight.partnership.rules import Role
from lineofsight.web.plans.views import MOST_AT_ONCE
from tests.factories import background_rows, round_rows
from tests.factories.partnership import NOW
from tests.factories.plans import HEADER, workbook
from tests.web.pages import text
from tests.web.rounds.conftest import signed_in

pytestmark = pytest.mark.django_db


def worker(**facts) -> Worker:
    return Worker(now=lambda: timezone.now(), beat=3600.0, **facts)


def written(client, rows: int):
    """What the last button of a plan of so many rows answers."""
    table = (HEADER, *((f"{n}", "", f"Do {n}.", "Wexcombe Council", "31/12/2026", "", "", "") for n in range(rows)))
    client.post("/reviews/import-plan", {"file": SimpleUploadedFile("plan.xlsx", workbook(table))})
    plan = ReportImport.objects.latest("id")
    return plan, client.post(f"/imports/{plan.ref}/write", {"version": plan.version, "name": "A review"})


def test_a_large_plan_becomes_a_job_that_its_owner_sees_to_the_end(unit):
    plan, answer = written(unit, MOST_AT_ONCE + 1)
    page = answer["Location"]
    waits = unit.get(page)
    again = unit.get(f"/imports/{plan.ref}/write")

    assert Action.objects.count() == 0
    assert "It waits for its turn. Nothing has been written yet." in text(waits)
    assert '<noscript><meta http-equiv="refresh" content="3"></noscript>' in waits.content.decode()
    assert (again.status_code, again["Location"]) == (302, page)
    assert "Write a plan: plan.xlsx" in text(unit.get("/"))

    worker().do_next_job()
    done = unit.get(page)

    assert f"It is done: {MOST_AT_ONCE + 1} actions." in text(done)
    assert 'http-equiv="refresh"' not in done.content.decode()
    assert f'href="/reviews/{Job.objects.get().result_ref}"' in done.content.decode()
    assert unit.get(page, headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"


def test_control_a_small_plan_is_written_at_once(unit):
    _, answer = written(unit, 3)

    assert answer["Location"].startswith("/reviews/")
    assert (Job.objects.count(), Action.objects.count()) == (0, 3)


def test_its_owner_stops_it_and_nothing_is_written(unit):
    _, answer = written(unit, MOST_AT_ONCE + 1)

    stopped = unit.post(f"{answer['Location']}/stop")
    worker().do_next_job()

    assert stopped["Location"] == answer["Location"]
    assert "It was stopped, and nothing of it was written." in text(unit.get(answer["Location"]))
    assert "has ended" not in text(unit.get("/"))
    assert not Action.objects.exists()
    assert unit.post(f"{answer['Location']}/stop").status_code == 409


def test_a_job_that_runs_says_how_far_it_is_and_one_that_fell_silent_says_so(unit, clock):
    mine = background_rows.job(Person.objects.get(), about="plan.xlsx")
    taken = jobs.take_next(by=as_job("work", now=NOW))
    jobs.note_progress(job=taken, done=250, of=600, at=NOW)

    runs = text(unit.get(f"/jobs/{mine.ref}"))
    clock.move(minutes=2)
    silent = text(unit.get(f"/jobs/{mine.ref}"))

    assert "It goes on by itself. Nothing stands until all of it does." in runs
    assert "It runs. 250 of 600 actions" in runs
    assert "It has fallen silent, and is begun anew within a minute." in silent


def test_the_administrator_sees_what_failed_why_and_what_to_do_and_lets_it_be_tried_again(unit, browser):
    failed = background_rows.job(
        Person.objects.get(), state="failed", tries=3, trouble="It went wrong. Reference KX4-72M", about="secret.xlsx"
    )
    administrator = browser(Role.ADMINISTRATOR, "hub")

    home, page = text(administrator.get("/")), text(administrator.get("/background"))
    again = administrator.post(f"/background/{failed.ref}/again")

    assert "1 job failed" in home
    assert "1 job failed. Every mail was sent or waits for its turn." in page
    assert "It went wrong. Reference KX4-72M" in page
    assert "look for it in the log of the service" in page
    assert "Business manager, Wexcombe Safeguarding Partnership" in page
    assert "secret.xlsx" not in page
    assert again["Location"] == "/background"
    failed.refresh_from_db()
    assert (failed.state, failed.tries) == ("waiting", 0)
    assert administrator.post(f"/background/{failed.ref}/again").status_code == 404


def test_where_nobody_works_the_administrator_reads_how_to_begin(browser, clock):
    administrator = browser(Role.ADMINISTRATOR, "hub")

    never = text(administrator.get("/background"))
    worker().turn()
    heard = text(administrator.get("/background"))
    clock.move(minutes=5)
    silent = text(administrator.get("/background"))

    assert "no worker was ever heard of" in never
    assert "The worker was last heard of" in heard
    assert "Nobody does the jobs" not in heard
    assert "Nobody does the jobs: the worker was last heard of" in silent


def test_the_outbox_shows_each_mail_by_role_and_lets_one_that_failed_be_tried_again(unit):
    background_rows.mail(Person.objects.get())
    failed = background_rows.mail(
        address="sam@police.example", state="failed", tries=5, trouble="ConnectionRefusedError"
    )

    page = text(unit.get("/outbox?view=failed"))
    again = unit.post(f"/outbox/{failed.ref}/again")

    assert "1 mail could not be sent." in page
    assert "Tried 5 times: ConnectionRefusedError" in page
    assert "sam@police.example" not in page
    assert "All (2)" in page
    assert again["Location"] == "/outbox"
    failed.refresh_from_db()
    assert (failed.state, failed.tries) == ("waiting", 0)


def test_the_demonstration_says_that_it_sends_nothing(unit, settings):
    settings.IS_DEMONSTRATION = True
    settings.ROOT_URLCONF = "tests.web.signin.demonstration_urls"
    background_rows.mail(Person.objects.get())

    worker().send_next_mail()

    page = text(unit.get("/outbox"))
    assert "The demonstration sends nothing: the outbox keeps what would have been sent." in page
    assert "Would have been sent" in page


def test_without_a_mail_server_the_outbox_says_that_nobody_gets_them(unit, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    background_rows.mail(Person.objects.get())

    worker().send_next_mail()

    page = text(unit.get("/outbox"))
    assert "No mail server is named, so nobody gets these mails." in page
    assert "Got by nobody: there was no mail server" in page
    assert "Sent" not in page
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert "1 mail was got by nobody: there was no mail server." in text(unit.get("/outbox"))


def test_control_with_a_mail_server_it_is_sent(unit):
    background_rows.mail(Person.objects.get())

    worker().send_next_mail()

    page = text(unit.get("/outbox"))
    assert "Every mail was sent or waits for its turn." in page
    assert Mail.objects.get().state == "sent"


# --- reminders and links ----------------------------------------------------------------------------------------------
@pytest.fixture
def round_(unit, review, bodies):
    collecting = round_rows.collecting(review, bodies.hub)
    share = round_rows.share(collecting, bodies.council)
    round_rows.item(share, Action.objects.filter(review=review).order_by("number")[0])
    return collecting


def test_reminders_go_to_each_who_can_answer_once_a_day_and_name_nothing(unit, lead, browser, round_, clock):
    browser(Role.CONTRIBUTOR, "council")  # cannot answer, so is not reminded
    browser(Role.SAFEGUARDING_LEAD, "health")  # is not asked

    page = text(unit.get(f"/rounds/{round_.ref}/reminders"))
    first = unit.post(f"/rounds/{round_.ref}/remind", follow=True)
    second = unit.post(f"/rounds/{round_.ref}/remind", follow=True)

    assert "1 person who can answer has an account." in page
    assert "1 reminder stands in the outbox, one mail to one person." in text(first)
    assert "was reminded today already" in text(second)
    mail = Mail.objects.get()
    assert mail.person.email == "safeguarding-lead@council.example"
    assert mail.to_words == "Agency safeguarding lead, Wexcombe Council"
    assert mail.body.startswith("1 item is not answered yet. Your agency is asked to answer by ")
    for said in ("Send the list", "Wexcombe", "Review", "Action"):
        assert said not in mail.subject + mail.body
    clock.move(days=1)
    # A day later the session has ended, so they sign in again.
    tomorrow = signed_in(Person.objects.get(email="business-manager@hub.example"))
    tomorrow.post(f"/rounds/{round_.ref}/remind")
    assert Mail.objects.count() == 2


def test_a_link_that_was_just_made_is_mailed_to_one_address_and_forgotten_once_sent(unit, round_):
    item = RoundItem.objects.get()
    shown = unit.post(f"/asked/{item.ref}/links", {"person_name": "Sam Lee", "days": "14"}).content.decode()
    token = re.search(r'name="token" value="([^"]+)"', shown)[1]
    action = re.search(r'action="(/links/[^"]+/mail)"', shown)[1]
    letters = []

    wrong = unit.post(action, {"token": token, "email": "sam"})
    other = unit.post(action, {"token": "another", "email": "sam@police.example"}, follow=True)
    assert not Mail.objects.exists()
    sent = unit.post(action, {"token": token, "email": "sam@police.example"}, follow=True)
    worker(hand_over=letters.append).send_next_mail()

    assert "Enter the address like this" in text(wrong, 422)
    assert "is not the one that was made" in text(other)
    assert "The link stands in the outbox, for one person." in text(sent)
    (letter,) = letters
    assert (letter.address, letter.subject) == ("sam@police.example", "You are asked one question")
    assert f"http://testserver/reply/{token}" in letter.body
    assert token not in str(Mail.objects.values().get())
    assert "is ready" not in text(unit.get("/outbox"))
