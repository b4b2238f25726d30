"""A second edition in the browser: asked where one would look for it, told what comes along, one at a time (F33)."""

import pytest

from lineofsight.assurance.actions.statements import change_statement
from lineofsight.assurance.models import Statement
from lineofsight.partnership.rules import Audience, Role
from lineofsight.publication.actions import editions as actions
from lineofsight.publication.models import Edition
from lineofsight.publication.next_edition import StillOpen, open_next_edition
from lineofsight.publication.rules import EditionState
from tests.factories import rows
from tests.factories.partnership import member
from tests.web.browsers import browser
from tests.web.pages import text
from tests.web.publishing import Office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(db) -> Office:
    return Office()


@pytest.fixture
def unit(office):
    return browser(office.people[Role.BUSINESS_MANAGER])


def test_the_next_edition_is_opened_from_where_one_stands_and_says_what_changed(office, unit):
    first = office.publish_one()
    door = f"/reviews/{office.review.ref}/edition"
    pages = [
        unit.get(address) for address in ("/summaries", f"/reviews/{office.review.ref}", f"/summaries/{first.ref}")
    ]
    told = text(unit.get(door))
    sentence = Statement.objects.get()
    by = office.by[Role.BUSINESS_MANAGER]

    sent = unit.post(door)
    change_statement(statement=sentence, text="Six agencies have answered.", expected_version=sentence.version, by=by)

    assert [door in page.content.decode() for page in pages] == [True, True, True]
    assert "1 sentence comes along, with the words that it has now." in told
    assert "Every agency signs its sentences again" in told
    assert "Edition 1 stays as it was published." in told
    second = Edition.objects.get(number=2)
    assert sent["Location"] == f"/summaries/{second.ref}"
    assert (second.state, second.title) == (EditionState.DRAFT, first.title)
    changes = text(unit.get(f"/summaries/{second.ref}/compare"))
    assert "1 sentence has other words." in changes


def test_one_edition_at_a_time_is_on_its_way(office, unit):
    office.publish_one()
    door = f"/reviews/{office.review.ref}/edition"
    unit.post(door)

    again = unit.post(door)

    assert again.status_code == 422
    assert "Edition 2 is not published yet. Go on with that one." in text(again)
    assert Edition.objects.count() == 2
    assert "Go on with edition 2" in text(unit.get(door))
    assert all(door not in unit.get(page).content.decode() for page in ("/summaries", f"/reviews/{office.review.ref}"))


def test_control_after_the_second_is_published_there_is_a_third(office):
    office.publish_one()
    by = office.by[Role.BUSINESS_MANAGER]
    actions.open_edition(review=office.review, by=by)

    with pytest.raises(StillOpen):
        open_next_edition(review=office.review, by=by)
    Edition.objects.filter(number=2).delete()

    assert open_next_edition(review=office.review, by=by).number == 3


def test_each_review_is_named_in_the_link_to_its_next_edition_or_its_first(office, unit):
    office.publish_one()
    new = rows.review(office.bodies.hub, name="Wren")

    told = text(unit.get("/summaries"))

    assert f"Open the next edition of {office.review.name}" in told
    assert f"Open the first edition of {new.name}" in told
    assert "Every agency signs its sentences, and" in text(unit.get(f"/reviews/{new.ref}/edition"))


@pytest.mark.parametrize("role", [Role.CHECKER, Role.PUBLISHER, Role.EXECUTIVE])
def test_whoever_does_not_compile_has_no_such_door(office, role):
    office.publish_one()
    other = browser(office.people[role])

    assert other.get(f"/reviews/{office.review.ref}/edition").status_code == 403
    assert "Open the next edition" not in text(other.get("/summaries"))


def test_whoever_has_signed_everything_is_not_asked_to_sign(office):
    lead = browser(member(Role.SAFEGUARDING_LEAD, office.bodies.council))
    rows.statement(office.review, office.bodies.council, Audience.PARTNERSHIP, text="Every plan is read.")
    edition = actions.open_edition(review=office.review, by=office.by[Role.BUSINESS_MANAGER])
    address = f"/summaries/{edition.ref}"
    not_yet = text(lead.get(address))
    unit = browser(office.people[Role.BUSINESS_MANAGER])
    told = text(unit.get(address))
    asked = unit.post(f"{address}/ask-to-sign")
    before = text(lead.get(address))
    rows.signoff(edition, Statement.objects.get(current__text="Every plan is read.").current)

    after = text(lead.get(address))

    assert "No agency is asked to sign yet" in told
    assert "and sign it" not in not_yet
    assert asked.status_code == 302
    assert "Read what is said about your agency, and sign it: 1 sentence." in before
    assert "and sign it" not in after
    assert "Read what your agency has signed" in after


def test_a_partner_sees_what_comes_to_them_for_approval(office):
    partner = browser(office.people[Role.EXECUTIVE])
    empty = text(partner.get("/"))
    actions.open_edition(review=office.review, by=office.by[Role.BUSINESS_MANAGER])

    assert "No edition is on the way to your approval" in empty
    assert "1 edition is on the way to your approval: it comes to you once a checker has read it." in text(
        partner.get("/")
    )
