"""Meetings, entries and what is chased, as pages ask for them: within what an actor may see."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Min, OuterRef, QuerySet, Subquery

from lineofsight.partnership.actor import Actor
from lineofsight.records.registers.models import Chased, Entry, Meeting, Paper, Recording
from lineofsight.records.registers.rules.entries import EntryState, MeetingState


def meetings(actor: Actor, register: str) -> QuerySet[Meeting]:
    """The meetings of a register of one's own agency, the latest first."""
    rows: QuerySet[Meeting] = Meeting.objects.visible_to(actor).filter(agency_id=actor.agency_id, register=register)
    return rows.order_by("-meeting_date", "-id")


def open_meetings(actor: Actor) -> QuerySet[Meeting]:
    """The meetings of one's own agency that are not closed."""
    rows: QuerySet[Meeting] = Meeting.objects.visible_to(actor).filter(agency_id=actor.agency_id)
    return rows.filter(state=MeetingState.OPEN).order_by("meeting_date", "id")


def find_meeting(actor: Actor, ref: str) -> Meeting | None:
    """One meeting by its reference; None where there is none that the actor may see."""
    found: Meeting | None = Meeting.objects.visible_to(actor).select_related("agency").called(ref)
    return found


def find_entry(actor: Actor, ref: str) -> Entry | None:
    """One entry by its reference; None where there is none that the actor may see."""
    found: Entry | None = Entry.objects.visible_to(actor).select_related("agency", "meeting").called(ref)
    return found


def find_chased(actor: Actor, ref: str) -> Chased | None:
    """One action that is chased; None where there is none that the actor may see."""
    rows = Chased.objects.visible_to(actor).filter(ref=ref).select_related("agency", "entry", "entry__meeting")
    found: Chased | None = rows.first()
    return found


def entries(actor: Actor, register: str) -> QuerySet[Entry]:
    """The entries of a register that an actor sees, the latest first."""
    rows: QuerySet[Entry] = Entry.objects.visible_to(actor).filter(register=register)
    return rows.select_related("meeting").order_by("-entry_date", "-id")


@dataclass(frozen=True)
class Narrowing:
    """Which entries of a register are asked for: of one month (its first day), with one decision. None, "": all."""

    month: date | None = None
    decision: str = ""


def narrowed(actor: Actor, register: str, narrowing: Narrowing, *, question: str | None) -> QuerySet[Entry]:
    """The entries of a register that are asked for, the latest first. question: the one that says what was decided."""
    rows = entries(actor, register)
    if narrowing.month is not None:
        after = (narrowing.month + timedelta(days=31)).replace(day=1)
        rows = rows.filter(entry_date__gte=narrowing.month, entry_date__lt=after)
    if narrowing.decision and question:
        recorded = Recording.objects.visible_to(actor).filter(entry=OuterRef("pk")).order_by("-number")
        # What was recorded is canonical JSON: a question and its code stand in it in this form alone.
        told = f'"{question}":"{narrowing.decision}"'
        rows = rows.annotate(last=Subquery(recorded.values("body")[:1])).filter(last__contains=told)
    return rows


def months_of(actor: Actor, register: str) -> list[date]:
    """The months in which a register has entries, by their first day, the latest first."""
    return list(entries(actor, register).order_by().dates("entry_date", "month", order="DESC"))


def entries_of_all(actor: Actor, *, until: date) -> list[Entry]:
    """Every entry that an actor sees and that was entered by a day and recorded by their moment."""
    rows = Entry.objects.visible_to(actor).filter(entry_date__lte=until, recorded_at__lte=actor.now)
    return list(rows.select_related("agency", "meeting").order_by("id"))


def items_of(actor: Actor, meeting: Meeting) -> tuple[Entry, ...]:
    """The items of a meeting that an actor sees, in the order in which they were booked."""
    rows = Entry.objects.visible_to(actor).filter(meeting=meeting).select_related("meeting")
    return tuple(rows.order_by("id"))


def waiting_for_a_meeting(actor: Actor, register: str) -> QuerySet[Entry]:
    """Items that are booked, and for no meeting yet."""
    return entries(actor, register).filter(state=EntryState.BOOKED, meeting__isnull=True)


def recorded_of(actor: Actor, some: Iterable[Entry]) -> dict[int, list[Recording]]:
    """What was recorded of entries, by their number, in order: the last of each counts."""
    found: dict[int, list[Recording]] = defaultdict(list)
    for row in Recording.objects.visible_to(actor).filter(entry__in=list(some)).order_by("number"):
        found[row.entry_id].append(row)
    return found


def chased_of(actor: Actor, some: Iterable[Entry]) -> dict[int, list[Chased]]:
    """What follows from entries, by their number, the first due at the top."""
    found: dict[int, list[Chased]] = defaultdict(list)
    rows = Chased.objects.visible_to(actor).filter(entry__in=list(some)).select_related("entry")
    for row in rows.order_by("due_date", "id"):
        found[row.entry_id].append(row)
    return found


def papers_of(actor: Actor, some: Iterable[Entry]) -> dict[int, list[Paper]]:
    """The papers that lie before entries, by their number, in the order in which they were named."""
    found: dict[int, list[Paper]] = defaultdict(list)
    for row in Paper.objects.visible_to(actor).filter(entry__in=list(some)).order_by("number"):
        found[row.entry_id].append(row)
    return found


def chased_before(actor: Actor, register: str, some: Iterable[Entry]) -> dict[int, list[Chased]]:
    """What earlier entries of a register asked for, for the child of each of these, by the number of each of these."""
    some = [row for row in some if row.subject_id]
    rows = Chased.objects.visible_to(actor).filter(
        entry__register=register, entry__subject_id__in={row.subject_id for row in some}
    )
    of_a_child: dict[int, list[Chased]] = defaultdict(list)
    for one in rows.select_related("entry").order_by("due_date", "id"):
        of_a_child[one.entry.subject_id].append(one)
    return {row.pk: [one for one in of_a_child[row.subject_id] if one.entry_id < row.pk] for row in some}


def still_chased(actor: Actor) -> QuerySet[Chased]:
    """Every action that is not done, the first due at the top."""
    rows: QuerySet[Chased] = Chased.objects.visible_to(actor).filter(agency_id=actor.agency_id, done_date__isnull=True)
    return rows.select_related("entry").order_by("due_date", "id")


def chased_until(actor: Actor, day: date) -> dict[str, tuple[int, date]]:
    """How many actions of each register are not done and due by a day, and by which day the first of them was."""
    found = still_chased(actor).filter(due_date__lte=day).order_by().values_list("entry__register")
    return {register: (n, first) for register, n, first in found.annotate(n=Count("pk"), first=Min("due_date"))}


def chased_by_register(actor: Actor) -> dict[str, int]:
    """How many actions of each register are not done; a register without any is not there."""
    counts = still_chased(actor).order_by().values_list("entry__register").annotate(n=Count("pk"))
    return dict(counts)


def answers(row: Entry | Recording) -> dict[str, Any]:
    """What was answered, by question."""
    found: dict[str, Any] = json.loads(row.body)
    return found
