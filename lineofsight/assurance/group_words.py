"""What a group of a figure is called: rows hold codes, and people read the words that the library gives them."""

from collections.abc import Iterator

from lineofsight.assurance.tables import AGENCY
from lineofsight.library.audit import AuditKind
from lineofsight.library.conditions import All, ColumnTest
from lineofsight.library.course import Course
from lineofsight.library.fact import FactKind
from lineofsight.library.measure import Measure
from lineofsight.library.shelf import Shelf

_COLUMNS = {
    "area": "area of the audit",
    "audit": "audit",
    "kind": "kind of visit",
    "took_part": "how the child took part",
    "workers_in_12_months": "number of workers",
}
_HOW_A_CHILD_TOOK_PART = "care-review"
"""The kind of fact whose codes say it."""


def column_called(column: str) -> str:
    """By what a figure is told apart, in words."""
    return _COLUMNS.get(column, column.replace("_", " "))


def group_called(measure: Measure, group: str, *, by: str | None, library: Shelf) -> str:
    """One group, by the column that tells it apart. Names of agencies and teams are names already; a code that the
    library does not know any more is shown as it is."""
    if by in (None, AGENCY) or not group:
        return group
    if by == "workers_in_12_months" and group.isdigit():
        return "1 worker" if group == "1" else f"{group} workers"
    return next(iter(_titles(measure, group, str(by), library)), group)


def _titles(measure: Measure, group: str, by: str, library: Shelf) -> Iterator[str]:
    if by == "area":
        # One code may be called otherwise in another audit: the audit that the measure counts goes first.
        named = _audits_of(measure)
        for audit in sorted(library.all_newest(AuditKind), key=lambda one: one.id not in named):
            yield from (area.title for area in audit.areas if area.id == group)
    elif by == "took_part":
        yield from _codes(library, _HOW_A_CHILD_TOOK_PART, group)
    elif by == "audit":
        yield from (one.title for one in library.all_newest(AuditKind) if one.id == group)
    elif by == "course":
        yield from (one.title for one in library.all_newest(Course) if one.id == group)
    elif by == "kind":
        yield from (one.title for one in library.all_newest(FactKind) if one.id == group)


def _codes(library: Shelf, kind: str, code: str) -> Iterator[str]:
    if kind in library.ids(FactKind.FOLDER) and (says := library.newest(FactKind, kind).codes.get(code)):
        yield f"{says[:1].upper()}{says[1:]}"


def _audits_of(measure: Measure) -> frozenset[str]:
    where = measure.population.where
    tests = where.all if isinstance(where, All) else (where,)
    return frozenset(str(one.equals) for one in tests if isinstance(one, ColumnTest) and one.column == "audit")
