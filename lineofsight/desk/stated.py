"""What bodies state each quarter, put together: what is asked of whom by when, how it is told, and as evidence."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from lineofsight.assurance import queries as assurance
from lineofsight.assurance.actions.evidence import offer_evidence
from lineofsight.assurance.actions.offer import Offer
from lineofsight.assurance.models import Evidence, Statement
from lineofsight.assurance.rules import EvidenceKind
from lineofsight.desk.my_work.waiting import Waiting, days_from
from lineofsight.library.clock import Calendar, NotInCalendar, working_days_later
from lineofsight.library.publishing import SmallNumbers
from lineofsight.library.quarterly import Quarterly, StatedQuestion
from lineofsight.library.scales import Shows, WhoIsCounted
from lineofsight.library.who import is_among
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.models import Agency
from lineofsight.partnership.policy import OfAgency, can
from lineofsight.partnership.queries import today
from lineofsight.partnership.rules import Act, Role
from lineofsight.partnership.shelf import shelf
from lineofsight.publication.gate.whom import first_class
from lineofsight.publication.rounding import told_by
from lineofsight.records.registers.queries.challenges import own_agency_kind
from lineofsight.records.stated import queries
from lineofsight.records.stated.models import StatedReturn
from lineofsight.records.stated.rules import (
    Count,
    StatedState,
    last_day_of,
    quarter_words,
    quarters_asked,
)


@dataclass(frozen=True)
class Asked:
    """A quarter that one body is asked for. row: what it stated, None where nothing came. due: the last day in time."""

    kind: Quarterly
    agency: Agency
    quarter: date
    due: date | None
    row: StatedReturn | None
    mark: str
    words: str

    @property
    def quarter_words(self) -> str:
        """«April to June 2026»."""
        return quarter_words(self.quarter)


@dataclass(frozen=True)
class Line:
    """One question with its figure: as it is inside, and as the public would read it."""

    question: StatedQuestion
    count: Count
    inside: str
    public: str


def kinds() -> tuple[Quarterly, ...]:
    """Everything that is asked each quarter, of any body: the newest edition of each, in its order."""
    found = shelf()
    every = found.all_newest(Quarterly)
    return tuple(sorted(every, key=lambda kind: (kind.order, kind.id)))


def kind_of(row: StatedReturn) -> Quarterly:
    """The questions as they stood when the quarter was stated; the newest where that edition is gone."""
    return shelf().as_it_stood(Quarterly, row.quarterly, row.quarterly_version)


def kinds_for(actor: Actor) -> tuple[Quarterly, ...]:
    """What one's own agency is asked, for whoever states it."""
    if not can(actor, Act.STATED_SEND, OfAgency(actor.agency_id)):
        return ()
    own = own_agency_kind(actor)
    return tuple(kind for kind in kinds() if is_among(kind.stated_by, agency=own, roles=actor.roles))


def due_day(kind: Quarterly, quarter: date) -> date | None:
    """The last day in time for a quarter; None where the calendar does not know the year."""
    calendar = shelf().newest(Calendar, kind.calendar)
    try:
        return working_days_later(last_day_of(quarter), kind.within, calendar=calendar)
    except NotInCalendar:
        return None


def late_words(kind: Quarterly, quarter: date, *, on: date) -> str:
    """«123 days late» on a day; empty where its last day is not over, or not known."""
    due = due_day(kind, quarter)
    late = (on - due).days if due else 0
    return "" if late <= 0 else f"{late} day{'' if late == 1 else 's'} late"


def asked_of(actor: Actor) -> tuple[Asked, ...]:
    """What one's own agency is asked, or for the business unit every body: the latest quarter first."""
    if can(actor, Act.STATED_JUDGE):
        return _asked(actor, of=None, roles=None)
    if not can(actor, Act.STATED_SEND, OfAgency(actor.agency_id)):
        return ()
    return _asked(actor, of=actor.agency_id, roles=actor.roles)


def asked_of_body(counting: Actor) -> tuple[Asked, ...]:
    """What one body is asked, whoever of it states it: for a job that counts for that agency."""
    return _asked(counting, of=counting.agency_id, roles=None) if counting.agency_id is not None else ()


def _asked(actor: Actor, *, of: int | None, roles: frozenset[Role] | None) -> tuple[Asked, ...]:
    """Every quarter that bodies are asked for. of: one agency, None for all. roles: who asks, None for whoever."""
    day = today(actor.now)
    asks = [ask for ask in queries.asks_now(actor) if of in (None, ask.body_id)]
    stated = {
        (row.agency_id, row.quarterly, row.quarter_date): row
        for row in queries.stated_now(actor)
        if of in (None, row.agency_id)
    }
    bodies = {ask.body_id: ask.body for ask in asks} | {row.agency_id: row.agency for row in stated.values()}
    since = {(ask.body_id, ask.quarterly): ask.from_date for ask in asks}
    found = []
    for kind in kinds():
        for quarter in quarters_asked(kind, today=day):
            due = due_day(kind, quarter)
            for body in bodies.values():
                row, first = stated.get((body.pk, kind.id, quarter)), since.get((body.pk, kind.id))
                # What nobody asks of a body can be stated by it; nobody waits for it.
                if row is None and (first is None or quarter < first):
                    continue
                if any(who.agency == body.kind and (roles is None or roles & {*who.roles}) for who in kind.stated_by):
                    found.append(Asked(kind, body, quarter, due, row, *_how_it_stands(row, due, day)))
    return tuple(sorted(found, key=lambda one: (-one.quarter.toordinal(), one.kind.order, one.agency.name)))


