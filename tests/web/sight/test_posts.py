"""The safeguarding lead says who is near which children, and those people then see what is due for them alone."""

import pytest

from lineofsight.partnership.rules import Role
from lineofsight.records.identities.models import Post
from lineofsight.trail.models import Event
from tests.factories.partnership import member
from tests.web.pages import page
from tests.web.rounds.conftest import signed_in
from tests.web.sight.listed import OVERDUE_10, SINCE_START

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(council):
    """A child of North 1 and one of South, both overdue."""
    return (
        council.child(visits=[SINCE_START, OVERDUE_10], team="North 1", worker="NORTHERN"),
        council.child(visits=[SINCE_START, OVERDUE_10], team="South", worker="SOUTHERN"),
    )


@pytest.fixture
def manager(bodies):
    return member(Role.TEAM_MANAGER, bodies.council)


def given(lead, person, of: str):
    return lead.post("/sight/posts", {"person": person.ref, "of": of})


def test_a_manager_sees_the_team_and_no_other_once_the_lead_has_said_so(two, lead, manager):
    north, south = two
    theirs = signed_in(manager)
    before = page(theirs, "/sight")

    answer = given(lead, manager, "team North 1")

    assert answer.status_code == 302
    assert north.shown not in before
    after = page(theirs, "/sight")
    assert north.shown in after
    assert south.shown not in after
    assert theirs.get(f"/sight/children/{north.ref}").status_code == 200
    assert theirs.get(f"/sight/children/{south.ref}").status_code == 404
    assert Event.objects.filter(act="post.given").count() == 1


def test_a_practitioner_and_an_officer_see_the_children_they_are_allocated_to(two, lead, bodies):
    north, south = two
    practitioner = member(Role.PRACTITIONER, bodies.council)

    given(lead, practitioner, "worker SOUTHERN")

    text = page(signed_in(practitioner), "/sight")
    assert south.shown in text
    assert north.shown not in text


def test_what_is_ended_brings_nobody_near_and_stays_in_the_history(two, lead, manager):
    given(lead, manager, "team North 1")
    post = Post.objects.get()

    answer = lead.post(f"/sight/posts/{post.ref}/end")

    assert answer.status_code == 302
    assert two[0].shown not in page(signed_in(manager), "/sight")
    assert Event.objects.filter(act="post.ended", subject_ref=post.ref).count() == 1


def test_a_team_for_a_practitioner_is_refused_with_a_sentence_and_gives_nothing(two, lead, bodies):
    practitioner = member(Role.PRACTITIONER, bodies.council)

    answer = given(lead, practitioner, "team North 1")

    assert answer.status_code == 422
    assert "team managers have a team" in answer.content.decode()
    assert not Post.objects.exists()


@pytest.mark.parametrize("role", [Role.ANALYST, Role.TEAM_MANAGER, Role.PRACTITIONER])
def test_nobody_gives_a_post_to_themselves(two, browser, role):
    mine = browser(role, "council")

    assert mine.get("/sight/posts").status_code == 403
    assert mine.post("/sight/posts", {"person": "x", "of": "team North 1"}).status_code == 403


def test_another_agencys_post_is_not_there(two, lead, manager, browser):
    given(lead, manager, "team North 1")
    elsewhere = browser(Role.SAFEGUARDING_LEAD, "health")

    assert elsewhere.post(f"/sight/posts/{Post.objects.get().ref}/end").status_code == 404
    assert manager.email not in page(elsewhere, "/sight/posts")
