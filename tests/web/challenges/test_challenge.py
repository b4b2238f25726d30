"""A challenge between two agencies, in the browser: from raising it to the last signature, and who sees what of it."""

import re

import pytest

from lineofsight.library.shelf import OURS
from lineofsight.partnership.models import Person
from lineofsight.partnership.rules import Role
from lineofsight.records.registers.models import Challenge, ChallengeStep
from lineofsight.trail.models import Event
from tests.library.shelves import put
from tests.web.challenges.raising import WANTED, raised, step, told
from tests.web.pages import words_of
from tests.web.rounds.conftest import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def challenge(health, bodies) -> Challenge:
    """Raised by the health trust with the council on Monday 22 June 2026."""
    return raised(health)


def test_nobody_raises_a_challenge_about_no_child_by_leaving_a_list_alone(officer, child):
    form = {"concern": "plan", "wanted": WANTED, "key": "a"}
    address = "/challenges/new?kind=iro-challenge"

    silent = officer.post(address, form)
    elsewhere = officer.post(address, form | {"child": "not-here", "key": "b"})
    chosen = officer.post(address, form | {"child": child.ref, "key": "c"})

    assert (silent.status_code, elsewhere.status_code, chosen.status_code) == (422, 302, 302)
    assert "Choose the child whom it is about." in words_of(silent.content.decode())
    assert list(Challenge.objects.order_by("id").values_list("subject_id", flat=True)) == [None, child.pk]


def test_a_challenge_goes_from_raising_to_the_last_signature(challenge, health, lead):
    assert "Stage 1: due in 7 days" in told(health, challenge)
    assert "It waits for you. Answer" in told(lead, challenge)

    assert step(lead, challenge, "answer", answer="agreed", said="A visit on Thursday.").status_code == 302
    assert step(health, challenge, "resolve", outcome="done", has_learning="yes").status_code == 302
    assert step(lead, challenge, "close").status_code == 302

    challenge.refresh_from_db()
    assert challenge.state == "closed"
    assert [one.step for one in ChallengeStep.objects.order_by("id")] == ["raise", "answer", "resolve", "close"]
    acts = Event.objects.filter(subject_ref=challenge.ref, act__startswith="challenge.").values_list("act", flat=True)
    assert list(acts) == ["challenge.raised", "challenge.answered", "challenge.resolved", "challenge.closed"]


def test_both_agencies_see_it_and_nobody_else_does(challenge, browser, health, lead):
    third = browser(Role.SAFEGUARDING_LEAD, "scrutiny")
    address = f"/challenges/{challenge.ref}"

    assert {who.get(address).status_code for who in (health, lead)} == {200}
    assert third.get(address).status_code == 404
    assert browser(Role.BUSINESS_MANAGER, "hub").get("/challenges").status_code == 403
    assert "No challenge is open" in words_of(third.get("/challenges").content.decode())
    assert browser(Role.LEADER, "council").get(address).status_code in (403, 404)


def test_the_agency_that_is_asked_does_not_see_whose_child_it_is(lead, health, child, bodies):
    challenge = raised(lead, bodies.health, child=child.ref)

    assert child.shown in told(lead, challenge)
    assert child.shown not in health.get(f"/challenges/{challenge.ref}").content.decode()
    assert child.shown not in health.get("/challenges").content.decode()
    assert child.shown not in health.get(f"/challenges/{challenge.ref}/copy").content.decode()
    assert child.shown in lead.get(f"/challenges/{challenge.ref}/copy").content.decode()


def test_an_officer_challenges_their_own_council_and_cannot_answer_it(officer, child, lead):
    challenge = raised(officer, kind="iro-challenge", concern="plan", child=child.ref)

    assert step(officer, challenge, "answer", answer="agreed").status_code == 409
    assert step(lead, challenge, "answer", answer="partly", said="One part has a day.").status_code == 302
    assert step(officer, challenge, "escalate", stage="outside", reason="rights").status_code == 302
    assert "With the family court advisory service: no day is set" in told(officer, challenge)
    assert challenge.__class__.objects.get().subject_id == child.pk


