"""What children, families and practitioners say, put together: asked, answered, themes, what changed, complaints."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from lineofsight.assurance import queries as assurance
from lineofsight.assurance.actions.evidence import offer_evidence, take_words_away
from lineofsight.assurance.actions.offer import Offer
from lineofsight.assurance.models import Evidence, Statement
from lineofsight.assurance.rules import Consent, EvidenceKind
from lineofsight.desk.my_work.waiting import days_from
from lineofsight.library.clock import Calendar
from lineofsight.library.complaint import Complaints
from lineofsight.library.listening import Listening
from lineofsight.library.scales import Shows
from lineofsight.library.who import Who, is_among
from lineofsight.measures.charts import run as runs
from lineofsight.measures.charts.drawn import Drawn
from lineofsight.measures.charts.run import Month as Point
from lineofsight.measures.charts.run import Run
from lineofsight.measures.trends import trend_of
from lineofsight.partnership.actor import Actor, job
from lineofsight.partnership.policy import OfAgency, can
from lineofsight.partnership.queries import today
from lineofsight.partnership.rules import Act
from lineofsight.partnership.scope import scope
from lineofsight.partnership.shelf import shelf
from lineofsight.records.registers.queries.challenges import own_agency_kind
from lineofsight.records.voice import actions, queries
from lineofsight.records.voice.models import Complaint, Heard, Quotation
from lineofsight.records.voice.rules import LEADS, QuotationState, may_be_used, may_change, was_in_time
from lineofsight.sight.counting import months_until

MONTHS = 12
# Two points are a comparison, which the table makes.
FEWEST_POINTS = 3
# The most that one agreed to first: words go no further than the narrowest.
_NARROW = {"told": Consent.TOLD, "quoted": Consent.QUOTED}


@dataclass(frozen=True)
class Month:
    """One entry as a list shows it."""

    row: Heard
    who: str
    occasion: str
    changed: str
    told: str
    is_theirs: bool


@dataclass(frozen=True)
class Raised:
    """A theme, and of how many who answered it was raised. way: how they were asked, since each way asks others."""

    theme: str
    way: str
    n: int
    of: int


@dataclass(frozen=True)
class Complained:
    """A stage of a complaint as a list shows it: mark and words as a due day has them."""

    row: Complaint
    title: str
    mark: str
    words: str


@dataclass(frozen=True)
class ComplaintCounts:
    """How many stages were answered in time, of those that were due; how many are open, and overdue."""

    in_time: int
    due: int
    open: int
    overdue: int


@dataclass(frozen=True)
class VoicePage:
    """What the page shows: the last twelve months. by_who: who was asked, asked, answered."""

    first: date
    asked: int
    answered: int
    by_who: tuple[tuple[str, int, int], ...]
    themes: tuple[Raised, ...]
    acted: int
    told: int
    months: tuple[Month, ...]
    complaints: tuple[Complained, ...]
    counts: ComplaintCounts | None
    to_close: tuple[Month, ...]
    chart: Drawn | None


def ways() -> tuple[Listening, ...]:
    """Every way of listening, the newest edition of each, in their order."""
    found = shelf()
    return tuple(sorted(found.all_newest(Listening), key=_order))


def procedures() -> tuple[Complaints, ...]:
    """Every procedure for complaints, in their order."""
    found = shelf()
    return tuple(sorted(found.all_newest(Complaints), key=_order))


def _order(one: Listening | Complaints) -> tuple[int, str]:
    return one.order, one.id


def way_of(row: Heard) -> Listening:
    """The way of listening in the edition that was used; the newest where that is gone."""
    return shelf().as_it_stood(Listening, row.way, row.way_version)


def procedure_of(row: Complaint) -> Complaints:
    """The procedure in the edition that was used; the newest where that is gone."""
    return shelf().as_it_stood(Complaints, row.procedure, row.procedure_version)


def calendar_of(procedure: Complaints) -> Calendar:
    """The calendar by which its working days are counted."""
    return shelf().newest(Calendar, procedure.calendar)


def ways_for(actor: Actor) -> tuple[Listening, ...]:
    """The ways of listening that somebody enters for their agency."""
    return tuple(one for one in ways() if _kept(one.kept_by, actor))


def procedures_for(actor: Actor) -> tuple[Complaints, ...]:
    """The procedures that somebody takes complaints by."""
    return tuple(one for one in procedures() if _kept(one.kept_by, actor))


def _kept(kept_by: Iterable[Who], actor: Actor) -> bool:
    return can(actor, Act.VOICE_BEGIN) and is_among(kept_by, agency=own_agency_kind(actor), roles=actor.roles)


def is_theirs(row: Heard | Quotation | Complaint, actor: Actor) -> bool:
    """Whether somebody may change an entry: their own, or as the agency's lead."""
    return row.agency_id == actor.agency_id and may_change(roles=actor.roles, is_own=row.by_ref == actor.ref)


