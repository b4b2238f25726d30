"""What a review asked for and what came of it: findings, recommendations, actions, updates, and every move of them."""

from django.db import models
from django.db.models import F, Q

from lineofsight.assurance.models.review import AnOpinion, Review, Statement
from lineofsight.assurance.rules.chain import ActionState, RecommendationState, Says, UpdateState
from lineofsight.partnership.rows import OWNED, REACHING, AgencyRow, OwnedRow
from lineofsight.trail.sensitivity import sens


def _choices(values: object) -> list[tuple[str, str]]:
    return [(value.value, value.value) for value in values]  # type: ignore[attr-defined]


def _to(model: object, name: str = "+", **facts: bool) -> models.ForeignKey:
    return models.ForeignKey(model, on_delete=models.PROTECT, related_name=name, **facts)  # type: ignore[arg-type]


class Finding(AgencyRow):
    """Something that a review found. Recommendations rest on it."""

    SENSITIVITY = REACHING | sens(S1="review number text source_place version")

    review = _to(Review, "findings")
    number = models.PositiveIntegerField()
    text = models.TextField(max_length=2000)
    source_place = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["review", "number"], name="assurance_finding_number")]


class Recommendation(AgencyRow):
    """What a review asks for. `agency` leads; where it stands is its last move, made by whoever may make it."""

    SENSITIVITY = REACHING | sens(
        S1="review number title text source_place owner_role owner due_date respond_by_date measure why public_wording"
        " superseded_by version"
    )

    review = _to(Review, "recommendations")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=120)
    text = models.TextField(max_length=2000)
    source_place = models.CharField(max_length=200, blank=True)
    # A role in the lead agency; the membership names who has it today, if anybody is named.
    owner_role = models.CharField(max_length=100, blank=True)
    owner = _to("partnership.Membership", null=True, blank=True)
    due_date = models.DateField(null=True, blank=True)
    respond_by_date = models.DateField(null=True, blank=True)
    # How we will know.
    measure = models.CharField(max_length=600, blank=True)
    why = models.CharField(max_length=600, blank=True)
    # What the public reads where it was declined, or accepted in part.
    public_wording = models.TextField(max_length=1000, blank=True)
    superseded_by = _to("self", "supersedes", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["review", "number"], name="assurance_recommendation_number")]

    @property
    def label(self) -> str:
        """How people call it: «Recommendation 3»."""
        return f"Recommendation {self.number}"


class Action(AgencyRow):
    """Something that an agency does about recommendations. `agency` leads; where it stands is its last move."""

    SENSITIVITY = REACHING | sens(
        S1="review number title outcome owner_role owner first_due_date due_date replaced_by version"
        " source_place plan_word plan_words"
    )

    review = _to(Review, "actions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    # What should be different for children when it is done.
    outcome = models.CharField(max_length=600, blank=True)
    owner_role = models.CharField(max_length=100, blank=True)
    owner = _to("partnership.Membership", null=True, blank=True)
    first_due_date = models.DateField()
    due_date = models.DateField()
    replaced_by = _to("self", "replaces", null=True, blank=True)
    # For an action that came with a plan: where it stands there, how far it says that it is, and what else it says.
    source_place = models.CharField(max_length=200, blank=True)
    plan_word = models.CharField(max_length=200, blank=True)
    plan_words = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["review", "number"], name="assurance_action_number")]
        indexes = [models.Index(fields=["due_date"], name="assurance_action_due")]

    @property
    def label(self) -> str:
        """How people call it: «Action 4»."""
        return f"Action {self.number}"


class FindingRecommendation(OwnedRow):
    """A recommendation rests on a finding."""

    SEEN_THROUGH = "recommendation"
    SENSITIVITY = OWNED | sens(S1="finding recommendation")

    finding = _to(Finding, "recommendations")
    recommendation = _to(Recommendation, "findings")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["finding", "recommendation"], name="assurance_rests_once")]


class RecommendationAction(OwnedRow):
    """An action answers a recommendation."""

    SEEN_THROUGH = "action"
    SENSITIVITY = OWNED | sens(S1="recommendation action")

    recommendation = _to(Recommendation, "actions")
    action = _to(Action, "recommendations")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["recommendation", "action"], name="assurance_answers_once")]


class StatementRecommendation(OwnedRow):
    """A sentence of the Summary answers a recommendation. Its evidence is then evidence for both."""

    SEEN_THROUGH = "statement"
    SENSITIVITY = OWNED | sens(S2="statement recommendation ended_at")

    statement = _to(Statement, "recommendations")
    recommendation = _to(Recommendation, "statements")
    # Since when it no longer answers it. Nothing is removed.
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["statement", "recommendation"], name="assurance_says_once")]


class Minuted(OwnedRow):
    """A move that the business unit may record for an agency: who agreed there (a role), where, and when."""

    agreed_by = models.CharField(max_length=100, blank=True)
    agreed_where = models.CharField(max_length=200, blank=True)
    agreed_date = models.DateField(null=True, blank=True)
    # The minute as a file.
    held = _to("files.Held", null=True, blank=True)

    class Meta:
        abstract = True


