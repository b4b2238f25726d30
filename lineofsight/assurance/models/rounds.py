"""Collecting: a round, what each agency is asked in it, what it answered, and by which way the answer came."""

from django.db import models
from django.db.models import F, Q

from lineofsight.assurance.models.chain import Action, Recommendation, Update
from lineofsight.assurance.models.review import Evidence, Review, Statement
from lineofsight.assurance.rules.rounds import AnswerKind, PackState, RoundState, Way
from lineofsight.partnership.rows import OWNED, REACHING, AgencyRow, OwnedRow
from lineofsight.trail.sensitivity import sens


def _choices(values: object) -> list[tuple[str, str]]:
    return [(value.value, value.value) for value in values]  # type: ignore[attr-defined]


def _to(model: object, name: str = "+", **facts: bool) -> models.ForeignKey:
    return models.ForeignKey(model, on_delete=models.PROTECT, related_name=name, **facts)  # type: ignore[arg-type]


class Round(AgencyRow):
    """A time in which agencies are asked what has happened. `agency` is the business unit, which runs it."""

    SENSITIVITY = REACHING | sens(S1="review number opens_date due_date guidance state closed_at version")

    review = _to(Review, "rounds")
    number = models.PositiveIntegerField()
    opens_date = models.DateField()
    due_date = models.DateField()
    guidance = models.TextField(max_length=2000, blank=True)
    state = models.CharField(max_length=10, choices=_choices(RoundState), default=RoundState.OPEN)
    closed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "number"], name="assurance_round_number"),
            models.CheckConstraint(condition=Q(due_date__gte=F("opens_date")), name="assurance_round_ends_after_start"),
        ]

    @property
    def label(self) -> str:
        """How people call it: «Round 2»."""
        return f"Round {self.number}"


class RoundShare(AgencyRow):
    """What one agency is asked in a round. Its day moves with a dated decision."""

    SENSITIVITY = REACHING | sens(S2="round due_date version")

    round = _to(Round, "shares")
    due_date = models.DateField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "agency"], name="assurance_round_asks_agency_once")]


class RoundItem(OwnedRow):
    """One thing that an agency is asked about, in the words of the day on which it was asked."""

    SEEN_THROUGH = "share"
    SENSITIVITY = OWNED | sens(S2="share number action recommendation statement label title")

    share = _to(RoundShare, "items")
    number = models.PositiveIntegerField()
    action = _to(Action, "asked_in", null=True, blank=True)
    recommendation = _to(Recommendation, "asked_in", null=True, blank=True)
    # A sentence on which nothing rests: the agency is asked what shows it.
    statement = _to(Statement, "asked_in", null=True, blank=True)
    label = models.CharField(max_length=60)
    title = models.CharField(max_length=4000)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["share", "number"], name="assurance_round_item_number"),
            models.UniqueConstraint(fields=["share", "action"], name="assurance_round_asks_action_once"),
            models.UniqueConstraint(fields=["share", "recommendation"], name="assurance_round_asks_once"),
            models.UniqueConstraint(fields=["share", "statement"], name="assurance_round_asks_sentence_once"),
            models.CheckConstraint(
                condition=Q(action__isnull=True, recommendation__isnull=False, statement__isnull=True)
                | Q(action__isnull=False, recommendation__isnull=True, statement__isnull=True)
                | Q(action__isnull=True, recommendation__isnull=True, statement__isnull=False),
                name="assurance_round_asks_one_thing",
            ),
        ]


class RoundAnswer(OwnedRow):
    """One answer to one item. The last one stands; the earlier ones stay to be read."""

    SEEN_THROUGH = "item"
    SENSITIVITY = OWNED | sens(
        S2="item number kind text as_at_date way update evidence role agreed_by agreed_where agreed_date held"
    )

    item = _to(RoundItem, "answers")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=_choices(AnswerKind))
    # What has happened, the words that were said again, or why there is nothing to report.
    text = models.TextField(max_length=1200)
    as_at_date = models.DateField()
    way = models.CharField(max_length=20, choices=_choices(Way))
    # The update that an answer about an action became.
    update = _to(Update, null=True, blank=True)
    # The evidence that an answer about a sentence was offered as.
    evidence = _to(Evidence, null=True, blank=True)
    role = models.CharField(max_length=200)
    # Recorded on behalf: who agreed for the agency (a role), at which meeting, on which day; the file that shows it.
    agreed_by = models.CharField(max_length=100, blank=True)
    agreed_where = models.CharField(max_length=200, blank=True)
    agreed_date = models.DateField(null=True, blank=True)
    held = _to("files.Held", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="assurance_round_answered_once"),
            models.CheckConstraint(condition=~Q(text=""), name="assurance_round_answer_says_something"),
            models.CheckConstraint(
                condition=~Q(way=Way.ON_BEHALF)
                | (~Q(agreed_by="") & ~Q(agreed_where="") & Q(agreed_date__isnull=False)),
                name="assurance_round_answer_on_behalf_has_its_minute",
            ),
        ]

    @property
    def version(self) -> int:
        """What a person saw who answers again: the number of the answer that stood."""
        return self.number


class RoundExtension(OwnedRow):
    """An agency was given more time in a round: a dated decision."""

    SEEN_THROUGH = "share"
    SENSITIVITY = OWNED | sens(S2="share old_date new_date reason role")

    share = _to(RoundShare, "extensions")
    old_date = models.DateField()
    new_date = models.DateField()
    reason = models.CharField(max_length=600)
    role = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(new_date__gt=F("old_date")), name="assurance_round_extension_gives"),
            models.CheckConstraint(condition=~Q(reason=""), name="assurance_round_extension_says_why"),
        ]


class PackMade(OwnedRow):
    """What stood in a pack on the day it was made, so that what comes back is compared with it."""

    SEEN_THROUGH = "share"
    SENSITIVITY = OWNED | sens(S2="share number body sha")

    share = _to(RoundShare, "packs")
    number = models.PositiveIntegerField()
    body = models.TextField()
    sha = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["share", "number"], name="assurance_pack_number")]


class PackReading(AgencyRow):
    """A pack that came back: what we read in it waits until somebody has looked at every difference."""

    SENSITIVITY = REACHING | sens(S2="share made held state body version")

    share = _to(RoundShare, "readings")
    made = _to(PackMade, "readings")
    held = _to("files.Held")
    state = models.CharField(max_length=10, choices=_choices(PackState), default=PackState.READ)
    body = models.TextField()
    version = models.PositiveIntegerField(default=1)


class ReplyLink(OwnedRow):
    """A way for one person to answer one item without an account. Only the hash of its token is kept."""

    SEEN_THROUGH = "item"
    SENSITIVITY = OWNED | sens(
        S1="version", S2="item person_name expires_at revoked_at used_at tries tries_since", S4="token_sha"
    )

    item = _to(RoundItem, "links")
    person_name = models.CharField(max_length=120)
    token_sha = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)
    # How often it was asked for since a moment, for the limit.
    tries = models.PositiveIntegerField(default=0)
    tries_since = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
