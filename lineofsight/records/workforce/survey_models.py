"""Rounds of a survey of those who work: which teams are asked, tallies while it is open, and what is shown afterwards.

There is no row for an answer. While a round is open there are tallies, which nobody sees; when it closes they are added
up to what may be shown, and are gone.
"""

from django.db import models

from lineofsight.partnership.rows import REACHING, AgencyRow, UnseenRow, WalledRow
from lineofsight.records.days import DayField
from lineofsight.records.workforce.rules.surveys import RoundState
from lineofsight.trail.refs import REF_LENGTH, new_ref
from lineofsight.trail.sensitivity import sens

ID_LENGTH = 80


class SurveyRound(AgencyRow):
    """One time that an agency asks a survey."""

    SENSITIVITY = REACHING | sens(
        S2="survey survey_version opened_date closes_date closed_date state answers_at version"
    )

    survey = models.CharField(max_length=ID_LENGTH)
    survey_version = models.PositiveIntegerField()
    opened_date = DayField()
    closes_date = DayField()
    closed_date = DayField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=[(one.value, one.value) for one in RoundState])
    # The address at which everybody who is asked answers, without an account.
    answers_at = models.CharField(max_length=REF_LENGTH, default=new_ref, unique=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "survey"], condition=models.Q(state="open"), name="workforce_survey_open_once"
            )
        ]


class SurveyTeam(WalledRow):
    """A team that is asked, and how many people were in post in it when the round opened."""

    SENSITIVITY = sens(S1="id agency", S2="survey_round team asked")
    SEEN_THROUGH = "survey_round"

    survey_round = models.ForeignKey(SurveyRound, on_delete=models.PROTECT, related_name="teams")
    team = models.CharField(max_length=ID_LENGTH)
    asked = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["survey_round", "team"], name="workforce_surveyteam_once")]


class SurveyTally(UnseenRow):
    """How many of a team gave a grade to a question so far. Made when the round opens, so that its order says nothing.

    Nobody sees one, and none is left once the round has closed.
    """

    SENSITIVITY = sens(S3="id agency survey_round team question grade number")

    survey_round = models.ForeignKey(SurveyRound, on_delete=models.PROTECT, related_name="tallies")
    team = models.CharField(max_length=ID_LENGTH)
    question = models.CharField(max_length=ID_LENGTH)
    grade = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "survey tallies"
        constraints = [
            models.UniqueConstraint(
                fields=["survey_round", "team", "question", "grade"], name="workforce_surveytally_once"
            )
        ]


class SurveyResult(WalledRow):
    """What is shown of a round, fixed when it closed: of the whole, or of teams together that are enough."""

    SENSITIVITY = sens(S1="id agency", S2="survey_round teams question asked answered high")
    SEEN_THROUGH = "survey_round"

    survey_round = models.ForeignKey(SurveyRound, on_delete=models.PROTECT, related_name="results")
    # Canonical JSON: the names of the teams in it; none for the whole.
    teams = models.TextField()
    # Empty in the row that says how many answered.
    question = models.CharField(max_length=ID_LENGTH, blank=True)
    asked = models.PositiveIntegerField()
    answered = models.PositiveIntegerField()
    high = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["survey_round", "teams", "question"], name="workforce_surveyresult_once")
        ]