def test_who_is_near_no_child_of_it_does_not_see_it(officer, bodies, browser, child):
    challenge = raised(officer, kind="iro-challenge", concern="plan", child=child.ref)

    assert browser(Role.REVIEWING_OFFICER, "health").get(f"/challenges/{challenge.ref}").status_code == 404
    assert browser(Role.TEAM_MANAGER, "council").get(f"/challenges/{challenge.ref}").status_code == 404


def test_whoever_has_moved_to_another_agency_sees_nothing_of_what_they_raised_before(browser, bodies):
    worker = browser(Role.PRACTITIONER, "health")
    challenge = raised(worker)
    assert worker.get(f"/challenges/{challenge.ref}").status_code == 200
    person = Person.objects.get(email="practitioner@health.example")

    person.memberships.update(agency=bodies.scrutiny)

    assert signed_in(person).get(f"/challenges/{challenge.ref}").status_code == 404


@pytest.mark.parametrize(
    "do, facts", [("answer", {"answer": "agreed"}), ("close", {}), ("pause", {"reason": "meeting"}), ("resume", {})]
)
def test_a_step_that_is_not_there_or_not_theirs_is_refused_and_changes_nothing(challenge, health, lead, do, facts):
    who = lead if do == "pause" else health

    answer = step(who, challenge, do, **facts)

    assert answer.status_code == 409
    assert ChallengeStep.objects.count() == 1


def test_the_same_step_sent_twice_is_made_once(challenge, lead):
    first = step(lead, challenge, "answer", answer="agreed")
    challenge.version = 1
    form = {"version": 1, "answer": "agreed", "key": "answer again"}
    second = lead.post(f"/challenges/{challenge.ref}/step?do=answer", form)

    assert (first.status_code, second.status_code) == (302, 409)
    assert ChallengeStep.objects.filter(step="answer").count() == 1


def test_a_word_like_a_name_is_asked_about_and_kept_once_somebody_says_it_is_none(health):
    form = {"concern": "no-action", "wanted": "That Jo is seen.", "key": "x"}

    asked = health.post("/challenges/new", form)

    assert asked.status_code == 422
    assert "«Jo» looks like a name" in asked.content.decode()
    assert "That Jo is seen." in asked.content.decode()
    assert not Challenge.objects.exists()
    assert health.post("/challenges/new", form | {"key": "y", "not_a_name": "on"}).status_code == 302


def test_a_stage_is_passed_over_with_a_reason_only(challenge, health):
    refused = step(health, challenge, "escalate", stage="stage-3")

    assert refused.status_code == 422
    assert "Choose why a stage is passed over." in refused.content.decode()
    assert step(health, challenge, "escalate", stage="stage-3", reason="danger", key="again").status_code == 302
    assert "Stage 3: due in 7 days" in told(health, challenge)


def test_the_days_stand_still_with_a_reason_and_then_go_on(challenge, health, clock):
    step(health, challenge, "pause", reason="meeting")
    clock.move(days=3)
    later = signed_in(Person.objects.get(email="safeguarding-lead@health.example"))
    assert "The days stand still" in told(later, challenge)

    step(later, challenge, "resume")

    challenge.refresh_from_db()
    assert challenge.stage_due_date.isoformat() == "2026-07-02"
    assert challenge.whole_due_date.isoformat() == "2026-07-23"


def test_what_waits_for_whom_stands_on_their_first_page_without_a_word_of_a_child(challenge, health, lead, child):
    mine = words_of(lead.get("/").content.decode())

    assert f"Challenge {challenge.ref[:3].upper()}-{challenge.ref[3:6].upper()}: a referral was not acted on" in mine
    assert child.shown not in mine
    assert "Challenge" not in words_of(health.get("/").content.decode()).split("Look around")[0]


def test_looking_at_a_challenge_is_recorded_for_whoever_raised_it(challenge, lead):
    told(lead, challenge)

    look = Event.objects.get(act="read", subject_ref=challenge.ref)
    assert (look.sens, look.agency_code) == ("S3", "health")


def test_every_page_about_a_challenge_begins_with_where_to_turn_now(challenge, lead, health):
    for who, address in (
        (health, "/challenges/new"),
        (lead, f"/challenges/{challenge.ref}"),
        (lead, f"/challenges/{challenge.ref}/step?do=answer"),
    ):
        assert "This is not a referral. Worried now?" in words_of(who.get(address).content.decode()), address


