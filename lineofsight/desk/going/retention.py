"""What is kept, how long and why; what is due to go; and what was decided about it. Numbers only, and no content."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from types import MappingProxyType
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from lineofsight.desk.going import WAYS, Going, Way, audits, children, files, reviews, staff
from lineofsight.desk.going.deleted_list import write_deleted_list
from lineofsight.desk.going.going import moment
from lineofsight.library.retention import Retention, Stored
from lineofsight.partnership.actor import Actor, job
from lineofsight.partnership.deletions import answer_deletion, ask_deletion, replace_asked
from lineofsight.partnership.models import DeletionAsked, RetentionDecision
from lineofsight.partnership.moves import WrongState
from lineofsight.partnership.policy import require
from lineofsight.partnership.queries import today
from lineofsight.partnership.retention import (
    Decided,
    Stayed,
    WrongDecision,
    answered_before,
    decisions,
    forget_access_questions,
    record_decision,
)
from lineofsight.partnership.rules import Act
from lineofsight.partnership.scope import scope
from lineofsight.partnership.shelf import shelf
from lineofsight.partnership.tombstones import lay
from lineofsight.records.voice.models import Quotation
from lineofsight.trail.actions import erase_details, with_details
from lineofsight.trail.canonical import sha256_hex
from lineofsight.trail.sensitivity import Sens


@dataclass(frozen=True)
class Due:
    """One kind on the officer's page: its rule, how many are past their time, and what was decided last.

    before: what is older than this day is due. decision: that kept them longer until a day which is still to come, or
    the last one.
    """

    rule: Retention
    before: date
    count: int
    decision: RetentionDecision | None
    is_kept_longer: bool

    @property
    def stays_in_part(self) -> bool:
        """Whether what something rests on stays when the rest is deleted."""
        return self.rule.keeps in WAYS

    @property
    def takes_two(self) -> bool:
        """Whether somebody of the agency agrees before it goes."""
        return self.rule.keeps in WAYS and WAYS[self.rule.keeps].takes_two

    @property
    def waits(self) -> bool:
        """Whether somebody has to decide."""
        return bool(self.count) and not self.is_kept_longer


def due_now(actor: Actor) -> tuple[Due, ...]:
    """Every kind in the library's order, counted over all agencies. Raises Forbidden."""
    rules = sorted(shelf().entries(Retention, on=today(actor.now)), key=lambda rule: rule.order)
    return tuple(_due(rules, actor))


def due_of(actor: Actor, kind: str) -> Due | None:
    """One kind, None where the library has no rule for it. Raises Forbidden."""
    rules = [rule for rule in shelf().entries(Retention, on=today(actor.now)) if rule.keeps == kind]
    return next(_due(rules, actor), None)


def _due(rules: Iterable[Retention], actor: Actor) -> Iterator[Due]:
    require(actor, Act.RETENTION_READ)
    day = today(actor.now)
    latest: dict[str, RetentionDecision] = {}
    for decision in decisions(actor):
        latest.setdefault(decision.kind, decision)
    for rule in rules:
        before, last = months_before(day, rule.months), latest.get(rule.keeps.value)
        kept = last is not None and last.keep_until is not None and last.keep_until > day
        yield Due(rule, before, _count(rule.keeps, before, actor), last, kept)


@dataclass(frozen=True)
class Preview:
    """What would go and what would stay, thing by thing; `mark` is what the decision is about.

    way: how it goes; None where it goes all at once, or not here.
    """

    going: tuple[Going, ...] = ()
    staying: tuple[Going, ...] = ()
    way: Way | None = None

    @property
    def staying_told(self) -> tuple[Stayed, ...]:
        """What would stay, as a receipt tells it."""
        return tuple(Stayed(one.called, one.row.agency.name, one.rests) for one in self.staying)

    def of(self, agency_id: int) -> "Preview":
        """The part of one agency."""
        going, staying = (
            tuple(one for one in some if one.row.agency_id == agency_id) for some in (self.going, self.staying)
        )
        return Preview(going, staying, self.way)

    @property
    def mark(self) -> str:
        """The same for the same things, so that what was read is what is decided about."""
        return sha256_hex("\n".join(one.row.ref for one in self.going).encode()) if self.way else ""


