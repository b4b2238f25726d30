"""Which recommendation each sentence of a review answers, for its page and for whoever counts them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from lineofsight.assurance.models import Recommendation, Review, Statement, StatementRecommendation
from lineofsight.intake.documents import SentenceKind
from lineofsight.partnership.actor import Actor


@dataclass(frozen=True)
class Answering:
    """One sentence, and the recommendations that it answers, by their numbers."""

    statement: Statement
    answers: tuple[Recommendation, ...]

    @property
    def only(self) -> str:
        """The reference of the one that it answers; "" where it answers none."""
        return self.answers[0].ref if len(self.answers) == 1 else ""


def _would_say(review: Review, actor: Actor) -> QuerySet[Statement]:
    """The sentences that would be printed, but for those about the review itself: they answer nothing."""
    return (
        Statement.objects.visible_to(actor)
        .filter(review=review, is_included=True, current__isnull=False)
        .exclude(kind=SentenceKind.CONTEXT)
    )


def recommendations_to_choose(review: Review, actor: Actor) -> tuple[Recommendation, ...]:
    """The recommendations of a review by their numbers, and nothing that belongs to them. One query."""
    return tuple(Recommendation.objects.visible_to(actor).filter(review=review).order_by("number"))


def what_each_answers(review: Review, actor: Actor, *, choices: Sequence[Recommendation]) -> tuple[Answering, ...]:
    """Each sentence of a review with what it answers, in the order of the Summary. Two queries."""
    known = {row.pk: row for row in choices}
    listed = list(_would_say(review, actor).select_related("agency", "current").order_by("position"))
    ties: dict[int, list[Recommendation]] = {}
    rows = StatementRecommendation.objects.filter(statement__in=listed, ended_at__isnull=True, recommendation__in=known)
    for statement, row in rows.order_by("recommendation__number").values_list("statement", "recommendation"):
        ties.setdefault(statement, []).append(known[row])
    return tuple(Answering(row, tuple(ties.get(row.pk, ()))) for row in listed)


def said_which(review: Review, actor: Actor) -> tuple[int, int]:
    """How many sentences of a review say which recommendation they answer, of how many. One query."""
    ties = StatementRecommendation.objects.filter(statement=OuterRef("pk"), ended_at__isnull=True)
    found = list(_would_say(review, actor).annotate(says=Exists(ties)).values_list("says", flat=True))
    return sum(found), len(found)
