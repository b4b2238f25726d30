"""What people do along the chain, on a real database: who may, what is kept, and what cannot be passed by."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from lineofsight.assurance.actions import chain, due_days, likeness, moving, opinions, owners, updates
from lineofsight.assurance.actions.chain import Asks
from lineofsight.assurance.actions.moving import NotYet, PublicWordingNeeded
from lineofsight.assurance.actions.opinions import BasisChanged, View
from lineofsight.assurance.models import DueDecision, RecommendationMove, Update
from lineofsight.assurance.queries import chain as queries
from lineofsight.assurance.rules.chain import ActionState, RecommendationState, UpdateState
from lineofsight.library.scales import OpinionWord
from lineofsight.partnership.models import Membership
from lineofsight.partnership.moves import NotYours, ReasonNeeded, WrongState
from lineofsight.partnership.policy import Forbidden
from lineofsight.partnership.rows import Stale
from lineofsight.partnership.rules import Audience, Role
from lineofsight.trail.models import Event
from tests.factories import chain_rows, rows
from tests.factories.partnership import NOW, TODAY, acting, actor, partnership

pytestmark = pytest.mark.django_db
R, A = RecommendationState, ActionState
VIEW = View(level=OpinionWord.REASONABLE, know="It is done.", how="We read ten.", next_step="Read again.")


class Bodies:
    """A partnership with somebody in each role that matters here."""

    def __init__(self) -> None:
        self.of = partnership()
        self.unit = acting(Role.BUSINESS_MANAGER, self.of.hub)
        self.partner = acting(Role.EXECUTIVE, self.of.hub)
        self.lead = acting(Role.SAFEGUARDING_LEAD, self.of.council)
        self.writer = acting(Role.CONTRIBUTOR, self.of.council)
        self.other = acting(Role.SAFEGUARDING_LEAD, self.of.health)
        self.scrutineer = acting(Role.SCRUTINEER, self.of.scrutiny)
        self.review = rows.review(self.of.hub)


@pytest.fixture
def bodies() -> Bodies:
    return Bodies()


def drafted(bodies: Bodies, **facts):
    asks = Asks(title="Read plans", text="Read every plan with the child.", measure="n of N", **facts)
    return chain.draft_recommendation(
        review=bodies.review, lead=bodies.of.council, asks=asks, findings=(), by=bodies.unit
    )


def moved(row, target, by, reason=""):
    fresh = queries.find_recommendation(by, row.ref)
    number = queries.last_move(fresh).number
    if target in (R.ACCEPTED, R.PART_ACCEPTED, R.DECLINED):
        return moving.answer_recommendation(
            recommendation=fresh, answer=target, reason=reason, public_wording=reason, expected_move=number, by=by
        )
    return moving.move_recommendation(recommendation=fresh, target=target, expected_move=number, reason=reason, by=by)


def test_a_draft_is_seen_by_its_agency_and_the_unit_and_by_all_once_answered(bodies):
    row = drafted(bodies)
    seen = [queries.find_recommendation(one, row.ref) is not None for one in (bodies.lead, bodies.unit, bodies.other)]

    moved(row, R.ACCEPTED, bodies.lead)

    assert seen == [True, True, False]
    assert queries.find_recommendation(bodies.other, row.ref) is not None


def test_only_the_lead_agencys_safeguarding_lead_answers(bodies):
    row = drafted(bodies)
    row.audience = Audience.PARTNERSHIP
    row.save()
    for by in (bodies.other, bodies.writer, bodies.unit):
        with pytest.raises(Forbidden):
            moved(row, R.ACCEPTED, by)


def test_declining_needs_a_reason_and_the_words_that_the_public_reads(bodies):
    row = drafted(bodies)
    facts = {"recommendation": row, "answer": R.DECLINED, "expected_move": 1, "by": bodies.lead}

    with pytest.raises(ReasonNeeded):
        moving.answer_recommendation(reason=" ", public_wording="We do not.", **facts)
    with pytest.raises(PublicWordingNeeded):
        moving.answer_recommendation(reason="No power.", public_wording=" ", **facts)
    moving.answer_recommendation(reason="No power.", public_wording="We do not let homes.", **facts)

    now = queries.recommendation_now(queries.find_recommendation(bodies.unit, row.ref), day=TODAY)
    assert (now.state, now.public.value, now.row.public_wording) == ("declined", "rejected", "We do not let homes.")


def test_two_who_answer_at_once_do_not_both_succeed(bodies):
    row = drafted(bodies)
    first, second = (queries.find_recommendation(bodies.lead, row.ref) for _ in range(2))
    said = {"reason": "No.", "public_wording": "No.", "expected_move": 1, "by": bodies.lead}
    moving.answer_recommendation(recommendation=first, answer=R.ACCEPTED, **said)

    with pytest.raises(Stale):
        moving.answer_recommendation(recommendation=second, answer=R.DECLINED, **said)

    assert [move.target for move in RecommendationMove.objects.order_by("number")] == ["drafted", "accepted"]


def test_from_draft_to_closed_each_step_is_made_by_whoever_it_belongs_to(bodies):
    row = drafted(bodies)
    moved(row, R.ACCEPTED, bodies.lead)
    with pytest.raises(NotYet, match="No action"):
        moved(row, R.PLANNED, bodies.unit)
    action = chain.add_action(
        recommendations=[row], lead=bodies.of.council, title="Write", due_date=TODAY, by=bodies.writer
    )
    moved(row, R.PLANNED, bodies.unit)
    moved(row, R.IN_PROGRESS, bodies.writer)
    with pytest.raises(NotYet, match="1 of its 1"):
        moved(row, R.IMPLEMENTED, bodies.lead)
    for target, by in (
        (A.AGREED, bodies.lead),
        (A.STARTED, bodies.writer),
        (A.REPORTED_COMPLETE, bodies.writer),
        (A.VERIFIED, bodies.unit),
    ):
        fresh = queries.find_action(by, action.ref)
        moving.move_action(action=fresh, target=target, expected_move=queries.last_move(fresh).number, by=by)
    moved(row, R.IMPLEMENTED, bodies.lead)
    with pytest.raises(NotYet, match="«Said»"):
        moved(row, R.EVIDENCED, bodies.unit)
    sentence = rows.statement(bodies.review, bodies.of.council)
    rows.behind(sentence, rows.evidence(bodies.review, bodies.of.council, state="accepted", shows=3))
    chain.answer_with(statement=sentence, recommendation=row, by=bodies.unit)
    moved(row, R.EVIDENCED, bodies.unit)
    with pytest.raises(NotYet, match="reasonable"):
        moved(row, R.ASSURED, bodies.scrutineer)
    opinions.give_opinion_on(
        recommendation=queries.find_recommendation(bodies.scrutineer, row.ref),
        view=VIEW,
        seen_basis="",
        by=bodies.scrutineer,
    )
    moved(row, R.ASSURED, bodies.scrutineer)
    with pytest.raises(NotYours, match="Safeguarding partner"):
        moved(row, R.CLOSED, bodies.unit)
    moved(row, R.CLOSED, bodies.partner)

    told = list(Event.objects.filter(act__startswith="recommendation.").order_by("id").values_list("act", flat=True))
    assert told[-1] == "recommendation.closed"
    assert len(told) == 8


@pytest.mark.parametrize("target", ["assured", "closed"])
def test_the_database_itself_refuses_that_the_lead_agency_settles_its_own(bodies, target):
    row = chain_rows.recommendation(bodies.review, bodies.of.council, state=R.EVIDENCED)

    with pytest.raises(IntegrityError, match="settled_from_outside"), transaction.atomic():
        chain_rows.move(row, target, by=bodies.of.council)
    chain_rows.move(row, target, by=bodies.of.scrutiny)  # the control: from outside it stands


def test_an_opinion_lapses_when_the_words_change_and_the_one_who_read_others_is_told(bodies):
    row = chain_rows.recommendation(bodies.review, bodies.of.council, state=R.IMPLEMENTED)
    seen = queries.recommendation_now(queries.find_recommendation(bodies.unit, row.ref), day=TODAY).basis_sha
    fresh = queries.find_recommendation(bodies.scrutineer, row.ref)
    # Nothing stands behind it, so nothing better can be said.
    with pytest.raises(opinions.OnlyNoAssurance, match="behind this recommendation, so only «No assurance»"):
        opinions.give_opinion_on(recommendation=fresh, view=VIEW, seen_basis=seen, by=bodies.scrutineer)
    none = replace(VIEW, level=OpinionWord.NO_ASSURANCE)
    opinions.give_opinion_on(recommendation=fresh, view=none, seen_basis=seen, by=bodies.scrutineer)
    stands = queries.recommendation_now(queries.find_recommendation(bodies.unit, row.ref), day=TODAY).opinion

    chain.change_recommendation(
        recommendation=row, asks=Asks(title="Read", text="Read all."), expected_version=row.version, by=bodies.unit
    )

    after = queries.find_recommendation(bodies.scrutineer, row.ref)
    assert (stands.has_lapsed, queries.recommendation_now(after, day=TODAY).opinion.has_lapsed) == (False, True)
    with pytest.raises(BasisChanged):
        opinions.give_opinion_on(recommendation=after, view=VIEW, seen_basis=seen, by=bodies.scrutineer)
    with pytest.raises(Forbidden):
        opinions.give_opinion_on(recommendation=after, view=VIEW, seen_basis="", by=bodies.lead)


def written(bodies, action, text="Begun.", *, is_unchanged=False):
    row = updates.write_update(action=action, text=text, as_at_date=TODAY, is_unchanged=is_unchanged, by=bodies.writer)
    return updates.submit_update(update=row, expected_version=row.version, by=bodies.lead)


@pytest.fixture
def action(bodies):
    asked = chain_rows.recommendation(bodies.review, bodies.of.council, state=R.IN_PROGRESS)
    return chain_rows.action(asked, bodies.of.council, state=A.STARTED)


def test_a_draft_is_its_agencys_own_and_a_contributor_does_not_submit_it(bodies, action):
    row = updates.write_update(action=action, text="Begun.", as_at_date=TODAY, is_unchanged=False, by=bodies.writer)

    assert queries.find_update(bodies.unit, row.ref) is None
    assert queries.find_update(bodies.lead, row.ref) is not None
    with pytest.raises(NotYours, match="Agency safeguarding lead"):
        updates.submit_update(update=row, expected_version=row.version, by=bodies.writer)


def test_an_accepted_update_is_never_changed_and_a_later_one_replaces_it(bodies, action):
    first = written(bodies, action)
    updates.accept_update(update=first, expected_version=first.version, by=bodies.unit)
    second = written(bodies, action, is_unchanged=True)
    updates.accept_update(update=second, expected_version=second.version, by=bodies.unit)

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state, second.text) == ("superseded", "accepted", "Begun.")
    assert (second.supersedes_id, second.is_unchanged) == (first.pk, True)
    with pytest.raises(IntegrityError, match="keeps what was written"), transaction.atomic():
        Update.objects.filter(pk=second.pk).update(text="Other words.")
    with pytest.raises(WrongState):
        updates.return_update(update=second, question="Why?", expected_version=second.version, by=bodies.unit)


def test_one_that_comes_back_carries_its_question_and_can_be_sent_again(bodies, action):
    row = written(bodies, action)
    with pytest.raises(ReasonNeeded):
        updates.return_update(update=row, question="", expected_version=row.version, by=bodies.unit)
    updates.return_update(update=row, question="How many?", expected_version=row.version, by=bodies.unit)
    again = updates.write_update(
        action=action,
        text="22 of 30.",
        as_at_date=TODAY,
        is_unchanged=False,
        update=row,
        expected_version=row.version,
        by=bodies.writer,
    )
    updates.submit_update(update=again, expected_version=again.version, by=bodies.lead)

    assert (again.state, again.question, again.text) == (UpdateState.SUBMITTED, "How many?", "22 of 30.")


def test_who_saves_a_draft_second_is_told_and_loses_nothing(bodies, action):
    row = updates.write_update(action=action, text="Mine.", as_at_date=TODAY, is_unchanged=False, by=bodies.writer)
    facts = {"action": action, "as_at_date": TODAY, "is_unchanged": False, "update": row, "by": bodies.lead}
    updates.write_update(text="Hers.", expected_version=1, **facts)

    with pytest.raises(Stale) as stale:
        updates.write_update(text="Mine again.", expected_version=1, **facts)

    assert stale.value.row.text == "Hers."


def test_more_time_is_given_by_another_and_the_day_moves_only_then(bodies, action):
    later = TODAY + timedelta(days=30)
    change = due_days.ask_for_time(action=action, new_date=later, reason="The supplier is late.", by=bodies.writer)
    action.refresh_from_db()
    before = action.due_date
    due_days.decide_time(change=change, is_granted=True, reason="", by=bodies.unit)

    action.refresh_from_db()
    assert (before, action.due_date, action.first_due_date) == (TODAY, later, TODAY)


def test_the_database_itself_refuses_that_whoever_asked_decides(bodies, action):
    change = chain_rows.more_time(action, until=date(2027, 1, 1))
    facts = {"change": change, "agency": bodies.of.hub, "is_granted": True, "role": "x", "recorded_at": NOW}

    with pytest.raises(IntegrityError, match="decided_by_another"), transaction.atomic():
        DueDecision.objects.create(asked_by_ref=change.by_ref, by_ref=change.by_ref, **facts)
    DueDecision.objects.create(asked_by_ref=change.by_ref, by_ref="another", **facts)  # the control


def test_what_a_leaver_had_shows_as_without_an_owner(bodies, action):
    member = Membership.objects.get(person__ref=bodies.writer.ref)
    owners.name_owner(row=action, owner_role="planner", owner=member, expected_version=action.version, by=bodies.lead)
    named = {row.ref for row in queries.without_an_owner(bodies.lead)}
    member.until_date = TODAY
    member.save()

    assert action.ref not in named
    assert action.ref in {row.ref for row in queries.without_an_owner(bodies.lead)}


def test_what_a_closed_body_led_passes_to_its_successor_with_its_history(bodies, action):
    council, heir = bodies.of.council, bodies.of.health
    council.closed_date, council.successor = TODAY, heir
    council.save()

    passed = owners.pass_on(agency=council, by=bodies.unit)

    found = queries.find_action(bodies.other, action.ref)
    assert (passed, found.agency_id) == (2, heir.pk)
    assert found.moves.all()[0].agency_id == council.pk


def test_what_a_closed_body_said_and_showed_passes_too_and_drafts_it_kept_stay(bodies):
    council, heir = bodies.of.council, bodies.of.health
    council.closed_date, council.successor = TODAY, heir
    council.save()
    said = rows.statement(bodies.review, council, Audience.HUB)
    kept = rows.statement(bodies.review, council, Audience.OWN, text="A draft.")
    piece = rows.evidence(bodies.review, council, Audience.HUB, held=rows.held(council, Audience.HUB))
    old = rows.evidence(bodies.review, council, Audience.PARTNERSHIP, state="superseded")
    item = rows.open_item(bodies.review, council, Audience.PARTNERSHIP)
    told = queries.left_behind(bodies.unit)

    passed = owners.pass_on(agency=council, by=bodies.unit)

    for row in (said, piece, old, item, piece.held):
        row.refresh_from_db()
        assert row.agency_id == heir.pk, row
    kept.refresh_from_db()
    assert kept.agency_id == council.pk
    assert [(one.sentences, one.evidence, one.open_items) for one in told] == [(1, 2, 1)]
    assert passed == 4
    assert queries.left_behind(bodies.unit) == ()
    assert Event.objects.filter(act="owner.passed on", agency_code=heir.code).count() == 5


def test_a_review_is_listed_in_the_same_number_of_queries_whatever_it_holds(bodies, django_assert_max_num_queries):
    for number in range(4):
        asked = chain_rows.recommendation(bodies.review, bodies.of.council, state=R.IN_PROGRESS)
        chain_rows.rests_on(asked, chain_rows.finding(bodies.review, bodies.of.hub))
        for _ in range(number):
            chain_rows.action(asked, bodies.of.council)
        chain_rows.answers(rows.statement(bodies.review, bodies.of.council), asked)

    with django_assert_max_num_queries(16):
        found = queries.recommendations_of(bodies.review, bodies.unit)

    assert [len(one.actions) for one in found] == [0, 1, 2, 3]


def test_a_person_says_whether_an_earlier_one_asks_the_same_and_the_last_word_stands(bodies):
    before = chain_rows.recommendation(rows.review(bodies.of.hub), bodies.of.council, text="Read every plan aloud.")
    row = chain_rows.recommendation(bodies.review, bodies.of.council, text="Read every plan with the midwife.")
    first = queries.earlier_like(row, bodies.unit)
    likeness.say_alike(recommendation=row, earlier=before, is_same=True, by=bodies.unit)
    likeness.say_alike(recommendation=row, earlier=before, is_same=False, by=bodies.lead)

    after = queries.earlier_like(row, bodies.unit)

    assert [(one.now.row.ref, one.is_same) for one in first] == [(before.ref, None)]
    assert set(first[0].shared) >= {"read", "plan"}
    assert [(one.is_same, one.decided_by) for one in after] == [(False, bodies.lead.role_words)]


def test_an_analyst_writes_nothing_along_the_chain(bodies, action):
    analyst = actor(Role.ANALYST, bodies.of.council)
    with pytest.raises(Forbidden):
        updates.write_update(action=action, text="x", as_at_date=TODAY, is_unchanged=False, by=analyst)
    with pytest.raises(Forbidden):
        due_days.ask_for_time(action=action, new_date=date(2027, 1, 1), reason="x", by=analyst)


def test_an_action_whose_day_is_past_is_entered_with_the_reason_why_only_now(bodies):
    past = TODAY - timedelta(days=30)
    facts = {"recommendations": [drafted(bodies)], "lead": bodies.of.council, "title": "Train", "due_date": past}
    with pytest.raises(chain.InThePast, match="or say why it is entered only now"):
        chain.add_action(by=bodies.unit, **facts)

    action = chain.add_action(by=bodies.unit, why_past="The review is older than its records here.", **facts)

    assert queries.last_move(action).reason.endswith("The review is older than its records here.")
    assert queries.action_now(queries.find_action(bodies.unit, action.ref), day=TODAY).is_overdue
