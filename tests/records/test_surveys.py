"""Rounds of a survey: who is asked, what is kept of an answer, and that closing fixes what is told."""

import json
from datetime import date, timedelta

import pytest

from lineofsight.library.survey import Survey
from lineofsight.partnership.actor import job
from lineofsight.partnership.policy import Forbidden
from lineofsight.partnership.rules import Role
from lineofsight.partnership.scope import scope
from lineofsight.partnership.shelf import shelf
from lineofsight.records.workforce import surveys
from lineofsight.records.workforce.models import SurveyResult, SurveyRound, SurveyTally
from lineofsight.records.workforce.rules import SurveyRefused
from lineofsight.trail.models import Event, Payload
from tests.factories import workforce_rows
from tests.factories.partnership import NOW, TODAY, acting, actor, partnership

pytestmark = pytest.mark.django_db
PULSE = shelf().newest(Survey, "pulse")


@pytest.fixture
def council():
    """North of 14 and Moor of 12 people, one of them on long leave, and one who has left."""
    made = partnership().council
    listed = workforce_rows.staff_list(made)
    for at in range(27):
        member = workforce_rows.member(made, pseudonym=f"{at:026d}", shown=f"NAME-{at}")
        until = date(2026, 6, 1) if at == 26 else None
        workforce_rows.spell(listed, member, team="North" if at < 14 else "Moor", until=until)
    workforce_rows.absence(listed, member, team="Moor")
    away = workforce_rows.member(made, pseudonym="k" * 26, shown="AWAY")
    workforce_rows.spell(listed, away, team="Moor")
    workforce_rows.absence(listed, away, team="Moor", is_long=True, start=date(2026, 1, 5))
    return made


@pytest.fixture
def lead(council):
    return acting(Role.LEARNING_LEAD, council)


def opened(by, **facts) -> SurveyRound:
    with scope(by, writes=True):
        return surveys.open_round(**({"survey": PULSE, "closes": TODAY + timedelta(days=14), "by": by} | facts))


def answered(row, team: str, *grades: int, at=NOW) -> None:
    by = job("answers", now=at)
    with scope(by, writes=True):
        surveys.answer(
            survey_round=surveys.round_at(row.answers_at),
            team=team,
            given=[{one.id: grade for one in PULSE.questions} for grade in grades],
            by=by,
        )


def closed(row, by):
    with scope(by, writes=True):
        now = surveys.find_survey_round(by, row.ref)
        return surveys.close_round(survey_round=now, expected=now.version, by=by)


def test_everybody_in_post_is_asked_once_and_nobody_on_long_leave(council, lead):
    row = opened(lead)

    assert list(row.teams.order_by("team").values_list("team", "asked")) == [("Moor", 12), ("North", 14)]
    with pytest.raises(SurveyRefused, match="is open"):
        opened(lead)


def test_an_answer_leaves_tallies_alone_and_nothing_of_its_team_or_grades_in_the_trail(council, lead):
    row = opened(lead)
    before = set(Event.objects.values_list("pk", flat=True))
    order = list(SurveyTally.objects.order_by("pk").values_list("team", "question", "grade"))
    answered(row, "North", 4)

    told = json.dumps(list(Event.objects.exclude(pk__in=before).values()), default=str)
    told += json.dumps(list(Payload.objects.exclude(event_id__in=before).values()), default=str)
    assert "survey.answered" in told
    assert "North" not in told
    assert not any(one.id in told for one in PULSE.questions)
    # No row is made by an answer, so that the order of rows tells nothing.
    assert list(SurveyTally.objects.order_by("pk").values_list("team", "question", "grade")) == order
    # While it is open even a lead reads how many, and no tally.
    with scope(lead, writes=False):
        assert surveys.answered_so_far(row, by=lead) == 1
        assert not SurveyTally.objects.visible_to(lead).exists()


def test_closing_fixes_what_is_told_and_throws_every_smaller_number_away(council, lead):
    row = opened(lead)
    answered(row, "North", *[5] * 8, *[2] * 3)
    answered(row, "Moor", *[4] * 6, *[3] * 3)

    groups = closed(row, lead)

    assert [(one.teams, one.answered, one.asked, one.high["valued"]) for one in groups] == [((), 20, 26, 14)]
    assert not SurveyTally.objects.exists()
    assert SurveyResult.objects.count() == 1 + len(PULSE.questions)
    with pytest.raises(SurveyRefused, match="closed"):
        answered(row, "North", 1)
    with pytest.raises(SurveyRefused, match="fixed"):
        closed(row, lead)


def test_the_next_round_waits_four_weeks_and_a_last_day_is_kept(council, lead):
    row = opened(lead)
    answered(row, "North", 5, at=NOW + timedelta(days=14))
    with pytest.raises(SurveyRefused, match="closed"):
        answered(row, "North", 5, at=NOW + timedelta(days=15))
    closed(row, lead)
    with pytest.raises(SurveyRefused, match="20 July 2026"):
        opened(lead)
    later = actor(Role.LEARNING_LEAD, council, now=NOW + timedelta(days=28))
    assert opened(later, closes=TODAY + timedelta(days=40)).state == "open"


def test_answers_outside_the_scale_or_of_a_team_that_is_not_asked_are_refused(council, lead):
    row = opened(lead)
    for team, grade, says in (("South", 3, "team"), ("North", 6, "1 to 5"), ("North", 0, "1 to 5")):
        with pytest.raises(SurveyRefused, match=says):
            answered(row, team, grade)
    with scope(lead, writes=False):
        assert surveys.answered_so_far(row, by=lead) == 0


def test_leaders_and_analysts_read_and_neither_open_nor_close(council, lead):
    row = opened(lead)
    for role in (Role.LEADER, Role.ANALYST):
        other = acting(role, council)
        with pytest.raises(Forbidden):
            closed(row, other)
        with pytest.raises(Forbidden):
            opened(other)
