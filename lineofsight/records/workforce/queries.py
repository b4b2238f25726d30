"""Who works, as pages and figures ask for it: within what an actor may see, as the latest lists have it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from lineofsight.library.practice_lists import WorkerRole
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.shelf import shelf
from lineofsight.records.workforce.models import Absence, ListedRow, Spell, StaffMember
from lineofsight.records.workforce.rules import Away, InPost, in_the_period, on_the_day


def as_it_stands(actor: Actor, model: type[ListedRow], *, agency_ref: str = "") -> QuerySet[Any]:
    """The rows of a kind that no later list corrected or took away."""
    rows: QuerySet[Any] = model.objects.visible_to(actor).filter(later__isnull=True, is_withdrawn=False)
    return rows.filter(agency__ref=agency_ref) if agency_ref else rows


def in_post(actor: Actor, *, on: date, agency_ref: str = "") -> tuple[InPost, ...]:
    """Who is in post on a day, one for each post of a person; whoever is on long leave is among them, and told."""
    rows = as_it_stands(actor, Spell, agency_ref=agency_ref).filter(_until_after(on), start__lte=on)
    return on_the_day(_posts(rows), _long_leaves(actor, agency_ref), on=on)


def ever_in_post(actor: Actor, *, start: date, until: date, agency_ref: str = "") -> tuple[InPost, ...]:
    """Who was in post on any day of a period, both its ends among them."""
    rows = as_it_stands(actor, Spell, agency_ref=agency_ref).filter(_until_after(start), start__lte=until)
    return in_the_period(_posts(rows), _long_leaves(actor, agency_ref), start=start, until=until)


def find_member(actor: Actor, ref: str) -> StaffMember | None:
    """Somebody by their reference; None where there is nobody whom the actor may see."""
    found: StaffMember | None = StaffMember.objects.visible_to(actor).filter(ref=ref).select_related("agency").first()
    return found


def case_holding_roles() -> frozenset[str]:
    """Our words for the roles that hold cases."""
    library = shelf()
    newest = (library.history(WorkerRole, id)[-1] for id in library.ids(WorkerRole.FOLDER))
    return frozenset(one.role for one in newest if one.holds_cases)


def _until_after(day: date) -> Q:
    return Q(until__isnull=True) | Q(until__gt=day)


def _posts(rows: QuerySet[Any]) -> Iterable[InPost]:
    holders = case_holding_roles()
    for row in rows.select_related("member", "agency"):
        yield InPost(
            staff_ref=row.member.ref,
            shown=row.member.shown,
            agency=row.agency.name,
            agency_kind=row.agency.kind,
            team=row.team,
            role=row.role,
            fte_hundredths=row.fte_hundredths,
            since=row.start,
            until=row.until,
            is_agency_worker=row.is_agency_worker,
            is_case_holder=row.role in holders,
            long_leave_since=None,
        )


def _long_leaves(actor: Actor, agency_ref: str) -> list[Away]:
    rows = as_it_stands(actor, Absence, agency_ref=agency_ref).filter(is_long=True).select_related("member")
    return [Away(row.member.ref, row.start, row.until) for row in rows]
