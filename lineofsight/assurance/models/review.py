"""What a review rests on: statements and their wordings, evidence, outside assessments, opinions, open items."""

from typing import Any

from django.db import models
from django.db.models import F, Q

from lineofsight.assurance.rules import Consent, EvidenceKind, EvidenceState, OpenKind, ReviewKind, needs_another
from lineofsight.intake.documents import SentenceKind
from lineofsight.library.scales import OpinionWord, Shows, Spoke
from lineofsight.partnership.rows import OWNED, REACHING, AgencyRow, OwnedRow
from lineofsight.trail.sensitivity import sens


def _choices(values: object) -> list[tuple[str, str]]:
    return [(value.value, value.value) for value in values]  # type: ignore[attr-defined]


class Review(AgencyRow):
    """A look back at practice, and what came of it."""

    SENSITIVITY = REACHING | sens(S1="name kind completed_date source begun_wrongly_date begun_wrongly_reason version")

    name = models.CharField(max_length=300)
    kind = models.CharField(max_length=60, choices=_choices(ReviewKind))
    completed_date = models.DateField(null=True, blank=True)
    # The report it was read from, when there is one.
    source = models.ForeignKey("files.Held", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # Since when the unit says that it was begun by mistake, and why: the officer decides whether it goes.
    begun_wrongly_date = models.DateField(null=True, blank=True)
    begun_wrongly_reason = models.CharField(max_length=600, blank=True)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.name


class Assessment(AgencyRow):
    """An outside look (an inspection, a court's comment): who looked, at whom, over which months."""

    SENSITIVITY = REACHING | sens(
        S1="review title body about scope period_from period_to published_date source text_sha version"
    )

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="assessments")
    title = models.CharField(max_length=300)
    body = models.CharField(max_length=200)
    about = models.ForeignKey("partnership.Agency", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    scope = models.CharField(max_length=20, default="local")
    period_from = models.DateField(null=True, blank=True)
    period_to = models.DateField(null=True, blank=True)
    published_date = models.DateField(null=True, blank=True)
    # The text it was quoted from. Without it no quotation can be compared, and none can be printed.
    source = models.ForeignKey("files.Held", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    text_sha = models.CharField(max_length=64, blank=True)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.title


class Statement(AgencyRow):
    """One sentence that an agency says about its practice. Its words are in its wordings."""

    SENSITIVITY = REACHING | sens(
        S2="review position place paragraph section kind theme answers action_date due_date owner_role is_included"
        " current doubt also_named version"
    )

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="statements")
    # The number by which people call it. It stays when the statement is moved.
    position = models.PositiveIntegerField()
    # Where it stands among the others, once somebody has moved it; before that where its number puts it.
    place = models.PositiveIntegerField(null=True, blank=True)
    paragraph = models.CharField(max_length=20, blank=True)
    section = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=20, choices=_choices(SentenceKind))
    theme = models.CharField(max_length=60, blank=True)
    # Which recommendation it answers; blank is "none stated", and is said so.
    answers = models.CharField(max_length=300, blank=True)
    # Since when the practice it speaks of has been in place: an older quotation cannot show it.
    action_date = models.DateField(null=True, blank=True)
    # An intention says by when, and in which role somebody answers for it.
    due_date = models.DateField(null=True, blank=True)
    owner_role = models.CharField(max_length=100, blank=True)
    is_included = models.BooleanField(default=True)
    current = models.OneToOneField(
        "assurance.Wording", on_delete=models.PROTECT, null=True, blank=True, related_name="current_of"
    )
    # What the reader was unsure of when it was imported, until a person settles it.
    doubt = models.CharField(max_length=400, blank=True)
    # Other bodies that the report names in the same sentence as doing it, a line each.
    also_named = models.CharField(max_length=600, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["review", "position"], name="assurance_statement_place")]
        ordering = ["review_id", "position"]


class Wording(OwnedRow):
    """The words of a statement at one time. Never changed; a later one replaces it."""

    SEEN_THROUGH = "statement"
    SENSITIVITY = OWNED | sens(S2="statement text sha")

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="wordings")
    text = models.TextField(max_length=4000)
    sha = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="assurance_wording_has_words"),
        ]


class Extract(OwnedRow):
    """Words quoted in a wording, tied to the assessment they are said to come from."""

    SEEN_THROUGH = "wording"
    SENSITIVITY = OWNED | sens(S2="wording assessment text is_partial attributed_to place")

    wording = models.ForeignKey(Wording, on_delete=models.PROTECT, related_name="extracts")
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, null=True, blank=True, related_name="extracts")
    text = models.TextField(max_length=4000)
    is_partial = models.BooleanField(default=False)
    attributed_to = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=100, blank=True)


