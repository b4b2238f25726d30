"""What people do in a round, on a real database: who may, what is kept, and what is named when it closes."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from lineofsight.assurance.actions import moving, rounds, updates
from lineofsight.assurance.actions.answers import Minute
from lineofsight.assurance.actions.rounds import RoundRefused
from lineofsight.assurance.models import RoundAnswer, Update
from lineofsight.assurance.queries import rounds as queries
from lineofsight.assurance.rules.chain import RecommendationState, UpdateState
from lineofsight.assurance.rules.rounds import AnswerKind, AnswerRefused, CannotAnswer, Way
from lineofsight.partnership.moves import ReasonNeeded, WrongState
from lineofsight.partnership.policy import Forbidden
from lineofsight.partnership.rows import Stale
from lineofsight.partnership.rules import Audience
from lineofsight.trail.models import Event, Payload
from tests.factories import chain_rows
from tests.factories.partnership import TODAY

pytestmark = pytest.mark.django_db
MINUTE = Minute("Head of service", "the executive meeting", TODAY)


def counts(bodies, collecting, by):
    found = queries.find_round(by, collecting.ref)
    return {
        now.share.agency.code: (now.count.answered, now.count.asked)
        for now in queries.shares_now(found.shares.all(), by)
    }


def test_open_actions_and_recommendations_without_one_are_asked_of_who_leads_them(bodies):
    collecting = bodies.opened()

    asked = {item.title: item.agency.code for item in bodies.items(collecting, bodies.unit)}

    assert asked == {"Send the list": "council", "Train the managers": "council", "Ring before a birth": "health"}
    assert counts(bodies, collecting, bodies.unit) == {"council": (0, 2), "health": (0, 1)}


def test_an_agency_sees_its_own_share_and_no_other(bodies):
    collecting = bodies.opened()

    assert counts(bodies, collecting, bodies.lead) == {"council": (0, 2)}
    assert counts(bodies, collecting, bodies.other) == {"health": (0, 1)}
    assert counts(bodies, collecting, bodies.scrutineer) == {"council": (0, 2), "health": (0, 1)}


def test_what_an_open_round_asks_is_not_asked_a_second_time(bodies):
    bodies.opened()

    with pytest.raises(RoundRefused, match="Action 1 is asked already, in round 1"):
        bodies.opened(asked=[bodies.actions[0]])
    assert not any(one.is_proposed for one in queries.can_be_asked(bodies.review, bodies.unit))


@pytest.mark.parametrize("first, last, told", [(2, 1, "on or after"), (-9, -1, "today or later")])
def test_a_window_that_cannot_be_answered_in_is_refused(bodies, first, last, told):
    with pytest.raises(RoundRefused, match=told):
        bodies.opened(opens_date=TODAY + timedelta(days=first), due_date=TODAY + timedelta(days=last))


def test_a_round_that_asks_nothing_is_refused(bodies):
    with pytest.raises(RoundRefused, match="at least one"):
        bodies.opened(asked=[])


def test_an_answer_about_an_action_waits_for_the_unit_as_an_update(bodies):
    item = bodies.items(bodies.opened(), bodies.lead)[0]

    answer = bodies.answer(item, bodies.lead)

    assert (answer.update.state, answer.update.text, answer.update.action_id) == (
        "submitted",
        "It goes out.",
        item.action_id,
    )
    assert queries.item_now(queries.find_item(bodies.unit, item.ref), bodies.unit).answer == answer


def test_what_is_told_on_the_page_of_the_thing_itself_is_no_silence_in_the_round(bodies):
    collecting = bodies.opened()
    update = chain_rows.update(bodies.actions[0], Audience.OWN, text="It went out on Friday.")
    assert counts(bodies, collecting, bodies.unit) == {"council": (0, 2), "health": (0, 1)}

    updates.submit_update(update=update, expected_version=update.version, by=bodies.lead)
    moving.answer_recommendation(
        recommendation=bodies.theirs,
        answer=RecommendationState.PART_ACCEPTED,
        reason="Not on Sundays.",
        public_wording="We ring before a birth on working days.",
        expected_move=1,
        by=bodies.other,
    )

    assert counts(bodies, collecting, bodies.unit) == {"council": (1, 2), "health": (1, 1)}
    assert sorted(RoundAnswer.objects.values_list("text", flat=True)) == [
        "It went out on Friday.",
        "We ring before a birth on working days.",
    ]
    assert Update.objects.count() == 1
    assert Event.objects.filter(act="round.answered").count() == 2


def test_what_the_round_holds_already_stands_over_what_is_told_elsewhere(bodies):
    collecting = bodies.opened()
    item = bodies.items(collecting, bodies.lead)[0]
    bodies.answer(item, bodies.lead, kind=AnswerKind.NOTHING, text="Not before May.")

    update = chain_rows.update(bodies.actions[0], Audience.OWN, text="It went out on Friday.")
    updates.submit_update(update=update, expected_version=update.version, by=bodies.lead)

    assert RoundAnswer.objects.get().text == "Not before May."


def test_a_second_answer_stands_and_the_first_stays_to_be_read(bodies):
    item = bodies.items(bodies.opened(), bodies.lead)[0]
    first = bodies.answer(item, bodies.lead)

    second = bodies.answer(item, bodies.lead, "It stopped.")

    first.update.refresh_from_db()
    assert (first.update.state, second.update.supersedes) == ("superseded", first.update)
    assert [one.text for one in RoundAnswer.objects.order_by("number")] == ["It goes out.", "It stopped."]


def test_nothing_has_changed_says_the_accepted_words_again(bodies):
    chain_rows.update(bodies.actions[0], state=UpdateState.ACCEPTED, text="The list goes out.")
    item = bodies.items(bodies.opened(), bodies.lead)[0]

    answer = bodies.answer(item, bodies.lead, "", AnswerKind.UNCHANGED)

    assert (answer.text, answer.update.is_unchanged) == ("The list goes out.", True)


def test_what_was_said_of_a_recommendation_in_an_earlier_round_is_brought_forward(bodies):
    earlier = bodies.opened(asked=[bodies.theirs])
    bodies.answer(bodies.items(earlier, bodies.other)[0], bodies.other, "The nurse rings.")
    rounds.close_round(collecting=earlier, expected_version=1, by=bodies.unit)
    item = bodies.items(bodies.opened(asked=[bodies.theirs]), bodies.other)[0]

    answer = bodies.answer(item, bodies.other, "", AnswerKind.UNCHANGED)

    assert (answer.text, answer.update) == ("The nurse rings.", None)


def test_nothing_to_report_is_counted_and_tells_the_action_nothing(bodies):
    collecting = bodies.opened()
    item = bodies.items(collecting, bodies.lead)[0]

    bodies.answer(item, bodies.lead, "The post is vacant.", AnswerKind.NOTHING)

    now = queries.share_now(queries.find_share(bodies.unit, item.share.ref), bodies.unit)
    assert (now.count.answered, now.count.nothing, Update.objects.count()) == (1, 1, 0)


def test_a_draft_of_the_agency_becomes_its_answer_and_is_left_alone_by_others(bodies):
    items = bodies.items(bodies.opened(), bodies.lead)
    for action in bodies.actions:
        chain_rows.update(action, text="Begun to write.")

    bodies.answer(items[0], bodies.lead)
    bodies.answer(items[1], bodies.unit, way=Way.ON_BEHALF, minute=MINUTE)

    by_action = {
        action.title: sorted(Update.objects.filter(action=action).values_list("state", flat=True))
        for action in bodies.actions
    }
    assert by_action == {"Send the list": ["submitted"], "Train the managers": ["draft", "submitted"]}


@pytest.mark.parametrize("who", ["writer", "other", "scrutineer", "unit"])
def test_only_the_agencys_safeguarding_lead_answers_for_it_by_browser(bodies, who):
    item = bodies.items(bodies.opened(), bodies.lead)[0]

    with pytest.raises(Forbidden):
        bodies.answer(item, getattr(bodies, who), expected=0)


def test_an_answer_on_behalf_keeps_who_agreed_where_and_when(bodies):
    item = bodies.items(bodies.opened(), bodies.unit)[0]

    answer = bodies.answer(item, bodies.unit, way=Way.ON_BEHALF, minute=MINUTE)

    assert (answer.agency, answer.agreed_by, answer.agreed_date) == (item.agency, "Head of service", TODAY)
    assert answer.role.startswith("Business manager")


def test_an_answer_on_behalf_without_its_minute_is_refused_and_the_database_refuses_it_too(bodies):
    item = bodies.items(bodies.opened(), bodies.unit)[0]

    with pytest.raises(AnswerRefused, match="who agreed"):
        bodies.answer(item, bodies.unit, way=Way.ON_BEHALF)
    with pytest.raises(IntegrityError), transaction.atomic():
        RoundAnswer.objects.create(
            item=item, agency=item.agency, number=1, kind="update", text="So.", as_at_date=TODAY, way="on behalf",
            role="Business manager", by_ref="x", recorded_at=bodies.unit.now,
        )  # fmt: skip


def test_who_answers_second_gets_the_answer_that_stands(bodies):
    item = bodies.items(bodies.opened(), bodies.lead)[0]
    bodies.answer(item, bodies.lead, expected=0)

    with pytest.raises(Stale) as stale:
        bodies.answer(item, bodies.lead, "Something else.", expected=0)

    assert stale.value.row.text == "It goes out."


def test_a_round_takes_nothing_before_its_first_day_and_late_answers_after_its_last(bodies, later):
    items = bodies.items(bodies.opened(opens_date=TODAY + timedelta(days=2)), bodies.lead)

    with pytest.raises(CannotAnswer, match="opens on 24 June 2026"):
        bodies.answer(items[0], bodies.lead)
    bodies.answer(items[0], later(bodies.lead, 20))

    assert Payload.objects.get(event=Event.objects.get(act="round.answered")).body.count('"is_late":true') == 1


def test_more_time_is_a_decision_with_its_day_and_reason(bodies):
    share = bodies.items(bodies.opened(), bodies.unit)[0].share
    day = share.due_date + timedelta(days=7)

    with pytest.raises(ReasonNeeded):
        rounds.extend_share(share=share, new_date=day, reason=" ", expected_version=1, by=bodies.unit)
    with pytest.raises(RoundRefused, match="after the one"):
        rounds.extend_share(share=share, new_date=share.due_date, reason="So.", expected_version=1, by=bodies.unit)
    extension = rounds.extend_share(share=share, new_date=day, reason="Half-term.", expected_version=1, by=bodies.unit)

    share.refresh_from_db()
    assert (share.due_date, extension.old_date, extension.role) == (
        day,
        day - timedelta(days=7),
        "Business manager, Wexcombe Safeguarding Partnership",
    )


def test_closing_names_what_was_not_answered_and_ends_it(bodies):
    collecting = bodies.opened()
    items = bodies.items(collecting, bodies.lead)
    bodies.answer(items[0], bodies.lead)

    rounds.close_round(collecting=collecting, expected_version=1, by=bodies.unit)

    body = Payload.objects.get(event=Event.objects.get(act="round.closed")).body
    assert items[1].ref in body
    assert items[0].ref not in body
    assert '"silent":["health"]' in body
    with pytest.raises(CannotAnswer, match="closed"):
        bodies.answer(items[1], bodies.lead)
    with pytest.raises(WrongState, match="Round 1 is closed"):
        rounds.close_round(collecting=collecting, expected_version=2, by=bodies.unit)


def test_a_closed_round_is_kept_by_the_database(bodies):
    collecting = bodies.opened()
    rounds.close_round(collecting=collecting, expected_version=1, by=bodies.unit)

    with pytest.raises(IntegrityError), transaction.atomic():
        type(collecting).objects.filter(pk=collecting.pk).update(state="open")


@pytest.mark.parametrize("who", ["lead", "writer", "scrutineer"])
def test_only_the_business_unit_runs_a_round(bodies, who):
    collecting = bodies.opened()

    with pytest.raises(Forbidden):
        rounds.close_round(collecting=collecting, expected_version=1, by=getattr(bodies, who))


def test_a_body_that_is_closed_is_followed_by_its_successor(bodies):
    council = bodies.of.council
    council.closed_date, council.successor = TODAY, bodies.of.health
    council.save()

    asked = {item.agency.code for item in bodies.items(bodies.opened(), bodies.unit)}

    assert asked == {"health"}


def test_an_update_sent_back_is_answered_again_in_the_round(bodies):
    item = bodies.items(bodies.opened(), bodies.lead)[0]
    first = bodies.answer(item, bodies.lead)
    updates.return_update(
        update=first.update, question="How many?", expected_version=first.update.version, by=bodies.unit
    )

    second = bodies.answer(item, bodies.lead, "To nine managers.")

    assert (second.update.state, second.update.supersedes) == ("submitted", first.update)
