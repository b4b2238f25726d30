"""Evidence is offered, judged by somebody else, and counts only while it is accepted and valid."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from lineofsight.assurance.actions.evidence import move_evidence, offer_evidence, tie
from lineofsight.assurance.actions.offer import NothingOffered, Offer, ShowsTooMuch, WrongCount
from lineofsight.assurance.models import Evidence, Supports
from lineofsight.assurance.queries import basis_of, find_evidence, find_statement
from lineofsight.assurance.rules import EvidenceKind, EvidenceState
from lineofsight.library.scales import Shows, WhoSays
from lineofsight.partnership.moves import ReasonNeeded, WrongState
from lineofsight.partnership.policy import Forbidden
from lineofsight.partnership.rows import Stale
from lineofsight.partnership.rules import Audience, Role
from lineofsight.trail.models import Event
from tests.factories import rows
from tests.factories.partnership import TODAY, actor

pytestmark = pytest.mark.django_db
MINUTES = {"kind": EvidenceKind.DOCUMENT, "title": "Minutes", "shows": Shows.SAID, "note": "What was decided."}


def offer(statement, by, **facts) -> Evidence:
    return offer_evidence(review=statement.review, offer=Offer(**MINUTES | facts), statements=[statement], by=by)


def move(evidence, target, by, reason=""):
    return move_evidence(evidence=evidence, target=target, expected_version=evidence.version, by=by, reason=reason)


def standing_of(statement, by, day=TODAY):
    return basis_of(find_statement(by, statement.ref), day=day).standing


def test_offered_evidence_does_not_count_until_the_unit_accepts_it(statement, lead, unit):
    offered = offer(statement, lead)
    before = standing_of(statement, unit)

    move(offered, EvidenceState.ACCEPTED, unit)

    assert not before.is_evidenced
    assert (standing_of(statement, unit).current, standing_of(statement, unit).who) == (1, WhoSays.OWNER)


def test_accepted_evidence_is_seen_by_another_agency_and_offered_evidence_is_not(statement, bodies, lead, unit):
    other = actor(Role.SAFEGUARDING_LEAD, bodies.health)
    offered = offer(statement, lead)
    before = find_evidence(other, offered.ref)

    move(offered, EvidenceState.ACCEPTED, unit)

    assert (before, find_evidence(other, offered.ref)) == (None, offered)


@pytest.mark.parametrize("target", [EvidenceState.ACCEPTED, EvidenceState.REJECTED])
def test_who_offered_evidence_does_not_judge_it(statement, lead, target):
    offered = offer(statement, lead)

    with pytest.raises(Forbidden):
        move(offered, target, lead, "Because.")


@pytest.mark.parametrize("target", [EvidenceState.REJECTED, EvidenceState.WITHDRAWN])
def test_rejecting_and_withdrawing_need_a_reason(statement, lead, unit, target):
    with pytest.raises(ReasonNeeded):
        move(offer(statement, lead), target, unit, " ")


def test_rejected_evidence_keeps_its_reason_and_cannot_be_accepted_later(statement, lead, unit):
    rejected = move(offer(statement, lead), EvidenceState.REJECTED, unit, "It names a child.")

    with pytest.raises(WrongState):
        move(rejected, EvidenceState.ACCEPTED, unit)

    assert Evidence.objects.get().state_reason == "It names a child."


def test_withdrawn_evidence_no_longer_counts(statement, lead, unit):
    accepted = move(offer(statement, lead), EvidenceState.ACCEPTED, unit)

    move(accepted, EvidenceState.WITHDRAWN, lead, "The minutes were wrong.")

    assert (standing_of(statement, lead).current, standing_of(statement, lead).ended) == (0, 1)


@pytest.mark.parametrize(("day", "counts"), [(date(2026, 6, 30), 1), (date(2026, 7, 1), 0)])
def test_evidence_counts_on_the_last_day_it_is_valid_and_not_on_the_next(statement, lead, unit, day, counts):
    move(offer(statement, lead, valid_until=date(2026, 6, 30)), EvidenceState.ACCEPTED, unit)

    assert standing_of(statement, unit, day).current == counts


def test_of_two_who_judge_the_second_is_told(statement, lead, unit):
    offered = offer(statement, lead)
    seen_before = Evidence.objects.get()
    move(offered, EvidenceState.ACCEPTED, unit)

    with pytest.raises(Stale):
        move(seen_before, EvidenceState.REJECTED, unit, "No.")

    assert Evidence.objects.get().state == EvidenceState.ACCEPTED


def test_a_document_cannot_show_that_practice_changed(statement, lead):
    with pytest.raises(ShowsTooMuch):
        offer(statement, lead, shows=Shows.PRACTICE_CHANGED)

    assert (Evidence.objects.count(), Event.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"note": " "}, NothingOffered),
        ({"counted_n": 5, "counted_of": 4, "counted_words": "files"}, WrongCount),
        ({"counted_n": 3, "counted_of": 4}, WrongCount),
        ({"counted_of": 4}, WrongCount),
        ({"period_from": date(2026, 2, 1), "period_to": date(2026, 1, 1)}, WrongCount),
        ({"period_from": date(2027, 2, 1)}, WrongCount),
    ],
)
def test_evidence_that_nobody_could_look_at_is_refused(statement, lead, facts, refusal):
    with pytest.raises(refusal):
        offer(statement, lead, **facts)


def test_the_database_refuses_a_count_of_more_than_all(review, bodies):
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.evidence(review, bodies.council, counted_n=5, counted_of=4)


def test_nobody_offers_evidence_for_a_sentence_of_another_agency(statement, bodies):
    with pytest.raises(Forbidden):
        offer(statement, actor(Role.SAFEGUARDING_LEAD, bodies.health))


def test_tying_the_same_evidence_twice_changes_nothing(statement, lead):
    offered = offer(statement, lead)

    tie(evidence=offered, statement=statement, by=lead)

    assert (Supports.objects.count(), Event.objects.filter(act="evidence.tied").count()) == (1, 1)


def test_evidence_of_one_review_is_numbered_without_gaps(statement, lead, unit):
    assert [offer(statement, by).label for by in (lead, unit, lead)] == ["E1", "E2", "E3"]
    assert offer(statement, lead).audience == Audience.HUB
