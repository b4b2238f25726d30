"""Alerts about a team's workload, and what was done about each: who, what and when. Nothing of it can be taken away."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from lineofsight.partnership.actor import Actor
from lineofsight.partnership.models import Agency
from lineofsight.partnership.policy import require
from lineofsight.partnership.queries import today
from lineofsight.partnership.rows import written_by
from lineofsight.partnership.rules import Act, Audience
from lineofsight.records.workforce.models import Alert, Contingency
from lineofsight.trail.actions import record
from lineofsight.trail.sensitivity import Sens

LONGEST_TEXT = 300


class NothingSaid(ValueError):
    """What was done is empty, or too long."""

    def __init__(self) -> None:
        super().__init__(f"Enter what was done, in at most {LONGEST_TEXT} letters.")


@transaction.atomic
def raise_alerts(*, agency: Agency, found: Iterable[tuple[str, str, str, str]], day: date, by: Actor) -> int:
    """Raise what was found and was not raised yet: kind, team, what it is about, and what it says. Out: how many."""
    there = set(Alert.objects.filter(agency=agency).values_list("kind", "team", "about"))
    raised = 0
    for kind, team, about, says in found:
        if (kind, team, about) in there:
            continue
        own = {"agency": agency, "audience": Audience.OWN, **written_by(by)}
        made = Alert.objects.create(kind=kind, team=team, about=about, raised_date=day, says=says[:300], **own)
        record("alert.raised", subject=made, by=by, at=by.now, agency=agency.code, sens=Sens.S2, kind=kind)
        raised += 1
    return raised


@transaction.atomic
def say_what_was_done(*, alert: Alert, text: str, by: Actor) -> Contingency:
    """Say what was done about an alert. Raises Forbidden, NothingSaid."""
    require(by, Act.ALERT_ANSWER, alert)
    if not text.strip() or len(text) > LONGEST_TEXT:
        raise NothingSaid
    made = Contingency.objects.create(
        agency_id=by.agency_id,
        alert=alert,
        text=text.strip(),
        by_role=by.in_role[:80],
        made_date=today(by.now),
        **written_by(by),
    )
    record("alert.answered", subject=alert, by=by, at=by.now, agency=by.agency_code, sens=Sens.S2)
    return made
