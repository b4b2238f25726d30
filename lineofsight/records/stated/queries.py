"""What was stated, as pages ask for it: within what an actor may see."""

import json
from datetime import date

from django.db.models import QuerySet

from lineofsight.library.quarterly import quarter_of
from lineofsight.partnership.actor import Actor
from lineofsight.records.stated.models import StatedAsk, StatedReturn
from lineofsight.records.stated.rules import Count, StatedState


def stated_now(actor: Actor) -> QuerySet[StatedReturn]:
    """What counts of each quarter, the latest quarter first."""
    rows: QuerySet[StatedReturn] = StatedReturn.objects.visible_to(actor).exclude(state=StatedState.SUPERSEDED)
    return rows.select_related("agency").order_by("-quarter_date", "quarterly", "agency__name")


def accepted_by(actor: Actor, *, until: date) -> QuerySet[StatedReturn]:
    """What was accepted and counts, of each quarter that was over by a day."""
    rows = stated_now(actor).filter(state=StatedState.ACCEPTED, quarter_date__lte=until)
    return rows.exclude(quarter_date=quarter_of(until)).order_by("id")


def find_stated(actor: Actor, ref: str) -> StatedReturn | None:
    """One by its reference; None where there is none that the actor may see."""
    found: StatedReturn | None = StatedReturn.objects.visible_to(actor).select_related("agency").called(ref)
    return found


def of_own_agency(actor: Actor, quarterly: str, quarter: date) -> StatedReturn | None:
    """What one's own agency stated of a quarter, as it counts; None where it has not."""
    return stated_now(actor).filter(agency_id=actor.agency_id, quarterly=quarterly, quarter_date=quarter).first()


def asks_now(actor: Actor) -> QuerySet[StatedAsk]:
    """Whom the unit asks for what, of bodies that are not closed."""
    rows: QuerySet[StatedAsk] = StatedAsk.objects.visible_to(actor).filter(ended_date__isnull=True)
    return rows.filter(body__closed_date__isnull=True).select_related("body").order_by("quarterly", "body__name")


def counts_of(row: StatedReturn) -> dict[str, Count]:
    """The figures, by question."""
    return {id: Count(one.get("n"), one.get("of"), one.get("why", "")) for id, one in json.loads(row.body).items()}
