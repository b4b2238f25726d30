"""That an edition was withdrawn: when, why, and by whose second look."""

from lineofsight.partnership.actor import Actor
from lineofsight.publication.models import Edition, Withdrawal


def withdrawal_of(edition: Edition, actor: Actor) -> Withdrawal | None:
    """The withdrawal of an edition, None where there is none."""
    return Withdrawal.objects.visible_to(actor).select_related("agency").filter(edition=edition).first()
