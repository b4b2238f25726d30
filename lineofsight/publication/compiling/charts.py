"""The course of a figure: what was frozen earlier by the same definition, for the same group, and stands."""

import json
from collections.abc import Iterable, Mapping
from datetime import date

from lineofsight.assurance.models import FigureRecord
from lineofsight.assurance.rules import EvidenceState
from lineofsight.library.measure import Measure
from lineofsight.library.scales import CountKind
from lineofsight.measures.figure import Figure
from lineofsight.partnership.actor import Actor
from lineofsight.publication.content.charted import FEWEST_POINTS, Chart, Mark, Point
from lineofsight.publication.models import Edition
from lineofsight.publication.queries.editions import editions_of

Courses = Mapping[tuple[str, str, str], tuple[Figure, ...]]
"""Frozen figures by measure, definition and group, in the order of their days."""

_FALLEN = (EvidenceState.REJECTED, EvidenceState.WITHDRAWN)


def courses_of(edition: Edition, actor: Actor) -> Courses:
    """All frozen figures of the edition's review that stand, each as at a day once: the one frozen last."""
    rows = FigureRecord.objects.visible_to(actor).filter(review=edition.review)
    rows = rows.exclude(evidence__state__in=_FALLEN).order_by("as_at_date", "id")
    found: dict[tuple[str, str, str], dict[date, Figure]] = {}
    for row in rows:
        figure = Figure.from_dict(json.loads(row.body))
        found.setdefault(_same(figure), {})[figure.as_at_date] = figure
    return {key: tuple(by_day.values()) for key, by_day in found.items() if len(by_day) >= FEWEST_POINTS}


def marks_of(edition: Edition, actor: Actor) -> tuple[Mark, ...]:
    """The days as at which earlier editions were told."""
    rows = editions_of(edition.review, actor).filter(number__lt=edition.number).exclude(content="")
    return tuple(Mark(day=row.as_at_date, words=f"edition {row.number}") for row in rows.order_by("number"))


def _same(figure: Figure) -> tuple[str, str, str]:
    return figure.measure_id, figure.definition_sha, figure.group


def chart_of(figure: Figure, measure: Measure | None, courses: Courses, marks: Iterable[Mark]) -> Chart | None:
    """The chart of a figure; None where there is no course to see, or where a share would say too much."""
    earlier = [one for one in courses.get(_same(figure), ()) if one.as_at_date < figure.as_at_date]
    is_share = figure.terms is None and figure.kind is not CountKind.PURPOSIVE
    points = _apart([*earlier, figure])
    if measure is None or not is_share or len(points) < FEWEST_POINTS:
        return None
    first = points[0].as_at_date
    within = tuple(mark for mark in marks if first <= mark.day <= figure.as_at_date)
    return Chart(
        question=measure.question, direction=measure.direction, points=tuple(map(_point, points)), marks=within
    )


def _apart(figures: list[Figure]) -> list[Figure]:
    """The figures whose periods do not overlap, counted from the last: of two that do, one takes from the other."""
    kept: list[Figure] = []
    for one in reversed(figures):
        is_before = not kept or (one.period_to or one.as_at_date) < (kept[-1].period_from or kept[-1].as_at_date)
        if is_before:
            kept.append(one)
    return kept[::-1]


def _point(figure: Figure) -> Point:
    return Point(
        as_at_date=figure.as_at_date,
        n=figure.n,
        of=figure.of,
        period_from=figure.period_from,
        period_to=figure.period_to,
    )
