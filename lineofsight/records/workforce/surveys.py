"""Surveys of those who work: a lead opens a round, whoever has its address answers, and closing fixes what is told."""

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction
from django.db.models import F, QuerySet, Sum

from lineofsight.library.course import GRADES
from lineofsight.library.survey import HIGH, Survey
from lineofsight.library.words import day_words
from lineofsight.partnership.actor import Actor, job
from lineofsight.partnership.policy import OfAgency, require
from lineofsight.partnership.queries import today
from lineofsight.partnership.rows import save_version, written_by
from lineofsight.partnership.rules import Act, Audience
from lineofsight.partnership.scope import scope
from lineofsight.partnership.shelf import shelf
from lineofsight.records.workforce.models import SurveyResult, SurveyRound, SurveyTally, SurveyTeam
from lineofsight.records.workforce.queries import in_post
from lineofsight.records.workforce.rules import Group, RoundState, SurveyRefused, TeamAnswers, shown_groups
from lineofsight.records.workforce.rules.surveys import next_round
from lineofsight.trail.actions import record
from lineofsight.trail.canonical import canonical
from lineofsight.trail.sensitivity import Sens

Given = Mapping[str, int]
"""One person's answers, by question. They are counted at once and kept together nowhere."""


def surveys_for(actor: Actor) -> tuple[Survey, ...]:
    """The surveys that an actor's agency may ask, as in force today, by title."""
    found = shelf().entries(Survey, on=today(actor.now))
    return tuple(sorted((one for one in found if actor.agency_kind in one.agencies), key=lambda one: one.title))


def survey_of(row: SurveyRound) -> Survey:
    """The survey as it stood when the round was opened; the newest edition where that one is gone."""
    return shelf().as_it_stood(Survey, row.survey, row.survey_version)


def people_asked(survey: Survey, actor: Actor, *, on: date) -> Mapping[str, int]:
    """How many people are asked in each team: in post on the day and not on long leave, each in one team."""
    team_of: dict[str, str] = {}
    for one in in_post(actor, on=on):
        if one.long_leave_since is None and survey.is_asked(one.role):
            team_of.setdefault(one.staff_ref, one.team)
    return dict(sorted(Counter(team_of.values()).items()))


def rounds(actor: Actor) -> tuple[SurveyRound, ...]:
    """The rounds of one's own agency, the latest first, with what is told of each."""
    return tuple(_own(actor).order_by("-opened_date", "-id").prefetch_related("teams", "results"))


def find_survey_round(actor: Actor, ref: str) -> SurveyRound | None:
    """One round by its reference; None where there is none that the actor may see."""
    rows: QuerySet[SurveyRound] = SurveyRound.objects.visible_to(actor).select_related("agency")
    return rows.called(ref)


def round_at(token: str) -> SurveyRound | None:
    """The round behind an address, asked by a job, since whoever answers has no account."""
    return SurveyRound.objects.select_related("agency").filter(answers_at=token).first()


def closed_by(day: date) -> tuple[SurveyRound, ...]:
    """Every agency's rounds that had closed by a day, as background work counts them."""
    rows = SurveyRound.objects.filter(state=RoundState.CLOSED, closed_date__lte=day).select_related("agency")
    return tuple(rows.order_by("closed_date", "id").prefetch_related("results"))


def groups_of(row: SurveyRound) -> tuple[Group, ...]:
    """What is told of a closed round, as it was fixed: the whole first."""
    found: dict[tuple[str, ...], tuple[int, int, dict[str, int]]] = {}
    for one in sorted(row.results.all(), key=lambda each: each.pk):
        _, _, high = found.setdefault(tuple(json.loads(one.teams)), (one.asked, one.answered, {}))
        if one.high is not None:
            high[one.question] = one.high
    return tuple(Group(teams, asked, answered, high) for teams, (asked, answered, high) in found.items())


def answered_so_far(row: SurveyRound, *, by: Actor) -> int:
    """How many have answered an open round. A number alone: nobody sees a tally."""
    with scope(job("survey", now=by.now), writes=False):
        first = survey_of(row).questions[0].id
        total = SurveyTally.objects.filter(survey_round=row, question=first).aggregate(all=Sum("number"))
    return total["all"] or 0


