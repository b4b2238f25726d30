"""The rows of a review as measures see them: the faces `statements` and `supports` of the library, and of the records.

They are handed down to `measures` as SQL and a function that runs it. The rows are copied into a small database in
memory, so that one text gives one answer wherever the records themselves are kept.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from lineofsight.assurance.faces import ROWS as OF_RECORDS
from lineofsight.assurance.faces import records_stand, rows_of_records
from lineofsight.assurance.faces.row import Row
from lineofsight.assurance.models import FigureRecord, Review, Statement, Supports
from lineofsight.assurance.own_shelf import with_own_measures
from lineofsight.assurance.queries import voice_of
from lineofsight.assurance.shelf import shelf
from lineofsight.library.measure import FaceColumns, Measure, Window
from lineofsight.library.shelf import NotOnShelf, Shelf
from lineofsight.measures.compute import Execute, MeasureDoesNotFit, Period, RowsNotAsDeclared, compute
from lineofsight.measures.figure import Figure
from lineofsight.measures.sql import Face, faces_used
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.models import Agency
from lineofsight.partnership.policy import Forbidden, can, require
from lineofsight.partnership.queries import today
from lineofsight.partnership.rules import Act, AgencyKind, Audience

AGENCY = "agency"
"""The column by which the rows of a face say whose they are."""

Reviews = Sequence[Review]


def _statement_rows(reviews: Reviews, actor: Actor) -> Iterator[Row]:
    # Drafts that an agency keeps to itself are in no figure, whoever asks.
    rows = (
        Statement.objects.visible_to(actor)
        .filter(review__in=reviews, audience__gte=Audience.HUB)
        .select_related("agency", "review")
    )
    for statement in rows:
        yield (
            statement.review.ref,
            statement.ref,
            statement.agency.name,
            statement.section,
            int(statement.is_included),
            today(statement.recorded_at).isoformat(),
            None,
        )


def _support_rows(reviews: Reviews, actor: Actor) -> Iterator[Row]:
    ties = (
        # A frozen figure about evidence is not itself evidence: it would count itself.
        Supports.objects.visible_to(actor)
        .filter(
            statement__review__in=reviews,
            statement__audience__gte=Audience.HUB,
            evidence__audience__gte=Audience.HUB,
            evidence__figure__isnull=True,
        )
        .select_related("statement", "evidence__agency")
    )
    for tie in ties:
        evidence = tie.evidence
        ended = min((today(moment) for moment in (tie.ended_at, evidence.ended_at) if moment), default=None)
        if tie.ended_at and today(tie.ended_at) == today(tie.recorded_at):
            # Put there and taken away within a day: it stood behind it on none.
            continue
        yield (
            tie.statement.ref,
            evidence.ref,
            today(tie.recorded_at).isoformat(),
            today(evidence.accepted_at).isoformat() if evidence.accepted_at else None,
            ended.isoformat() if ended else None,
            evidence.valid_until.isoformat() if evidence.valid_until else None,
            evidence.shows,
            voice_of(evidence, tie.statement).value,
        )


_ROWS: Mapping[str, Callable[[Reviews, Actor], Iterator[Row]]] = {
    "statements": _statement_rows,
    "supports": _support_rows,
}


@dataclass(frozen=True)
class Opened:
    """Faces with what runs SQL over them."""

    faces: Mapping[str, Face]
    execute: Execute


@contextmanager
def opened(reviews: Reviews, actor: Actor, *, on: date) -> Iterator[Opened]:
    """The faces of some reviews, as far as the actor sees its rows, for the length of the block.

    Raises Forbidden for somebody who does not see what every agency has submitted.
    """
    _sees_what_all_submitted(actor)
    with in_memory({id: (_declared(id, on), rows(reviews, actor)) for id, rows in _ROWS.items()}) as tables:
        yield tables


@contextmanager
def opened_records(
    measures: Iterable[Measure],
    actor: Actor,
    *,
    on: date,
    agency: Agency | None = None,
    known_at: datetime | None = None,
) -> Iterator[Opened]:
    """The faces of the records that measures look at, as at a day, over all agencies or over one.

    known_at: with what was recorded by that moment. Raises Forbidden for somebody who may count neither what every
    agency has submitted nor what that agency keeps, and MeasureDoesNotFit.
    """
    if agency is None or actor.agency_id != agency.pk:
        _sees_what_all_submitted(actor)
    else:
        require(actor, Act.MEASURES_READ)
    asked = tuple(measures)
    own = {measure.face for measure in asked}
    stands = records_stand(actor)
    tables = {}
    for id in sorted({face for measure in asked for face in faces_used(measure)}):
        if id not in OF_RECORDS:
            raise MeasureDoesNotFit(f"A measure of the records cannot look at «{id}», which is of a review.")
        declared = _declared(id, on)
        rows: Iterable[Row] = rows_of_records(id, actor, on=on, known_at=known_at, stands=stands)
        if agency is not None and AGENCY in declared.columns:
            at = declared.column_names().index(AGENCY)
            rows = [row for row in rows if row[at] == agency.name]
        elif agency is not None and id in own:
            raise MeasureDoesNotFit(f"The rows of «{id}» do not say whose they are, so no agency counts its own.")
        tables[id] = (declared, rows)
    with in_memory(tables) as found:
        yield found


def _sees_what_all_submitted(actor: Actor) -> None:
    if actor.reach.other_from > Audience.HUB:
        # A figure over some agencies' rows would be taken for one over all.
        raise Forbidden(Act.FIGURE_FREEZE, actor)


def _declared(face: str, on: date) -> FaceColumns:
    return shelf().get(FaceColumns, face, on=on)


@contextmanager
def in_memory(tables: Mapping[str, tuple[FaceColumns, Iterable[Row]]]) -> Iterator[Opened]:
    """Faces with their rows in a database in memory, for the length of the block."""
    with closing(sqlite3.connect(":memory:")) as memory:
        faces = {}
        for id, (declared, rows) in tables.items():
            names, table = declared.column_names(), f"rows_{id.replace('-', '_')}"
            memory.execute(f"CREATE TABLE {table} ({', '.join(names)})")
            marks = ", ".join("?" for _ in names)
            memory.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608
            faces[id] = Face(declared=declared, sql=f"SELECT {', '.join(names)} FROM {table}")  # noqa: S608

        def execute(sql: str, params: Sequence[str | int]) -> Iterable[Sequence[object]]:
            return memory.execute(sql.replace("%s", "?").replace("%%", "%"), params).fetchall()

        yield Opened(faces, execute)


def figures_of(
    review: Review, measure: Measure, actor: Actor, *, as_at: date, groups: Iterable[str] = ()
) -> tuple[Figure, ...]:
    """The figures of a measure over a review: the total, then one for each group. Raises MeasureDoesNotFit.

    A measure of practice that looks at a period looks at the twelve months that end on the day.
    """
    if measure.face in OF_RECORDS:
        return figures_of_records(measure, actor, as_at=as_at, groups=groups)
    with opened([review], actor, on=as_at) as tables:
        return compute(measure, faces=tables.faces, execute=tables.execute, as_at=as_at, groups=groups)


def figures_of_each(
    review: Review, measures: Iterable[Measure], actor: Actor, *, as_at: date
) -> tuple[tuple[Measure, tuple[Figure, ...]], ...]:
    """The figures of several measures over a review, in their order. Raises MeasureDoesNotFit.

    Each table of rows is put together once, however many count it.
    """
    asked = tuple(measures)
    of_records = [one for one in asked if one.face in OF_RECORDS]
    with opened([review], actor, on=as_at) as ours, opened_records(of_records, actor, on=as_at) as theirs:
        return tuple((one, _computed(one, theirs if one in of_records else ours, as_at=as_at)) for one in asked)


def _computed(measure: Measure, tables: Opened, *, as_at: date) -> tuple[Figure, ...]:
    period = period_until(measure, as_at) if measure.face in OF_RECORDS else None
    return compute(measure, faces=tables.faces, execute=tables.execute, as_at=as_at, period=period)


def figures_of_records(
    measure: Measure,
    actor: Actor,
    *,
    as_at: date,
    agency: Agency | None = None,
    known_at: datetime | None = None,
    groups: Iterable[str] = (),
) -> tuple[Figure, ...]:
    """The figures of a measure over the records, of all agencies or of one. Raises MeasureDoesNotFit and Forbidden."""
    with opened_records([measure], actor, on=as_at, agency=agency, known_at=known_at) as tables:
        return compute(
            measure,
            faces=tables.faces,
            execute=tables.execute,
            as_at=as_at,
            period=period_until(measure, as_at),
            groups=groups,
        )


def period_until(measure: Measure, day: date) -> Period | None:
    """The twelve months that end on a day, where the measure looks at a period."""
    return Period(_a_year_before(day), day) if measure.window is Window.PERIOD else None


def _a_year_before(day: date) -> date:
    """The first of the twelve months that end on a day."""
    try:
        return day.replace(year=day.year - 1) + timedelta(days=1)
    except ValueError:  # 29 February
        return date(day.year - 1, 3, 1)


def computed_again(record: FigureRecord, actor: Actor) -> Figure | str:
    """A frozen figure computed again, by the definition in force on its day; or a sentence that says why not.

    Of the agency whose figure it is; the business unit's is one over all.
    """
    frozen = Figure.from_dict(json.loads(record.body))
    of_one = None if record.agency.kind == AgencyKind.HUB else record.agency
    groups = (frozen.group,) if frozen.group else ()
    try:
        measure = with_own_measures(actor).get(Measure, frozen.measure_id, on=frozen.as_at_date)
        if measure.face in OF_RECORDS:
            figures = figures_of_records(measure, actor, as_at=frozen.as_at_date, agency=of_one, groups=groups)
        else:
            figures = figures_of(record.review, measure, actor, as_at=frozen.as_at_date, groups=groups)
    except (NotOnShelf, MeasureDoesNotFit, RowsNotAsDeclared) as trouble:
        return str(trouble)
    return next(
        (figure for figure in figures if figure.group == frozen.group),
        _no_row(frozen.group),
    )


def all_computed_again(records: Iterable[FigureRecord], actor: Actor) -> dict[str, Figure | str]:
    """Several frozen figures computed again, by their refs: those of one day and agency in one look at the records."""
    found: dict[str, Figure | str] = {}
    library = with_own_measures(actor)
    together: dict[tuple[date, int | None], list[tuple[FigureRecord, Measure, str]]] = defaultdict(list)
    for record in records:
        frozen = Figure.from_dict(json.loads(record.body))
        measure = measure_of(frozen, library)
        if measure is None or measure.face not in OF_RECORDS:
            found[record.ref] = computed_again(record, actor)
            continue
        of_one = None if record.agency.kind == AgencyKind.HUB else record.agency_id
        together[frozen.as_at_date, of_one].append((record, measure, frozen.group))
    for (day, of_one), some in together.items():
        agency = some[0][0].agency if of_one else None
        try:
            with opened_records([measure for _, measure, _ in some], actor, on=day, agency=agency) as tables:
                found |= {record.ref: _counted(tables, measure, group, day) for record, measure, group in some}
        except (NotOnShelf, MeasureDoesNotFit, RowsNotAsDeclared):
            # One of them does not fit: each says for itself why.
            found |= {record.ref: computed_again(record, actor) for record, _, _ in some}
    return found


def _counted(tables: Opened, measure: Measure, group: str, day: date) -> Figure | str:
    figures = compute(
        measure,
        faces=tables.faces,
        execute=tables.execute,
        as_at=day,
        period=period_until(measure, day),
        groups=(group,) if group else (),
    )
    return next((one for one in figures if one.group == group), _no_row(group))


def _no_row(group: str) -> str:
    return f"There is no row of «{group}» any more."


def figure_again(record: FigureRecord, actor: Actor) -> tuple[Figure, Figure | str | None]:
    """A frozen figure as it was, and as it computes now; None for somebody who does not see all that it counts."""
    frozen = Figure.from_dict(json.loads(record.body))
    is_own = record.agency_id == actor.agency_id and can(actor, Act.MEASURES_READ)
    if actor.reach.other_from > Audience.HUB and not is_own:
        return frozen, None
    return frozen, computed_again(record, actor)


def measure_of(figure: Figure, library: Shelf) -> Measure | None:
    """The definition of a frozen figure; None where the library holds it no more: a figure outlives its measure."""
    try:
        return library.get(Measure, figure.measure_id, on=figure.as_at_date)
    except NotOnShelf:
        return None


def face_of(measure: Measure) -> FaceColumns:
    """The face that a measure counts, in its newest edition: whose records its rows come from stands there."""
    return shelf().newest(FaceColumns, measure.face)


def measures_of_records(actor: Actor, *, library: Shelf | None = None) -> tuple[Measure, ...]:
    """The measures of today's library that are counted from records, by id; each face of theirs is one of those.

    library: where the caller has asked for it already.
    """
    here = _counted_here(library or with_own_measures(actor))
    return tuple(one for one in here if all(face in OF_RECORDS for face in faces_used(one)))


def measures_here(actor: Actor) -> tuple[Measure, ...]:
    """The measures that can be computed over a review today's library knows, by id."""
    return _counted_here(with_own_measures(actor))


def _counted_here(library: Shelf) -> tuple[Measure, ...]:
    newest = library.all_newest(Measure)
    return tuple(measure for measure in newest if measure.face in _ROWS or measure.face in OF_RECORDS)
