"""A dated question to whoever holds something, tracked until it is answered; of a scrutineer: until it is resolved."""

from django.db import models
from django.db.models import F, Q

from lineofsight.assurance.rules.challenges import ChallengeState
from lineofsight.partnership.rows import REACHING, AgencyRow
from lineofsight.trail.refs import REF_LENGTH
from lineofsight.trail.sensitivity import sens

LONGEST = 400
CLOSED = [ChallengeState.STANDS.value, ChallengeState.RESOLVED.value]


class HolderQuestion(AgencyRow):
    """What a leader asks about a line of their page: of which agency, by when, and what it answered.

    With a `basis_sha` it is a challenge: the scrutineer doubts a sentence or an update of another agency. It points at
    the hash of what was read, lapses with it as an opinion does, and is told with the sentence until it is resolved.
    """

    # Whoever asks from outside sees what was submitted, and writes the question where the holder sees it.
    WRITTEN_WHERE_SEEN = True
    SENSITIVITY = REACHING | sens(
        S2="line about_kind about_ref asks by_role asked_date answer_by_date answer answered_date answered_role version"
        " statement update basis_sha by_agency outcome closed_date closed_role closing"
    )

    line = models.CharField(max_length=LONGEST)
    # The page that the line led to; blank where it leads to none.
    about_kind = models.CharField(max_length=40, blank=True)
    about_ref = models.CharField(max_length=REF_LENGTH, blank=True)
    asks = models.CharField(max_length=LONGEST)
    by_role = models.CharField(max_length=120)
    asked_date = models.DateField()
    answer_by_date = models.DateField()
    answer = models.CharField(max_length=LONGEST, blank=True)
    answered_date = models.DateField(null=True, blank=True)
    answered_role = models.CharField(max_length=120, blank=True)
    statement = models.ForeignKey(
        "assurance.Statement", on_delete=models.PROTECT, null=True, blank=True, related_name="challenges"
    )
    update = models.ForeignKey(
        "assurance.Update", on_delete=models.PROTECT, null=True, blank=True, related_name="challenges"
    )
    basis_sha = models.CharField(max_length=64, blank=True)
    by_agency = models.ForeignKey(
        "partnership.Agency", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # How the scrutineer closed it: blank while it is open.
    outcome = models.CharField(max_length=20, blank=True)
    closed_date = models.DateField(null=True, blank=True)
    closed_role = models.CharField(max_length=120, blank=True)
    closing = models.CharField(max_length=LONGEST, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["agency", "answered_date"], name="assurance_question_open")]
        constraints = [
            models.CheckConstraint(
                condition=Q(basis_sha="", statement__isnull=True, update__isnull=True, outcome="")
                | (~Q(basis_sha="") & (Q(statement__isnull=True) ^ Q(update__isnull=True))),
                name="assurance_challenge_is_of_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(basis_sha="") | (Q(by_agency__isnull=False) & ~Q(by_agency=F("agency"))),
                name="assurance_challenge_from_outside",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", closed_date__isnull=True, closing="")
                | (
                    Q(
                        outcome__in=CLOSED,
                        closed_date__isnull=False,
                    )
                    & ~Q(closing="")
                ),
                name="assurance_challenge_closed_says_why",
            ),
            models.CheckConstraint(
                condition=Q(answered_date__isnull=True, answer="") | Q(answered_date__isnull=False) & ~Q(answer=""),
                name="assurance_question_answered_says_what",
            ),
        ]

    @property
    def is_challenge(self) -> bool:
        """Whether it doubts a sentence or an update, and is closed by whoever raised it."""
        return bool(self.basis_sha)

    @property
    def state(self) -> ChallengeState:
        """Where it stands."""
        if self.outcome:
            return ChallengeState(self.outcome)
        return ChallengeState.ANSWERED if self.answered_date else ChallengeState.RAISED
