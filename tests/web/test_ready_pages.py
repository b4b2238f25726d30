"""What has to be done before an edition is published, through the browser's door: told, done, let pass, taken back."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from lineofsight.assurance.actions.statements import change_statement
from lineofsight.assurance.models import Statement
from lineofsight.partnership.actions import join, leave
from lineofsight.partnership.queries import actor_of
from lineofsight.partnership.rules import AgencyKind, Audience, Role
from lineofsight.publication.actions import editions as actions
from lineofsight.publication.models import Edition, FamilySight, Hold, Override, RegisteredName, Search, SignOff
from tests.factories import rows
from tests.factories.partnership import acting, agency, member, partnership
from tests.web.browsers import browser
from tests.web.pages import text
from tests.web.publishing import Office

AT_LENGTH = pytest.mark.postgres_at_length(
    reason="tells what is done and left; searches, names and approving are tried on both in tests/publication",
    but=(
        "test_a_search_is_recorded_and_the_thing_is_done_after_the_fourth",
        "test_a_second_person_lets_a_refusal_pass_from_its_card",
        "test_names_are_registered_and_the_page_never_shows_them",
        "test_signing_asks_once_more_and_then_signs_all_with_two_clicks",
        "test_one_changed_sentence_loses_only_its_own_signature",
        "test_a_sentence_that_changed_on_the_page_of_confirming_is_left_unsigned_and_shown_again",
        "test_a_withdrawn_edition_is_gone_at_once_and_says_when_why_and_what_to_read_instead",
    ),
)
pytestmark = [pytest.mark.django_db, AT_LENGTH, pytest.mark.usefixtures("proved_now")]


@pytest.fixture
def of():
    made = partnership()
    agency("police", "Wexcombe Police", AgencyKind.POLICE)
    return made


@pytest.fixture
def edition(of):
    review = rows.review(of.hub)
    rows.statement(review, of.council, Audience.PARTNERSHIP, text="Oversight has improved.", section="Plans")
    rows.statement(review, of.council, Audience.PARTNERSHIP, text="Every plan is read.", section="Plans")
    rows.open_item(review, of.hub)
    return rows.edition(review, of.hub)


@pytest.fixture
def unit(of):
    return browser(member(Role.BUSINESS_MANAGER, of.hub))


def days_ago(name: str, days: int) -> dict[str, str]:
    day = timezone.localdate() - timedelta(days=days)
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}


def test_the_page_says_how_many_things_are_done_and_who_does_the_rest(edition, unit):
    page = text(unit.get(f"/summaries/{edition.ref}/ready"))

    assert "What has to be done before it is published" in page
    assert "2 of 9 things are done." in page
    assert "Nobody has looked yet in: published judgments, inquest, criminal trial and press." in page
    assert "0 of 2 have approved. We wait for Wexcombe Council and Wexcombe Police." in page
    assert "Who can: a disclosure checker who did not write it." in page


def test_a_search_is_recorded_and_the_thing_is_done_after_the_fourth(edition, unit):
    address = f"/summaries/{edition.ref}"
    empty = unit.post(f"{address}/search", {"key": ""})
    for place in ("published judgments", "inquest", "criminal trial", "press"):
        sent = unit.post(f"{address}/search", {"place": place, "sure": "on", **days_ago("searched_date", 2)})
        assert sent.status_code == 302
    page = text(unit.get(f"{address}/ready"))

    assert empty.status_code == 422
    assert "Choose where you looked." in text(empty)
    assert "Tick that you looked, or have the note" in text(empty)
    assert Search.objects.count() == 4
    assert "3 of 9 things are done." in page
    assert "Business manager, Wexcombe Safeguarding Partnership" in page


def test_searches_that_the_check_finds_too_old_are_not_done(edition, unit):
    address = f"/summaries/{edition.ref}"
    for place in ("published judgments", "inquest", "criminal trial", "press"):
        unit.post(f"{address}/search", {"place": place, "sure": "on", **days_ago("searched_date", 40)})

    page = text(unit.get(f"{address}/ready"))

    assert "2 of 9 things are done." in page
    assert "The search of published judgments is 40 days old, and may be 30 days old at most." in page


def test_a_search_of_a_day_to_come_is_answered_by_a_sentence_with_every_word_kept(edition, unit):
    form = {"place": "press", "found": "A report.", "sure": "on", **days_ago("searched_date", -3)}

    answer = unit.post(f"/summaries/{edition.ref}/search", form)

    assert answer.status_code == 422
    assert "The day of the search must be today or in the past." in text(answer)
    assert "A report." in text(answer)


def test_a_hold_is_put_and_lifted_with_a_reason(edition, unit, of):
    address = f"/summaries/{edition.ref}"
    unit.post(f"{address}/hold", {"kind": "inquest", **days_ago("since_date", 20)})
    held = text(unit.get(f"{address}/ready"))
    hold = Hold.objects.get()
    checker = browser(member(Role.CHECKER, of.hub))
    lift = {"reason": "The inquest has ended.", "version": hold.version, **days_ago("lifted_date", 1)}
    sent = checker.post(f"/holds/{hold.ref}/lift", lift)

    assert "Held back by inquest." in held
    assert sent.status_code == 302
    page = text(unit.get(f"{address}/ready"))
    assert "No proceedings hold it back" in page
    assert "The inquest has ended." in page
    assert checker.post(f"/holds/{hold.ref}/lift", lift).status_code == 409


def test_the_family_the_support_line_and_the_reason_are_each_a_form_of_their_own(edition, unit):
    address = f"/summaries/{edition.ref}"
    neither = unit.post(f"{address}/family", {"child_line": "Behind this is a child."})
    unit.post(f"{address}/family", {"child_line": "Behind this is a child.", **days_ago("offered_date", 3)})
    unit.post(f"{address}/support", {"support_line": "Ring 0300 000 0000.", "version": 1})
    unit.post(f"{address}/nobody-asked", {"nobody_asked": "Too soon after the trial.", "version": 2})
    page = text(unit.get(f"{address}/ready"))

    assert neither.status_code == 422
    assert "or say why it was not: one of them." in text(neither)
    assert FamilySight.objects.count() == 1
    assert "Ring 0300 000 0000." in page
    assert "Nobody was asked: Too soon after the trial." in page
    assert unit.post(f"{address}/support", {"support_line": "Ring 1.", "version": 1}).status_code == 409


def test_a_second_person_lets_a_refusal_pass_from_its_card(edition, of, unit):
    address = f"/summaries/{edition.ref}"
    scrutineer = browser(member(Role.SCRUTINEER, of.scrutiny))
    link = f"{address}/override?code=wording.above_shown&place=Sentence+1"

    card, of_unit = scrutineer.get(f"{address}/gate").content.decode(), unit.get(f"{address}/gate").content.decode()
    form = text(scrutineer.get(link))
    empty, named = scrutineer.post(link, {"key": ""}), scrutineer.post(link, {"reason": "As Jo Smith told us."})
    sent = scrutineer.post(link, {"reason": "The inspector's own word."})

    assert link.replace("&", "&amp;").replace("+", "%20") in card
    assert "Let it pass, with a reason" not in of_unit
    assert "Oversight has improved." in form
    assert empty.status_code == named.status_code == 422
    assert "«Jo» and «Smith» look like names." in text(named)
    assert sent.status_code == 302
    assert Override.objects.get().wording.text == "Oversight has improved."
    assert "Sentence 1: The inspector's own word. Independent scrutineer" in text(unit.get(f"{address}/gate"))


def test_each_of_two_words_is_let_pass_from_its_own_card(edition, of):
    told = Statement.objects.order_by("position")[0]
    words = "Oversight has improved and is embedded."
    told.current = rows.wording(told, words)
    told.save()
    address, scrutineer = f"/summaries/{edition.ref}", browser(member(Role.SCRUTINEER, of.scrutiny))
    links = [
        f"{address}/override?code=wording.above_shown&place=Sentence+1&said={word}"
        for word in ("has%20improved", "embedded")
    ]

    unnamed = scrutineer.post(links[0], {"reason": "It was seen in use."})
    form = text(scrutineer.get(links[1]))
    for link, word in zip(links, ("has improved", "embedded"), strict=True):
        assert scrutineer.post(link, {"reason": f"“{word}” is the inspector's own word."}).status_code == 302

    assert unnamed.status_code == 422
    assert "Write «has improved» in your reason" in text(unnamed)
    assert "Write «embedded» in your reason, so that it stands for this one alone." in form
    assert [one.reason for one in Override.objects.order_by("pk")] == [
        "“has improved” is the inspector's own word.",
        "“embedded” is the inspector's own word.",
    ]
    assert "«embedded» says" not in text(scrutineer.get(f"{address}/gate")).partition("Let pass")[0]


@pytest.mark.parametrize("link", ["code=signed.missing&place=Sentence+1", "code=wording.above_shown&place=Sentence+2"])
def test_what_may_not_pass_or_is_not_refused_changes_nothing(edition, of, link):
    scrutineer = browser(member(Role.SCRUTINEER, of.scrutiny))

    sent = scrutineer.post(f"/summaries/{edition.ref}/override?{link}", {"reason": "So."}, follow=True)

    assert "Nothing was changed." in text(sent)
    assert not Override.objects.exists()


def test_names_are_registered_and_the_page_never_shows_them(of):
    lead = browser(member(Role.SAFEGUARDING_LEAD, of.council))

    before = text(lead.get("/names"))
    sent = lead.post("/names", {"names": "Quillon Ashgrove\nMarlo Penhallow"}, follow=True)
    unknown = lead.post("/names/take-away", {"name": "Somebody Else"})
    lead.post("/names/take-away", {"name": "quillon ashgrove"})
    after = text(lead.get("/names"))

    assert "Your agency has registered no name yet." in before
    assert "one of your 2 names" in text(sent)
    assert "Quillon" not in sent.content.decode() + after
    assert unknown.status_code == 422
    assert "has not registered this name" in text(unknown)
    assert "1 on" in after
    assert RegisteredName.objects.filter(sha="").count() == 1


def signing(page: Client, edition: Edition, **more: str):
    read = [statement.current.ref for statement in Statement.objects.order_by("position")]
    return page.post(f"/summaries/{edition.ref}/sign", {"read": read, **more})


def test_signing_asks_once_more_and_then_signs_all_with_two_clicks(edition, of):
    lead = browser(member(Role.SAFEGUARDING_LEAD, of.council))

    asked = signing(lead, edition, **{"answer-all": "agree"})
    before = SignOff.objects.count()
    refs = re.findall(r'name="answer-([^"]+)" value="agree"', asked.content.decode())
    sent = signing(lead, edition, **{f"answer-{ref}": "agree" for ref in refs}, sure="on")

    assert "Sign these 2 sentences?" in text(asked)
    assert (asked.status_code, before, sent.status_code, SignOff.objects.count()) == (200, 0, 302, 2)


def test_one_changed_sentence_loses_only_its_own_signature(edition, of, unit):
    lead = member(Role.SAFEGUARDING_LEAD, of.council)
    signing(browser(lead), edition, **{"answer-all": "agree"}, sure="on")
    full = text(unit.get(f"/summaries/{edition.ref}/signatures"))
    first = Statement.objects.order_by("position").first()
    change_statement(
        statement=first, text="Other words.", expected_version=first.version, by=actor_of(lead, now=timezone.now())
    )

    page = text(browser(lead).get(f"/summaries/{edition.ref}/sign"))

    assert "2 of 2 sentences are signed as they stand." in full
    assert "1 of 2 sentences are signed as they stand." in text(unit.get(f"/summaries/{edition.ref}/signatures"))
    assert "2 sentences about you, 1 signed as they stand. 1 changed since you signed." in page


def test_a_sentence_that_changed_on_the_page_of_confirming_is_left_unsigned_and_shown_again(edition, of):
    lead = member(Role.SAFEGUARDING_LEAD, of.council)
    client = browser(lead)
    read = [statement.current.ref for statement in Statement.objects.order_by("position")]
    first = Statement.objects.order_by("position").first()
    by = actor_of(lead, now=timezone.now())
    change_statement(statement=first, text="Other words.", expected_version=first.version, by=by)

    form = {"read": read, "sure": "on", **{f"answer-{ref}": "agree" for ref in read}}
    sent = client.post(f"/summaries/{edition.ref}/sign", form, follow=True)

    assert [row.wording.text for row in SignOff.objects.all()] == ["Every plan is read."]
    assert "1 changed while you were reading: look at the new words." in text(sent)


@pytest.fixture
def office(db):
    return Office()


def test_what_was_declared_stays_to_be_read_and_nothing_of_a_published_edition_is_still_to_do(office):
    edition = office.publish_one()

    page = text(browser(office.people[Role.BUSINESS_MANAGER]).get(f"/summaries/{edition.ref}/ready"))

    assert "What was done before it was published" in page
    assert "They all could when it was published." in page
    assert "Record this" not in page


def test_a_partner_is_asked_to_approve_once_and_another_agency_never(office):
    agency("police", "Wexcombe Police", AgencyKind.POLICE)
    edition = actions.open_edition(review=office.review, by=office.by[Role.BUSINESS_MANAGER])
    actions.lock_edition(edition=edition, by=office.by[Role.BUSINESS_MANAGER])
    actions.check_edition(edition=edition, by=office.by[Role.CHECKER])
    partner = browser(office.people[Role.EXECUTIVE])
    other = browser(member(Role.EXECUTIVE, office.bodies.health))
    address = f"/summaries/{edition.ref}"
    asked = [text(page.get(address)) for page in (partner, other)]

    sent = partner.post(f"{address}/move", {"target": "approved"}, follow=True)
    again = partner.post(f"{address}/move", {"target": "approved"})
    refused = other.post(f"{address}/move", {"target": "approved"})

    assert ["Approve it for your agency" in page for page in asked] == [True, False]
    assert "Approve it for your agency" not in text(sent)
    assert (again.status_code, refused.status_code) == (409, 409)
    assert "has approved these words already" in text(again)
    assert "is not a safeguarding partner" in text(refused)
    assert "1 of 2 have approved. We wait for Wexcombe Police." in text(partner.get(f"{address}/ready"))


def test_a_withdrawn_edition_is_gone_at_once_and_says_when_why_and_what_to_read_instead(office):
    first, second = office.publish_one(), office.publish_one()
    partner = browser(office.people[Role.EXECUTIVE])
    address = f"/summaries/{first.ref}/withdraw"

    empty = partner.post(address, {"key": ""})
    sent = partner.post(address, {"reason": "A count was wrong.", "sure": "on"})
    gone = Client().get(f"/published/{first.ref}/")
    inner = Client().get(f"/published/{first.ref}/not-yet-done/")

    assert (empty.status_code, sent.status_code, gone.status_code, inner.status_code) == (422, 302, 410, 410)
    assert "Say why it is withdrawn" in text(empty)
    told = text(gone)
    assert "This edition was withdrawn on" in told
    assert "A count was wrong." in told
    assert first.content_sha in told
    assert f"edition {second.number}" in told
    assert "Ask Wexcombe Safeguarding Partnership" in told
    assert Client().get(f"/published/{second.ref}/").status_code == 200


def test_who_published_it_is_told_that_somebody_else_withdraws(office):
    edition = office.publish_one()
    publisher = browser(office.people[Role.PUBLISHER])

    asked = publisher.get(f"/summaries/{edition.ref}/withdraw")
    sent = publisher.post(f"/summaries/{edition.ref}/withdraw", {"reason": "So.", "sure": "on"})

    assert (asked.status_code, sent.status_code) == (409, 409)
    assert "Who can: an executive of a safeguarding partner" in text(asked)
    assert "To withdraw it takes a second person" in text(publisher.get(f"/summaries/{edition.ref}"))
    assert "You are the publisher of this edition" in text(sent)
    assert Client().get(f"/published/{edition.ref}/").status_code == 200


def test_before_an_older_edition_stands_which_one_is_newer_and_its_pages_stay_as_they_were(office):
    first = office.publish_one()
    page = Client().get(f"/published/{first.ref}/").content
    second = office.publish_one()

    notice = Client().get(f"/published/{first.ref}/")
    same = Client().get(f"/published/{first.ref}/index.html").content

    assert "There is a newer edition of this Summary" in text(notice)
    assert f'href="/published/{second.ref}/"' in notice.content.decode()
    assert f'href="/published/{first.ref}/index.html"' in notice.content.decode()
    assert same == page
    assert "Older editions" in text(Client().get("/published"))


def test_the_way_of_an_edition_names_its_author_by_the_role_they_had_when_they_locked_it(of, edition, unit):
    author = member(Role.BUSINESS_MANAGER, of.hub, email="author@hub.example")
    moment = timezone.now()
    actions.lock_edition(edition=edition, by=actor_of(author, now=moment))
    administrator = acting(Role.ADMINISTRATOR, of.hub)
    later = replace(administrator, now=moment + timedelta(minutes=1))
    leave(person=author, by=later)
    join(person=author, agency=of.council, role=Role.CONTRIBUTOR, by=later)

    page = text(unit.get(f"/summaries/{edition.ref}"))

    assert "Business manager, Wexcombe Safeguarding Partnership" in page
    assert "Agency contributor" not in page


def test_no_two_links_of_an_edition_lead_to_one_page_or_read_alike(edition, unit, of):
    publisher = browser(member(Role.PUBLISHER, of.hub))

    for client in (unit, publisher):
        page = client.get(f"/summaries/{edition.ref}").content.decode().split("<main")[1]
        links = re.findall(r'<a class="govuk-(?:link|button)[^"]*"[^>]*href="([^"]+)"[^>]*>(.*?)</a>', page, re.DOTALL)
        addresses, names = [one for one, _ in links], [re.sub(r"<[^>]+>", " ", name).strip() for _, name in links]
        assert len(names) > 3
        assert len(set(names)) == len(names)
        assert len(set(addresses)) == len(addresses)
