"""Who works, as pages and figures ask for it: within what an actor may see, as the latest lists have it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from lineofsight.library.practice_lists import WorkerRole
from lineofsight.library.staff_list import StaffList as ListKind
from lineofsight.library.staff_list import StaffTakes
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.queries import today
from lineofsight.partnership.shelf import shelf
from lineofsight.records.workforce.models import (
    Absence,
    Alert,
    EstablishedPost,
    ListedRow,
    MilestoneReached,
    OnProgramme,
    Spell,
    StaffList,
    StaffMember,
    VisitCover,
)
from lineofsight.records.workforce.rules import Away, Covers, Held, InPost, ListState, OnIt, in_the_period, on_the_day


def as_it_stands(actor: Actor, model: type[ListedRow], *, agency_ref: str = "") -> QuerySet[Any]:
    """The rows of a kind that no later list corrected or took away, as known to whoever asks at their moment."""
    # A figure of an earlier day is told with what was known then: `now` of whoever counts.
    known = model.objects.visible_to(actor).filter(staff_list__taken_at__lte=actor.now, is_withdrawn=False)
    rows: QuerySet[Any] = known.exclude(later__staff_list__taken_at__lte=actor.now)
    return rows.filter(agency__ref=agency_ref) if agency_ref else rows


def in_post(actor: Actor, *, on: date, agency_ref: str = "") -> tuple[InPost, ...]:
    """Who is in post on a day, one for each post of a person; whoever is on long leave is among them, and told."""
    rows = as_it_stands(actor, Spell, agency_ref=agency_ref).filter(_until_after(on), start__lte=on)
    return on_the_day(_posts(rows), _long_leaves(actor, agency_ref), on=on)


def ever_in_post(actor: Actor, *, start: date, until: date, agency_ref: str = "") -> tuple[InPost, ...]:
    """Who was in post on any day of a period, both its ends among them."""
    rows = as_it_stands(actor, Spell, agency_ref=agency_ref).filter(_until_after(start), start__lte=until)
    return in_the_period(_posts(rows), _long_leaves(actor, agency_ref), start=start, until=until)


def established(actor: Actor, *, on: date, agency_ref: str = "") -> tuple[Held, ...]:
    """The established posts on a day, nothing of them filled yet."""
    rows = as_it_stands(actor, EstablishedPost, agency_ref=agency_ref).filter(_until_after(on), start__lte=on)
    return tuple(
        Held(row.row_key, row.agency.name, row.team, row.role, row.start, row.fte_hundredths)
        for row in rows.select_related("agency").order_by("row_key", "id")
    )


def last_taken(actor: Actor, *, agency_ref: str) -> date | None:
    """The day on which the last list of times in a post was taken; None before the first."""
    holds = [one.id for one in shelf().all_newest(ListKind) if one.takes is StaffTakes.SPELL]
    rows = StaffList.objects.visible_to(actor).filter(agency__ref=agency_ref, kind__in=holds, state=ListState.TAKEN)
    moment = rows.order_by("-taken_at").values_list("taken_at", flat=True).first()
    return today(moment) if moment else None


def away(actor: Actor, *, start: date, until: date, agency_ref: str = "") -> tuple[Away, ...]:
    """Who was away on any day of a period, both its ends among them; for long too."""
    rows = as_it_stands(actor, Absence, agency_ref=agency_ref).filter(_until_after(start), start__lte=until)
    return tuple(Away(row.member.ref, row.start, row.until) for row in rows.select_related("member"))


def absences_now(actor: Actor, *, start: date, until: date, agency_ref: str) -> tuple[Absence, ...]:
    """The absences that hold on any day of a period, as rows with the person, by team and name."""
    rows = as_it_stands(actor, Absence, agency_ref=agency_ref).filter(_until_after(start), start__lte=until)
    return tuple(rows.select_related("member").order_by("team", "member__shown", "start"))


def find_absence(actor: Actor, ref: str) -> Absence | None:
    """One absence that stands, by its reference; None where there is none that the actor may see."""
    found: Absence | None = as_it_stands(actor, Absence).select_related("agency", "member").called(ref)
    return found


def on_programmes(actor: Actor, *, on: date, agency_ref: str = "") -> tuple[OnIt, ...]:
    """Who has begun a programme by a day, with the milestones that they reached by then."""
    reached: dict[tuple[int, str], dict[str, date]] = {}
    for row in as_it_stands(actor, MilestoneReached, agency_ref=agency_ref).filter(day__lte=on):
        reached.setdefault((row.member_id, row.programme), {})[row.milestone] = row.day
    rows = as_it_stands(actor, OnProgramme, agency_ref=agency_ref).filter(start__lte=on)
    return tuple(
        OnIt(
            row.member.ref,
            row.agency.name,
            row.team,
            row.programme,
            row.start,
            row.until,
            tuple(sorted(reached.get((row.member_id, row.programme), {}).items())),
        )
        for row in rows.select_related("member", "agency").order_by("start", "id")
    )


def workers_in(actor: Actor, *, agency_ref: str = "") -> dict[str, str]:
    """The pseudonym that the records of children have for each person, where they know them, by their reference."""
    rows = StaffMember.objects.visible_to(actor).filter(worker__isnull=False)
    rows = rows.filter(agency__ref=agency_ref) if agency_ref else rows
    # Both read alike, and a manager does not see every worker of the returns.
    return dict(rows.values_list("ref", "shown"))


def workers_by_agency(actor: Actor) -> dict[int, dict[str, str]]:
    """The same of every agency that knows any of its people there, by its number."""
    rows = StaffMember.objects.visible_to(actor).filter(worker__isnull=False).order_by("agency_id", "id")
    found: dict[int, dict[str, str]] = {}
    for agency_id, ref, shown in rows.values_list("agency_id", "ref", "shown"):
        found.setdefault(agency_id, {})[ref] = shown
    return found


def covers(actor: Actor, *, agency_ref: str) -> tuple[Covers, ...]:
    """Who covers which visit, the latest word on each."""
    rows = VisitCover.objects.visible_to(actor).filter(agency__ref=agency_ref, recorded_at__lte=actor.now)
    latest: dict[tuple[str, str, date], Covers] = {}
    for row in rows.select_related("member", "subject").order_by("id"):
        key = (row.subject.shown, row.standard, row.due)
        latest[key] = Covers(*key, row.member.ref, row.member.shown)
    return tuple(latest.values())


def find_alert(actor: Actor, ref: str) -> Alert | None:
    """One alert by its reference; None where there is none that the actor may see."""
    found: Alert | None = Alert.objects.visible_to(actor).select_related("agency").called(ref)
    return found


def alerts_here(actor: Actor) -> QuerySet[Alert]:
    """The alerts of one's own agency with what was done about each, the latest first."""
    rows: QuerySet[Alert] = Alert.objects.visible_to(actor).filter(agency_id=actor.agency_id)
    return rows.prefetch_related("contingencies").order_by("-raised_date", "-id")


