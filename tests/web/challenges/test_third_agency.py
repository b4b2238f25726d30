"""A third agency in a challenge: asked at once or later, it reads all of it, says its view and moves nothing."""

import pytest

from lineofsight.partnership.rules import Role
from lineofsight.records.registers.models import Challenge, ChallengeStep
from lineofsight.trail.models import Event
from tests.web.challenges.raising import WANTED, raised, step, told
from tests.web.pages import words_of

pytestmark = pytest.mark.django_db
VIEW = "We can bring what the school saw."


@pytest.fixture
def school(bodies):
    """The third agency: it is neither the one that raises a challenge nor the one that is asked."""
    bodies.scrutiny.kind = "education"
    bodies.scrutiny.save()
    return bodies.scrutiny


@pytest.fixture
def third(browser, school):
    """The school's safeguarding lead."""
    return browser(Role.SAFEGUARDING_LEAD, "scrutiny")


def test_a_third_agency_that_is_named_at_once_reads_it_and_says_its_view(health, lead, third, school, bodies):
    challenge = raised(health, bodies.council, third=school.ref)
    home = words_of(third.get("/").content.decode())

    assert "your agency is asked to take part" in home
    assert "late" not in home.split("Look around")[0]
    assert step(third, challenge, "say", said=VIEW).status_code == 302
    assert VIEW in told(health, challenge)
    assert VIEW in told(lead, challenge)
    assert f"with {school.name}" in told(third, challenge)
    assert "asked to take part" not in words_of(third.get("/").content.decode())
    challenge.refresh_from_db()
    assert challenge.state == "raised"
    event = Event.objects.get(subject_ref=challenge.ref, act="challenge.commented")
    assert event.agency_code == bodies.health.code


def test_it_is_asked_later_too_and_reads_what_was_said_before(health, lead, third, school, bodies):
    challenge = raised(health, bodies.council)
    assert third.get(f"/challenges/{challenge.ref}").status_code == 404
    step(lead, challenge, "answer", answer="partly", said="A visit on Thursday.")

    assert step(health, challenge, "involve", third=school.ref).status_code == 302

    assert "A visit on Thursday." in told(third, challenge)
    assert list(ChallengeStep.objects.order_by("id").values_list("step", flat=True)) == ["raise", "answer", "involve"]
    assert Event.objects.filter(subject_ref=challenge.ref, act="challenge.widened").count() == 1


@pytest.mark.parametrize(
    "do, facts",
    [
        ("answer", {"answer": "agreed"}),
        ("escalate", {"stage": "stage-2"}),
        ("pause", {"reason": "meeting"}),
        ("resolve", {"outcome": "done", "has_learning": "no"}),
        ("close", {}),
    ],
)
def test_the_third_agency_moves_nothing(health, third, school, bodies, do, facts):
    challenge = raised(health, bodies.council, third=school.ref)

    assert step(third, challenge, do, **facts).status_code == 409
    assert ChallengeStep.objects.count() == 1


def test_only_whoever_raised_it_asks_a_third_agency_and_one_alone(health, lead, third, school, bodies):
    challenge = raised(health, bodies.council)

    assert step(lead, challenge, "involve", third=school.ref).status_code == 409
    assert step(lead, challenge, "say", said=VIEW).status_code == 409
    assert step(health, challenge, "involve", third=bodies.council.ref).status_code == 422
    assert step(health, challenge, "involve", third=school.ref, key="again").status_code == 302
    assert step(health, challenge, "involve", third=school.ref, key="once more").status_code == 409


def test_a_view_without_a_word_is_asked_for(health, third, school, bodies):
    challenge = raised(health, bodies.council, third=school.ref)

    refused = step(third, challenge, "say", said="  ")

    assert refused.status_code == 422
    assert "Say the view of your agency in a sentence." in refused.content.decode()


def test_the_agency_that_is_asked_is_not_the_third_too(health, bodies, school):
    form = {"concern": "no-action", "wanted": WANTED, "key": "x"}
    both = form | {"agency": school.ref, "third": school.ref}

    refused = health.post("/challenges/new?kind=agency-escalation", both)

    assert refused.status_code == 422
    assert f"{school.name} is on one of the two sides." in words_of(refused.content.decode())
    assert not Challenge.objects.exists()


def test_the_third_agency_reads_no_pseudonym_of_another_agency(lead, third, child, school, bodies):
    challenge = raised(lead, bodies.health, child=child.ref, third=school.ref)

    for path in (f"/challenges/{challenge.ref}", "/challenges", f"/challenges/{challenge.ref}/copy", "/"):
        assert child.shown not in third.get(path).content.decode()
    assert child.shown in told(lead, challenge)


def test_in_a_challenge_within_one_agency_nobody_takes_part(officer, child, school):
    challenge = raised(officer, kind="iro-challenge", concern="plan", child=child.ref, third=school.ref)

    assert challenge.third_agency is None
    assert officer.get(f"/challenges/{challenge.ref}/step?do=involve").status_code == 409
    assert step(officer, challenge, "involve", third=school.ref).status_code == 422