class StatedFigure(OwnedRow):
    """A number that stands in a wording, as its author put it."""

    SEEN_THROUGH = "wording"
    SENSITIVITY = OWNED | sens(S2="wording text value value_to unit comparator denominator")

    wording = models.ForeignKey(Wording, on_delete=models.PROTECT, related_name="figures")
    text = models.CharField(max_length=200)
    value = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    value_to = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    unit = models.CharField(max_length=20)
    comparator = models.CharField(max_length=2)
    denominator = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)


class FigureRecord(AgencyRow):
    """A figure frozen as it was computed: n of N, period, definition, and the hash of the rows it counted."""

    SENSITIVITY = REACHING | sens(S1="review measure_id n of is_ratio as_at_date definition_sha snapshot_sha body")

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="figures")
    measure_id = models.CharField(max_length=100)
    n = models.PositiveIntegerField()
    of = models.PositiveIntegerField()
    # Two numbers of their own, and not some of all: then n may be the larger.
    is_ratio = models.BooleanField(default=False)
    as_at_date = models.DateField()
    definition_sha = models.CharField(max_length=64)
    snapshot_sha = models.CharField(max_length=64)
    # The whole Figure in canonical JSON.
    body = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(n__lte=F("of")) | Q(is_ratio=True), name="assurance_figure_n_within_of")
        ]