def _how_it_stands(row: StatedReturn | None, due: date | None, day: date) -> tuple[str, str]:
    if row is not None:
        is_late = due is not None and row.sent_date > due
        words = {
            StatedState.SENT: "Sent, not looked at yet",
            StatedState.RETURNED: "Sent back with a question",
            StatedState.ACCEPTED: "Accepted",
        }[StatedState(row.state)]
        if row.state == StatedState.RETURNED:
            return "due_today", words
        return ("late", f"{words}. It came late") if is_late else ("met", words)
    if due is None:
        return "not_known", "No day is set"
    if due < day:
        late = (day - due).days
        return "overdue", f"Overdue by {late} day{'' if late == 1 else 's'}"
    return ("due_today", "Due today") if due == day else ("due", f"Due {days_from(day, due)}")


def lines_of(row: StatedReturn) -> tuple[Line, ...]:
    """The figures of a quarter, each as it is told inside and in public (small numbers rounded, or not shown)."""
    kind, counts = kind_of(row), queries.counts_of(row)
    small = shelf().history(SmallNumbers, sorted(shelf().ids(SmallNumbers.FOLDER))[0])[-1]
    found = []
    for question in kind.questions:
        one = counts.get(question.id, Count())
        if one.n is None or one.of is None:
            why = kind.reasons_not_counted.get(one.why, "Not counted")
            found.append(Line(question, one, why, why))
            continue
        # A body's cases, plans and decisions are children's: only a count of staff is told exactly.
        is_staff = first_class(question.of, small) is WhoIsCounted.STAFF
        told = told_by(small.rule(WhoIsCounted.STAFF if is_staff else WhoIsCounted.CHILDREN))
        inside = f"{one.n:,} of {one.of:,}" if one.of else "no cases"
        found.append(Line(question, one, inside, inside if told.is_exact else told.words(one.n, one.of)))
    return tuple(found)


def waiting(actor: Actor) -> Iterator[Waiting]:
    """The lines of «My work»: quarters to state, those sent back, and for the unit those to accept and those late."""
    day = today(actor.now)
    if can(actor, Act.STATED_JUDGE):
        asked = asked_of(actor)
        for row in (one.row for one in asked if one.row is not None and one.row.state == StatedState.SENT):
            note = f"{row.agency.name} has stated it. Accept it, or ask."
            yield Waiting(text=_name(row), kind="stated", ref=row.ref, note=note, since=row.sent_date)
        for body, late in by_body_overdue(asked):
            yield Waiting(
                text=f"{body} has not sent its figures of {_quarters(len(late))}",
                kind="stateds",
                ref="",
                note="What to write to them stands on the page.",
                due=min((one.due for one in late if one.due), default=None),
            )
        return
    to_state: dict[str, list[Asked]] = {}
    for one in asked_of(actor):
        if one.row is not None and one.row.state == StatedState.RETURNED:
            note = f"It came back with a question: {one.row.question}"
            yield Waiting(text=_name(one.row), kind="stated", ref=one.row.ref, note=note, since=one.row.sent_date)
        elif one.row is None and one.due is not None and (one.due - day).days <= 30:
            to_state.setdefault(one.kind.id, []).append(one)
    for some in to_state.values():
        title, latest = some[0].kind.title, some[0].quarter_words
        earlier = "" if len(some) == 1 else f", and {_quarters(len(some) - 1)} before"
        # One that is due is opened itself; of several the list says which are.
        only = some[0] if len(some) == 1 else None
        yield Waiting(
            text=f"{title}, {latest}{earlier}",
            kind="state_quarter" if only else "stateds",
            ref="",
            of=only.kind.id if only else "",
            quarter=only.quarter if only else None,
            note="Send the figures." if len(some) == 1 else "Send the figures. The day is that of the oldest.",
            due=min(one.due for one in some if one.due),
        )


def by_body_overdue(asked: Iterable[Asked]) -> tuple[tuple[str, tuple[Asked, ...]], ...]:
    """The quarters that are overdue, by the name of the body that has not stated them."""
    found: dict[str, list[Asked]] = {}
    for one in asked:
        if one.mark == "overdue":
            found.setdefault(one.agency.name, []).append(one)
    return tuple((body, tuple(found[body])) for body in sorted(found))


def _quarters(number: int) -> str:
    return "1 quarter" if number == 1 else f"{number} quarters"


def _name(row: StatedReturn) -> str:
    return f"{kind_of(row).title}, {quarter_words(row.quarter_date)}"


def sentences_for(actor: Actor) -> tuple[Statement, ...]:
    """The sentences behind which somebody may put evidence."""
    rows = assurance.with_basis(actor).filter(is_included=True, current__isnull=False).order_by("review_id", "position")
    return tuple(row for row in rows if can(actor, Act.EVIDENCE_ATTACH, row))


def offer_as_evidence(*, stated: StatedReturn, question: str, statement: Statement, by: Actor) -> Evidence:
    """Offer one figure of an accepted quarter behind a sentence: stated by the body, counted in its own system.

    Raises Forbidden, and the refusals of an offer.
    """
    line = next(one for one in lines_of(stated) if one.question.id == question and one.count.of is not None)
    quarter = quarter_words(stated.quarter_date)
    offer = Offer(
        kind=EvidenceKind.COUNT,
        title=f"{line.question.asks}, {quarter}"[:200],
        shows=Shows.COUNTED,
        note=f"Stated by {stated.agency.name}, counted in its own system. {line.question.definition}"[:600],
        period_from=stated.quarter_date,
        period_to=last_day_of(stated.quarter_date),
        received_date=stated.sent_date,
        counted_n=line.count.n,
        counted_of=line.count.of,
        counted_words=line.question.of,
        scope=line.question.reaches,
        register=f"{kind_of(stated).title}, its own system",
    )
    return offer_evidence(review=statement.review, offer=offer, statements=[statement], by=by)
