"""The leaders' page: late, getting worse, looked at by nobody outside, without an owner; and what we cannot see."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from lineofsight.assurance.models import Action, FigureRecord, HolderQuestion, Recommendation, Statement
from lineofsight.assurance.own_shelf import with_own_measures
from lineofsight.assurance.queries import overview as queries
from lineofsight.assurance.queries.chain import has_owner
from lineofsight.assurance.queries.questions import open_questions
from lineofsight.assurance.queries.review import basis_of, opinion_now, with_basis
from lineofsight.assurance.queries.voices import told_since
from lineofsight.desk.figures.worsening import worse_today
from lineofsight.desk.home.late_counts import (
    COVERS,
    COVERS_SUBMITTED,
    COVERS_WITHOUT,
    counts_late,
    not_known_of_children,
)
from lineofsight.desk.my_work.waiting import days_from
from lineofsight.desk.sight.shares import shares
from lineofsight.desk.voice import complaint_counts
from lineofsight.intake.documents import SentenceKind
from lineofsight.library.measure import Direction, Measure
from lineofsight.library.words import day_words
from lineofsight.measures.figure import Figure
from lineofsight.measures.spc import Verdict
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.looking import seen_before
from lineofsight.partnership.models import Agency
from lineofsight.partnership.policy import OfAgency, can
from lineofsight.partnership.queries import agencies, today
from lineofsight.partnership.rules import Act, AgencyKind, Audience
from lineofsight.records.children import last_delivery
from lineofsight.records.voice.queries import heard
from lineofsight.sight.counting import months_until

NOTHING_LATE = "Nothing of what is counted here is late"
MOST = 7
"""A list of the page holds so many; the rest is a link away."""


@dataclass(frozen=True)
class Line:
    """One thing to ask about: what, figure or note in words, since when, and who holds it. key: the same every day.

    number: how many things it stands for.
    """

    key: str
    text: str
    note: str
    holder: Agency
    since: date | None = None
    kind: str = ""
    ref: str = ""
    number: int = 1


@dataclass(frozen=True)
class Listed:
    """One list under its heading. trouble: why it could not be computed, and then it does not count as empty.

    covers: what the list looked at, so that an empty one is not taken for more than it says.
    """

    id: str
    title: str
    lines: tuple[Line, ...]
    empty: str
    trouble: str = ""
    covers: str = ""

    @property
    def count(self) -> int:
        """How many things its lines stand for: some stand for several that the reader knows by number alone."""
        return sum(line.number for line in self.lines)

    @property
    def first(self) -> tuple[Line, ...]:
        """Those that the page holds."""
        return self.lines[:MOST]


@dataclass(frozen=True)
class Changed:
    """What is different since somebody looked on an earlier day."""

    since: date
    new: tuple[Line, ...]
    settled: int


@dataclass(frozen=True)
class Overview:
    """The page: four lists, what changed, what cannot be seen, and what was asked and not answered."""

    lists: tuple[Listed, ...]
    changed: Changed | None
    unseen: tuple[str, ...]
    asked: int
    is_over_agencies: bool

    @property
    def lines(self) -> dict[str, Line]:
        """Every line by its key."""
        return {line.key: line for one in self.lists for line in one.lines}


def overview(actor: Actor) -> Overview:
    """What needs the attention of a leader, of their own agency; of a partner or the scrutineer, what was submitted."""
    day = today(actor.now)
    here = {agency.pk: agency for agency in agencies()}
    actions, asked_for = list(queries.open_actions(actor)), list(queries.open_recommendations(actor))
    is_over = actor.reach.other_from <= Audience.HUB
    rows = _ours(actor, [*actions, *asked_for], is_over)
    figures = list(queries.frozen_figures(actor) if is_over else queries.figures_of_own(actor))
    waits = list(open_questions(actor))
    lists = (
        replace(
            _listed("late", "Late", lambda: _all_late(actor, rows, waits, here, day), NOTHING_LATE, day),
            covers=COVERS_SUBMITTED if is_over else COVERS,
        ),
        _worse(actor, here, figures, day),
        _listed(
            "unchecked",
            "Nobody outside has checked",
            lambda: _unchecked(actor, is_over, day),
            "Somebody outside has looked at every sentence with evidence",
            day,
        ),
        replace(
            _listed("without", "Without an owner", lambda: _without(rows, day), "Everything has somebody named", day),
            covers=COVERS_WITHOUT,
        ),
    )
    keys = {line.key for one in lists for line in one.lines}
    before = seen_before(what="overview", keys=keys, by=actor)
    changed = None
    if before is not None:
        at, known = before
        new = tuple(line for one in lists for line in one.lines if line.key not in known)
        changed = Changed(today(at), new, len(known - keys))
    unseen = tuple(_unseen(actor, here, figures, is_over, day))
    return Overview(lists, changed, unseen, sum(one.by_ref == actor.ref for one in waits), is_over)


def late_of_own(actor: Actor) -> tuple[Line, ...]:
    """What is late in one's own agency, for the first page of a director: the same list as on the page above."""
    day = today(actor.now)
    here = {agency.pk: agency for agency in agencies()}
    rows = _ours(actor, [*queries.open_actions(actor), *queries.open_recommendations(actor)], False)
    lines = _all_late(actor, rows, list(open_questions(actor)), here, day)
    return tuple(sorted(lines, key=lambda one: (one.since or date.max, one.key)))


