"""A challenge of the scrutineer waits for its agency, points at what was read, and ends only by the scrutineer."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from lineofsight.assurance.actions.challenges import (
    WrongChallenge,
    answer_by,
    challenge_statement,
    challenge_update,
    close_challenge,
)
from lineofsight.assurance.actions.opinions import BasisChanged
from lineofsight.assurance.actions.questions import WrongQuestion, answer_question
from lineofsight.assurance.actions.statements import change_statement
from lineofsight.assurance.models import HolderQuestion
from lineofsight.assurance.queries import basis_of, find_statement
from lineofsight.assurance.queries.challenges import now, on_statement, open_now, unresolved
from lineofsight.assurance.queries.coverage import coverage_of
from lineofsight.assurance.rules.challenges import ChallengeState, may_stand
from lineofsight.assurance.rules.coverage import FindingKind
from lineofsight.desk.my_work.queries import work_of
from lineofsight.partnership.moves import ReasonNeeded, WrongState
from lineofsight.partnership.policy import Forbidden
from lineofsight.partnership.rows import Stale
from lineofsight.partnership.rules import Audience, Role
from lineofsight.trail.models import Event
from tests.factories import chain_rows, rows, voice_rows
from tests.factories.partnership import TODAY, actor

pytestmark = pytest.mark.django_db
DOUBT = "Three of the plans that we read had no copy for the child."


def raised(statement, by, asks=DOUBT, seen=""):
    return challenge_statement(statement=find_statement(by, statement.ref), asks=asks, seen_basis=seen, by=by)


def answered(question, lead, words="They have one now."):
    answer_question(question=question, answer=words, expected=question.version, by=lead)
    return HolderQuestion.objects.get(pk=question.pk)


def closed(question, by, outcome, closing="We read them again."):
    close_challenge(question=question, outcome=outcome, closing=closing, expected=question.version, by=by)
    return HolderQuestion.objects.get(pk=question.pk)


def later(by, days):
    return replace(by, now=by.now + timedelta(days=days))


def stands(question, by):
    return now(question, by, day=TODAY)


def works(by):
    return [one.text for one in work_of(by).waiting if one.kind in ("question", "close")]


def test_a_challenge_waits_for_its_agency_and_then_for_the_scrutineer(statement, lead, outsider):
    made = raised(statement, outsider)

    assert (works(lead), works(outsider)) == ([DOUBT], [])
    made = answered(made, lead)
    assert (works(lead), works(outsider)) == ([], [DOUBT])
    closed(made, outsider, ChallengeState.RESOLVED)
    assert (works(lead), works(outsider)) == ([], [])


def test_each_step_leaves_its_trail(statement, lead, outsider):
    made = answered(raised(statement, outsider), lead)
    closed(closed(made, outsider, ChallengeState.STANDS), outsider, ChallengeState.RESOLVED)

    assert list(Event.objects.filter(subject_ref=made.ref).order_by("id").values_list("act", flat=True)) == [
        "challenge.raised",
        "question.answered",
        "challenge.kept",
        "challenge.resolved",
    ]


def test_it_has_the_ten_working_days_of_the_library_over_a_bank_holiday():
    assert answer_by(date(2026, 4, 1)) == date(2026, 4, 17)


@pytest.mark.parametrize("day, last", [(date(2190, 6, 7), date(2190, 6, 21)), (date(2190, 6, 4), date(2190, 6, 18))])
def test_where_no_days_off_are_known_weekends_alone_are_left_out(day, last):
    assert answer_by(day) == last


def test_an_unanswered_one_is_late_after_its_last_day_and_not_on_it(statement, lead, outsider):
    made = raised(statement, outsider)

    assert not now(made, outsider, day=made.answer_by_date).is_late
    assert now(made, outsider, day=made.answer_by_date + timedelta(days=1)).is_late
    notes = [one.note for one in work_of(later(lead, 40)).waiting if one.kind == "question"]
    assert len(notes) == 1
    assert "The answer is late" in notes[0]


def test_it_lapses_when_the_words_change_and_the_scrutineer_hears_of_it(statement, lead, outsider):
    made = raised(statement, outsider)
    before = stands(made, outsider).has_lapsed

    change_statement(
        statement=find_statement(lead, statement.ref), text="Some plans are read.", expected_version=1, by=lead
    )

    assert (before, stands(made, outsider).has_lapsed) == (False, True)
    assert [one.has_lapsed for one in on_statement(find_statement(lead, statement.ref), lead, day=TODAY)] == [True]
    assert works(outsider) == [DOUBT]


def test_what_the_scrutineer_did_not_read_is_not_challenged(statement, outsider):
    seen = basis_of(find_statement(outsider, statement.ref), day=TODAY).sha
    raised(statement, outsider, seen=seen)

    with pytest.raises(BasisChanged):
        raised(statement, outsider, seen="0" * 64)


@pytest.mark.parametrize("role", [Role.SAFEGUARDING_LEAD, Role.EXECUTIVE, Role.BUSINESS_MANAGER])
def test_nobody_but_a_scrutineer_challenges(statement, bodies, role):
    with pytest.raises(Forbidden):
        raised(statement, actor(role, bodies.hub))


def test_nobody_challenges_their_own_agency(statement, bodies, outsider):
    with pytest.raises(Forbidden):
        raised(statement, actor(Role.SCRUTINEER, bodies.council))
    made = raised(statement, outsider)
    with pytest.raises(IntegrityError, match="challenge_from_outside"), transaction.atomic():
        voice_rows.question(bodies.council, statement=statement, basis_sha=made.basis_sha, by_agency=bodies.council)


def test_it_says_something(statement, outsider):
    with pytest.raises(WrongChallenge):
        raised(statement, outsider, asks="  ")


def test_it_is_kept_up_only_after_an_answer_or_once_the_days_have_passed(statement, outsider):
    made = raised(statement, outsider)

    with pytest.raises(WrongChallenge, match="once the days"):
        closed(made, outsider, ChallengeState.STANDS)
    assert closed(made, later(outsider, 40), ChallengeState.STANDS).state == ChallengeState.STANDS


def test_it_may_stand_is_the_same_rule_for_the_form():
    day = date(2026, 6, 22)

    assert not may_stand(state=ChallengeState.RAISED, answer_by=day, day=day)
    assert may_stand(state=ChallengeState.RAISED, answer_by=day, day=day + timedelta(days=1))
    assert may_stand(state=ChallengeState.ANSWERED, answer_by=day, day=day)


def test_what_is_resolved_stays_so(statement, lead, outsider):
    made = closed(raised(statement, outsider), outsider, ChallengeState.RESOLVED)

    with pytest.raises(WrongState):
        closed(made, outsider, ChallengeState.STANDS)
    with pytest.raises(WrongState):
        answered(made, lead)
    with pytest.raises(IntegrityError, match="keeps what was written"), transaction.atomic():
        HolderQuestion.objects.filter(pk=made.pk).update(closing="Something else.")


def test_an_answer_stays_while_the_challenge_goes_on(statement, lead, outsider):
    made = answered(raised(statement, outsider), lead)

    with pytest.raises(WrongState):
        answered(made, lead, "Something else.")
    with pytest.raises(IntegrityError, match="keeps what was written"), transaction.atomic():
        HolderQuestion.objects.filter(pk=made.pk).update(answer="Something else.")
    assert closed(made, outsider, ChallengeState.STANDS).answer == "They have one now."


def test_a_plain_question_ends_with_its_answer(bodies, lead, outsider):
    plain = voice_rows.question(bodies.council)
    plain = answered(plain, lead)

    with pytest.raises(WrongState):
        closed(plain, outsider, ChallengeState.RESOLVED)
    with pytest.raises(WrongQuestion):
        answered(plain, lead)


def test_closing_says_why_and_a_stale_page_closes_nothing(statement, lead, outsider):
    made = raised(statement, outsider)

    with pytest.raises(ReasonNeeded):
        closed(made, outsider, ChallengeState.RESOLVED, closing=" ")
    answered(made, lead)
    stale = HolderQuestion.objects.get(pk=made.pk)
    with pytest.raises(Stale):
        close_challenge(question=stale, outcome=ChallengeState.RESOLVED, closing="Read.", expected=1, by=outsider)


def test_a_challenge_to_an_update_lapses_with_the_next_update_and_not_with_a_draft(review, bodies, lead, outsider):
    asked = chain_rows.recommendation(review, bodies.council)
    action = chain_rows.action(asked, bodies.council)
    said = chain_rows.update(action, state="submitted")
    made = challenge_update(update=said, asks="Who has read it?", seen_basis="", by=outsider)

    chain_rows.update(action, state="draft", text="Something new.")
    before = [one.has_lapsed for one in open_now(outsider, day=TODAY)]
    chain_rows.update(action, state="submitted", text="Something new.")

    assert (before, stands(made, outsider).has_lapsed) == ([False], True)


def test_a_draft_update_is_not_challenged(review, bodies, outsider):
    action = chain_rows.action(chain_rows.recommendation(review, bodies.council), bodies.council)

    with pytest.raises(WrongState):
        challenge_update(update=chain_rows.update(action, state="draft"), asks="Who?", seen_basis="", by=outsider)


def test_the_coverage_map_lists_it_until_it_is_resolved(statement, review, lead, outsider):
    made = raised(statement, outsider)

    def doubted():
        found = coverage_of(review, outsider).findings
        return [one.why for one in found if one.kind is FindingKind.CHALLENGED]

    assert doubted() == [f"Independent scrutineer, 22 June 2026: «{DOUBT}» Not answered yet."]
    closed(answered(made, lead), outsider, ChallengeState.RESOLVED)
    assert doubted() == []


def test_the_agency_and_the_unit_see_it_and_other_agencies_do_not(statement, bodies, lead, unit, outsider):
    raised(statement, outsider)
    health = actor(Role.SAFEGUARDING_LEAD, bodies.health)

    assert [unresolved(one).count() for one in (lead, unit, outsider, health)] == [1, 1, 1, 0]
    assert HolderQuestion.objects.get().audience == Audience.HUB


def test_many_challenges_cost_as_few_queries_as_one(review, bodies, outsider, django_assert_max_num_queries):
    for place in range(6):
        raised(rows.statement(review, bodies.council, text=f"Sentence number {place} is so."), outsider)

    with django_assert_max_num_queries(14):
        assert len(open_now(outsider, day=TODAY)) == 6
