"""«Who would you like to be?»: every role that is there, in one click, and only in the demonstration."""

import pytest
from django.core.checks import run_checks
from django.test import Client
from django.utils import timezone

from lineofsight.partnership import actions
from lineofsight.partnership.actor import job, nobody
from lineofsight.partnership.models import Person
from lineofsight.partnership.rules import PERSONAL_ROLES, AgencyKind, Role
from lineofsight.trail.models import Event
from lineofsight.web.demonstration.roles import PURPOSE


@pytest.fixture
def demonstration(settings):
    settings.IS_DEMONSTRATION = True
    settings.LOS_MODE = "demonstration"
    settings.ROOT_URLCONF = "tests.web.signin.demonstration_urls"


@pytest.fixture
def story(demonstration, partnership):
    """A lead and a manager of the demonstration; the police were added by an import and have nobody."""
    setter_up = job("set-up", now=timezone.now())
    for role, agency in (
        (Role.SAFEGUARDING_LEAD, partnership.council),
        (Role.BUSINESS_MANAGER, partnership.unit),
        (Role.ADMINISTRATOR, partnership.unit),
    ):
        address = f"{role.value.replace(' ', '-')}@{agency.code}.demonstration.invalid"
        made = actions.add_person(email=address, name="", by=setter_up)
        actions.join(person=made, agency=agency, role=role, by=setter_up)
    actions.add_agency(code="police", name="Fenwick Police", kind=AgencyKind.POLICE, by=setter_up)
    return partnership


def start(client: Client, agency: str, role: str, **more: str):
    return client.post("/demo/become/", {"agency": agency, "role": role, **more})


def test_the_page_offers_every_role_there_is_and_two_for_a_body_without_people(client, story):
    page = client.get("/demo/").content.decode()

    assert "Who would you like to be?" in page
    assert "Everything here is invented. No real child, family or worker." in page
    assert page.count("Start as business manager") == 1
    assert page.count("Start as agency safeguarding lead") == 2
    assert page.count("Start as agency contributor") == 1
    assert "Start as independent scrutineer" not in page


def test_one_of_each_role_that_shows_most_is_offered_first_and_nobody_twice(client, story):
    page = client.get("/demo/").content.decode()
    first, others = page.split("Or as somebody else")

    assert "Start as business manager" in first
    assert "Start as agency safeguarding lead" in first
    assert "Start as business manager" not in others
    # The control: whoever is not among the first stands below, by body.
    assert "Start as technical administrator" in others
    assert "Start as technical administrator" not in first
    assert page.count("<form") == page.count("Start as ")


@pytest.mark.sqlite_only("on PostgreSQL each scope asks too")
def test_what_waits_is_found_once_and_anew_as_soon_as_anything_was_done(client, story, django_assert_max_num_queries):
    client.get("/demo/")
    start(Client(), "council", "safeguarding lead")

    with django_assert_max_num_queries(3):
        assert "Start as agency director" not in client.get("/demo/").content.decode()

    # The control: what is done by anybody is told on the next page.
    setter_up = job("set-up", now=timezone.now())
    made = actions.add_person(email="leader@council.demonstration.invalid", name="", by=setter_up)
    actions.join(person=made, agency=story.council, role=Role.LEADER, by=setter_up)
    assert "Start as agency director" in client.get("/demo/").content.decode()


def test_an_empty_demonstration_says_how_to_load_it(client, demonstration, db):
    assert "The demonstration is not loaded." in client.get("/demo/").content.decode()


def test_one_click_steps_into_a_role_and_leaves_a_trail(client, story):
    answer = start(client, "council", "safeguarding lead")

    person = Person.objects.get(email="safeguarding-lead@council.demonstration.invalid")
    assert answer["Location"] == "/"
    assert client.session["_auth_user_id"] == str(person.pk)
    assert Event.objects.filter(act="demonstration.became", actor_ref=person.ref).count() == 1


