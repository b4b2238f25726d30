"""Questions to holders, as pages ask for them."""

from django.db.models import QuerySet

from lineofsight.assurance.models import HolderQuestion
from lineofsight.partnership.actor import Actor


def questions(actor: Actor) -> QuerySet[HolderQuestion]:
    """Every question that the actor sees: the open ones first, what is due first at the top."""
    rows: QuerySet[HolderQuestion] = HolderQuestion.objects.visible_to(actor).select_related("agency")
    return rows.order_by("answer_by_date", "id")


def open_questions(actor: Actor) -> QuerySet[HolderQuestion]:
    """Those that nobody has answered, and that were not closed without an answer."""
    return questions(actor).filter(answered_date__isnull=True, outcome="")


def find_question(actor: Actor, ref: str) -> HolderQuestion | None:
    """One by its reference; None where there is none that the actor may see."""
    return questions(actor).called(ref)