class Evidence(AgencyRow):
    """Something that shows something: what, over which months, about whom, until when, and how far it goes."""

    SENSITIVITY = REACHING | sens(
        S2="review number kind title note held figure assessment shows period_from period_to received_date valid_until"
        " about scope state state_reason accepted_at accepted_by_ref"
        " ended_at version counted_n counted_of counted_words register link"
        " asked answered consent heard spoke replaces"
    )

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="evidence")
    # «E14»: one row of numbers for each review, so that people can say it.
    number = models.PositiveIntegerField()
    # The version before it. That one stays as it is, and ends when this one is accepted.
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by")
    kind = models.CharField(max_length=40, choices=_choices(EvidenceKind))
    title = models.CharField(max_length=200)
    note = models.TextField(max_length=4000, blank=True)
    held = models.ForeignKey("files.Held", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    figure = models.ForeignKey(FigureRecord, on_delete=models.PROTECT, null=True, blank=True, related_name="evidence")
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, null=True, blank=True, related_name="evidence")
    shows = models.PositiveSmallIntegerField(choices=[(value.value, value.words) for value in Shows])
    period_from = models.DateField(null=True, blank=True)
    period_to = models.DateField(null=True, blank=True)
    received_date = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    # What an agency counted itself, from its own records: n of N, and of what. A figure of ours is in `figure`.
    counted_n = models.PositiveIntegerField(null=True, blank=True)
    counted_of = models.PositiveIntegerField(null=True, blank=True)
    counted_words = models.CharField(max_length=200, blank=True)
    # Where others can look at it, when it stays in a register of its agency: which register, and its address.
    register = models.CharField(max_length=200, blank=True)
    link = models.CharField(max_length=400, blank=True)
    # What children, parents or workers told: how many were asked and answered, what they raised, what they agreed to.
    asked = models.PositiveIntegerField(null=True, blank=True)
    answered = models.PositiveIntegerField(null=True, blank=True)
    heard = models.TextField(max_length=2000, blank=True)
    consent = models.CharField(max_length=40, choices=_choices(Consent), blank=True)
    # Whose words they are; blank where it was offered before this was asked.
    spoke = models.CharField(max_length=40, choices=_choices(Spoke), blank=True)
    about = models.ForeignKey("partnership.Agency", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    scope = models.CharField(max_length=20, default="local")
    state = models.CharField(max_length=20, choices=_choices(EvidenceState), default=EvidenceState.OFFERED)
    state_reason = models.CharField(max_length=400, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    # Who said that it counts. Blank where it was accepted before this was kept.
    accepted_by_ref = models.CharField(max_length=26, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name_plural = "evidence"
        constraints = [
            models.UniqueConstraint(fields=["review", "number"], name="assurance_evidence_number"),
            # One newer version at a time: a second is offered once the first was refused or taken back.
            models.UniqueConstraint(
                fields=["replaces"],
                condition=~Q(state__in=[EvidenceState.REJECTED, EvidenceState.WITHDRAWN]),
                name="assurance_evidence_one_newer",
            ),
            models.CheckConstraint(
                condition=Q(period_to__isnull=True) | Q(period_from__isnull=True) | Q(period_to__gte=F("period_from")),
                name="assurance_evidence_period_in_order",
            ),
            models.CheckConstraint(
                condition=Q(counted_n__isnull=True, counted_of__isnull=True)
                | Q(counted_n__isnull=False, counted_of__isnull=True)
                | Q(counted_n__lte=F("counted_of")),
                name="assurance_evidence_n_within_of",
            ),
            models.CheckConstraint(
                condition=Q(asked__isnull=True) | Q(answered__isnull=True) | Q(answered__lte=F("asked")),
                name="assurance_evidence_answered_within_asked",
            ),
        ]

    @property
    def label(self) -> str:
        """How people call it: «E14»."""
        return f"E{self.number}"

    @property
    def needs_another(self) -> bool:
        """Whether somebody other than whoever offered it has to look at it before it counts."""
        return needs_another(has_figure=self.figure_id is not None, has_assessment=self.assessment_id is not None)

    @property
    def was_seen_by_nobody_else(self) -> bool:
        """Whether it counts because whoever offered it said so, and nobody else has looked."""
        is_accepted = self.state == EvidenceState.ACCEPTED and bool(self.accepted_by_ref)
        return self.needs_another and is_accepted and self.accepted_by_ref == self.by_ref


class Tick(OwnedRow):
    """One piece of evidence put behind something. Taken away again the tick stays, with who did and why.

    Behind what, its own class says.
    """

    evidence: models.ForeignKey[Evidence, Evidence]
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by_ref = models.CharField(max_length=26, blank=True)
    ended_reason = models.CharField(max_length=400, blank=True)

    class Meta:
        abstract = True

    @property
    def thing(self) -> Any:
        """What it stands behind: a sentence, an action or an update."""
        raise NotImplementedError

    @property
    def behind(self) -> str:
        """The same, in words: «sentence 3»."""
        raise NotImplementedError


def once_standing(of: str, name: str) -> models.UniqueConstraint:
    """Ticked, taken away and ticked again are two ticks, of which one stands."""
    return models.UniqueConstraint(fields=["evidence", of], condition=Q(ended_at__isnull=True), name=name)


def ended_says_why(name: str) -> models.CheckConstraint:
    """A tick that was taken away has a reason, and no other has one."""
    is_so = Q(ended_at__isnull=True, ended_reason="") | Q(ended_at__isnull=False) & ~Q(ended_reason="")
    return models.CheckConstraint(condition=is_so, name=name)


class Supports(Tick):
    """One piece of evidence put behind one statement."""

    SEEN_THROUGH = "statement"
    SENSITIVITY = OWNED | sens(S2="evidence statement ended_at ended_by_ref ended_reason")

    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="supports")
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="supports")

    class Meta:
        verbose_name_plural = "supports"
        constraints = [
            once_standing("statement", "assurance_supports_once_standing"),
            ended_says_why("assurance_supports_ended_says_why"),
        ]

    @property
    def thing(self) -> Statement:
        """The sentence behind which it stands."""
        return self.statement

    @property
    def behind(self) -> str:
        """«sentence 3»."""
        return f"sentence {self.statement.position}"


class AnOpinion(OwnedRow):
    """How sure an outsider is of something. It points at the hash of what that rests on, and lapses with it.

    What it is of, and that its agency is not the one that leads there, its own class says.
    """

    lead_agency = models.ForeignKey("partnership.Agency", on_delete=models.PROTECT, related_name="+")
    level = models.CharField(
        max_length=20,
        choices=_choices(
            [OpinionWord.NO_ASSURANCE, OpinionWord.LIMITED, OpinionWord.REASONABLE, OpinionWord.SUBSTANTIAL]
        ),
    )
    know = models.TextField(max_length=2000)
    how = models.TextField(max_length=2000)
    next_step = models.TextField(max_length=2000)
    next_test_date = models.DateField(null=True, blank=True)
    basis_sha = models.CharField(max_length=64)

    class Meta:
        abstract = True


class Opinion(AnOpinion):
    """How sure an outsider is of a statement."""

    SEEN_THROUGH = "statement"
    SENSITIVITY = OWNED | sens(S2="statement lead_agency level know how next_step next_test_date role basis_sha")

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="opinions")
    role = models.CharField(max_length=100)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(agency=F("lead_agency")), name="assurance_opinion_from_outside_the_lead"
            ),
        ]


class OpenItem(AgencyRow):
    """Something not yet done, or not known, in the same room as what was done."""

    SENSITIVITY = REACHING | sens(S1="review kind text since_date expected_date closed_at close_reason version")

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="open_items")
    kind = models.CharField(max_length=20, choices=_choices(OpenKind))
    text = models.CharField(max_length=600)
    since_date = models.DateField(null=True, blank=True)
    expected_date = models.DateField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    close_reason = models.CharField(max_length=400, blank=True)
    version = models.PositiveIntegerField(default=1)
