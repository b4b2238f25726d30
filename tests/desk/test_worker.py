"""The worker does jobs as whoever asked, puts one digest a day together, and sends each mail to one person."""

import json
import logging
from datetime import timedelta

import pytest
from django.core import mail as postman
from django.core.mail import BadHeaderError
from django.db import transaction

from lineofsight.assurance.actions import plans
from lineofsight.assurance.actions.imports import begin_import
from lineofsight.assurance.models import Action, ReportImport, Review
from lineofsight.assurance.rules import EvidenceState
from lineofsight.assurance.rules.imports import ImportKind, ImportState
from lineofsight.desk.background.worker import Worker
from lineofsight.intake.readers.dispatch import read
from lineofsight.jobs.models import Job
from lineofsight.jobs.models import Worker as Heard
from lineofsight.jobs.rules import JobState
from lineofsight.mails import actions as mails
from lineofsight.mails.actions import Letter, Recipient
from lineofsight.mails.models import Mail, MailChoice
from lineofsight.mails.rules import MOST_TRIES, MailKind, MailState, Rhythm, Words
from lineofsight.partnership.actor import job as as_job
from lineofsight.partnership.models import Membership, Person
from lineofsight.partnership.rules import Audience, Role
from lineofsight.trail.models import Event
from tests.factories import background_rows, rows
from tests.factories.partnership import NOW, TODAY, acting, partnership
from tests.factories.plans import FIRST, HEADER, SECOND, workbook

pytestmark = pytest.mark.django_db
NEVER = 3600.0


class Post:
    """Somebody who takes letters, and loses the first `loses` of them."""

    def __init__(self, loses: int = 0) -> None:
        self.taken: list[Letter] = []
        self._loses = loses

    def __call__(self, letter: Letter) -> None:
        if self._loses:
            self._loses -= 1
            raise ConnectionRefusedError("nobody listens")
        self.taken.append(letter)


def at(post: Post | None = None, **later: float) -> Worker:
    """A worker whose clock stands so much later."""
    return Worker(now=lambda: NOW + timedelta(**later), beat=NEVER, hand_over=post or Post())


