"""A figure that could mislead alone stands in an edition with one that shows what it would hide."""

from collections.abc import Iterator

from lineofsight.library.words import listed
from lineofsight.publication.content import Line
from lineofsight.publication.gate.check import Found, LineCheck
from lineofsight.publication.gate.given import Given


def _has_counter_figures(line: Line, given: Given) -> bool:
    return any(
        figure.measured and given.own_rules.beside.get(figure.measured.figure.measure_id) for figure in line.figures
    )


def _alone(line: Line, given: Given) -> Iterator[Found]:
    for figure in line.figures:
        beside = given.own_rules.beside.get(figure.measured.figure.measure_id, ()) if figure.measured else ()
        if not beside or given.measures & {one.measure for one in beside}:
            continue
        names = [f"«{one.title}»" for one in beside]
        yield Found(
            "figure.stands_alone",
            f"{figure.number} («{figure.text}») stands without a figure that shows what it could hide. "
            f"{beside[0].because}",
            f"Put {listed(names) if len(names) == 1 else 'one of ' + listed(names)} into a sentence of this Summary.",
        )


CHECK = LineCheck(
    id="figure-beside",
    title="No figure that could mislead alone stands alone",
    codes={"figure.stands_alone": "None of the figures that its measure names beside it stands in the Summary."},
    applies=_has_counter_figures,
    find=_alone,
)
