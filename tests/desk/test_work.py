"""«My work»: what waits for each role, what has a day first, and nothing that is somebody else's."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lineofsight.assurance.models import Review
from lineofsight.assurance.queries.review import basis_of, with_basis
from lineofsight.assurance.rules import EvidenceState
from lineofsight.assurance.rules.chain import ActionState, RecommendationState, UpdateState
from lineofsight.desk.my_work import editions
from lineofsight.desk.my_work.queries import work_of
from lineofsight.desk.my_work.waiting import days_from
from lineofsight.library.scales import Shows
from lineofsight.partnership.models import LostAuthenticator
from lineofsight.partnership.rules import Audience, Role
from tests.factories import chain_rows, round_rows, rows
from tests.factories.partnership import NOW, TODAY, Partnership, actor, member, partnership

pytestmark = pytest.mark.django_db


@pytest.fixture
def bodies(db) -> Partnership:
    return partnership()


@pytest.fixture
def review(bodies) -> Review:
    return rows.review(bodies.hub)


def test_an_open_round_says_to_the_unit_by_which_day_agencies_answer(bodies, review):
    collecting = round_rows.collecting(review, bodies.hub, due_date=TODAY + timedelta(days=5))
    round_rows.share(collecting, bodies.council)

    found = [one for one in work_of(actor(Role.BUSINESS_MANAGER, bodies.hub)).waiting if one.kind == "round"]

    assert [one.due for one in found] == [TODAY + timedelta(days=5)]


def test_a_scrutineer_reads_first_what_shows_least_of_what_nobody_has_looked_at(bodies, review):
    for text, shows in (("Plans are better.", Shows.PRACTICE_CHANGED), ("Plans are read.", Shows.COUNTED)):
        one = rows.statement(review, bodies.council, Audience.PARTNERSHIP, text=text)
        kept = rows.evidence(
            review, bodies.council, Audience.PARTNERSHIP, kind="audit", shows=shows, state=EvidenceState.ACCEPTED
        )
        rows.behind(one, kept)

    work = work_of(actor(Role.SCRUTINEER, bodies.scrutiny))

    found = [one for one in work.waiting if one.kind == "opinion"]
    assert [one.text for one in found] == ["Plans are read.", "Plans are better."]
    assert found[0].note == "Wexcombe Council. Shows «Counted». Not yet looked at."


def test_of_further_sentences_one_line_a_review_leads_to_the_page_of_several(bodies, review, monkeypatch):
    monkeypatch.setattr(editions, "MOST_OPINIONS", 1)
    other = rows.review(bodies.hub, name="Another review")
    for at, number in ((review, 3), (other, 1)):
        for _ in range(number):
            behind = rows.evidence(at, bodies.council, Audience.PARTNERSHIP, state=EvidenceState.ACCEPTED)
            rows.behind(rows.statement(at, bodies.council, Audience.PARTNERSHIP), behind)

    scrutineer = actor(Role.SCRUTINEER, bodies.scrutiny)
    work = work_of(scrutineer)

    lines = {one.text: one.ref for one in work.waiting if one.kind == "opinions"}
    assert lines == {
        f"And 2 more sentences of {review.name}": review.ref,
        "And 1 more sentence of Another review": other.ref,
    }
    assert len([one for one in work.waiting if one.kind == "opinion"]) == 1
    monkeypatch.setattr(editions, "MOST_OPINIONS", 4)
    assert "opinions" not in kinds(work_of(scrutineer)), "the control: none is left over"


def kinds(work) -> list[str]:
    return [one.kind for one in work.waiting]


def test_a_lead_answers_recommendations_and_says_what_happened_with_what_is_due(bodies, review):
    asked = chain_rows.recommendation(review, bodies.council, respond_by_date=TODAY + timedelta(days=10))
    chain_rows.action(asked, bodies.council, due_date=TODAY - timedelta(days=12), title="Late")
    chain_rows.action(asked, bodies.council, due_date=TODAY + timedelta(days=9), title="Soon")
    chain_rows.action(asked, bodies.council, due_date=TODAY + timedelta(days=31), title="Far")
    chain_rows.action(
        asked, bodies.council, due_date=TODAY - timedelta(days=2), state=ActionState.VERIFIED, title="Done"
    )

    work = work_of(actor(Role.SAFEGUARDING_LEAD, bodies.council))

    assert [(one.kind, one.text) for one in work.waiting] == [
        ("update", "Action 1: Late"),
        ("answer", "Recommendation 1: Read the plan"),
    ]
    assert [one.how_far(work.day) for one in work.waiting] == ["12 days late", "in 10 days"]
    assert [one.text for one in work.coming] == ["Action 2: Soon"]
    assert work.lede == "2 things wait for you, 1 of them late."
    assert [one.is_late(work.day) for one in work.waiting] == [True, False]


def test_what_another_agency_has_to_do_is_not_ones_own_work(bodies, review):
    asked = chain_rows.recommendation(review, bodies.council)
    chain_rows.action(asked, bodies.council, due_date=TODAY)

    work = work_of(actor(Role.SAFEGUARDING_LEAD, bodies.health))

    assert (work.waiting, work.coming, work.lede) == ((), (), "Nothing waits for you.")


def test_an_answered_recommendation_waits_no_longer(bodies, review):
    chain_rows.recommendation(review, bodies.council, state=RecommendationState.ACCEPTED)

    assert work_of(actor(Role.SAFEGUARDING_LEAD, bodies.council)).waiting == ()


def test_a_question_about_an_update_waits_until_it_is_sent_again(bodies, review):
    asked = chain_rows.recommendation(review, bodies.council, state=RecommendationState.ACCEPTED)
    action = chain_rows.action(asked, bodies.council, due_date=date(2027, 1, 1))
    chain_rows.update(action, state=UpdateState.RETURNED, question="To how many?")
    writer = actor(Role.CONTRIBUTOR, bodies.council)

    asked_again = work_of(writer)
    chain_rows.update(action, state=UpdateState.SUBMITTED, text="To 14 of 15 teams.")
    sent = work_of(writer)

    assert "To how many?" in asked_again.waiting[0].note
    assert sent.waiting == ()


def test_the_unit_reads_updates_decides_days_and_judges_evidence(bodies, review):
    asked = chain_rows.recommendation(review, bodies.council, state=RecommendationState.ACCEPTED)
    action = chain_rows.action(asked, bodies.council, due_date=date(2027, 1, 1))
    chain_rows.update(action, rows.Audience.HUB, state=UpdateState.SUBMITTED)
    chain_rows.more_time(action, until=date(2027, 3, 1))
    rows.evidence(review, bodies.council)
    unit = actor(Role.BUSINESS_MANAGER, bodies.hub)

    work = work_of(unit)

    assert sorted(kinds(work)) == ["evidence", "judge", "time"]
    assert work_of(actor(Role.CHECKER, bodies.hub)).waiting == ()


def test_evidence_that_ends_within_thirty_days_comes_up(bodies, review):
    for days in (0, 30, 31):
        rows.evidence(
            review,
            bodies.council,
            rows.Audience.PARTNERSHIP,
            title=f"In {days}",
            state=EvidenceState.ACCEPTED,
            valid_until=TODAY + timedelta(days=days),
        )

    work = work_of(actor(Role.CONTRIBUTOR, bodies.council))

    assert [one.text.split(": ")[1] for one in work.coming] == ["In 0", "In 30"]


def test_an_administrator_is_the_second_person_for_a_lost_authenticator_and_never_for_their_own_request(bodies):
    first, second = (member(Role.ADMINISTRATOR, bodies.hub, email=f"{n}@hub.example") for n in "ab")
    loser = member(Role.CONTRIBUTOR, bodies.council)
    LostAuthenticator.objects.create(person=loser, reason="A lost phone", asked_by=first, recorded_at=NOW)

    work = [work_of(actor(Role.ADMINISTRATOR, bodies.hub, person=one)) for one in (first, second)]

    assert [kinds(one) for one in work] == [[], ["lost"]]
    assert work[1].reviews == 0


def test_the_number_of_queries_does_not_grow_with_the_work(bodies, review):
    lead = actor(Role.SAFEGUARDING_LEAD, bodies.council)

    def asked_of_the_database(more: int) -> int:
        for _ in range(more):
            row = chain_rows.recommendation(review, bodies.council)
            chain_rows.action(row, bodies.council, due_date=TODAY)
        with CaptureQueriesContext(connection) as counted:
            work_of(lead)
        return len(counted)

    # What runs beside sentences (challenges, registers, pathways, forms) is asked for in one question together.
    # Quarters to state take two.
    assert asked_of_the_database(1) == asked_of_the_database(20) < 14


def test_the_number_of_queries_does_not_grow_with_the_reviews_and_their_editions(bodies):
    manager = actor(Role.BUSINESS_MANAGER, bodies.hub)
    unit_sentences = 3

    def asked_of_the_database(more: int) -> tuple[int, list[str]]:
        for _ in range(more):
            review = rows.review(bodies.hub)
            rows.edition(review, bodies.hub, signing_asked_date=TODAY)
            for _ in range(unit_sentences):
                rows.statement(review, bodies.hub)
        with CaptureQueriesContext(connection) as counted:
            work = work_of(manager)
        return len(counted), [one.text for one in work.waiting if one.kind == "sign"]

    few, told = asked_of_the_database(1)
    many, told_of_all = asked_of_the_database(5)

    assert few == many
    assert told == ["Sign 3 sentences about you"]
    assert told_of_all == told * 6


@pytest.mark.parametrize(
    "days, words", [(0, "today"), (1, "tomorrow"), (-1, "yesterday"), (10, "in 10 days"), (-12, "12 days ago")]
)
def test_how_far_a_day_is_stands_in_words(days: int, words: str):
    assert days_from(TODAY, TODAY + timedelta(days=days)) == words


def test_a_pack_that_came_back_waits_for_the_unit_and_its_agency_is_not_silent(bodies, review):
    asked = chain_rows.recommendation(review, bodies.council)
    share = round_rows.share(round_rows.collecting(review, bodies.hub), bodies.council)
    item = round_rows.item(share, asked)
    came = round_rows.reading(round_rows.pack(share, about=item), rows.held(bodies.hub), about=item)

    found = {one.kind: one for one in work_of(actor(Role.BUSINESS_MANAGER, bodies.hub)).waiting}

    assert found["pack"].ref == came.ref
    assert found["round"].note == "0 of 1 answered"


@pytest.mark.parametrize(("days", "waits"), [(-1, True), (0, True), (1, False)])
def test_an_opinion_whose_day_to_look_again_has_come_waits_for_whoever_gave_it(bodies, review, days, waits):
    statement = rows.statement(review, bodies.council, Audience.PARTNERSHIP)
    day = TODAY + timedelta(days=days)
    sha = basis_of(with_basis(actor(Role.SCRUTINEER, bodies.scrutiny)).get(pk=statement.pk), day=TODAY).sha
    rows.opinion(statement, bodies.scrutiny, basis_sha=sha, next_test_date=day)

    found = [one for one in work_of(actor(Role.SCRUTINEER, bodies.scrutiny)).waiting if one.kind == "opinion"]

    assert [(one.ref, one.due) for one in found] == ([(statement.ref, day)] if waits else [])


def test_what_a_round_asks_stands_once_with_the_round_which_names_what_is_late(bodies, review):
    asked = chain_rows.recommendation(review, bodies.council)
    late = chain_rows.action(asked, bodies.council, due_date=TODAY - timedelta(days=12), title="Late")
    share = round_rows.share(round_rows.collecting(review, bodies.hub), bodies.council)
    item = round_rows.item(share, late)
    round_rows.item(share, asked)
    lead, contributor = actor(Role.SAFEGUARDING_LEAD, bodies.council), actor(Role.CONTRIBUTOR, bodies.council)

    once = [(one.kind, one.text, one.note) for one in work_of(lead).waiting]
    of_contributor = [one.kind for one in work_of(contributor).waiting]
    round_rows.answer(item)
    answered = [one.kind for one in work_of(lead).waiting]

    assert once == [("share", "Answer 2 items of your agency", "Round 1, A review. Late: Action 1: Late.")]
    # Whoever does not answer rounds is told of the action itself.
    assert "update" in of_contributor
    assert sorted(answered) == ["share", "update"]


def test_a_long_list_is_told_in_parts_and_a_short_one_is_not(bodies, review):
    asked = chain_rows.recommendation(review, bodies.council)
    lead = actor(Role.SAFEGUARDING_LEAD, bodies.council)
    for at in range(5):
        chain_rows.action(asked, bodies.council, due_date=TODAY - timedelta(days=at + 1))
    short = work_of(lead)
    for _ in range(3):
        chain_rows.action(asked, bodies.council, due_date=TODAY)

    assert short.groups == ()
    assert [(title, len(items)) for title, items in work_of(lead).groups] == [
        ("Late", 5),
        ("By a day", 3),
        ("Without a day", 1),
    ]