def test_a_body_without_people_gets_its_person_when_asked_for(client, story):
    start(client, "police", "safeguarding lead")
    start(client, "police", "safeguarding lead")

    made = Person.objects.get(email="safeguarding-lead@police.demonstration.invalid")
    assert not made.has_usable_password()
    assert client.session["_auth_user_id"] == str(made.pk)


@pytest.mark.parametrize(
    ("agency", "role"), [("police", "publisher"), ("nowhere", "leader"), ("council", "public"), ("council", "x")]
)
def test_a_role_that_nobody_has_is_not_found(client, story, agency, role):
    assert start(client, agency, role).status_code == 404
    assert "_auth_user_id" not in client.session


def test_changing_the_role_keeps_the_page_if_the_new_role_may_see_it(client, story):
    start(client, "council", "safeguarding lead")

    assert start(client, "unit", "business manager", keep="/reviews")["Location"] == "/reviews"
    assert start(client, "unit", "administrator", keep="/reviews")["Location"] == "/"


@pytest.mark.parametrize(
    "keep", ["https://elsewhere.example/reviews", "//elsewhere.example/reviews", "\\\\x", "/nowhere"]
)
def test_changing_the_role_never_leads_to_somebody_elses_site(client, story, keep):
    assert start(client, "unit", "business manager", keep=keep)["Location"] == "/"


def test_nobody_is_asked_for_a_second_step_in_the_demonstration(client, story):
    start(client, "unit", "administrator")

    assert client.get("/accounts/invite/").status_code == 200


def test_signing_in_leads_to_the_choice_of_roles(client, story):
    assert client.get("/sign-in/")["Location"] == "/demo/"


@pytest.mark.parametrize(
    "address", ["/sign-in/second-step/", "/sign-in/password/", "/sign-in/yours/", "/invitation/x/"]
)
def test_there_is_no_way_in_to_set_up_in_the_demonstration(client, story, address):
    start(client, "unit", "administrator")

    assert client.get(address).status_code == 404


def test_every_role_says_what_it_is_for():
    assert set(PURPOSE) == set(PERSONAL_ROLES)


# --- and nowhere else ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("is_mounted", [True, False])
def test_outside_the_demonstration_there_is_no_such_page(client, story, settings, is_mounted):
    settings.IS_DEMONSTRATION = False
    if not is_mounted:
        settings.ROOT_URLCONF = "lineofsight.web.urls"

    assert client.get("/demo/").status_code == 404
    assert start(client, "council", "safeguarding lead").status_code == 404
    assert "_auth_user_id" not in client.session


def test_outside_the_demonstration_the_act_itself_refuses(story, settings):
    settings.IS_DEMONSTRATION = False

    with pytest.raises(actions.NotInDemonstration):
        actions.become(agency=story.council, role=Role.SAFEGUARDING_LEAD, by=nobody(now=timezone.now()))


def test_nobody_real_is_ever_stepped_into(client, demonstration, lead):
    start(client, "council", "safeguarding lead")

    assert client.session["_auth_user_id"] != str(lead.pk)


def complaints() -> list[str]:
    return [
        found.id for found in run_checks(databases=["default"]) if found.id in ("partnership.E003", "partnership.E004")
    ]


def test_a_real_account_stops_the_demonstration(story, administrator):
    assert complaints() == ["partnership.E003"]


def test_an_invented_account_stops_the_real_service(story, settings):
    settings.LOS_MODE = "live"

    assert complaints() == ["partnership.E004"]


def test_control_each_alone_starts(story, settings):
    assert complaints() == []


def test_control_real_people_alone_start(administrator, settings):
    settings.LOS_MODE = "live"

    assert complaints() == []


def test_the_table_of_who_may_see_what_stands_in_the_page(client, story):
    page = client.get("/demo/").content.decode()

    assert "What each role is for, and what it may see" in page
    assert page.count("Only what is published") >= 6