def late_submitted(actor: Actor, *, day: date) -> tuple[Line, ...]:
    """What is late of all that agencies have submitted, for the first page of a safeguarding partner."""
    rows = [*queries.open_actions(actor), *queries.open_recommendations(actor)]
    return tuple(sorted(_late(rows, day), key=lambda one: (one.since or date.max, one.key)))


def _ours(actor: Actor, rows: list[Action | Recommendation], is_over: bool) -> list[Action | Recommendation]:
    """What is of one's own agency; for whoever looks at several, all of it."""
    return rows if is_over else [row for row in rows if row.agency_id == actor.agency_id]


def _listed(id: str, title: str, make: Callable[[], Iterable[Line]], empty: str, day: date) -> Listed:
    lines = sorted(make(), key=lambda one: (one.since or date.max, one.key))
    return Listed(id, title, tuple(lines), f"{empty}, as at {day_words(day)}.")


def _all_late(
    actor: Actor,
    rows: Iterable[Action | Recommendation],
    waits: Iterable[HolderQuestion],
    here: dict[int, Agency],
    day: date,
) -> Iterator[Line]:
    yield from _late(rows, day)
    yield from _late_answers(actor, here, waits, day)
    own = here.get(actor.agency_id or 0)
    for one in counts_late(actor) if own else ():
        assert own is not None
        kind = f"shares:{one.about}" if one.page == "shares" else one.page
        yield Line(f"late:{one.id}", one.text, one.note, own, one.since, kind, number=one.number)


def _late(rows: Iterable[Action | Recommendation], day: date) -> Iterator[Line]:
    for row in rows:
        if isinstance(row, Action):
            due, what, kind = row.due_date, "Due", "action"
        else:
            is_answered = row.state not in ("drafted", "reopened")
            due, what = (row.due_date, "Due") if is_answered else (row.respond_by_date, "Its answer was due")
            kind = "recommendation"
        if due is not None and due < day:
            note = f"{what} {days_from(day, due)}."
            yield Line(f"late:{row.ref}", f"{row.label}: {row.title}", note, row.agency, due, kind, row.ref)