@transaction.atomic
def open_round(*, survey: Survey, closes: date, by: Actor) -> SurveyRound:
    """Open a round: everybody in post in the survey's roles is asked. Raises Forbidden, SurveyRefused."""
    require(by, Act.SURVEY_OPEN, OfAgency(by.agency_id))
    day = today(by.now)
    if closes < day:
        raise SurveyRefused("The last day lies in the past. Enter today or a later day.")
    own = [one for one in rounds(by) if one.survey == survey.id]
    if any(one.state == RoundState.OPEN for one in own):
        raise SurveyRefused("A round of this survey is open. Close it before you open another.")
    again = next_round(max((one.closed_date for one in own if one.closed_date), default=None))
    if again is not None and day < again:
        raise SurveyRefused(
            f"The last round closed less than four weeks ago. Open the next one on {day_words(again)} or later."
        )
    asked = people_asked(survey, by, on=day)
    if not asked:
        raise SurveyRefused("Nobody is known to be in post who is asked this. Hand in a list of people in post first.")
    made = SurveyRound.objects.create(
        agency_id=by.agency_id,
        audience=Audience.OWN,
        survey=survey.id,
        survey_version=survey.version,
        opened_date=day,
        closes_date=closes,
        state=RoundState.OPEN,
        **written_by(by),
    )
    SurveyTeam.objects.bulk_create(
        SurveyTeam(agency_id=by.agency_id, survey_round=made, team=team, asked=number) for team, number in asked.items()
    )
    with scope(job("survey", now=by.now), writes=True):
        SurveyTally.objects.bulk_create(
            SurveyTally(agency_id=by.agency_id, survey_round=made, team=team, question=one.id, grade=grade)
            for team in asked
            for one in survey.questions
            for grade in range(1, GRADES + 1)
        )
    facts = {"survey": survey.id, "asked": sum(asked.values())}
    record("survey.opened", subject=made, by=by, at=by.now, agency=by.agency_code, sens=Sens.S2, **facts)
    return made


@transaction.atomic
def answer(*, survey_round: SurveyRound, team: str, given: Sequence[Given], by: Actor) -> None:
    """Count answers of people of a team; a form brings those of one. `by`: the job that acts for them.

    In the caller's scope. Nothing says who they are, when they answered, or which of their answers belong together.
    Raises SurveyRefused.
    """
    if survey_round.state != RoundState.OPEN or today(by.now) > survey_round.closes_date:
        raise SurveyRefused("This survey is closed. Nothing more is taken.")
    survey = survey_of(survey_round)
    if not survey_round.teams.filter(team=team).exists():
        raise SurveyRefused("Choose your team.")
    ids = {one.id for one in survey.questions}
    if any(set(one) != ids or not all(1 <= grade <= GRADES for grade in one.values()) for one in given):
        raise SurveyRefused("Answer each question with a grade from 1 to 5.")
    counts = Counter((question, grade) for one in given for question, grade in one.items())
    for (question, grade), number in sorted(counts.items()):
        cell = SurveyTally.objects.filter(survey_round=survey_round, team=team, question=question, grade=grade)
        if not cell.update(number=F("number") + number):
            raise SurveyRefused("This survey has just been closed. Nothing more is taken.")
    # Neither the team nor a grade stands in the trail.
    record("survey.answered", subject=survey_round, by=by, at=by.now, agency=survey_round.agency.code)


@transaction.atomic
def close_round(*, survey_round: SurveyRound, expected: int, by: Actor) -> tuple[Group, ...]:
    """Close a round: what may be told is fixed, and the tallies go. Raises Forbidden, SurveyRefused, Stale."""
    require(by, Act.SURVEY_CLOSE, survey_round)
    if survey_round.state != RoundState.OPEN:
        raise SurveyRefused("This round is closed. What is told of it is fixed.")
    survey = survey_of(survey_round)
    save_version(survey_round, expected=expected, state=RoundState.CLOSED, closed_date=today(by.now))
    with scope(job("survey", now=by.now), writes=True):
        rows = list(SurveyTally.objects.select_for_update().filter(survey_round=survey_round))
        SurveyTally.objects.filter(survey_round=survey_round).delete()
    questions = tuple(one.id for one in survey.questions)
    found = shown_groups(_by_team(survey_round, rows, questions), questions, fewest=survey.fewest)
    SurveyResult.objects.bulk_create(
        SurveyResult(
            agency_id=survey_round.agency_id,
            survey_round=survey_round,
            teams=canonical(list(group.teams)).decode(),
            question=question,
            asked=group.asked,
            answered=group.answered,
            high=high,
        )
        for group in found
        for question, high in (("", None), *group.high.items())
    )
    facts = {"answered": found[0].answered, "asked": found[0].asked}
    code = survey_round.agency.code
    record("survey.closed", subject=survey_round, by=by, at=by.now, agency=code, sens=Sens.S2, **facts)
    return found


def _by_team(row: SurveyRound, tallies: Sequence[SurveyTally], questions: Sequence[str]) -> tuple[TeamAnswers, ...]:
    answered: dict[str, int] = defaultdict(int)
    high: dict[tuple[str, str], int] = defaultdict(int)
    for one in tallies:
        answered[one.team] += one.number if one.question == questions[0] else 0
        high[one.team, one.question] += one.number if one.grade >= HIGH else 0
    return tuple(
        TeamAnswers(one.team, one.asked, answered[one.team], {id: high[one.team, id] for id in questions})
        for one in row.teams.order_by("team")
    )


def _own(actor: Actor) -> QuerySet[SurveyRound]:
    rows: QuerySet[SurveyRound] = SurveyRound.objects.visible_to(actor).filter(agency_id=actor.agency_id)
    return rows.select_related("agency")
