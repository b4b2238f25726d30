"""What may be told of rounds of surveys, as the face `pulse` of the library: the whole agency, and never a team.

It is what was fixed when the round closed, so that no figure tells more than the page does.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from lineofsight.assurance.faces.row import Row, in_order
from lineofsight.assurance.shelf import shelf
from lineofsight.library.measure import FaceColumns
from lineofsight.partnership.actor import Actor
from lineofsight.records.workforce import surveys


def pulse_rows(by: Actor, on: date) -> Iterator[Row]:
    """Each question of each round that had closed by the day."""
    columns = shelf().get(FaceColumns, "pulse", on=on).column_names()
    for one in surveys.closed_by(on):
        whole = surveys.groups_of(one)[0]
        facts = {"round": one.ref, "agency": one.agency.name, "survey": one.survey, "closed_date": one.closed_date}
        for number, question in enumerate(surveys.survey_of(one).questions, start=1):
            counts = {"asked": whole.asked, "answered": whole.answered, "high": whole.high.get(question.id)}
            yield in_order({**facts, "question": question.id, "number": number, **counts}, columns)


ROWS: Mapping[str, Callable[[Actor, date], Iterator[Row]]] = {"pulse": pulse_rows}
