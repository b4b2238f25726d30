"""Begin the chart of a measure or of a family of rules anew from a month on, with the reason; or take that back."""

from datetime import date

from django.db import transaction

from lineofsight.assurance.models import BegunAnew
from lineofsight.assurance.queries.charts import said_of
from lineofsight.library.words import month_words
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.models import Agency
from lineofsight.partnership.policy import require
from lineofsight.partnership.queries import hub, today
from lineofsight.partnership.rows import written_by
from lineofsight.partnership.rules import Act, Audience
from lineofsight.trail.actions import record


class AnewDoesNotFit(ValueError):
    """A month from which a chart cannot be begun anew, or nothing that could be taken back."""


@transaction.atomic
def begin_anew(*, chart: str, of: Agency | None, month: date, reason: str, by: Actor) -> BegunAnew:
    """From a month on the chart is judged by that month and later ones alone, because of this.

    chart: the id of a measure, or `of_family`. of: whose chart; None: that over all agencies. What was frozen before
    stays as it was. Source of the rule: nhs-mdc, limits are calculated again only where something is known to have
    changed. Raises Forbidden, AnewDoesNotFit.
    """
    require(by, Act.CHART_ANEW)
    if month.day != 1 or month >= today(by.now).replace(day=1):
        raise AnewDoesNotFit("Choose a month that is over: the chart shows no other.")
    if month in standing(chart, of, by):
        raise AnewDoesNotFit(f"The chart is begun anew from {month_words(month)} already. Choose another month.")
    return _say(chart, of, month, reason, by, stands=True)


@transaction.atomic
def take_back_anew(*, chart: str, of: Agency | None, month: date, reason: str, by: Actor) -> BegunAnew:
    """The chart is no longer begun anew from a month. Both rows stay. Raises Forbidden, AnewDoesNotFit."""
    require(by, Act.CHART_ANEW)
    if month not in standing(chart, of, by):
        raise AnewDoesNotFit(f"The chart is not begun anew from {month_words(month)}, so there is nothing to undo.")
    return _say(chart, of, month, reason, by, stands=False)


def standing(chart: str, of: Agency | None, by: Actor) -> frozenset[date]:
    """The months from which a chart is begun anew now."""
    return frozenset(
        one.month for one in said_of(by, chart, of=of.pk if of else None) if one.stands and not one.is_past
    )


def _say(chart: str, of: Agency | None, month: date, reason: str, by: Actor, *, stands: bool) -> BegunAnew:
    if not reason.strip():
        raise AnewDoesNotFit("Say why: a chart is never begun anew without a reason.")
    whose = of or hub()
    row = BegunAnew.objects.create(
        agency_id=whose.pk,
        audience=Audience.HUB if of is None else Audience.OWN,
        measure_id=chart,
        month=month,
        stands=stands,
        reason=reason.strip(),
        role=by.role_words[:200],
        **written_by(by),
    )
    record(
        "chart.begun anew" if stands else "chart.begun anew taken back",
        subject=row,
        by=by,
        at=by.now,
        agency=whose.code,
        measure=chart,
        month=month.isoformat(),
        reason=reason.strip(),
    )
    return row