def test_no_title_and_no_address_names_a_child(lead, child, bodies):
    challenge = raised(lead, bodies.health, child=child.ref)
    text = lead.get(f"/challenges/{challenge.ref}").content.decode()

    assert child.shown not in re.search(r"<title>(.*?)</title>", text, re.S).group(1)
    assert not [address for address in re.findall(r'href="([^"]*)"', text) if child.shown in address]


def test_a_late_answer_waits_for_whoever_raised_it_and_goes_further_without_a_reason(challenge, clock):
    clock.move(days=8)
    health = signed_in(Person.objects.get(email="safeguarding-lead@health.example"))

    assert "the answer is late" in words_of(health.get("/").content.decode())
    assert "The last day has passed." in told(health, challenge)
    assert step(health, challenge, "escalate", stage="stage-2").status_code == 302


def test_the_list_goes_into_a_file_without_a_pseudonym_or_a_typed_word_and_that_is_recorded(lead, child, bodies):
    raised(lead, bodies.health, child=child.ref)

    file = lead.get("/challenges/download").content.decode("utf-8-sig")

    assert "A referral was not acted on" in file
    assert child.shown not in file
    assert WANTED not in file
    assert Event.objects.filter(act="list.taken_away").count() == 1


def test_the_list_asks_no_more_for_many_challenges(health, django_assert_max_num_queries):
    for number in range(6):
        raised(health, wanted=f"Thing {number} is done.", key=f"raise number {number}")
    health.get("/challenges")

    with django_assert_max_num_queries(14):
        health.get("/challenges")


@pytest.mark.parametrize("answer", ["partly", "not-agreed"])
def test_a_refusal_in_whole_or_in_part_wants_its_reason(lead, challenge, answer):
    silent = step(lead, challenge, "answer", answer=answer, said="  ")

    assert silent.status_code == 422
    assert "wants its reason: say why, in a sentence." in words_of(silent.content.decode())
    assert Challenge.objects.get().state == "raised"
    # Control: with its reason it is taken; so is a yes without one.
    assert step(lead, challenge, "answer", answer=answer, said="The visit was made.").status_code == 302


def test_control_a_yes_needs_no_reason(lead, challenge):
    assert step(lead, challenge, "answer", answer="agreed").status_code == 302


def test_a_clock_that_ended_says_what_is_next(officer, child, lead):
    challenge = raised(officer, kind="iro-challenge", concern="plan", child=child.ref)
    step(lead, challenge, "answer", answer="agreed")

    page = told(officer, challenge)
    listed = words_of(lead.get("/challenges").content.decode())

    assert "Answered. Next: whoever raised it says whether it is settled" in page
    assert "Answered. Next: whoever raised it says whether it is settled" in listed
    assert "No day is set" not in page + listed


def test_urgency_is_asked_only_where_it_changes_the_days_and_then_it_does(tmp_path, settings, health):
    without = words_of(health.get("/challenges/new?kind=agency-escalation").content.decode())
    usual = raised(health)
    ours = OURS / "challenges" / "agency-escalation.yaml"
    standard = OURS / "standards" / "challenge-stage-1.yaml"
    shelf = {
        "challenges/agency-escalation.yaml": ours.read_text("utf-8").replace(
            "standard: challenge-stage-1\n", "standard: challenge-stage-1\n    urgent: challenge-at-once\n"
        ),
        "challenges/agency-escalation.examples.yaml": ours.with_suffix(".examples.yaml").read_text("utf-8"),
        "standards/challenge-at-once.yaml": standard.read_text("utf-8")
        .replace("id: challenge-stage-1", "id: challenge-at-once")
        .replace("within: 5,", "within: 1,")
        .replace("within 5 working days", "within 1 working day"),
    }
    for path, content in shelf.items():
        put(tmp_path, path, content)
    settings.LOS_SHELF = str(tmp_path)

    asked = words_of(health.get("/challenges/new?kind=agency-escalation").content.decode())
    calm, urgent = (raised(health, is_urgent=word, key=word) for word in ("no", "yes"))

    assert "urgent" not in without
    assert "Is it urgent? Then its days are fewer." in asked
    assert calm.stage_due_date == usual.stage_due_date
    assert (usual.is_urgent, urgent.is_urgent) == (False, True)
    assert urgent.stage_due_date < calm.stage_due_date