@pytest.fixture
def bodies(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"
    settings.LOS_ADDRESS = "https://here.example/"
    return partnership()


@pytest.fixture
def unit(bodies):
    return acting(Role.BUSINESS_MANAGER, bodies.hub)


@pytest.fixture
def plan(bodies, unit) -> ReportImport:
    content = workbook((HEADER, FIRST, SECOND))
    held = rows.held(bodies.hub, Audience.HUB, content=content, name="plan.xlsx")
    return begin_import(held=held, document=read(content, "plan.xlsx"), kind=ImportKind.PLAN, by=unit)


@pytest.fixture
def asked(plan, unit) -> Job:
    return plans.ask_to_write(plan_import=plan, expected_version=plan.version, name="A review", by=unit)


def test_a_plan_that_was_asked_for_is_written_as_whoever_asked(asked, plan, unit):
    assert at().do_next_job()

    asked.refresh_from_db()
    plan.refresh_from_db()
    review = Review.objects.get()
    assert (asked.state, asked.result_ref, asked.done) == (JobState.DONE, review.ref, 2)
    assert (plan.state, Action.objects.count()) == (ImportState.CREATED, 2)
    written = Event.objects.filter(act__in=("action.brought in", "import.created"))
    assert {event.actor_ref for event in written} == {unit.ref}
    assert Event.objects.get(act="job.done").actor_ref == "job:work"


def test_asking_twice_for_the_same_plan_gives_the_same_job(asked, plan, unit):
    again = plans.ask_to_write(plan_import=plan, expected_version=plan.version, name="A review", by=unit)

    assert again == asked


def test_whoever_lost_their_role_meanwhile_gets_nothing_written(asked, plan):
    Membership.objects.update(until_date=TODAY)

    assert at().do_next_job()

    asked.refresh_from_db()
    plan.refresh_from_db()
    assert (asked.state, plan.state) == (JobState.FAILED, ImportState.PREVIEW)
    assert "may not be seen any more" in asked.trouble
    assert not Review.objects.exists()


def test_a_plan_that_was_settled_after_it_was_asked_for_is_not_written(asked, plan, unit):
    plans.settle(
        plan_import=plan,
        said=[plans.Said(plans.PlanField.STATUS, "complete", "paused")],
        expected_version=plan.version,
        by=unit,
    )

    at().do_next_job()

    asked.refresh_from_db()
    assert (asked.state, asked.tries) == (JobState.FAILED, 1)
    assert not Review.objects.exists()


def test_a_fault_of_ours_is_kept_with_a_reference_that_the_log_has_and_tried_again(unit, bodies, caplog):
    broken = background_rows.job(Person.objects.get(), order="not what we wrote")

    with caplog.at_level(logging.ERROR):
        at().do_next_job()

    broken.refresh_from_db()
    reference = broken.trouble.split("Reference ")[1][:7]
    assert (broken.state, broken.tries) == (JobState.WAITING, 1)
    assert reference in caplog.text
    assert "not what we wrote" not in broken.trouble


def test_a_job_that_went_wrong_holds_nobody_up(unit, asked):
    broken = background_rows.job(Person.objects.get(), order="not what we wrote", due_at=NOW - timedelta(hours=1))

    at().turn()

    broken.refresh_from_db()
    asked.refresh_from_db()
    assert (broken.state, asked.state) == (JobState.WAITING, JobState.DONE)


def test_the_worker_is_heard_of(bodies):
    at().turn()

    assert Heard.objects.get().beat_at == NOW


# --- digests ----------------------------------------------------------------------------------------------------------
@pytest.fixture
def waits(bodies, unit) -> None:
    """One thing waits for the business unit."""
    rows.evidence(rows.review(bodies.hub), bodies.council, Audience.HUB, state=EvidenceState.OFFERED)


def test_somebody_for_whom_something_waits_gets_one_digest_a_day_that_names_nothing(waits, bodies):
    acting(Role.SCRUTINEER, bodies.scrutiny)
    post = Post()

    for later in (0, 1, 2):
        at(post, hours=later).turn()

    (letter,) = post.taken
    assert letter.address == "business-manager@hub.example"
    assert letter.subject == "1 thing waits for you"
    assert letter.body == (
        "1 thing waits for you. Sign in to see it: https://here.example/\n\n"
        "You can have this daily, weekly or never: https://here.example/account/mails"
    )
    assert Mail.objects.get().state == MailState.SENT


def test_the_next_day_brings_the_next_digest(waits):
    post = Post()

    at(post).turn()
    at(post, days=1).turn()

    assert len(post.taken) == 2
    assert len({letter.ref for letter in post.taken}) == 2


def test_before_seven_in_london_nobody_is_told(waits):
    post = Post()

    at(post, hours=-4).turn()  # 6am in London in summer

    assert post.taken == []


@pytest.mark.parametrize(("rhythm", "told"), [(Rhythm.DAILY, 8), (Rhythm.WEEKLY, 2), (Rhythm.NONE, 0)])
def test_a_digest_comes_as_often_as_somebody_chose(waits, unit, rhythm, told):
    mails.choose_rhythm(rhythm=rhythm, expected_version=0, by=unit)
    post = Post()

    for day in range(8):  # from a Monday to the next
        at(post, days=day).turn()

    assert len(post.taken) == told


def test_a_choice_leaves_its_trail_and_a_second_one_its_version(unit):
    mails.choose_rhythm(rhythm=Rhythm.WEEKLY, expected_version=0, by=unit)
    mails.choose_rhythm(rhythm=Rhythm.NONE, expected_version=1, by=unit)

    assert (MailChoice.objects.get().rhythm, MailChoice.objects.get().version) == ("none", 2)
    assert [event.act for event in Event.objects.all()] == ["mails.chosen"] * 2


# --- sending ----------------------------------------------------------------------------------------------------------
def put(person: Person | None = None, **facts: str) -> Mail:
    words = Words("You are asked one question", "Open it: {secret}")
    to = Recipient(words="Somebody", person=person, address="" if person else "sam@police.example")
    mail = mails.put(kind=MailKind.REPLY_LINK, to=to, words=words, by=as_job("test", now=NOW), **facts)
    assert mail is not None
    return mail


def test_a_mail_is_sent_once_to_one_address_and_its_secret_is_forgotten(bodies):
    mail, post = put(secret="https://here.example/reply/abc"), Post()

    at(post, seconds=1).turn()
    at(post, hours=1).turn()

    (letter,) = post.taken
    mail.refresh_from_db()
    assert (letter.address, letter.body) == ("sam@police.example", "Open it: https://here.example/reply/abc")
    assert (mail.state, mail.secret, mail.ended_at) == (MailState.SENT, "", NOW + timedelta(seconds=1))
    assert [event.act for event in Event.objects.filter(subject_ref=mail.ref).order_by("id")] == [
        "mail.put",
        "mail.sent",
    ]
    assert "abc" not in json.dumps(list(Event.objects.values_list("payload__body", flat=True)))


def test_somebody_who_has_left_gets_no_mail(bodies):
    left = acting(Role.CONTRIBUTOR, bodies.council).person_id
    still = acting(Role.CONTRIBUTOR, bodies.council, email="still@council.example").person_id
    gone, here = put(Person.objects.get(pk=left)), put(Person.objects.get(pk=still))
    Membership.objects.filter(person=left).update(until_date=TODAY)
    post = Post()

    at(post).turn()

    gone.refresh_from_db()
    here.refresh_from_db()
    assert (gone.state, here.state) == (MailState.DROPPED, MailState.SENT)
    assert {letter.address for letter in post.taken} == {"still@council.example"}


def test_a_mail_that_cannot_be_written_does_not_end_the_worker(bodies):
    mail = put()

    def fails(_: Letter) -> None:
        raise BadHeaderError("Header values can't contain newlines")

    assert at(fails, hours=1).send_next_mail()

    mail.refresh_from_db()
    assert (mail.state, mail.trouble) == (MailState.WAITING, "BadHeaderError")


def test_a_mail_that_nobody_takes_is_tried_again_later_each_time_and_then_shown(bodies):
    mail, post = put(), Post(loses=99)
    waited = []

    for _ in range(MOST_TRIES):
        hours = (mail.due_at - NOW) / timedelta(hours=1)
        at(post, hours=hours).send_next_mail()
        mail.refresh_from_db()
        waited.append((mail.due_at - NOW) / timedelta(minutes=1) - hours * 60)

    assert waited[:4] == pytest.approx([1, 5, 25, 125])
    assert (mail.state, mail.tries, mail.trouble) == (MailState.FAILED, 5, "ConnectionRefusedError")
    assert not at(post, days=9).send_next_mail()


def test_control_a_mail_that_is_taken_at_the_second_try_is_sent(bodies):
    mail, post = put(), Post(loses=1)

    at(post).turn()
    at(post, minutes=1).turn()

    mail.refresh_from_db()
    assert (mail.state, mail.tries, mail.trouble, len(post.taken)) == (MailState.SENT, 2, "", 1)


def test_a_mail_whose_sender_died_is_sent_by_the_next_with_the_same_id(bodies):
    mail = put()

    class Died(BaseException):
        pass

    def dies(letter: Letter) -> None:
        raise Died

    with pytest.raises(Died):
        Worker(now=lambda: NOW, beat=NEVER, hand_over=dies).send_next_mail()
    post = Post()
    assert not at(post, minutes=9).send_next_mail()
    assert at(post, minutes=11).send_next_mail()

    assert [letter.ref for letter in post.taken] == [mail.ref]


def test_the_demonstration_sends_nothing_and_says_what_would_have_been_sent(bodies, settings):
    settings.IS_DEMONSTRATION = True
    mail, post = put(secret="https://here.example/reply/abc"), Post()

    at(post).turn()

    mail.refresh_from_db()
    assert (mail.state, mail.secret, post.taken) == (MailState.NOT_SENT, "", [])


def test_the_mail_server_gets_one_address_an_id_of_ours_and_the_mark_of_a_program(bodies):
    mail = put()

    Worker(now=lambda: NOW, beat=NEVER).turn()

    (sent,) = postman.outbox
    assert (sent.to, sent.cc, sent.bcc) == (["sam@police.example"], [], [])
    assert sent.extra_headers == {"Message-ID": f"<{mail.ref}@here.example>", "Auto-Submitted": "auto-generated"}


@transaction.atomic
def put_and_fail() -> float:
    put()
    return 1 / 0


def test_a_mail_stands_or_falls_with_the_act_that_causes_it(bodies):
    with pytest.raises(ZeroDivisionError):
        put_and_fail()

    assert not Mail.objects.exists()
    assert not Event.objects.filter(act="mail.put").exists()