def voice_page(actor: Actor) -> VoicePage:
    """The last twelve months of one's own agency, or for whoever looks at several what agencies have sent."""
    day = today(actor.now)
    first = months_until(day, how_many=MONTHS)[0]
    rows = [row for row in queries.heard(actor).filter(month_date__gte=first) if _is_ours(row, actor)]
    months = tuple(month_of(row, actor) for row in rows)
    by_who: dict[str, list[int]] = {}
    raised: Counter[tuple[str, str]] = Counter()
    of: Counter[str] = Counter()
    titles: dict[str, str] = {}
    for month in months:
        titles[month.row.way] = way_of(month.row).title
        counted = by_who.setdefault(month.who, [0, 0])
        counted[0] += month.row.asked
        counted[1] += month.row.answered
        themes = way_of(month.row).themes
        counts = queries.counts_in(month.row)[0]
        raised.update({(month.row.way, themes.get(code, code)): n for code, n in counts.items()})
        # Practitioners are asked other things than families: each theme is of those who were asked in that way.
        of[month.row.way] += month.row.answered
    answered = sum(row.answered for row in rows)
    listed = [complained(row, day) for row in queries.complaints(actor)[:200]] if sees_complaints(actor) else []
    return VoicePage(
        first=first,
        asked=sum(row.asked for row in rows),
        answered=answered,
        by_who=tuple((who, *numbers) for who, numbers in sorted(by_who.items())),  # type: ignore[misc]
        themes=tuple(Raised(theme, titles[way], n, of[way]) for (way, theme), n in raised.most_common()),
        acted=sum(bool(row.changed) and row.changed != "none" for row in rows),
        told=sum(row.told_date is not None for row in rows),
        months=months,
        complaints=tuple(sorted(listed, key=lambda one: (one.row.answered_date is not None, one.row.due_date))),
        counts=complaint_counts(actor, day),
        to_close=tuple(one for one in months if one.row.answered and not one.row.told_date and one.is_theirs),
        chart=_chart(rows, months_until(day, how_many=MONTHS)),
    )


def _chart(rows: Iterable[Heard], months: Sequence[date]) -> Drawn | None:
    """How many who were asked answered, month by month; None below three months in which anybody was asked."""
    numbers: dict[date, list[int]] = {month: [0, 0] for month in months}
    for row in rows:
        for at, number in enumerate((row.answered, row.asked)):
            numbers[row.month_date.replace(day=1)][at] += number
    points = tuple(Point(month, *both) for month, both in numbers.items())
    if sum(one.of > 0 for one in points) < FEWEST_POINTS:
        return None
    trend = trend_of([(one.month, one.n, one.of) for one in points], counted="who were asked")
    return runs.chart(
        Run(points, trend, "Answered, of those who were asked: by month", trend.words),
        id="answered",
        question="Do more answer than before?",
        source="All ways of asking together; the month is the one for which it was entered. This month is not over.",
    )


def _is_ours(row: Heard, actor: Actor) -> bool:
    return row.agency_id == actor.agency_id or actor.reach.other_from <= row.audience


def sees_complaints(actor: Actor) -> bool:
    """Whether somebody sees single complaints: their own, or those of their agency."""
    return bool(actor.reach.children)


def month_of(row: Heard, actor: Actor) -> Month:
    """An entry in words."""
    way = way_of(row)
    told = f"{way.told_back.get(row.told_how, row.told_how)}" if row.told_date else ""
    return Month(
        row,
        way.who.get(row.who, row.who),
        way.occasions.get(row.occasion, row.occasion),
        way.changes.get(row.changed, row.changed),
        told,
        is_theirs(row, actor),
    )


def complained(row: Complaint, day: date) -> Complained:
    """A stage of a complaint as its due day stands."""
    procedure = procedure_of(row)
    stage = procedure.stage(row.stage)
    title = f"{procedure.who.get(row.who, row.who)}: {procedure.themes.get(row.theme, row.theme)}"
    in_time = was_in_time(due=row.due_date, answered=row.answered_date, on=day)
    where = stage.title if stage else row.stage
    if row.answered_date:
        outcome = procedure.outcomes.get(row.outcome, row.outcome)
        late = (row.answered_date - row.due_date).days
        words = outcome if in_time else f"{outcome}, {late} day{'' if late == 1 else 's'} late"
        return Complained(row, f"{title}. {where}", "met" if in_time else "late", words)
    if in_time is False:
        late = (day - row.due_date).days
        return Complained(row, f"{title}. {where}", "overdue", f"Overdue by {late} day{'' if late == 1 else 's'}")
    mark = "due_today" if row.due_date == day else "due"
    return Complained(row, f"{title}. {where}", mark, f"Due {days_from(day, row.due_date)}")


def complaint_counts(actor: Actor, day: date) -> ComplaintCounts | None:
    """How complaints to one's own agency stand, counted as background work counts; None for who looks at several."""
    if actor.agency_id is None or not can(actor, Act.VOICE_READ) or actor.reach.own_from > 0:
        return None
    counting = job("voice", now=actor.now)
    with scope(counting, writes=False):
        rows = [row for row in queries.complaints_of_all(counting, until=day) if row.agency_id == actor.agency_id]
    first = months_until(day, how_many=MONTHS)[0]
    stands = [
        (row, was_in_time(due=row.due_date, answered=row.answered_date, on=day))
        for row in rows
        if row.due_date >= first
    ]
    return ComplaintCounts(
        in_time=sum(one is True for _, one in stands),
        due=sum(one is not None for _, one in stands),
        open=sum(row.answered_date is None for row in rows),
        overdue=sum(row.answered_date is None and row.due_date < day for row in rows),
    )


