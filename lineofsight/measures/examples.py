"""Run the worked examples of a measure: rows in, figures out, and say where they disagree."""

from collections.abc import Mapping
from typing import cast

from lineofsight.library.measure import FaceColumns, Measure, MeasureExample
from lineofsight.measures.compute import Period
from lineofsight.measures.figure import Figure
from lineofsight.measures.plain import Row, compute_plainly


def period_of(example: MeasureExample) -> Period | None:
    """The period of an example; None when it looks at a day."""
    if example.period_from is None or example.period_to is None:
        return None
    return Period(example.period_from, example.period_to)


def figures_of(measure: Measure, example: MeasureExample, *, faces: Mapping[str, FaceColumns]) -> tuple[Figure, ...]:
    """The figures that `plain` gives for an example."""
    return compute_plainly(
        measure,
        faces=faces,
        tables=cast(Mapping[str, tuple[Row, ...]], example.rows),
        as_at=example.as_at,
        period=period_of(example),
        groups=example.groups,
    )


def disagreements(example: MeasureExample, figures: tuple[Figure, ...]) -> tuple[str, ...]:
    """Where an example's figures are not the given ones: a sentence for each, empty when they agree."""
    given = {figure.group: figure for figure in figures}
    wanted = {expected.group: expected for expected in example.figures}
    found = [f"{_group(name)} is given and not expected." for name in sorted(given.keys() - wanted.keys())]
    for name, expected in wanted.items():
        figure = given.get(name)
        if figure is None:
            found.append(f"{_group(name)} is expected and not given.")
            continue
        left_out = {left.reason: left.count for left in figure.left_out}
        got = (figure.n, figure.of, left_out, figure.words())
        if got != (expected.n, expected.of, expected.left_out, expected.words):
            found.append(
                f"{_group(name)}: {_told(figure.n, figure.of, figure.words(), left_out)}, "
                f"not {_told(expected.n, expected.of, expected.words, expected.left_out)}."
            )
    return tuple(f"Example «{example.name}»: {sentence}" for sentence in found)


def _group(name: str) -> str:
    return f"group «{name}»" if name else "the total"


def _told(n: int, of: int, words: str, left_out: Mapping[str, int]) -> str:
    numbers = "" if words.startswith(f"{n} of {of}") else f" (n {n}, N {of})"
    beside = f", {', '.join(f'{count} {reason}' for reason, count in sorted(left_out.items()))}" if left_out else ""
    return words + numbers + beside
