"""Signatures recorded on behalf of an agency: until when it may object, and what it objected to."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from lineofsight.assurance.shelf import shelf
from lineofsight.library.clock import Calendar, NotInCalendar, working_days_later, working_days_left
from lineofsight.library.publishing import PublishingRules
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.queries import today
from lineofsight.publication.models import Edition, Objection, SignOff


def objection_to(row: SignOff) -> Objection | None:
    """The objection to a signature, if there is one."""
    return getattr(row, "objection", None)


def objected_on(row: Objection) -> date:
    """The day on which an agency objected: where it was recorded for it, the day on which it said so."""
    return row.said_date or today(row.recorded_at)


def may_agree_after(row: Objection, agreed: date) -> bool:
    """Whether agreement of a day may be recorded for an agency after its objection: where that was recorded too.

    Whoever objected in person signs in person.
    """
    return row.said_date is not None and agreed >= row.said_date


def object_rules(day: date) -> PublishingRules:
    """How long agencies may object to what is recorded on a day."""
    return shelf().get(PublishingRules, "before-publishing", on=day)


def _calendar(day: date) -> Calendar:
    return shelf().get(Calendar, object_rules(day).object_calendar, on=day)


def object_until(row: SignOff) -> date | None:
    """Through which day its agency may object; None where the days off of that year are not known."""
    return objects_until(today(row.recorded_at))


def objects_until(recorded: date) -> date | None:
    """The last day to object to what is recorded on a day; None where the days off of that year are not known."""
    try:
        return working_days_later(recorded, object_rules(recorded).object_days, calendar=_calendar(recorded))
    except NotInCalendar:
        return None


@dataclass(frozen=True)
class Behalf:
    """One signature recorded for an agency, on a day: whether it may still object, and how many working days are left
    after this one."""

    row: SignOff
    until: date | None
    days_left: int
    objection: Objection | None
    is_in_time: bool

    @property
    def may_object(self) -> bool:
        """Whether there is still time, and nobody has objected yet."""
        return self.objection is None and self.is_in_time

    @property
    def left(self) -> str:
        """«5 working days left», «today is the last day»."""
        if not self.days_left:
            return "today is the last day"
        return f"{self.days_left} working day{'' if self.days_left == 1 else 's'} left"


def behalf_now(row: SignOff, *, day: date) -> Behalf:
    """A signature recorded on behalf, on a day. Where no calendar knows the days, there is still time."""
    until = object_until(row)
    left = working_days_left(day, until, calendar=_calendar(day)) if until else 0
    return Behalf(row, until, left, objection_to(row), is_in_time=until is None or day <= until)


def signed_on_behalf(*editions: Edition, actor: Actor, agency_id: int | None) -> tuple[Behalf, ...]:
    """What was signed on behalf of an agency in editions and still has the words of today, by its place. One query."""
    rows = _on_behalf(actor).filter(edition__in=editions, agency_id=agency_id)
    day = today(actor.now)
    return tuple(behalf_now(row, day=day) for row in rows if row.wording.statement.current_id == row.wording_id)


def may_still_object(edition: Edition, actor: Actor) -> frozenset[str]:
    """The agencies for which something was signed in an edition to which they may object now, by their references."""
    day = today(actor.now)
    rows = _on_behalf(actor).filter(edition=edition)
    return frozenset(row.agency.ref for row in rows if behalf_now(row, day=day).may_object)


def _on_behalf(actor: Actor) -> QuerySet[SignOff]:
    rows = SignOff.objects.visible_to(actor).filter(agreed_date__isnull=False)
    return rows.select_related("agency", "wording__statement", "objection", "held").order_by(
        "wording__statement__position", "id"
    )


def objected_in(*editions: Edition, actor: Actor) -> tuple[Objection, ...]:
    """Objections in editions to words that still stand and that their agency has not signed since. Two queries."""
    rows = Objection.objects.visible_to(actor).filter(signoff__edition__in=editions)
    rows = rows.select_related("agency", "signoff__wording__statement", "signoff__edition").order_by("id")
    signed = SignOff.objects.visible_to(actor).filter(edition__in=editions, objection__isnull=True)
    done = set(signed.values_list("edition_id", "wording_id"))
    return tuple(
        row
        for row in rows
        if row.signoff.wording.statement.current_id == row.signoff.wording_id
        and (row.signoff.edition_id, row.signoff.wording_id) not in done
    )