HEAD = (*("agency", "way", "month", "who", "occasion", "asked", "answered", "themes", "changed", "told on", "state"),)


def table_of(actor: Actor) -> list[tuple[str | int | date | None, ...]]:
    """Every month that one may read as rows: numbers and the words of codes."""
    rows: list[tuple[str | int | date | None, ...]] = []
    for row in queries.heard(actor):
        way, month = way_of(row), month_of(row, actor)
        themes, _ = queries.counts_in(row)
        told = "; ".join(f"{way.themes.get(code, code)}: {n}" for code, n in sorted(themes.items()))
        named = (row.agency.name, way.title, row.month_date, month.who, month.occasion)
        rows.append((*named, row.asked, row.answered, told, month.changed, row.told_date, row.state))
    return rows


def agreed_words(row: Quotation, way: Listening) -> str:
    """What somebody agreed to, as it was read to them."""
    found = way.consents.get(row.consent)
    return found.words if found else row.consent


def stands(row: Quotation, *, on: date) -> str:
    """Whether words may be used: in a sentence."""
    if row.state == QuotationState.WITHDRAWN:
        return "Consent was withdrawn, and the words are gone"
    if row.state == QuotationState.FORGOTTEN:
        return "The time for which they are kept was over, and the words are gone"
    if not may_be_used(state=row.state, until=row.until_date, on=on):
        return "What was agreed has ended: the words are used no more"
    return "May be used"


@transaction.atomic
def withdraw(*, quotation: Quotation, expected: int, by: Actor) -> None:
    """Take words away everywhere that is not yet published: here, and in the evidence in which they stand.

    Raises Forbidden, NotYoursToKeep, WrongVoice, Stale.
    """
    evidence, words = quotation.evidence_ref, quotation.words
    actions.withdraw_consent(quotation=quotation, expected=expected, by=by)
    if evidence:
        own = OfAgency(by.agency_id)
        take_words_away(evidence_ref=evidence, words=words, of=own, reason="Consent was withdrawn.", by=by)


def sentences_for(actor: Actor) -> tuple[Statement, ...]:
    """The sentences behind which somebody may put evidence."""
    rows = assurance.with_basis(actor).filter(is_included=True, current__isnull=False).order_by("review_id", "position")
    return tuple(row for row in rows if can(actor, Act.EVIDENCE_ATTACH, row))


def may_offer(row: Heard, actor: Actor) -> bool:
    """Whether somebody may put an entry behind a sentence: the agency's lead, once somebody answered."""
    return bool(actor.roles & LEADS) and row.agency_id == actor.agency_id and row.answered > 0


@transaction.atomic
def offer_as_evidence(*, heard: Heard, quotation: Quotation | None, statement: Statement, by: Actor) -> Evidence:
    """Offer what was heard behind a sentence: asked, answered, what they raised; their words where they agreed to be
    quoted.

    Raises Forbidden, and the refusals of an offer.
    """
    way = way_of(heard)
    themes, _ = queries.counts_in(heard)
    raised = "; ".join(f"{way.themes.get(code, code)}: {n}" for code, n in sorted(themes.items(), key=_most))
    month = month_of(heard, by)
    consent = _NARROW.get(quotation.consent, Consent.TOLD) if quotation else Consent.COUNTED
    offer = Offer(
        kind=EvidenceKind.EXPERIENCE,
        title=f"{way.title}: {month.who.lower()}, {month.occasion.lower()}"[:200],
        shows=Shows.SAID,
        note=f"{month.changed or 'Nothing has changed yet'}. "
        + (f"They were told on {heard.told_date.isoformat()}." if heard.told_date else "They were not told yet."),
        period_from=heard.month_date,
        period_to=_last_of(heard.month_date),
        valid_until=quotation.until_date if quotation else None,
        asked=heard.asked,
        answered=heard.answered,
        heard=_quoted(quotation, consent) or raised or "Nothing that is on the list.",
        consent=consent,
        spoke=way.spoke.get(heard.who, ""),
    )
    made = offer_evidence(review=statement.review, offer=offer, statements=[statement], by=by)
    if quotation is not None:
        actions.used_in(quotation=quotation, evidence=made.ref, by=by)
    return made


def _quoted(quotation: Quotation | None, consent: Consent) -> str:
    """Their own words, where they agreed that these are printed; else what they raised is told in ours."""
    return f"“{quotation.words}”" if quotation and consent is Consent.QUOTED else ""


def _most(one: tuple[str, int]) -> tuple[int, str]:
    return -one[1], one[0]


def _last_of(month: date) -> date:
    following = date(month.year + (month.month == 12), month.month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)


def codes(words: Mapping[str, str]) -> list[tuple[str, str]]:
    """Codes with their words, as a form offers them."""
    return list(words.items())