def find_member(actor: Actor, ref: str) -> StaffMember | None:
    """Somebody by their reference; None where there is nobody whom the actor may see."""
    found: StaffMember | None = StaffMember.objects.visible_to(actor).select_related("agency").called(ref)
    return found


def case_holding_roles() -> frozenset[str]:
    """Our words for the roles that hold cases."""
    return frozenset(one.role for one in shelf().all_newest(WorkerRole) if one.holds_cases)


def _until_after(day: date) -> Q:
    return Q(until__isnull=True) | Q(until__gt=day)


# Of each person in each post this is all that is asked: a row for every one of them is put together many times a page.
_OF_A_POST = ("member__ref", "member__shown", "agency__name", "agency__kind", "team", "role", "fte_hundredths")
_WHEN = ("start", "until", "is_agency_worker", "post_key")


def _posts(rows: QuerySet[Any]) -> Iterable[InPost]:
    holders = case_holding_roles()
    for ref, shown, agency, kind, team, role, fte, start, until, is_agency_worker, post in rows.values_list(
        *_OF_A_POST, *_WHEN
    ):
        yield InPost(
            staff_ref=ref,
            shown=shown,
            agency=agency,
            agency_kind=kind,
            team=team,
            role=role,
            fte_hundredths=fte,
            since=start,
            until=until,
            is_agency_worker=is_agency_worker,
            is_case_holder=role in holders,
            post=post,
            covers_vacancy=is_agency_worker and post != "",
            long_leave_since=None,
        )


def _long_leaves(actor: Actor, agency_ref: str) -> list[Away]:
    rows = as_it_stands(actor, Absence, agency_ref=agency_ref).filter(is_long=True).select_related("member")
    return [Away(row.member.ref, row.start, row.until) for row in rows]