def preview(due: Due, actor: Actor) -> Preview:
    """What a decision to delete would do today, over all agencies and with no word of content. Raises Forbidden."""
    require(actor, Act.RETENTION_READ)
    kind = due.rule.keeps
    if kind not in WAYS:
        return Preview()
    worker = job("retention", now=actor.now)
    with scope(worker, writes=False):
        return _preview(kind, worker, due.before)


def _preview(kind: Stored, worker: Actor, before: date) -> Preview:
    way = WAYS[kind]
    listed = way.due(worker, before)
    return Preview(tuple(one for one in listed if one.goes), tuple(one for one in listed if not one.goes), way)


@transaction.atomic
def decide(
    *, due: Due, before: date, reason: str, keep_until: date | None, by: Actor, mark: str = ""
) -> RetentionDecision:
    """Keep what is due longer, or delete it: the rows go, and the decision and its trail come, in one transaction.

    `before` is the day that the officer read, `mark` that of the preview. Raises Forbidden, WrongState (nothing is due,
    or another day was read), WrongDecision (also where the preview was another).
    """
    seen = _read_again(due, before, mark if keep_until is None else None, by)
    kind = due.rule.keeps
    if seen.way is not None and seen.way.takes_two:
        raise WrongDecision("Somebody of the agency agrees before they go: ask them.")
    decided = _decided(due, due.count, reason, keep_until)
    replace_asked(kind=kind.value, at=by.now)
    deleted = 0
    if keep_until is None:
        deleted = delete_all(kind, due.before, by=by, reason=reason)
        _write_down(by.now)
    if seen.way is None:
        return record_decision(decided=decided, deleted=deleted, stayed=seen.staying_told, by=by)
    made = record_decision(decided=decided, deleted=len(seen.going), stayed=seen.staying_told, by=by)
    delete(seen.way, [one.row for one in seen.going], decision=made, now=by.now)
    return made


def _decided(due: Due, count: int, reason: str, keep_until: date | None = None) -> Decided:
    rule = f"{due.rule.id} {due.rule.version}"
    return Decided(due.rule.keeps.value, rule, due.before, count, reason, keep_until)


def _read_again(due: Due, before: date, mark: str | None, by: Actor) -> Preview:
    """What would go now, where it is what the officer read; without a mark nothing is to go.

    Raises Forbidden, WrongState, WrongDecision.
    """
    require(by, Act.RETENTION_DECIDE)
    if before != due.before or not due.count:
        raise WrongState(due.rule.title, "not due", "decided about")
    if mark is None:
        return Preview()
    seen = preview(due, by)
    if seen.way is not None and not seen.going:
        raise WrongDecision("Something rests on each of them, so none can be deleted. Keep them longer.")
    if seen.mark != mark:
        raise WrongDecision("What is due has changed meanwhile. Read it again, then decide.")
    return seen


def delete(way: Way, rows: Sequence[Any], *, decision: RetentionDecision, now: datetime) -> None:
    """Lay the tombstones of what goes, and let it go, with what goes with it. In the transaction of the decision."""
    worker = job("retention", now=now)
    # Row security lets nobody but the jobs touch what every agency keeps.
    with scope(worker, writes=True):
        together = [*rows, *way.with_it(rows)]
        lay(decision=decision, rows=together, by=worker)
        way.forget(together, worker, decision.before_date)


def delete_all(kind: Stored, before: date, *, by: Actor, reason: str) -> int:
    """Delete what is due of a kind of which all goes; of another, nothing. Out: how many."""
    return _DELETES[kind](before, by, reason) if kind in _DELETES else 0


def _write_down(now: datetime) -> None:
    # After the commit, so that no list names what was not deleted; what fails here is written with the next.
    transaction.on_commit(partial(write_deleted_list, now=now), robust=True)


