"""Rows of children who came home from care: whether it lasted, and what stands beside it (face `returns-home`)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from lineofsight.assurance.faces.row import Row, in_order
from lineofsight.assurance.shelf import shelf
from lineofsight.library.measure import FaceColumns
from lineofsight.partnership.actor import Actor
from lineofsight.records.children import agencies_with_children
from lineofsight.records.days import day_of
from lineofsight.records.facts import events_of
from lineofsight.records.lasting import times_in_care
from lineofsight.records.tables import Known, known_of, questions_answered
from lineofsight.sight.outcomes import ENQUIRY, HOME, INJURY, return_rows

FACE = "returns-home"


def return_home_rows(by: Actor, on: date) -> Iterator[Row]:
    """Each return home by a day, of one agency after the other, with what was known at the moment."""
    names = shelf().get(FaceColumns, FACE, on=on).column_names()
    for agency in agencies_with_children(by):
        of = known_of(agency.pk, at=by.now)
        care, plans = times_in_care(of, until=on), _plans(of)
        for child, some in events_of(of, (HOME, ENQUIRY, INJURY)).items():
            days = {kind: [one.day for one in some if one.kind == kind and one.day] for kind in (ENQUIRY, INJURY)}
            rows = return_rows(
                child,
                [(one.day, one.code) for one in some if one.kind == HOME and one.day],
                care=[start for start, _ in care.get(child, ())],
                plans=plans.get(child, ()),
                enquiries=days[ENQUIRY],
                injuries=days[INJURY],
                on=on,
            )
            for row in rows:
                yield in_order({**row, "agency": agency.name}, names)


def _plans(of: Known) -> Mapping[str, tuple[date, ...]]:
    asked = "SELECT child, start FROM span WHERE kind = %s AND start IS NOT NULL ORDER BY child, start"
    found: dict[str, list[date]] = defaultdict(list)
    for child, start in questions_answered(of, asked, ["protection-plan"]):
        found[child].append(day_of(start))
    return {child: tuple(days) for child, days in found.items()}