def _late_answers(actor: Actor, here: dict[int, Agency], waits: Iterable[HolderQuestion], day: date) -> Iterator[Line]:
    """Complaints and questions that are overdue."""
    counts = complaint_counts(actor, day)
    own = here.get(actor.agency_id or 0)
    if counts is not None and counts.overdue and own is not None:
        noun = "complaint" if counts.open == 1 else "complaints"
        words = f"{counts.overdue} of {counts.open} open {noun} not answered by their day."
        yield Line("late:complaints", "Complaints", words, own, None, "voice", number=counts.overdue)
    for row in waits:
        if row.answer_by_date < day:
            note = f"Asked {day_words(row.asked_date)}, not answered."
            yield Line(f"late:{row.ref}", row.asks, note, row.agency, row.answer_by_date, "question", row.ref)


def _worse(actor: Actor, here: dict[int, Agency], figures: list[FigureRecord], day: date) -> Listed:
    """What control charts call worse in one's own agency, and frozen figures that fell behind the one before.

    How much of it can be judged stands beside it: what cannot be judged cannot be found to be worse.
    """
    lines, looked, judged = list(_fell(actor, figures)), [], 0
    if paired := sum(len(rows) > 1 for rows in _by_what(figures).values()):
        looked.append(f"{paired} submitted {'figure' if paired == 1 else 'figures'} set beside an earlier one")
        judged += paired
    own = here.get(actor.agency_id or 0)
    if own is not None and can(actor, Act.SHARES_READ, OfAgency(actor.agency_id)):
        found = shares(actor, as_at=day)
        for one in found.worse:
            figure = f"{one.year.in_time} of {one.year.of} in time in twelve months. {one.trend.words}"
            lines.append(Line(f"worse:{one.id}", one.title, figure, own, None, f"shares:{one.id}"))
        enough = sum(one.trend.verdict is not Verdict.TOO_FEW for one in found.families)
        looked.append(f"{enough} of {len(found.families)} kinds of rule")
        judged += enough
        if can(actor, Act.MEASURES_READ):
            measures = worse_today(actor, as_at=day)
            for told in measures.worse:
                id = told.measure.id
                lines.append(Line(f"worse:measure:{id}", told.measure.question, told.told, own, None, f"measure:{id}"))
            looked.append(f"{measures.judged} of {measures.asked} measures counted by the month")
            judged += measures.judged
    covers = f"Can be judged yet: {', '.join(looked)}. Of the others there are too few." if looked else ""
    empty = f"None of those is worse than before, as at {day_words(day)}."
    trouble = "" if judged else f"{covers or 'No figure was submitted yet beside an earlier one.'} So nobody can say."
    return Listed("worse", "Getting worse", tuple(lines), empty, trouble, "" if trouble else covers)


def _by_what(figures: Iterable[FigureRecord]) -> dict[tuple[int, str, str], list[FigureRecord]]:
    """The frozen figures of the same thing, in their order."""
    found: dict[tuple[int, str, str], list[FigureRecord]] = defaultdict(list)
    for row in figures:
        found[row.review_id, row.measure_id, Figure.from_dict(json.loads(row.body)).group].append(row)
    return found


def _fell(actor: Actor, figures: Iterable[FigureRecord]) -> Iterator[Line]:
    """The latest of each figure where it is worse than the one before it."""
    library = with_own_measures(actor)
    known = library.ids(Measure.FOLDER)
    for (_, measure, group), rows in _by_what(figures).items():
        if len(rows) < 2 or measure not in known:
            continue
        before, last = rows[-2:]
        declared = library.newest(Measure, measure)
        if not _is_worse(before, last, declared.direction):
            continue
        words = f"{last.n} of {last.of}, {day_words(last.as_at_date)}; before {before.n} of {before.of}."
        title = f"{declared.title}{f', {group}' if group else ''}"
        yield Line(f"worse:{last.ref}", title, words, last.agency, last.as_at_date, "figure", last.ref)


def _is_worse(before: FigureRecord, last: FigureRecord, direction: Direction) -> bool:
    if not before.of or not last.of or direction is Direction.NEITHER:
        return False
    change = last.n * before.of - before.n * last.of
    return change < 0 if direction is Direction.HIGHER else change > 0


