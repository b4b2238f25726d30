"""A review is begun by hand, of whatever kind, and what it recommends is typed in."""

from datetime import timedelta

import pytest
from django.utils import timezone

from lineofsight.assurance.models import Review
from lineofsight.partnership.rules import Role
from lineofsight.web.words_field import SURE
from tests.factories.partnership import member, partnership
from tests.web.browsers import browser
from tests.web.pages import text

pytestmark = pytest.mark.django_db
BEGIN = "/reviews/begin"


@pytest.fixture
def bodies(db):
    return partnership()


@pytest.fixture
def unit(bodies):
    return browser(member(Role.BUSINESS_MANAGER, bodies.hub))


def fields(**more: str) -> dict[str, str]:
    return {"name": "Rapid review of the spring", "kind": "rapid review"} | more


def test_a_review_of_any_kind_is_begun_and_its_days_and_recommendations_are_asked_for(unit):
    answer = unit.post(BEGIN, fields())

    review = Review.objects.get()
    page = text(unit.get(answer["Location"]))
    assert (review.name, review.kind, review.completed_date) == ("Rapid review of the spring", "rapid review", None)
    assert "Rapid review of the spring" in page
    assert BEGIN in unit.get("/reviews").content.decode()


def test_an_empty_review_says_its_next_step_before_anything_else(unit):
    begun = unit.post(BEGIN, fields())

    main = unit.get(begun["Location"]).content.decode().partition("<main")[2]

    first = main.partition("<nav")[0]
    assert "Add a recommendation" in first
    assert f"/reviews/{Review.objects.get().ref}/recommendations/new" in first


def test_what_looks_like_a_name_is_asked_about_once(unit):
    named = fields(name="Review of Jo Smith")

    asked = unit.post(BEGIN, named)
    begun = unit.post(BEGIN, named | {SURE: "on"})

    assert (asked.status_code, begun.status_code) == (422, 302)
    assert "look like names. Take them out, or tick below" in text(asked)
    assert Review.objects.get().name == "Review of Jo Smith"


def test_the_day_on_which_it_was_completed_is_past(unit):
    to_come = timezone.localdate() + timedelta(days=2)
    day = {f"completed_date-{part}": str(getattr(to_come, part)) for part in ("day", "month", "year")}

    answer = unit.post(BEGIN, fields(**day))

    assert answer.status_code == 422
    page = answer.content.decode()
    beside = page.partition('id="id_completed_date-error"')[2].partition("</p>")[0]
    assert "must be today or in the past, or be left empty" in beside
    assert not Review.objects.exists()


@pytest.mark.parametrize(("left_out", "said"), [("name", "Enter a name"), ("kind", "Choose what kind of review it is")])
def test_what_is_left_out_is_said_and_nothing_is_written(unit, left_out, said):
    answer = unit.post(BEGIN, fields(**{left_out: ""}))

    assert (answer.status_code, Review.objects.exists()) == (422, False)
    assert said in text(answer)


def test_control_an_agency_begins_none(bodies):
    lead = browser(member(Role.SAFEGUARDING_LEAD, bodies.council))

    assert lead.post(BEGIN, fields()).status_code == 403
    assert not Review.objects.exists()
    assert BEGIN not in lead.get("/reviews").content.decode()