def _has_whole_minute(name: str) -> models.CheckConstraint:
    """Who agreed is kept with where and when, or not at all."""
    none = Q(agreed_by="", agreed_where="", agreed_date__isnull=True)
    return models.CheckConstraint(
        condition=none | (~Q(agreed_by="") & ~Q(agreed_where="") & Q(agreed_date__isnull=False)), name=name
    )


_MINUTE = sens(S2="agreed_by agreed_where agreed_date held")


class RecommendationMove(Minuted):
    """One move of a recommendation. `agency` is whoever moved it; two cannot make the same numbered move."""

    SEEN_THROUGH = "recommendation"
    SENSITIVITY = OWNED | _MINUTE | sens(S1="recommendation lead_agency number source target reason role")

    recommendation = _to(Recommendation, "moves")
    lead_agency = _to("partnership.Agency")
    number = models.PositiveIntegerField()
    source = models.CharField(max_length=20, blank=True, choices=_choices(RecommendationState))
    target = models.CharField(max_length=20, choices=_choices(RecommendationState))
    reason = models.CharField(max_length=1000, blank=True)
    role = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["recommendation", "number"], name="assurance_recommendation_moved_once"),
            _has_whole_minute("assurance_recommendation_move_minute"),
            models.CheckConstraint(
                condition=~Q(target__in=["assured", "closed"]) | ~Q(agency=F("lead_agency")),
                name="assurance_recommendation_settled_from_outside",
            ),
        ]


class ActionMove(Minuted):
    """One move of an action."""

    SEEN_THROUGH = "action"
    SENSITIVITY = OWNED | _MINUTE | sens(S1="action number source target reason role")

    action = _to(Action, "moves")
    number = models.PositiveIntegerField()
    source = models.CharField(max_length=20, blank=True, choices=_choices(ActionState))
    target = models.CharField(max_length=20, choices=_choices(ActionState))
    reason = models.CharField(max_length=1000, blank=True)
    role = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["action", "number"], name="assurance_action_moved_once"),
            _has_whole_minute("assurance_action_move_minute"),
        ]
        # Where ten thousand actions stand is read from this alone.
        indexes = [models.Index(fields=["action", "-number", "target"], name="assurance_action_stands")]


class RecommendationOpinion(AnOpinion):
    """How sure somebody outside the lead agency is of a recommendation."""

    SEEN_THROUGH = "recommendation"
    SENSITIVITY = OWNED | sens(S1="recommendation lead_agency level know how next_step next_test_date role basis_sha")

    recommendation = _to(Recommendation, "opinions")
    role = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(agency=F("lead_agency")), name="assurance_recommendation_opinion_from_outside"
            ),
        ]


class Update(AgencyRow):
    """What happened with an action since last time. Once accepted it stays as it is; a later one replaces it."""

    SENSITIVITY = REACHING | sens(
        S2="action as_at_date text says is_unchanged state question submitted_at supersedes version plan_word"
        " is_from_plan"
    )

    action = _to(Action, "updates")
    as_at_date = models.DateField()
    text = models.TextField(max_length=1200)
    # How far the agency says that the action is; empty where it does not say.
    says = models.CharField(max_length=20, blank=True, choices=_choices(Says))
    # «Nothing has changed»: the earlier words were said again.
    is_unchanged = models.BooleanField(default=False)
    state = models.CharField(max_length=20, choices=_choices(UpdateState), default=UpdateState.DRAFT)
    question = models.CharField(max_length=600, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    supersedes = _to("self", "replaced", null=True, blank=True)
    # It came with a plan, brought in by the business unit, and nobody of the agency wrote it here.
    is_from_plan = models.BooleanField(default=False)
    # How far the plan said that the action was when this was its latest entry.
    plan_word = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)


class DueChange(OwnedRow):
    """More time was asked for. Whether it was given is a row of its own."""

    SEEN_THROUGH = "action"
    SENSITIVITY = OWNED | sens(S1="action old_date new_date reason")

    action = _to(Action, "due_changes")
    old_date = models.DateField()
    new_date = models.DateField()
    reason = models.CharField(max_length=600)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(new_date__gt=F("old_date")), name="assurance_due_change_gives_time"),
            models.CheckConstraint(condition=~Q(reason=""), name="assurance_due_change_says_why"),
        ]


class DueDecision(OwnedRow):
    """Whether more time was given, by somebody other than whoever asked."""

    SEEN_THROUGH = "change"
    SENSITIVITY = OWNED | sens(S1="change asked_by_ref is_granted reason role")

    change = models.OneToOneField(DueChange, on_delete=models.PROTECT, related_name="decision")
    asked_by_ref = models.CharField(max_length=26)
    is_granted = models.BooleanField()
    reason = models.CharField(max_length=600, blank=True)
    role = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(by_ref=F("asked_by_ref")), name="assurance_due_decided_by_another"),
        ]


class LikenessDecision(OwnedRow):
    """Somebody read two recommendations and says whether they ask the same. The last one stands."""

    SEEN_THROUGH = "recommendation"
    SENSITIVITY = OWNED | sens(S1="recommendation earlier is_same role")

    recommendation = _to(Recommendation, "likenesses")
    earlier = _to(Recommendation)
    is_same = models.BooleanField()
    role = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(recommendation=F("earlier")), name="assurance_like_another"),
        ]
