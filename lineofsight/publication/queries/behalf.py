"""Signatures recorded on behalf of an agency: until when it may object, and what it objected to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, QuerySet

from lineofsight.assurance.shelf import shelf
from lineofsight.intake.documents import SentenceKind
from lineofsight.library.clock import Calendar, NotInCalendar, working_days_later, working_days_left
from lineofsight.library.publishing import PublishingRules
from lineofsight.library.words import day_words, listed
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


@dataclass(frozen=True)
class DaysLeft:
    """An agency that may still object in an edition: to how many sentences, and through which day."""

    agency: str
    agency_ref: str
    sentences: int
    until: date


def days_left(editions: Iterable[Edition], actor: Actor) -> dict[int, tuple[DaysLeft, ...]]:
    """For each edition, by its key, the agencies that may still object, the last day first. One query for all of them.

    It is what keeps an edition from being printed (gate/checks/objectable.py): where the agency signed the same words
    itself, and where no calendar knows the days, nothing does.
    """
    keys = [edition.pk for edition in editions]
    if not keys:
        return {}
    rows = (
        SignOff.objects.visible_to(actor)
        .filter(edition__in=keys, objection__isnull=True, wording=F("wording__statement__current"))
        .filter(wording__statement__is_included=True)
        .exclude(wording__statement__kind=SentenceKind.CONTEXT)
        .select_related("agency")
    )
    day = today(actor.now)
    own: set[tuple[int, int]] = set()
    behalf: dict[tuple[int, int], SignOff] = {}
    for row in rows.order_by("id"):
        key = row.edition_id, row.wording_id
        if row.agreed_date is None:
            own.add(key)
        else:
            behalf[key] = row
    found: dict[int, dict[str, DaysLeft]] = {}
    for key, row in behalf.items():
        until = object_until(row)
        if key in own or until is None or until < day:
            continue
        of = found.setdefault(row.edition_id, {})
        before = of.get(row.agency.ref)
        of[row.agency.ref] = DaysLeft(
            row.agency.name,
            row.agency.ref,
            before.sentences + 1 if before else 1,
            max(before.until, until) if before else until,
        )
    return {
        edition: tuple(sorted(of.values(), key=lambda one: (-one.until.toordinal(), one.agency)))
        for edition, of in found.items()
    }


def printed_from(left: tuple[DaysLeft, ...]) -> date | None:
    """The first day on which an edition can be printed, where agencies may still object; None where none may."""
    return max(one.until for one in left) + timedelta(days=1) if left else None


# So many agencies are named in a sentence; more are counted, and the table of the edition names them.
_NAMED = 3


def why_not_before(left: tuple[DaysLeft, ...]) -> str:
    """«It can be published from 30 June 2026: Wexcombe Council may object until 29 June 2026 to 2 sentences that were
    signed on its behalf.» Agencies of one last day are told together. "" where none may object."""
    day = printed_from(left)
    if day is None:
        return ""
    by_day: dict[date, list[DaysLeft]] = {}
    for one in left:
        by_day.setdefault(one.until, []).append(one)
    told = (_may_object(until, agencies) for until, agencies in by_day.items())
    return f"It can be published from {day_words(day)}: {listed(told)}."


def _may_object(until: date, agencies: list[DaysLeft]) -> str:
    number = sum(one.sentences for one in agencies)
    names = [one.agency for one in agencies]
    who = listed(names) if len(names) <= _NAMED else f"{len(names)} agencies"
    to = "1 sentence that was" if number == 1 else f"{number} sentences that were"
    whose = "its" if len(names) == 1 else "their"
    return f"{who} may object until {day_words(until)} to {to} signed on {whose} behalf"


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