def _unchecked(actor: Actor, is_over: bool, day: date) -> Iterator[Line]:
    for row, note in unchecked(actor, day=day):
        if (is_over or row.agency_id == actor.agency_id) and row.current is not None:
            since = today(row.current.recorded_at)
            yield Line(f"unchecked:{row.ref}", row.current.text, note, row.agency, since, "statement", row.ref)


def unchecked(actor: Actor, *, day: date) -> Iterator[tuple[Statement, str]]:
    """Sentences with current evidence that nobody outside has looked at, or of which the opinion has lapsed; and which.

    One list for both pages of a director: a lapsed opinion is about what stood there before.
    """
    rows = with_basis(actor).filter(is_included=True, current__isnull=False)
    yield from unchecked_of(rows.filter(kind__in=(SentenceKind.PROGRESS, SentenceKind.ADVERSE)), day=day)


def unchecked_of(rows: Iterable[Statement], *, day: date) -> Iterator[tuple[Statement, str]]:
    """The same among some sentences that are read already."""
    for row in rows:
        opinion = opinion_now(row, day=day)
        if basis_of(row, day=day).standing.is_evidenced and (opinion is None or opinion.has_lapsed):
            yield row, "Not yet looked at." if opinion is None else "The opinion has lapsed: its basis changed."


def _without(rows: Iterable[Action | Recommendation], day: date) -> Iterator[Line]:
    """What has nobody named. A recommendation with an open action is looked after there, and not told a second time."""
    for row in rows:
        if isinstance(row, Recommendation) and row.is_acted_on:
            continue
        if not has_owner(row, day=day):
            kind = "action" if isinstance(row, Action) else "recommendation"
            named = f"The plan names its {row.owner_role}; no account here has it." if row.owner_role else ""
            note = named or "Nobody named answers for it."
            since = today(row.recorded_at)
            yield Line(f"without:{row.ref}", f"{row.label}: {row.title}", note, row.agency, since, kind, row.ref)


def _unseen(
    actor: Actor, here: dict[int, Agency], figures: list[FigureRecord], is_over: bool, day: date
) -> Iterator[str]:
    """What the page cannot know: who is silent, which records never came, what nobody counted."""
    if is_over:
        speaking = queries.agencies_that_speak(actor)
        silent = [one.name for one in here.values() if one.pk not in speaking and one.kind not in _SAY_NOTHING]
        if silent:
            yield f"{', '.join(silent)}: no sentence of theirs has been submitted."
    elif can(actor, Act.SHARES_READ, OfAgency(actor.agency_id)):
        delivered = last_delivery(actor)
        if delivered is None:
            yield "No records of children have come in here, so nobody can say what was in time."
        elif (day - delivered.day).days > _OLD:
            yield f"The records of children are of {day_words(delivered.day)}: what happened since is not in them."
        if unknown := not_known_of_children(actor):
            one = unknown == 1
            yield (
                f"{unknown} {'thing' if one else 'things'} that {'a rule asks' if one else 'rules ask'} for children"
                f" {'is' if one else 'are'} not known: nobody can say by when, or whether it was done."
            )
    empty = sorted({row.measure_id for row in figures if not row.of})
    library = with_own_measures(actor)
    for id in empty:
        if id in library.ids(Measure.FOLDER):
            yield f"{library.newest(Measure, id).title}: no cases, so it says nothing."
    if not figures:
        yield "No figure that is counted here by a measure stands as evidence yet; counts that were handed in are not."
    first = months_until(day, how_many=12)[0]
    entered = heard(actor).filter(month_date__gte=first).order_by().values("ref")
    # Two ways by which it comes in, and one question.
    if not entered.union(told_since(actor, first).order_by().values("ref"))[:1]:
        yield "What children and families say: nobody was asked in twelve months, or nothing was sent."
    for row in queries.not_known(actor):
        if is_over or row.agency_id == actor.agency_id:
            yield f"{row.text} ({row.agency.name})"


_OLD = 45
_SAY_NOTHING = (AgencyKind.HUB, AgencyKind.INDEPENDENT)