@transaction.atomic
def ask(*, due: Due, before: date, reason: str, mark: str, by: Actor) -> tuple[DeletionAsked, ...]:
    """Ask each agency to agree that what it has goes, where it takes two. Nothing goes until somebody there agrees.

    Raises Forbidden, WrongState, WrongDecision.
    """
    seen = _read_again(due, before, mark, by)
    decided = _decided(due, due.count, reason)
    by_agency = {one.row.agency: seen.of(one.row.agency_id) for one in seen.going}
    replace_asked(kind=decided.kind, at=by.now)
    return tuple(
        ask_deletion(decided=decided, agency=agency, going=len(part.going), mark=part.mark, by=by)
        for agency, part in by_agency.items()
    )


def preview_asked(asked: DeletionAsked, actor: Actor) -> Preview:
    """What would go of what was asked of an agency, as it is now. Raises Forbidden."""
    require(actor, Act.RETENTION_AGREE, asked)
    kind, worker = Stored(asked.kind), job("retention", now=actor.now)
    with scope(worker, writes=False):
        return _preview(kind, worker, asked.before_date).of(asked.agency_id)


@transaction.atomic
def agree(*, asked: DeletionAsked, by: Actor) -> RetentionDecision:
    """Agree as the second person: what was asked goes, and the decision and its receipt come, in one transaction.

    Raises Forbidden, WrongState, Stale, WrongDecision where something else would go by now.
    """
    seen = preview_asked(asked, by)
    answer_deletion(asked=asked, agrees=True, by=by)
    if seen.mark != asked.mark or seen.way is None:
        raise WrongDecision(
            "What would go has changed since the data-protection officer asked. They read it again, and ask anew."
        )
    due = len(seen.going) + len(seen.staying)
    decided = Decided(asked.kind, asked.rule, asked.before_date, due, asked.reason)
    # The decision is the officer's row, written by whoever agreed.
    with scope(job("retention", now=by.now), writes=True):
        made = record_decision(decided=decided, deleted=len(seen.going), stayed=seen.staying_told, asked=asked, by=by)
    delete(seen.way, [one.row for one in seen.going], decision=made, now=by.now)
    _write_down(by.now)
    return made


def months_before(day: date, months: int) -> date:
    """The day so many months before a day; the first of the next month where that month has no such day."""
    total = day.year * 12 + day.month - 1 - months
    year, month = divmod(total, 12)
    try:
        return date(year, month + 1, day.day)
    except ValueError:
        return date(year + (month == 11), (month + 1) % 12 + 1, 1)


def _count(kind: Stored, before: date, actor: Actor) -> int:
    if kind is Stored.ACCESS_QUESTIONS:
        # The officer's own: they read them.
        return answered_before(before).count()
    worker = job("retention", now=actor.now)
    # Whoever counts sees them all; the officer gets the number.
    with scope(worker, writes=False):
        return _ROWS[kind](worker, before).count()


_ROWS: Mapping[Stored, Callable[[Actor, date], QuerySet]] = MappingProxyType(  # type: ignore[type-arg]
    {
        Stored.CHILDREN: children.rows,
        Stored.ACTS_ABOUT_CHILDREN: lambda worker, before: with_details(before=moment(before), sens=Sens.S3),
        Stored.WORDS_OF_PEOPLE: lambda worker, before: (
            Quotation.objects.visible_to(worker).filter(recorded_at__lt=moment(before)).exclude(words="")
        ),
        Stored.AUDITS: audits.rows,
        Stored.STAFF_LISTS: staff.rows,
        Stored.FILES: files.rows,
        Stored.REVIEWS: reviews.rows,
    }
)


def _erase_acts(before: date, by: Actor, reason: str) -> int:
    # Row security lets nobody but the jobs touch the details of every agency.
    with scope(job("retention", now=by.now), writes=True):
        return erase_details(events=with_details(before=moment(before), sens=Sens.S3), by=by, at=by.now, reason=reason)


# What nothing else rests on: all that is due goes. Of what is in neither list the decision is written down.
_DELETES: Mapping[Stored, Callable[[date, Actor, str], int]] = MappingProxyType(
    {
        Stored.ACTS_ABOUT_CHILDREN: _erase_acts,
        Stored.ACCESS_QUESTIONS: lambda before, by, reason: forget_access_questions(before=before),
    }
)
