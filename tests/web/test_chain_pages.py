"""The pages of the chain through the browser's door: who gets where, and what a move by address says."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lineofsight.assurance.actions.chain import Asks, change_recommendation
from lineofsight.assurance.models import RecommendationMove, Update
from lineofsight.assurance.queries import basis_of, chain, find_statement
from lineofsight.assurance.rules import EvidenceState
from lineofsight.assurance.rules.chain import ActionState, RecommendationState
from lineofsight.partnership.rules import Audience, Role
from tests.factories import chain_rows, round_rows, rows
from tests.factories.partnership import TODAY, acting, member, partnership
from tests.web.browsers import browser

pytestmark = pytest.mark.django_db


@pytest.fixture
def of():
    return partnership()


def test_the_lead_reads_the_answer_once_more_before_it_stands(of):
    lead = browser(member(Role.SAFEGUARDING_LEAD, of.council))
    row = chain_rows.recommendation(rows.review(of.hub), of.council)
    address = f"/recommendations/{row.ref}/respond"
    said = {"answer": "declined", "reason": "We have no power.", "number": "1"}

    without = lead.post(address, said)
    shown = lead.post(address, {**said, "public_wording": "We do not let homes."})
    before = RecommendationMove.objects.count()
    done = lead.post(address, {**said, "public_wording": "We do not let homes.", "confirmed": "yes"})

    assert (without.status_code, shown.status_code, before, done.status_code) == (422, 200, 1, 302)
    assert "The record will say" in shown.content.decode()
    page = lead.get(f"/recommendations/{row.ref}").content.decode()
    assert "We do not let homes." in page
    assert "Rejected" in page


def test_from_the_last_look_the_lead_goes_back_to_the_form_with_every_word(of):
    lead = browser(member(Role.SAFEGUARDING_LEAD, of.council))
    row = chain_rows.recommendation(rows.review(of.hub), of.council)
    address = f"/recommendations/{row.ref}/respond"
    said = {"answer": "declined", "reason": "We have no power.", "public_wording": "We let no homes.", "number": "1"}
    looked = lead.post(address, said).content.decode()

    changed = lead.post(address, {**said, "confirmed": "yes", "change": "yes"})

    page = changed.content.decode()
    assert 'name="change"' in looked
    assert changed.status_code == 200
    assert "We have no power.</textarea>" in page
    assert "We let no homes.</textarea>" in page
    assert 'value="declined" checked' in page
    assert 'name="confirmed" value="yes"' not in page
    assert "There is a problem" not in page
    assert RecommendationMove.objects.count() == 1


def test_a_likely_name_in_what_the_public_will_read_is_asked_about_and_the_tick_is_kept(of):
    lead = browser(member(Role.SAFEGUARDING_LEAD, of.council))
    row = chain_rows.recommendation(rows.review(of.hub), of.council)
    address = f"/recommendations/{row.ref}/respond"
    said = {"answer": "declined", "reason": "No power.", "public_wording": "PC Jones will tell them.", "number": "1"}

    asked = lead.post(address, {**said, "confirmed": "yes"})
    looked = lead.post(address, {**said, "not_a_name": "on"})
    done = lead.post(address, {**said, "not_a_name": "on", "confirmed": "yes"})

    assert asked.status_code == 422
    assert "«Jones»" in asked.content.decode()
    assert 'name="not_a_name" value="on"' in looked.content.decode()
    assert (looked.status_code, done.status_code) == (200, 302)


@pytest.mark.parametrize(
    ("days", "in_public", "inside"),
    [
        ((-40,), "Late", "Overdue"),
        ((-40, 4000), "Not yet due", "An action of it is overdue since"),
        ((4000,), "Not yet due", "The last day of its open actions"),
        ((), "No day set", "No day is set"),
    ],
)
def test_inside_and_in_public_a_recommendation_without_a_day_of_its_own_is_overdue_alike(of, days, in_public, inside):
    review = rows.review(of.hub)
    row = chain_rows.recommendation(review, of.council, state=RecommendationState.PLANNED, due_date=None)
    for ahead in days:
        day = TODAY + timedelta(days=ahead)
        chain_rows.action(row, of.council, state=ActionState.STARTED, due_date=day)

    page = browser(member(Role.BUSINESS_MANAGER, of.hub)).get(f"/recommendations/{row.ref}").content.decode()
    by_when = page.partition("By when</dt>")[2].partition("</dd>")[0]

    assert f"In public: {in_public}" in page
    assert inside in by_when
    assert ("Overdue" in by_when) is (in_public == "Late")


def test_whoever_judges_an_update_reads_what_was_asked_what_was_said_before_and_all_that_shows_it(of):
    unit = browser(member(Role.BUSINESS_MANAGER, of.hub))
    review = rows.review(of.hub)
    asked = chain_rows.recommendation(review, of.council)
    action = chain_rows.action(asked, of.council, state=ActionState.STARTED, title="Send the list each week")
    chain_rows.update(action, Audience.PARTNERSHIP, text="It is being built.", state="accepted")
    update = chain_rows.update(action, Audience.HUB, text="The list goes out.", state="submitted")
    address = f"/updates/{update.ref}/judge"

    page = unit.get(address).content.decode()
    silent = unit.post(address, {"accepts": "no", "question": " ", "version": str(update.version)})
    named = unit.post(address, {"accepts": "no", "question": "Is Anna Jones told?", "version": str(update.version)})

    for words in (
        "Action 1: Send the list each week.",
        "The list goes out.",
        "It is being built.",
        "accepted. It stands",
    ):
        assert words in page
    assert "Your question (optional)" not in page
    assert (silent.status_code, named.status_code) == (422, 422)
    assert "Write the question that it goes back with" in silent.content.decode()
    assert "look like names" in named.content.decode()


def test_a_move_by_address_that_is_somebody_elses_says_who_can(of):
    unit = browser(member(Role.BUSINESS_MANAGER, of.hub))
    row = chain_rows.recommendation(rows.review(of.hub), of.council, state=RecommendationState.EVIDENCED)
    chain_rows.move(row, RecommendationState.ASSURED, by=of.scrutiny)

    theirs = unit.get(f"/recommendations/{row.ref}/move?to=closed")
    impossible = unit.get(f"/recommendations/{row.ref}/move?to=planned")

    assert (theirs.status_code, impossible.status_code) == (409, 409)
    assert "Who can: Safeguarding partner, for another agency." in theirs.content.decode()
    assert "It can become: closed, reopened." in impossible.content.decode()
    # And the way back to it, and on.
    assert f'<a class="govuk-link" href="/recommendations/{row.ref}">See how it stands now</a>' in (
        theirs.content.decode()
    )


def test_an_update_is_written_sent_back_and_its_question_stands_above_the_form(of):
    lead, unit = browser(member(Role.SAFEGUARDING_LEAD, of.council)), browser(member(Role.BUSINESS_MANAGER, of.hub))
    asked = chain_rows.recommendation(rows.review(of.hub), of.council)
    action = chain_rows.action(asked, of.council, state=ActionState.STARTED)
    day = {"as_at_date-day": "1", "as_at_date-month": "6", "as_at_date-year": "2026"}
    words = {"changed": "yes", "text": "The list goes out.", "then": "submit", "version": "0", **day}

    sent = lead.post(f"/actions/{action.ref}/update", words)
    update = Update.objects.get()
    back = unit.post(
        f"/updates/{update.ref}/judge", {"accepts": "no", "question": "To how many?", "version": str(update.version)}
    )
    form = lead.get(f"/actions/{action.ref}/update").content.decode()

    assert (sent.status_code, back.status_code) == (302, 302)
    assert "To how many?" in form


def test_who_saves_second_gets_both_texts(of):
    unit = browser(member(Role.BUSINESS_MANAGER, of.hub))
    row = chain_rows.recommendation(rows.review(of.hub), of.council)
    form = {"title": "Read", "text": "Read all plans aloud.", "version": "1"}
    first = unit.post(f"/recommendations/{row.ref}/change", form)

    second = unit.post(f"/recommendations/{row.ref}/change", {**form, "text": "Read some plans."})

    page = second.content.decode()
    assert (first.status_code, second.status_code) == (302, 409)
    assert "Two people changed this" in page
    assert "Read some plans." in page
    assert "aloud" in page
    assert 'name="version" value="2"' in page

    third = unit.post(
        f"/recommendations/{row.ref}/change", {**form, "text": "Read some plans.", "version": "2", "choice": "mine"}
    )

    row.refresh_from_db()
    assert (third.status_code, row.text) == (302, "Read some plans.")


def test_who_saves_an_update_second_keeps_every_tick(of):
    """Of several values of one name the page of two texts once kept the last."""
    lead = browser(member(Role.SAFEGUARDING_LEAD, of.council))
    asked = chain_rows.recommendation(rows.review(of.hub), of.council)
    action = chain_rows.action(asked, of.council, state=ActionState.STARTED)
    ticked = {rows.evidence(asked.review, of.council, state=EvidenceState.OFFERED).ref for _ in range(3)}
    address, day = f"/actions/{action.ref}/update", {"as_at_date-day": "1", "as_at_date-month": "6"}
    form = {"changed": "yes", "text": "Mine.", "then": "draft", "version": "0", "as_at_date-year": "2026", **day}
    lead.post(address, {**form, "text": "Theirs."})
    lead.post(address, {**form, "text": "Theirs again.", "version": "1"})

    asks = lead.post(address, {**form, "version": "1", "evidence": list(ticked)})
    hidden = re.findall(r'name="evidence" value="([^"]+)"', asks.content.decode())
    done = lead.post(address, {**form, "version": "2", "choice": "mine", "evidence": hidden})

    assert (asks.status_code, done.status_code) == (409, 302)
    assert {tie.evidence.ref for tie in Update.objects.get().evidence.all()} == ticked


@pytest.mark.parametrize(
    "role, agency, status",
    [
        (Role.SAFEGUARDING_LEAD, "health", 403),
        (Role.SCRUTINEER, "scrutiny", 403),
        (Role.ADMINISTRATOR, "hub", 404),
        (Role.CONTRIBUTOR, "council", 200),
    ],
)
def test_only_its_own_agency_writes_an_update(of, role, agency, status):
    asked = chain_rows.recommendation(rows.review(of.hub), of.council)
    action = chain_rows.action(asked, of.council, due_date=TODAY)

    assert browser(member(role, getattr(of, agency))).get(f"/actions/{action.ref}/update").status_code == status


@pytest.fixture
def review(of):
    return rows.review(of.hub)


def test_whoever_saves_second_reads_when_and_by_whom_the_first_was_saved(of, review):
    row = chain_rows.recommendation(review, of.council, Audience.PARTNERSHIP)
    first = acting(Role.BUSINESS_MANAGER, of.hub, email="first@hub.example")
    asks = Asks(title=row.title, text="Read every plan twice.")
    change_recommendation(
        recommendation=row,
        asks=asks,
        expected_version=1,
        by=replace(first, now=datetime(2026, 6, 22, 13, 32, tzinfo=UTC)),
    )
    second = browser(member(Role.BUSINESS_MANAGER, of.hub, email="second@hub.example"))

    answer = second.post(
        f"/recommendations/{row.ref}/change", {"title": row.title, "text": "Read every plan aloud.", "version": "1"}
    )

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Business manager, Wexcombe Safeguarding Partnership saved this at 2:32pm" in page
    assert "Read every plan aloud." in page


@pytest.mark.parametrize(
    ("role", "body", "told"),
    [
        (Role.SAFEGUARDING_LEAD, "council", "Add what shows it"),
        (Role.ANALYST, "council", "We wait for Wexcombe Council, to add what shows it"),
        (Role.SCRUTINEER, "scrutiny", "Give an opinion"),
    ],
)
def test_a_sentence_says_what_comes_next_to_whoever_reads_it(of, review, role, body, told):
    statement = rows.statement(review, of.council, Audience.PARTNERSHIP)

    assert told in browser(member(role, getattr(of, body))).get(f"/statements/{statement.ref}").content.decode()


def test_a_sentence_with_an_opinion_that_stands_says_that_nothing_is_needed(of, review):
    statement = rows.statement(review, of.council, Audience.PARTNERSHIP)
    rows.behind(statement, rows.evidence(review, of.council, Audience.PARTNERSHIP, state="accepted"))
    reader = browser(member(Role.ANALYST, of.council))
    before = reader.get(f"/statements/{statement.ref}").content.decode()
    sha = basis_of(find_statement(acting(Role.LEADER, of.council), statement.ref), day=TODAY).sha
    rows.opinion(statement, of.scrutiny, basis_sha=sha, next_test_date=date(2027, 1, 1))

    after = reader.get(f"/statements/{statement.ref}").content.decode()

    assert "We wait for the independent scrutineer" in before
    assert "Nothing is needed now. It is looked at again on 1 January 2027." in after


def test_a_review_counts_an_opinion_that_stands_and_none_that_has_lapsed_and_an_owner_where_one_is_missed(of, review):
    stands, lapsed, _declined = (
        chain_rows.recommendation(review, of.council, state=state) for state in ("accepted", "accepted", "declined")
    )
    unit = acting(Role.BUSINESS_MANAGER, of.hub)
    sha = chain.recommendation_now(chain.find_recommendation(unit, stands.ref), day=TODAY).basis_sha
    chain_rows.opinion_on(stands, of.scrutiny, basis_sha=sha)
    chain_rows.opinion_on(lapsed, of.scrutiny)
    sentence = rows.statement(review, of.council, Audience.PARTNERSHIP)
    rows.opinion(sentence, of.scrutiny)

    page = browser(member(Role.SCRUTINEER, of.scrutiny)).get(f"/reviews/{review.ref}").content.decode()

    told = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page))
    assert "1 with an outside opinion that stands" in told
    assert "No opinion stands (2)" in told
    assert "No outside opinion stands (1)" in told
    assert "Without an owner (2)" in told


def test_whoever_may_not_is_told_so_before_all_that_hangs_on_a_thing_is_fetched(of):
    contributor = browser(member(Role.CONTRIBUTOR, of.council))
    asked = chain_rows.recommendation(rows.review(of.hub), of.council)
    action = chain_rows.action(asked, of.council)

    def asked_of_the_database(address: str, *, status: int) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert contributor.get(address).status_code == status
        return len([one for one in queries if " FROM " in one["sql"]])

    refused = asked_of_the_database(f"/recommendations/{asked.ref}/change", status=403)
    read = asked_of_the_database(f"/recommendations/{asked.ref}", status=200)

    assert refused <= 5
    assert read > 10
    assert asked_of_the_database(f"/actions/{action.ref}/more-time/decide", status=403) <= 5


def test_the_unit_records_what_an_agency_decided_and_the_page_says_on_behalf(of):
    unit = browser(member(Role.BUSINESS_MANAGER, of.hub))
    row = chain_rows.recommendation(rows.review(of.hub), of.health)
    action = chain_rows.action(row, of.health, state=ActionState.PROPOSED)
    minute = {"agreed_by": "head of nursing", "agreed_where": "call, with its note", "number": "1"}
    minute |= {"agreed_date-day": "20", "agreed_date-month": "6", "agreed_date-year": "2026"}

    offered = unit.get(f"/actions/{action.ref}").content.decode()
    without = unit.post(f"/actions/{action.ref}/on-behalf", {"to": "agreed", "number": "1"})
    done = unit.post(f"/actions/{action.ref}/on-behalf", minute | {"to": "agreed"})
    answered = unit.post(f"/recommendations/{row.ref}/on-behalf", minute | {"to": "accepted"})

    assert f"Record what {of.health.name} decided" in offered
    assert (without.status_code, done.status_code, answered.status_code) == (422, 302, 302)
    page = unit.get(f"/actions/{action.ref}").content.decode()
    assert "Business manager, Wexcombe Safeguarding Partnership, on behalf" in page
    assert "Agreed for the agency by head of nursing, call, with its note, 20 June 2026." in page
    assert RecommendationMove.objects.get(recommendation=row, number=2).target == "accepted"


def test_an_update_says_by_which_way_it_came_and_how_far_it_is(of):
    unit = browser(member(Role.BUSINESS_MANAGER, of.hub))
    review = rows.review(of.hub)
    action = chain_rows.action(chain_rows.recommendation(review, of.health), of.health, state=ActionState.PROPOSED)
    update = chain_rows.update(action, Audience.HUB, state="submitted", says="done")
    share = round_rows.share(round_rows.collecting(review, of.hub), of.health)
    minute = {"agreed_by": "head of nursing", "agreed_where": "a call", "agreed_date": TODAY}
    round_rows.answer(round_rows.item(share, action), way="on behalf", update=update, **minute)

    judged = unit.get(f"/updates/{update.ref}/judge").content.decode()
    page = unit.get(f"/actions/{action.ref}").content.decode()

    assert "Accepted, the action becomes «reported complete»" in judged
    assert "says: done" in page
    assert "recorded on behalf by" in page
    assert "Agreed for the agency by head of nursing, a call, 22 June 2026" in page
