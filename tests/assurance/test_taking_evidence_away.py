"""Evidence that was put behind a sentence by mistake is taken away again, and the tick stays to be read."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import DatabaseError

from lineofsight.assurance.actions.evidence import NotBehind, NotSaidWhy, tie, untie
from lineofsight.assurance.models import Review, Supports
from lineofsight.assurance.queries import basis_of, find_statement, opinion_now, supported_by, ticks_of
from lineofsight.assurance.queries.behind import weakened_by
from lineofsight.assurance.queries.waiting import resting_on_nothing
from lineofsight.assurance.rules import EvidenceState
from lineofsight.assurance.tables import opened
from lineofsight.library.scales import Shows
from lineofsight.partnership.policy import Forbidden
from lineofsight.partnership.rules import Audience, Role
from lineofsight.trail.models import Event
from tests.factories import rows
from tests.factories.partnership import TODAY, actor

pytestmark = pytest.mark.django_db
WHY = "It is about another team."


@pytest.fixture
def piece(review, bodies):
    kept = {"state": EvidenceState.ACCEPTED, "shows": Shows.QUALITY_CHECKED}
    return rows.evidence(review, bodies.council, Audience.PARTNERSHIP, **kept)


@pytest.fixture
def tick(statement, piece):
    return rows.behind(statement, piece)


def standing_of(statement, by):
    return basis_of(find_statement(by, statement.ref), day=TODAY).standing


def test_a_sentence_no_longer_rests_on_what_was_taken_away_and_another_still_does(
    review, bodies, statement, piece, tick, lead, unit
):
    other = rows.statement(review, bodies.council, text="Plans are checked.")
    rows.behind(other, piece)
    before = standing_of(statement, unit).shows

    untie(tick=tick, reason=WHY, by=lead)

    assert (before, standing_of(statement, unit).is_evidenced) == (Shows.QUALITY_CHECKED, False)
    assert standing_of(other, unit).shows == Shows.QUALITY_CHECKED
    assert list(supported_by(piece, unit)) == [other]
    assert [one.row for one in weakened_by(piece, unit)] == [other]
    assert statement in resting_on_nothing(unit)


def test_the_tick_stays_with_who_took_it_away_when_and_why(statement, tick, lead, unit):
    untie(tick=tick, reason=f" {WHY} ", by=lead)

    standing, ended = ticks_of(statement, unit)
    assert (standing, ended) == ([], [tick])
    assert (ended[0].ended_reason, ended[0].ended_by_ref, ended[0].ended_at) == (WHY, lead.ref, lead.now)
    assert Event.objects.filter(act="evidence.untied", subject_ref=statement.ref).count() == 1


def test_an_opinion_that_rested_on_it_lapses_and_comes_back_with_it(statement, piece, tick, bodies, lead, unit):
    sha = basis_of(find_statement(unit, statement.ref), day=TODAY).sha
    rows.opinion(statement, bodies.scrutiny, basis_sha=sha)

    untie(tick=tick, reason=WHY, by=lead)
    lapsed = opinion_now(find_statement(unit, statement.ref), day=TODAY).has_lapsed
    tie(evidence=piece, statement=statement, by=lead)

    assert (lapsed, opinion_now(find_statement(unit, statement.ref), day=TODAY).has_lapsed) == (True, False)


def test_ticked_again_it_stands_once_more_and_both_ticks_are_told(statement, piece, tick, lead):
    untie(tick=tick, reason=WHY, by=lead)

    again = tie(evidence=piece, statement=statement, by=lead)

    assert ticks_of(statement, lead) == ([again], [tick])
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.behind(statement, piece)


def test_nobody_of_another_agency_takes_it_away(tick, bodies):
    for role, body in ((Role.SAFEGUARDING_LEAD, bodies.health), (Role.SCRUTINEER, bodies.scrutiny)):
        with pytest.raises(Forbidden):
            untie(tick=tick, reason=WHY, by=actor(role, body))

    assert Supports.objects.get().ended_at is None


def test_without_a_reason_nothing_is_taken_away(tick, lead):
    with pytest.raises(NotSaidWhy):
        untie(tick=tick, reason="  ", by=lead)

    assert Supports.objects.get().ended_at is None


def test_of_two_who_take_it_away_the_second_is_told(tick, lead, unit):
    stale = Supports.objects.get(pk=tick.pk)
    untie(tick=tick, reason=WHY, by=lead)

    with pytest.raises(NotBehind):
        untie(tick=stale, reason="Another reason.", by=unit)

    assert Supports.objects.get().ended_reason == WHY


@pytest.mark.parametrize(
    "change", ["ended_at = NULL, ended_reason = ''", "ended_reason = 'Otherwise.'", "evidence_id = evidence_id + 1"]
)
def test_the_database_keeps_a_tick_that_was_taken_away_as_it_is(tick, lead, change):
    untie(tick=tick, reason=WHY, by=lead)

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE assurance_supports SET {change}")


def test_what_was_counted_on_an_earlier_day_counts_the_tick_that_stood_then(statement, tick, lead, unit):
    later = replace(lead, now=lead.now + timedelta(days=3))
    untie(tick=tick, reason=WHY, by=later)

    with opened(Review.objects.visible_to(unit), unit, on=TODAY) as found:
        face = found.faces["supports"]
        told = list(found.execute(f"SELECT tied_date, ended_date FROM ({face.sql}) AS r", face.params))

    assert [tuple(row) for row in told] == [(TODAY.isoformat(), (TODAY + timedelta(days=3)).isoformat())]
